/* plan.c - what goes where: targets as text and in words, the plan as JSON, the sample of a
 * file. */
#include "base/json.h"
#include "records/fields/field_type.h"
#include "records/import/parts.h"

/* ---- Parts ---- */

static const struct {
    const char *name;
    enum msg label;
} parts[PART_COUNT] = {
    [PART_WHOLE] = {"", MSG_IMPORT_PART_WHOLE},
    [PART_FIRST] = {"first", MSG_IMPORT_PART_FIRST},
    [PART_LAST] = {"last", MSG_IMPORT_PART_LAST},
    [PART_ELSE] = {"else", MSG_IMPORT_PART_ELSE},
    [PART_PROVINCE] = {"province", MSG_IMPORT_PART_PROVINCE},
    [PART_COUNTY] = {"county", MSG_IMPORT_PART_COUNTY},
    [PART_CITY] = {"city", MSG_IMPORT_PART_CITY},
    [PART_STREET] = {"street", MSG_IMPORT_PART_STREET},
    [PART_POSTAL_CODE] = {"postal_code", MSG_IMPORT_PART_POSTAL_CODE},
};

static bool type_is(const struct field *f, const char *name) {
    return str_is(str_of(f->type->name), name);
}

const enum import_part *import_parts(const struct field *f) {
    static const enum import_part none[] = {PART_COUNT};
    static const enum import_part name[] = {PART_FIRST, PART_LAST, PART_ELSE, PART_COUNT};
    static const enum import_part address[] = {PART_PROVINCE, PART_COUNTY,      PART_CITY,
                                               PART_STREET,   PART_POSTAL_CODE, PART_COUNT};
    if (type_is(f, "address")) return address;
    return f == f->entity->title && type_is(f, "text") ? name : none;
}

static bool has_part(const struct field *f, enum import_part part) {
    if (part == PART_WHOLE) return true;
    for (const enum import_part *p = import_parts(f); *p != PART_COUNT; p++)
        if (*p == part) return true;
    return false;
}

/* ---- Fields ---- */

bool import_takes(const struct field *f) {
    bool by_hand = type_is(f, "file") || type_is(f, "image");
    return field_present(f) && !f->read_only && !f->hidden && !by_hand;
}

bool import_matches(const struct field *f) {
    bool found_fast = f->unique || f->indexed || f == f->entity->sort;
    return import_takes(f) && found_fast && (f->type->ops & OP_EQ) && !f->to;
}

/* ---- Targets ---- */

struct str import_target_text(struct arena *mem, struct import_target t) {
    if (!t.field) return STR("");
    if (t.part == PART_WHOLE) return t.field->name;
    return str_format(mem, "%.*s.%s", STR_ARG(t.field->name), parts[t.part].name);
}

bool import_target_parse(const struct entity *e, struct str text,
                         struct import_target *out) {
    struct str rest = text, name = STR("");
    *out = (struct import_target){0};
    if (!str_cut(&rest, '.', &name)) return true;
    const struct field *f = field_named(e, name);
    if (!f || !import_takes(f)) return false;
    for (int part = PART_WHOLE; part < PART_COUNT; part++)
        if (str_is(rest, parts[part].name) && has_part(f, (enum import_part)part)) {
            *out = (struct import_target){f, (enum import_part)part};
            return true;
        }
    return false;
}

struct str import_target_words(struct ctx *cx, struct import_target t) {
    if (!t.field) return cx_msg(cx, MSG_IMPORT_NOWHERE);
    struct str field = label_in(&t.field->label, cx->lang);
    if (t.part == PART_WHOLE) return field;
    return msg_format(
        cx->mem, cx->lang, MSG_IMPORT_PART,
        MSG_PARTS({"field", field}, {"part", cx_msg(cx, parts[t.part].label)}));
}

/* ---- Duplicates ---- */

static const char *const duplicate_names[DUPLICATES_COUNT] = {
    [DUPLICATES_SKIP] = "skip",
    [DUPLICATES_MERGE] = "merge",
    [DUPLICATES_UPDATE] = "update",
};

/* "skip", "merge", "update". */
static const char *duplicates_name(enum duplicates d) {
    return duplicate_names[d];
}

bool duplicates_parse(struct str text, enum duplicates *out) {
    for (int d = 0; d < DUPLICATES_COUNT; d++)
        if (str_is(text, duplicate_names[d])) {
            *out = (enum duplicates)d;
            return true;
        }
    return false;
}

/* ---- JSON ---- */

void import_plan_write(struct json_writer *w, struct arena *mem,
                       const struct import_plan *plan) {
    json_name(w, "entity"), json_write_str(w, plan->entity->name);
    json_name(w, "columns"), json_begin_array(w);
    for (int i = 0; i < plan->column_count; i++) {
        json_begin_array(w);
        json_write_str(w, plan->columns[i].header);
        json_write_str(w, import_target_text(mem, plan->columns[i].target));
        json_end_array(w);
    }
    json_end_array(w);
    json_name(w, "duplicates"),
        json_write_str(w, str_of(duplicates_name(plan->duplicates)));
    json_name(w, "match"), json_begin_array(w);
    for (int i = 0; i < plan->match_count; i++)
        json_write_str(w, plan->match[i]->name);
    json_end_array(w);
    json_name(w, "blank"), json_write_bool(w, plan->blank);
}

