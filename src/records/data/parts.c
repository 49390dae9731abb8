#include "records/data/parts.h"

#include "records/data/spelling.h"
#include "records/rules/rights.h"
#include "store/query.h"

bool is_part(const struct entity *e, const struct entity *of) {
    return e->hidden && e->owned && e->searched && e->fields[FIELD_PARTY]->to == of;
}

/* Those of one kind, behind the others. */
static enum err owners_in(struct ctx *cx, const struct entity *part, struct str typed,
                          int64_t *ids, int *count) {
    int64_t *found;
    struct rows rows;
    int ways, found_count;
    struct search_words *words = spelling_ways(cx->mem, typed, false, &ways);
    TRY(search_find(cx->db, cx->mem, part->name, words, ways, 0, PARTS_FOUND, &found,
                    &found_count));
    if (!found_count) return OK;
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT t.party FROM "));
    query_name(&q, part->name);
    query_add(&q, SQL(" t WHERE t.id IN "));
    query_bind_ids(&q, found, found_count);
    rights_condition(cx, &q, 't', part, ACT_READ);
    TRY(query_run(cx->db, &q, &rows));
    while (rows_next(&rows))
        ids[(*count)++] = rows_int(&rows, 0);
    return rows_done(&rows);
}

enum err parts_owners(struct ctx *cx, const struct entity *of, struct str typed,
                      int64_t **out_ids, int *out_count) {
    const struct catalog *c = cx->catalog;
    *out_ids = NULL;
    *out_count = 0;
    if (spelling_digits(cx->mem, typed).n < SPELLING_NUMBER_LEAST) return OK;
    *out_ids = NEWS(cx->mem, (size_t)(c->count * PARTS_FOUND), int64_t);
    for (int i = 0; i < c->count; i++)
        if (is_part(c->entities[i], of) && rights_some(cx, c->entities[i], ACT_READ))
            TRY(owners_in(cx, c->entities[i], typed, *out_ids, out_count));
    return OK;
}
