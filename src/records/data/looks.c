#include "records/data/looks.h"

#include "records/rules/rights.h"
#include "store/query.h"
#include "store/schema.h"

#define COLUMN(n, k) \
    { STR_INIT(n), COLUMN_##k, true }

static const struct column columns[] = {
    COLUMN("id", INT),      COLUMN("at", INT),     COLUMN("actor", INT),
    COLUMN("entity", TEXT), COLUMN("record", INT), COLUMN("field", TEXT),
    COLUMN("way", INT),     COLUMN("many", INT),
};
static const struct str key[] = {STR_INIT("id")};
static const struct str by_record[] = {STR_INIT("record"), STR_INIT("id")};
static const struct str by_actor[] = {STR_INIT("actor"), STR_INIT("id")};
static const struct index indexes[] = {
    {STR_INIT("look__record"), by_record, 2, false},
    {STR_INIT("look__actor"), by_actor, 2, false},
};
const struct table look_table = {STR_INIT("look"), columns, 8, key, 1, false, indexes, 2};

/* ---- Writing ---- */

enum err look_known(struct ctx *cx, const struct record *r, const struct field *f,
                    enum look_way way, bool *out) {
    return store_exists(
        cx->db,
        SQL("SELECT 1 FROM look WHERE record = ?1 AND actor = ?2 AND field = ?3"
            " AND entity = ?4 AND way = ?5 AND at > ?6 LIMIT 1"),
        BIND(v_int(record_id(r)), v_int(cx->actor->user), v_text(f->name),
             v_text(f->entity->name), v_int(way), v_int(cx->now_ms - LOOK_AGAIN_MS)),
        out);
}

static enum err put(struct ctx *cx, const struct field *f, int64_t record, int64_t count,
                    enum look_way way) {
    return store_exec(
        cx->writer,
        SQL("INSERT INTO look (id, at, actor, entity, record, field, way, many)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"),
        BIND(v_int(cx_new_id(cx)), v_int(cx->now_ms), v_int(cx->actor->user),
             v_text(f->entity->name), v_int(record), v_text(f->name), v_int(way),
             v_int(count)));
}

enum err look_add(struct ctx *cx, const struct record *r, const struct field *f,
                  enum look_way way) {
    return put(cx, f, record_id(r), 1, way);
}

enum err look_add_many(struct ctx *cx, const struct field *f, int64_t count,
                       enum look_way way) {
    return put(cx, f, 0, count, way);
}

/* ---- Reading ---- */

static struct look read_one(struct ctx *cx, struct rows *rows) {
    struct look look = {.id = rows_int(rows, 0),
                        .at_ms = rows_int(rows, 1),
                        .user = rows_int(rows, 2),
                        .entity = entity_named(cx->catalog, rows_text(rows, 3)),
                        .record = rows_int(rows, 4),
                        .way = (enum look_way)rows_int(rows, 6),
                        .count = rows_int(rows, 7)};
    if (look.entity) look.field = field_named(look.entity, rows_text(rows, 5));
    return look;
}

static void add_condition(struct query *q, struct sql condition, int64_t id) {
    if (!id) return;
    query_add(q, condition);
    query_bind(q, v_int(id));
}

enum err looks_read(struct ctx *cx, const struct look_ask *ask, struct look **out,
                    int *out_count) {
    struct look *looks = NEWS(cx->mem, LOOKS_PAGE, struct look);
    struct query q = query_in(cx->mem);
    struct rows rows;
    int n = 0;
    query_add(&q, SQL("SELECT id, at, actor, entity, record, field, way, many FROM look"
                      " WHERE 1 = 1"));
    add_condition(&q, SQL(" AND actor = "), ask->user);
    add_condition(&q, SQL(" AND record = "), ask->record);
    add_condition(&q, SQL(" AND id < "), ask->before);
    query_add(&q, SQL(" ORDER BY id DESC LIMIT "));
    query_number(&q, LOOKS_PAGE);
    TRY(query_run(cx->db, &q, &rows));
    while (n < LOOKS_PAGE && rows_next(&rows))
        looks[n++] = read_one(cx, &rows);
    *out = looks;
    *out_count = n;
    return rows_done(&rows);
}
