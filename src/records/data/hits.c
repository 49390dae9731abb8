/* hits.c - search as one types. The index gives candidates newest first; a few hundred are
 * looked at and put in order: all words whole, then the title beginning as typed, then the
 * newest. */
#include "persian/fold.h"
#include "records/data/list.h"
#include "records/data/row.h"
#include "records/data/spelling.h"
#include "records/fields/field_type.h"
#include "store/query.h"
#include "store/search.h"

#include <stdlib.h>

enum { HITS_LOOKED_AT = 120, HITS_WHOLE = 40 };

struct ranked {
    struct hit hit;
    int rank;
};

/* Candidates: those with whole words first, then beginnings. */
struct candidates {
    int64_t ids[HITS_LOOKED_AT + HITS_WHOLE];
    int count, whole;
};

static void add_ids(struct candidates *c, const int64_t *ids, int count) {
    for (int i = 0; i < count; i++) {
        int k = 0;
        while (k < c->whole && c->ids[k] != ids[i])
            k++;
        if (k == c->whole) c->ids[c->count++] = ids[i];
    }
}

static enum err find_candidates(struct ctx *cx, const struct entity *e, struct str typed,
                                struct candidates *c) {
    for (int whole = 1; whole >= 0; whole--) {
        int way_count, count;
        int64_t *ids;
        struct search_words *ways = spelling_ways(cx->mem, typed, whole, &way_count);
        if (!way_count) return OK;
        TRY(search_find(cx->db, cx->mem, e->name, ways, way_count, 0,
                        whole ? HITS_WHOLE : HITS_LOOKED_AT, &ids, &count));
        add_ids(c, ids, count);
        if (whole) c->whole = c->count;
    }
    return OK;
}

/* What distinguishes one hit from another: the first other searched field that has a value.
 */
static struct str detail_of(struct ctx *cx, const struct record *r) {
    for (int i = FIELD_STANDARD_COUNT; i < r->entity->field_count; i++) {
        const struct field *f = r->entity->fields[i];
        if (f->search && f != r->entity->title && r->values[i].kind != V_NULL)
            return field_text(cx, f, r->values[i]);
    }
    return STR("");
}

/* A candidate that is there and may be seen; else *out_seen is false. */
static enum err look_at(struct ctx *cx, const struct entity *e, int64_t id, struct record *out,
                        bool *out_seen) {
    enum err found = row_find(cx, e, 0, id, out);
    if (found == OK) found = rights_ask(cx, out, ACT_READ);
    *out_seen = found == OK;
    return found == ERR_ABSENT || found == ERR_DENIED ? OK : found;
}

static int by_rank(const void *a, const void *b) {
    const struct ranked *x = a, *y = b;
    if (x->rank != y->rank) return y->rank - x->rank;
    return (x->hit.id < y->hit.id) - (x->hit.id > y->hit.id);
}

enum err list_hits(struct ctx *cx, const struct entity *e, struct str typed, int limit,
                   struct hit **out, int *out_count) {
    struct candidates *c = NEW(cx->mem, struct candidates);
    *out_count = 0;
    if (!e->searched || !rights_some(cx, e, ACT_READ)) return OK;
    TRY(find_candidates(cx, e, typed, c));
    struct ranked *ranked = NEWS(cx->mem, (size_t)c->count, struct ranked);
    struct str key = fa_fold(cx->mem, typed);
    int count = 0;
    for (int i = 0; i < c->count; i++) {
        struct record r;
        bool seen;
        TRY(look_at(cx, e, c->ids[i], &r, &seen));
        if (!seen) continue;
        struct hit hit = {c->ids[i], record_title(cx, &r), detail_of(cx, &r)};
        bool begins = str_starts(fa_fold(cx->mem, hit.title), key);
        ranked[count++] = (struct ranked){hit, (i < c->whole ? 2 : 0) + begins};
    }
    qsort(ranked, (size_t)count, sizeof *ranked, by_rank);
    if (count > limit) count = limit;
    *out = NEWS(cx->mem, (size_t)count, struct hit);
    for (int i = 0; i < count; i++)
        (*out)[i] = ranked[i].hit;
    *out_count = count;
    return OK;
}
