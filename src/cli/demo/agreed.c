/* agreed.c - what goes on with a customer: contracts of those who bought, and subscriptions that
 * grew, shrank or ended. */
#include "cli/demo/world.h"

#include "entities.h"
#include "modules/contracts/subscription.h"
#include "modules/contracts/terms.h"
#include "modules/trade/lines.h"
#include "persian/jalali.h"

enum { AGREED_DICE = 0x5EA1 /* apart from those that make the rest */ };
enum { AGREED_PERCENT = 30, CHANGE_PERCENT = 45, END_PERCENT = 18, AGREED_MONTHS = 15 };
enum { TERM_MONTHS = 12, NOTICE_DAYS = 30, LEAST_PRICE = 8, MOST_PRICE = 60 };
#define PRICE_STEP INT64_C(1000000) /* rials */

static const char *const services[] = {"پشتیبانی و نگهداری دوره‌ای",
                                       "سرویس سالانهٔ دستگاه", "اشتراک قطعه و فیلتر",
                                       "پایش از راه دور"};
enum { SERVICES = sizeof services / sizeof *services };

/* ---- The contract ---- */

/* Terms that were over by now went on by themselves. */
static void set_term(const struct world *w, struct record *r, int64_t day) {
    struct period_plan plan = {terms_calendar(w->house->cx), day, TERM_MONTHS};
    int64_t run = period_of(&plan, w->today) + 1, end = period_start(&plan, run) - 1;
    int64_t notice = end - NOTICE_DAYS, due = notice - TERMS_REMIND_DAYS;
    r->values[CONTRACT_START_ON] = v_int(day);
    r->values[CONTRACT_MONTHS] = v_int(TERM_MONTHS);
    r->values[CONTRACT_TERMS_RUN] = v_int(run);
    r->values[CONTRACT_END_ON] = v_int(end);
    r->values[CONTRACT_NOTICE_DAYS] = v_int(NOTICE_DAYS);
    r->values[CONTRACT_NOTICE_ON] = v_int(notice);
    r->values[CONTRACT_DUE_ON] = v_int(due);
}

static int64_t note_contract(struct world *w, struct customer *c, struct dice *d,
                             struct str subject, int64_t price, int64_t day) {
    struct record r = record_new(w->house->cx, w->contract);
    r.values[FIELD_PARTY] = v_int(c->id);
    r.values[CONTRACT_SUBJECT] = v_text(subject);
    r.values[CONTRACT_STATE] = v_text(CONTRACT_STATE_ACTIVE);
    r.values[CONTRACT_RENEWAL] =
        v_text(dice_percent(d, AGREED_PERCENT) ? CONTRACT_RENEWAL_AGREEMENT
                                               : CONTRACT_RENEWAL_AUTOMATIC);
    r.values[CONTRACT_AMOUNT] = v_int(price * TERM_MONTHS);
    set_term(w, &r, day);
    world_note(w, &r, customer_moment(w, c, day), c->owner);
    return record_id(&r);
}

/* ---- The subscription, change by change ---- */

static struct str move_of(int64_t before, int64_t after) {
    if (!before) return SUBSCRIPTION_MOVE_NEW;
    if (!after) return SUBSCRIPTION_MOVE_CHURN;
    return after > before ? SUBSCRIPTION_MOVE_EXPANSION : SUBSCRIPTION_MOVE_CONTRACTION;
}

/* On that day, and not before the subscription itself. */
static void note_change(struct world *w, struct customer *c, const struct record *s,
                        int64_t before, int64_t day) {
    struct record r = record_new(w->house->cx, w->subscription_change);
    int64_t after = subscription_monthly(s), at = customer_moment(w, c, day);
    int64_t made = id_time_ms(record_id(s)) + MS_PER_MINUTE;
    r.values[FIELD_PARTY] = v_int(c->id);
    r.values[SUBSCRIPTION_CHANGE_SUBSCRIPTION] = v_int(record_id(s));
    r.values[SUBSCRIPTION_CHANGE_DAY] = v_int(day);
    r.values[SUBSCRIPTION_CHANGE_KIND] = v_text(move_of(before, after));
    r.values[SUBSCRIPTION_CHANGE_QUANTITY] = s->values[SUBSCRIPTION_QUANTITY];
    r.values[SUBSCRIPTION_CHANGE_PRICE] = s->values[SUBSCRIPTION_PRICE];
    r.values[SUBSCRIPTION_CHANGE_AMOUNT] = v_int(after);
    r.values[SUBSCRIPTION_CHANGE_BEFORE] = v_int(before);
    r.values[SUBSCRIPTION_CHANGE_AFTER] = v_int(after);
    world_note(w, &r, at > made ? at : made, c->owner);
}

