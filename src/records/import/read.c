/* read.c - the cells of a row become the values of a record. */
#include "base/arena.h"
#include "base/json_write.h"
#include "persian/fold.h"
#include "persian/ids.h"
#include "records/fields/field_type.h"
#include "records/fields/money.h"
#include "records/import/parts.h"
#include "records/rules/rights.h"

#include <assert.h>

/* A field and the columns that fill it, in the order in which they are joined. */
struct slot {
    const struct field *field;
    const int *columns;
    int count;
    bool address;    /* put together from parts */
    bool unit_named; /* the head of its first column says in which unit money is */
    enum money_unit unit;
};

struct importer {
    struct import_plan plan;
    struct record blank; /* with the presets of its kind */
    struct slot *slots;
    int slot_count;
    const struct field *note; /* keeps what found no other place, or NULL */
};

const struct import_plan *importer_plan(const struct importer *im) {
    return &im->plan;
}

/* ---- Making ready ---- */

static enum import_part part_of(const struct import_plan *plan, int column) {
    return plan->columns[column].target.part;
}

/* The columns of a field, by part and then from the first. */
static int *slot_columns(struct arena *mem, const struct import_plan *plan,
                         const struct field *f, int *out_count) {
    int *columns = NEWS(mem, (size_t)plan->column_count, int);
    int n = 0;
    for (int part = 0; part < PART_COUNT; part++)
        for (int i = 0; i < plan->column_count; i++)
            if (plan->columns[i].target.field == f && (int)part_of(plan, i) == part)
                columns[n++] = i;
    *out_count = n;
    return columns;
}

static bool type_is(const struct field *f, const char *name) {
    return str_is(str_of(f->type->name), name);
}

static void make_slots(struct arena *mem, struct importer *im) {
    const struct entity *e = im->plan.entity;
    im->slots = NEWS(mem, (size_t)e->field_count, struct slot);
    for (int i = 0; i < e->field_count; i++) {
        struct slot slot = {.field = e->fields[i]};
        slot.columns = slot_columns(mem, &im->plan, slot.field, &slot.count);
        slot.address =
            type_is(slot.field, "address")
            && (slot.count > 1 || (slot.count && part_of(&im->plan, slot.columns[0])));
        slot.unit_named =
            slot.count && type_is(slot.field, "money")
            && money_unit_named(mem, im->plan.columns[slot.columns[0]].header, &slot.unit);
        if (slot.count) im->slots[im->slot_count++] = slot;
    }
}

struct importer *importer_create(struct ctx *cx, const struct import_plan *plan) {
    struct importer *im = NEW(cx->mem, struct importer);
    *im = (struct importer){.plan = *plan, .blank = record_new(cx, plan->entity)};
    const struct field *note = field_named(plan->entity, STR("note"));
    if (note && type_is(note, "long_text")) im->note = note;
    make_slots(cx->mem, im);
    return im;
}

/* ---- Joining cells ---- */

/* A row being read. */
struct reading {
    struct ctx *cx;
    const struct importer *im;
    const struct table_row *cells;
    struct import_row *row;
    enum money_unit unit; /* of a number that names none */
    struct problem *last_problem, *last_spared;
};

static struct str cell_at(const struct reading *r, int column) {
    if ((size_t)column >= r->cells->count) return STR("");
    struct str cell = str_trim(r->cells->cells[column]);
    /* The apostrophe with which an export guards what looks like a formula. */
    if (cell.n > 1 && cell.p[0] == '\'' && memchr("=+-@", cell.p[1], 4))
        cell = str_from(cell, 1);
    return cell_says_nothing(cell) ? STR("") : cell;
}

/* "header: cell", as a line of a note. */
static void put_noted(struct reading *r, struct buf *out, int column, struct str cell) {
    if (out->n) buf_byte(out, '\n');
    struct str header = r->im->plan.columns[column].header;
    if (header.n) buf_format(out, "%.*s: ", STR_ARG(header));
    buf_put(out, cell);
}

static struct str separator_of(const struct field *f) {
    bool list = type_is(f, "tags") || type_is(f, "choices") || type_is(f, "links");
    return list ? STR("|") : STR(" ");
}

/* The cells one after another; one that stands in for the rest only where it is empty. */
static struct str join_plain(struct reading *r, const struct slot *slot) {
    struct buf out = buf_in(r->cx->mem, 0);
    bool noted = type_is(slot->field, "long_text");
    for (int i = 0; i < slot->count; i++) {
        int column = slot->columns[i];
        struct str cell = cell_at(r, column);
        bool spare = part_of(&r->im->plan, column) == PART_ELSE && out.n;
        if (cell.n == 0 || spare) continue;
        if (noted) {
            put_noted(r, &out, column, cell);
            continue;
        }
        if (out.n) buf_put(&out, separator_of(slot->field));
        buf_put(&out, cell);
    }
    return buf_str(&out);
}

