/* qualify.c - what was found out about a customer, what its deals depend on, and the rules that give
 * customers points. */
#include "cli/demo/world.h"

#include "entities.h"

enum { ASKED_PERCENT = 40, UNFIT_PERCENT = 6, COMPANY_MORE = 8, ASKED_DAYS = 10 };
enum { QUALIFY_DICE = 1 << 30 }; /* apart from the customer's own */

/* How many of a hundred are won, by where they came from. */
static int won_percent(struct str source) {
    static const struct {
        struct str source;
        int percent;
    } rows[] = {
        {STR_INIT("referral"), 84}, {STR_INIT("call"), 68},     {STR_INIT("website"), 52},
        {STR_INIT("fair"), 34},     {STR_INIT("campaign"), 26}, {STR_INIT("social"), 18},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_eq(rows[i].source, source)) return rows[i].percent;
    return 50;
}

/* Each answer, how often it is given, and how many of a hundred more are won by it. */
static void answer(struct customer *c, struct dice *d, struct record *r, int field) {
    static const int weights[] = {55, 25, 20}, more[] = {9, 0, -18};
    int at = dice_weighted(d, weights, 3);
    r->values[field] = v_text(r->entity->fields[field]->choices->choices[at].key);
    c->won_percent += more[at];
}

static void put_aside(struct world *w, struct dice *d, struct record *r) {
    static const int weights[] = {20, 25, 10, 25, 10, 5, 5};
    r->values[QUALIFICATION_RESULT] = v_text(FITNESS_UNFIT);
    r->values[QUALIFICATION_REASON] =
        world_choice(d, w->qualification, QUALIFICATION_REASON, weights, 7);
}

void customer_qualify(struct world *w, struct customer *c, struct str source) {
    static const int asked[] = {QUALIFICATION_NEED, QUALIFICATION_BUDGET,
                                QUALIFICATION_AUTHORITY, QUALIFICATION_TIME};
    struct dice d = dice_of(w->seed, (uint64_t)c->number + QUALIFY_DICE);
    c->won_percent = won_percent(source) + (c->company ? COMPANY_MORE : 0);
    bool new = c->day + ASKED_DAYS >= w->today; /* nobody asked yet */
    if (new || !dice_percent(&d, ASKED_PERCENT)) return;
    struct record r = record_new(w->house->cx, w->qualification);
    r.values[FIELD_PARTY] = v_int(c->id);
    r.values[QUALIFICATION_RESULT] = v_text(FITNESS_FIT);
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        answer(c, &d, &r, asked[i]);
    if (dice_percent(&d, UNFIT_PERCENT)) put_aside(w, &d, &r);
    int64_t at = c->since_ms + dice_between(&d, 1, ASKED_DAYS) * MS_PER_DAY;
    world_note(w, &r, at, c->owner);
}

/* ---- Rules ---- */

static const struct {
    struct str name, about, condition;
    int points;
} rules[] = {
    {STR_INIT("از معرفی آمده"), STR_INIT("party"), STR_INIT("source = referral"), 20},
    {STR_INIT("سازمانی در تهران"), STR_INIT("party"),
     STR_INIT("kind = organisation and city = \"تهران\""), 15},
    {STR_INIT("سه ستاره یا بیشتر"), STR_INIT("party"), STR_INIT("rating >= 3"), 10},
    {STR_INIT("معامله باز با مبلغ بزرگ"), STR_INIT("deal"), STR_INIT("amount >= 30000000"),
     15},
    {STR_INIT("اجازه تماس نداده"), STR_INIT("party"), STR_INIT("consent_call = no"), -10},
};

void rules_make(struct world *w) {
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct record r = record_new(w->house->cx, w->score_rule);
        r.values[SCORE_RULE_NAME] = v_text(rules[i].name);
        r.values[SCORE_RULE_ABOUT] = v_text(rules[i].about);
        r.values[SCORE_RULE_CONDITION] = v_text(rules[i].condition);
        r.values[SCORE_RULE_POINTS] = v_int(rules[i].points);
        world_note(w, &r, w->now_ms, &actor_program);
    }
}
