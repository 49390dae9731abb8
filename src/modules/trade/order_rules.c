/* order_rules.c - what holds of an order with every write: one that came of a quote keeps its
 * figures, one by itself gives no more discount than its maker may. */
#include "entities.h"
#include "modules/trade/approval.h"
#include "modules/trade/document.h"

static bool is_placed(const struct record *r) {
    return str_eq(record_str(r, SALES_ORDER_STATE), ORDER_STATE_PLACED);
}

static void order_open(struct ctx *cx, const struct record *head,
                       const struct field *beside) {
    if (head->values[SALES_ORDER_QUOTE].kind != V_NULL)
        problem(cx, beside, MSG_ORDER_OF_QUOTE);
    else if (!is_placed(head))
        problem(cx, beside, MSG_ORDER_CLOSED);
}

/* Nobody asks for approval of an order: what needs one is offered in a quote. */
static enum err order_judge(struct ctx *cx, const struct document *d) {
    const struct offered *all = document_offered(cx, d);
    struct allowance mine;
    TRY(allowance_of_actor(cx, &mine));
    for (int i = 0; i < d->count; i++)
        if (!offer_allowed(&all[i], mine.limit))
            return problem(cx, NULL, MSG_ORDER_NEEDS_QUOTE);
    return OK;
}

const struct shape shape_order = {.head = "sales_order",
                                  .line = "sales_order_line",
                                  .date = SALES_ORDER_DATE,
                                  .discount = SALES_ORDER_DISCOUNT,
                                  .discount_amount = SALES_ORDER_DISCOUNT_AMOUNT,
                                  .gross = SALES_ORDER_GROSS,
                                  .reduction = SALES_ORDER_REDUCTION,
                                  .net = SALES_ORDER_NET,
                                  .tax_amount = SALES_ORDER_TAX_AMOUNT,
                                  .total = SALES_ORDER_TOTAL,
                                  .open = order_open,
                                  .judge = order_judge};

/* What comes after what. */
static bool may_follow(struct str from, struct str to) {
    const struct {
        struct str from, to;
    } ways[] = {{ORDER_STATE_PLACED, ORDER_STATE_CONFIRMED},
                {ORDER_STATE_PLACED, ORDER_STATE_DELIVERED},
                {ORDER_STATE_PLACED, ORDER_STATE_CANCELLED},
                {ORDER_STATE_CONFIRMED, ORDER_STATE_PLACED},
                {ORDER_STATE_CONFIRMED, ORDER_STATE_DELIVERED},
                {ORDER_STATE_CONFIRMED, ORDER_STATE_CANCELLED},
                {ORDER_STATE_CANCELLED, ORDER_STATE_PLACED},
                {ORDER_STATE_CANCELLED, ORDER_STATE_CONFIRMED}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (str_eq(from, ways[i].from) && str_eq(to, ways[i].to)) return true;
    return str_eq(from, to);
}

static bool discounts_differ(const struct record *old, const struct record *new) {
    return !value_eq(old->values[SALES_ORDER_DISCOUNT], new->values[SALES_ORDER_DISCOUNT])
           || !value_eq(old->values[SALES_ORDER_DISCOUNT_AMOUNT],
                        new->values[SALES_ORDER_DISCOUNT_AMOUNT]);
}

static enum err order_check(struct ctx *cx, const struct record *old, struct record *new) {
    const struct field *const *fields = new->entity->fields;
    if (cx->verbatim) return OK;
    if (new->values[SALES_ORDER_DATE].kind == V_NULL)
        new->values[SALES_ORDER_DATE] = v_int(cx_today(cx));
    if (!old) new->values[SALES_ORDER_PLACED_AT] = v_int(cx->now_ms);
    if (!old && !is_placed(new)) problem(cx, fields[SALES_ORDER_STATE], MSG_ORDER_BEGINS);
    if (old
        && !may_follow(record_str(old, SALES_ORDER_STATE),
                       record_str(new, SALES_ORDER_STATE)))
        problem(cx, fields[SALES_ORDER_STATE], MSG_ORDER_STATE_WAY);
    if (old && !discounts_differ(old, new)) return OK;
    if (old) order_open(cx, old, fields[SALES_ORDER_DISCOUNT]);
    return document_head_check(cx, old, new);
}

/* A discount on the whole comes back where the order is open, to who may give it. */
static enum err order_back(struct ctx *cx, const struct record *now,
                           const struct record *then) {
    if (!now || !then || !discounts_differ(now, then)) return OK;
    struct record order = record_copy(cx, then);
    order_open(cx, now, NULL);
    return cx->problems ? ERR_INVALID : document_head_check(cx, now, &order);
}

const struct entity_rules rules_sales_order = {.name = "sales_order",
                                               .check = order_check,
                                               .back = order_back,
                                               .saved = document_head_saved};
const struct entity_rules rules_sales_order_line = {.name = "sales_order_line",
                                                    .check = document_line_check,
                                                    .back = document_line_back,
                                                    .saved = document_line_saved};
