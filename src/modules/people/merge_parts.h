/* merge_parts.h - the pieces of a merge; private to merge.c and its pieces. */
#ifndef PEOPLE_MERGE_PARTS_H
#define PEOPLE_MERGE_PARTS_H

#include "modules/people/merge.h"

/* Move everything that points to `gone`, owned or linked, in all kinds of record. */
enum err merge_move(struct ctx *cx, int64_t keep, int64_t gone);

/* The record that stays, as it shall be. */
struct record merge_united(struct ctx *cx, const struct record *keep,
                           const struct record *gone, const enum merge_side *sides);

/* Keep as contact points and identifiers what `united` no longer says of the two. */
enum err merge_keep_lost(struct ctx *cx, const struct record *united,
                         const struct record *keep, const struct record *gone);

#endif
