#include "modules/scoring/model.h"

#include <stdlib.h>

/* ---- Reading ---- */

static int64_t size_of(int64_t weight) {
    return weight < 0 ? -weight : weight;
}

static int heaviest_first(const void *left, const void *right) {
    const struct weight *a = left, *b = right;
    if (a->factor != b->factor) return a->factor < b->factor ? -1 : 1;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    return str_compare(a->level, b->level);
}

static void read_weight(struct ctx *cx, struct rows *rows, struct model *m) {
    enum factor f = factor_keyed(rows_text(rows, 0));
    if (f == FACTORS) return;
    m->weights[m->weight_count++] =
        (struct weight){.factor = f,
                        .level = str_dup(cx->mem, rows_text(rows, 1)),
                        .weight = rows_int(rows, 2),
                        .deals = rows_int(rows, 3),
                        .won = rows_int(rows, 4)};
}

static enum err read_head(struct rows *rows, struct model *out) {
    if (rows_next(rows)) {
        out->fitted_ms = rows_int(rows, 0);
        out->there = rows_int(rows, 1) != 0;
        out->base = rows_int(rows, 2);
        out->deals = rows_int(rows, 3);
        out->won = rows_int(rows, 4);
    }
    return rows_done(rows);
}

enum err model_load(struct ctx *cx, struct model *out) {
    struct rows head, rows;
    *out = (struct model){.weights = NEWS(cx->mem, MODEL_WEIGHTS, struct weight)};
    TRY(store_query(cx->db,
                    SQL("SELECT fitted_at, there, base, deals, won FROM score_model"
                        " WHERE id = 1"),
                    BIND_NONE, &head));
    TRY(store_query(cx->db,
                    SQL("SELECT factor, level, weight, deals, won FROM score_weight"
                        " LIMIT ?1"),
                    BIND(v_int(MODEL_WEIGHTS)), &rows));
    TRY(read_head(&head, out));
    while (out->weight_count < MODEL_WEIGHTS && rows_next(&rows))
        read_weight(cx, &rows, out);
    TRY(rows_done(&rows));
    qsort(out->weights, (size_t)out->weight_count, sizeof *out->weights, heaviest_first);
    return OK;
}

enum err model_trial(struct ctx *cx, struct judgement *out) {
    struct rows head, rows;
    *out = (struct judgement){0};
    TRY(store_query(cx->db,
                    SQL("SELECT held, held_won, area, error, plain_error FROM score_model"
                        " WHERE id = 1"),
                    BIND_NONE, &head));
    TRY(store_query(cx->db, SQL("SELECT tenth, deals, won, said FROM score_tenth"),
                    BIND_NONE, &rows));
    if (rows_next(&head))
        *out = (struct judgement){.count = rows_int(&head, 0),
                                  .came = rows_int(&head, 1),
                                  .area = rows_int(&head, 2),
                                  .error = rows_int(&head, 3),
                                  .plain_error = rows_int(&head, 4)};
    TRY(rows_done(&head));
    while (rows_next(&rows)) {
        int64_t at = rows_int(&rows, 0);
        if (at >= 0 && at < JUDGE_TENTHS)
            out->tenths[at] =
                (struct tenth){rows_int(&rows, 1), rows_int(&rows, 2), rows_int(&rows, 3)};
    }
    return rows_done(&rows);
}

/* ---- Keeping ---- */

static enum err keep_head(struct ctx *cx, const struct model *m,
                          const struct judgement *trial) {
    return store_exec(
        cx->writer,
        SQL("INSERT INTO score_model (id, fitted_at, there, base, deals, won, held,"
            " held_won, area, error, plain_error)"
            " VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"),
        BIND(v_int(m->fitted_ms), v_int(m->there), v_int(m->base), v_int(m->deals),
             v_int(m->won), v_int(trial->count), v_int(trial->came), v_int(trial->area),
             v_int(trial->error), v_int(trial->plain_error)));
}

static enum err forget(struct ctx *cx) {
    TRY(store_exec(cx->writer, SQL("DELETE FROM score_model"), BIND_NONE));
    TRY(store_exec(cx->writer, SQL("DELETE FROM score_weight"), BIND_NONE));
    return store_exec(cx->writer, SQL("DELETE FROM score_tenth"), BIND_NONE);
}

enum err model_keep(struct ctx *cx, const struct model *m, const struct judgement *trial) {
    TRY(forget(cx));
    TRY(keep_head(cx, m, trial));
    for (int i = 0; i < m->weight_count; i++) {
        const struct weight *w = &m->weights[i];
        TRY(store_send(cx->writer,
                       SQL("INSERT INTO score_weight (factor, level, weight, deals, won)"
                           " VALUES (?1, ?2, ?3, ?4, ?5)"),
                       BIND(v_text(factor_key(w->factor)), v_text(w->level),
                            v_int(w->weight), v_int(w->deals), v_int(w->won))));
    }
    for (int i = 0; trial->count && i < JUDGE_TENTHS; i++)
        TRY(store_send(cx->writer,
                       SQL("INSERT INTO score_tenth (tenth, deals, won, said)"
                           " VALUES (?1, ?2, ?3, ?4)"),
                       BIND(v_int(i), v_int(trial->tenths[i].count),
                            v_int(trial->tenths[i].came), v_int(trial->tenths[i].said))));
    return OK;
}

/* ---- Values in, values out ---- */

static const struct weight *weight_of(const struct model *m, enum factor f,
                                      struct str level) {
    for (int i = 0; level.n && i < m->weight_count; i++)
        if (m->weights[i].factor == f && str_eq(m->weights[i].level, level))
            return &m->weights[i];
    return NULL;
}

static void add_reason(struct score *s, const struct weight *w) {
    int at = s->count++;
    while (at > 0 && size_of(s->because[at - 1]->weight) < size_of(w->weight)) {
        s->because[at] = s->because[at - 1];
        at--;
    }
    s->because[at] = w;
}

struct score model_score(const struct model *m, const struct facts *facts) {
    enum { HUNDRED = 100 };
    struct score s = {0};
    int64_t odds = m->base;
    for (int f = 0; f < FACTORS; f++) {
        const struct weight *w = weight_of(m, (enum factor)f, facts->level[f]);
        if (!w) continue;
        odds += w->weight;
        if (weight_strength(w->weight)) add_reason(&s, w);
    }
    s.percent = (int)(logistic((double)odds / MODEL_ONE) * HUNDRED + 0.5);
    return s;
}

int64_t weight_odds(int64_t weight) {
    enum { HUNDREDTHS = 100 };
    return (int64_t)(exp_of((double)weight / MODEL_ONE) * HUNDREDTHS + 0.5);
}

int weight_strength(int64_t weight) {
    /* The odds times 1.05, 1.25, 2. */
    static const int64_t from[] = {48790, 223144, 693147};
    int strength = 0;
    while (strength < 3 && size_of(weight) >= from[strength])
        strength++;
    return strength;
}
