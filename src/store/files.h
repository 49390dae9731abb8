/* files.h - bytes of attachments, imports, exports and pictures, in pieces addressed by
 * content. They live in a second database beside the first (`<path>-files`), so that the
 * first stays small and warm; back-up and restore carry both. A piece is committed before
 * the row that names it. */
#ifndef STORE_FILES_H
#define STORE_FILES_H

#include "store/store.h"

enum {
    FILE_PIECE_BYTES = 256 * 1024, /* the largest piece; more gives ERR_LIMIT */
    FILE_KEY_CHARS = 64,
};

/* Store a piece under its SHA-256 in hex (64 lower-case letters, else ERR_INVALID); storing
 * it again costs nothing. Durable when it returns, whatever becomes of a transaction around
 * it. */
enum err files_put(struct writer *w, struct str sha256_hex, struct str bytes);
/* ERR_ABSENT when there is no such piece. */
enum err files_get(struct reader *r, struct arena *mem, struct str sha256_hex,
                   struct str *out);

/* The keys of pieces that follow `after` in the order of letters ("": from the first), at most
 * `limit` of them, in `mem`. */
enum err files_list(struct reader *r, struct arena *mem, struct str after, int limit,
                    struct str **out_keys, int *out_count);
/* Forget these pieces, at once and for good, whatever becomes of a transaction around it. */
enum err files_forget(struct writer *w, const struct str *keys, int count);

#endif
