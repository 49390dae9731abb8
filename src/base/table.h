/* table.h - rows of text from a file, whatever kind of file it is.
 * The importer reads from a `table_source`; CSV (base/csv_table.h) and Excel workbooks
 * (host/xlsx_read.h) each make one. Cells are UTF-8 text: numbers as decimal digits with
 * ".", dates as 2025-03-20 or 2025-03-20T14:05:00, truth as TRUE or FALSE. */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include "base/err.h"
#include "base/str.h"

/* What was odd about one row; its readable cells are given all the same. */
enum table_problem {
    TABLE_FINE,
    TABLE_STRAY_QUOTE,   /* a quotation mark in the middle of a cell was kept as text */
    TABLE_OPEN_QUOTE,    /* a quoted cell never ended; the row was cut at its line's end */
    TABLE_CELL_TOO_LONG, /* that cell is left empty, or the row ends before it */
    TABLE_ROW_TOO_LONG,  /* the row ends before the cell that went over the limit */
    TABLE_TOO_MANY_COLUMNS /* the row holds the columns that fit */
};

struct table_row {
    const struct str *cells; /* borrowed until the next row is asked for */
    size_t count;
    size_t line; /* where the row begins in the file, from 1: a line, or a row of a sheet */
    enum table_problem problem;
};

/* Anything that gives rows one after another. */
struct table_source {
    /* The next row; ERR_ABSENT after the last one. ERR_IO, ERR_CORRUPT and ERR_LIMIT mean
     * that the file cannot be read further. */
    enum err (*next)(struct table_source *self, struct table_row *out_row);
};

static inline enum err table_next(struct table_source *source, struct table_row *out_row) {
    return source->next(source, out_row);
}

#endif
