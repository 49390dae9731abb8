/* sale.c - what was, and is to be, sold to a customer: deals in the stages of the first
 * pipeline. */
#include "cli/demo/world.h"

#include "base/buf.h"
#include "entities.h"
#include "persian/jalali.h"
#include "store/store.h"

enum { DEAL_PERCENT = 35, OPEN_PERCENT = 45, SALE_DAYS = 90 };
enum {
    QUOTED_FROM = 2,
    TARGET_MONTHS = 3,
    TARGET_OF_PARTY = 250000,
    TARGET_STEP = 10000000
};
enum { LEAST_MILLIONS = 8, MOST_MILLIONS = 900, RIAL_OF_MILLION = 1000000 };

static void read_stage(struct world *w, struct rows *rows) {
    struct world_stage *s = &w->stages[w->stage_count++];
    *s = (struct world_stage){.id = rows_int(rows, 0),
                              .pipeline = rows_int(rows, 1),
                              .outcome = str_dup(w->mem, rows_text(rows, 2)),
                              .probability = rows_int(rows, 3)};
    w->open_stages += str_eq(s->outcome, DEAL_OUTCOME_OPEN);
}

enum err world_stages_read(struct world *w) {
    struct rows rows;
    TRY(store_query(w->house->cx->db,
                    SQL("SELECT id, pipeline, outcome, probability FROM deal_stage"
                        " WHERE pipeline = (SELECT id FROM pipeline"
                        " ORDER BY position, id LIMIT 1)"
                        " ORDER BY outcome = 'open' DESC, position, id LIMIT ?1"),
                    BIND(v_int(WORLD_STAGES)), &rows));
    while (w->stage_count < WORLD_STAGES && rows_next(&rows))
        read_stage(w, &rows);
    return rows_done(&rows);
}

/* An open one, more often an early one; else one of those that ended as `outcome`. */
static const struct world_stage *stage_of(struct world *w, struct customer *c) {
    struct dice *d = &c->dice;
    if (w->open_stages && dice_percent(d, OPEN_PERCENT))
        return &w->stages[dice_low(d, w->open_stages)];
    struct str outcome =
        dice_percent(d, c->won_percent) ? DEAL_OUTCOME_WON : DEAL_OUTCOME_LOST;
    for (int i = 0; i < w->stage_count; i++)
        if (str_eq(w->stages[i].outcome, outcome)) return &w->stages[i];
    return NULL;
}

static int64_t begin_day(struct world *w, struct customer *c, bool open) {
    int64_t first = open && w->today - SALE_DAYS > c->day ? w->today - SALE_DAYS : c->day;
    return dice_between(&c->dice, first, w->today - 1);
}

static void end_deal(struct customer *c, struct record *r, int64_t day) {
    static const int won[] = {20, 25, 20, 10, 15, 8, 2};
    static const int lost[] = {30, 22, 10, 8, 14, 10, 3, 3};
    r->values[DEAL_CLOSED_ON] = v_int(day);
    if (str_eq(record_str(r, DEAL_OUTCOME), DEAL_OUTCOME_LOST))
        r->values[DEAL_LOSS] = world_choice(&c->dice, r->entity, DEAL_LOSS, lost, 8);
    else
        r->values[DEAL_WIN] = world_choice(&c->dice, r->entity, DEAL_WIN, won, 7);
}

/* What is open went through all before; what was won, through all; what was lost, through some. */
static void note_stages(struct world *w, const struct record *r,
                        const struct world_stage *s) {
    struct dice d = dice_of(w->seed, (uint64_t)record_id(r));
    enum passed_end end = PASSED_OPEN;
    int64_t count = s - w->stages;
    if (str_eq(s->outcome, DEAL_OUTCOME_WON)) end = PASSED_WON, count = w->open_stages;
    if (str_eq(s->outcome, DEAL_OUTCOME_LOST))
        end = PASSED_LOST, count = dice_below(&d, w->open_stages + 1);
    for (int64_t i = 0; i < count; i++)
        world_pass(w, (struct world_passed){record_int(r, FIELD_PARTY), record_id(r),
                                            w->stages[i].id, end});
}

/* Whole as it came to be; nobody is told. */
static void make_deal(struct world *w, struct customer *c) {
    struct dice *d = &c->dice;
    const struct world_stage *s = stage_of(w, c);
    if (!s) return;
    bool open = str_eq(s->outcome, DEAL_OUTCOME_OPEN);
    int64_t day = begin_day(w, c, open), at = customer_moment(w, c, day);
    struct record r = record_new(w->house->cx, w->deal);
    r.values[FIELD_PARTY] = v_int(c->id);
    r.values[DEAL_NAME] =
        v_text(str_join(w->house->cx->mem, STR("فروش "), world_pick(d, &list_product)[0]));
    r.values[DEAL_PIPELINE] = v_int(s->pipeline);
    r.values[DEAL_STAGE] = v_int(s->id);
    r.values[DEAL_OUTCOME] = v_text(s->outcome);
    r.values[DEAL_PROBABILITY] = v_int(s->probability);
    r.values[DEAL_STAGE_AT] = v_int(at);
    r.values[DEAL_AMOUNT] =
        v_int((LEAST_MILLIONS + dice_low(d, MOST_MILLIONS)) * RIAL_OF_MILLION);
    r.values[DEAL_CLOSE_ON] = v_int(day + dice_between(d, 7, SALE_DAYS));
    if (!open) end_deal(c, &r, day);
    told_of(w, &r, day);
    world_note(w, &r, at, c->owner);
    note_stages(w, &r, s);
    if (str_eq(s->outcome, DEAL_OUTCOME_WON)) customer_order(w, c, record_id(&r), day);
    if (open && s - w->stages >= QUOTED_FROM && w->deals < 0) customer_quote(w, c, &r, day);
}

void customer_buy(struct world *w, struct customer *c, int64_t deals) {
    if (deals < 0) deals = dice_percent(&c->dice, DEAL_PERCENT);
    for (int64_t i = 0; i < deals; i++)
        make_deal(w, c);
}

void targets_make(struct world *w, int64_t parties) {
    struct ctx *cx = w->house->cx;
    int64_t amount = (parties * TARGET_OF_PARTY / TARGET_STEP + 1) * TARGET_STEP;
    for (int month = 0; month < TARGET_MONTHS; month++)
        for (int i = 0; i < w->staff_count; i++) {
            struct record r = record_new(cx, entity_at(cx->catalog, "sales_target"));
            r.values[SALES_TARGET_MONTH] = v_int(jalali_add_months(w->today, -month));
            r.values[SALES_TARGET_PERSON] = v_int(w->staff[i].user);
            r.values[SALES_TARGET_AMOUNT] = v_int(amount);
            world_note(w, &r, w->now_ms, &actor_program);
        }
}
