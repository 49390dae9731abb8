#include "../../kit.h"
#include "entities.h"
#include "modules/sales/history.h"
#include "modules/sales/movement.h"
#include "persian/jalali.h"
#include "records/rules/rights.h"

enum { DEALS = 25, DAYS = 30, ACTS_A_DAY = 6, PEOPLE = 3 };

/* ---- Which days are kept ---- */

static void test_history__keeps_days_then_one_of_each_week_then_none(void **state) {
    (void)state;
    enum { ALL = 900 };
    int64_t today = 20000, days[ALL], gone[ALL];
    for (int i = 0; i < ALL; i++)
        days[i] = today - ALL + 1 + i;
    int count = history_thin(days, ALL, today, gone);
    int64_t kept = ALL - count;
    assert_true(kept <= HISTORY_DAYS);
    assert_true(kept >= HISTORY_DAILY + (HISTORY_WEEKLY - HISTORY_DAILY) / 7);
    for (int i = 0; i < count; i++)
        assert_true(gone[i] < today - HISTORY_DAILY);
}

static void test_history__a_week_with_one_day_keeps_it(void **state) {
    (void)state;
    const int64_t days[] = {19000 - 20, 19000 - 10, 19000};
    int64_t gone[3];
    assert_int_equal(history_thin(days, 3, 19000 + 200, gone), 0);
    assert_int_equal(history_thin(days, 3, 19000 + HISTORY_WEEKLY + 1, gone), 3);
    assert_int_equal(history_thin(days, 0, 19000, gone), 0);
}

/* ---- What moved ---- */

static const struct movement_of month = {.pipeline = 7, .first = 100, .before = 130};

static struct deal_state state_of(struct str outcome, int64_t close_on, int64_t amount) {
    return (struct deal_state){.there = true,
                               .owner = 1,
                               .pipeline = 7,
                               .amount = amount,
                               .outcome = outcome,
                               .close_on = v_int(close_on)};
}

static void test_movement__each_way_in_and_out_has_its_name(void **state) {
    (void)state;
    const struct str open = DEAL_OUTCOME_OPEN;
    struct deal_state absent = {0}, in = state_of(open, 110, 50),
                      more = state_of(open, 129, 80), later = state_of(open, 130, 50),
                      sooner = state_of(open, 99, 50),
                      won = state_of(DEAL_OUTCOME_WON, 110, 50),
                      lost = state_of(DEAL_OUTCOME_LOST, 110, 50), other = in;
    other.pipeline = 8;
    const struct {
        const struct deal_state *from, *to;
        enum movement_kind kind;
        int64_t change;
    } rows[] = {
        {&absent, &in, MOVEMENT_NEW, 50},     {&won, &in, MOVEMENT_NEW, 50},
        {&other, &in, MOVEMENT_NEW, 50},      {&later, &in, MOVEMENT_IN, 50},
        {&sooner, &more, MOVEMENT_IN, 80},    {&in, &more, MOVEMENT_GROWN, 30},
        {&more, &in, MOVEMENT_SHRUNK, -30},   {&in, &later, MOVEMENT_LATER, -50},
        {&in, &sooner, MOVEMENT_SOONER, -50}, {&in, &won, MOVEMENT_WON, -50},
        {&in, &lost, MOVEMENT_LOST, -50},     {&in, &absent, MOVEMENT_GONE, -50},
        {&in, &other, MOVEMENT_GONE, -50},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum movement_kind kind;
        int64_t change;
        assert_true(movement_told(&month, rows[i].from, rows[i].to, &kind, &change));
        assert_int_equal(kind, rows[i].kind);
        assert_int_equal(change, rows[i].change);
    }
    enum movement_kind kind;
    int64_t change;
    assert_false(movement_told(&month, &in, &in, &kind, &change));
    assert_false(movement_told(&month, &later, &sooner, &kind, &change));
}

/* ---- Over days on which anything happens ---- */

struct world {
    struct kit *k;
    struct ctx *cx;
    struct stage stages[PIPELINE_STAGES];
    int stage_count;
    int64_t party, ids[DEALS], owners[PEOPLE], teams[PEOPLE];
    uint64_t dice;
};

static int64_t below(struct world *w, int64_t n) {
    w->dice = w->dice * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)((w->dice >> 33) % (uint64_t)n);
}

