/* id.h - identifiers of records: 63 bits, ordered by time, made by whoever creates the
 * record. Layout from the top: 41 bits of milliseconds since 2020-01-01T00:00Z, 10 bits of
 * device number, 12 bits of counter. Shown as 13 characters of Crockford base 32, the most
 * significant first. */
#ifndef BASE_ID_H
#define BASE_ID_H

#include "base/str.h"

enum { ID_CHARS = 13, ID_DEVICE_LIMIT = 1024 };

/* Where one maker of identifiers stands. Not shared between threads. */
struct id_maker {
    int64_t last; /* the latest identifier made, 0 at first */
    int device;   /* 0 … ID_DEVICE_LIMIT - 1; the server is 0 */
};

/* A maker whose identifiers are all greater than `latest`, whatever its clock will say. */
struct id_maker id_maker_after(int device, int64_t latest);
/* A new identifier, always greater than the maker's last one even when the clock steps
 * back. */
int64_t id_make(struct id_maker *maker, int64_t now_ms);
/* The Unix time in milliseconds held in an identifier. */
int64_t id_time_ms(int64_t id);

struct id_text {
    char z[ID_CHARS + 1];
};
struct id_text id_text(int64_t id);
/* Reads what id_text wrote, either letter case, with I, L → 1 and O → 0.
 * False otherwise. */
bool id_parse(struct str s, int64_t *out_id);

#endif
