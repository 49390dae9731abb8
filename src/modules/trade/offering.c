#include "modules/trade/offering.h"

#include "entities.h"
#include "modules/people/consequence.h"
#include "modules/platform/recipient.h"
#include "modules/trade/approval.h"
#include "modules/trade/steps.h"
#include "records/rules/rights.h"

/* ---- Finding ---- */

static bool in_state(const struct record *r, struct str state) {
    return str_eq(record_str(r, QUOTE_STATE), state);
}

bool quote_over(const struct ctx *cx, const struct record *quote) {
    const struct value *until = &quote->values[QUOTE_VALID_UNTIL];
    return in_state(quote, QUOTE_STATE_SENT) && until->kind == V_INT
           && until->i < cx_today(cx);
}

/* A quote the actor may change, with its lines and figures. */
static enum err open_quote(struct ctx *cx, int64_t id, struct document *out) {
    struct record r;
    TRY(record_get(cx, entity_at(cx->catalog, "quote"), id, &r));
    TRY(rights_ask(cx, &r, ACT_EDIT));
    TRY(document_lines(cx, &shape_quote, &r, out));
    return document_figure(cx, out, NULL);
}

static enum err set_state(struct ctx *cx, struct record *quote, struct str state) {
    quote->values[QUOTE_STATE] = v_text(state);
    return document_write(cx, quote);
}

/* ---- Sending ---- */

static enum err check_sendable(struct ctx *cx, const struct document *d) {
    const struct record *r = &d->head;
    const struct field *const *fields = r->entity->fields;
    if (!in_state(r, QUOTE_STATE_DRAFT)) return problem(cx, NULL, MSG_QUOTE_NO_DRAFT);
    if (d->count == 0) problem(cx, NULL, MSG_QUOTE_EMPTY);
    if (record_int(r, QUOTE_DISCOUNT_AMOUNT) > d->sums.spread)
        problem(cx, fields[QUOTE_DISCOUNT_AMOUNT], MSG_QUOTE_REDUCED_OVER);
    if (record_int(r, QUOTE_VALID_UNTIL) < cx_today(cx))
        problem(cx, fields[QUOTE_VALID_UNTIL], MSG_QUOTE_OVER);
    return cx->problems ? ERR_INVALID : OK;
}

/* The version before this one is an offer no more. */
static enum err supersede(struct ctx *cx, const struct record *quote) {
    struct record before;
    int64_t id = record_int(quote, QUOTE_REPLACES);
    if (!id) return OK;
    enum err e = record_get_plain(cx, quote->entity, id, &before);
    if (e == ERR_ABSENT) return OK;
    TRY(e);
    bool offered = in_state(&before, QUOTE_STATE_SENT)
                   || in_state(&before, QUOTE_STATE_EXPIRED)
                   || in_state(&before, QUOTE_STATE_REFUSED);
    return offered ? set_state(cx, &before, QUOTE_STATE_SUPERSEDED) : OK;
}

static enum err send_now(struct ctx *cx, struct record *quote) {
    quote->values[QUOTE_SENT_AT] = v_int(cx->now_ms);
    TRY(supersede(cx, quote));
    return set_state(cx, quote, QUOTE_STATE_SENT);
}

enum err quote_send(struct ctx *cx, int64_t id) {
    struct allowance mine, steps[APPROVAL_STEPS];
    struct document d;
    bool below;
    int count;
    TRY(open_quote(cx, id, &d));
    TRY(check_sendable(cx, &d));
    TRY(document_settle(cx, &shape_quote, id));
    TRY(document_read(cx, &shape_quote, id, &d));
    TRY(document_figure(cx, &d, NULL));
    TRY(allowance_of_actor(cx, &mine));
    TRY(steps_needed(cx, &d, mine.limit, steps, &count, &below));
    if (count == 0) return send_now(cx, &d.head);
    TRY(steps_begin(cx, &d.head, steps, count, below));
    return set_state(cx, &d.head, QUOTE_STATE_WAITING);
}

