#include "modules/sales/sums.h"

#include "entities.h"
#include "persian/jalali.h"
#include "records/data/total.h"

/* ---- The table ---- */

static const struct column columns[] = {
    {STR_INIT("ended"), COLUMN_INT, true}, {STR_INIT("month"), COLUMN_INT, true},
    {STR_INIT("stage"), COLUMN_INT, true}, {STR_INIT("percent"), COLUMN_INT, true},
    {STR_INIT("deals"), COLUMN_INT, true}, {STR_INIT("billions"), COLUMN_INT, true},
    {STR_INIT("rest"), COLUMN_INT, true},
};
static const struct str key[] = {STR_INIT("ended"), STR_INIT("month"), STR_INIT("stage"),
                                 STR_INIT("percent")};
const struct table sums_table = {.name = STR_INIT("deal_sum"),
                                 .columns = columns,
                                 .column_count = sizeof columns / sizeof *columns,
                                 .key = key,
                                 .key_count = sizeof key / sizeof *key,
                                 .clustered = true};

/* ---- One line of it ---- */

/* Deals of one stage, month and percent; of those that ended the percent says nothing. */
struct line {
    bool ended;
    int64_t month, stage, percent, deals;
    struct total amount;
};

/* The day 0 is no first of a month. */
static int64_t month_of(struct value day) {
    return day.kind == V_INT ? jalali_month_start(day.i) : 0;
}

static enum err add(struct ctx *cx, const struct line *l) {
    return store_send(cx->writer,
                      SQL("INSERT INTO deal_sum (ended, month, stage, percent, deals,"
                          " billions, rest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
                          " ON CONFLICT (ended, month, stage, percent) DO UPDATE SET"
                          " deals = deal_sum.deals + excluded.deals,"
                          " billions = deal_sum.billions + excluded.billions,"
                          " rest = deal_sum.rest + excluded.rest"),
                      BIND(v_int(l->ended), v_int(l->month), v_int(l->stage),
                           v_int(l->percent), v_int(l->deals), v_int(l->amount.billions),
                           v_int(l->amount.rest)));
}

static struct line line_of(const struct record *r, int64_t sign) {
    bool ended = !str_eq(record_str(r, DEAL_OUTCOME), DEAL_OUTCOME_OPEN);
    int64_t amount = record_int(r, DEAL_AMOUNT);
    return (struct line){
        .ended = ended,
        .month = month_of(r->values[ended ? DEAL_CLOSED_ON : DEAL_CLOSE_ON]),
        .stage = record_int(r, DEAL_STAGE),
        .percent = ended ? 0 : record_int(r, DEAL_PROBABILITY),
        .deals = sign,
        .amount = {sign * (amount / TOTAL_BILLION), sign * (amount % TOTAL_BILLION)}};
}

static bool same_line(const struct line *a, const struct line *b) {
    return a->ended == b->ended && a->month == b->month && a->stage == b->stage
           && a->percent == b->percent && a->amount.billions == b->amount.billions
           && a->amount.rest == b->amount.rest;
}

/* ---- Keeping it ---- */

enum err sums_change(struct ctx *cx, const struct record *old, const struct record *new) {
    if (old && new) {
        struct line before = line_of(old, 1), after = line_of(new, 1);
        if (same_line(&before, &after)) return OK;
    }
    if (old) {
        struct line gone = line_of(old, -1);
        TRY(add(cx, &gone));
    }
    if (!new) return OK;
    struct line come = line_of(new, 1);
    return add(cx, &come);
}

static struct line line_in(struct rows *rows) {
    bool ended = rows_int(rows, 0) != 0;
    return (struct line){.ended = ended,
                         .month = month_of(rows_value(rows, 1)),
                         .stage = rows_int(rows, 2),
                         .percent = ended ? 0 : rows_int(rows, 3),
                         .deals = rows_int(rows, 4),
                         .amount = {rows_int(rows, 5), rows_int(rows, 6)}};
}

static enum err count_all(struct ctx *cx, struct line **out, int *out_count) {
    struct rows rows;
    int count = 0, room = 0;
    struct line *all = NULL;
    TRY(store_query(cx->db,
                    SQL("SELECT CASE t.outcome WHEN 'open' THEN 0 ELSE 1 END,"
                        " CASE t.outcome WHEN 'open' THEN t.close_on ELSE t.closed_on END,"
                        " t.stage, coalesce(t.probability, 0), count(*),"
                        " coalesce(sum(t.amount / 1000000000), 0),"
                        " coalesce(sum(t.amount % 1000000000), 0)"
                        " FROM deal t GROUP BY 1, 2, 3, 4"),
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
    for (int i = 0; i < count; i++)
        TRY(add(cx, &all[i]));
    return OK;
}

enum err sums_ask(struct ctx *cx, int64_t closed_from, struct rows *out) {
    return store_query(
        cx->db,
        SQL("SELECT month, stage, percent, deals, billions, rest FROM deal_sum"
            " WHERE deals > 0 AND (ended = 0 OR (ended = 1 AND month >= ?1))"),
        BIND(v_int(closed_from)), out);
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
    TRY(store_query(cx->db,
                    SQL("SELECT stage, percent, sum(deals), sum(billions), sum(rest)"
                        " FROM deal_sum WHERE deals > 0 GROUP BY stage, percent"),
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
