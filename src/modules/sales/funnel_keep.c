/* funnel_keep.c - what the funnel adds up, kept with every change. What a deal counts for follows from its
 * own fields alone, so that what was added can be taken away again. */
#include "entities.h"
#include "modules/sales/funnel.h"
#include "modules/sales/standing.h"
#include "modules/sales/stays.h"
#include "persian/jalali.h"
#include "records/data/record.h"

/* Whose lines: everybody's together, and those of deals without an owner. Users are others. */
enum { OWNER_ALL = 0, OWNER_NONE = -1 };

struct line {
    int64_t owner, team, month, pipeline, furthest, ended, deals;
    struct total amount;
};

static bool counts(const struct record *r) {
    return r && r->values[DEAL_BEGAN_ON].kind == V_INT;
}

static enum funnel_end end_of(struct str outcome) {
    if (str_eq(outcome, DEAL_OUTCOME_WON)) return FUNNEL_WON;
    return str_eq(outcome, DEAL_OUTCOME_LOST) ? FUNNEL_LOST : FUNNEL_OPEN;
}

static struct line line_of(const struct record *r) {
    int64_t amount = record_int(r, DEAL_AMOUNT), owner = record_int(r, FIELD_OWNER);
    return (struct line){.owner = owner ? owner : OWNER_NONE,
                         .team = record_int(r, FIELD_TEAM),
                         .month = jalali_month_start(record_int(r, DEAL_BEGAN_ON)),
                         .pipeline = record_int(r, DEAL_PIPELINE),
                         .furthest = record_int(r, DEAL_FURTHEST),
                         .ended = end_of(record_str(r, DEAL_OUTCOME)),
                         .deals = 1,
                         .amount = {amount / TOTAL_BILLION, amount % TOTAL_BILLION}};
}

static bool same_line(const struct line *a, const struct line *b) {
    return a->owner == b->owner && a->team == b->team && a->month == b->month
           && a->pipeline == b->pipeline && a->furthest == b->furthest
           && a->ended == b->ended && a->amount.billions == b->amount.billions
           && a->amount.rest == b->amount.rest;
}

/* ---- How far they came ---- */

static enum err add_one(struct ctx *cx, const struct line *l, int64_t sign) {
    return store_send(
        cx->writer,
        SQL("INSERT INTO deal_funnel (owner, team, month, pipeline, furthest, ended, deals,"
            " billions, rest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
            " ON CONFLICT (owner, team, month, pipeline, furthest, ended) DO UPDATE SET"
            " deals = deal_funnel.deals + excluded.deals,"
            " billions = deal_funnel.billions + excluded.billions,"
            " rest = deal_funnel.rest + excluded.rest"),
        BIND(v_int(l->owner), v_int(l->team), v_int(l->month), v_int(l->pipeline),
             v_int(l->furthest), v_int(l->ended), v_int(sign * l->deals),
             v_int(sign * l->amount.billions), v_int(sign * l->amount.rest)));
}

/* Among its owner's and among everybody's. */
static enum err add(struct ctx *cx, struct line l, int64_t sign) {
    TRY(add_one(cx, &l, sign));
    l.owner = OWNER_ALL;
    l.team = 0;
    return add_one(cx, &l, sign);
}

/* ---- How long they stayed ---- */

/* Among those of its month and those of its quarter. */
static enum err add_stay(struct ctx *cx, const struct line *l, const struct stay *s,
                         int64_t sign) {
    struct value days = v_int(whole_days(s->ms));
    int64_t quarter = span_at(CALENDAR_JALALI, SPAN_QUARTER, l->month).first;
    TRY(store_send(cx->writer,
                   SQL("INSERT INTO deal_stay (owner, team, stage, month, days, deals)"
                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
                       " ON CONFLICT (owner, team, stage, month, days) DO UPDATE SET"
                       " deals = deal_stay.deals + excluded.deals"),
                   BIND(v_int(l->owner), v_int(l->team), v_int(s->stage), v_int(l->month),
                        days, v_int(sign))));
    return store_send(
        cx->writer,
        SQL("INSERT INTO deal_stay_quarter (owner, team, stage, month, days, deals)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
            " ON CONFLICT (owner, team, stage, month, days) DO UPDATE SET"
            " deals = deal_stay_quarter.deals + excluded.deals"),
        BIND(v_int(l->owner), v_int(l->team), v_int(s->stage), v_int(quarter), days,
             v_int(sign)));
}

