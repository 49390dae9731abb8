#include "modules/trade/steps.h"

#include "entities.h"
#include "modules/people/consequence.h"
#include "modules/platform/recipient.h"
#include "records/data/row.h"
#include "records/rules/rights.h"
#include "store/query.h"

/* ---- Which ---- */

enum err steps_needed(struct ctx *cx, const struct document *d, int64_t limit,
                      struct allowance out[APPROVAL_STEPS], int *out_count,
                      bool *out_below) {
    struct allowance approvers[APPROVAL_ROLES];
    int count;
    const struct offered *all = document_offered(cx, d);
    TRY(approvers_read(cx, approvers, &count));
    *out_count = approval_chain(all, d->count, limit, approvers, count, out);
    *out_below = offers_below(all, d->count);
    return OK;
}

/* ---- Reading ---- */

enum err steps_all(struct ctx *cx, const struct record *quote, struct record **out,
                   int *out_count) {
    const struct entity *e = entity_at(cx->catalog, "quote_approval");
    struct query q = query_in(cx->mem);
    struct rows rows;
    struct record *all = NEWS(cx->mem, APPROVALS_SHOWN, struct record);
    int count = 0;
    query_add(&q, SQL("SELECT "));
    buf_put(&q.text, e->plan->all.columns);
    query_add(&q, SQL(" FROM quote_approval t WHERE t.party = "));
    query_bind(&q, quote->values[FIELD_PARTY]);
    query_add(&q, SQL(" AND t.quote = "));
    query_bind(&q, v_int(record_id(quote)));
    query_add(&q, SQL(" ORDER BY t.id LIMIT "));
    query_number(&q, APPROVALS_SHOWN);
    TRY(query_run(cx->db, &q, &rows));
    while (count < APPROVALS_SHOWN && rows_next(&rows))
        all[count++] = row_read(cx, e, &rows);
    *out = all;
    *out_count = count;
    return rows_done(&rows);
}

static bool waits(const struct record *step) {
    return str_eq(record_str(step, QUOTE_APPROVAL_DECISION), APPROVAL_DECISION_WAITING);
}

enum err step_waiting(struct ctx *cx, const struct record *quote, struct record *out) {
    struct record *all;
    int count;
    TRY(steps_all(cx, quote, &all, &count));
    for (int i = 0; i < count; i++)
        if (waits(&all[i])) {
            *out = all[i];
            return OK;
        }
    return ERR_ABSENT;
}

enum err step_is_mine(struct ctx *cx, const struct record *step, bool *out) {
    *out = cx->actor->administrator;
    if (*out || !record_int(step, QUOTE_APPROVAL_ROLE)) return OK;
    return store_exists(cx->db, SQL("SELECT 1 FROM \"user\" WHERE id = ?1 AND role = ?2"),
                        BIND(v_int(cx->actor->user), step->values[QUOTE_APPROVAL_ROLE]),
                        out);
}

/* ---- Writing ---- */

static enum err begin_step(struct ctx *cx, const struct record *quote, int number,
                           const struct allowance *a, bool below) {
    struct record r = record_new(cx, entity_at(cx->catalog, "quote_approval"));
    r.values[FIELD_PARTY] = quote->values[FIELD_PARTY];
    r.values[QUOTE_APPROVAL_QUOTE] = v_int(record_id(quote));
    r.values[QUOTE_APPROVAL_STEP] = v_int(number);
    if (a->role) r.values[QUOTE_APPROVAL_ROLE] = v_int(a->role);
    r.values[QUOTE_APPROVAL_REASON] =
        v_text(below ? APPROVAL_REASON_COST : APPROVAL_REASON_DISCOUNT);
    r.values[QUOTE_APPROVAL_DECISION] = v_text(APPROVAL_DECISION_WAITING);
    return document_create(cx, &r);
}

enum err steps_begin(struct ctx *cx, const struct record *quote,
                     const struct allowance *steps, int count, bool below) {
    struct record first;
    for (int i = 0; i < count; i++)
        TRY(begin_step(cx, quote, i + 1, &steps[i], below));
    TRY(step_waiting(cx, quote, &first));
    return step_tell(cx, quote, &first);
}

enum err step_decide(struct ctx *cx, struct record *step, bool yes, struct str note) {
    size_t most = (size_t)step->entity->fields[QUOTE_APPROVAL_NOTE]->max;
    step->values[QUOTE_APPROVAL_DECISION] =
        v_text(yes ? APPROVAL_DECISION_APPROVED : APPROVAL_DECISION_RETURNED);
    step->values[QUOTE_APPROVAL_BY] = v_int(cx->actor->user);
    step->values[QUOTE_APPROVAL_AT] = v_int(cx->now_ms);
    if (note.n) step->values[QUOTE_APPROVAL_NOTE] = v_text(utf8_first(note, most));
    return document_write(cx, step);
}

enum err steps_drop(struct ctx *cx, const struct record *quote) {
    struct record *all;
    enum err e = OK;
    int count;
    TRY(steps_all(cx, quote, &all, &count));
    const struct actor *before = consequence_begin(cx);
    for (int i = 0; i < count && e == OK; i++)
        if (waits(&all[i])) e = record_delete(cx, all[i].entity, record_id(&all[i]));
    consequence_end(cx, before);
    return e;
}

/* ---- Telling ---- */

enum { TOLD_MOST = 50 };

enum err step_tell(struct ctx *cx, const struct record *quote, const struct record *step) {
    int64_t users[TOLD_MOST];
    struct rows rows;
    int count = 0;
    TRY(store_query(cx->db,
                    SQL("SELECT u.id FROM \"user\" u JOIN role r ON r.id = u.role"
                        " WHERE u.active = 1 AND (u.role = ?1"
                        " OR (?1 = 0 AND r.administrator = 1)) ORDER BY u.id LIMIT ?2"),
                    BIND(v_int(record_int(step, QUOTE_APPROVAL_ROLE)), v_int(TOLD_MOST)),
                    &rows));
    while (count < TOLD_MOST && rows_next(&rows))
        users[count++] = rows_int(&rows, 0);
    TRY(rows_done(&rows));
    for (int i = 0; i < count; i++)
        TRY(recipient_tell(cx, users[i], MSG_TOLD_QUOTE_WAITS, quote));
    return OK;
}
