#include "../../kit.h"
#include "entities.h"
#include "modules/sales/forecast.h"
#include "modules/sales/funnel.h"
#include "modules/sales/sums.h"
#include "persian/jalali.h"
#include "records/data/list.h"
#include "records/rules/rights.h"

enum { DEALS = 40, ACTS = 400, PEOPLE = 3 };

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

/* sara and reza are of one team, nima is of another. */
static void read_people(struct world *w) {
    const char *logins[PEOPLE] = {"sara", "reza", "nima"};
    for (int i = 0; i < PEOPLE; i++) {
        w->owners[i] = id_of(w, SQL("SELECT id FROM \"user\" WHERE login = ?1"), logins[i]);
        w->teams[i] =
            id_of(w, SQL("SELECT team FROM \"user\" WHERE login = ?1"), logins[i]);
    }
}

static struct world begin(void) {
    struct world w = {.k = kit_create(), .dice = 1405};
    w.cx = kit_begin_as(w.k, "admin");
    struct record r = record_new(w.cx, entity_at(w.cx->catalog, "party"));
    r.values[PARTY_NAME] = v_text(STR("شرکت بهار"));
    r.values[PARTY_KIND] = v_text(PARTY_KIND_ORGANISATION);
    assert_int_equal(record_create(w.cx, &r), OK);
    w.party = record_id(&r);
    struct stage first;
    assert_int_equal(stage_first(w.cx, 0, &first), OK);
    assert_int_equal(stages_of(w.cx, first.pipeline, w.stages, &w.stage_count), OK);
    read_people(&w);
    return w;
}

/* Anything a person may change. */
static void fill(struct world *w, struct record *r) {
    int64_t owner = below(w, PEOPLE + 1);
    r->values[FIELD_OWNER] = owner < PEOPLE ? v_int(w->owners[owner]) : v_null();
    r->values[FIELD_PARTY] = v_int(w->party);
    r->values[DEAL_NAME] = v_text(STR("دستگاه"));
    r->values[DEAL_WIN] = v_text(STR("price"));
    r->values[DEAL_LOSS] = v_text(STR("price"));
    r->values[DEAL_STAGE] = v_int(w->stages[below(w, w->stage_count)].id);
    r->values[DEAL_AMOUNT] =
        below(w, 4) ? v_int(below(w, 5) * 987654321098 + below(w, 1000)) : v_null();
    r->values[DEAL_CLOSE_ON] =
        below(w, 4) ? v_int(cx_today(w->cx) + below(w, 400) - 100) : v_null();
    if (below(w, 3) == 0) r->values[DEAL_PROBABILITY] = v_int(below(w, 101));
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
    } else if (below(w, 4) == 0) {
        assert_int_equal(record_delete(w->cx, deal, *id), OK);
        *id = 0;
    } else {
        assert_int_equal(record_get(w->cx, deal, *id, &r), OK);
        r = record_copy(w->cx, &r);
        fill(w, &r);
        assert_int_equal(record_change(w->cx, &r, NULL), OK);
    }
}

static void same_sum(const struct forecast_sum *a, const struct forecast_sum *b) {
    assert_int_equal(a->count, b->count);
    assert_int_equal(forecast_amount(a).i, forecast_amount(b).i);
    assert_int_equal(forecast_weighed(a).i, forecast_weighed(b).i);
}

/* The heads of a board say what its columns hold. */
static void same_heads(struct world *w) {
    const struct entity *deal = entity_at(w->cx->catalog, "deal");
    struct board_sum heads[PIPELINE_STAGES] = {0};
    for (int i = 0; i < w->stage_count; i++)
        heads[i].to = w->stages[i].id;
    assert_int_equal(sums_of_stages(w->cx, heads, w->stage_count), OK);
    for (int i = 0; i < w->stage_count; i++) {
        struct value stage = v_int(w->stages[i].id);
        struct filter of = {.kind = FILTER_TERM,
                            .field = deal->fields[DEAL_STAGE],
                            .op = FILTER_EQ,
                            .values = &stage,
                            .count = 1};
        struct list_query q = {.entity = deal, .filter = &of};
        struct list_total total;
        int64_t count;
        assert_int_equal(list_count(w->cx, &q, 0, &count), OK);
        assert_int_equal(list_total(w->cx, &q, deal->fields[DEAL_AMOUNT],
                                    deal->fields[DEAL_PROBABILITY], &total),
                         OK);
        assert_int_equal(heads[i].count, count);
        assert_int_equal(heads[i].sum.i, total.sum.i);
        if (stage_open(&w->stages[i]))
            assert_int_equal(heads[i].weighted.i, total.weighted.i);
    }
}

