#include "modules/offers/alike.h"

#include "entities.h"
#include "modules/offers/measure.h"
#include "modules/offers/rule.h"
#include "records/rules/jobs.h"
#include "store/query.h"

#include <stdlib.h>

enum { SAMPLE = ALIKE_RARE * ALIKE_OF_EACH, MARKS = 2 /* industry and city */ };

/* A customer as far as it is compared. */
struct look {
    int64_t party;
    struct str marks[MARKS];
    int64_t products[ALIKE_PRODUCTS]; /* in their order */
    int count;
    struct ratio like;
};

struct holders {
    int64_t product, holders;
};

struct work {
    struct ctx *cx;
    struct look self;
    int64_t sample[SAMPLE];
    int sample_count;
    struct look *others;
    int other_count;
};

/* ---- Who may be alike ---- */

static enum err read_self(struct work *w) {
    struct rows rows;
    TRY(store_query(w->cx->db,
                    SQL("SELECT DISTINCT product FROM offer_basket WHERE party = ?1"
                        " ORDER BY product LIMIT ?2"),
                    BIND(v_int(w->self.party), v_int(ALIKE_PRODUCTS)), &rows));
    while (rows_next(&rows))
        w->self.products[w->self.count++] = rows_int(&rows, 0);
    return rows_done(&rows);
}

/* The products that stand in the fewest baskets. */
static enum err rarest(struct work *w, int64_t out[ALIKE_RARE], int *out_count) {
    struct query q = query_in(w->cx->mem);
    struct rows rows;
    query_add(&q, SQL("SELECT product FROM offer_pair WHERE other = product"
                      " AND product IN "));
    query_bind_ids(&q, w->self.products, w->self.count);
    query_add(&q, SQL(" ORDER BY baskets, product LIMIT "));
    query_number(&q, ALIKE_RARE);
    TRY(query_run(w->cx->db, &q, &rows));
    for (*out_count = 0; *out_count < ALIKE_RARE && rows_next(&rows); ++*out_count)
        out[*out_count] = rows_int(&rows, 0);
    return rows_done(&rows);
}

static void add_to_sample(struct work *w, int64_t party) {
    for (int i = 0; i < w->sample_count; i++)
        if (w->sample[i] == party) return;
    if (party != w->self.party && w->sample_count < SAMPLE)
        w->sample[w->sample_count++] = party;
}

/* The newest customers of each. */
static enum err read_sample(struct work *w) {
    int64_t rare[ALIKE_RARE];
    int count;
    TRY(rarest(w, rare, &count));
    for (int i = 0; i < count; i++) {
        struct rows rows;
        TRY(store_query(w->cx->db,
                        SQL("SELECT DISTINCT party FROM offer_basket WHERE product = ?1"
                            " ORDER BY party DESC LIMIT ?2"),
                        BIND(v_int(rare[i]), v_int(ALIKE_OF_EACH)), &rows));
        while (rows_next(&rows))
            add_to_sample(w, rows_int(&rows, 0));
        TRY(rows_done(&rows));
    }
    return OK;
}

/* ---- How much ---- */

static struct look *look_at(struct work *w, int64_t party) {
    if (party == w->self.party) return &w->self;
    for (int i = 0; i < w->other_count; i++)
        if (w->others[i].party == party) return &w->others[i];
    return NULL;
}

static enum err read_marks(struct work *w) {
    struct query q = query_in(w->cx->mem);
    struct rows rows;
    w->sample[w->sample_count++] = w->self.party;
    query_add(&q, SQL("SELECT id, industry, city FROM party WHERE id IN "));
    query_bind_ids(&q, w->sample, w->sample_count);
    w->sample_count--;
    TRY(query_run(w->cx->db, &q, &rows));
    while (rows_next(&rows)) {
        struct look *l = look_at(w, rows_int(&rows, 0));
        for (int i = 0; l && i < MARKS; i++)
            l->marks[i] = str_dup(w->cx->mem, rows_text(&rows, i + 1));
    }
    return rows_done(&rows);
}

static enum err read_products(struct work *w) {
    struct query q = query_in(w->cx->mem);
    struct rows rows;
    query_add(&q, SQL("SELECT DISTINCT party, product FROM offer_basket WHERE party IN "));
    query_bind_ids(&q, w->sample, w->sample_count);
    query_add(&q, SQL(" ORDER BY party, product"));
    TRY(query_run(w->cx->db, &q, &rows));
    while (rows_next(&rows)) {
        struct look *l = look_at(w, rows_int(&rows, 0));
        if (l && l->count < ALIKE_PRODUCTS) l->products[l->count++] = rows_int(&rows, 1);
    }
    return rows_done(&rows);
}

static bool has(const struct look *l, int64_t product) {
    for (int i = 0; i < l->count; i++)
        if (l->products[i] == product) return true;
    return false;
}

static struct ratio likeness(const struct look *a, const struct look *b) {
    int common = 0, all = a->count + b->count;
    for (int i = 0; i < a->count; i++)
        common += has(b, a->products[i]);
    for (int i = 0; i < MARKS; i++) {
        all += (a->marks[i].n > 0) + (b->marks[i].n > 0);
        common += a->marks[i].n && str_eq(a->marks[i], b->marks[i]);
    }
    return (struct ratio){common, all - common};
}

