/* hits.c - search as one types. The index gives candidates newest first, those with all
 * words whole before mere beginnings; among each, titles that begin as typed come first.
 * So the looking ends as soon as `limit` are found that none of the rest can displace. */
#include "persian/clean.h"
#include "persian/fold.h"
#include "records/data/list.h"
#include "records/data/row.h"
#include "records/data/spelling.h"
#include "records/data/titles.h"
#include "records/fields/field_type.h"
#include "store/query.h"
#include "store/search.h"

#include <stdlib.h>

enum { HITS_LOOKED_AT = 120, HITS_WHOLE = 40 };

struct ranked {
    struct hit hit;
    int64_t party; /* whose it is, or 0 */
    int rank;
};

struct look {
    struct ctx *cx;
    const struct entity *entity;
    struct str typed, key; /* as typed, and folded */
    struct str digits;     /* of what was typed, without zeros before them */
    int limit;
    int64_t ids[HITS_LOOKED_AT + HITS_WHOLE]; /* looked at */
    int id_count;
    struct ranked ranked[HITS_LOOKED_AT + HITS_WHOLE]; /* those that may be seen */
    int count;
};

enum { DIGITS_TOLD = 3 }; /* typed, from which on a number is told by them */

static struct str digits_of(struct arena *mem, struct str typed) {
    struct buf b = buf_in(mem, 0);
    struct str clean = fa_clean_line(mem, typed);
    for (size_t i = 0; i < clean.n; i++)
        if (clean.p[i] >= (b.n ? '0' : '1') && clean.p[i] <= '9') buf_byte(&b, clean.p[i]);
    return buf_str(&b);
}

/* What distinguishes one hit from another: the number that holds the digits typed, else the
 * first other searched field that has a value; none that is sensitive. */
static struct str detail_of(const struct look *l, const struct record *r) {
    const struct field *first = NULL;
    for (int i = FIELD_STANDARD_COUNT; i < r->entity->field_count; i++) {
        const struct field *f = r->entity->fields[i];
        bool told = f->search && !f->audited && f != r->entity->title;
        if (!told || r->values[i].kind == V_NULL) continue;
        if (!first) first = f;
        if (l->digits.n >= DIGITS_TOLD && str_has(record_str(r, i), l->digits))
            return field_text(l->cx, f, r->values[i]);
    }
    return first ? field_text(l->cx, first, r->values[first->at]) : STR("");
}

static int64_t party_of(const struct record *r) {
    const struct field *whose = r->entity->plan->whose;
    return whose ? record_int(r, whose->at) : 0;
}

static bool is_known(const struct look *l, int64_t id) {
    int i = 0;
    while (i < l->id_count && l->ids[i] != id)
        i++;
    return i < l->id_count;
}

enum { RANK_BEGINS = 1, RANK_WHOLE = 2 };

/* A candidate that is not there or may not be seen is passed over. */
static enum err look_at(struct look *l, int64_t id, bool whole, bool *out_begins) {
    struct ctx *cx = l->cx;
    struct record r;
    l->ids[l->id_count++] = id;
    enum err found = row_find_brief(cx, l->entity, id, &r);
    if (found == OK) found = rights_ask(cx, &r, ACT_READ);
    if (found == ERR_ABSENT || found == ERR_DENIED) return OK;
    TRY(found);
    struct hit hit = {id, record_title(cx, &r), detail_of(l, &r)};
    *out_begins = str_starts(fa_fold(cx->mem, hit.title), l->key);
    int rank = (whole ? RANK_WHOLE : 0) + (*out_begins ? RANK_BEGINS : 0);
    l->ranked[l->count++] = (struct ranked){hit, party_of(&r), rank};
    return OK;
}

static enum err look_for(struct look *l, bool whole, int most) {
    struct ctx *cx = l->cx;
    int way_count, count;
    int64_t *ids;
    struct search_words *ways = spelling_ways(cx->mem, l->typed, whole, &way_count);
    if (!way_count) return OK;
    TRY(search_find(cx->db, cx->mem, l->entity->name, ways, way_count, 0, most, &ids,
                    &count));
    int sure = l->count; /* stand before all that follows */
    for (int i = 0; i < count && sure < l->limit; i++) {
        bool begins = false;
        if (!is_known(l, ids[i])) TRY(look_at(l, ids[i], whole, &begins));
        sure += begins;
    }
    return OK;
}

static int by_rank(const void *a, const void *b) {
    const struct ranked *x = a, *y = b;
    if (x->rank != y->rank) return y->rank - x->rank;
    return (x->hit.id < y->hit.id) - (x->hit.id > y->hit.id);
}

/* Whose it is tells more than anything else: ten calls have one subject. */
static enum err name_parties(const struct look *l, struct hit *hits, int count) {
    struct ctx *cx = l->cx;
    const struct field *whose = l->entity->plan->whose;
    struct str name;
    if (!whose) return OK;
    for (int i = 0; i < count; i++)
        titles_note(cx, whose->to, l->ranked[i].party);
    TRY(titles_load(cx));
    for (int i = 0; i < count; i++) {
        struct str *detail = &hits[i].detail;
        if (!titles_find(cx, whose->to, l->ranked[i].party, &name) || !name.n) continue;
        *detail = !detail->n
                      ? name
                      : str_format(cx->mem, "%.*s · %.*s", STR_ARG(name), STR_ARG(*detail));
    }
    return OK;
}

enum err list_hits(struct ctx *cx, const struct entity *e, struct str typed, int limit,
                   struct hit **out, int *out_count) {
    *out_count = 0;
    if (!e->searched || !rights_some(cx, e, ACT_READ)) return OK;
    struct look *l = NEW(cx->mem, struct look);
    *l = (struct look){.cx = cx, .entity = e, .typed = typed, .limit = limit};
    l->key = fa_fold(cx->mem, typed);
    l->digits = digits_of(cx->mem, typed);
    TRY(look_for(l, true, HITS_WHOLE));
    if (l->count < limit) TRY(look_for(l, false, HITS_LOOKED_AT));
    qsort(l->ranked, (size_t)l->count, sizeof *l->ranked, by_rank);
    int count = l->count < limit ? l->count : limit;
    *out = NEWS(cx->mem, (size_t)count, struct hit);
    for (int i = 0; i < count; i++)
        (*out)[i] = l->ranked[i].hit;
    *out_count = count;
    return name_parties(l, *out, count);
}
