#include "modules/sales/targets.h"

#include "entities.h"
#include "modules/people/calendar.h"
#include "modules/people/worktime.h"
#include "modules/sales/sums.h"
#include "records/rules/rights.h"
#include "store/query.h"

#include <stdlib.h>

int64_t month_first(enum calendar calendar, int64_t day) {
    struct calendar_month month;
    calendar_month(calendar, day, &month);
    return month.first;
}

/* ---- Adding up ---- */

static void add_to(struct target_row *r, const struct target_share *s) {
    bool fits = s->won ? total_add(&r->amount, s->amount, 1)
                       : total_add(&r->weighed, s->amount, s->percent);
    if (s->won)
        r->won += s->count;
    else
        r->open += s->count;
    r->over = r->over || !fits;
}

/* NULL where there are too many. */
static struct target_row *row_of(struct targets *t, int64_t user, int64_t team) {
    if (!user && !team) return &t->whole;
    for (int i = 0; i < t->count; i++)
        if (t->rows[i].user == user && t->rows[i].team == team) return &t->rows[i];
    if (t->count == TARGET_ROWS) return NULL;
    t->rows[t->count] = (struct target_row){.user = user, .team = team};
    return &t->rows[t->count++];
}

static int64_t team_above(const struct team_above *teams, int count, int64_t team) {
    for (int i = 0; i < count; i++)
        if (teams[i].team == team) return teams[i].above;
    return 0;
}

void targets_add(struct targets *t, const struct team_above *teams, int team_count,
                 const struct target_share *share) {
    enum { DEEP = 20 }; /* teams below teams; one that lies in itself ends here */
    struct target_row *r;
    add_to(&t->whole, share);
    if (share->owner && (r = row_of(t, share->owner, 0))) add_to(r, share);
    int64_t team = share->team;
    for (int i = 0; team && i < DEEP; i++) {
        if ((r = row_of(t, 0, team))) add_to(r, share);
        team = team_above(teams, team_count, team);
    }
}

/* ---- What it says ---- */

struct value target_won(const struct target_row *r) {
    return r->over ? v_null() : total_divided(r->amount, 1);
}

struct value target_outlook(const struct target_row *r) {
    enum { HUNDRED_PERCENT = 100 };
    struct total all = r->weighed;
    if (r->over || !total_add(&all, r->amount, HUNDRED_PERCENT)) return v_null();
    return total_divided(all, HUNDRED_PERCENT);
}

/* A target has at most 18 digits and a month at most 31 days, so the parts are taken apart. */
struct value target_pace(const struct targets *t, const struct target_row *r) {
    if (!t->days) return v_int(0);
    int64_t whole = r->target / t->days * t->gone;
    int64_t rest = (r->target % t->days * t->gone * 2 + t->days) / (t->days * 2);
    return v_int(whole + rest);
}

int64_t target_reached(const struct target_row *r) {
    struct value won = target_won(r);
    if (!r->target || won.kind != V_INT) return -1;
    if (won.i / r->target > INT64_MAX / 200) return -1;
    int64_t hundred = won.i / r->target * 100;
    int64_t rest = won.i % r->target;
    return hundred
           + (rest > INT64_MAX / 100 ? rest / (r->target / 100) : rest * 100 / r->target);
}

static int compare(const void *a, const void *b) {
    const struct target_row *x = a, *y = b;
    int64_t left = target_reached(x), right = target_reached(y);
    if (left != right) return left < right ? 1 : -1;
    left = target_won(x).i;
    right = target_won(y).i;
    if (left != right) return left < right ? 1 : -1;
    int64_t one = x->user + x->team, other = y->user + y->team;
    return (one > other) - (one < other);
}

void targets_rank(struct targets *t) {
    qsort(t->rows, (size_t)t->count, sizeof *t->rows, compare);
}

/* ---- Reading ---- */

static void count_days(struct ctx *cx, struct targets *t) {
    struct work_hours hours = work_hours_of(cx->settings);
    int64_t today = cx_today(cx);
    for (int64_t day = t->first; day < t->before; day++) {
        if (!is_working_day(&hours, day)) continue;
        t->days++;
        if (day < today) t->gone++;
    }
}

/* Of which teams others are a part. */
static enum err load_teams(struct ctx *cx, struct team_above **out, int *out_count) {
    struct team_above *all = NEWS(cx->mem, ACTOR_TEAMS, struct team_above);
    struct rows rows;
    int count = 0;
    TRY(store_query(cx->db,
                    SQL("SELECT id, parent FROM team WHERE parent IS NOT NULL LIMIT ?1"),
                    BIND(v_int(ACTOR_TEAMS)), &rows));
    for (; count < ACTOR_TEAMS && rows_next(&rows); count++)
        all[count] = (struct team_above){rows_int(&rows, 0), rows_int(&rows, 1)};
    *out = all;
    *out_count = count;
    return rows_done(&rows);
}

