#include "modules/field/dealers.h"

#include "entities.h"
#include "records/data/record.h"
#include "records/rules/rights.h"
#include "store/query.h"

/* ---- What is counted ---- */

/* One figure of records `t` of customers `p`: which, on which day or at which moment, and how much
 * each adds. */
static const struct measure {
    enum dealer_figure figure;
    const char *entity;
    struct sql from, at, adds, which;
    bool moment; /* `at` is in milliseconds */
} measures[] = {
    {DEALER_NEW, "party", SQL_INIT(" FROM party p"), SQL_INIT("p.created_at"),
     SQL_INIT("1"), SQL_INIT("1 = 1"), true},
#define OF_CUSTOMER(kind) SQL_INIT(" FROM " kind " t JOIN party p ON p.id = t.party")
    {DEALER_ORDERS, "sales_order", OF_CUSTOMER("sales_order"), SQL_INIT("t.date"),
     SQL_INIT("1"), SQL_INIT("t.state <> 'cancelled'"), false},
    {DEALER_BILLIONS, "sales_order", OF_CUSTOMER("sales_order"), SQL_INIT("t.date"),
     SQL_INIT("t.total / 1000000000"), SQL_INIT("t.state <> 'cancelled'"), false},
    {DEALER_REST, "sales_order", OF_CUSTOMER("sales_order"), SQL_INIT("t.date"),
     SQL_INIT("t.total % 1000000000"), SQL_INIT("t.state <> 'cancelled'"), false},
    {DEALER_CLOSED, "deal", OF_CUSTOMER("deal"), SQL_INIT("t.closed_on"), SQL_INIT("1"),
     SQL_INIT("t.outcome <> 'open'"), false},
    {DEALER_WON, "deal", OF_CUSTOMER("deal"), SQL_INIT("t.closed_on"), SQL_INIT("1"),
     SQL_INIT("t.outcome = 'won'"), false},
    {DEALER_VISITS, "field_visit", OF_CUSTOMER("field_visit"), SQL_INIT("t.day"),
     SQL_INIT("1"), SQL_INIT("t.state = 'done'"), false},
#undef OF_CUSTOMER
/* They lie beside other customers, so they are found by themselves first. */
#define REQUESTS                                                                        \
    SQL_INIT(                                                                           \
        " FROM (SELECT customer, created_at, response, apart, owner, team FROM request" \
        " WHERE response IS NOT NULL) t JOIN party p ON p.id = t.customer")
    {DEALER_ANSWERED, "request", REQUESTS, SQL_INIT("t.created_at"), SQL_INIT("1"),
     SQL_INIT("t.apart IS NULL AND t.response IS NOT NULL"), true},
    {DEALER_SECONDS, "request", REQUESTS, SQL_INIT("t.created_at"), SQL_INIT("t.response"),
     SQL_INIT("t.apart IS NULL AND t.response IS NOT NULL"), true},
#undef REQUESTS
};

/* ---- Reading ---- */

/* NULL: there are more dealers than are compared. */
static struct dealer_row *row_of(struct dealers *d, int64_t dealer) {
    for (int i = 0; i < d->count; i++)
        if (d->rows[i].dealer == dealer) return &d->rows[i];
    if (d->count == DEALERS_MOST) return NULL;
    d->rows[d->count] = (struct dealer_row){.dealer = dealer};
    return &d->rows[d->count++];
}

static enum err read_rows(struct query *q, struct ctx *cx, struct dealers *d,
                          enum dealer_figure figure) {
    struct rows rows;
    TRY(query_run(cx->db, q, &rows));
    while (rows_next(&rows)) {
        struct dealer_row *r = row_of(d, rows_int(&rows, 0));
        if (!r) continue;
        r->figures[figure][SPAN_NOW] = rows_int(&rows, 1);
        r->figures[figure][SPAN_BEFORE] = rows_int(&rows, 2);
    }
    return rows_done(&rows);
}

static int64_t bound(const struct ctx *cx, int64_t day, bool moment) {
    return moment ? instant_at(day, 0, cx->zone_minutes) : day;
}

static void add_span(struct query *q, const struct measure *m, const char *than,
                     int64_t bound) {
    query_add(q, SQL(", coalesce(sum(CASE WHEN "));
    query_add(q, m->at);
    query_add(q, *than == '<' ? SQL(" < ") : SQL(" >= "));
    query_bind(q, v_int(bound));
    query_add(q, SQL(" THEN "));
    query_add(q, m->adds);
    query_add(q, SQL(" ELSE 0 END), 0)"));
}

static void add_rights(struct ctx *cx, struct query *q, const struct entity *e) {
    const struct entity *party = entity_at(cx->catalog, "party");
    rights_condition(cx, q, 'p', party, ACT_READ);
    if (e != party) rights_condition(cx, q, 't', e, ACT_READ);
}

/* " WHERE …": customers of which dealers. */
static void add_dealers(struct query *q, const struct dealers *d) {
    query_add(q, d->only ? SQL(" WHERE p.dealer = ") : SQL(" WHERE p.dealer IS NOT NULL"));
    if (d->only) query_bind(q, v_int(d->only));
}

