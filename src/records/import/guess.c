/* guess.c - what the columns of a file are: first by their names, then by what their cells
 * look like. A name that the cells contradict does not count. */
#include "base/arena.h"
#include "persian/fold.h"
#include "records/fields/field_type.h"
#include "records/import/parts.h"

enum {
    LOOKS_PERCENT = 80,       /* of a column's cells that look like a type make it one */
    CONTRADICTS_PERCENT = 30, /* fewer than so many, and its name does not count */
    LOOKS_LEAST = 2,          /* cells that must be there to judge by looks */
    CONTAINED_LETTERS = 4,    /* of a synonym that is only a part of the name */
};

struct guess {
    struct ctx *cx;
    const struct entity *entity;
    const struct import_sample *sample;
    struct import_target *targets;
    struct str *headers; /* folded */
    int columns;
};

/* ---- Cells ---- */

bool cell_says_nothing(struct str cell) {
    static const char *const words[] = {"null",   "na",   "none", "nan",   "ندارد",
                                        "نامشخص", "فاقد", "خالی", "نداریم"};
    enum { LONGEST = 16 };
    char folded[LONGEST + 1];
    if (cell.n > LONGEST) return false;
    size_t n = 0;
    bool sign_only = true, no_date = memchr(cell.p, '/', cell.n) != NULL;
    for (size_t i = 0; i < cell.n; i++) {
        char c = cell.p[i];
        bool sign = strchr(" -_./()#?", c) != NULL;
        sign_only &= sign;
        no_date &= sign || c == '0'; /* 0000/00/00 */
        if (!sign) folded[n++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    for (size_t i = 0; !sign_only && i < sizeof words / sizeof *words; i++)
        if (str_is(str_n(folded, n), words[i])) return true;
    return sign_only || no_date;
}

/* Whether a type reads the text without complaint; leaves no problem behind. */
static bool field_reads(struct ctx *cx, const struct field *f, struct str typed) {
    struct ctx trying = *cx;
    struct value v;
    trying.problems = trying.last_problem = NULL;
    return field_parse(&trying, f, typed, &v) == OK && !trying.problems;
}

/* The share of a column's filled cells that the field can read, in percent; -1: too few. */
static int share_read(const struct guess *g, int column, const struct field *f) {
    struct arena *scratch = arena_create();
    struct ctx cx = *g->cx;
    cx.mem = scratch;
    int filled = 0, good = 0;
    for (int i = 1; i < g->sample->count; i++) {
        const struct table_row *row = &g->sample->rows[i];
        struct str cell =
            (size_t)column < row->count ? str_trim(row->cells[column]) : STR("");
        if (cell_says_nothing(cell)) continue;
        filled++;
        good += field_reads(&cx, f, cell);
    }
    arena_free(scratch);
    return filled < LOOKS_LEAST ? -1 : good * 100 / filled;
}

/* ---- By name ---- */

/* Several columns may go to it. */
static bool joins(struct import_target t) {
    static const char *const types[] = {"long_text", "tags", "choices", "links"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_is(str_of(t.field->type->name), types[i])) return true;
    return false;
}

static bool is_free(const struct guess *g, struct import_target t) {
    if (joins(t)) return true;
    for (int i = 0; i < g->columns; i++)
        if (g->targets[i].field == t.field && g->targets[i].part == t.part) return false;
    return true;
}

static bool take(struct guess *g, int column, const char *target) {
    struct import_target t;
    if (!target || !import_target_parse(g->entity, str_of(target), &t)) return false;
    if (!t.field || !is_free(g, t)) return false;
    g->targets[column] = t;
    return true;
}

static bool is_open(const struct guess *g, int column) {
    return !g->targets[column].field && g->headers[column].n > 0;
}

/* Whether the header is the name, or contains it. */
static bool called(const struct guess *g, int column, const char *name, bool within) {
    if (!within) return fa_alike(g->headers[column], str_of(name));
    if (utf8_length(str_of(name)) < CONTAINED_LETTERS) return false;
    return str_has(g->headers[column], fa_fold(g->cx->mem, str_of(name)));
}

static void guess_synonym(struct guess *g, const struct synonym *s, bool within) {
    if (s->entity && !str_is(g->entity->name, s->entity)) return;
    for (const char *const *name = s->names; *name; name++)
        for (int i = 0; i < g->columns; i++)
            if (is_open(g, i) && called(g, i, *name, within) && !take(g, i, s->target))
                (void)take(g, i, s->other);
}

static void guess_synonyms(struct guess *g, bool within) {
    for (int i = 0; i < synonym_count; i++)
        guess_synonym(g, &synonyms[i], within);
}

static bool labelled(const struct field *f, struct str header) {
    for (int lang = 0; lang < LANG_COUNT; lang++)
        if (fa_alike(f->label.in[lang], header)) return true;
    return fa_alike(f->name, header);
}

/* "Credit limit (rials)": what stands in brackets is no part of the name. */
static struct str without_brackets(struct str header) {
    const char *bracket = memchr(header.p, '(', header.n);
    return bracket ? str_trim(str_first(header, (size_t)(bracket - header.p))) : header;
}

static void guess_labels(struct guess *g) {
    for (int i = 0; i < g->columns; i++)
        for (int at = 0; is_open(g, i) && at < g->entity->field_count; at++) {
            const struct field *f = g->entity->fields[at];
            struct import_target t = {f, PART_WHOLE};
            bool named =
                labelled(f, g->headers[i]) || labelled(f, without_brackets(g->headers[i]));
            if (import_takes(f) && named && is_free(g, t)) g->targets[i] = t;
        }
}

static int column_of(const struct guess *g, enum import_part part) {
    for (int i = 0; i < g->columns; i++)
        if (g->targets[i].field == g->entity->title && g->targets[i].part == part) return i;
    return -1;
}

/* "name" beside "family name" is the first name. */
static void split_name(struct guess *g) {
    int whole = column_of(g, PART_WHOLE);
    if (whole < 0 || column_of(g, PART_LAST) < 0 || column_of(g, PART_FIRST) >= 0) return;
    g->targets[whole].part = PART_FIRST;
}

/* ---- By looks ---- */

/* Types that a cell can be recognised by, the most particular first. */
static const char *const telling_types[] = {"email", "sheba", "card",     "national_id",
                                            "phone", "url",   "legal_id", "date"};
enum { TELLING = sizeof telling_types / sizeof *telling_types };

static bool tells(const struct field *f) {
    for (int i = 0; i < TELLING; i++)
        if (str_is(str_of(f->type->name), telling_types[i])) return true;
    return false;
}

/* A name whose cells say otherwise is forgotten. */
static void forget_contradicted(struct guess *g) {
    for (int i = 0; i < g->columns; i++) {
        const struct field *f = g->targets[i].field;
        if (!f || !tells(f)) continue;
        int share = share_read(g, i, f);
        if (share >= 0 && share < CONTRADICTS_PERCENT) g->targets[i].field = NULL;
    }
}

static const struct field *free_field(const struct guess *g, const char *type) {
    for (int i = 0; i < g->entity->field_count; i++) {
        const struct field *f = g->entity->fields[i];
        bool fits = str_is(str_of(f->type->name), type) && import_takes(f);
        if (fits && is_free(g, (struct import_target){f, PART_WHOLE})) return f;
    }
    return NULL;
}

static void guess_looks(struct guess *g) {
    for (int i = 0; i < g->columns; i++)
        for (int type = 0; !g->targets[i].field && type < TELLING; type++) {
            const struct field *f = free_field(g, telling_types[type]);
            if (f && share_read(g, i, f) >= LOOKS_PERCENT)
                g->targets[i] = (struct import_target){f, PART_WHOLE};
        }
}

/* ---- The plan ---- */

static void guess_names(struct guess *g) {
    guess_synonyms(g, false);
    guess_labels(g);
    guess_synonyms(g, true);
}

static bool is_mapped(const struct import_plan *plan, const struct field *f) {
    for (int i = 0; i < plan->column_count; i++)
        if (plan->columns[i].target.field == f) return true;
    return false;
}

/* Unique fields of the file tell duplicates; beside them, phone and e-mail do. */
static void guess_matches(struct import_plan *plan) {
    for (int unique = 1; unique >= 0; unique--)
        for (int i = 0; i < plan->entity->field_count; i++) {
            const struct field *f = plan->entity->fields[i];
            bool personal = str_is(str_of(f->type->name), "phone")
                            || str_is(str_of(f->type->name), "email");
            bool fits = unique ? f->unique : !f->unique && personal;
            if (fits && import_matches(f) && is_mapped(plan, f)
                && plan->match_count < IMPORT_MATCHES)
                plan->match[plan->match_count++] = f;
        }
}

static struct str header_of(const struct import_sample *sample, int column) {
    const struct table_row *head = &sample->rows[0];
    bool named = sample->count > 0 && (size_t)column < head->count;
    return named ? utf8_first(str_trim(head->cells[column]), IMPORT_HEADER_LETTERS)
                 : STR("");
}

enum err import_guess(struct ctx *cx, const struct entity *e,
                      const struct import_sample *sample, struct import_plan *out) {
    if (sample->columns > IMPORT_COLUMNS) return ERR_LIMIT;
    size_t n = (size_t)sample->columns;
    struct guess g = {.cx = cx,
                      .entity = e,
                      .sample = sample,
                      .targets = NEWS(cx->mem, n, struct import_target),
                      .headers = NEWS(cx->mem, n, struct str),
                      .columns = sample->columns};
    struct import_plan plan = {.entity = e,
                               .columns = NEWS(cx->mem, n, struct import_column),
                               .column_count = sample->columns,
                               .blank = true};
    for (int i = 0; i < g.columns; i++)
        g.headers[i] = fa_fold(cx->mem, header_of(sample, i));
    guess_names(&g);
    forget_contradicted(&g);
    guess_looks(&g);
    split_name(&g);
    for (int i = 0; i < g.columns; i++)
        plan.columns[i] = (struct import_column){header_of(sample, i), g.targets[i]};
    guess_matches(&plan);
    *out = plan;
    return OK;
}