static int by_likeness(const void *left, const void *right) {
    const struct look *a = left, *b = right;
    int order = ratio_compare(b->like, a->like);
    if (order) return order;
    return a->party > b->party ? -1 : a->party < b->party;
}

static enum err find_peers(struct work *w) {
    TRY(read_sample(w));
    if (!w->sample_count) return OK;
    w->others = NEWS(w->cx->mem, (size_t)w->sample_count, struct look);
    for (; w->other_count < w->sample_count; w->other_count++)
        w->others[w->other_count].party = w->sample[w->other_count];
    TRY(read_marks(w));
    TRY(read_products(w));
    for (int i = 0; i < w->other_count; i++)
        w->others[i].like = likeness(&w->self, &w->others[i]);
    qsort(w->others, (size_t)w->other_count, sizeof *w->others, by_likeness);
    if (w->other_count > ALIKE_PEERS) w->other_count = ALIKE_PEERS;
    return OK;
}

/* ---- What they have ---- */

static void count_holder(struct holders *all, int *count, int64_t product) {
    int at = 0;
    while (at < *count && all[at].product != product)
        at++;
    if (at == *count) all[(*count)++] = (struct holders){product, 0};
    all[at].holders++;
}

static int by_holders(const void *left, const void *right) {
    const struct holders *a = left, *b = right;
    if (a->holders != b->holders) return a->holders > b->holders ? -1 : 1;
    return a->product < b->product ? -1 : a->product > b->product;
}

static enum err keep(struct work *w, const struct holders *h) {
    return store_send(w->cx->writer,
                      SQL("INSERT INTO offer_alike (party, product, holders, peers)"
                          " VALUES (?1, ?2, ?3, ?4)"),
                      BIND(v_int(w->self.party), v_int(h->product), v_int(h->holders),
                           v_int(w->other_count)));
}

static enum err keep_most(struct work *w) {
    struct holders *all =
        NEWS(w->cx->mem, (size_t)ALIKE_PEERS * ALIKE_PRODUCTS, struct holders);
    int count = 0;
    for (int i = 0; i < w->other_count; i++)
        for (int p = 0; p < w->others[i].count; p++)
            if (!has(&w->self, w->others[i].products[p]))
                count_holder(all, &count, w->others[i].products[p]);
    qsort(all, (size_t)count, sizeof *all, by_holders);
    for (int i = 0; i < count && i < ALIKE_KEPT && all[i].holders >= ALIKE_HOLDERS; i++)
        TRY(keep(w, &all[i]));
    return OK;
}

/* ---- Since when they buy ---- */

static enum err read_days(struct work *w, int64_t *out_first, int64_t *out_last) {
    struct rows rows;
    *out_first = *out_last = 0;
    TRY(store_query(w->cx->db,
                    SQL("SELECT coalesce(min(date), 0), coalesce(max(date), 0)"
                        " FROM sales_order WHERE party = ?1 AND state <> 'cancelled'"),
                    BIND(v_int(w->self.party)), &rows));
    if (rows_next(&rows)) {
        *out_first = rows_int(&rows, 0);
        *out_last = rows_int(&rows, 1);
    }
    return rows_done(&rows);
}

static enum err keep_days(struct work *w) {
    int64_t first, last, party = w->self.party;
    TRY(read_days(w, &first, &last));
    TRY(store_send(w->cx->writer, SQL("DELETE FROM offer_customer WHERE party = ?1"),
                   BIND(v_int(party))));
    if (!last) return OK;
    return store_send(
        w->cx->writer,
        SQL("INSERT INTO offer_customer (party, bucket, first_on, last_on)"
            " VALUES (?1, ?2, ?3, ?4)"),
        BIND(v_int(party), v_int(measure_bucket(party)), v_int(first), v_int(last)));
}

/* ---- The step ---- */

static enum err look_anew(struct ctx *cx, int64_t party) {
    struct work *w = NEW(cx->mem, struct work);
    w->cx = cx;
    w->self.party = party;
    TRY(keep_days(w));
    TRY(store_send(cx->writer, SQL("DELETE FROM offer_alike WHERE party = ?1"),
                   BIND(v_int(party))));
    TRY(read_self(w));
    if (w->self.count) TRY(find_peers(w));
    if (w->other_count) TRY(keep_most(w));
    return store_send(cx->writer, SQL("DELETE FROM offer_stale WHERE party = ?1"),
                      BIND(v_int(party)));
}

enum err alike_step(struct ctx *cx, struct job *job, bool *out_more) {
    int64_t parties[ALIKE_PARTIES];
    struct rows rows;
    int count = 0;
    TRY(store_query(cx->db, SQL("SELECT party FROM offer_stale ORDER BY party LIMIT ?1"),
                    BIND(v_int(ALIKE_PARTIES)), &rows));
    while (count < ALIKE_PARTIES && rows_next(&rows))
        parties[count++] = rows_int(&rows, 0);
    TRY(rows_done(&rows));
    for (int i = 0; i < count; i++)
        TRY(look_anew(cx, parties[i]));
    job->done += count;
    *out_more = count == ALIKE_PARTIES;
    return OK;
}