static void same_forecast(struct world *w, const struct deal_reach *of) {
    struct forecast kept, counted;
    forecast_begin(&kept, CALENDAR_JALALI, cx_today(w->cx));
    counted = kept;
    assert_int_equal(forecast_load(w->cx, of, w->stages, w->stage_count, &kept), OK);
    assert_int_equal(forecast_count(w->cx, of, w->stages, w->stage_count, &counted), OK);
    for (int i = 0; i < FORECAST_ROWS; i++) {
        same_sum(&kept.rows[i].all, &counted.rows[i].all);
        for (int k = 0; k < FORECAST_KINDS; k++)
            same_sum(&kept.rows[i].kinds[k], &counted.rows[i].kinds[k]);
    }
    for (int i = 0; i < w->stage_count; i++)
        same_sum(&kept.stages[i], &counted.stages[i]);
}

static struct funnel funnel_of(struct world *w, const struct deal_reach *of,
                               enum span_kind kind, int64_t day) {
    const struct funnel_ask ask = {*of, span_at(CALENDAR_JALALI, kind, day),
                                   w->stages[0].pipeline};
    struct funnel f;
    assert_int_equal(funnel_load(w->cx, &ask, w->stages, w->stage_count, &f), OK);
    return f;
}

/* Counted anew from the deals, the funnel says what it said. */
static void same_funnel(struct world *w, const struct deal_reach *of, enum span_kind kind) {
    int64_t today = cx_today(w->cx);
    struct funnel kept = funnel_of(w, of, kind, today);
    assert_int_equal(funnel_begin(w->cx), OK);
    struct funnel counted = funnel_of(w, of, kind, today);
    assert_true(kept.began > 0 || kind != SPAN_YEAR);
    assert_int_equal(kept.began, counted.began);
    assert_int_equal(kept.won, counted.won);
    assert_int_equal(kept.open, counted.open);
    assert_int_equal(kept.untold, counted.untold);
    assert_int_equal(kept.count, counted.count);
    for (int i = 0; i < kept.count; i++) {
        const struct funnel_stage *a = &kept.stages[i], *b = &counted.stages[i];
        assert_int_equal(a->reached, b->reached);
        assert_int_equal(a->here, b->here);
        assert_int_equal(a->left, b->left);
        assert_int_equal(a->median_days, b->median_days);
        assert_int_equal(ended_amount(&a->lost).i, ended_amount(&b->lost).i);
    }
}

/* What left a stage in a quarter is what left it in its months. */
static void same_in_months(struct world *w) {
    const struct deal_reach all = {0};
    struct span quarter = span_at(CALENDAR_JALALI, SPAN_QUARTER, cx_today(w->cx));
    struct funnel whole = funnel_of(w, &all, SPAN_QUARTER, quarter.first);
    int64_t left[PIPELINE_STAGES] = {0};
    for (int month = 0; month < 3; month++) {
        int64_t day = jalali_add_months(quarter.first, month);
        struct funnel f = funnel_of(w, &all, SPAN_MONTH, day);
        for (int i = 0; i < f.count; i++)
            left[i] += f.stages[i].left;
    }
    for (int i = 0; i < whole.count; i++)
        assert_int_equal(whole.stages[i].left, left[i]);
}

/* Everybody's, each person's, each team's, and one's within a team. */
static void same_as_counted(struct world *w) {
    same_heads(w);
    same_in_months(w);
    for (int kind = 0; kind < SPAN_KINDS; kind++) {
        same_funnel(w, &(struct deal_reach){0}, kind);
        same_funnel(w, &(struct deal_reach){.teams = w->teams, .team_count = 1}, kind);
    }
    same_forecast(w, &(struct deal_reach){0});
    for (int i = 0; i < PEOPLE; i++) {
        const int64_t teams[] = {w->teams[i], w->teams[0]};
        same_forecast(w, &(struct deal_reach){.owner = w->owners[i]});
        same_forecast(w, &(struct deal_reach){.teams = teams, .team_count = 2});
        same_forecast(w, &(struct deal_reach){w->owners[i], teams, 1});
    }
}

static void test_sums__equal_what_is_counted_whatever_happens(void **state) {
    (void)state;
    struct world w = begin();
    for (int i = 0; i < ACTS; i++) {
        act(&w);
        w.cx->now_ms += 5 * MS_PER_HOUR;
        if (i % 40 == 39) same_as_counted(&w);
    }
    same_as_counted(&w);
    assert_int_equal(sums_begin(w.cx), OK); /* counted anew they are the same */
    same_as_counted(&w);
    assert_int_equal(sums_begin(w.cx), OK);
    same_as_counted(&w);
    kit_commit(w.k);
    kit_free(w.k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sums__equal_what_is_counted_whatever_happens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
