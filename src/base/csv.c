#include "base/csv.h"

#include "base/arena.h"

/* After a quote that was never closed its lines are read again; so many bytes may be read
 * twice, then quoted cells no longer span lines. It keeps hostile files linear. */
enum { REREAD_LIMIT = 64 * 1024 * 1024 };

/* So many blanks may stand between a delimiter and a quote. */
enum { BLANKS_LIMIT = 64 };

enum state {
    AT_CELL,  /* a cell begins at `at` */
    IN_PLAIN, /* inside an unquoted cell that began at `cell` */
    IN_QUOTED,
    IN_WASTE /* what is left of a row beyond the limits */
};

enum progress { STUCK, MOVED, ROW_DONE };

/* A cell of the row being read, as distances from the row's beginning: the window moves. */
struct span {
    size_t at, n;
    bool doubled; /* holds "" for " */
};

struct csv_reader {
    struct arena *mem;
    struct csv_options o;
    char *window; /* the row being read and what follows it */
    size_t size, row, at, end;
    bool started, ended;
    enum state state;
    size_t cell;   /* where the cell being read began */
    size_t looked; /* lines of the quoted cell before this hold no row; see holds_row */
    size_t usual;  /* cells of the first row */
    bool doubled, quoted;
    bool spans_lines; /* the row holds a quoted cell, where line ends may be */
    struct span *spans;
    struct str *cells;
    size_t count, spans_size, cells_size;
    size_t line; /* of the row being read */
    enum table_problem problem;
    size_t reread;
};

struct csv_reader *csv_create(struct arena *mem, const struct csv_options *options) {
    struct csv_reader *r = NEW(mem, struct csv_reader);
    if (options) r->o = *options;
    if (!r->o.cell_limit) r->o.cell_limit = CSV_CELL_LIMIT;
    if (!r->o.row_limit) r->o.row_limit = CSV_ROW_LIMIT;
    if (!r->o.columns_limit) r->o.columns_limit = CSV_COLUMNS_LIMIT;
    r->mem = mem;
    r->line = 1;
    r->reread = REREAD_LIMIT;
    return r;
}

char csv_delimiter(const struct csv_reader *r) {
    return r->started ? r->o.delimiter : 0;
}

size_t csv_line(const struct csv_reader *r) {
    return r->line;
}

void csv_end(struct csv_reader *r) {
    r->ended = true;
}

void csv_feed(struct csv_reader *r, struct str bytes) {
    size_t held = r->end - r->row;
    if (bytes.n == 0) return;
    if (held) memmove(r->window, r->window + r->row, held);
    r->at -= r->row;
    r->cell = r->cell > r->row ? r->cell - r->row : 0;
    r->looked = r->looked > r->row ? r->looked - r->row : 0;
    r->row = 0;
    if (r->size < held + bytes.n) {
        size_t size = held + bytes.n + held / 2;
        r->window = arena_grow(r->mem, r->window, r->size, size);
        r->size = size;
    }
    memcpy(r->window + held, bytes.p, bytes.n);
    r->end = held + bytes.n;
}

/* ---- Finding ---- */

#define EVERY_BYTE(c) (0x0101010101010101u * (uint64_t)(unsigned char)(c))

/* High bits where `eight` has the byte; exact up to the first one in memory order. */
static inline uint64_t has_byte(uint64_t eight, uint64_t every) {
    uint64_t x = eight ^ every;
    return (x - EVERY_BYTE(1)) & ~x & EVERY_BYTE(0x80);
}

static inline bool is_line_end(char c) {
    return c == '\n' || c == '\r';
}

/* The next delimiter, line end or quote at or after `at`, or the window's end. */
static size_t find_special(const struct csv_reader *r, size_t at) {
    const char *p = r->window;
    const uint64_t delimiters = EVERY_BYTE(r->o.delimiter);
    for (uint64_t eight; r->end - at >= 8; at += 8) {
        memcpy(&eight, p + at, 8);
        uint64_t hits = has_byte(eight, delimiters) | has_byte(eight, EVERY_BYTE('\n'))
                        | has_byte(eight, EVERY_BYTE('\r'))
                        | has_byte(eight, EVERY_BYTE('"'));
        if (hits) return at + (size_t)__builtin_ctzll(hits) / 8;
    }
    while (at < r->end && p[at] != r->o.delimiter && !is_line_end(p[at]) && p[at] != '"')
        at++;
    return at;
}

/* The first line end in [from, to), or `to`. */
static size_t find_line_end(const struct csv_reader *r, size_t from, size_t to) {
    while (from < to && !is_line_end(r->window[from]))
        from++;
    return from;
}

/* True when the byte after `at` must be seen and has not come yet. */
static bool must_wait(const struct csv_reader *r, size_t at) {
    return at + 1 >= r->end && !r->ended;
}

/* A CR at the window's end may be half of a CRLF. */
static bool waits_for_lf(const struct csv_reader *r, size_t at) {
    return at < r->end && r->window[at] == '\r' && must_wait(r, at);
}

