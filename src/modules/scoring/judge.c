#include "modules/scoring/judge.h"

#include <stdlib.h>

static int by_said(const void *left, const void *right) {
    const struct foretold *a = left, *b = right;
    return (a->said > b->said) - (a->said < b->said);
}

/* Twice the pairs in which the one that came was held for likelier. */
static int64_t twice_won_pairs(const struct foretold *all, int count) {
    int64_t missed_below = 0, sum = 0;
    for (int i = 0, end; i < count; i = end) {
        int64_t came = 0, missed = 0;
        for (end = i; end < count && all[end].said == all[i].said; end++)
            all[end].came ? came++ : missed++;
        sum += came * (2 * missed_below + missed);
        missed_below += missed;
    }
    return sum;
}

static int64_t area_of(const struct foretold *all, const struct judgement *j) {
    int64_t pairs = j->came * (j->count - j->came);
    if (!pairs) return 0;
    int64_t twice = twice_won_pairs(all, (int)j->count), whole = twice / (2 * pairs);
    int64_t rest = twice % (2 * pairs);
    while (rest > INT64_MAX / JUDGE_ONE)
        rest /= 2, pairs /= 2;
    return whole * JUDGE_ONE + rest * JUDGE_ONE / (2 * pairs);
}

static void add(struct judgement *j, const struct foretold *one) {
    int at = (int)(one->said * JUDGE_TENTHS / JUDGE_ONE);
    struct tenth *t = &j->tenths[at < JUDGE_TENTHS ? at : JUDGE_TENTHS - 1];
    j->count++;
    j->came += one->came;
    t->count++;
    t->came += one->came;
    t->said += one->said;
}

void judge(struct foretold *all, int count, struct judgement *out) {
    int64_t squares = 0; /* of JUDGE_MOST errors of 1 at most: in parts of a million */
    *out = (struct judgement){0};
    qsort(all, (size_t)count, sizeof *all, by_said);
    for (int i = 0; i < count; i++) {
        int64_t off = all[i].said - (all[i].came ? JUDGE_ONE : 0);
        squares += off * off / JUDGE_ONE;
        add(out, &all[i]);
    }
    if (!count) return;
    out->area = area_of(all, out);
    out->error = squares / count;
    int64_t share = out->came * JUDGE_ONE / count;
    out->plain_error = share * (JUDGE_ONE - share) / JUDGE_ONE;
}
