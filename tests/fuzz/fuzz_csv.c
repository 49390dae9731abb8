/* The rows of a file are the same however it is cut into pieces, within the limits, and
 * come back when they are written and read again. The first byte chooses the piece's size,
 * the second the limits. */
#include "fuzz.h"

#include "base/csv_table.h"

struct rows {
    struct arena *mem;
    struct buf shown;   /* every row, to be compared */
    struct buf written; /* every row as CSV again */
};

/* A byte source that gives `piece` bytes at once. */
struct pieces {
    struct byte_source source;
    struct str rest;
    size_t piece;
};

static enum err read_piece(struct byte_source *source, struct str *out_bytes) {
    struct pieces *self = (struct pieces *)source;
    *out_bytes = str_first(self->rest, self->piece);
    self->rest = str_from(self->rest, self->piece);
    return OK;
}

static void keep_row(struct rows *rows, const struct table_row *row, struct csv_options o) {
    must(row->count <= o.columns_limit);
    buf_format(&rows->shown, "%zu %d", row->line, (int)row->problem);
    for (size_t i = 0; i < row->count; i++) {
        must(row->cells[i].n <= o.cell_limit);
        buf_format(&rows->shown, "<%zu>", row->cells[i].n);
        buf_put(&rows->shown, row->cells[i]);
    }
    buf_byte(&rows->shown, '\n');
    csv_put_row(&rows->written, row->cells, row->count, ',');
}

static void read_rows(struct rows *rows, struct str text, size_t piece,
                      struct csv_options o) {
    struct pieces bytes = {{read_piece}, text, piece};
    struct csv_table table;
    struct table_row row;
    rows->shown = buf_in(rows->mem, 0);
    rows->written = buf_in(rows->mem, 0);
    must(csv_table_init(&table, rows->mem, &bytes.source, &o) == OK);
    enum err err;
    while ((err = table_next(&table.source, &row)) == OK)
        keep_row(rows, &row, o);
    must(err == ERR_ABSENT);
    must(table.charset.from != CHARSET_UTF16LE || utf8_valid(buf_str(&rows->shown)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) return 0;
    struct rows whole = {arena_create()}, parts = {arena_create()};
    struct str text = str_n((const char *)data + 2, size - 2);
    struct csv_options o = {0, data[1] % 64 + 1, data[1] + 8u, data[1] % 16 + 1u};
    read_rows(&whole, text, size, o);
    read_rows(&parts, text, data[0] % 32 + 1u, o);
    must(str_eq(buf_str(&whole.shown), buf_str(&parts.shown)));
    arena_free(whole.mem);
    arena_free(parts.mem);
    return 0;
}