/* ---- Cells and rows ---- */

static void note(struct csv_reader *r, enum table_problem problem) {
    if (r->problem < problem) r->problem = problem;
}

/* The row ends here; the rest of this line will be left out. */
static enum progress give_up(struct csv_reader *r, enum table_problem problem) {
    note(r, problem);
    r->state = IN_WASTE;
    return ROW_DONE;
}

static void add_span(struct csv_reader *r, struct span span) {
    if (r->count == r->spans_size) {
        size_t size = r->spans_size ? r->spans_size * 2 : 64;
        r->spans =
            arena_grow(r->mem, r->spans, r->spans_size * sizeof span, size * sizeof span);
        r->spans_size = size;
    }
    r->spans[r->count++] = span;
}

/* Step over the line end at `at`, which is there as a whole, or over nothing at the end. */
static void pass_line_end(struct csv_reader *r) {
    if (r->at < r->end) {
        bool cr = r->window[r->at++] == '\r';
        if (cr && r->at < r->end && r->window[r->at] == '\n') r->at++;
    }
    r->state = AT_CELL;
}

/* The cell's text ends at `cell_end`, and its delimiter or line end is at r->at. */
static enum progress end_cell(struct csv_reader *r, size_t cell_end) {
    bool last = r->at == r->end || is_line_end(r->window[r->at]);
    if (waits_for_lf(r, r->at)) return STUCK;
    if (cell_end - r->cell > r->o.cell_limit) return give_up(r, TABLE_CELL_TOO_LONG);
    if (cell_end - r->row > r->o.row_limit) return give_up(r, TABLE_ROW_TOO_LONG);
    if (r->count == r->o.columns_limit) return give_up(r, TABLE_TOO_MANY_COLUMNS);
    add_span(r, (struct span){r->cell - r->row, cell_end - r->cell, r->doubled});
    if (!last) r->at++;
    if (last) pass_line_end(r);
    r->state = AT_CELL;
    return last ? ROW_DONE : MOVED;
}

/* Step over blanks, but not over so many that they must be text. */
static size_t skip_blanks(const struct csv_reader *r, size_t from) {
    size_t at = from;
    while (at < r->end && r->window[at] == ' ' && at - from < BLANKS_LIMIT)
        at++;
    return at;
}

static enum progress begin_cell(struct csv_reader *r) {
    size_t at = skip_blanks(r, r->at);
    bool nothing = r->at == r->end && r->at == r->row;
    if (at == r->end && (!r->ended || nothing)) return STUCK;
    r->quoted = at < r->end && r->window[at] == '"';
    r->spans_lines |= r->quoted;
    r->doubled = false;
    if (r->quoted) r->at = at + 1;
    r->cell = r->looked = r->at;
    r->state = r->quoted ? IN_QUOTED : IN_PLAIN;
    return MOVED;
}

static enum progress read_plain(struct csv_reader *r) {
    for (;;) {
        r->at = find_special(r, r->at);
        if (r->at < r->end && r->window[r->at] == '"') {
            note(r, TABLE_STRAY_QUOTE);
            r->at++;
            continue;
        }
        if (r->at < r->end || r->ended) return end_cell(r, r->at);
        bool too_long = r->at - r->cell > r->o.cell_limit;
        return too_long ? give_up(r, TABLE_CELL_TOO_LONG) : STUCK;
    }
}

/* The quote that opened this cell is a mistake: the cell ends with its line, and the lines
 * after it are read again. */
static enum progress close_at_line(struct csv_reader *r, size_t seen) {
    size_t limit = r->cell + r->o.cell_limit;
    size_t line_end = find_line_end(r, r->cell, seen < limit ? seen : limit);
    if (line_end == limit) {
        r->at = line_end;
        return give_up(r, TABLE_CELL_TOO_LONG);
    }
    r->reread -= seen - line_end < r->reread ? seen - line_end : r->reread;
    r->at = line_end;
    note(r, TABLE_OPEN_QUOTE);
    return end_cell(r, line_end);
}

/* Whether a line inside the quoted cell, after its first, has as many cells as a row, or
 * the quote at `to` opens a cell of its own line: then this cell was never closed. Each
 * line is looked at once. */
static bool holds_row(struct csv_reader *r, size_t to) {
    size_t end = find_line_end(r, r->looked, to);
    for (size_t at = end, cells; r->usual > 1 && end < to; at = end) {
        end = find_line_end(r, at + 1, to);
        cells = 1;
        for (size_t i = at + 1; i < end; i++)
            cells += r->window[i] == r->o.delimiter;
        if (end < to) r->looked = end;
        bool opens = end == to && cells > 1 && r->window[to - 1] == r->o.delimiter;
        if (opens || (end < to && cells >= r->usual)) return true;
    }
    return false;
}

/* Decide about the quote at `quote` inside a quoted cell: it is doubled, or after it and
 * blanks the cell ends, or it is text. */
