#include "store/files.h"

#include "base/arena.h"
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

enum err files_list(struct reader *r, struct arena *mem, struct str after, int limit,
                    struct str **out_keys, int *out_count) {
    TRY(store_count(r->store));
    *out_keys = NEWS(mem, (size_t)limit, struct str);
    return r->store->driver->files_list(r->store, mem, after, limit, *out_keys, out_count);
}

enum err files_forget(struct writer *w, const struct str *keys, int count) {
    struct store *s = w->reader.store;
    if (!count) return OK;
    TRY(store_count(s));
    return s->driver->files_forget(s, keys, count);
}
