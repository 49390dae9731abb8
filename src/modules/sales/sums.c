#include "modules/sales/sums.h"

#include "entities.h"
#include "persian/jalali.h"
#include "records/data/total.h"
#include "store/query.h"

/* ---- One line of it ---- */

/* Whose lines: everybody's together, and those of deals without an owner. Users are others. */
enum { OWNER_ALL = 0, OWNER_NONE = -1 };

/* Deals of one owner, team, stage, month and percent; of those that ended the percent says
 * nothing. */
struct line {
    int64_t owner, team;
    bool ended;
    int64_t month, stage, percent, deals;
    struct total amount;
};

/* The day 0 is no first of a month. */
static int64_t month_of(struct value day) {
    return day.kind == V_INT ? jalali_month_start(day.i) : 0;
}

static enum err add(struct ctx *cx, const struct line *l, int64_t sign) {
    return store_send(
        cx->writer,
        SQL("INSERT INTO deal_sum (owner, team, ended, month, stage, percent, deals,"
            " billions, rest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
            " ON CONFLICT (owner, team, ended, month, stage, percent) DO UPDATE SET"
            " deals = deal_sum.deals + excluded.deals,"
            " billions = deal_sum.billions + excluded.billions,"
            " rest = deal_sum.rest + excluded.rest"),
        BIND(v_int(l->owner), v_int(l->team), v_int(l->ended), v_int(l->month),
             v_int(l->stage), v_int(l->percent), v_int(sign * l->deals),
             v_int(sign * l->amount.billions), v_int(sign * l->amount.rest)));
}

static struct line line_of(const struct record *r) {
    bool ended = !str_eq(record_str(r, DEAL_OUTCOME), DEAL_OUTCOME_OPEN);
    int64_t amount = record_int(r, DEAL_AMOUNT), owner = record_int(r, FIELD_OWNER);
    return (struct line){.owner = owner ? owner : OWNER_NONE,
                         .team = record_int(r, FIELD_TEAM),
                         .ended = ended,
                         .month =
                             month_of(r->values[ended ? DEAL_CLOSED_ON : DEAL_CLOSE_ON]),
                         .stage = record_int(r, DEAL_STAGE),
                         .percent = ended ? 0 : record_int(r, DEAL_PROBABILITY),
                         .deals = 1,
                         .amount = {amount / TOTAL_BILLION, amount % TOTAL_BILLION}};
}

/* The same deals among those of everybody. */
static struct line whole_of(struct line l) {
    l.owner = OWNER_ALL;
    l.team = 0;
    return l;
}

static bool same_line(const struct line *a, const struct line *b) {
    return a->owner == b->owner && a->team == b->team && a->ended == b->ended
           && a->month == b->month && a->stage == b->stage && a->percent == b->percent
           && a->amount.billions == b->amount.billions && a->amount.rest == b->amount.rest;
}

/* ---- Keeping it ---- */

/* From one line to another; NULL: to or from nowhere. */
static enum err move(struct ctx *cx, const struct line *from, const struct line *to) {
    if (from && to && same_line(from, to)) return OK;
    if (from) TRY(add(cx, from, -1));
    return to ? add(cx, to, 1) : OK;
}

enum err sums_change(struct ctx *cx, const struct record *old, const struct record *new) {
    struct line from = {0}, to = {0};
    if (old) from = line_of(old);
    if (new) to = line_of(new);
    TRY(move(cx, old ? &from : NULL, new ? &to : NULL));
    from = whole_of(from);
    to = whole_of(to);
    return move(cx, old ? &from : NULL, new ? &to : NULL);
}

static struct line line_in(struct rows *rows) {
    bool ended = rows_int(rows, 2) != 0;
    int64_t owner = rows_int(rows, 0);
    return (struct line){.owner = owner ? owner : OWNER_NONE,
                         .team = rows_int(rows, 1),
                         .ended = ended,
                         .month = month_of(rows_value(rows, 3)),
                         .stage = rows_int(rows, 4),
                         .percent = ended ? 0 : rows_int(rows, 5),
                         .deals = rows_int(rows, 6),
                         .amount = {rows_int(rows, 7), rows_int(rows, 8)}};
}

static enum err count_all(struct ctx *cx, struct line **out, int *out_count) {
    struct rows rows;
    int count = 0, room = 0;
    struct line *all = NULL;
    TRY(store_query(
        cx->db,
        SQL("SELECT t.owner, t.team, CASE t.outcome WHEN 'open' THEN 0 ELSE 1 END,"
            " CASE t.outcome WHEN 'open' THEN t.close_on ELSE t.closed_on END,"
            " t.stage, coalesce(t.probability, 0), count(*),"
            " coalesce(sum(t.amount / 1000000000), 0),"
            " coalesce(sum(t.amount % 1000000000), 0)"
            " FROM deal t GROUP BY 1, 2, 3, 4, 5, 6"),
        BIND_NONE, &rows));
    for (; rows_next(&rows); count++) {
        if (count == room) {
            int more = room ? room * 2 : 256;
            all = arena_grow(cx->mem, all, (size_t)room * sizeof *all,
                             (size_t)more * sizeof *all);
            room = more;
        }
        all[count] = line_in(&rows);
    }
    *out = all;
    *out_count = count;
    return rows_done(&rows);
}

