#include "modules/requests/response.h"

#include <stdlib.h>

#include "entities.h"
#include "records/rules/rights.h"
#include "store/query.h"

const int64_t response_bands[RESPONSE_BANDS - 1] = {60, 180, 900, 3600};

/* ---- Of one group ---- */

static void add_group(struct ctx *cx, struct query *q, enum response_by by) {
    static const struct sql keys[] = {
        [RESPONSE_ALL] = SQL_INIT("''"),
        [RESPONSE_PERSON] = SQL_INIT("coalesce(u.name, '')"),
        [RESPONSE_SOURCE] = SQL_INIT("coalesce(r.source, '')"),
        [RESPONSE_HOUR] = SQL_INIT("CAST(((r.created_at / 60000 + "),
        [RESPONSE_DEALER] = SQL_INIT("CAST(coalesce(p.dealer, 0) AS TEXT)"),
    };
    query_add(q, keys[by]);
    if (by != RESPONSE_HOUR) return;
    query_number(q, cx->zone_minutes + MINUTES_PER_DAY);
    query_add(q, SQL(") / 60) % 24 AS TEXT)"));
}

static void add_bands(struct query *q) {
    for (int i = 0; i < RESPONSE_BANDS; i++) {
        query_add(q, SQL(", coalesce(sum(CASE WHEN r.response > "));
        query_number(q, i ? response_bands[i - 1] : -1);
        if (i < RESPONSE_BANDS - 1) {
            query_add(q, SQL(" AND r.response <= "));
            query_number(q, response_bands[i]);
        }
        query_add(q, SQL(" THEN 1 ELSE 0 END), 0)"));
    }
}

/* With the dealer of who asked; a customer who may not be read is nobody's. Requests lie beside other
 * customers, so they are found by themselves first. */
static void add_dealers(struct ctx *cx, struct query *q, int64_t since_ms) {
    query_add(q, SQL(" FROM (SELECT customer, created_at, response, apart, owner, team,"
                     " accepted_by, source FROM request WHERE created_at >= "));
    query_bind(q, v_int(since_ms));
    query_add(q, SQL(") r LEFT JOIN party p ON p.id = r.customer"));
    rights_condition(cx, q, 'p', entity_at(cx->catalog, "party"), ACT_READ);
}

static void add_from(struct ctx *cx, struct query *q, const struct response_which *which,
                     enum response_by by) {
    if (by == RESPONSE_DEALER || which->dealer)
        add_dealers(cx, q, which->since_ms);
    else
        query_add(q, SQL(" FROM request r"));
    if (by == RESPONSE_PERSON)
        query_add(q, SQL(" LEFT JOIN \"user\" u"
                         " ON u.id = coalesce(r.accepted_by, r.owner)"));
}

/* From those that count. */
static void add_which(struct ctx *cx, struct query *q, const struct response_which *which,
                      enum response_by by) {
    add_from(cx, q, which, by);
    query_add(q, SQL(" WHERE r.apart IS NULL AND r.created_at >= "));
    query_bind(q, v_int(which->since_ms));
    rights_condition(cx, q, 'r', entity_at(cx->catalog, "request"), ACT_READ);
    if (!which->dealer) return;
    query_add(q, SQL(" AND p.dealer = "));
    query_bind(q, v_int(which->dealer));
}

static struct response_row read_row(struct ctx *cx, struct rows *rows) {
    struct response_row r = {.key = str_dup(cx->mem, rows_text(rows, 0)),
                             .came = rows_int(rows, 1),
                             .waiting = rows_int(rows, 2),
                             .seconds = rows_int(rows, 3)};
    for (int i = 0; i < RESPONSE_BANDS; i++)
        r.bands[i] = rows_int(rows, 4 + i);
    return r;
}

/* The keys are text; nine comes before ten all the same. */
static int by_hour(const void *a, const void *b) {
    int64_t left = 0, right = 0;
    (void)str_int(((const struct response_row *)a)->key, &left);
    (void)str_int(((const struct response_row *)b)->key, &right);
    return (left > right) - (left < right);
}

enum err response_ask(struct ctx *cx, enum response_by by,
                      const struct response_which *which,
                      struct response_row out[RESPONSE_ROWS], int *out_count) {
    struct query q = query_in(cx->mem);
    struct rows rows;
    int n = 0;
    query_add(&q, SQL("SELECT "));
    add_group(cx, &q, by);
    query_add(&q, SQL(", count(*),"
                      " coalesce(sum(CASE WHEN r.response IS NULL THEN 1 ELSE 0 END), 0),"
                      " coalesce(sum(r.response), 0)"));
    add_bands(&q);
    add_which(cx, &q, which, by);
    query_add(&q, by == RESPONSE_HOUR ? SQL(" GROUP BY 1 ORDER BY 1 LIMIT ")
                                      : SQL(" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT "));
    query_number(&q, RESPONSE_ROWS);
    TRY(query_run(cx->db, &q, &rows));
    while (n < RESPONSE_ROWS && rows_next(&rows))
        out[n++] = read_row(cx, &rows);
    if (by == RESPONSE_HOUR) qsort(out, (size_t)n, sizeof *out, by_hour);
    *out_count = n;
    return rows_done(&rows);
}

/* ---- Of all ---- */

static enum err count_answered(struct ctx *cx, const struct response_which *which,
                               int64_t *out) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT count(*)"));
    add_which(cx, &q, which, RESPONSE_ALL);
    query_add(&q, SQL(" AND r.response IS NOT NULL"));
    return query_int(cx->db, &q, out);
}

enum err response_median(struct ctx *cx, const struct response_which *which,
                         int64_t *out_seconds) {
    struct query q = query_in(cx->mem);
    int64_t count = 0;
    *out_seconds = -1;
    TRY(count_answered(cx, which, &count));
    if (!count) return OK;
    query_add(&q, SQL("SELECT r.response"));
    add_which(cx, &q, which, RESPONSE_ALL);
    query_add(&q, SQL(" AND r.response IS NOT NULL ORDER BY r.response LIMIT 1 OFFSET "));
    query_bind(&q, v_int((count - 1) / 2));
    return query_int(cx->db, &q, out_seconds);
}

enum err response_oldest(struct ctx *cx, const struct response_which *which,
                         int64_t *out_ms) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT coalesce(min(r.created_at), 0)"));
    add_which(cx, &q, which, RESPONSE_ALL);
    query_add(&q, SQL(" AND r.response IS NULL"));
    return query_int(cx->db, &q, out_ms);
}

enum err response_pulse(struct ctx *cx, int64_t *out) {
    return store_int(
        cx->db, SQL("SELECT coalesce(max(changed_at), 0) + count(*) FROM request_live"),
        BIND_NONE, out);
}

/* ---- Arithmetic ---- */

int64_t response_answered(const struct response_row *r) {
    return r->came - r->waiting;
}

int64_t response_good(const struct response_row *r) {
    int64_t good = 0, answered = response_answered(r);
    for (int i = 0; i < RESPONSE_GOOD_BANDS; i++)
        good += r->bands[i];
    return answered ? (good * 200 + answered) / (answered * 2) : -1;
}