static enum err add_stays(struct ctx *cx, struct line l, struct str stays, int64_t sign) {
    struct stay all[STAYS];
    int count = stays_read(stays, all);
    for (int whole = 0; whole < 2; whole++) {
        for (int i = 0; i < count; i++)
            TRY(add_stay(cx, &l, &all[i], sign));
        l.owner = OWNER_ALL;
        l.team = 0;
    }
    return OK;
}

static bool same_stays(const struct line *a, const struct record *x, const struct line *b,
                       const struct record *y) {
    return a->owner == b->owner && a->team == b->team && a->month == b->month
           && str_eq(record_str(x, DEAL_STAYS), record_str(y, DEAL_STAYS));
}

enum err funnel_change(struct ctx *cx, const struct record *old, const struct record *new) {
    struct line from = {0}, to = {0};
    bool was = counts(old), is = counts(new);
    if (was) from = line_of(old);
    if (is) to = line_of(new);
    bool both = was && is;
    bool line_stays = both && same_line(&from, &to);
    bool stays_stay = both && same_stays(&from, old, &to, new);
    if (was && !line_stays) TRY(add(cx, from, -1));
    if (is && !line_stays) TRY(add(cx, to, 1));
    if (was && !stays_stay) TRY(add_stays(cx, from, record_str(old, DEAL_STAYS), -1));
    if (is && !stays_stay) TRY(add_stays(cx, to, record_str(new, DEAL_STAYS), 1));
    return OK;
}

/* ---- Anew ---- */

/* Of deals that ended nobody wrote down how far they had come. */
static enum err tell_old(struct ctx *cx) {
    return store_exec(cx->writer,
                      SQL("UPDATE deal SET began_on = (created_at + ?1) / 86400000,"
                          " furthest = CASE WHEN outcome = 'open' THEN stage END"
                          " WHERE began_on IS NULL"),
                      BIND(v_int(cx->zone_minutes * (int64_t)MS_PER_MINUTE)));
}

/* A line, as it is kept in the rows of a question over all deals. */
static struct line line_in(struct rows *rows) {
    int64_t owner = rows_int(rows, 0);
    return (struct line){.owner = owner ? owner : OWNER_NONE,
                         .team = rows_int(rows, 1),
                         .month = jalali_month_start(rows_int(rows, 2)),
                         .pipeline = rows_int(rows, 3),
                         .furthest = rows_int(rows, 4),
                         .ended = end_of(rows_text(rows, 5)),
                         .deals = rows_int(rows, 6),
                         .amount = {rows_int(rows, 7), rows_int(rows, 8)}};
}

/* The answer is taken in before what it says is written. */
struct counted {
    struct counted *next;
    struct line line;
    struct str stays;
};

static struct counted *keep(struct ctx *cx, struct rows *rows, struct counted *next) {
    struct counted *c = NEW(cx->mem, struct counted);
    *c = (struct counted){next, line_in(rows), str_dup(cx->mem, rows_text(rows, 9))};
    return c;
}

static enum err count_all(struct ctx *cx, struct counted **out) {
    struct rows rows;
    struct counted *all = NULL;
    TRY(store_query(
        cx->db,
        SQL("SELECT t.owner, t.team, t.began_on, t.pipeline, t.furthest, t.outcome,"
            " count(*), coalesce(sum(t.amount / 1000000000), 0),"
            " coalesce(sum(t.amount % 1000000000), 0), t.stays"
            " FROM deal t WHERE t.began_on IS NOT NULL"
            " GROUP BY t.owner, t.team, t.began_on, t.pipeline, t.furthest, t.outcome,"
            " t.stays"),
        BIND_NONE, &rows));
    while (rows_next(&rows))
        all = keep(cx, &rows, all);
    *out = all;
    return rows_done(&rows);
}

enum err funnel_begin(struct ctx *cx) {
    struct counted *all;
    TRY(tell_old(cx));
    TRY(count_all(cx, &all));
    TRY(store_exec(cx->writer, SQL("DELETE FROM deal_funnel"), BIND_NONE));
    TRY(store_exec(cx->writer, SQL("DELETE FROM deal_stay"), BIND_NONE));
    TRY(store_exec(cx->writer, SQL("DELETE FROM deal_stay_quarter"), BIND_NONE));
    for (const struct counted *c = all; c; c = c->next) {
        TRY(add(cx, c->line, 1));
        TRY(add_stays(cx, c->line, c->stays, c->line.deals));
    }
    return OK;
}