static void end_at(struct record *s, struct dice *d, int64_t day) {
    static const int reasons[] = {25, 20, 25, 15, 10, 5};
    s->values[SUBSCRIPTION_STATE] = v_text(SUBSCRIPTION_STATE_ENDED);
    s->values[SUBSCRIPTION_ENDED_ON] = v_int(day);
    s->values[SUBSCRIPTION_REASON] =
        world_choice(d, s->entity, SUBSCRIPTION_REASON, reasons, 6);
}

/* One more or one fewer, or no more at all; how it then stands. */
static void change(struct world *w, struct customer *c, struct dice *d, struct record *s) {
    int64_t first = record_int(s, SUBSCRIPTION_CHANGES_ON),
            before = subscription_monthly(s);
    if (first + 1 >= w->today || !dice_percent(d, CHANGE_PERCENT + END_PERCENT)) return;
    int64_t day = dice_between(d, first + 1, w->today - 1);
    int64_t quantity = record_int(s, SUBSCRIPTION_QUANTITY);
    bool ends = dice_percent(d, END_PERCENT);
    bool grows = quantity == QUANTITY_ONE || dice_percent(d, 100 - AGREED_PERCENT);
    s->values[SUBSCRIPTION_CHANGES_ON] = v_int(day);
    if (ends)
        end_at(s, d, day);
    else
        s->values[SUBSCRIPTION_QUANTITY] =
            v_int(quantity + (grows ? QUANTITY_ONE : -QUANTITY_ONE));
    note_change(w, c, s, before, day);
}

/* Noted as it is now; its values follow while its changes are made. */
static void note_subscription(struct world *w, struct customer *c, struct dice *d,
                              struct record *s, int64_t day) {
    s->values[FIELD_PARTY] = v_int(c->id);
    s->values[SUBSCRIPTION_QUANTITY] = v_int(dice_between(d, 1, 3) * QUANTITY_ONE);
    s->values[SUBSCRIPTION_PERIOD] = v_text(SUBSCRIPTION_PERIOD_MONTH);
    s->values[SUBSCRIPTION_STATE] = v_text(SUBSCRIPTION_STATE_ACTIVE);
    s->values[SUBSCRIPTION_START_ON] = s->values[SUBSCRIPTION_CHANGES_ON] = v_int(day);
    world_note(w, s, customer_moment(w, c, day), c->owner);
    note_change(w, c, s, 0, day);
    change(w, c, d, s);
    struct period_plan plan = subscription_plan(w->house->cx, s);
    int64_t monthly = subscription_monthly(s);
    s->values[SUBSCRIPTION_MONTHLY] = v_int(monthly);
    if (monthly)
        s->values[SUBSCRIPTION_NEXT_ON] =
            v_int(period_start(&plan, period_of(&plan, w->today) + 1));
}

void customer_agree(struct world *w, struct customer *c) {
    struct dice d = dice_of(w->seed ^ AGREED_DICE, (uint64_t)c->number);
    int64_t since = jalali_add_months(w->today, -AGREED_MONTHS);
    int64_t first = c->day > since ? c->day : since;
    if (!c->company || first >= w->today - 1 || !dice_percent(&d, AGREED_PERCENT)) return;
    int64_t day = dice_between(&d, first, w->today - 1);
    int64_t price = dice_between(&d, LEAST_PRICE, MOST_PRICE) * PRICE_STEP;
    struct str what = str_of(services[dice_low(&d, SERVICES)]);
    struct record s = record_new(w->house->cx, w->subscription);
    s.values[SUBSCRIPTION_NAME] = v_text(what);
    s.values[SUBSCRIPTION_PRICE] = v_int(price);
    s.values[SUBSCRIPTION_CONTRACT] = v_int(note_contract(w, c, &d, what, price, day));
    note_subscription(w, c, &d, &s, day);
}
