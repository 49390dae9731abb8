/* told.c - what is told of a deal beside its stage and amount: whom it competes with, what brought it,
 * what the customer asked for. By dice of its own, so that all else is as it was without it. */
#include "base/buf.h"
#include "cli/demo/world.h"
#include "entities.h"
#include "modules/sales/stays.h"

enum { RIVAL_PERCENT = 55, CAMPAIGN_PERCENT = 60, ASKED_PERCENT = 35, TWICE_PERCENT = 25 };
enum { TOLD_SEED = 4096 };
enum { RIVAL_NAME, RIVAL_STRENGTHS, RIVAL_WEAKNESSES, RIVAL_ANSWER };

static const struct str categories[WORLD_CATEGORIES] = {
    STR_INIT("دستگاه‌ها"), STR_INIT("خدمات و نگهداری"), STR_INIT("مواد مصرفی")};

static int64_t past(struct world *w) {
    return instant_at(w->first_day, 0, w->house->cx->zone_minutes);
}

static void make_rival(struct world *w, const struct str *row) {
    struct ctx *cx = w->house->cx;
    struct record r = record_new(cx, entity_at(cx->catalog, "competitor"));
    r.values[COMPETITOR_NAME] = v_text(row[RIVAL_NAME]);
    r.values[COMPETITOR_STRENGTHS] = v_text(row[RIVAL_STRENGTHS]);
    r.values[COMPETITOR_WEAKNESSES] = v_text(row[RIVAL_WEAKNESSES]);
    r.values[COMPETITOR_ANSWER] = v_text(row[RIVAL_ANSWER]);
    world_note(w, &r, past(w), &actor_program);
}

static void make_category(struct world *w, int at) {
    struct ctx *cx = w->house->cx;
    struct record r = record_new(cx, entity_at(cx->catalog, "product_category"));
    r.values[PRODUCT_CATEGORY_NAME] = v_text(categories[at]);
    r.values[PRODUCT_CATEGORY_POSITION] = v_int(at + 1);
    world_note(w, &r, past(w), &actor_program);
    w->categories[at] = record_id(&r);
}

/* What the first stages ask; none of it holds a deal back. */
static void make_questions(struct world *w) {
    static const struct {
        int64_t stage;
        struct str name, answered;
    } rows[] = {
        {0, STR_INIT("چه می‌خواهند و کی لازم دارند؟"),
         STR_INIT("words")},
        {0, STR_INIT("کاتالوگ فرستاده شد"), STR_INIT("tick")},
        {1, STR_INIT("چه کسی تصمیم می‌گیرد؟"), STR_INIT("words")},
        {1, STR_INIT("بودجه تأیید شد"), STR_INIT("tick")},
        {2, STR_INIT("پیشنهاد با مشتری مرور شد"), STR_INIT("tick")},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].stage >= w->open_stages) continue;
        struct record r =
            record_new(w->house->cx, entity_at(w->house->cx->catalog, "stage_question"));
        r.values[STAGE_QUESTION_NAME] = v_text(rows[i].name);
        r.values[STAGE_QUESTION_STAGE] = v_int(w->stages[rows[i].stage].id);
        r.values[STAGE_QUESTION_ANSWERED] = v_text(rows[i].answered);
        r.values[STAGE_QUESTION_POSITION] = v_int((int64_t)i + 1);
        world_note(w, &r, past(w), &actor_program);
    }
}

void told_begin(struct world *w) {
    for (int i = 0; i < list_rival.count; i++)
        make_rival(w, list_rival.rows[i]);
    for (int i = 0; i < WORLD_CATEGORIES; i++)
        make_category(w, i);
    make_questions(w);
}

static struct value features(struct world *w, struct dice *d) {
    struct str one = world_pick(d, &list_feature)[0],
               other = world_pick(d, &list_feature)[0];
    bool both = dice_percent(d, TWICE_PERCENT) && !str_eq(one, other);
    return v_text(
        both ? str_format(w->house->cx->mem, "|%.*s|%.*s|", STR_ARG(one), STR_ARG(other))
             : str_format(w->house->cx->mem, "|%.*s|", STR_ARG(one)));
}

/* How far it came, and how long it took: an open one stands where it stands, a lost one went no further
 * than some stage. */
static void told_way(struct world *w, struct dice *d, struct record *deal, int64_t day) {
    enum { LONGEST_DAYS = 18 };
    bool open = str_eq(record_str(deal, DEAL_OUTCOME), DEAL_OUTCOME_OPEN);
    bool won = str_eq(record_str(deal, DEAL_OUTCOME), DEAL_OUTCOME_WON);
    int last = won ? w->open_stages - 1 : (int)dice_low(d, w->open_stages);
    for (int i = 0; open && i < w->open_stages; i++)
        if (w->stages[i].id == record_int(deal, DEAL_STAGE)) last = i;
    int64_t days = 0;
    struct str stays = STR("");
    for (int i = 0; i < last + !open; i++) {
        int64_t stay = 1 + dice_low(d, LONGEST_DAYS);
        stays = stays_add(w->house->cx->mem, stays, w->stages[i].id, stay * MS_PER_DAY);
        days += stay;
    }
    if (stays.n) deal->values[DEAL_STAYS] = v_text(stays);
    deal->values[DEAL_FURTHEST] = v_int(w->stages[last].id);
    deal->values[DEAL_BEGAN_ON] = v_int(day - days);
}

void told_of(struct world *w, struct record *deal, int64_t day) {
    static const int sources[] = {25, 20, 10, 15, 12, 18};
    struct dice d = dice_of(w->seed + TOLD_SEED, (uint64_t)w->records);
    bool campaign = dice_percent(&d, CAMPAIGN_PERCENT);
    deal->values[DEAL_SOURCE] = world_choice(&d, deal->entity, DEAL_SOURCE, sources, 6);
    deal->values[DEAL_CATEGORY] = v_int(w->categories[dice_low(&d, WORLD_CATEGORIES)]);
    if (dice_percent(&d, RIVAL_PERCENT))
        deal->values[DEAL_RIVAL] = v_text(world_pick(&d, &list_rival)[RIVAL_NAME]);
    if (campaign) deal->values[DEAL_CAMPAIGN] = v_text(world_pick(&d, &list_campaign)[0]);
    if (dice_percent(&d, ASKED_PERCENT)) deal->values[DEAL_ASKED] = features(w, &d);
    if (w->open_stages) told_way(w, &d, deal, day);
}
