#include "modules/sales/history.h"

#include "entities.h"
#include "persian/jalali.h"
#include "records/journal/journal.h"
#include "store/query.h"

/* ---- What is kept ---- */

int history_thin(const int64_t *days, int count, int64_t today, int64_t *out) {
    int gone = 0;
    int64_t week = INT64_MIN; /* of the latest day that stays */
    for (int i = 0; i < count; i++) {
        bool old = days[i] < today - HISTORY_WEEKLY;
        bool second = days[i] < today - HISTORY_DAILY && week_start(days[i]) == week;
        if (old || second)
            out[gone++] = days[i];
        else
            week = week_start(days[i]);
    }
    return gone;
}

static enum err noted_days(struct ctx *cx, int64_t *out, int *out_count) {
    struct rows rows;
    int count = 0;
    TRY(store_query(cx->db, SQL("SELECT day FROM forecast_day ORDER BY day LIMIT ?1"),
                    BIND(v_int(HISTORY_DAYS)), &rows));
    while (count < HISTORY_DAYS && rows_next(&rows))
        out[count++] = rows_int(&rows, 0);
    *out_count = count;
    return rows_done(&rows);
}

static enum err forget(struct ctx *cx, int64_t day) {
    TRY(store_exec(cx->writer, SQL("DELETE FROM forecast_said WHERE day = ?1"),
                   BIND(v_int(day))));
    return store_exec(cx->writer, SQL("DELETE FROM forecast_day WHERE day = ?1"),
                      BIND(v_int(day)));
}

static enum err thin(struct ctx *cx, int64_t today) {
    int64_t days[HISTORY_DAYS], gone[HISTORY_DAYS];
    int count;
    TRY(noted_days(cx, days, &count));
    int gone_count = history_thin(days, count, today, gone);
    for (int i = 0; i < gone_count; i++)
        TRY(forget(cx, gone[i]));
    return OK;
}

/* ---- Noting ---- */

/* What deals of a pipeline and a month come to by owner and team, as the kept sums say: the key, the
 * kind, and the sum. Won deals are kept by the month of their close. */
#define LINES                                                                     \
    "SELECT t.owner, t.team, s.pipeline, t.month,"                                \
    " CASE WHEN s.outcome = 'won' THEN 3 WHEN s.forecast = 'commit' THEN 0"       \
    " WHEN s.forecast = 'best' THEN 1 ELSE 2 END, sum(t.deals), sum(t.billions)," \
    " sum(t.rest) FROM deal_sum t JOIN deal_stage s ON s.id = t.stage"            \
    " WHERE t.deals > 0 AND s.outcome <> 'lost'"

struct line {
    int64_t owner, team, pipeline, month, kind, deals;
    struct total amount;
};

static struct line line_in(struct rows *rows) {
    return (struct line){rows_int(rows, 0),
                         rows_int(rows, 1),
                         rows_int(rows, 2),
                         rows_int(rows, 3),
                         rows_int(rows, 4),
                         rows_int(rows, 5),
                         {rows_int(rows, 6), rows_int(rows, 7)}};
}