static enum err measure(struct ctx *cx, struct dealers *d, const struct measure *m) {
    const struct entity *e = entity_at(cx->catalog, m->entity);
    int64_t days = d->until - d->from + 1;
    struct query q = query_in(cx->mem);
    if (!rights_some(cx, e, ACT_READ)) return OK;
    query_add(&q, SQL("SELECT p.dealer"));
    add_span(&q, m, ">=", bound(cx, d->from, m->moment));
    add_span(&q, m, "<", bound(cx, d->from, m->moment));
    query_add(&q, m->from);
    add_dealers(&q, d);
    query_add(&q, SQL(" AND "));
    query_add(&q, m->which);
    query_add(&q, SQL(" AND "));
    query_add(&q, m->at);
    query_add(&q, SQL(" >= "));
    query_bind(&q, v_int(bound(cx, d->from - days, m->moment)));
    query_add(&q, SQL(" AND "));
    query_add(&q, m->at);
    query_add(&q, SQL(" < "));
    query_bind(&q, v_int(bound(cx, d->until + 1, m->moment)));
    add_rights(cx, &q, e);
    query_add(&q, SQL(" GROUP BY p.dealer"));
    return read_rows(&q, cx, d, m->figure);
}

/* All there are, and those there were when the span began. */
static enum err count_customers(struct ctx *cx, struct dealers *d) {
    const struct entity *e = entity_at(cx->catalog, "party");
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT p.dealer, count(*),"
                      " coalesce(sum(CASE WHEN p.created_at < "));
    query_bind(&q, v_int(bound(cx, d->from, true)));
    query_add(&q, SQL(" THEN 1 ELSE 0 END), 0) FROM party p"));
    add_dealers(&q, d);
    rights_condition(cx, &q, 'p', e, ACT_READ);
    query_add(&q, SQL(" GROUP BY p.dealer ORDER BY 2 DESC, 1"));
    return read_rows(&q, cx, d, DEALER_CUSTOMERS);
}

/* ---- Ranking ---- */

static int by_amount(const struct dealer_row *a, const struct dealer_row *b) {
    struct value x = dealer_amount(a, SPAN_NOW), y = dealer_amount(b, SPAN_NOW);
    int64_t p = x.kind == V_INT ? x.i : INT64_MAX, q = y.kind == V_INT ? y.i : INT64_MAX;
    return (p > q) - (p < q);
}

/* Those of the same amount stay in the order of their customers. */
static void rank(struct dealers *d) {
    for (int i = 1; i < d->count; i++)
        for (int j = i; j > 0 && by_amount(&d->rows[j], &d->rows[j - 1]) > 0; j--) {
            struct dealer_row r = d->rows[j];
            d->rows[j] = d->rows[j - 1];
            d->rows[j - 1] = r;
        }
}

static enum err load(struct ctx *cx, int days, struct dealers *d) {
    d->until = cx_today(cx);
    d->from = d->until - days + 1;
    TRY(count_customers(cx, d));
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
        TRY(measure(cx, d, &measures[i]));
    return OK;
}

enum err dealers_load(struct ctx *cx, int days, struct dealers *out) {
    *out = (struct dealers){0};
    TRY(load(cx, days, out));
    rank(out);
    return OK;
}

enum err dealers_load_one(struct ctx *cx, int64_t dealer, int days, struct dealers *out) {
    *out = (struct dealers){.only = dealer, .rows = {{.dealer = dealer}}, .count = 1};
    return load(cx, days, out);
}

/* ---- Their names ---- */

/* Who works at a dealer knows its name, though it is no customer of its own. */
enum err dealer_find(struct ctx *cx, int64_t dealer, struct str *out_name) {
    const struct entity *party = entity_at(cx->catalog, "party");
    const struct actor *a = cx->actor;
    struct record r;
    if (dealer == a->dealer)
        TRY(record_get_plain(cx, party, dealer, &r));
    else if (a->dealer && !a->administrator)
        return ERR_ABSENT;
    else
        TRY(record_get(cx, party, dealer, &r));
    *out_name = record_title(cx, &r);
    return OK;
}

/* ---- Arithmetic ---- */

struct value dealer_amount(const struct dealer_row *r, enum dealer_span span) {
    return total_divided(
        (struct total){r->figures[DEALER_BILLIONS][span], r->figures[DEALER_REST][span]},
        1);
}

/* Rounded, halves up. */
static struct value divided(int64_t sum, int64_t by) {
    return by ? v_int(sum / by + (sum % by >= (by + 1) / 2)) : v_null();
}

struct value dealer_average(const struct dealer_row *r, enum dealer_span span) {
    struct value amount = dealer_amount(r, span);
    return amount.kind == V_INT ? divided(amount.i, r->figures[DEALER_ORDERS][span])
                                : v_null();
}

struct value dealer_win_rate(const struct dealer_row *r, enum dealer_span span) {
    return divided(r->figures[DEALER_WON][span] * 100, r->figures[DEALER_CLOSED][span]);
}

struct value dealer_response(const struct dealer_row *r, enum dealer_span span) {
    return divided(r->figures[DEALER_SECONDS][span], r->figures[DEALER_ANSWERED][span]);
}
