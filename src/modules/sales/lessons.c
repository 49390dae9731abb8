#include "modules/sales/lessons.h"

#include "entities.h"
#include "store/query.h"

#include <stdlib.h>

#define SUMS                                             \
    "count(*), coalesce(sum(t.amount / 1000000000), 0)," \
    " coalesce(sum(t.amount % 1000000000), 0) FROM deal t"

/* One thing of a list "|a|b|". */
static bool next_feature(struct str *rest, struct str *out) {
    while (str_cut(rest, '|', out))
        if (out->n) return true;
    return false;
}

static void add_span(struct query *q, const struct span *span) {
    query_add(q, SQL(" AND t.closed_on >= "));
    query_bind(q, v_int(span->first));
    query_add(q, SQL(" AND t.closed_on < "));
    query_bind(q, v_int(span->before));
}

/* ---- What was asked for ---- */

static struct asked *asked_of(struct ctx *cx, struct asked_list *list, struct str feature) {
    for (int i = 0; i < list->count; i++)
        if (str_eq(list->rows[i].feature, feature)) return &list->rows[i];
    if (list->count == ASKED_MOST) return NULL;
    list->rows[list->count] = (struct asked){.feature = str_dup(cx->mem, feature)};
    return &list->rows[list->count++];
}

static void add_asked(struct ctx *cx, struct asked_list *list, struct rows *rows) {
    struct str rest = rows_text(rows, 0), outcome = rows_text(rows, 1), feature;
    struct total amount = {rows_int(rows, 3), rows_int(rows, 4)};
    while (next_feature(&rest, &feature)) {
        struct asked *a = asked_of(cx, list, feature);
        if (!a) return;
        struct ended_sum *sum = str_eq(outcome, DEAL_OUTCOME_OPEN)  ? &a->open
                                : str_eq(outcome, DEAL_OUTCOME_WON) ? &a->won
                                                                    : &a->lost;
        ended_add(sum, rows_int(rows, 2), amount);
    }
}

/* What hangs on it: open and lost together. Too much for 64 bits comes first. */
static int64_t hanging(const struct ended_sum *open, const struct ended_sum *lost) {
    struct total all = open->amount;
    bool fits = !open->over && !lost->over && total_add(&all, lost->amount, 1);
    struct value sum = fits ? total_divided(all, 1) : v_null();
    return sum.kind == V_INT ? sum.i : INT64_MAX;
}

static int compare_asked(const void *a, const void *b) {
    const struct asked *x = a, *y = b;
    int64_t left = hanging(&x->open, &x->lost), right = hanging(&y->open, &y->lost);
    if (left != right) return left < right ? 1 : -1;
    return str_compare(x->feature, y->feature);
}

enum err asked_load(struct ctx *cx, const struct deal_reach *of, const struct span *span,
                    struct asked_list *out) {
    struct query q = query_in(cx->mem);
    struct rows rows;
    *out = (struct asked_list){.rows = NEWS(cx->mem, ASKED_MOST, struct asked)};
    query_add(&q, SQL("SELECT t.asked, t.outcome, " SUMS " WHERE t.asked IS NOT NULL"
                      " AND (t.outcome = 'open' OR (t.outcome IN ('won', 'lost')"));
    add_span(&q, span);
    query_add(&q, SQL("))"));
    reach_condition(&q, of);
    query_add(&q, SQL(" GROUP BY 1, 2"));
    TRY(query_run(cx->db, &q, &rows));
    while (rows_next(&rows))
        add_asked(cx, out, &rows);
    TRY(rows_done(&rows));
    qsort(out->rows, (size_t)out->count, sizeof *out->rows, compare_asked);
    return OK;
}

/* ---- One thing against another ---- */

/* Rows or columns before the largest are chosen. */
struct keys {
    struct value key[LESSON_KEYS];
    struct ended_sum sum[LESSON_KEYS];
    int count;
    bool more;
};

struct pair {
    struct pair *next;
    struct value row, column;
    int64_t count;
    struct total amount;
};

static void note_key(struct keys *k, const struct pair *p, struct value key) {
    int at = 0;
    while (at < k->count && !value_eq(k->key[at], key))
        at++;
    if (at == LESSON_KEYS) {
        k->more = true;
        return;
    }
    if (at == k->count) k->key[k->count++] = key;
    ended_add(&k->sum[at], p->count, p->amount);
}