static enum progress read_quote(struct csv_reader *r, size_t quote) {
    if (must_wait(r, quote)) return STUCK;
    if (quote + 1 < r->end && r->window[quote + 1] == '"') {
        r->doubled = true;
        r->at = quote + 2;
        return MOVED;
    }
    size_t after = skip_blanks(r, quote + 1);
    if ((after == r->end && !r->ended) || waits_for_lf(r, after)) return STUCK;
    if (after == r->end || r->window[after] == r->o.delimiter
        || is_line_end(r->window[after])) {
        r->at = after;
        return end_cell(r, quote);
    }
    if (holds_row(r, quote)) return close_at_line(r, quote);
    note(r, TABLE_STRAY_QUOTE);
    r->at = quote + 1;
    return MOVED;
}

static enum progress read_quoted(struct csv_reader *r) {
    const char *quote = memchr(r->window + r->at, '"', r->end - r->at);
    size_t to = quote ? (size_t)(quote - r->window) : r->end;
    bool lost = r->reread == 0 && find_line_end(r, r->at, to) < to;
    if (to - r->cell > r->o.cell_limit || lost || (!quote && r->ended))
        return close_at_line(r, to);
    r->at = to;
    return quote ? read_quote(r, to) : STUCK;
}

static enum progress skip_waste(struct csv_reader *r) {
    r->at = r->row = find_line_end(r, r->at, r->end);
    if (waits_for_lf(r, r->at) || (r->at == r->end && !r->ended)) return STUCK;
    pass_line_end(r);
    r->row = r->at;
    r->line++;
    return MOVED;
}

static enum progress step(struct csv_reader *r) {
    switch (r->state) {
    case AT_CELL: return begin_cell(r);
    case IN_PLAIN: return read_plain(r);
    case IN_QUOTED: return read_quoted(r);
    case IN_WASTE: return skip_waste(r);
    }
    return STUCK;
}

/* ---- Rows ---- */

/* Make "" one quote, in place; the new length. */
static size_t halve_quotes(char *p, size_t n) {
    size_t to = 0;
    for (size_t i = 0; i < n; i++) {
        p[to++] = p[i];
        if (p[i] == '"' && i + 1 < n && p[i + 1] == '"') i++;
    }
    return to;
}

static void fill_cells(struct csv_reader *r) {
    if (r->cells_size < r->spans_size) {
        r->cells = NEWS(r->mem, r->spans_size, struct str);
        r->cells_size = r->spans_size;
    }
    for (size_t i = 0; i < r->count; i++) {
        struct span span = r->spans[i];
        char *p = r->window + r->row + span.at;
        r->cells[i] = str_n(p, span.doubled ? halve_quotes(p, span.n) : span.n);
    }
}

static size_t count_line_ends(struct str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '\n' || (s.p[i] == '\r' && (i + 1 == s.n || s.p[i + 1] != '\n'));
    return n;
}

/* Hand the row out and make ready for the next; false for an empty line. */
static bool take_row(struct csv_reader *r, struct table_row *out_row) {
    struct str text = str_n(r->window + r->row, r->at - r->row);
    size_t lines = r->spans_lines ? count_line_ends(text) : r->state != IN_WASTE;
    bool empty =
        r->count == 1 && r->spans[0].n == 0 && !r->quoted && r->problem == TABLE_FINE;
    fill_cells(r);
    *out_row = (struct table_row){r->cells, r->count, r->line, r->problem};
    r->line += lines;
    if (!r->usual && !empty) r->usual = r->count;
    r->row = r->at;
    r->count = 0;
    r->problem = TABLE_FINE;
    r->spans_lines = false;
    return !empty;
}

/* Excel's own way to name the delimiter: a first line "sep=;". */
static void read_sep_line(struct csv_reader *r) {
    struct str head = str_n(r->window + r->at, r->end - r->at);
    bool named = head.n >= 5
                 && (memcmp(head.p, "sep=", 4) == 0 || memcmp(head.p, "SEP=", 4) == 0)
                 && (head.n == 5 || is_line_end(head.p[5]));
    if (!named) return;
    if (!r->o.delimiter) r->o.delimiter = head.p[4];
    r->at += 5;
    pass_line_end(r);
    r->row = r->at;
    r->line++;
}

/* Look at the beginning of the file once enough of it is there. */
static bool start(struct csv_reader *r) {
    if (!r->ended && r->end < CSV_GUESS_BYTES) return false;
    struct str head = str_n(r->end ? r->window : "", r->end);
    if (str_starts(head, STR("\xEF\xBB\xBF"))) r->row = r->at = 3;
    if (r->end) read_sep_line(r);
    head = str_from(head, r->at);
    if (!r->o.delimiter) r->o.delimiter = csv_guess_delimiter(head);
    return r->started = true;
}

bool csv_next(struct csv_reader *r, struct table_row *out_row) {
    if (!r->started && !start(r)) return false;
    for (;;) {
        enum progress progress;
        do
            progress = step(r);
        while (progress == MOVED);
        if (progress == STUCK) return false;
        if (take_row(r, out_row)) return true;
    }
}
