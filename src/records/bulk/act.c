#include "records/bulk/act.h"

#include "records/fields/field_type.h"

bool bulk_takes(const struct field *f) {
    static const char *const apart[] = {"auto_number", "file", "image"};
    if (!field_present(f) || !f->type || f->hidden || f->read_only) return false;
    if (f->unique || f->at == FIELD_PARTY) return false;
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
        if (str_is(str_of(f->type->name), apart[i])) return false;
    return true;
}

/* What the record holds already, and the new items. */
static enum err joined(struct ctx *cx, const struct field *f, struct value old,
                       struct value *v) {
    bool list = f->type->ops & OP_HAS;
    if (!list || old.kind != V_TEXT || v->kind != V_TEXT) return OK;
    return field_parse(cx, f, str_join(cx->mem, old.s, v->s), v);
}

static enum err set_field(struct ctx *cx, const struct bulk_plan *plan, int64_t id) {
    struct record r;
    struct value v = plan->value;
    TRY(record_get(cx, plan->entity, id, &r));
    TRY(joined(cx, plan->field, r.values[plan->field->at], &v));
    r.values[plan->field->at] = v;
    return record_change(cx, &r, NULL);
}

static bool refusal(enum err e) {
    return e == ERR_INVALID || e == ERR_DENIED || e == ERR_CONFLICT || e == ERR_LIMIT;
}

static void note_reason(struct bulk_count *count, struct str text) {
    int i = 0;
    while (i < count->reason_count && !str_eq(count->reasons[i].text, text))
        i++;
    if (i == BULK_REASONS) return;
    if (i == count->reason_count)
        count->reasons[count->reason_count++] = (struct bulk_reason){text, 0};
    count->reasons[i].count++;
}

static void note_refusal(struct ctx *cx, struct bulk_count *count) {
    count->refused++;
    note_reason(count, cx->problems ? cx->problems->text : cx_msg(cx, MSG_BULK_NO_RIGHT));
    cx->problems = cx->last_problem = NULL;
}

enum err bulk_act(struct ctx *cx, const struct bulk_plan *plan, int64_t id,
                  struct bulk_count *count) {
    struct store *store = reader_store(cx->db);
    TRY(store_savepoint(store));
    enum err e =
        plan->field ? set_field(cx, plan, id) : record_delete(cx, plan->entity, id);
    if (e == OK || e == ERR_ABSENT) {
        count->done += e == OK;
        return store_savepoint_keep(store);
    }
    store_savepoint_undo(store);
    if (!refusal(e)) return e;
    note_refusal(cx, count);
    return OK;
}