static int64_t size_of(const struct ended_sum *sum) {
    struct value v = ended_amount(sum);
    return v.kind == V_INT ? v.i : INT64_MAX;
}

/* Take the largest that is left; null has its place among them. */
static int take_largest(struct keys *k) {
    int best = -1;
    for (int i = 0; i < k->count; i++) {
        if (!k->sum[i].count) continue;
        if (best < 0 || size_of(&k->sum[i]) > size_of(&k->sum[best])) best = i;
    }
    if (best >= 0) k->sum[best].count = 0;
    return best;
}

static int choose(struct keys *k, struct value *out, int room, bool *more) {
    int count = 0, at;
    while (count < room && (at = take_largest(k)) >= 0)
        out[count++] = k->key[at];
    *more = *more || k->more || take_largest(k) >= 0;
    return count;
}

static struct pair *pair_in(struct ctx *cx, struct rows *rows, struct value column,
                            struct pair *next) {
    struct pair *p = NEW(cx->mem, struct pair);
    struct value row = rows_value(rows, 0);
    if (row.kind == V_TEXT) row.s = str_dup(cx->mem, row.s);
    if (column.kind == V_TEXT) column.s = str_dup(cx->mem, column.s);
    *p = (struct pair){
        next, row, column, rows_int(rows, 2), {rows_int(rows, 3), rows_int(rows, 4)}};
    return p;
}

static struct pair *pairs_in(struct ctx *cx, const struct lesson_ask *ask,
                             struct rows *rows, struct pair *next) {
    struct str rest = rows_text(rows, 1), feature;
    if (ask->about == LESSON_LOSS) return pair_in(cx, rows, rows_value(rows, 1), next);
    while (next_feature(&rest, &feature))
        next = pair_in(cx, rows, v_text(feature), next);
    return next;
}

static enum err ask_pairs(struct ctx *cx, const struct lesson_ask *ask, struct rows *out) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT "));
    query_column(&q, ask->of_party ? 'p' : 't', ask->by->name);
    query_add(&q,
              ask->about == LESSON_LOSS ? SQL(", t.loss, " SUMS) : SQL(", t.asked, " SUMS));
    if (ask->of_party) query_add(&q, SQL(" JOIN party p ON p.id = t.party"));
    query_add(&q, ask->about == LESSON_LOSS
                      ? SQL(" WHERE (t.outcome = 'lost'")
                      : SQL(" WHERE t.asked IS NOT NULL AND (t.outcome = 'open'"
                            " OR t.outcome = 'lost'"));
    add_span(&q, &ask->span);
    query_add(&q, SQL(")"));
    reach_condition(&q, &ask->of);
    query_add(&q, SQL(" GROUP BY 1, 2"));
    return query_run(cx->db, &q, out);
}

static int place_of(const struct value *keys, int count, struct value key) {
    int at = 0;
    while (at < count && !value_eq(keys[at], key))
        at++;
    return at;
}

static void fill(struct lesson *l, const struct pair *pairs) {
    for (const struct pair *p = pairs; p; p = p->next) {
        int row = place_of(l->rows, l->row_count, p->row);
        int column = place_of(l->columns, l->column_count, p->column);
        if (row < l->row_count && column < l->column_count)
            ended_add(&l->cells[row][column], p->count, p->amount);
    }
}

enum err lesson_load(struct ctx *cx, const struct lesson_ask *ask, struct lesson *out) {
    struct rows rows;
    struct pair *pairs = NULL;
    struct keys *by_row = NEW(cx->mem, struct keys), *by_column = NEW(cx->mem, struct keys);
    TRY(ask_pairs(cx, ask, &rows));
    while (rows_next(&rows))
        pairs = pairs_in(cx, ask, &rows, pairs);
    TRY(rows_done(&rows));
    for (const struct pair *p = pairs; p; p = p->next) {
        note_key(by_row, p, p->row);
        note_key(by_column, p, p->column);
    }
    *out = (struct lesson){0};
    out->row_count = choose(by_row, out->rows, LESSON_ROWS, &out->more);
    out->column_count = choose(by_column, out->columns, LESSON_COLUMNS, &out->more);
    fill(out, pairs);
    return OK;
}
