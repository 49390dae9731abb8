/* subscription.c - the page of a subscription: what its period comes to and how that came about, and
 * what became of it. */
#include "entities.h"
#include "records/fields/field_type.h"
#include "web/pages/contracts/parts.h"
#include "web/pages/contracts/subscription.html.h"
#include "web/when.h"

/* The period of today; of one that ended its last, of one that is to begin its first. */
static void choose_period(struct ctx *cx, struct subscription_view *v) {
    const struct record *r = v->subscription;
    struct period_plan plan = subscription_plan(cx, r);
    int64_t day = cx_today(cx);
    if (r->values[SUBSCRIPTION_ENDED_ON].kind == V_INT
        && record_int(r, SUBSCRIPTION_ENDED_ON) <= day)
        day = record_int(r, SUBSCRIPTION_ENDED_ON) - 1;
    int64_t n = period_of(&plan, day);
    if (n < 0) n = 0;
    v->from = period_start(&plan, n);
    v->to = period_start(&plan, n + 1);
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

static enum err read_view(struct page *p, const struct record *r, void *state) {
    struct subscription_view *v = state;
    struct record *changes;
    *v = (struct subscription_view){.subscription = r};
    TRY(subscription_changes(p->cx, r, &changes, &v->change_count));
    v->changes = changes;
    choose_period(p->cx, v);
    prorate(p->cx, v);
    return OK;
}

static void put_view(struct buf *out, struct ctx *cx, const void *state) {
    subscription_standing(out, cx, state);
}

enum err subscription_get(struct page *p) {
    struct subscription_view v;
    const struct record_part part = {read_view, put_view, &v};
    return record_page_send(p, &part);
}

struct str part_how(struct ctx *cx, const struct subscription_view *v,
                    const struct period_part *part) {
    return msg_format(cx->mem, cx->lang, MSG_SUBSCRIPTION_PART,
                      MSG_PARTS({"price", contracts_money(cx, v_int(part->price))},
                                {"days", cx_number(cx, part->to - part->from)},
                                {"all", cx_number(cx, v->to - v->from)}));
}
