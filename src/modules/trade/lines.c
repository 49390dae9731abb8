#include "modules/trade/lines.h"

#include <assert.h>

/* ---- Products of large numbers ---- */

/* By doubling and adding, as one multiplies by hand: nothing grows beyond twice c. */
static int64_t part_divided(int64_t a, int64_t b, int64_t c, int64_t *out_rest) {
    int64_t quotient = 0, rest = 0;
    for (int bit = 62; bit >= 0; bit--) {
        int64_t more = b >> bit & 1 ? a : 0;
        quotient *= 2;
        rest *= 2;
        if (rest >= c) rest -= c, quotient++;
        rest += more;
        if (rest >= c) rest -= c, quotient++;
    }
    *out_rest = rest;
    return quotient;
}

bool times_divided(int64_t a, int64_t b, int64_t c, int64_t *out, int64_t *out_rest) {
    int64_t whole, part;
    assert(a >= 0 && b >= 0 && c > 0 && c <= LINES_MONEY_MOST);
    if (b > LINES_MONEY_MOST || __builtin_mul_overflow(a / c, b, &whole)) return false;
    part = part_divided(a % c, b, c, out_rest); /* below b, since a % c is below c */
    if (__builtin_add_overflow(whole, part, out)) return false;
    return *out <= LINES_MONEY_MOST;
}

bool times_rounded(int64_t a, int64_t b, int64_t c, int64_t *out) {
    int64_t rest;
    if (!times_divided(a, b, c, out, &rest)) return false;
    *out += rest >= c - rest;
    return *out <= LINES_MONEY_MOST;
}

static bool add_to(int64_t *sum, int64_t more) {
    int64_t new;
    if (__builtin_add_overflow(*sum, more, &new) || new > LINES_MONEY_MOST) return false;
    *sum = new;
    return true;
}

/* ---- One line ---- */

static enum lines_fault figure_own(struct line *l) {
    if (!times_rounded(l->quantity, l->price, QUANTITY_ONE, &l->gross)
        || !times_rounded(l->gross, l->percent, PERCENT_ALL, &l->reduction)
        || !add_to(&l->reduction, l->amount))
        return LINES_TOO_BIG;
    l->net = l->gross - l->reduction;
    return l->net < 0 ? LINES_REDUCED_OVER : LINES_FINE;
}

static enum lines_fault figure_tax(struct line *l) {
    l->net -= l->share;
    l->total = l->net;
    if (!times_rounded(l->net, l->tax_percent, PERCENT_ALL, &l->tax)
        || !add_to(&l->total, l->tax))
        return LINES_TOO_BIG;
    return LINES_FINE;
}

/* ---- The discount on the whole ---- */

/* What is left over for a line when its share is rounded down. */
struct remainder {
    int64_t rest;
    struct line *line;
};

/* Lines of which neither goes first here come to the same figures. */
static bool goes_first(const struct remainder *a, const struct remainder *b) {
    if (a->rest != b->rest) return a->rest > b->rest;
    if (a->line->net != b->line->net) return a->line->net > b->line->net;
    return a->line->tax_percent > b->line->tax_percent;
}

static void sort_remainders(struct remainder *all, int count) {
    for (int i = 1; i < count; i++) {
        struct remainder one = all[i];
        int at = i;
        for (; at > 0 && goes_first(&one, &all[at - 1]); at--)
            all[at] = all[at - 1];
        all[at] = one;
    }
}

/* Of the lines' nets, which come to `base`, take `spread`; 0 <= spread <= base. */
static void spread_over(struct line *lines, int count, int64_t spread, int64_t base) {
    struct remainder left[LINES_MOST];
    int64_t rials = spread;
    for (int i = 0; i < count; i++) {
        left[i] = (struct remainder){0, &lines[i]};
        lines[i].share = 0;
        if (base) /* fits: a share is at most the line */
            (void)times_divided(lines[i].net, spread, base, &lines[i].share, &left[i].rest);
        rials -= lines[i].share;
    }
    sort_remainders(left, count);
    for (int i = 0; i < count && rials > 0; i++, rials--)
        left[i].line->share++;
}

static bool find_spread(struct whole whole, int64_t base, int64_t *out) {
    if (!times_rounded(base, whole.percent, PERCENT_ALL, out)) return false;
    if (!add_to(out, whole.amount) || *out > base) *out = base;
    return true;
}

/* ---- All of them ---- */

static bool add_sums(struct sums *sum, const struct line *l) {
    return add_to(&sum->gross, l->gross) && add_to(&sum->reduction, l->reduction)
           && add_to(&sum->reduction, l->share) && add_to(&sum->net, l->net)
           && add_to(&sum->tax, l->tax) && add_to(&sum->total, l->total);
}

static enum lines_fault figure_owns(struct line *lines, int count, int64_t *out_base,
                                    int *out_at) {
    *out_base = 0;
    for (*out_at = 0; *out_at < count; ++*out_at) {
        enum lines_fault fault = figure_own(&lines[*out_at]);
        if (fault) return fault;
        if (!add_to(out_base, lines[*out_at].net)) return LINES_TOO_BIG;
    }
    return LINES_FINE;
}

enum lines_fault lines_figure(struct line *lines, int count, struct whole whole,
                              struct sums *out, int *out_at) {
    struct sums sum = {0};
    int64_t base;
    assert(count <= LINES_MOST);
    enum lines_fault fault = figure_owns(lines, count, &base, out_at);
    if (fault) return fault;
    *out_at = -1;
    if (!find_spread(whole, base, &sum.spread)) return LINES_TOO_BIG;
    spread_over(lines, count, sum.spread, base);
    for (int i = 0; i < count; i++) {
        *out_at = i;
        if ((fault = figure_tax(&lines[i]))) return fault;
        *out_at = -1;
        if (!add_sums(&sum, &lines[i])) return LINES_TOO_BIG;
    }
    *out = sum;
    return LINES_FINE;
}

/* ---- What was given away ---- */

/* What it would come to at the list's price; where that cannot be told, as it is. */
static int64_t listed(const struct line *l, int64_t list_price) {
    int64_t at_list;
    bool told = times_rounded(l->quantity, list_price, QUANTITY_ONE, &at_list);
    return told && at_list > l->gross ? at_list : l->gross;
}

bool line_within(const struct line *l, int64_t list_price, int64_t limit) {
    int64_t from = listed(l, list_price), may;
    if (!times_rounded(from, limit, PERCENT_ALL, &may)) return false;
    return from - l->net <= may + 1;
}

int64_t line_given(const struct line *l, int64_t list_price) {
    int64_t from = listed(l, list_price), given = 0;
    if (from > l->net) (void)times_rounded(from - l->net, PERCENT_ALL, from, &given);
    return given;
}

bool line_below(const struct line *l, int64_t cost) {
    int64_t costs;
    if (!times_rounded(l->quantity, cost, QUANTITY_ONE, &costs)) return true;
    return l->net < costs;
}