/* ---- Approving ---- */

enum err quote_decidable(struct ctx *cx, const struct record *quote, bool *out) {
    struct record step;
    *out = false;
    if (!in_state(quote, QUOTE_STATE_WAITING)) return OK;
    if (rights_ask(cx, quote, ACT_EDIT) != OK) return OK;
    enum err e = step_waiting(cx, quote, &step);
    return e == ERR_ABSENT ? OK : e ? e : step_is_mine(cx, &step, out);
}

static enum err return_draft(struct ctx *cx, struct record *quote) {
    TRY(steps_drop(cx, quote));
    TRY(set_state(cx, quote, QUOTE_STATE_DRAFT));
    return recipient_tell(cx, record_int(quote, FIELD_OWNER), MSG_TOLD_QUOTE_RETURNED,
                          quote);
}

static enum err go_on(struct ctx *cx, struct record *quote) {
    struct record next;
    enum err e = step_waiting(cx, quote, &next);
    if (e == OK) return step_tell(cx, quote, &next);
    if (e != ERR_ABSENT) return e;
    TRY(send_now(cx, quote));
    return recipient_tell(cx, record_int(quote, FIELD_OWNER), MSG_TOLD_QUOTE_APPROVED,
                          quote);
}

enum err quote_decide(struct ctx *cx, int64_t id, bool yes, struct str note) {
    struct document d;
    struct record step;
    bool mine;
    TRY(open_quote(cx, id, &d));
    if (!in_state(&d.head, QUOTE_STATE_WAITING))
        return problem(cx, NULL, MSG_QUOTE_NOT_WAITING);
    TRY(step_waiting(cx, &d.head, &step));
    TRY(step_is_mine(cx, &step, &mine));
    if (!mine) return ERR_DENIED;
    TRY(step_decide(cx, &step, yes, note));
    return yes ? go_on(cx, &d.head) : return_draft(cx, &d.head);
}

/* ---- Another version ---- */

/* What belongs to one version alone, and is not taken over. */
static void begin_version(struct ctx *cx, const struct record *old, struct record *r) {
    static const int own[] = {FIELD_ID,          FIELD_EXTERNAL_ID, FIELD_CREATED_AT,
                              FIELD_CREATED_BY,  FIELD_VERSION,     QUOTE_SENT_AT,
                              QUOTE_ANSWERED_AT, QUOTE_ANSWERED_BY, QUOTE_ANSWER};
    int64_t root = record_int(old, QUOTE_ROOT);
    int64_t days = record_int(old, QUOTE_VALID_UNTIL) - record_int(old, QUOTE_DATE);
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        r->values[own[i]] = v_null();
    r->values[QUOTE_STATE] = v_text(QUOTE_STATE_DRAFT);
    r->values[QUOTE_VERSION_NUMBER] = v_int(record_int(old, QUOTE_VERSION_NUMBER) + 1);
    r->values[QUOTE_ROOT] = v_int(root ? root : record_id(old));
    r->values[QUOTE_REPLACES] = v_int(record_id(old));
    r->values[QUOTE_DATE] = v_int(cx_today(cx));
    r->values[QUOTE_VALID_UNTIL] = v_int(cx_today(cx) + (days > 0 ? days : 0));
}

static void begin_line(struct record *line, int64_t head) {
    static const int own[] = {FIELD_ID, FIELD_EXTERNAL_ID, FIELD_CREATED_AT,
                              FIELD_CREATED_BY, FIELD_VERSION};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        line->values[own[i]] = v_null();
    line->values[QUOTE_LINE_QUOTE] = v_int(head);
}

static enum err later_version(struct ctx *cx, const struct record *old, bool *out) {
    return store_exists(cx->db,
                        SQL("SELECT 1 FROM quote WHERE party = ?1 AND replaces = ?2"),
                        BIND(old->values[FIELD_PARTY], v_int(record_id(old))), out);
}

