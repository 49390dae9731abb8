/* quote_rules.c - what holds of a quote with every write: what was sent is never changed, and what
 * nobody said has its ordinary value. */
#include "entities.h"
#include "modules/trade/document.h"
#include "records/rules/settings.h"

static bool is_draft(const struct record *r) {
    return str_eq(record_str(r, QUOTE_STATE), QUOTE_STATE_DRAFT);
}

static void quote_open(struct ctx *cx, const struct record *head,
                       const struct field *beside) {
    if (!is_draft(head)) problem(cx, beside, MSG_QUOTE_CLOSED);
}

const struct shape shape_quote = {.head = "quote",
                                  .line = "quote_line",
                                  .date = QUOTE_DATE,
                                  .discount = QUOTE_DISCOUNT,
                                  .discount_amount = QUOTE_DISCOUNT_AMOUNT,
                                  .gross = QUOTE_GROSS,
                                  .reduction = QUOTE_REDUCTION,
                                  .net = QUOTE_NET,
                                  .tax_amount = QUOTE_TAX_AMOUNT,
                                  .total = QUOTE_TOTAL,
                                  .open = quote_open};

static void fill_quote(struct ctx *cx, struct record *new) {
    int64_t days = settings_int(cx->settings, "offer.days");
    struct value *v = new->values;
    if (v[QUOTE_STATE].kind == V_NULL) v[QUOTE_STATE] = v_text(QUOTE_STATE_DRAFT);
    if (v[QUOTE_VERSION_NUMBER].kind == V_NULL) v[QUOTE_VERSION_NUMBER] = v_int(1);
    if (v[QUOTE_DATE].kind == V_NULL) v[QUOTE_DATE] = v_int(cx_today(cx));
    if (v[QUOTE_VALID_UNTIL].kind == V_NULL)
        v[QUOTE_VALID_UNTIL] = v_int(v[QUOTE_DATE].i + days);
    if (v[QUOTE_VALID_UNTIL].i < v[QUOTE_DATE].i)
        problem(cx, new->entity->fields[QUOTE_VALID_UNTIL], MSG_QUOTE_BACKWARDS);
}

/* What may change for ever: who looks after it, and what only we read. */
static bool stays_open(int field) {
    static const int open[] = {FIELD_OWNER,      FIELD_TEAM,       FIELD_EXTERNAL_ID,
                               FIELD_CHANGED_AT, FIELD_CHANGED_BY, FIELD_VERSION,
                               QUOTE_NOTE};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (field == open[i]) return true;
    return false;
}

static void check_kept(struct ctx *cx, const struct record *old, const struct record *new) {
    for (int i = 0; i < new->entity->field_count; i++)
        if (!stays_open(i) && !new->entity->fields[i]->custom
            && !value_eq(old->values[i], new->values[i]))
            problem(cx, new->entity->fields[i], MSG_QUOTE_CLOSED);
}

/* A deal is of the same customer. */
static enum err check_deal(struct ctx *cx, const struct record *old,
                           const struct record *new) {
    const struct field *link = new->entity->fields[QUOTE_DEAL];
    struct record deal;
    if (new->values[QUOTE_DEAL].kind == V_NULL) return OK;
    if (old && value_eq(old->values[QUOTE_DEAL], new->values[QUOTE_DEAL])) return OK;
    enum err e = record_get_plain(cx, link->to, record_int(new, QUOTE_DEAL), &deal);
    if (e == OK && value_eq(deal.values[FIELD_PARTY], new->values[FIELD_PARTY])) return OK;
    return e == OK || e == ERR_ABSENT ? problem(cx, link, MSG_QUOTE_DEAL_ELSEWHERE) : e;
}

static enum err quote_check(struct ctx *cx, const struct record *old, struct record *new) {
    if (cx->verbatim) return OK;
    if (old && !is_draft(old)) {
        check_kept(cx, old, new);
        return OK;
    }
    fill_quote(cx, new);
    enum err e = check_deal(cx, old, new);
    return e == OK || e == ERR_INVALID ? document_head_check(cx, old, new) : e;
}

/* A draft is not sent by taking back that it became one; what was sent keeps its figures. */
static enum err quote_back(struct ctx *cx, const struct record *now,
                           const struct record *then) {
    if (!now || !then || is_draft(then)) return OK;
    if (is_draft(now)) return problem(cx, NULL, MSG_QUOTE_CLOSED);
    struct record same = record_copy(cx, then);
    static const int told[] = {QUOTE_STATE, QUOTE_SENT_AT, QUOTE_ANSWERED_AT,
                               QUOTE_ANSWERED_BY, QUOTE_ANSWER};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        same.values[told[i]] = now->values[told[i]];
    check_kept(cx, now, &same);
    return OK;
}

const struct entity_rules rules_quote = {.name = "quote",
                                         .check = quote_check,
                                         .back = quote_back,
                                         .saved = document_head_saved};
const struct entity_rules rules_quote_line = {.name = "quote_line",
                                              .check = document_line_check,
                                              .back = document_line_back,
                                              .saved = document_line_saved};
