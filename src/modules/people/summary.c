#include "modules/people/summary.h"

#include "records/data/row.h"
#include "store/query.h"

/* "(SELECT what FROM entity t WHERE t.party = ? … )" */
static void add_count(struct ctx *cx, struct query *q, struct sql what, const char *entity,
                      int64_t party, struct sql where) {
    const struct entity *e = entity_at(cx->catalog, entity);
    query_add(q, q->count ? SQL(", (SELECT ") : SQL("(SELECT "));
    query_add(q, what);
    query_add(q, SQL(" FROM "));
    query_name(q, e->name);
    query_add(q, SQL(" t WHERE t.party = "));
    query_bind(q, v_int(party));
    query_add(q, where);
    rights_condition(cx, q, 't', e, ACT_READ);
    query_add(q, SQL(")"));
}

static enum err read_counts(struct ctx *cx, int64_t party, struct party_summary *out) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT "));
    add_count(cx, &q, SQL("count(*)"), "task", party,
              SQL(" AND t.status IN ('open', 'doing')"));
    add_count(cx, &q, SQL("count(*)"), "interaction", party, SQL(""));
    add_count(cx, &q, SQL("max(t.at)"), "interaction", party, SQL(""));
    struct rows rows;
    TRY(query_run(cx->db, &q, &rows));
    if (rows_next(&rows)) {
        out->open_tasks = rows_int(&rows, 0);
        out->interactions = rows_int(&rows, 1);
        out->last_interaction_ms = rows_int(&rows, 2);
    }
    return rows_done(&rows);
}

/* One that has no date comes after those that have. */
static enum err read_next_task(struct ctx *cx, int64_t party, struct record *out) {
    const struct entity *e = entity_at(cx->catalog, "task");
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT "));
    buf_put(&q.text, e->plan->all.columns);
    query_add(&q, SQL(" FROM task t WHERE t.party = "));
    query_bind(&q, v_int(party));
    query_add(&q, SQL(" AND t.status IN ('open', 'doing')"));
    rights_condition(cx, &q, 't', e, ACT_READ);
    query_add(&q, SQL(" ORDER BY COALESCE(t.due_at, 9223372036854775807), t.id LIMIT 1"));
    struct rows rows;
    TRY(query_run(cx->db, &q, &rows));
    if (rows_next(&rows)) *out = row_read(cx, e, &rows);
    return rows_done(&rows);
}

/* ---- Relationships ---- */

/* One side of them; `joined` says where the other party's id stands, `of` where ours. */
static void add_side(struct ctx *cx, struct query *q, int64_t party, struct sql head,
                     struct sql joined, struct sql of) {
    const struct entity *e = entity_at(cx->catalog, "relationship");
    query_add(q, head);
    buf_put(&q->text, e->plan->all.columns);
    query_add(q, joined);
    query_bind(q, v_int(party));
    query_add(q, of);
    rights_condition(cx, q, 't', e, ACT_READ);
    rights_condition(cx, q, 'o', entity_at(cx->catalog, "party"), ACT_READ);
}

static enum err read_relations(struct ctx *cx, int64_t party, struct party_summary *out) {
    const struct entity *e = entity_at(cx->catalog, "relationship");
    struct query q = query_in(cx->mem);
    add_side(cx, &q, party, SQL("SELECT "),
             SQL(", 0, o.id, o.name FROM relationship t JOIN party o ON o.id = t.other"
                 " WHERE t.party = "),
             SQL(""));
    add_side(cx, &q, party, SQL(" UNION ALL SELECT "),
             SQL(", 1, o.id, o.name FROM relationship t JOIN party o ON o.id = t.party"
                 " WHERE t.other = "),
             SQL(" AND t.party <> t.other"));
    query_add(&q, SQL(" LIMIT "));
    query_number(&q, SUMMARY_RELATIONS);
    struct rows rows;
    TRY(query_run(cx->db, &q, &rows));
    out->relations = NEWS(cx->mem, SUMMARY_RELATIONS, struct relation);
    int more = e->plan->all.count; /* where the columns beside the record's begin */
    while (out->relation_count < SUMMARY_RELATIONS && rows_next(&rows))
        out->relations[out->relation_count++] =
            (struct relation){.record = row_read(cx, e, &rows),
                              .incoming = rows_int(&rows, more) == 1,
                              .other = rows_int(&rows, more + 1),
                              .name = str_dup(cx->mem, rows_text(&rows, more + 2))};
    return rows_done(&rows);
}

static enum err read_owned(struct ctx *cx, const char *entity, int64_t party,
                           struct record_list *out) {
    const struct list_query q = {.entity = entity_at(cx->catalog, entity),
                                 .party = party,
                                 .limit = SUMMARY_CONTACTS};
    return list_page(cx, &q, out);
}

enum err party_summary(struct ctx *cx, int64_t party, struct party_summary *out) {
    *out = (struct party_summary){0};
    TRY(read_counts(cx, party, out));
    TRY(read_next_task(cx, party, &out->next_task));
    TRY(read_relations(cx, party, out));
    TRY(read_owned(cx, "contact_point", party, &out->contacts));
    return read_owned(cx, "postal_address", party, &out->addresses);
}
