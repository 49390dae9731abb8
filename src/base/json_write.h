/* json_write.h - writes JSON into a buf, without a tree in between.
 * Commas come by themselves: begin, name, write, end. What is written is always valid UTF-8
 * and may stand inside an HTML <script> element: "<", U+2028 and U+2029 are escaped, and an
 * invalid byte of a text becomes U+FFFD.
 *
 *     struct json_writer w = json_writer(&b);
 *     json_begin_object(&w);
 *     json_name(&w, "title"), json_write_str(&w, deal.title);
 *     json_name(&w, "amount"), json_write_int(&w, deal.amount.rials);
 *     json_end_object(&w);
 */
#ifndef BASE_JSON_WRITE_H
#define BASE_JSON_WRITE_H

#include "base/buf.h"

struct json;

struct json_writer {
    struct buf *out;
    bool comma; /* something stands before on this level */
    int depth;  /* begun and not ended; a bug if it is not 0 at last */
};

static inline struct json_writer json_writer(struct buf *out) {
    return (struct json_writer){.out = out};
}

void json_begin_object(struct json_writer *w);
void json_end_object(struct json_writer *w);
void json_begin_array(struct json_writer *w);
void json_end_array(struct json_writer *w);

/* The name of the member whose value is written next. */
void json_name(struct json_writer *w, const char *name);
void json_name_str(struct json_writer *w, struct str name);

void json_write_null(struct json_writer *w);
void json_write_bool(struct json_writer *w, bool truth);
void json_write_int(struct json_writer *w, int64_t n);
/* units / 10^scale with exactly `scale` (0 … 18) digits after the point: (1250, 2)
 * is 12.50 */
void json_write_decimal(struct json_writer *w, int64_t units, int scale);
void json_write_str(struct json_writer *w, struct str text);
/* A record's identifier, as the 13 characters of id_text. */
void json_write_id(struct json_writer *w, int64_t id);
/* A value that is JSON already. */
void json_write_raw(struct json_writer *w, struct str json);
/* A tree, as json_parse gives it. */
void json_write_tree(struct json_writer *w, const struct json *value);

/* The quoted and escaped form of `text` alone, without commas. */
void buf_json(struct buf *b, struct str text);

#endif
