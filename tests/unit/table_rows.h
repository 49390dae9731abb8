/* table_rows.h - rows of a table as text, for tests of what reads them. */
#ifndef TESTS_TABLE_ROWS_H
#define TESTS_TABLE_ROWS_H

#include "base/buf.h"
#include "base/table.h"

/* A row as one text: its line, its problem if any, and the cells in brackets. */
static inline void show_row(struct buf *b, const struct table_row *row) {
    static const char *const problems[] = {"", "stray", "open", "cell", "row", "columns"};
    buf_format(b, "%zu%s", row->line, problems[row->problem]);
    for (size_t i = 0; i < row->count; i++) {
        buf_byte(b, '[');
        buf_put(b, row->cells[i]);
        buf_byte(b, ']');
    }
    buf_byte(b, ' ');
}

#endif
