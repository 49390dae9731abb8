#include "modules/contracts/recurring.h"

#include "entities.h"
#include "modules/people/calendar.h"
#include "records/rules/rights.h"
#include "store/query.h"

/* ---- Adding up ---- */

static int64_t month_start(enum calendar calendar, int64_t today, int months) {
    struct calendar_month m;
    calendar_month(calendar, calendar_turn(calendar, today, months), &m);
    return m.first;
}

void recurring_begin(struct recurring *r, enum calendar calendar, int64_t today) {
    *r = (struct recurring){.after = month_start(calendar, today, 1)};
    for (int i = 0; i < RECURRING_MONTHS; i++)
        r->months[i].first = month_start(calendar, today, i + 1 - RECURRING_MONTHS);
}

bool recurring_add(struct recurring *r, int64_t day, enum recurring_move move,
                   int64_t count, struct total more) {
    int at = RECURRING_MONTHS - 1;
    while (at >= 0 && r->months[at].first > day)
        at--;
    if (at < 0 || day >= r->after) return true;
    r->months[at].counts[move] += count;
    return total_add(&r->months[at].moves[move], more, 1);
}

bool recurring_end(struct recurring *r, struct total before) {
    for (int i = 0; i < RECURRING_MONTHS; i++) {
        struct recurring_month *m = &r->months[i];
        m->begin = m->end = before;
        for (int move = 0; move < RECURRING_MOVES; move++)
            if (!total_add(&m->end, m->moves[move], 1)) return false;
        before = m->end;
    }
    return true;
}

/* ---- Reading ---- */

static const struct str *const keys[RECURRING_MOVES] = {
    [RECURRING_NEW] = &SUBSCRIPTION_MOVE_NEW,
    [RECURRING_EXPANSION] = &SUBSCRIPTION_MOVE_EXPANSION,
    [RECURRING_CONTRACTION] = &SUBSCRIPTION_MOVE_CONTRACTION,
    [RECURRING_CHURN] = &SUBSCRIPTION_MOVE_CHURN};

struct str recurring_key(enum recurring_move move) {
    return *keys[move];
}

static bool move_named(struct str key, enum recurring_move *out) {
    for (int i = 0; i < RECURRING_MOVES; i++) {
        if (!str_eq(key, *keys[i])) continue;
        *out = (enum recurring_move)i;
        return true;
    }
    return false;
}

#define GAINS                                                        \
    "count(*), coalesce(sum((t.after - t.before) / 1000000000), 0)," \
    " coalesce(sum((t.after - t.before) % 1000000000), 0) FROM subscription_change t"

static void only_visible(struct ctx *cx, struct query *q) {
    rights_condition(cx, q, 't', entity_at(cx->catalog, "subscription_change"), ACT_READ);
}

static enum err read_before(struct ctx *cx, int64_t day, struct total *out) {
    struct query q = query_in(cx->mem);
    struct rows rows;
    query_add(&q, SQL("SELECT " GAINS " WHERE t.day < "));
    query_bind(&q, v_int(day));
    only_visible(cx, &q);
    TRY(query_run(cx->db, &q, &rows));
    if (rows_next(&rows)) *out = (struct total){rows_int(&rows, 1), rows_int(&rows, 2)};
    return rows_done(&rows);
}

static enum err read_moves(struct ctx *cx, struct recurring *r) {
    struct query q = query_in(cx->mem);
    struct rows rows;
    bool fits = true;
    query_add(&q, SQL("SELECT t.day, t.kind, " GAINS " WHERE t.day >= "));
    query_bind(&q, v_int(r->months[0].first));
    query_add(&q, SQL(" AND t.day < "));
    query_bind(&q, v_int(r->after));
    only_visible(cx, &q);
    query_add(&q, SQL(" GROUP BY t.day, t.kind"));
    TRY(query_run(cx->db, &q, &rows));
    while (rows_next(&rows)) {
        struct total more = {rows_int(&rows, 3), rows_int(&rows, 4)};
        enum recurring_move move;
        if (move_named(rows_text(&rows, 1), &move))
            fits &= recurring_add(r, rows_int(&rows, 0), move, rows_int(&rows, 2), more);
    }
    TRY(rows_done(&rows));
    return fits ? OK : ERR_LIMIT;
}

enum err recurring_load(struct ctx *cx, struct recurring *r) {
    struct total before = {0};
    TRY(read_before(cx, r->months[0].first, &before));
    TRY(read_moves(cx, r));
    return recurring_end(r, before) ? OK : ERR_LIMIT;
}
