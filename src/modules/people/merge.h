/* merge.h - two customers that turned out to be one.
 * What the one that goes owns, and every link to it, moves to the one that stays; its old
 * address leads to the new one. All of it is one batch of the journal, so that it can be
 * parted again exactly. */
#ifndef PEOPLE_MERGE_H
#define PEOPLE_MERGE_H

#include "records/data/undo.h"
#include "records/journal/journal.h"

enum { MERGE_MOVES_MOST = 20000 }; /* records in one merge */

/* Whose value a field takes. The standard: the one that stays, or where that is empty the
 * other. Tags and notes are united whatever was chosen, and a refusal of consent wins. */
enum merge_side { MERGE_STANDARD, MERGE_KEEP, MERGE_GONE };

/* Whether a person should be asked: both have a value, and they differ. */
bool merge_asks(const struct record *keep, const struct record *gone,
                const struct field *f);

/* `sides` by position of the field; NULL: the standard for all. The actor must be allowed
 * to edit both. What would be lost of numbers and addresses stays as contact points and
 * identifiers. cx->batch is then the batch to part them by. */
enum err party_merge(struct ctx *cx, int64_t keep, int64_t gone,
                     const enum merge_side *sides);

/* Take a merge back. ERR_ABSENT: the batch is no merge. */
enum err party_part(struct ctx *cx, int64_t batch, struct undo_result *out);

/* Where a party went that is no longer there; ERR_ABSENT. */
enum err party_now(struct ctx *cx, int64_t gone, int64_t *out_kept);

#endif
