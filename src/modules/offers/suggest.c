#include "modules/offers/suggest.h"

#include "entities.h"
#include "modules/offers/holdings.h"
#include "records/rules/settings.h"
#include "store/query.h"

struct choosing {
    struct ctx *cx;
    int64_t party;
    struct holdings has;
    struct share rates[OFFER_REASONS];
    struct answered *answered;
    int answered_count;
    struct offer *all; /* candidates, each product once */
    int count;
};

/* ---- Candidates ---- */

static bool is_quiet(const struct choosing *c, int64_t product) {
    for (int i = 0; i < c->answered_count; i++)
        if (c->answered[i].product == product) return c->answered[i].quiet;
    return false;
}

/* The reason that speaks most for a product is the one that is told. */
static void add(struct choosing *c, struct offer o) {
    bool has = holding_of(&c->has, o.product) != NULL;
    if ((has && o.reason != OFFER_AGAIN) || is_quiet(c, o.product)) return;
    o.score = o.strength * (acceptance(c->rates[o.reason]) / 1000);
    int at = 0;
    while (at < c->count && c->all[at].product != o.product)
        at++;
    if (at == OFFER_CANDIDATES || (at < c->count && c->all[at].score >= o.score)) return;
    if (at == c->count) c->count++;
    c->all[at] = o;
}

static void add_from_holdings(struct choosing *c) {
    int64_t today = cx_today(c->cx);
    for (int i = 0; i < c->has.count; i++) {
        const struct holding *h = &c->has.rows[i];
        struct habit habit = habit_of(h->days, h->day_count, h->lasts);
        struct offer o = {.because = h->product,
                          .because_name = h->name,
                          .bought_on = h->days[0],
                          .habit = habit};
        o.product = h->better, o.reason = OFFER_BETTER, o.strength = BETTER_STRENGTH;
        if (h->better) add(c, o);
        o.product = h->product, o.reason = OFFER_AGAIN, o.strength = AGAIN_STRENGTH;
        if (habit_calls(&habit, today)) add(c, o);
    }
}

static enum err add_alike(struct choosing *c) {
    struct rows rows;
    TRY(store_query(c->cx->db,
                    SQL("SELECT product, holders, peers FROM offer_alike WHERE party = ?1"
                        " ORDER BY holders DESC, product"),
                    BIND(v_int(c->party)), &rows));
    while (rows_next(&rows)) {
        struct offer o = {.product = rows_int(&rows, 0),
                          .reason = OFFER_ALIKE,
                          .holders = rows_int(&rows, 1),
                          .peers = rows_int(&rows, 2)};
        o.strength = o.holders * PPM / (o.peers + ALIKE_DOUBT);
        add(c, o);
    }
    return rows_done(&rows);
}

/* ---- What is bought together ---- */

struct pair {
    int64_t product, other, baskets;
};

/* Those of what they have, the most frequent first. */
static enum err read_pairs(struct choosing *c, struct pair *out, int *out_count) {
    struct query q = query_in(c->cx->mem);
    struct rows rows;
    int64_t ids[HOLDINGS];
    for (int i = 0; i < c->has.count; i++)
        ids[i] = c->has.rows[i].product;
    query_add(&q, SQL("SELECT product, other, baskets FROM offer_pair WHERE product IN "));
    query_bind_ids(&q, ids, c->has.count);
    query_add(&q, SQL(" AND baskets >= "));
    query_bind(&q, v_int(OFFER_BASKETS_LEAST));
    query_add(&q, SQL(" ORDER BY baskets DESC, product, other LIMIT "));
    query_number(&q, OFFER_PAIRS);
    TRY(query_run(c->cx->db, &q, &rows));
    for (*out_count = 0; *out_count < OFFER_PAIRS && rows_next(&rows); ++*out_count)
        out[*out_count] =
            (struct pair){rows_int(&rows, 0), rows_int(&rows, 1), rows_int(&rows, 2)};
    return rows_done(&rows);
}

/* In how many baskets each of the others stands; and all there are, as the one of 0. */
static enum err read_singles(struct choosing *c, const struct pair *pairs, int count,
                             struct pair *out, int *out_count) {
    struct query q = query_in(c->cx->mem);
    struct rows rows;
    int64_t *ids = NEWS(c->cx->mem, (size_t)count + 1, int64_t);
    for (int i = 0; i < count; i++)
        ids[i + 1] = pairs[i].other;
    query_add(&q, SQL("SELECT product, other, baskets FROM offer_pair"
                      " WHERE other = product AND product IN "));
    query_bind_ids(&q, ids, count + 1);
    TRY(query_run(c->cx->db, &q, &rows));
    for (*out_count = 0; *out_count <= count && rows_next(&rows); ++*out_count)
        out[*out_count] =
            (struct pair){rows_int(&rows, 0), rows_int(&rows, 1), rows_int(&rows, 2)};
    return rows_done(&rows);
}

static int64_t single_of(const struct pair *singles, int count, int64_t product) {
    for (int i = 0; i < count; i++)
        if (singles[i].product == product) return singles[i].baskets;
    return 0;
}

/* A rule speaks for its product where the two come together more often than by chance. */
static void add_rule(struct choosing *c, const struct pair *p,
                     const struct rule_counts *counts) {
    const struct holding *h = holding_of(&c->has, p->product);
    if (!h || !counts->left || !counts->right) return;
    if (ratio_compare(rule_lift(counts), (struct ratio){1, 1}) <= 0) return;
    add(c, (struct offer){.product = p->other,
                          .reason = OFFER_TOGETHER,
                          .strength = counts->both * PPM / counts->left,
                          .because = h->product,
                          .because_name = h->name,
                          .counts = *counts});
}