enum err quote_revise(struct ctx *cx, int64_t id, int64_t *out_id) {
    struct document d;
    bool newer;
    TRY(open_quote(cx, id, &d));
    TRY(later_version(cx, &d.head, &newer));
    if (newer) return problem(cx, NULL, MSG_QUOTE_NEWER);
    if (in_state(&d.head, QUOTE_STATE_DRAFT) || in_state(&d.head, QUOTE_STATE_WAITING)
        || in_state(&d.head, QUOTE_STATE_ACCEPTED))
        return problem(cx, NULL, MSG_QUOTE_NO_REVISION);
    struct record r = record_copy(cx, &d.head);
    begin_version(cx, &d.head, &r);
    TRY(document_create(cx, &r));
    for (int i = 0; i < d.count; i++) {
        begin_line(&d.lines[i], record_id(&r));
        TRY(document_create(cx, &d.lines[i]));
    }
    *out_id = record_id(&r);
    return OK;
}

/* ---- The answer ---- */

static enum err answer(struct ctx *cx, struct record *r, bool yes, struct str by,
                       struct str said) {
    struct str to = yes ? QUOTE_STATE_ACCEPTED : QUOTE_STATE_REFUSED;
    if (in_state(r, to)) return OK;
    if (!in_state(r, QUOTE_STATE_SENT)) return problem(cx, NULL, MSG_QUOTE_NOT_SENT);
    if (yes && quote_over(cx, r)) return problem(cx, NULL, MSG_QUOTE_OVER);
    const struct field *const *fields = r->entity->fields;
    r->values[QUOTE_ANSWERED_AT] = v_int(cx->now_ms);
    r->values[QUOTE_ANSWERED_BY] =
        v_text(utf8_first(by, (size_t)fields[QUOTE_ANSWERED_BY]->max));
    if (said.n)
        r->values[QUOTE_ANSWER] =
            v_text(utf8_first(said, (size_t)fields[QUOTE_ANSWER]->max));
    TRY(set_state(cx, r, to));
    return recipient_tell(cx, record_int(r, FIELD_OWNER),
                          yes ? MSG_TOLD_QUOTE_ACCEPTED : MSG_TOLD_QUOTE_REFUSED, r);
}

enum err quote_answer(struct ctx *cx, int64_t id, bool yes, struct str by,
                      struct str said) {
    struct record r;
    TRY(record_get(cx, entity_at(cx->catalog, "quote"), id, &r));
    TRY(rights_ask(cx, &r, ACT_EDIT));
    return answer(cx, &r, yes, by, said);
}

enum err quote_answer_proven(struct ctx *cx, int64_t id, bool yes, struct str by,
                             struct str said) {
    struct record r;
    TRY(record_get_plain(cx, entity_at(cx->catalog, "quote"), id, &r));
    return answer(cx, &r, yes, by, said);
}

/* ---- What follows ---- */

enum err quote_to_deal(struct ctx *cx, int64_t id) {
    struct document d;
    struct record deal;
    TRY(open_quote(cx, id, &d));
    if (!in_state(&d.head, QUOTE_STATE_ACCEPTED))
        return problem(cx, NULL, MSG_QUOTE_NOT_ACCEPTED);
    TRY(record_get(cx, entity_at(cx->catalog, "deal"), record_int(&d.head, QUOTE_DEAL),
                   &deal));
    deal.values[DEAL_AMOUNT] = d.head.values[QUOTE_TOTAL];
    return record_change(cx, &deal, NULL);
}

static enum err find_order(struct ctx *cx, const struct record *quote, int64_t *out) {
    enum err e = store_int(cx->db,
                           SQL("SELECT id FROM sales_order WHERE party = ?1 AND quote = ?2"
                               " ORDER BY id LIMIT 1"),
                           BIND(quote->values[FIELD_PARTY], v_int(record_id(quote))), out);
    return e;
}

