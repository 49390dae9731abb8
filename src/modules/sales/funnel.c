/* funnel.c - the arithmetic of the funnel, and asking the kept sums for it. */
#include "modules/sales/funnel.h"

#include "store/query.h"

/* ---- Adding up ---- */

void funnel_start(struct funnel *f, const struct stage *stages, int count) {
    *f = (struct funnel){0};
    for (int i = 0; i < count; i++)
        if (stage_open(&stages[i]))
            f->stages[f->count++] =
                (struct funnel_stage){.stage = &stages[i], .median_days = -1};
}

static int place_of(const struct funnel *f, int64_t stage) {
    for (int i = 0; i < f->count; i++)
        if (f->stages[i].stage->id == stage) return i;
    return -1;
}

/* Who was won has reached all; who began has reached the first. */
static int reach_of_share(const struct funnel *f, const struct funnel_share *share) {
    int at = place_of(f, share->furthest);
    if (share->end == FUNNEL_WON) return f->count - 1;
    return at < 0 ? 0 : at;
}

void funnel_add(struct funnel *f, const struct funnel_share *share) {
    int at = reach_of_share(f, share);
    f->began += share->deals;
    for (int i = 0; i <= at && i < f->count; i++)
        f->stages[i].reached += share->deals;
    switch (share->end) {
    case FUNNEL_WON: f->won += share->deals; return;
    case FUNNEL_OPEN:
        f->open += share->deals;
        if (at < f->count) f->stages[at].here += share->deals;
        return;
    case FUNNEL_LOST: break;
    }
    f->lost += share->deals;
    if (place_of(f, share->furthest) < 0)
        f->untold += share->deals;
    else
        ended_add(&f->stages[at].lost, share->deals, share->amount);
}

void funnel_stay(struct funnel_stage *s, int64_t all, int64_t days, int64_t visits) {
    s->left += visits;
    if (s->median_days < 0 && s->left * 2 >= all) s->median_days = days;
}

int64_t funnel_rate(const struct funnel *f, int stage) {
    int64_t from = f->stages[stage].reached;
    int64_t to = stage + 1 < f->count ? f->stages[stage + 1].reached : f->won;
    return from ? ended_share(to, from) : -1;
}

/* ---- Reading ---- */

/* Everybody's lines have the owner 0, as in the kept sums. */
static void add_where(struct query *q, const struct funnel_ask *ask) {
    query_add(q, ask->of.owner || ask->of.team_count
                     ? SQL(" WHERE t.owner <> 0")
                     : SQL(" WHERE t.owner = 0 AND t.team = 0"));
    query_add(q, SQL(" AND t.deals > 0 AND t.month >= "));
    query_bind(q, v_int(ask->span.first));
    query_add(q, SQL(" AND t.month < "));
    query_bind(q, v_int(ask->span.before));
    reach_condition(q, &ask->of);
}

static enum err load_ends(struct ctx *cx, const struct funnel_ask *ask,
                          struct funnel *out) {
    struct query q = query_in(cx->mem);
    struct rows rows;
    query_add(&q, SQL("SELECT t.furthest, t.ended, sum(t.deals), sum(t.billions),"
                      " sum(t.rest) FROM deal_funnel t"));
    add_where(&q, ask);
    query_add(&q, SQL(" AND t.pipeline = "));
    query_bind(&q, v_int(ask->pipeline));
    query_add(&q, SQL(" GROUP BY t.furthest, t.ended"));
    TRY(query_run(cx->db, &q, &rows));
    while (rows_next(&rows)) {
        struct funnel_share share = {.furthest = rows_int(&rows, 0),
                                     .end = (enum funnel_end)rows_int(&rows, 1),
                                     .deals = rows_int(&rows, 2),
                                     .amount = {rows_int(&rows, 3), rows_int(&rows, 4)}};
        funnel_add(out, &share);
    }
    return rows_done(&rows);
}

/* How many visits of one stage took so many days; what took longer stands with the longest. */
enum { DAYS_TOLD = 4000 };
struct histogram {
    int64_t stage, all, most; /* most: the longest there is */
    int64_t visits[DAYS_TOLD];
};

static void histogram_add(struct histogram *h, int64_t days, int64_t visits) {
    int64_t at = days < DAYS_TOLD ? days : DAYS_TOLD - 1;
    h->visits[at] += visits;
    h->all += visits;
    if (at > h->most) h->most = at;
}

/* Tell the stage what was counted, and be empty. */
static void histogram_tell(struct histogram *h, struct funnel *out) {
    int at = place_of(out, h->stage);
    for (int64_t days = 0; days <= h->most; days++) {
        if (at >= 0 && h->visits[days])
            funnel_stay(&out->stages[at], h->all, days, h->visits[days]);
        h->visits[days] = 0;
    }
    h->all = h->most = 0;
}

static void add_stages(struct query *q, const struct funnel *f) {
    query_add(q, SQL(" AND t.stage IN ("));
    for (int i = 0; i < f->count; i++) {
        if (i) query_add(q, SQL(", "));
        query_bind(q, v_int(f->stages[i].stage->id));
    }
    query_add(q, SQL(") ORDER BY t.stage"));
}

/* The lines are added up here: a database would sort them by days first, for longer than it reads. */
static enum err load_stays(struct ctx *cx, const struct funnel_ask *ask,
                           struct funnel *out) {
    struct histogram *h = NEW(cx->mem, struct histogram);
    struct query q = query_in(cx->mem);
    struct rows rows;
    query_add(&q, ask->span.kind == SPAN_MONTH
                      ? SQL("SELECT t.stage, t.days, t.deals FROM deal_stay t")
                      : SQL("SELECT t.stage, t.days, t.deals FROM deal_stay_quarter t"));
    add_where(&q, ask);
    add_stages(&q, out);
    TRY(query_run(cx->db, &q, &rows));
    while (rows_next(&rows)) {
        int64_t stage = rows_int(&rows, 0);
        if (stage != h->stage) histogram_tell(h, out);
        h->stage = stage;
        histogram_add(h, rows_int(&rows, 1), rows_int(&rows, 2));
    }
    histogram_tell(h, out);
    return rows_done(&rows);
}

enum err funnel_load(struct ctx *cx, const struct funnel_ask *ask,
                     const struct stage *stages, int stage_count, struct funnel *out) {
    funnel_start(out, stages, stage_count);
    TRY(load_ends(cx, ask, out));
    return out->count ? load_stays(cx, ask, out) : OK;
}
