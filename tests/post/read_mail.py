# read_mail.py - a mail as a program that is not ours reads it: JSON of its headers and parts.
import email
import email.policy
import json
import sys

with open(sys.argv[1], 'rb') as file:
    mail = email.message_from_binary_file(file, policy=email.policy.default)


def part(kind):
    found = mail.get_body((kind,))
    return found.get_content() if found else None


print(json.dumps({
    'headers': {name.lower(): str(value) for name, value in mail.items()},
    'froms': [address.display_name for address in mail['from'].addresses],
    'defects': [str(defect) for one in mail.walk() for defect in one.defects],
    'plain': part('plain'),
    'html': part('html'),
    'files': [{'name': one.get_filename(), 'type': one.get_content_type(),
               'begins': one.get_content()[:5].decode('latin-1')} for one in mail.iter_attachments()],
}))