/* Those of people and teams beyond the actor's reach are not told. */
static bool is_within(const struct deal_reach *of, int64_t user, int64_t team) {
    if (of->owner) return user == of->owner;
    if (!of->team_count) return true;
    for (int i = 0; team && i < of->team_count; i++)
        if (of->teams[i] == team) return true;
    return false;
}

static void set_target(struct target_row *r, struct rows *rows) {
    if (!r) return;
    r->target_id = rows_int(rows, 0);
    r->target = rows_int(rows, 3);
}

/* A person of the teams is known by their own team. */
static enum err load_targets(struct ctx *cx, const struct deal_reach *of,
                             struct targets *t) {
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT t.id, t.person, t.of_team, t.amount, u.team"
                        " FROM sales_target t LEFT JOIN \"user\" u ON u.id = t.person"
                        " WHERE t.month = ?1 AND t.category IS NULL"
                        " AND t.product IS NULL AND t.city IS NULL"
                        " ORDER BY t.id LIMIT ?2"),
                    BIND(v_int(t->first), v_int(TARGET_ROWS)), &rows));
    while (rows_next(&rows)) {
        int64_t user = rows_int(&rows, 1), team = rows_int(&rows, 2);
        if (is_within(of, user, user ? rows_int(&rows, 4) : team))
            set_target(row_of(t, user, team), &rows);
    }
    return rows_done(&rows);
}

/* ---- Shares of those who worked on a deal beside its owner ---- */

/* So much of a won deal goes from its owner to somebody else. */
static void hand_on(struct targets *t, const struct deal_reach *of,
                    const struct team_above *teams, int team_count, struct rows *rows) {
    enum { HUNDRED = 100 };
    int64_t amount = rows_int(rows, 0), share = rows_int(rows, 1);
    int64_t part = amount / HUNDRED * share + amount % HUNDRED * share / HUNDRED;
    const struct target_share sides[] = {
        {.owner = rows_int(rows, 2),
         .team = rows_int(rows, 3),
         .won = true,
         .amount = {-(part / TOTAL_BILLION), -(part % TOTAL_BILLION)}},
        {.owner = rows_int(rows, 4),
         .team = rows_int(rows, 5),
         .won = true,
         .amount = {part / TOTAL_BILLION, part % TOTAL_BILLION}},
    };
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        if (is_within(of, sides[i].owner, sides[i].team))
            targets_add(t, teams, team_count, &sides[i]);
}

/* Few deals have shares, so these are looked up one by one. */
static enum err share_out(struct ctx *cx, const struct deal_reach *of,
                          const struct team_above *teams, int team_count,
                          struct targets *t) {
    struct query q = query_in(cx->mem);
    struct rows rows;
    query_add(&q,
              SQL("SELECT coalesce(t.amount, 0), m.share, coalesce(t.owner, 0),"
                  " coalesce(t.team, 0), m.person, coalesce(u.team, 0)"
                  " FROM deal t JOIN deal_member m ON m.party = t.party AND m.deal = t.id"
                  " JOIN \"user\" u ON u.id = m.person"
                  " WHERE t.outcome = 'won' AND m.share > 0 AND "));
    query_add(&q, SQL("t.closed_on >= "));
    query_bind(&q, v_int(t->first));
    query_add(&q, SQL(" AND t.closed_on < "));
    query_bind(&q, v_int(t->before));
    TRY(query_run(cx->db, &q, &rows));
    while (rows_next(&rows))
        hand_on(t, of, teams, team_count, &rows);
    return rows_done(&rows);
}

enum err targets_load(struct ctx *cx, const struct deal_reach *of, int64_t day,
                      struct targets *out) {
    struct team_above *teams;
    int team_count;
    *out = (struct targets){.first = month_first(cx->calendar, day),
                            .rows = NEWS(cx->mem, TARGET_ROWS, struct target_row)};
    out->before = calendar_turn(cx->calendar, out->first, 1);
    count_days(cx, out);
    TRY(load_targets(cx, of, out));
    TRY(load_teams(cx, &teams, &team_count));
    struct rows rows;
    TRY(sums_of_month(cx, of, out->first, out->before, &rows));
    while (rows_next(&rows)) {
        struct target_share share = {.owner = rows_int(&rows, 0),
                                     .team = rows_int(&rows, 1),
                                     .won = str_is(rows_text(&rows, 2), "won"),
                                     .percent = rows_int(&rows, 3),
                                     .count = rows_int(&rows, 4),
                                     .amount = {rows_int(&rows, 5), rows_int(&rows, 6)}};
        if (share.owner < 0) share.owner = 0;
        targets_add(out, teams, team_count, &share);
    }
    TRY(rows_done(&rows));
    TRY(share_out(cx, of, teams, team_count, out));
    targets_rank(out);
    return OK;
}