static int64_t id_of(struct world *w, struct sql sql, const char *name) {
    int64_t id = 0;
    assert_int_equal(store_int(w->cx->db, sql, BIND(v_text(str_of(name))), &id), OK);
    return id;
}

static struct world begin(void) {
    const char *logins[PEOPLE] = {"sara", "reza", "nima"};
    struct world w = {.k = kit_create(), .dice = 1405};
    w.cx = kit_begin_as(w.k, "admin");
    struct record r = record_new(w.cx, entity_at(w.cx->catalog, "party"));
    r.values[PARTY_NAME] = v_text(STR("شرکت بهار"));
    assert_int_equal(record_create(w.cx, &r), OK);
    w.party = record_id(&r);
    struct stage first;
    assert_int_equal(stage_first(w.cx, 0, &first), OK);
    assert_int_equal(stages_of(w.cx, first.pipeline, w.stages, &w.stage_count), OK);
    for (int i = 0; i < PEOPLE; i++) {
        w.owners[i] = id_of(&w, SQL("SELECT id FROM \"user\" WHERE login = ?1"), logins[i]);
        w.teams[i] =
            id_of(&w, SQL("SELECT team FROM \"user\" WHERE login = ?1"), logins[i]);
    }
    return w;
}

static void fill(struct world *w, struct record *r) {
    int64_t owner = below(w, PEOPLE + 1);
    r->values[FIELD_OWNER] = owner < PEOPLE ? v_int(w->owners[owner]) : v_null();
    r->values[FIELD_PARTY] = v_int(w->party);
    r->values[DEAL_NAME] = v_text(STR("دستگاه"));
    r->values[DEAL_WIN] = v_text(STR("price"));
    r->values[DEAL_LOSS] = v_text(STR("price"));
    r->values[DEAL_STAGE] = v_int(w->stages[below(w, w->stage_count)].id);
    r->values[DEAL_AMOUNT] = below(w, 4) ? v_int(below(w, 5) * 987654321098 + 1) : v_null();
    r->values[DEAL_CLOSE_ON] =
        below(w, 5) ? v_int(cx_today(w->cx) + below(w, 90) - 30) : v_null();
}

static void act(struct world *w) {
    const struct entity *deal = entity_at(w->cx->catalog, "deal");
    int64_t *id = &w->ids[below(w, DEALS)];
    struct record r;
    if (!*id) {
        r = record_new(w->cx, deal);
        fill(w, &r);
        assert_int_equal(record_create(w->cx, &r), OK);
        *id = record_id(&r);
    } else if (below(w, 6) == 0) {
        assert_int_equal(record_delete(w->cx, deal, *id), OK);
        *id = 0;
    } else {
        assert_int_equal(record_get(w->cx, deal, *id, &r), OK);
        r = record_copy(w->cx, &r);
        fill(w, &r);
        assert_int_equal(record_change(w->cx, &r, NULL), OK);
    }
}

static int64_t open_of(const struct history_day *d) {
    int64_t sum = 0;
    for (int k = 0; k < FORECAST_KINDS; k++)
        sum += ended_amount(&d->kinds[k]).i;
    return sum;
}

/* What stood, and all that moved, give what stands: between any two days, and until now. */
static void moves_explain(struct world *w, const struct deal_reach *of, int64_t first) {
    struct history h;
    struct history_day now;
    int64_t pipeline = w->stages[0].pipeline;
    assert_int_equal(history_load(w->cx, of, pipeline, first, &h), OK);
    assert_int_equal(history_now(w->cx, of, pipeline, first, &now), OK);
    for (int i = 0; i < h.count; i += 7) {
        const struct history_day *to = i + 9 < h.count ? &h.days[i + 9] : &now;
        const struct movement_of m = {*of, pipeline, first, jalali_month_end(first) + 1};
        struct movement moved;
        assert_int_equal(movement_load(w->cx, &m, h.days[i].seq, to->seq, &moved), OK);
        int64_t sum = open_of(&h.days[i]);
        for (int k = 0; k < MOVEMENT_KINDS; k++)
            sum += total_divided(moved.change[k], 1).i;
        assert_int_equal(sum, open_of(to));
    }
}

