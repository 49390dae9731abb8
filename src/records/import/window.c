#include "records/import/window.h"

#include "base/csv.h"
#include "records/data/pile.h"

enum {
    WINDOW_BYTES = 128 * 1024,     /* enough for the rows of most steps */
    WINDOW_MOST = 8 * 1024 * 1024, /* more than the longest row the reader gives */
};

/* How many bytes the first `count` lines take. */
static size_t lines_length(struct str text, enum charset from, size_t count) {
    size_t unit = from == CHARSET_UTF16LE || from == CHARSET_UTF16BE ? 2 : 1;
    size_t low = from == CHARSET_UTF16BE ? 1 : 0;
    size_t at = 0;
    while (count && at + unit <= text.n) {
        char c = text.p[at + low];
        bool plain = unit == 1 || text.p[at + 1 - low] == 0;
        at += unit;
        bool pair = c == '\r' && at + unit <= text.n && text.p[at + low] == '\n';
        if (plain && (c == '\n' || (c == '\r' && !pair))) count--;
    }
    return at;
}

/* The rows of a text, one more than wanted where there are so many; their lines. */
static int take_rows(struct ctx *cx, struct csv_reader *csv, int most, struct window *w) {
    struct table_row row;
    int n = 0;
    w->rows = NEWS(cx->mem, (size_t)most + 1, struct table_row);
    while (n <= most && csv_next(csv, &row)) {
        struct str *cells = NEWS(cx->mem, row.count, struct str);
        if (row.count) memcpy(cells, row.cells, row.count * sizeof *cells);
        row.cells = cells;
        w->rows[n++] = row;
    }
    return n;
}

static enum err decode(struct ctx *cx, const struct intake *in, struct str bytes, bool last,
                       struct csv_reader *csv) {
    struct charset_reader charset;
    struct buf text = buf_in(cx->mem, 0);
    charset_init(&charset, cx->mem, in->charset);
    charset_feed(&charset, bytes, &text);
    if (last) charset_end(&charset, &text);
    if (text.failed) return ERR_LIMIT;
    csv_feed(csv, buf_str(&text));
    if (last) csv_end(csv);
    return OK;
}

/* Rows wholly inside the bytes. A row that was cut short and whose line goes on beyond them
 * counts as outside. */
static enum err read_rows(struct ctx *cx, const struct intake *in, struct str bytes,
                          bool whole, int most, struct window *w, size_t *out_length) {
    struct csv_options options = {.delimiter = in->delimiter};
    struct csv_reader *csv = csv_create(cx->mem, &options);
    TRY(decode(cx, in, bytes, whole, csv));
    int n = take_rows(cx, csv, most, w);
    size_t end = n > most ? w->rows[most].line : csv_line(csv);
    w->last = whole && n <= most;
    for (w->count = 0; w->count < n && w->count < most; w->count++)
        if (!w->last && w->rows[w->count].line >= end) break;
    *out_length = w->last ? bytes.n : lines_length(bytes, in->charset, end - 1);
    return OK;
}

enum err window_read(struct ctx *cx, const struct intake *in, int64_t at, int most,
                     struct window *out) {
    int64_t size;
    TRY(pile_size(cx, in->data, &size));
    for (size_t bytes_most = WINDOW_BYTES; bytes_most <= WINDOW_MOST; bytes_most *= 2) {
        struct str bytes;
        size_t length;
        TRY(pile_read(cx, in->data, at, bytes_most, &bytes));
        bool whole = at + (int64_t)bytes.n >= size;
        *out = (struct window){0};
        TRY(read_rows(cx, in, bytes, whole, most, out, &length));
        out->next = at + (int64_t)length;
        if (out->count || out->last) return OK;
    }
    return ERR_LIMIT;
}