static enum err add_together(struct choosing *c) {
    struct pair *pairs = NEWS(c->cx->mem, OFFER_PAIRS, struct pair);
    struct pair *singles = NEWS(c->cx->mem, OFFER_PAIRS + 1, struct pair);
    int count, single_count;
    TRY(read_pairs(c, pairs, &count));
    if (!count) return OK;
    TRY(read_singles(c, pairs, count, singles, &single_count));
    int64_t all = single_of(singles, single_count, 0);
    for (int i = 0; i < count; i++) {
        struct rule_counts counts = {
            .all = all,
            .left = single_of(singles, single_count, pairs[i].product),
            .right = single_of(singles, single_count, pairs[i].other),
            .both = pairs[i].baskets};
        if (pairs[i].product != pairs[i].other) add_rule(c, &pairs[i], &counts);
    }
    return OK;
}

/* ---- What is left out ---- */

static void drop(struct choosing *c, int64_t product) {
    for (int i = 0; i < c->count; i++)
        if (c->all[i].product == product) c->all[i--] = c->all[--c->count];
}

static enum err drop_quoted(struct choosing *c) {
    struct rows rows;
    TRY(store_query(c->cx->db,
                    SQL("SELECT DISTINCT l.product FROM quote_line l"
                        " JOIN quote q ON q.party = l.party AND q.id = l.quote"
                        " WHERE l.party = ?1 AND l.product IS NOT NULL"
                        " AND q.state IN ('draft', 'waiting', 'sent')"),
                    BIND(v_int(c->party)), &rows));
    while (rows_next(&rows))
        drop(c, rows_int(&rows, 0));
    return rows_done(&rows);
}

/* Name those that can be sold today; the others stay without a name and go. */
static enum err name_sold(struct choosing *c) {
    struct query q = query_in(c->cx->mem);
    struct rows rows;
    int64_t ids[OFFER_CANDIDATES];
    for (int i = 0; i < c->count; i++)
        ids[i] = c->all[i].product;
    query_add(&q, SQL("SELECT id, name FROM product WHERE active = 1"
                      " AND (stock IS NULL OR stock > 0) AND NOT EXISTS (SELECT 1"
                      " FROM bundle_part b JOIN product c ON c.id = b.product"
                      " WHERE b.bundle = product.id AND c.stock < b.quantity)"
                      " AND id IN "));
    query_bind_ids(&q, ids, c->count);
    TRY(query_run(c->cx->db, &q, &rows));
    while (rows_next(&rows))
        for (int i = 0; i < c->count; i++)
            if (c->all[i].product == rows_int(&rows, 0))
                c->all[i].name = str_dup(c->cx->mem, rows_text(&rows, 1));
    return rows_done(&rows);
}

/* ---- The best of them ---- */

static bool comes_before(const struct offer *a, const struct offer *b) {
    return a->score != b->score ? a->score > b->score : a->product < b->product;
}

static void take_best(struct choosing *c, struct offers *out) {
    for (; out->count < OFFERS_SHOWN; out->count++) {
        struct offer *best = NULL;
        for (int i = 0; i < c->count; i++)
            if (c->all[i].name.n && (!best || comes_before(&c->all[i], best)))
                best = &c->all[i];
        if (!best) return;
        out->rows[out->count] = *best;
        best->name = STR("");
    }
}

static bool refuses(const struct record *party, int field) {
    return party->values[field].kind == V_INT && !party->values[field].i;
}

static bool says_yes(const struct record *party, int field) {
    return party->values[field].kind == V_INT && party->values[field].i;
}

/* What people can do something about comes first; chance last. */
static enum offer_hold hold_of(const struct ctx *cx, const struct record *party) {
    if (says_yes(party, PARTY_COMPLAINT_OPEN)) return OFFER_HOLD_COMPLAINT;
    if (says_yes(party, PARTY_BILL_UNPAID)) return OFFER_HOLD_BILL;
    if (refuses(party, PARTY_CONSENT_CALL) && refuses(party, PARTY_CONSENT_SMS)
        && refuses(party, PARTY_CONSENT_EMAIL))
        return OFFER_HOLD_CONSENT;
    return measure_bucket(record_id(party)) < settings_int(cx->settings, "offers.control")
               ? OFFER_HOLD_CONTROL
               : OFFER_FREE;
}

static enum err choose(struct choosing *c, struct offers *out) {
    TRY(answer_rates(c->cx, c->rates));
    TRY(answers_load(c->cx, c->party, &c->answered, &c->answered_count));
    add_from_holdings(c);
    TRY(add_together(c));
    TRY(add_alike(c));
    TRY(drop_quoted(c));
    if (c->count) TRY(name_sold(c));
    take_best(c, out);
    return OK;
}

enum err offers_load(struct ctx *cx, const struct record *party, struct offers *out) {
    struct choosing c = {.cx = cx,
                         .party = record_id(party),
                         .all = NEWS(cx->mem, OFFER_CANDIDATES, struct offer)};
    *out = (struct offers){.hold = hold_of(cx, party)};
    if (out->hold != OFFER_FREE) return OK;
    TRY(holdings_load(cx, c.party, &c.has));
    return c.has.count ? choose(&c, out) : OK;
}
