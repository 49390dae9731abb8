#include "modules/offers/counts.h"

#include "entities.h"
#include "modules/offers/alike.h"
#include "modules/offers/recount.h"
#include "modules/offers/tables.h"
#include "records/rules/jobs.h"
#include "store/pour.h"
#include "store/query.h"

#include <stdlib.h>

enum {
    NOTES = 2000,  /* that a step takes at most */
    AT_ONCE = 256, /* rows that a statement names */
    BULK = 20000,  /* notes that are many, … */
    PIECE = 2000,  /* … and entries of baskets that a step walks over then */
};
const struct counts_pace counts_pace_standard = {COUNTS_ORDERS, BULK, PIECE};

/* ---- Notes ---- */

static enum err note(struct ctx *cx, int64_t party, int64_t order) {
    if (!order) return OK;
    return store_send(cx->writer,
                      SQL("INSERT INTO offer_note (party, sales_order, note)"
                          " VALUES (?1, ?2, ?3)"),
                      BIND(v_int(party), v_int(order), v_int(cx_new_id(cx))));
}

static enum err note_both(struct ctx *cx, const struct record *old,
                          const struct record *new, int order) {
    const struct record *sides[] = {old, new};
    for (int i = 0; i < 2; i++)
        if (sides[i])
            TRY(note(cx, record_int(sides[i], FIELD_PARTY), record_int(sides[i], order)));
    return OK;
}

static bool differs(const struct record *old, const struct record *new, int field) {
    return !old || !new || !value_eq(old->values[field], new->values[field]);
}

/* Of an order itself only whether it holds, when it was, and whose it is. */
static enum err order_saved(struct ctx *cx, const struct record *old,
                            const struct record *new) {
    if (!differs(old, new, SALES_ORDER_STATE) && !differs(old, new, SALES_ORDER_DATE)
        && !differs(old, new, FIELD_PARTY))
        return OK;
    return note_both(cx, old, new, FIELD_ID);
}

static enum err line_saved(struct ctx *cx, const struct record *old,
                           const struct record *new) {
    if (!differs(old, new, SALES_ORDER_LINE_PRODUCT)
        && !differs(old, new, SALES_ORDER_LINE_SALES_ORDER)
        && !differs(old, new, FIELD_PARTY))
        return OK;
    return note_both(cx, old, new, SALES_ORDER_LINE_SALES_ORDER);
}

/* What is in a bundle is bought with it: all orders that hold it are noted. */
static enum err part_saved(struct ctx *cx, const struct record *old,
                           const struct record *new) {
    const struct record *sides[] = {old, new};
    if (!differs(old, new, BUNDLE_PART_BUNDLE) && !differs(old, new, BUNDLE_PART_PRODUCT))
        return OK;
    for (int i = 0; i < 2; i++)
        if (sides[i])
            TRY(store_send(cx->writer,
                           SQL("INSERT INTO offer_note (party, sales_order, note)"
                               " SELECT DISTINCT party, sales_order, CAST(?2 AS BIGINT)"
                               " FROM sales_order_line WHERE product = ?1"),
                           BIND(v_int(record_int(sides[i], BUNDLE_PART_BUNDLE)),
                                v_int(cx_new_id(cx)))));
    return OK;
}

const struct follower follower_bundle_part = {"bundle_part", part_saved};
const struct follower follower_order = {"sales_order", order_saved};
const struct follower follower_order_line = {"sales_order_line", line_saved};

/* ---- What a step works on ---- */

struct content {
    struct place place;
    int64_t product;
};

/* By how much the baskets of two products change. */
struct delta {
    int64_t product, other;
    int64_t by;
};

struct step {
    struct ctx *cx;
    const struct counts_pace *pace;
    struct recount recount;
    bool recounts;
    struct place orders[COUNTS_ORDERS];
    int count;
    int64_t notes[NOTES];
    struct place noted[NOTES];
    int note_count;
    struct delta *deltas;
    size_t delta_count, delta_room;
};

static bool same_place(struct place a, struct place b) {
    return a.party == b.party && a.order == b.order;
}

/* The first notes, one order's after another's. */
static enum err read_notes(struct step *s) {
    struct rows rows;
    TRY(store_query(s->cx->db,
                    SQL("SELECT party, sales_order, note FROM offer_note"
                        " ORDER BY party, sales_order, note LIMIT ?1"),
                    BIND(v_int(NOTES)), &rows));
    while (s->note_count < NOTES && rows_next(&rows)) {
        struct place p = {rows_int(&rows, 0), rows_int(&rows, 1)};
        if (!s->count || !same_place(s->orders[s->count - 1], p)) {
            if (s->count == s->pace->orders) break;
            s->orders[s->count++] = p;
        }
        s->noted[s->note_count] = p;
        s->notes[s->note_count++] = rows_int(&rows, 2);
    }
    return rows_done(&rows);
}

