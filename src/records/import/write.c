/* write.c - a row that was read becomes a record, or changes the one that is there. */
#include "records/data/plan.h"
#include "records/fields/field_type.h"
#include "records/import/parts.h"
#include "records/rules/rights.h"
#include "store/query.h"

/* ---- Duplicates ---- */

/* The value in the column that sorts by the field, which is the one with an index. */
static struct value match_value(struct ctx *cx, const struct field *f, struct value v) {
    const struct field_type *type = f->type;
    if (f->unique || !type->sort_suffix) return v;
    for (int i = 0; i < FIELD_DERIVED && type->derived[i].suffix; i++)
        if (strcmp(type->derived[i].suffix, type->sort_suffix) == 0)
            return type->derived[i].derive(cx, f, v);
    return v;
}

static struct str column_of(struct arena *mem, const struct field *f) {
    return f->unique ? f->name : plan_sort_column(mem, f);
}

static enum err match_by(struct ctx *cx, const struct field *f, struct value v,
                         int64_t *out_id) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT id FROM "));
    query_name(&q, f->entity->name);
    query_add(&q, SQL(" WHERE "));
    query_name(&q, column_of(cx->mem, f));
    query_add(&q, SQL(" = "));
    query_bind(&q, match_value(cx, f, v));
    query_add(&q, SQL(" ORDER BY id LIMIT 1"));
    enum err e = query_int(cx->db, &q, out_id);
    return e == ERR_ABSENT ? OK : e;
}

/* Standard fields are kept in no other place than the record itself. */
static bool by_column(const struct field *f) {
    const struct entity_rules *rules = f->entity->rules;
    return f->at < FIELD_STANDARD_COUNT || !rules || !rules->same;
}

struct str import_match_column(struct arena *mem, const struct field *f) {
    return by_column(f) ? column_of(mem, f) : STR("");
}

enum err import_match(struct ctx *cx, const struct importer *im, const struct record *r,
                      int64_t *out_id) {
    const struct import_plan *plan = importer_plan(im);
    *out_id = 0;
    for (int i = 0; i < plan->match_count && !*out_id; i++) {
        const struct field *f = plan->match[i];
        if (r->values[f->at].kind == V_NULL) continue;
        if (by_column(f))
            TRY(match_by(cx, f, r->values[f->at], out_id));
        else
            TRY(plan->entity->rules->same(cx, r, f, out_id));
    }
    return OK;
}

/* ---- Writing ---- */

/* Put what the row gives into the record that is there; whether anything changed. */
static bool put_into(const struct import_plan *plan, const struct import_row *row,
                     struct record *stored) {
    bool changed = false;
    for (int i = 0; i < plan->entity->field_count; i++) {
        bool keep =
            plan->duplicates == DUPLICATES_MERGE && stored->values[i].kind != V_NULL;
        if (!row->given[i] || keep || value_eq(stored->values[i], row->record.values[i]))
            continue;
        stored->values[i] = row->record.values[i];
        changed = true;
    }
    return changed;
}

static struct problem *denied(struct ctx *cx) {
    struct problem *p = NEW(cx->mem, struct problem);
    *p = (struct problem){.field = STR(""), .text = cx_msg(cx, MSG_IMPORT_ROW_DENIED)};
    return p;
}

static enum err change(struct ctx *cx, const struct import_plan *plan, int64_t id,
                       struct import_row *row, enum import_outcome *out) {
    struct record stored;
    *out = IMPORT_SKIPPED;
    if (plan->duplicates == DUPLICATES_SKIP) return OK;
    TRY(record_get_plain(cx, plan->entity, id, &stored));
    *out = IMPORT_SAME;
    if (!put_into(plan, row, &stored)) return OK;
    enum err e = record_change(cx, &stored, NULL);
    if (e == ERR_INVALID) row->problems = cx->problems;
    if (e == ERR_DENIED || e == ERR_ABSENT) row->problems = denied(cx);
    *out = row->problems ? IMPORT_REFUSED : IMPORT_CHANGED;
    return row->problems ? OK : e;
}

static enum err create(struct ctx *cx, struct import_row *row, enum import_outcome *out) {
    if (row->unready) {
        row->problems = row->unready;
        *out = IMPORT_REFUSED;
        return OK;
    }
    enum err e = record_create_ready(cx, &row->ready);
    if (e == ERR_INVALID) row->problems = cx->problems;
    *out = row->problems ? IMPORT_REFUSED : IMPORT_CREATED;
    return row->problems ? OK : e;
}

enum err import_write(struct ctx *cx, const struct importer *im, struct import_row *row,
                      enum import_outcome *out) {
    struct ctx writing = *cx;
    int64_t there = 0;
    writing.problems = writing.last_problem = NULL;
    *out = IMPORT_REFUSED;
    if (row->problems) return OK;
    TRY(import_match(cx, im, &row->record, &there));
    if (there) return change(&writing, importer_plan(im), there, row, out);
    return create(&writing, row, out);
}
