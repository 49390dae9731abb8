/* xlsx_sheet.c - the rows of one sheet, as a table_source. */
#include "base/arena.h"
#include "host/xlsx_parts.h"

#include <stdlib.h>

/* The types of a cell, by the letters of its "t". */
enum cell_type { CELL_NUMBER, CELL_SHARED, CELL_TRUTH, CELL_TEXT };

struct xlsx_reader {
    struct table_source source;
    struct xlsx *book;
    struct xml_part part;
    struct arena *mem; /* of the row */
    struct str cells[XLSX_COLUMNS_LIMIT];
    size_t count, row_bytes, ended; /* `ended`: cells that came, wherever they stand */
    size_t line;
    enum table_problem problem;
    bool row_ready, row_filled;
    /* the cell being read */
    size_t column;
    enum cell_type type;
    size_t style;
    struct buf text;
    bool in_text, in_phonetic;
};

static void begin_row(struct xlsx_reader *r, const char **attributes) {
    const char *number = xml_attribute(attributes, "r");
    arena_reset(r->mem);
    r->text = buf_in(r->mem, XLSX_CELL_LIMIT);
    r->line = number ? strtoul(number, NULL, 10) : r->line + 1;
    r->count = r->row_bytes = r->ended = r->column = 0;
    r->problem = TABLE_FINE;
    r->row_filled = false;
}

/* The column of a reference such as "AB12", from 0; far beyond the limit if it is odd. */
static size_t column_of(const char *reference) {
    size_t column = 0;
    for (; *reference >= 'A' && *reference <= 'Z' && column <= XLSX_COLUMNS_LIMIT;
         reference++)
        column = column * 26 + (size_t)(*reference - 'A') + 1;
    return column - 1;
}

static enum cell_type type_of(const char *letters) {
    static const struct {
        const char *letters;
        enum cell_type type;
    } types[] = {{"n", CELL_NUMBER}, {"s", CELL_SHARED}, {"b", CELL_TRUTH}};
    if (!letters) return CELL_NUMBER;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(letters, types[i].letters) == 0) return types[i].type;
    return CELL_TEXT; /* str, inlineStr, e (an error's name), d (a date as text) */
}

static void begin_cell(struct xlsx_reader *r, const char **attributes) {
    const char *reference = xml_attribute(attributes, "r");
    const char *style = xml_attribute(attributes, "s");
    if (reference) r->column = column_of(reference);
    r->type = type_of(xml_attribute(attributes, "t"));
    r->style = style ? strtoul(style, NULL, 10) : 0;
    r->text.n = 0;
}

static struct str shared_string(const struct xlsx_reader *r, const char *number) {
    const struct xlsx_strings *s = &r->book->strings;
    size_t index = strtoul(number, NULL, 10);
    return index < s->count ? s->items[index] : STR("");
}

static enum xlsx_look look_of(const struct xlsx_reader *r) {
    const struct xlsx_styles *s = &r->book->styles;
    return r->style < s->count ? (enum xlsx_look)s->looks[r->style] : LOOK_NUMBER;
}

/* The text of the cell that just ended. */
static struct str cell_value(struct xlsx_reader *r) {
    struct buf number = buf_in(r->mem, 0);
    const char *raw = str_z(r->mem, buf_str(&r->text));
    switch (r->type) {
    case CELL_SHARED: return shared_string(r, raw);
    case CELL_TRUTH: return strcmp(raw, "1") == 0 ? STR("TRUE") : STR("FALSE");
    case CELL_NUMBER:
        xlsx_put_number(&number, raw, look_of(r), r->book->from_1904);
        return buf_str(&number);
    case CELL_TEXT: break;
    }
    struct str text = str_dup(r->mem, buf_str(&r->text));
    return str_n(text.p, xlsx_unescape((char *)text.p, text.n));
}

static void note(struct xlsx_reader *r, enum table_problem problem) {
    if (r->problem < problem) r->problem = problem;
}