/* The parts of an address as JSON, which its type reads. */
static struct str join_address(struct reading *r, const struct slot *slot, bool with_code) {
    static const char *const names[PART_COUNT] = {
        [PART_WHOLE] = "street",  [PART_PROVINCE] = "province",
        [PART_COUNTY] = "county", [PART_CITY] = "city",
        [PART_STREET] = "street", [PART_POSTAL_CODE] = "postal_code"};
    struct buf out = buf_in(r->cx->mem, 0);
    struct json_writer w = json_writer(&out);
    bool filled = false;
    json_begin_object(&w);
    for (int i = 0; i < slot->count; i++) {
        enum import_part part = part_of(&r->im->plan, slot->columns[i]);
        struct str cell = cell_at(r, slot->columns[i]);
        if (cell.n == 0 || (part == PART_POSTAL_CODE && !with_code)) continue;
        json_name(&w, names[part]), json_write_str(&w, cell);
        filled = true;
    }
    json_end_object(&w);
    return filled ? buf_str(&out) : STR("");
}

/* The one cell of most fields is taken as it is. */
static struct str join(struct reading *r, const struct slot *slot) {
    if (slot->address) return join_address(r, slot, true);
    if (slot->count == 1) return cell_at(r, slot->columns[0]);
    return join_plain(r, slot);
}

/* ---- Reading values ---- */

static struct str choice_meant(const struct field *f, struct str typed) {
    for (int i = 0; i < choice_synonym_count; i++) {
        const struct choice_synonym *s = &choice_synonyms[i];
        if (!str_is(f->choices->name, s->list)) continue;
        for (const char *const *name = s->names; *name; name++)
            if (fa_alike(typed, str_of(*name))) return str_of(s->key);
    }
    return STR("");
}

/* Parse with the problems kept apart. */
static enum err parse(const struct reading *r, const struct field *f, struct str typed,
                      struct value *out, struct problem **out_problems) {
    struct ctx trying = *r->cx;
    trying.money = r->unit;
    trying.problems = trying.last_problem = NULL;
    enum err e = field_parse(&trying, f, typed, out);
    *out_problems = trying.problems;
    return e;
}

static void give(struct reading *r, const struct field *f, struct value v) {
    if (v.kind == V_NULL) return;
    r->row->record.values[f->at] = v;
    r->row->given_count += !r->row->given[f->at];
    r->row->given[f->at] = true;
}

static void append(struct problem **first, struct problem **last, struct problem *more) {
    if (!more) return;
    assert(!*first == !*last);
    if (*first)
        (*last)->next = more;
    else
        *first = more;
    for (*last = more; (*last)->next;)
        *last = (*last)->next;
}

/* What was wrong with a cell: it refuses the row, or the cell stays empty. */
static void complain(struct reading *r, struct problem *problems, bool spare) {
    if (spare)
        append(&r->row->spared, &r->last_spared, problems);
    else
        append(&r->row->problems, &r->last_problem, problems);
}

static bool is_personal(const struct field *f) {
    return type_is(f, "phone") || type_is(f, "email");
}

/* A field of the same type that no column fills and that is still empty. */
static const struct field *spare_field(const struct reading *r, const struct field *f) {
    const struct entity *e = r->im->plan.entity;
    for (int i = 0; i < e->field_count; i++) {
        const struct field *other = e->fields[i];
        bool targeted = false;
        for (int s = 0; s < r->im->slot_count; s++)
            targeted |= r->im->slots[s].field == other;
        if (other->type == f->type && !targeted && !r->row->given[i] && import_takes(other))
            return other;
    }
    return NULL;
}

/* The bytes of what parts two numbers in one cell, or 0. */
static size_t parting(struct str s) {
    static const char *const signs[] = {"/",  ",", ";", "|",   "\n",
                                        "\\", "،", "؛", " - ", " و "};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_starts(s, str_of(signs[i]))) return strlen(signs[i]);
    return 0;
}

static bool next_piece(struct str *rest, struct str *out) {
    size_t n = 0, cut = 0;
    while (n < rest->n && !(cut = parting(str_from(*rest, n))))
        n++;
    *out = str_trim(str_first(*rest, n));
    bool some = rest->n > 0;
    *rest = str_from(*rest, n + cut);
    return some;
}

/* Several numbers in one cell: the first that can be read is the field's, the next goes to
 * a field of the same type that has no column. False when none can be read. */
static bool read_several(struct reading *r, const struct field *f, struct str typed) {
    const struct field *to = f;
    assert(f);
    for (struct str piece; to && next_piece(&typed, &piece);) {
        struct value v;
        struct problem *problems;
        if (!piece.n || parse(r, f, piece, &v, &problems) != OK) continue;
        give(r, to, v);
        to = spare_field(r, f);
    }
    return r->row->given[f->at];
}

/* Another way to understand what the type could not read. */
static enum err read_otherwise(struct reading *r, const struct slot *slot, struct str typed,
                               struct problem *problems) {
    const struct field *f = slot->field;
    struct value v;
    struct problem *again;
    struct str other = STR("");
    if (is_personal(f) && read_several(r, f, typed)) return OK;
    if (f->choices) other = choice_meant(f, typed);
    bool spare = r->im->plan.blank;
    if (slot->address && spare) other = join_address(r, slot, false);
    enum err e = other.n ? parse(r, f, other, &v, &again) : ERR_INVALID;
    if (e == OK) give(r, f, v);
    if (e == OK && !slot->address) return OK;
    complain(r, problems, spare);
    return e == ERR_INVALID ? OK : e;
}