static enum err forget_some(struct step *s, int from, int count) {
    struct query q = query_in(s->cx->mem);
    struct value keys[AT_ONCE * 3];
    for (int i = 0; i < count; i++) {
        keys[i * 3] = v_int(s->noted[from + i].party);
        keys[i * 3 + 1] = v_int(s->noted[from + i].order);
        keys[i * 3 + 2] = v_int(s->notes[from + i]);
    }
    query_add(&q, SQL("DELETE FROM offer_note WHERE (party, sales_order, note) IN "));
    query_bind_rows(&q, keys, 3, count);
    return query_exec(s->cx->writer, &q);
}

static enum err forget_notes(struct step *s) {
    for (int i = 0; i < s->note_count; i += AT_ONCE)
        TRY(forget_some(s, i, s->note_count - i < AT_ONCE ? s->note_count - i : AT_ONCE));
    return OK;
}

/* ---- What the orders held, and hold ---- */

struct contents {
    struct content *rows;
    size_t count;
};

static enum err read_contents(struct step *s, struct sql columns, struct sql condition,
                              struct contents *out) {
    struct query q = query_in(s->cx->mem);
    struct value *places = NEWS(s->cx->mem, (size_t)s->count * 2, struct value);
    struct rows rows;
    size_t room = 0;
    for (int i = 0; i < s->count; i++) {
        places[i * 2] = v_int(s->orders[i].party);
        places[i * 2 + 1] = v_int(s->orders[i].order);
    }
    query_add(&q, columns);
    query_bind_rows(&q, places, 2, s->count);
    query_add(&q, condition);
    TRY(query_run(s->cx->db, &q, &rows));
    *out = (struct contents){0};
    while (rows_next(&rows)) {
        if (out->count == room) {
            size_t more = room ? room * 2 : 1024;
            out->rows = arena_grow(s->cx->mem, out->rows, room * sizeof *out->rows,
                                   more * sizeof *out->rows);
            room = more;
        }
        out->rows[out->count++] =
            (struct content){{rows_int(&rows, 0), rows_int(&rows, 1)}, rows_int(&rows, 2)};
    }
    return rows_done(&rows);
}

static enum err read_old(struct step *s, struct contents *out) {
    return read_contents(s,
                         SQL("SELECT b.party, b.sales_order, b.product FROM offer_basket b"
                             " WHERE (b.party, b.sales_order) IN "),
                         SQL(" ORDER BY b.party, b.sales_order, b.product"), out);
}

static enum err read_new(struct step *s, struct contents *out) {
    return read_contents(
        s,
        SQL("SELECT DISTINCT l.party, l.sales_order, coalesce(b.product, l.product) AS held"
            " FROM sales_order_line l"
            " JOIN sales_order o ON o.party = l.party AND o.id = l.sales_order"
            " LEFT JOIN bundle_part b ON b.bundle = l.product"
            " WHERE (l.party, l.sales_order) IN "),
        SQL(" AND l.product IS NOT NULL AND o.state <> 'cancelled'"
            " ORDER BY l.party, l.sales_order, held"),
        out);
}

/* Those of one order, from *at on. */
static struct contents of_place(const struct contents *all, struct place p, size_t *at) {
    struct contents out = {all->count ? all->rows + *at : NULL, 0};
    while (*at < all->count && same_place(all->rows[*at].place, p))
        ++*at, out.count++;
    return out;
}

/* ---- Differences ---- */

static void add_delta(struct step *s, int64_t product, int64_t other, int64_t by) {
    if (s->delta_count == s->delta_room) {
        size_t more = s->delta_room ? s->delta_room * 2 : 4096;
        s->deltas = arena_grow(s->cx->mem, s->deltas, s->delta_room * sizeof *s->deltas,
                               more * sizeof *s->deltas);
        s->delta_room = more;
    }
    s->deltas[s->delta_count++] = (struct delta){product, other, by};
}

static void add_basket(struct step *s, const struct contents *c, int64_t by) {
    if (c->count) add_delta(s, 0, 0, by);
    for (size_t i = 0; i < c->count; i++) {
        int64_t product = c->rows[i].product;
        if (!recount_has(&s->recount, product, c->rows[i].place)) continue;
        for (size_t j = 0; j < c->count; j++)
            add_delta(s, product, c->rows[j].product, by);
    }
}

