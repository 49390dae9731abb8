/* window.h - some whole rows of a text that lies in a pile, from a byte on; private to
 * import/. An import goes on after a crash from the byte where it stood, whatever the
 * encoding: rows say in which line they begin, and lines can be counted in the bytes. */
#ifndef RECORDS_IMPORT_WINDOW_H
#define RECORDS_IMPORT_WINDOW_H

#include "records/import/intake.h"

struct window {
    struct table_row *rows; /* with cells in cx->mem; lines are counted from `at` */
    int count;
    int64_t next; /* the byte after these rows */
    bool last;    /* no rows follow */
};

/* At most `most` rows from byte `at` on. */
enum err window_read(struct ctx *cx, const struct intake *in, int64_t at, int most,
                     struct window *out);

#endif
