#include "modules/people/consequence.h"

#include "records/data/row.h"
#include "store/query.h"

const struct actor *consequence_begin(struct ctx *cx) {
    const struct actor *before = cx->actor;
    struct actor *all = NEW(cx->mem, struct actor);
    *all = *before;
    all->administrator = true;
    all->anonymous = false;
    cx->actor = all;
    return before;
}

void consequence_end(struct ctx *cx, const struct actor *before) {
    cx->actor = before;
}

enum err consequence_create(struct ctx *cx, struct record *r) {
    const struct actor *before = consequence_begin(cx);
    enum err e = record_create(cx, r);
    consequence_end(cx, before);
    return e;
}

enum err consequence_change(struct ctx *cx, struct record *r) {
    const struct actor *before = consequence_begin(cx);
    enum err e = record_change(cx, r, NULL);
    consequence_end(cx, before);
    return e;
}

enum err owned_records(struct ctx *cx, const char *entity, int64_t party, int limit,
                       struct record **out, int *out_count) {
    const struct entity *e = entity_at(cx->catalog, entity);
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT "));
    buf_put(&q.text, e->plan->all.columns);
    query_add(&q, SQL(" FROM "));
    query_name(&q, e->name);
    query_add(&q, SQL(" t WHERE t.party = "));
    query_bind(&q, v_int(party));
    query_add(&q, SQL(" ORDER BY t.id LIMIT "));
    query_number(&q, limit);
    struct rows rows;
    TRY(query_run(cx->db, &q, &rows));
    struct record *records = NEWS(cx->mem, (size_t)limit, struct record);
    int count = 0;
    while (count < limit && rows_next(&rows))
        records[count++] = row_read(cx, e, &rows);
    TRY(rows_done(&rows));
    *out = records;
    *out_count = count;
    return OK;
}