static bool same_contents(const struct contents *a, const struct contents *b) {
    if (a->count != b->count) return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->rows[i].product != b->rows[i].product) return false;
    return true;
}

static const struct row_form basket_form = {
    SQL_INIT("INSERT INTO offer_basket (party, sales_order, product) VALUES (?1, ?2, ?3)"),
    &offer_tables[OFFER_TABLE_BASKET], false};

/* All that is forgotten goes first: rows that follow each other are written at once. */
static enum err forget_basket(struct step *s, const struct contents *was) {
    if (!was->count) return OK;
    struct place p = was->rows->place;
    return store_send(s->cx->writer,
                      SQL("DELETE FROM offer_basket WHERE party = ?1 AND sales_order = ?2"),
                      BIND(v_int(p.party), v_int(p.order)));
}

static enum err keep_basket(struct step *s, const struct contents *is) {
    for (size_t i = 0; i < is->count; i++) {
        const struct content *c = &is->rows[i];
        const struct value row[] = {v_int(c->place.party), v_int(c->place.order),
                                    v_int(c->product)};
        TRY(store_add(s->cx->writer, &basket_form, row));
    }
    return OK;
}

static enum err compare_orders(struct step *s) {
    struct contents olds, news,
        *fresh = NEWS(s->cx->mem, (size_t)s->count, struct contents);
    size_t old_at = 0, new_at = 0, count = 0;
    TRY(read_old(s, &olds));
    TRY(read_new(s, &news));
    for (int i = 0; i < s->count; i++) {
        struct contents was = of_place(&olds, s->orders[i], &old_at),
                        is = of_place(&news, s->orders[i], &new_at);
        if (same_contents(&was, &is)) continue;
        add_basket(s, &was, -1);
        add_basket(s, &is, 1);
        TRY(forget_basket(s, &was));
        fresh[count++] = is;
    }
    for (size_t i = 0; i < count; i++)
        TRY(keep_basket(s, &fresh[i]));
    return OK;
}

/* Whoever ordered is looked at anew (alike.h). */
static enum err note_customers(struct step *s) {
    for (int i = 0; i < s->count; i++)
        if (i == 0 || s->orders[i].party != s->orders[i - 1].party)
            TRY(store_send(s->cx->writer,
                           SQL("INSERT INTO offer_stale (party) VALUES (?1)"
                               " ON CONFLICT (party) DO NOTHING"),
                           BIND(v_int(s->orders[i].party))));
    return OK;
}

/* ---- Adding them up ---- */

static int by_products(const void *left, const void *right) {
    const struct delta *a = left, *b = right;
    if (a->product != b->product) return a->product < b->product ? -1 : 1;
    return a->other < b->other ? -1 : a->other > b->other;
}

static enum err add_pair(struct ctx *cx, const struct delta *d) {
    TRY(store_send(cx->writer,
                   SQL("INSERT INTO offer_pair (product, other, baskets)"
                       " VALUES (?1, ?2, ?3) ON CONFLICT (product, other)"
                       " DO UPDATE SET baskets = offer_pair.baskets + excluded.baskets"),
                   BIND(v_int(d->product), v_int(d->other), v_int(d->by))));
    if (d->by > 0) return OK;
    return store_send(cx->writer,
                      SQL("DELETE FROM offer_pair"
                          " WHERE product = ?1 AND other = ?2 AND baskets = 0"),
                      BIND(v_int(d->product), v_int(d->other)));
}

static enum err add_deltas(struct step *s) {
    if (!s->delta_count) return OK;
    qsort(s->deltas, s->delta_count, sizeof *s->deltas, by_products);
    for (size_t i = 0, end; i < s->delta_count; i = end) {
        struct delta sum = s->deltas[i];
        for (end = i + 1; end < s->delta_count && by_products(&s->deltas[end], &sum) == 0;
             end++)
            sum.by += s->deltas[end].by;
        if (sum.by) TRY(add_pair(s->cx, &sum));
    }
    return OK;
}

/* ---- The step ---- */

/* Whether more wait than is counted yet. */
static enum err is_backlog(struct step *s, bool *out) {
    int64_t counted = 0, waiting = 0;
    TRY(counts_all(s->cx, &counted));
    if (counted < s->pace->bulk) counted = s->pace->bulk;
    TRY(store_int(s->cx->db,
                  SQL("SELECT count(*) FROM (SELECT note FROM offer_note LIMIT ?1) n"),
                  BIND(v_int(counted)), &waiting));
    *out = waiting == counted;
    return OK;
}