enum err sums_begin(struct ctx *cx) {
    struct line *all;
    int count;
    TRY(count_all(cx, &all, &count));
    TRY(store_exec(cx->writer, SQL("DELETE FROM deal_sum"), BIND_NONE));
    for (int i = 0; i < count; i++) {
        struct line whole = whole_of(all[i]);
        TRY(add(cx, &all[i], 1));
        TRY(add(cx, &whole, 1));
    }
    return OK;
}

/* ---- Reading ---- */

/* Lines of deals that are there. */
static void add_reach(struct query *q, const struct deal_reach *of) {
    query_add(q, SQL("deals > 0 AND owner "));
    if (of->owner || !of->team_count) {
        query_add(q, SQL("= "));
        query_bind(q, v_int(of->owner ? of->owner : OWNER_ALL));
    } else {
        query_add(q, SQL("<> 0"));
    }
    if (!of->team_count) return;
    query_add(q, SQL(" AND team IN "));
    query_bind_ids(q, of->teams, of->team_count);
}

enum err sums_ask(struct ctx *cx, const struct deal_reach *of, int64_t closed_from,
                  struct rows *out) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT month, stage, percent, deals, billions, rest FROM deal_sum"
                      " WHERE "));
    add_reach(&q, of);
    query_add(&q, SQL(" AND (ended = 0 OR (ended = 1 AND month >= "));
    query_bind(&q, v_int(closed_from));
    query_add(&q, SQL("))"));
    return query_run(cx->db, &q, out);
}

static enum err ask_kept_month(struct ctx *cx, const struct deal_reach *of, int64_t first,
                               struct rows *out) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT t.owner, t.team, s.outcome, t.percent, sum(t.deals),"
                      " sum(t.billions), sum(t.rest)"
                      " FROM deal_sum t JOIN deal_stage s ON s.id = t.stage"
                      " WHERE t.deals > 0 AND t.owner <> 0 AND s.outcome <> 'lost'"
                      " AND t.month = "));
    query_bind(&q, v_int(first));
    reach_condition(&q, of);
    query_add(&q, SQL(" GROUP BY t.owner, t.team, s.outcome, t.percent"));
    return query_run(cx->db, &q, out);
}

static void add_between(struct query *q, struct sql day, int64_t first, int64_t before) {
    query_add(q, day);
    query_add(q, SQL(" >= "));
    query_bind(q, v_int(first));
    query_add(q, SQL(" AND "));
    query_add(q, day);
    query_add(q, SQL(" < "));
    query_bind(q, v_int(before));
}

static enum err count_month(struct ctx *cx, const struct deal_reach *of, int64_t first,
                            int64_t before, struct rows *out) {
    struct query q = query_in(cx->mem);
    query_add(&q,
              SQL("SELECT t.owner, t.team, t.outcome, coalesce(t.probability, 0), count(*),"
                  " coalesce(sum(t.amount / 1000000000), 0),"
                  " coalesce(sum(t.amount % 1000000000), 0)"
                  " FROM deal t WHERE (t.outcome = 'won' AND "));
    add_between(&q, SQL("t.closed_on"), first, before);
    query_add(&q, SQL(" OR t.outcome = 'open' AND "));
    add_between(&q, SQL("t.close_on"), first, before);
    query_add(&q, SQL(")"));
    reach_condition(&q, of);
    query_add(&q, SQL(" GROUP BY t.owner, t.team, t.outcome, t.probability"));
    return query_run(cx->db, &q, out);
}

enum err sums_of_month(struct ctx *cx, const struct deal_reach *of, int64_t first,
                       int64_t before, struct rows *out) {
    return cx->calendar == CALENDAR_JALALI ? ask_kept_month(cx, of, first, out)
                                           : count_month(cx, of, first, before, out);
}

/* ---- By stage ---- */

/* Two totals of one stage, before they are rounded. */
struct stage_sum {
    struct total amount, weighed;
    bool over;
};

static void add_line(struct board_sum *head, struct stage_sum *sum, const struct line *l) {
    head->count += l->deals;
    if (!total_add(&sum->amount, l->amount, 1)
        || !total_add(&sum->weighed, l->amount, l->percent))
        sum->over = true;
}

static void tell(struct board_sum *head, const struct stage_sum *sum) {
    enum { HUNDRED_PERCENT = 100 };
    head->sum = sum->over ? v_null() : total_divided(sum->amount, 1);
    head->weighted = sum->over ? v_null() : total_divided(sum->weighed, HUNDRED_PERCENT);
}

static int stage_at(const struct board_sum *stages, int count, int64_t stage) {
    int at = 0;
    while (at < count && stages[at].to != stage)
        at++;
    return at;
}

enum err sums_of_stages(struct ctx *cx, struct board_sum *stages, int count) {
    struct rows rows;
    struct stage_sum *sums = NEWS(cx->mem, (size_t)count, struct stage_sum);
    TRY(store_query(
        cx->db,
        SQL("SELECT stage, percent, sum(deals), sum(billions), sum(rest)"
            " FROM deal_sum WHERE owner = 0 AND deals > 0 GROUP BY stage, percent"),
        BIND_NONE, &rows));
    while (rows_next(&rows)) {
        struct line l = {.percent = rows_int(&rows, 1),
                         .deals = rows_int(&rows, 2),
                         .amount = {rows_int(&rows, 3), rows_int(&rows, 4)}};
        int at = stage_at(stages, count, rows_int(&rows, 0));
        if (at < count) add_line(&stages[at], &sums[at], &l);
    }
    for (int i = 0; i < count; i++)
        tell(&stages[i], &sums[i]);
    return rows_done(&rows);
}