static void test_history__moves_between_noted_days_explain_their_difference(void **state) {
    (void)state;
    struct world w = begin();
    for (int day = 0; day < DAYS; day++) {
        w.cx->now_ms += MS_PER_DAY;
        if (day % 10 != 3)
            assert_int_equal(history_note(w.cx), OK); /* else it was missed */
        for (int i = 0; i < ACTS_A_DAY; i++)
            act(&w);
        assert_int_equal(history_note(w.cx), OK);
    }
    int64_t this_month = jalali_month_start(cx_today(w.cx));
    for (int m = 0; m < 3; m++) {
        int64_t first = jalali_add_months(this_month, m - 1);
        moves_explain(&w, &(struct deal_reach){0}, first);
        moves_explain(&w, &(struct deal_reach){.owner = w.owners[0]}, first);
        moves_explain(&w, &(struct deal_reach){.teams = w.teams, .team_count = 1}, first);
    }
    kit_commit(w.k);
    kit_free(w.k);
}

static void test_history__a_day_is_noted_once_and_missed_days_are_absent(void **state) {
    (void)state;
    struct world w = begin();
    struct history h;
    int64_t first = jalali_month_start(cx_today(w.cx)), pipeline = w.stages[0].pipeline;
    const struct deal_reach all = {0};
    struct record r = record_new(w.cx, entity_at(w.cx->catalog, "deal"));
    r.values[FIELD_PARTY] = v_int(w.party);
    r.values[DEAL_NAME] = v_text(STR("دستگاه"));
    r.values[DEAL_AMOUNT] = v_int(500);
    r.values[DEAL_CLOSE_ON] = v_int(first);
    assert_int_equal(record_create(w.cx, &r), OK);
    assert_int_equal(history_note(w.cx), OK);
    r = record_copy(w.cx, &r);
    r.values[DEAL_AMOUNT] = v_int(900);
    assert_int_equal(record_change(w.cx, &r, NULL), OK);
    assert_int_equal(history_note(w.cx), OK); /* the day stays as it was noted */
    w.cx->now_ms += 3 * MS_PER_DAY;
    assert_int_equal(history_note(w.cx), OK);
    assert_int_equal(history_load(w.cx, &all, pipeline, first, &h), OK);
    assert_int_equal(h.count, 2);
    assert_int_equal(open_of(&h.days[0]), 500);
    assert_int_equal(open_of(&h.days[1]), 900);
    assert_int_equal(h.days[1].day - h.days[0].day, 3);
    kit_commit(w.k);
    kit_free(w.k);
}

static void test_history__page_tells_days_and_what_moved(void **state) {
    (void)state;
    struct world w = begin();
    struct record r = record_new(w.cx, entity_at(w.cx->catalog, "deal"));
    assert_int_equal(history_note(w.cx), OK);
    r.values[FIELD_PARTY] = v_int(w.party);
    r.values[FIELD_OWNER] = v_int(w.owners[0]);
    r.values[DEAL_NAME] = v_text(STR("پمپ کف‌کش"));
    r.values[DEAL_AMOUNT] = v_int(123450);
    r.values[DEAL_CLOSE_ON] = v_int(cx_today(w.cx));
    assert_int_equal(record_create(w.cx, &r), OK);
    kit_commit(w.k);
    struct reply page = kit_get(w.k, "admin", "/forecast/history");
    assert_int_equal(page.status, 200);
    assert_true(reply_has(&page, "<rect"));
    assert_true(reply_has(&page, "پمپ کف‌کش"));
    assert_true(reply_has(&page, "۱۲٬۳۴۵"));
    page = kit_get(w.k, "nima", "/forecast/history"); /* of another team */
    assert_int_equal(page.status, 200);
    assert_false(reply_has(&page, "پمپ کف‌کش"));
    assert_false(reply_has(&page, "۱۲٬۳۴۵"));
    page =
        kit_get(w.k, "admin", "/forecast/history?month=zz&from=1300-01-01&to=1300-01-02");
    assert_int_equal(page.status, 200);
    kit_free(w.k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_history__keeps_days_then_one_of_each_week_then_none),
        cmocka_unit_test(test_history__a_week_with_one_day_keeps_it),
        cmocka_unit_test(test_movement__each_way_in_and_out_has_its_name),
        cmocka_unit_test(test_history__moves_between_noted_days_explain_their_difference),
        cmocka_unit_test(test_history__a_day_is_noted_once_and_missed_days_are_absent),
        cmocka_unit_test(test_history__page_tells_days_and_what_moved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
