/* demo.c - fills an empty organisation with believable customers, calls and tasks over
 * three Solar Hijri years up to yesterday. The same seed on the same day gives the same
 * records. */
#include "base/arena.h"
#include "cli/commands.h"
#include "cli/demo/world.h"
#include "cli/progress.h"
#include "cli/tell.h"
#include "persian/jalali.h"
#include "server/machine.h"
#include "store/search.h"

enum { PARTIES_STANDARD = 2000, PARTIES_MOST = 10000000, PARTIES_AT_ONCE = 2000 };
enum { DEALS_MOST = 10000000, ORDERS_MOST = 10000000 };

static const struct option options[] = {
    OPTION_DATA,
    OPTION_ORG,
    {"parties", "N", MSG_CLI_OPTION_PARTIES},
    {"deals", "N", MSG_CLI_OPTION_DEALS},
    {"orders", "N", MSG_CLI_OPTION_ORDERS},
    {"seed", "S", MSG_CLI_OPTION_SEED},
    {NULL},
};

static struct world begin(struct house *h, int64_t seed, int64_t parties) {
    const struct catalog *c = h->cx->catalog;
    int64_t today = cx_today(h->cx);
    return (struct world){
        .house = h,
        .mem = h->call->mem,
        .seed = (uint64_t)seed,
        .today = today,
        .first_day = jalali_add_months(today, -WORLD_MONTHS),
        .now_ms = instant_at(today, 0, h->cx->zone_minutes),
        .party = entity_at(c, "party"),
        .interaction = entity_at(c, "interaction"),
        .task = entity_at(c, "task"),
        .relationship = entity_at(c, "relationship"),
        .contact = entity_at(c, "contact_point"),
        .address = entity_at(c, "postal_address"),
        .deal = entity_at(c, "deal"),
        .visit = entity_at(c, "field_visit"),
        .visit_plan = entity_at(c, "visit_plan"),
        .product = entity_at(c, "product"),
        .qualification = entity_at(c, "qualification"),
        .score_rule = entity_at(c, "score_rule"),
        .order = entity_at(c, "sales_order"),
        .order_line = entity_at(c, "sales_order_line"),
        .quote = entity_at(c, "quote"),
        .quote_line = entity_at(c, "quote_line"),
        .request = entity_at(c, "request"),
        .contract = entity_at(c, "contract"),
        .subscription = entity_at(c, "subscription"),
        .subscription_change = entity_at(c, "subscription_change"),
        .companies = NEWS(h->call->mem, (size_t)parties, int64_t),
    };
}

/* Customers come evenly over the years, each after the one before. */
/* Of `all`, spread evenly over the customers, what the one of this number gets. */
static int64_t share(int64_t all, int64_t number, int64_t parties) {
    return all < 0 ? -1 : all * (number + 1) / parties - all * number / parties;
}

static void make_customer(struct world *w, int64_t number, int64_t parties) {
    struct customer c = {.number = number, .dice = dice_of(w->seed, (uint64_t)number)};
    c.day = w->first_day + (w->today - 1 - w->first_day) * number / parties;
    c.owner = &w->staff[dice_below(&c.dice, w->staff_count)];
    customer_make(w, &c);
    customer_live(w, &c);
    customer_rounds(w, &c);
    customer_buy(w, &c, share(w->deals, number, parties));
    customer_order_more(w, &c, share(w->orders, number, parties));
    customer_agree(w, &c);
}

static enum err make_some(struct world *w, int64_t from, int64_t parties) {
    int64_t end = from + PARTIES_AT_ONCE < parties ? from + PARTIES_AT_ONCE : parties;
    TRY(house_begin(w->house));
    world_enter(w);
    if (from == 0) TRY(staff_make(w));
    if (from == 0) TRY(world_stages_read(w));
    if (from == 0) told_begin(w);
    if (from == 0) goods_make(w);
    for (int64_t i = from; i < end; i++)
        make_customer(w, i, parties);
    if (end == parties) rules_make(w), targets_make(w, parties);
    return world_do(w);
}

static int make_all(struct world *w, int64_t parties) {
    struct progress bar = progress_begin(w->house->call, MSG_CLI_DEMO_BAR, parties);
    int status = EXIT_GOOD;
    for (int64_t i = 0; i < parties && status == EXIT_GOOD; i += PARTIES_AT_ONCE) {
        status = house_end(w->house, make_some(w, i, parties));
        progress_move(&bar, i + PARTIES_AT_ONCE);
    }
    progress_end(&bar);
    return status;
}

/* Leave indexes and the planner as a long life would. */
static enum err tidy(struct house *h) {
    TRY(house_begin(h));
    for (int i = 0; i < h->cx->catalog->count; i++) {
        const struct entity *e = h->cx->catalog->entities[i];
        if (e->searched) TRY(search_tidy(h->cx->writer, e->name));
    }
    return OK;
}

static int settle(struct house *h) {
    int status = house_end(h, tidy(h));
    if (status != EXIT_GOOD) return status;
    enum err e = store_analyse(h->store);
    if (e == OK) e = store_checkpoint(h->store);
    return e == OK ? status : tell_error(h->call, e, str_of(store_message(h->store)));
}

/* Numbers that must be unique would meet those of an earlier demo. */
static int check_empty(struct house *h) {
    bool there = true;
    enum err e =
        store_exists(h->cx->db, SQL("SELECT 1 FROM party LIMIT 1"), BIND_NONE, &there);
    if (e != OK) return tell_error(h->call, e, str_of(store_message(h->store)));
    return there ? tell_failure(h->call, MSG_CLI_DEMO_NOT_EMPTY, NULL) : EXIT_GOOD;
}

static int demo(struct call *call) {
    struct house h;
    int64_t parties, deals, orders, seed, begun_us = machine_tick_us();
    if (!call_number(call, "parties", 1, PARTIES_MOST, PARTIES_STANDARD, &parties)
        || !call_number(call, "deals", 0, DEALS_MOST, -1, &deals)
        || !call_number(call, "orders", 0, ORDERS_MOST, 0, &orders)
        || !call_number(call, "seed", INT64_MIN, INT64_MAX, 1, &seed))
        return EXIT_USAGE;
    int status = house_open(call, HOUSE_BULK, &h);
    if (status != EXIT_GOOD) return status;
    struct world w = begin(&h, seed, parties);
    w.tells_days = parties <= PARTIES_AT_ONCE;
    w.deals = deals;
    w.orders = orders;
    status = check_empty(&h);
    if (status == EXIT_GOOD) status = make_all(&w, parties);
    if (status == EXIT_GOOD) status = settle(&h);
    house_close(&h);
    if (status != EXIT_GOOD) return status;
    int64_t ms = (machine_tick_us() - begun_us) / 1000 + 1;
    tell(call, MSG_CLI_DEMO_MADE,
         MSG_PARTS({"parties", str_format(call->mem, "%lld", (long long)parties)},
                   {"records", str_format(call->mem, "%lld", (long long)w.records)},
                   {"seconds", str_format(call->mem, "%lld.%lld", (long long)(ms / 1000),
                                          (long long)(ms % 1000 / 100))}));
    return EXIT_GOOD;
}

const struct command command_demo = {
    .name = "demo", .about = MSG_CLI_DEMO, .options = options, .run = demo};
