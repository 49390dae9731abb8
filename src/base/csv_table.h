/* csv_table.h - a CSV file of any encoding as a table_source. */
#ifndef BASE_CSV_TABLE_H
#define BASE_CSV_TABLE_H

#include "base/charset.h"
#include "base/csv.h"

/* Where the bytes of a file come from. */
struct byte_source {
    /* Some next bytes, borrowed until the next call; empty after the last. */
    enum err (*read)(struct byte_source *self, struct str *out_bytes);
};

struct csv_table {
    struct table_source source; /* first: a pointer to it is a pointer to the table */
    struct csv_reader *csv;
    struct charset_reader charset; /* its `from` and `report` are for telling the user */
    struct byte_source *bytes;
    struct arena *mem;
    struct buf text, head;
    bool ended;
};

/* Begin to read: guesses the encoding from the first bytes. Lives in `mem`, as does all it
 * needs; `options` may be NULL. The errors are those of the byte source. */
enum err csv_table_init(struct csv_table *t, struct arena *mem, struct byte_source *bytes,
                        const struct csv_options *options);

/* The same where the encoding is known. */
enum err csv_table_init_as(struct csv_table *t, struct arena *mem,
                           struct byte_source *bytes, const struct csv_options *options,
                           enum charset from);

/* Bytes that are in memory already, as a source. */
struct memory_source {
    struct byte_source source;
    struct str rest;
};
struct memory_source memory_source(struct str bytes);

#endif
