/* pile.h - bytes that grow at their end: an upload that comes in parts, the rows an import
 * refused, an export being written. A pile has an identifier and no other properties; it is
 * kept in pieces (store/files.h), and which piece stands where is a row in the database, so
 * that growing is part of the caller's transaction. */
#ifndef RECORDS_PILE_H
#define RECORDS_PILE_H

#include "records/ctx.h"
#include "store/schema.h"

/* Append bytes; they may be many. */
enum err pile_append(struct ctx *cx, int64_t pile, struct str bytes);
/* 0 for a pile nobody began. */
enum err pile_size(struct ctx *cx, int64_t pile, int64_t *out_bytes);
/* The bytes from `offset` on, at most `most`, fewer only at the end of the pile. */
enum err pile_read(struct ctx *cx, int64_t pile, int64_t offset, size_t most,
                   struct str *out);

extern const struct table pile_table;

#endif