static enum err read_lines(struct ctx *cx, int64_t first, int64_t last, struct line **out,
                           int *out_count) {
    struct rows rows;
    struct line *all = NULL;
    int count = 0, room = 0;
    TRY(store_query(cx->db,
                    SQL(LINES " AND t.month >= ?1 AND t.month <= ?2"
                              " GROUP BY 1, 2, 3, 4, 5"),
                    BIND(v_int(first), v_int(last)), &rows));
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

static enum err put_line(struct ctx *cx, int64_t day, const struct line *l) {
    return store_send(
        cx->writer,
        SQL("INSERT INTO forecast_said (owner, team, pipeline, month, day, kind, deals,"
            " billions, rest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"),
        BIND(v_int(l->owner), v_int(l->team), v_int(l->pipeline), v_int(l->month),
             v_int(day), v_int(l->kind), v_int(l->deals), v_int(l->amount.billions),
             v_int(l->amount.rest)));
}

static enum err put_day(struct ctx *cx, int64_t day) {
    int64_t seq;
    TRY(journal_last(cx, &seq));
    return store_exec(cx->writer,
                      SQL("INSERT INTO forecast_day (day, at, seq) VALUES (?1, ?2, ?3)"),
                      BIND(v_int(day), v_int(cx->now_ms), v_int(seq)));
}

enum err history_note(struct ctx *cx) {
    int64_t today = cx_today(cx), month = jalali_month_start(today);
    struct line *lines;
    int count;
    bool noted;
    TRY(store_exists(cx->db, SQL("SELECT 1 FROM forecast_day WHERE day = ?1"),
                     BIND(v_int(today)), &noted));
    if (noted) return OK;
    TRY(thin(cx, today));
    TRY(read_lines(cx, jalali_add_months(month, -HISTORY_BACK),
                   jalali_add_months(month, HISTORY_AHEAD), &lines, &count));
    for (int i = 0; i < count; i++)
        TRY(put_line(cx, today, &lines[i]));
    return put_day(cx, today);
}

enum err history_step(struct ctx *cx, struct job *job, bool *out_more) {
    (void)job;
    *out_more = false;
    return history_note(cx);
}

/* ---- Reading ---- */

/* Everybody's lines have the owner 0, as in the kept sums. */
static void add_reach(struct query *q, const struct deal_reach *of) {
    if (of->owner || of->team_count)
        query_add(q, SQL(" AND t.owner <> 0"));
    else
        query_add(q, SQL(" AND t.owner = 0 AND t.team = 0"));
    reach_condition(q, of);
}

static enum err load_days(struct ctx *cx, struct history *out) {
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT day, at, seq FROM forecast_day ORDER BY day LIMIT ?1"),
                    BIND(v_int(HISTORY_DAYS)), &rows));
    while (out->count < HISTORY_DAYS && rows_next(&rows))
        out->days[out->count++] = (struct history_day){.day = rows_int(&rows, 0),
                                                       .at_ms = rows_int(&rows, 1),
                                                       .seq = rows_int(&rows, 2)};
    return rows_done(&rows);
}

static void add_said(struct history *h, struct rows *rows) {
    int64_t kind = rows_int(rows, 1);
    for (int i = 0; i < h->count; i++)
        if (h->days[i].day == rows_int(rows, 0) && kind >= 0 && kind < HISTORY_KINDS)
            ended_add(&h->days[i].kinds[kind], rows_int(rows, 2),
                      (struct total){rows_int(rows, 3), rows_int(rows, 4)});
}

enum err history_load(struct ctx *cx, const struct deal_reach *of, int64_t pipeline,
                      int64_t month, struct history *out) {
    struct query q = query_in(cx->mem);
    struct rows rows;
    *out = (struct history){0};
    TRY(load_days(cx, out));
    query_add(&q, SQL("SELECT t.day, t.kind, sum(t.deals), sum(t.billions), sum(t.rest)"
                      " FROM forecast_said t WHERE t.pipeline = "));
    query_bind(&q, v_int(pipeline));
    query_add(&q, SQL(" AND t.month = "));
    query_bind(&q, v_int(month));
    add_reach(&q, of);
    query_add(&q, SQL(" GROUP BY t.day, t.kind"));
    TRY(query_run(cx->db, &q, &rows));
    while (rows_next(&rows))
        add_said(out, &rows);
    return rows_done(&rows);
}

enum err history_now(struct ctx *cx, const struct deal_reach *of, int64_t pipeline,
                     int64_t month, struct history_day *out) {
    struct query q = query_in(cx->mem);
    struct rows rows;
    *out = (struct history_day){.day = cx_today(cx), .at_ms = cx->now_ms};
    TRY(journal_last(cx, &out->seq));
    query_add(&q, SQL(LINES " AND s.pipeline = "));
    query_bind(&q, v_int(pipeline));
    query_add(&q, SQL(" AND t.month = "));
    query_bind(&q, v_int(month));
    add_reach(&q, of);
    query_add(&q, SQL(" GROUP BY 1, 2, 3, 4, 5"));
    TRY(query_run(cx->db, &q, &rows));
    while (rows_next(&rows)) {
        struct line l = line_in(&rows);
        ended_add(&out->kinds[l.kind], l.deals, l.amount);
    }
    return rows_done(&rows);
}