static enum err read_columns(struct ctx *cx, const struct json *node,
                             struct import_plan *plan) {
    if (!json_is(node, JSON_ARRAY) || node->count > IMPORT_COLUMNS) return ERR_INVALID;
    plan->columns = NEWS(cx->mem, node->count, struct import_column);
    JSON_EACH(column, node) {
        struct import_column *c = &plan->columns[plan->column_count++];
        c->header = str_dup(cx->mem, json_text(json_at(column, 0)));
        if (!import_target_parse(plan->entity, json_text(json_at(column, 1)), &c->target))
            return ERR_INVALID;
    }
    return OK;
}

static enum err read_match(const struct json *node, struct import_plan *plan) {
    JSON_EACH(name, node) {
        const struct field *f = field_named(plan->entity, json_text(name));
        if (!f || !import_matches(f) || plan->match_count == IMPORT_MATCHES)
            return ERR_INVALID;
        plan->match[plan->match_count++] = f;
    }
    return OK;
}

enum err import_plan_read(struct ctx *cx, const struct json *node,
                          struct import_plan *out) {
    struct import_plan plan = {0};
    plan.entity = entity_named(cx->catalog, json_text(json_get(node, "entity")));
    if (!plan.entity) return ERR_INVALID;
    TRY(read_columns(cx, json_get(node, "columns"), &plan));
    if (!duplicates_parse(json_text(json_get(node, "duplicates")), &plan.duplicates))
        return ERR_INVALID;
    TRY(read_match(json_get(node, "match"), &plan));
    plan.blank = json_true(json_get(node, "blank"));
    *out = plan;
    return OK;
}

/* ---- The file ---- */

enum import_file import_file_kind(struct str head) {
    static const struct {
        struct str mark;
        enum import_file kind;
    } marks[] = {
        {STR_INIT("PK\003\004"), IMPORT_WORKBOOK},
        {STR_INIT("PK\005\006"), IMPORT_WORKBOOK},
        {STR_INIT("\xD0\xCF\x11\xE0"), IMPORT_OTHER}, /* .xls, .doc */
        {STR_INIT("%PDF-"), IMPORT_OTHER},
        {STR_INIT("\x89PNG"), IMPORT_OTHER},
        {STR_INIT("\xFF\xD8\xFF"), IMPORT_OTHER}, /* JPEG */
        {STR_INIT("GIF8"), IMPORT_OTHER},
        {STR_INIT("Rar!"), IMPORT_OTHER},
        {STR_INIT("7z\xBC\xAF"), IMPORT_OTHER},
        {STR_INIT("\x1F\x8B"), IMPORT_OTHER}, /* gzip */
        {STR_INIT("SQLite format"), IMPORT_OTHER},
        {STR_INIT("\x7F"
                  "ELF"),
         IMPORT_OTHER},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts(head, marks[i].mark)) return marks[i].kind;
    return IMPORT_TEXT;
}

/* ---- The sample ---- */

/* Give the row cells of its own; the bytes they take. */
static size_t keep_cells(struct arena *mem, struct table_row *row) {
    struct str *cells = NEWS(mem, row->count, struct str);
    size_t bytes = 0;
    for (size_t i = 0; i < row->count; i++) {
        cells[i] = str_dup(mem, row->cells[i]);
        bytes += cells[i].n;
    }
    row->cells = cells;
    return bytes;
}

/* As many columns as have names, or as most rows have. */
static int width(const struct import_sample *sample) {
    size_t named = sample->count ? sample->rows[0].count : 0, widest = named;
    int wider = 0;
    for (int i = 1; i < sample->count; i++) {
        wider += sample->rows[i].count > named;
        if (sample->rows[i].count > widest) widest = sample->rows[i].count;
    }
    return (int)(2 * wider > sample->count - 1 ? widest : named);
}

enum err import_sample_read(struct arena *mem, struct table_source *source,
                            struct import_sample *out) {
    *out = (struct import_sample){0};
    struct table_row row;
    enum err e = OK;
    size_t bytes = 0;
    while (out->count < IMPORT_SAMPLE_ROWS && bytes < IMPORT_SAMPLE_BYTES
           && (e = table_next(source, &row)) == OK) {
        if (row.count > IMPORT_COLUMNS) return ERR_LIMIT;
        bytes += keep_cells(mem, &row);
        out->rows[out->count++] = row;
    }
    if (e == OK) e = table_next(source, &row);
    if (e != OK && e != ERR_ABSENT) return e;
    out->more = e == OK;
    out->columns = width(out);
    return OK;
}
