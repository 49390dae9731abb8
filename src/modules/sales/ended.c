#include "modules/sales/ended.h"

#include "entities.h"
#include "store/query.h"

#include <stdlib.h>

/* ---- Adding up ---- */

void ended_add(struct ended_sum *sum, int64_t count, struct total amount) {
    sum->count += count;
    if (!total_add(&sum->amount, amount, 1)) sum->over = true;
}

void ended_join(struct ended_group *to, const struct ended_group *from) {
    for (int t = 0; t < ENDED_TIMES; t++)
        for (int k = 0; k < ENDED_KINDS; k++) {
            const struct ended_sum *more = &from->sums[t][k];
            ended_add(&to->sums[t][k], more->count, more->amount);
            to->sums[t][k].over |= more->over;
        }
}

struct value ended_amount(const struct ended_sum *sum) {
    return sum->over ? v_null() : total_divided(sum->amount, 1);
}

int64_t ended_share(int64_t count, int64_t whole) {
    return whole > 0 ? (count * 200 + whole) / (whole * 2) : 0;
}

int64_t ended_rate(const struct ended_group *g, enum ended_when when) {
    const struct ended_sum *sums = g->sums[when];
    int64_t all = sums[ENDED_WON].count + sums[ENDED_LOST].count;
    return all ? ended_share(sums[ENDED_WON].count, all) : -1;
}

static int64_t weight(const struct ended_group *g, enum ended_when when) {
    return g->sums[when][ENDED_WON].count + g->sums[when][ENDED_LOST].count;
}

static int compare_keys(struct value a, struct value b) {
    if (a.kind != b.kind) return a.kind < b.kind ? -1 : 1;
    if (a.kind == V_TEXT) return str_compare(a.s, b.s);
    return (a.i > b.i) - (a.i < b.i);
}

static int compare(const void *a, const void *b) {
    const struct ended_group *x = a, *y = b;
    for (int t = 0; t < ENDED_TIMES; t++) {
        int64_t left = weight(x, (enum ended_when)t), right = weight(y, (enum ended_when)t);
        if (left != right) return left < right ? 1 : -1;
    }
    return compare_keys(x->key, y->key);
}

/* ---- Reading ---- */

/* Rows of one key may come apart; they are few. */
static struct ended_group *group_of(struct ctx *cx, struct ended *e, struct value key) {
    for (int i = e->count - 1; i >= 0; i--)
        if (value_eq(e->groups[i].key, key)) return &e->groups[i];
    if (e->count == ENDED_GROUPS) return NULL;
    if (key.kind == V_TEXT) key.s = str_dup(cx->mem, key.s);
    e->groups[e->count] = (struct ended_group){.key = key};
    return &e->groups[e->count++];
}

static void add_row(struct ctx *cx, struct ended *e, struct rows *rows) {
    struct ended_group *groups[] = {&e->whole, group_of(cx, e, rows_value(rows, 0))};
    enum ended_as as =
        str_eq(rows_text(rows, 1), DEAL_OUTCOME_WON) ? ENDED_WON : ENDED_LOST;
    enum ended_when when = rows_int(rows, 2) ? ENDED_BEFORE : ENDED_NOW;
    struct total amount = {rows_int(rows, 4), rows_int(rows, 5)};
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (groups[i]) ended_add(&groups[i]->sums[when][as], rows_int(rows, 3), amount);
}

static enum err ask_groups(struct ctx *cx, const struct ended_ask *ask, struct rows *out) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT "));
    query_column(&q, ask->of_party ? 'p' : 't', ask->by->name);
    query_add(&q, SQL(", t.outcome, CASE WHEN t.closed_on < "));
    query_bind(&q, v_int(ask->span.first));
    query_add(&q, SQL(" THEN 1 ELSE 0 END, count(*),"
                      " coalesce(sum(t.amount / 1000000000), 0),"
                      " coalesce(sum(t.amount % 1000000000), 0) FROM deal t"));
    if (ask->of_party) query_add(&q, SQL(" JOIN party p ON p.id = t.party"));
    query_add(&q, SQL(" WHERE t.outcome IN ('won', 'lost') AND t.closed_on >= "));
    query_bind(&q, v_int(ask->span.earlier));
    query_add(&q, SQL(" AND t.closed_on < "));
    query_bind(&q, v_int(ask->span.before));
    reach_condition(&q, &ask->of);
    query_add(&q, SQL(" GROUP BY 1, 2, 3 ORDER BY 1"));
    return query_run(cx->db, &q, out);
}

enum err ended_load(struct ctx *cx, const struct ended_ask *ask, struct ended *out) {
    struct rows rows;
    *out = (struct ended){.groups = NEWS(cx->mem, ENDED_GROUPS, struct ended_group)};
    TRY(ask_groups(cx, ask, &rows));
    while (rows_next(&rows))
        add_row(cx, out, &rows);
    TRY(rows_done(&rows));
    qsort(out->groups, (size_t)out->count, sizeof *out->groups, compare);
    return OK;
}
