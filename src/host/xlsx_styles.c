/* xlsx_styles.c - which cell styles show a number as a date. */
#include "base/arena.h"
#include "host/xlsx_parts.h"

#include <stdlib.h>

enum { CODES_LIMIT = 4096, CODE_LETTERS_LIMIT = 1024 };

/* The look of a number format the workbook defines itself. */
struct code {
    long id;
    enum xlsx_look look;
};

struct styles_part {
    struct xlsx *book;
    struct code codes[CODES_LIMIT];
    size_t code_count;
    bool in_cell_styles;
};

/* Number formats every workbook has without saying so. */
static enum xlsx_look look_of_builtin(long id) {
    static const struct {
        long from, to;
        enum xlsx_look look;
    } builtin[] = {
        {14, 17, LOOK_DAY},  {18, 21, LOOK_TIME}, {22, 22, LOOK_TIME}, {27, 31, LOOK_DAY},
        {32, 35, LOOK_TIME}, {36, 36, LOOK_DAY},  {45, 47, LOOK_TIME}, {50, 54, LOOK_DAY},
        {55, 56, LOOK_TIME}, {57, 58, LOOK_DAY},
    };
    for (size_t i = 0; i < sizeof builtin / sizeof *builtin; i++)
        if (id >= builtin[i].from && id <= builtin[i].to) return builtin[i].look;
    return LOOK_NUMBER;
}

/* The bytes at the front of a format code that stand for themselves or carry an attribute:
 * "text", \x, _x, *x, [Red]. [h], [mm] and the like count hours or minutes and are not. */
static size_t literal_bytes(struct str code) {
    const char *close;
    switch (code.p[0]) {
    case '\\':
    case '_':
    case '*': return 2;
    case '"':
        close = memchr(code.p + 1, '"', code.n - 1);
        return close ? (size_t)(close - code.p) + 1 : code.n;
    case '[':
        if (code.n > 1 && strchr("hHmMsS", code.p[1])) return 0;
        close = memchr(code.p, ']', code.n);
        return close ? (size_t)(close - code.p) + 1 : code.n;
    default: return 0;
    }
}

/* What the code of a number format shows: "yyyy/mm/dd" a day, "h:mm" a time. */
static enum xlsx_look xlsx_look_of_code(struct str code) {
    bool day = false, time = false;
    code = str_first(code, CODE_LETTERS_LIMIT);
    if (str_starts(code, STR("General"))) return LOOK_NUMBER;
    while (code.n && code.p[0] != ';') {
        size_t literal = literal_bytes(code);
        if (!literal) {
            day |= strchr("yYdDmM", code.p[0]) != NULL && code.p[0];
            time |= strchr("hHsS", code.p[0]) != NULL && code.p[0];
        }
        code = str_from(code, literal ? literal : 1);
    }
    return time ? LOOK_TIME : day ? LOOK_DAY : LOOK_NUMBER;
}

static void add_code(struct styles_part *part, const char **attributes) {
    const char *id = xml_attribute(attributes, "numFmtId");
    const char *code = xml_attribute(attributes, "formatCode");
    if (!id || !code || part->code_count == CODES_LIMIT) return;
    part->codes[part->code_count++] =
        (struct code){strtol(id, NULL, 10), xlsx_look_of_code(str_of(code))};
}

static enum xlsx_look look_of_id(const struct styles_part *part, long id) {
    for (size_t i = 0; i < part->code_count; i++)
        if (part->codes[i].id == id) return part->codes[i].look;
    return look_of_builtin(id);
}

static void add_style(struct styles_part *part, const char **attributes) {
    struct xlsx_styles *s = &part->book->styles;
    const char *id = xml_attribute(attributes, "numFmtId");
    if (s->count == XLSX_STYLES_LIMIT) return;
    s->looks[s->count++] = (unsigned char)look_of_id(part, id ? strtol(id, NULL, 10) : 0);
}

static void styles_start(void *self, const char *name, const char **attributes) {
    struct styles_part *part = self;
    if (strcmp(name, "cellXfs") == 0) part->in_cell_styles = true;
    if (strcmp(name, "numFmt") == 0) add_code(part, attributes);
    if (strcmp(name, "xf") == 0 && part->in_cell_styles) add_style(part, attributes);
}

static void styles_end(void *self, const char *name) {
    struct styles_part *part = self;
    if (strcmp(name, "cellXfs") == 0) part->in_cell_styles = false;
}

static void styles_text(void *self, struct str text) {
    (void)self, (void)text;
}

enum err xlsx_load_styles(struct xlsx *book, const char *path) {
    static const struct xml_calls calls = {styles_start, styles_end, styles_text};
    struct styles_part *part = NEW(book->mem, struct styles_part);
    part->book = book;
    book->styles.looks = NEWS(book->mem, XLSX_STYLES_LIMIT, unsigned char);
    return xml_part_read(&book->package, path, &calls, part);
}