static enum err read_slot(struct reading *r, const struct slot *slot) {
    struct str typed = join(r, slot);
    struct problem *problems = NULL;
    struct value v = v_null();
    if (typed.n == 0) return OK;
    r->unit = slot->unit_named ? slot->unit : r->cx->money;
    enum err e = parse(r, slot->field, typed, &v, &problems);
    if (e == ERR_INVALID) return read_otherwise(r, slot, typed, problems);
    if (e == OK) give(r, slot->field, v);
    return e;
}

/* A cell that could have stood in for the name, but need not, is kept in the note. */
static void keep_spare_names(struct reading *r) {
    const struct field *note = r->im->note;
    struct value *old = note ? &r->row->record.values[note->at] : NULL;
    for (int i = 0; note && i < r->im->plan.column_count; i++) {
        struct import_target t = r->im->plan.columns[i].target;
        struct str cell = t.field && t.part == PART_ELSE ? cell_at(r, i) : STR("");
        if (cell.n == 0 || !r->row->given[t.field->at]) continue;
        if (fa_alike(record_str(&r->row->record, t.field->at), cell)) continue;
        struct buf out = buf_in(r->cx->mem, 0);
        if (old->kind == V_TEXT) buf_put(&out, old->s);
        put_noted(r, &out, i, cell);
        struct value v;
        struct problem *problems;
        if (parse(r, note, buf_str(&out), &v, &problems) == OK) give(r, note, v);
    }
}

/* ---- The row ---- */

static struct problem *row_problem(struct ctx *cx, enum msg text) {
    struct problem *p = NEW(cx->mem, struct problem);
    *p = (struct problem){.field = STR(""), .text = cx_msg(cx, text)};
    return p;
}

/* What was odd about the row as a whole. */
static void judge_shape(struct reading *r) {
    static const enum msg odd[] = {
        [TABLE_STRAY_QUOTE] = MSG_IMPORT_ROW_STRAY_QUOTE,
        [TABLE_OPEN_QUOTE] = MSG_IMPORT_ROW_OPEN_QUOTE,
        [TABLE_CELL_TOO_LONG] = MSG_IMPORT_ROW_CELL_TOO_LONG,
        [TABLE_ROW_TOO_LONG] = MSG_IMPORT_ROW_TOO_LONG,
        [TABLE_TOO_MANY_COLUMNS] = MSG_IMPORT_ROW_TOO_MANY,
    };
    enum table_problem shape = r->cells->problem;
    if (shape) complain(r, row_problem(r->cx, odd[shape]), shape == TABLE_STRAY_QUOTE);
    for (size_t i = (size_t)r->im->plan.column_count; i < r->cells->count; i++)
        if (str_trim(r->cells->cells[i]).n) {
            complain(r, row_problem(r->cx, MSG_IMPORT_ROW_TOO_MANY), false);
            return;
        }
}

static enum err prepare(struct ctx *cx, struct import_row *row) {
    struct ctx trying = *cx;
    trying.problems = trying.last_problem = NULL;
    enum err e = record_prepare(&trying, &row->record, &row->ready);
    row->unready = trying.problems;
    if (e == ERR_DENIED) row->unready = row_problem(cx, MSG_IMPORT_ROW_DENIED);
    return e == ERR_INVALID || e == ERR_DENIED ? OK : e;
}

/* Take back the values that the rules of the kind refuse; false when that does not help. */
static bool empty_refused(struct reading *r) {
    struct problem *next;
    bool all = r->im->plan.blank && r->row->unready;
    for (struct problem *p = r->row->unready; all && p; p = p->next) {
        const struct field *f = field_named(r->im->plan.entity, p->field);
        all = f && r->row->given[f->at] && !f->required;
    }
    for (struct problem *p = r->row->unready; all && p; p = next) {
        const struct field *f = field_named(r->im->plan.entity, p->field);
        r->row->record.values[f->at] = r->im->blank.values[f->at];
        r->row->given_count -= r->row->given[f->at];
        r->row->given[f->at] = false;
        next = p->next;
        p->next = NULL;
        complain(r, p, true);
    }
    return all;
}

/* Whether the row could become a new record. */
static enum err judge(struct reading *r) {
    TRY(prepare(r->cx, r->row));
    return empty_refused(r) ? prepare(r->cx, r->row) : OK;
}

enum err import_read(struct ctx *cx, const struct importer *im,
                     const struct table_row *cells, struct import_row *out) {
    *out = (struct import_row){
        .record = record_copy(cx, &im->blank),
        .given = NEWS(cx->mem, (size_t)im->plan.entity->field_count, bool)};
    struct reading r = {.cx = cx, .im = im, .cells = cells, .row = out};
    judge_shape(&r);
    for (int i = 0; i < im->slot_count; i++)
        TRY(read_slot(&r, &im->slots[i]));
    keep_spare_names(&r);
    return out->problems || import_row_empty(out) ? OK : judge(&r);
}