static enum err begin_recount(struct step *s) {
    bool backlog;
    TRY(is_backlog(s, &backlog));
    if (!backlog) return OK;
    TRY(recount_begin(s->cx));
    return recount_load(s->cx, &s->recount, &s->recounts);
}

static enum err count_orders(struct step *s) {
    TRY(compare_orders(s));
    TRY(add_deltas(s));
    TRY(note_customers(s));
    return forget_notes(s);
}

enum err counts_step_of(struct ctx *cx, struct job *job, const struct counts_pace *pace,
                        bool *out_more) {
    struct step *s = NEW(cx->mem, struct step);
    s->cx = cx;
    s->pace = pace;
    TRY(read_notes(s));
    TRY(recount_load(cx, &s->recount, &s->recounts));
    *out_more = true;
    bool full = s->count == pace->orders || s->note_count == NOTES;
    if (!s->count && !s->recounts) return alike_step(cx, job, out_more);
    if (full && !s->recounts) TRY(begin_recount(s));
    if (s->count) TRY(count_orders(s));
    job->done += s->count;
    return s->recounts && !full ? recount_step(cx, &s->recount, pace->entries) : OK;
}

enum err counts_step(struct ctx *cx, struct job *job, bool *out_more) {
    return counts_step_of(cx, job, &counts_pace_standard, out_more);
}

enum err counts_next(struct ctx *cx, int64_t *out_due_ms) {
    static const struct sql waiting[] = {SQL_INIT("SELECT 1 FROM offer_note LIMIT 1"),
                                         SQL_INIT("SELECT 1 FROM offer_recount LIMIT 1"),
                                         SQL_INIT("SELECT 1 FROM offer_stale LIMIT 1")};
    bool any = false;
    for (size_t i = 0; i < sizeof waiting / sizeof *waiting && !any; i++)
        TRY(store_exists(cx->db, waiting[i], BIND_NONE, &any));
    *out_due_ms = any ? cx->now_ms : 0;
    return OK;
}

/* ---- All of it ---- */

enum { BEGIN_ORDERS = 1000 };

static enum err note_some(struct ctx *cx, int64_t *after, int *out_count) {
    struct place *found = NEWS(cx->mem, BEGIN_ORDERS, struct place);
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT party, id FROM sales_order WHERE id > ?1"
                        " ORDER BY id LIMIT ?2"),
                    BIND(v_int(*after), v_int(BEGIN_ORDERS)), &rows));
    for (*out_count = 0; *out_count < BEGIN_ORDERS && rows_next(&rows); ++*out_count)
        found[*out_count] = (struct place){rows_int(&rows, 0), rows_int(&rows, 1)};
    TRY(rows_done(&rows));
    for (int i = 0; i < *out_count; i++)
        TRY(note(cx, found[i].party, found[i].order));
    if (*out_count) *after = found[*out_count - 1].order;
    return OK;
}

enum err counts_begin(struct ctx *cx) {
    struct ctx own = *cx; /* its memory goes with each piece */
    int64_t after = 0;
    int count = BEGIN_ORDERS;
    TRY(store_exec(cx->writer, SQL("DELETE FROM offer_note"), BIND_NONE));
    TRY(store_exec(cx->writer, SQL("DELETE FROM offer_basket"), BIND_NONE));
    TRY(store_exec(cx->writer, SQL("DELETE FROM offer_pair"), BIND_NONE));
    TRY(store_exec(cx->writer, SQL("DELETE FROM offer_recount"), BIND_NONE));
    own.mem = arena_create();
    enum err e = OK;
    while (e == OK && count == BEGIN_ORDERS) {
        arena_reset(own.mem);
        e = note_some(&own, &after, &count);
    }
    arena_free(own.mem);
    return e;
}

enum err counts_waiting(struct ctx *cx, int64_t *out, bool *out_recounts) {
    struct recount at;
    TRY(recount_load(cx, &at, out_recounts));
    return store_int(cx->db,
                     SQL("SELECT count(*) FROM (SELECT note FROM offer_note LIMIT ?1) n"),
                     BIND(v_int(NOTES)), out);
}

enum err counts_all(struct ctx *cx, int64_t *out) {
    enum err e = store_int(
        cx->db, SQL("SELECT baskets FROM offer_pair WHERE product = 0 AND other = 0"),
        BIND_NONE, out);
    return e == ERR_ABSENT ? OK : e;
}