/* Fields of both kinds of head by the same meaning. */
static struct record order_of(struct ctx *cx, const struct record *quote) {
    static const int same[][2] = {{QUOTE_DEAL, SALES_ORDER_DEAL},
                                  {QUOTE_DISCOUNT, SALES_ORDER_DISCOUNT},
                                  {QUOTE_DISCOUNT_AMOUNT, SALES_ORDER_DISCOUNT_AMOUNT},
                                  {QUOTE_GROSS, SALES_ORDER_GROSS},
                                  {QUOTE_REDUCTION, SALES_ORDER_REDUCTION},
                                  {QUOTE_NET, SALES_ORDER_NET},
                                  {QUOTE_TAX_AMOUNT, SALES_ORDER_TAX_AMOUNT},
                                  {QUOTE_TOTAL, SALES_ORDER_TOTAL},
                                  {FIELD_PARTY, FIELD_PARTY},
                                  {FIELD_OWNER, FIELD_OWNER},
                                  {FIELD_TEAM, FIELD_TEAM}};
    struct record r = record_new(cx, entity_at(cx->catalog, "sales_order"));
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        r.values[same[i][1]] = quote->values[same[i][0]];
    r.values[SALES_ORDER_QUOTE] = v_int(record_id(quote));
    r.values[SALES_ORDER_DATE] = v_int(cx_today(cx));
    r.values[SALES_ORDER_PLACED_AT] = v_int(cx->now_ms);
    return r;
}

/* The fields of both kinds of line stand in the same places. */
static enum err order_line(struct ctx *cx, const struct record *line, int64_t order) {
    struct record r = record_new(cx, entity_at(cx->catalog, "sales_order_line"));
    for (int i = QUOTE_LINE_POSITION; i <= QUOTE_LINE_TOTAL; i++)
        r.values[i] = line->values[i];
    r.values[FIELD_PARTY] = line->values[FIELD_PARTY];
    r.values[FIELD_OWNER] = line->values[FIELD_OWNER];
    r.values[FIELD_TEAM] = line->values[FIELD_TEAM];
    r.values[SALES_ORDER_LINE_SALES_ORDER] = v_int(order);
    return document_create(cx, &r);
}

enum err order_from_quote(struct ctx *cx, int64_t id, int64_t *out_id) {
    struct document d;
    TRY(open_quote(cx, id, &d));
    if (!in_state(&d.head, QUOTE_STATE_ACCEPTED))
        return problem(cx, NULL, MSG_QUOTE_NOT_ACCEPTED);
    if (!rights_some(cx, entity_at(cx->catalog, "sales_order"), ACT_CREATE))
        return ERR_DENIED;
    enum err there = find_order(cx, &d.head, out_id);
    if (there != ERR_ABSENT) return there;
    struct record order = order_of(cx, &d.head);
    TRY(document_create(cx, &order));
    for (int i = 0; i < d.count; i++)
        TRY(order_line(cx, &d.lines[i], record_id(&order)));
    *out_id = record_id(&order);
    return OK;
}

/* ---- Every hour ---- */

enum { EXPIRED_AT_ONCE = 100 };

enum err quotes_expire(struct ctx *cx, struct job *job, bool *out_more) {
    int64_t ids[EXPIRED_AT_ONCE];
    struct rows rows;
    int count = 0;
    (void)job;
    TRY(store_query(cx->db,
                    SQL("SELECT id FROM quote WHERE state = 'sent' AND valid_until < ?1"
                        " ORDER BY id LIMIT ?2"),
                    BIND(v_int(cx_today(cx)), v_int(EXPIRED_AT_ONCE)), &rows));
    while (count < EXPIRED_AT_ONCE && rows_next(&rows))
        ids[count++] = rows_int(&rows, 0);
    TRY(rows_done(&rows));
    for (int i = 0; i < count; i++) {
        struct record r;
        TRY(record_get_plain(cx, entity_at(cx->catalog, "quote"), ids[i], &r));
        TRY(set_state(cx, &r, QUOTE_STATE_EXPIRED));
    }
    *out_more = count == EXPIRED_AT_ONCE;
    return OK;
}
