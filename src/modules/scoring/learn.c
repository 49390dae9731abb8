/* learn.c - from deals that ended to a model; values in, values out. */
#include "base/arena.h"
#include "modules/scoring/fit.h"

#include <stdlib.h>

/* ---- Levels ---- */

/* The levels of one factor that enough deals have, the most frequent first; from 1 on. */
struct levels {
    struct {
        struct str key;
        int64_t deals, won;
    } at[LOGIT_LEVELS + 1];
    int count;
};

/* All there are of one factor, while they are counted. */
struct tally {
    struct str key;
    int64_t deals, won;
};
enum { TALLIES = 512 }; /* of a factor; what comes later is too rare to matter */

static int most_first(const void *left, const void *right) {
    const struct tally *a = left, *b = right;
    if (a->deals != b->deals) return a->deals > b->deals ? -1 : 1;
    return str_compare(a->key, b->key);
}

static void count_level(struct tally *all, int *count, struct str key, bool won) {
    int at = 0;
    while (at < *count && !str_eq(all[at].key, key))
        at++;
    if (at == TALLIES) return;
    if (at == *count) all[(*count)++] = (struct tally){.key = key};
    all[at].deals++;
    all[at].won += won;
}

static void keep_frequent(struct tally *all, int count, struct levels *out) {
    qsort(all, (size_t)count, sizeof *all, most_first);
    out->count = 0;
    for (int i = 0; i < count && out->count < LOGIT_LEVELS; i++) {
        if (all[i].deals < FIT_LEVEL_DEALS) break;
        out->count++;
        out->at[out->count].key = all[i].key;
        out->at[out->count].deals = all[i].deals;
        out->at[out->count].won = all[i].won;
    }
}

static void find_levels(struct arena *mem, const struct learnt *deals, int count,
                        struct levels *out) {
    struct tally *all = NEWS(mem, FACTORS * TALLIES, struct tally);
    int counts[FACTORS] = {0};
    for (int i = 0; i < count; i++) {
        struct facts facts = facts_read(deals[i].facts);
        for (int f = 0; f < FACTORS; f++)
            if (facts.level[f].n)
                count_level(all + f * TALLIES, &counts[f], facts.level[f], deals[i].won);
    }
    for (int f = 0; f < FACTORS; f++)
        keep_frequent(all + f * TALLIES, counts[f], &out[f]);
}

static unsigned char level_at(const struct levels *l, struct str key) {
    for (int i = 1; key.n && i <= l->count; i++)
        if (str_eq(l->at[i].key, key)) return (unsigned char)i;
    return 0;
}

/* ---- The design ---- */

struct design {
    struct levels levels[FACTORS];
    struct logit_data data;
    unsigned char *rows;
    bool *won;
};

static void lay_out(struct arena *mem, const struct learnt *deals, int count,
                    struct design *d) {
    d->rows = NEWS(mem, (size_t)count * FACTORS, unsigned char);
    d->won = NEWS(mem, (size_t)count, bool);
    d->data = (struct logit_data){
        .count = count, .factors = FACTORS, .levels = d->rows, .came = d->won};
    find_levels(mem, deals, count, d->levels);
    for (int f = 0; f < FACTORS; f++)
        d->data.level_count[f] = d->levels[f].count;
    for (int i = 0; i < count; i++) {
        struct facts facts = facts_read(deals[i].facts);
        d->won[i] = deals[i].won;
        for (int f = 0; f < FACTORS; f++)
            d->rows[i * FACTORS + f] = level_at(&d->levels[f], facts.level[f]);
    }
}

static bool enough(const bool *won, int count) {
    int64_t yes = 0;
    for (int i = 0; i < count; i++)
        yes += won[i];
    return count >= FIT_DEALS_LEAST && yes >= FIT_OUTCOME_LEAST
           && count - yes >= FIT_OUTCOME_LEAST;
}

/* ---- Learning ---- */

/* What is held of weights before anything is known: a variance of a quarter, so that the odds of most
 * levels lie between a third and three times the average. */
static const double ridge = 4;

/* The older deals foretell the newest. Without a trial the count is 0. */
static void stand_trial(struct arena *mem, const struct design *d, struct judgement *out) {
    struct logit_data older = d->data;
    struct logit model;
    int held = d->data.count / FIT_HELD_PART;
    older.count -= held;
    *out = (struct judgement){0};
    if (!logit_fit(mem, &older, ridge, &model)) return;
    struct foretold *all = NEWS(mem, (size_t)held, struct foretold);
    for (int i = 0; i < held; i++) {
        int row = older.count + i;
        double odds = logit_of(&model, d->rows + row * FACTORS, FACTORS);
        all[i] = (struct foretold){(int64_t)(logistic(odds) * JUDGE_ONE), d->won[row]};
    }
    judge(all, held, out);
}

static int64_t in_millionths(double x) {
    double scaled = x * MODEL_ONE;
    return (int64_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}

/* A level that all deals have in common is no reason. */
static bool says_anything(const struct levels *l) {
    return l->count > 1;
}

static void tell(struct arena *mem, const struct design *d, const struct logit *fitted,
                 struct model *out) {
    out->there = true;
    out->base = in_millionths(fitted->base);
    out->weights = NEWS(mem, MODEL_WEIGHTS, struct weight);
    for (int f = 0; f < FACTORS; f++)
        for (int l = 1; says_anything(&d->levels[f]) && l <= d->levels[f].count; l++)
            out->weights[out->weight_count++] =
                (struct weight){.factor = (enum factor)f,
                                .level = d->levels[f].at[l].key,
                                .weight = in_millionths(fitted->weights[f][l]),
                                .deals = d->levels[f].at[l].deals,
                                .won = d->levels[f].at[l].won};
}

void fit_learn(struct arena *mem, const struct learnt *deals, int count, struct model *out,
               struct judgement *out_trial) {
    struct design *d = NEW(mem, struct design);
    struct logit fitted;
    *out = (struct model){.deals = count};
    *out_trial = (struct judgement){0};
    lay_out(mem, deals, count, d);
    for (int i = 0; i < count; i++)
        out->won += d->won[i];
    if (!enough(d->won, count) || !logit_fit(mem, &d->data, ridge, &fitted)) return;
    stand_trial(mem, d, out_trial);
    tell(mem, d, &fitted, out);
}
