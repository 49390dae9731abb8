/* subscription.c - the page of a subscription: what its period comes to and how that came about, and
 * what became of it. */
#include "entities.h"
#include "records/fields/field_type.h"
#include "web/pages/contracts/parts.h"
#include "web/pages/contracts/subscription.html.h"
#include "web/when.h"

/* That of today; of one that ended its last, of one that is to begin its first. */
static int64_t period_now(struct ctx *cx, const struct period_plan *plan,
                          const struct record *r, bool *out_over) {
    int64_t day = cx_today(cx);
    *out_over = r->values[SUBSCRIPTION_ENDED_ON].kind == V_INT
                && record_int(r, SUBSCRIPTION_ENDED_ON) <= day;
    if (*out_over) day = record_int(r, SUBSCRIPTION_ENDED_ON) - 1;
    int64_t n = period_of(plan, day);
    return n < 0 ? 0 : n;
}

static void choose_period(struct ctx *cx, struct str asked, struct subscription_view *v) {
    struct period_plan plan = subscription_plan(cx, v->subscription);
    bool over;
    int64_t n;
    v->number = period_now(cx, &plan, v->subscription, &over);
    v->last = v->number + !over;
    if (str_int(asked, &n) && n >= 1 && n - 1 <= v->last) v->number = n - 1;
    v->from = period_start(&plan, v->number);
    v->to = period_start(&plan, v->number + 1);
}

static void prorate(struct ctx *cx, struct subscription_view *v) {
    struct period_change *all =
        NEWS(cx->mem, (size_t)v->change_count + 1, struct period_change);
    int64_t sum;
    for (int i = 0; i < v->change_count; i++)
        all[i] =
            (struct period_change){record_int(&v->changes[i], SUBSCRIPTION_CHANGE_DAY),
                                   record_int(&v->changes[i], SUBSCRIPTION_CHANGE_AMOUNT)};
    v->part_count = period_parts(all, v->change_count, v->from, v->to, v->parts);
    bool fits = period_prorate(v->to - v->from, v->parts, v->part_count, &sum);
    v->sum = fits ? v_int(sum) : v_null();
}

enum err subscription_view_read(struct ctx *cx, const struct record *r, struct str period,
                                struct subscription_view *out) {
    struct record *changes;
    *out = (struct subscription_view){.subscription = r};
    TRY(subscription_changes(cx, r, &changes, &out->change_count));
    out->changes = changes;
    choose_period(cx, period, out);
    prorate(cx, out);
    return OK;
}

static enum err read_view(struct page *p, const struct record *r, void *state) {
    return subscription_view_read(p->cx, r, form_value(&p->query, "period"), state);
}

static void put_view(struct buf *out, struct ctx *cx, const void *state) {
    subscription_standing(out, cx, state);
}

enum err subscription_get(struct page *p) {
    struct subscription_view v;
    const struct record_part part = {read_view, put_view, &v};
    return record_page_send(p, &part);
}

const struct record *part_change(const struct subscription_view *v,
                                 const struct period_part *part) {
    int at = v->change_count - 1;
    while (at > 0 && record_int(&v->changes[at], SUBSCRIPTION_CHANGE_DAY) > part->from)
        at--;
    return &v->changes[at];
}

struct str change_price(struct ctx *cx, const struct record *change) {
    const struct field *f = change->entity->fields[SUBSCRIPTION_CHANGE_QUANTITY];
    struct str quantity = field_edit(cx, f, change->values[SUBSCRIPTION_CHANGE_QUANTITY]);
    struct str price = contracts_money(cx, change->values[SUBSCRIPTION_CHANGE_PRICE]);
    return str_format(cx->mem, "%.*s × %.*s", STR_ARG(quantity), STR_ARG(price));
}

struct str period_query(struct ctx *cx, const struct subscription_view *v, int later) {
    return str_format(cx->mem, "period=%d", (int)v->number + 1 + later);
}

struct str part_how(struct ctx *cx, const struct subscription_view *v,
                    const struct period_part *part) {
    return msg_format(cx->mem, cx->lang, MSG_SUBSCRIPTION_PART,
                      MSG_PARTS({"price", contracts_money(cx, v_int(part->price))},
                                {"days", cx_number(cx, part->to - part->from)},
                                {"all", cx_number(cx, v->to - v->from)}));
}
