/* files.h - bytes of attachments, imports, exports and pictures, in pieces addressed by content.
 * They live in a second database beside the first (`<path>-files`), so that the first stays small
 * and warm; back-up and restore carry both. A piece is committed before the row that names it. */
#ifndef STORE_FILES_H
#define STORE_FILES_H

#include "store/store.h"

enum { FILE_PIECE_BYTES = 256 * 1024 }; /* the largest piece */

/* Store a piece under its SHA-256 in hex (64 letters); storing it again costs nothing. Runs in a
 * transaction of its own that is durable when it returns. */
enum err files_put(struct writer *w, struct str sha256_hex, struct str bytes);
enum err files_get(struct reader *r, struct arena *mem, struct str sha256_hex, struct str *out);
/* Forget pieces that `keep` does not want; the number removed. */
enum err files_sweep(struct writer *w, bool (*keep)(void *self, struct str sha256_hex), void *self,
                     int64_t *out_removed);

#endif
