#include "modules/offers/rule.h"

#include "base/arena.h"

#include <stdlib.h>

/* ---- Fractions ---- */

bool ratio_parse(struct str text, struct ratio *out) {
    struct str whole, part = text;
    int64_t one = 1, units = 0, rest = 0;
    if (text.n == 0 || text.n > RATIO_PLACES + 2) return false;
    bool dot = memchr(text.p, '.', text.n) != NULL;
    str_cut(&part, '.', &whole);
    if (memchr(text.p, '-', text.n) || part.n > RATIO_PLACES || (!whole.n && !part.n))
        return false;
    if (whole.n && !str_int(whole, &units)) return false;
    if (dot && part.n && !str_int(part, &rest)) return false;
    for (size_t i = 0; i < part.n; i++)
        one *= 10;
    *out = (struct ratio){units * one + rest, one};
    return out->over <= out->under;
}

/* By the whole parts, and where these agree by what is left over, upside down: the numbers never
 * grow. */
int ratio_compare(struct ratio a, struct ratio b) {
    for (int sign = 1;; sign = -sign) {
        int64_t left = a.over / a.under, right = b.over / b.under;
        if (left != right) return left < right ? -sign : sign;
        a.over %= a.under;
        b.over %= b.under;
        if (a.over == 0 || b.over == 0) return sign * ((a.over != 0) - (b.over != 0));
        a = (struct ratio){a.under, a.over};
        b = (struct ratio){b.under, b.over};
    }
}

int64_t ratio_units(struct ratio r, int places) {
    int64_t units = r.over / r.under, rest = r.over % r.under;
    for (int i = 0; i < places; i++) {
        rest *= 10;
        if (units > (INT64_MAX - 10) / 10) return INT64_MAX;
        units = units * 10 + rest / r.under;
        rest %= r.under;
    }
    return units + (2 * rest >= r.under);
}

int64_t ratio_least(struct ratio r, int64_t all) {
    int64_t least = (r.over * all + r.under - 1) / r.under;
    return least > 0 ? least : 1;
}

/* ---- Measures ---- */

struct ratio rule_support(const struct rule_counts *c) {
    return (struct ratio){c->both, c->all};
}
struct ratio rule_confidence(const struct rule_counts *c) {
    return (struct ratio){c->both, c->left};
}
struct ratio rule_lift(const struct rule_counts *c) {
    return (struct ratio){c->both * c->all, c->left * c->right};
}

int64_t rule_leverage_units(const struct rule_counts *c, int places) {
    int64_t over = c->both * c->all - c->left * c->right;
    int64_t size =
        ratio_units((struct ratio){over < 0 ? -over : over, c->all * c->all}, places);
    return over < 0 ? -size : size;
}

bool rule_conviction(const struct rule_counts *c, struct ratio *out) {
    *out = (struct ratio){c->left * (c->all - c->right), c->all * (c->left - c->both)};
    return out->under > 0;
}

struct rule_counts rule_counts_of(const struct baskets *b, const struct rule *r) {
    return (struct rule_counts){.all = b->count,
                                .left = b->sets[r->antecedent].count,
                                .right = b->sets[r->consequent].count,
                                .both = b->sets[r->set].count};
}

/* ---- Making rules ---- */

struct maker {
    struct baskets *b;
    struct ratio least;
    int consequent;
    struct rules rules;
    int32_t room;
};

static enum err add_rule(struct maker *m, struct rule rule) {
    if (m->rules.count == RULES_MOST) return ERR_LIMIT;
    if (m->rules.count == m->room) {
        size_t size = (size_t)m->room * sizeof rule;
        m->rules.rows = arena_grow(m->b->mem, m->rules.rows, size, 2 * size);
        m->room *= 2;
    }
    m->rules.rows[m->rules.count++] = rule;
    return OK;
}

/* The items of the set whose bits are set in `mask` are the consequent. Both parts of a frequent
 * set are frequent, so they are among the sets. */
static enum err split(struct maker *m, int32_t set, const int32_t *items, int count,
                      unsigned mask) {
    int32_t parts[2][BASKET_LENGTH];
    int counts[2] = {0, 0};
    for (int i = 0; i < count; i++) {
        int side = mask >> i & 1;
        parts[side][counts[side]++] = items[i];
    }
    if (counts[1] > m->consequent) return OK;
    int32_t antecedent = baskets_set_of(m->b, parts[0], counts[0]);
    struct ratio confidence = {m->b->sets[set].count, m->b->sets[antecedent].count};
    if (ratio_compare(confidence, m->least) < 0) return OK;
    int32_t consequent = baskets_set_of(m->b, parts[1], counts[1]);
    return add_rule(m, (struct rule){set, antecedent, consequent});
}

static enum err make_rules(struct maker *m) {
    int32_t items[BASKET_LENGTH];
    for (int32_t set = 1; set < m->b->set_count; set++) {
        int count = baskets_items_of(m->b, set, items);
        for (unsigned mask = 1; mask + 1 < 1U << count; mask++)
            TRY(split(m, set, items, count, mask));
    }
    return OK;
}

/* ---- Their order ---- */

/* A rule with what it is sorted by. */
struct sorted {
    const struct baskets *b;
    struct rule rule;
    struct ratio keys[RULE_ORDERS];
};

static int compare_rules(const void *left, const void *right) {
    const struct sorted *l = left, *r = right;
    int order = 0;
    for (int i = 0; i < RULE_ORDERS && order == 0; i++)
        order = ratio_compare(r->keys[i], l->keys[i]);
    if (order == 0)
        order = baskets_compare_sets(l->b, l->rule.antecedent, r->rule.antecedent);
    if (order == 0)
        order = baskets_compare_sets(l->b, l->rule.consequent, r->rule.consequent);
    return order;
}

static struct sorted sorted_of(const struct baskets *b, const struct rule *rule,
                               enum rule_order order) {
    struct rule_counts c = rule_counts_of(b, rule);
    const struct ratio measures[RULE_ORDERS] = {rule_lift(&c), rule_confidence(&c),
                                                rule_support(&c)};
    struct sorted s = {.b = b, .rule = *rule, .keys = {measures[order]}};
    for (int i = 0, at = 1; i < RULE_ORDERS; i++)
        if (i != (int)order) s.keys[at++] = measures[i];
    return s;
}

static void sort_rules(const struct baskets *b, struct rules *rules,
                       enum rule_order order) {
    struct arena *mem = arena_create();
    struct sorted *all = NEWS(mem, (size_t)rules->count, struct sorted);
    for (int32_t i = 0; i < rules->count; i++)
        all[i] = sorted_of(b, &rules->rows[i], order);
    qsort(all, (size_t)rules->count, sizeof *all, compare_rules);
    for (int32_t i = 0; i < rules->count; i++)
        rules->rows[i] = all[i].rule;
    arena_free(mem);
}

enum err rules_of(struct baskets *b, struct ratio least, int consequent,
                  enum rule_order order, struct rules *out) {
    struct maker m = {.b = b, .least = least, .consequent = consequent, .room = 1024};
    m.rules.rows = NEWS(b->mem, (size_t)m.room, struct rule);
    TRY(make_rules(&m));
    sort_rules(b, &m.rules, order);
    *out = m.rules;
    return OK;
}
