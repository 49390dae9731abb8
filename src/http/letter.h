/* letter.h - a message that leaves for somebody outside, and by what means, as plain data. The host
 * sends it (host.h): an e-mail through a mail server, an SMS through a gateway that is asked by HTTP. */
#ifndef HTTP_LETTER_H
#define HTTP_LETTER_H

#include "base/str.h"
#include "base/words.h"

#include <stdint.h>

enum { LETTER_SECONDS = 30, LETTER_CONNECT_SECONDS = 10 };

enum letter_way { LETTER_EMAIL = 1, LETTER_SMS };

/* What it is for: what somebody asked for or agreed on, or what is to make them buy. */
enum letter_class { LETTER_TRANSACTIONAL = 1, LETTER_MARKETING };

enum mail_lock { MAIL_PLAIN, MAIL_STARTTLS, MAIL_TLS };

struct mail_server {
    struct str host; /* empty: none is set */
    int port;
    enum mail_lock lock;
    bool any_certificate; /* who it is is not asked, only that nobody listens */
    struct str user, password;
    struct str from_name, from_address;
};

/* Placeholders in address, header and body: see channels/sms.h. */
struct sms_gateway {
    struct str url; /* empty: none is set */
    struct str
        body; /* empty: asked by GET, else posted; JSON where it begins with a brace */
    struct str header; /* "Name: value", or empty */
    struct str key, sender;
};

struct letter_file {
    struct str name, type, bytes; /* without a name there is none */
};

struct letter {
    enum letter_way way;
    enum letter_class purpose;
    struct str mark; /* the same each time it is tried: ASCII letters and digits */
    struct str to, subject, text;
    enum lang lang;
    int64_t made_ms;
    int zone_minutes;
    struct letter_file file;
    struct mail_server mail;
    struct sms_gateway sms;
};

enum letter_end {
    LETTER_TAKEN = 1, /* by the server: it looks after it from now on */
    LETTER_LATER,     /* nobody was there, or it was told to come later */
    LETTER_REFUSED,   /* it would be refused each time */
};

/* What became of one try. */
struct letter_outcome {
    enum letter_end end;
    struct str said; /* by the server, or why it was not reached; may be empty */
};

#endif
