/* move.h - an organisation as a whole to another place, of the same engine or another:
 * every table, every piece of its files, its search; proved equal before the old place is
 * closed. While it is copied the old place answers looks and takes no change. */
#ifndef APP_MOVE_H
#define APP_MOVE_H

#include "base/err.h"
#include "base/str.h"

struct arena;
struct host;
struct store;

/* How far it is: rows and pieces of files copied and proved, of so many. */
typedef void move_told(void *self, int64_t done, int64_t total);

struct move {
    struct store *from, *to;         /* both may write; `to` is new or was left half made */
    const char *from_name, *to_name; /* as people are told where it went */
    const struct host *host;
    int64_t now_ms;
    bool copy;       /* only copy one moment's view: the old place stays open to all */
    move_told *told; /* may be NULL */
    void *self;
    int64_t tables, rows, pieces; /* what was moved */
    int64_t done, total;
};

/* Whether a move into this place was begun and never ended; such a place may be removed. */
enum err move_unfinished(struct store *to, bool *out);

/* Move. On failure the old place stays as it was, and the new one is left unfinished;
 * `out_reason` says why in English, in `mem`. */
enum err move_organisation(struct move *m, struct arena *mem, struct str *out_reason);

#endif
