/* duplicates.h - who may be the same: other customers that share a key, for a warning while
 * one is entered, and for the page on which somebody merges them. Nothing here blocks. */
#ifndef PEOPLE_DUPLICATES_H
#define PEOPLE_DUPLICATES_H

#include "modules/people/keys.h"
#include "records/rules/jobs.h"

enum {
    DUPLICATES_MOST = 20,         /* told of one customer */
    DUPLICATE_GROUP_MOST = 20,    /* shown of one group */
    DUPLICATE_GROUPS_MOST = 5000, /* found by one search */
};

struct duplicate {
    int64_t party;
    struct str name, phone;
    unsigned kinds; /* of enum party_key_kind, as bits 1 << kind */
    int strength;   /* 1 … 100: how likely it is the same */
};

/* Those the actor may see, the likeliest first. `party` need not be saved yet. */
enum err duplicates_of(struct ctx *cx, const struct record *party, struct duplicate **out,
                       int *out_count);
/* What they share, in words: «کد ملی، تلفن». */
struct str duplicate_reason(struct ctx *cx, unsigned kinds);

/* For the one who is typing: «شاید «…» همین باشد (تلفن)». */
struct str duplicate_warning(struct ctx *cx, const struct duplicate *d);

/* Remember that two are not the same. The actor must be allowed to edit both. */
enum err party_mark_distinct(struct ctx *cx, int64_t one, int64_t other);

/* ---- In bulk ---- */

struct duplicate_group {
    struct party_key key;
    struct duplicate *parties;
    int count;
};

/* The job `people.duplicates`, when somebody asks for it. */
enum err duplicates_step(struct ctx *cx, struct job *job, bool *out_more);

/* What the latest search found and still holds, after the key `after` (NULL: from the
 * first); groups whose pairs are all known as not the same are left out. *out_next is
 * where the next page begins; its kind is 0 at the end. */
enum err duplicate_groups(struct ctx *cx, const struct party_key *after, int limit,
                          struct duplicate_group **out, int *out_count,
                          struct party_key *out_next);

#endif
