#include "modules/sales/forecast.h"

#include "entities.h"
#include "modules/people/calendar.h"
#include "modules/sales/sums.h"
#include "store/query.h"

/* ---- Adding up ---- */

static int64_t month_of(enum calendar calendar, int64_t today, int months) {
    struct calendar_month m;
    calendar_month(calendar, calendar_turn(calendar, today, months), &m);
    return m.first;
}

void forecast_begin(struct forecast *f, enum calendar calendar, int64_t today) {
    *f = (struct forecast){.won_from = month_of(calendar, today, 1 - FORECAST_WON_MONTHS)};
    for (int i = 0; i <= FORECAST_MONTHS; i++)
        f->starts[i] = month_of(calendar, today, i);
}

int forecast_row_of(const struct forecast *f, struct value close_on) {
    if (close_on.kind != V_INT) return FORECAST_UNDATED;
    int row = FORECAST_LATE;
    for (int i = 0; i <= FORECAST_MONTHS; i++)
        if (close_on.i >= f->starts[i]) row = FORECAST_FIRST + i;
    return row;
}

static enum forecast_kind kind_of(const struct stage *s) {
    if (str_eq(s->forecast, FORECAST_KIND_COMMIT)) return FORECAST_COMMIT;
    return str_eq(s->forecast, FORECAST_KIND_BEST) ? FORECAST_BEST : FORECAST_PIPELINE;
}

static void sum_add(struct forecast_sum *s, const struct forecast_share *share) {
    s->count += share->count;
    bool fits = total_add(&s->amount, share->amount, 1)
                && total_add(&s->weighed, share->amount, share->percent);
    s->over = s->over || !fits;
}

void forecast_add(struct forecast *f, const struct stage *stages, int stage_count,
                  const struct forecast_share *share) {
    int at = 0;
    while (at < stage_count && stages[at].id != share->stage)
        at++;
    if (at == stage_count) return;
    sum_add(&f->stages[at], share);
    if (!stage_open(&stages[at])) return;
    struct forecast_row *row = &f->rows[forecast_row_of(f, share->close_on)];
    enum forecast_kind kind = kind_of(&stages[at]);
    sum_add(&row->kinds[kind], share);
    sum_add(&row->all, share);
    sum_add(&f->whole.kinds[kind], share);
    sum_add(&f->whole.all, share);
}

struct value forecast_amount(const struct forecast_sum *s) {
    return s->over ? v_null() : total_divided(s->amount, 1);
}

struct value forecast_weighed(const struct forecast_sum *s) {
    enum { HUNDRED_PERCENT = 100 };
    return s->over ? v_null() : total_divided(s->weighed, HUNDRED_PERCENT);
}

/* ---- Reading ---- */

#define SHARES                                           \
    "count(*), coalesce(sum(t.amount / 1000000000), 0)," \
    " coalesce(sum(t.amount % 1000000000), 0) FROM deal t WHERE t.outcome "

static struct forecast_share share_in(struct rows *rows) {
    return (struct forecast_share){.close_on = rows_value(rows, 0),
                                   .stage = rows_int(rows, 1),
                                   .percent = rows_int(rows, 2),
                                   .count = rows_int(rows, 3),
                                   .amount = {rows_int(rows, 4), rows_int(rows, 5)}};
}

static enum err add_all(struct ctx *cx, const struct query *q, const struct stage *stages,
                        int stage_count, struct forecast *f) {
    struct rows rows;
    TRY(query_run(cx->db, q, &rows));
    while (rows_next(&rows)) {
        struct forecast_share share = share_in(&rows);
        forecast_add(f, stages, stage_count, &share);
    }
    return rows_done(&rows);
}

static enum err count_open(struct ctx *cx, const struct deal_reach *of,
                           const struct stage *stages, int stage_count,
                           struct forecast *f) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT t.close_on, t.stage, coalesce(t.probability, 0), " SHARES
                      "= 'open'"));
    reach_condition(&q, of);
    query_add(&q, SQL(" GROUP BY t.close_on, t.stage, t.probability"));
    return add_all(cx, &q, stages, stage_count, f);
}

static enum err count_closed(struct ctx *cx, const struct deal_reach *of,
                             const struct stage *stages, int stage_count,
                             struct forecast *f) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT NULL, t.stage, 0, " SHARES
                      "IN ('won', 'lost') AND t.closed_on >= "));
    query_bind(&q, v_int(f->won_from));
    reach_condition(&q, of);
    query_add(&q, SQL(" GROUP BY t.stage"));
    return add_all(cx, &q, stages, stage_count, f);
}

enum err forecast_count(struct ctx *cx, const struct deal_reach *of,
                        const struct stage *stages, int stage_count, struct forecast *f) {
    TRY(count_open(cx, of, stages, stage_count, f));
    return count_closed(cx, of, stages, stage_count, f);
}

/* The kept sums say no day; a month's first stands for all of its days. */
static enum err load_kept(struct ctx *cx, const struct deal_reach *of,
                          const struct stage *stages, int stage_count, struct forecast *f) {
    struct rows rows;
    TRY(sums_ask(cx, of, f->won_from, &rows));
    while (rows_next(&rows)) {
        struct forecast_share share = share_in(&rows);
        if (!share.close_on.i) share.close_on = v_null();
        forecast_add(f, stages, stage_count, &share);
    }
    return rows_done(&rows);
}

enum err forecast_load(struct ctx *cx, const struct deal_reach *of,
                       const struct stage *stages, int stage_count, struct forecast *f) {
    return cx->calendar == CALENDAR_JALALI ? load_kept(cx, of, stages, stage_count, f)
                                           : forecast_count(cx, of, stages, stage_count, f);
}
