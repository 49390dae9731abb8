/* write.c - a row that was read becomes a record, or changes the one that is there. */
#include "records/import/parts.h"
#include "records/rules/rights.h"

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
    import_changed(row);
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
    row->ready.alone = import_alone(row);
    enum err e = record_create_ready(cx, &row->ready);
    if (e == OK) import_created(cx, row);
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
    TRY(import_match(cx, im, row, &there));
    if (there) return change(&writing, importer_plan(im), there, row, out);
    return create(&writing, row, out);
}
