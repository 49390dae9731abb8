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

/* ---- Forgetting ---- */

/* The first pile after this identifier; ERR_ABSENT at the end. */
enum err pile_next(struct ctx *cx, int64_t after, int64_t *out);
enum err pile_remove(struct ctx *cx, int64_t pile);
/* Forget pieces that no pile has any more, of the next `most` after the key *place ("": from
 * the first; "" again at the end). They go at once, so whoever removed piles waits until that
 * is durable, and until no copy of what was before is being made: a day is enough. */
enum err pile_sweep(struct ctx *cx, struct str *place, int most);

/* Pieces that a pile names and that are not there; and the other way round. */
struct pile_proof {
    int64_t lost, unused;
};
enum err pile_prove(struct ctx *cx, struct pile_proof *out);

extern const struct table pile_table;

#endif