static void keep_cell(struct xlsx_reader *r, struct str value) {
    r->row_bytes += value.n;
    if (r->column >= XLSX_COLUMNS_LIMIT) {
        note(r, TABLE_TOO_MANY_COLUMNS);
    } else if (r->row_bytes > XLSX_ROW_LIMIT) {
        note(r, TABLE_ROW_TOO_LONG);
    } else {
        while (r->count <= r->column)
            r->cells[r->count++] = STR("");
        r->cells[r->column] = value;
        r->row_filled |= value.n > 0;
    }
}

/* Whether the row may take memory for one more cell: a row can have millions, and all of them
 * in one place. */
static bool has_room(struct xlsx_reader *r) {
    if (++r->ended > XLSX_COLUMNS_LIMIT) note(r, TABLE_TOO_MANY_COLUMNS);
    if (r->row_bytes + r->text.n > XLSX_ROW_LIMIT) note(r, TABLE_ROW_TOO_LONG);
    return r->ended <= XLSX_COLUMNS_LIMIT && r->row_bytes + r->text.n <= XLSX_ROW_LIMIT;
}

static void end_cell(struct xlsx_reader *r) {
    if (r->text.failed) {
        note(r, TABLE_CELL_TOO_LONG);
        r->text.failed = false;
    } else if (r->text.n && has_room(r)) {
        keep_cell(r, cell_value(r));
    }
    r->text.n = 0;
    r->column++;
}

static void sheet_start(void *self, const char *name, const char **attributes) {
    struct xlsx_reader *r = self;
    if (strcmp(name, "row") == 0) begin_row(r, attributes);
    if (strcmp(name, "c") == 0) begin_cell(r, attributes);
    if (strcmp(name, "rPh") == 0) r->in_phonetic = true;
    if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) r->in_text = !r->in_phonetic;
}

static void sheet_end(void *self, const char *name) {
    struct xlsx_reader *r = self;
    if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) r->in_text = false;
    if (strcmp(name, "rPh") == 0) r->in_phonetic = false;
    if (strcmp(name, "c") == 0) end_cell(r);
    if (strcmp(name, "row") != 0 || !(r->row_filled || r->problem)) return;
    r->row_ready = true;
    xml_part_pause(&r->part);
}

static void sheet_text(void *self, struct str text) {
    struct xlsx_reader *r = self;
    if (r->in_text) buf_put(&r->text, text);
}

static enum err next_row(struct table_source *source, struct table_row *out_row) {
    struct xlsx_reader *r = (struct xlsx_reader *)source;
    if (r->part.ended) return ERR_ABSENT;
    r->row_ready = false;
    TRY(xml_part_run(&r->part));
    if (!r->row_ready) return ERR_ABSENT;
    *out_row = (struct table_row){r->cells, r->count, r->line, r->problem};
    return OK;
}

void xlsx_reader_free(struct xlsx_reader *r) {
    if (!r) return;
    xml_part_close(&r->part);
    arena_free(r->mem);
    free(r);
}

enum err xlsx_read_sheet(struct xlsx *book, size_t index,
                         struct table_source **out_source) {
    static const struct xml_calls calls = {sheet_start, sheet_end, sheet_text};
    if (index >= book->sheet_count) return ERR_ABSENT;
    struct xlsx_reader *r = calloc(1, sizeof *r);
    if (!r) abort();
    xlsx_reader_free(book->reader);
    book->reader = r;
    r->source.next = next_row;
    r->book = book;
    r->mem = arena_create();
    r->text = buf_in(r->mem, XLSX_CELL_LIMIT);
    enum err err =
        xml_part_open(&r->part, &book->package, book->sheets[index].path, &calls, r);
    if (err == ERR_ABSENT) err = ERR_CORRUPT;
    if (err == OK) *out_source = &r->source;
    return err;
}
