#include "store/files.h"

#include "store/driver.h"

static bool is_key(struct str s) {
    if (s.n != FILE_KEY_CHARS) return false;
    for (size_t i = 0; i < s.n; i++)
        if (!(s.p[i] >= '0' && s.p[i] <= '9') && !(s.p[i] >= 'a' && s.p[i] <= 'f'))
            return false;
    return true;
}

enum err files_put(struct writer *w, struct str sha256_hex, struct str bytes) {
    struct store *s = w->reader.store;
    if (!is_key(sha256_hex)) return ERR_INVALID;
    if (bytes.n > FILE_PIECE_BYTES) return ERR_LIMIT;
    TRY(store_count(s));
    return s->driver->files_put(s, sha256_hex, bytes);
}

enum err files_get(struct reader *r, struct arena *mem, struct str sha256_hex,
                   struct str *out) {
    if (!is_key(sha256_hex)) return ERR_ABSENT;
    TRY(store_count(r->store));
    return r->store->driver->files_get(r->store, mem, sha256_hex, out);
}

enum err files_sweep(struct writer *w, files_keep *keep, void *self, int64_t *out_removed) {
    struct store *s = w->reader.store;
    TRY(store_count(s));
    return s->driver->files_sweep(s, keep, self, out_removed);
}
