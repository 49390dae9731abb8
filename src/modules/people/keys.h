/* keys.h - by what a party is recognised: telephone numbers, e-mail addresses, national and
 * legal ids, other identifiers, and the folded name. The table `party_key` follows every
 * save of party, contact_point and identifier; whoever shares a key may be the same. */
#ifndef PEOPLE_KEYS_H
#define PEOPLE_KEYS_H

#include "records/data/record.h"

/* Stored; never renumber. The stronger ones first. */
enum party_key_kind {
    KEY_NATIONAL_ID = 1,
    KEY_LEGAL_ID,
    KEY_IDENTIFIER,
    KEY_PHONE,
    KEY_EMAIL,
    KEY_NAME,
    KEY_KINDS,
};

struct party_key {
    enum party_key_kind kind;
    struct str value;
};

enum { KEYS_MOST = MARKS_MOST, KEY_NAME_LETTERS_LEAST = 5 };

struct party_keys {
    struct party_key at[KEYS_MOST];
    int count;
};

/* The keys that one record of those three kinds gives; none of any other kind. */
void keys_of(struct ctx *cx, const struct record *r, struct party_keys *out);
void keys_add(struct party_keys *keys, enum party_key_kind kind, struct str value);

/* Bring the table up to a save: what differs between `old` and `new` and nothing else. */
enum err keys_saved(struct ctx *cx, const struct record *old, const struct record *new);

/* As struct entity_rules wants it: the keys of one field, or of the whole record; and the
 * oldest party that shares each. */
int keys_marks(struct ctx *cx, const struct record *r, const struct field *f,
               struct mark out[MARKS_MOST]);
enum err keys_marked(struct ctx *cx, const struct mark *marks, int count, int64_t *out_ids);

#endif
