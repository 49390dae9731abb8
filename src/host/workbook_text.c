#include "host/workbook_text.h"

#include "base/arena.h"
#include "base/csv.h"
#include "host/xlsx_read.h"

static void put_row(struct buf *out, const struct table_row *row) {
    for (size_t i = 0; i < row->count; i++) {
        if (i) buf_byte(out, ',');
        csv_put_plain_cell(out, row->cells[i], ',');
    }
    buf_byte(out, '\n');
}

static enum err put_rows(struct table_source *source, struct buf *out) {
    struct table_row row;
    enum err e;
    while ((e = table_next(source, &row)) == OK && !out->failed)
        put_row(out, &row);
    if (out->failed) return ERR_LIMIT;
    return e == ERR_ABSENT ? OK : e;
}

/* A line end in a name would part it in lists. */
static struct str one_line(struct arena *mem, struct str name) {
    char *z = arena_alloc(mem, name.n);
    for (size_t i = 0; i < name.n; i++)
        z[i] = name.p[i] == '\n' ? ' ' : name.p[i];
    return str_n(z, name.n);
}

static enum err read_book(struct arena *mem, struct xlsx *book, int sheet, size_t most,
                          struct workbook_text *out) {
    size_t count = xlsx_sheet_count(book);
    struct str *names = NEWS(mem, count, struct str);
    struct table_source *source;
    struct buf csv = buf_in(mem, most);
    if (sheet < 0 || (size_t)sheet >= count) return ERR_ABSENT;
    for (size_t i = 0; i < count; i++)
        names[i] = one_line(mem, xlsx_sheet_name(book, i));
    TRY(xlsx_read_sheet(book, (size_t)sheet, &source));
    TRY(put_rows(source, &csv));
    *out = (struct workbook_text){names, (int)count, buf_str(&csv)};
    return OK;
}

static size_t text_most(size_t packed, size_t most) {
    size_t likely =
        packed < most / WORKBOOK_TEXT_RATIO ? packed * WORKBOOK_TEXT_RATIO : most;
    if (likely < WORKBOOK_TEXT_FREE) likely = WORKBOOK_TEXT_FREE;
    return likely < most ? likely : most;
}

enum err workbook_read(struct arena *mem, struct str bytes, int sheet, size_t most,
                       struct workbook_text *out) {
    struct xlsx *book;
    TRY(xlsx_open_bytes(bytes, &book));
    enum err e = read_book(mem, book, sheet, text_most(bytes.n, most), out);
    xlsx_free(book);
    return e;
}
