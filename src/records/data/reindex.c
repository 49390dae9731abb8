/* reindex.c - the search index of a kind, made anew from its records. */
#include "records/data/record.h"
#include "records/data/row.h"
#include "store/query.h"
#include "store/search.h"

static enum err index_one(void *self, struct ctx *cx, const struct record *r) {
    (void)self;
    return row_index(cx, r, record_words(cx, r));
}

enum err record_reindex(struct ctx *cx, const struct entity *e) {
    if (!e->searched) return OK;
    TRY(search_expect(cx->writer, e->name));
    TRY(record_walk(cx, e, 0, index_one, NULL));
    return search_tidy(cx->writer, e->name);
}

/* Records in which something can be found. Those without are not walked through at every start. */
static enum err any_words(struct ctx *cx, const struct entity *e, bool *out) {
    struct query q = query_in(cx->mem);
    int64_t one = 0;
    query_add(&q, SQL("SELECT 1 FROM "));
    query_name(&q, e->name);
    query_add(&q, SQL(" t WHERE 1 = 0"));
    for (int i = 0; i < e->field_count; i++) {
        if (!e->fields[i]->search) continue;
        query_add(&q, SQL(" OR "));
        query_column(&q, 't', e->fields[i]->name);
        query_add(&q, SQL(" IS NOT NULL"));
    }
    query_add(&q, SQL(" LIMIT 1"));
    enum err err = query_int(cx->db, &q, &one);
    *out = one != 0;
    return err == ERR_ABSENT ? OK : err;
}

enum err record_reindex_empty(struct ctx *cx, const struct entity *e) {
    bool any = false, indexed;
    if (!e->searched) return OK;
    TRY(search_any(cx->db, e->name, &indexed));
    if (!indexed) TRY(any_words(cx, e, &any));
    return any ? record_reindex(cx, e) : OK;
}
