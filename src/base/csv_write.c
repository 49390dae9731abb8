#include "base/csv.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* One sign and then digits, with what people put between them. */
static bool is_signed_number(struct str s) {
    if (s.n < 2 || (s.p[0] != '+' && s.p[0] != '-')) return false;
    bool digits = false;
    for (size_t i = 1; i < s.n; i++) {
        if (!is_digit(s.p[i]) && !memchr(" .,()-", s.p[i], 6)) return false;
        if (s.p[i] == '-' && !digits) return false;
        digits |= is_digit(s.p[i]);
    }
    return digits;
}

static bool is_formula(struct str s) {
    return s.n && memchr("=+-@\t\r", s.p[0], 6) && !is_signed_number(s);
}

static bool needs_quotes(struct str s, char delimiter) {
    if (s.n == 0) return false;
    if (s.p[0] == ' ' || s.p[s.n - 1] == ' ') return true;
    return memchr(s.p, delimiter, s.n) || memchr(s.p, '"', s.n) || memchr(s.p, '\n', s.n)
           || memchr(s.p, '\r', s.n);
}

static void put_doubling_quotes(struct buf *b, struct str s) {
    while (s.n) {
        const char *quote = memchr(s.p, '"', s.n);
        size_t n = quote ? (size_t)(quote - s.p) + 1 : s.n;
        buf_put(b, str_first(s, n));
        if (quote) buf_byte(b, '"');
        s = str_from(s, n);
    }
}

static void put_cell(struct buf *b, struct str cell, char delimiter, bool guarded) {
    bool quotes = needs_quotes(cell, delimiter);
    if (quotes) buf_byte(b, '"');
    if (guarded && is_formula(cell)) buf_byte(b, '\'');
    if (quotes)
        put_doubling_quotes(b, cell);
    else
        buf_put(b, cell);
    if (quotes) buf_byte(b, '"');
}

void csv_put_cell(struct buf *b, struct str cell, char delimiter) {
    put_cell(b, cell, delimiter, true);
}

void csv_put_plain_cell(struct buf *b, struct str cell, char delimiter) {
    put_cell(b, cell, delimiter, false);
}

void csv_put_row(struct buf *b, const struct str *cells, size_t count, char delimiter) {
    for (size_t i = 0; i < count; i++) {
        if (i) buf_byte(b, delimiter);
        csv_put_cell(b, cells[i], delimiter);
    }
    buf_put(b, STR("\r\n"));
}
