/* merge.h - two people changed one record; private to data/. */
#ifndef RECORDS_MERGE_H
#define RECORDS_MERGE_H

#include "records/data/record.h"

/* `mine` was written from an older version than `stored`. Fields only they changed take
 * their value; a field both changed to different values gives ERR_CONFLICT with a problem
 * beside it. */
enum err merge_changes(struct ctx *cx, const struct record *stored, struct record *mine);

#endif
