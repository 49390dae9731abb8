/* hits.c - search as one types. The index gives candidates newest first, those with all
 * words whole before mere beginnings; among each, titles that begin as typed come first.
 * So the looking ends as soon as `limit` are found that none of the rest can displace. */
#include "persian/fold.h"
#include "records/data/list.h"
#include "records/data/parts.h"
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
    struct kind_hits *to; /* where what it finds is told */
    const struct entity *entity;
    bool part;             /* of what is told: a further number leads to whose it is */
    struct str typed, key; /* as typed, and folded */
    struct str digits;     /* of what was typed, without zeros before them */
    int limit;
    struct rows rows;              /* of the question that is under way */
    bool whole;                    /* all words must match wholly */
    int64_t found[HITS_LOOKED_AT]; /* candidates of this pass, newest first */
    int found_count, next;         /* of them, and which is looked at next */
    int at_once, asked;            /* how many to ask for, and were asked for last */
    int sure;                      /* stand before all that follows */
    int64_t ids[HITS_LOOKED_AT + HITS_WHOLE]; /* looked at */
    int id_count;
    struct ranked ranked[HITS_LOOKED_AT + HITS_WHOLE]; /* those that may be seen */
    int count;
};

/* What distinguishes one hit from another: the number that holds the digits typed, else the
 * first other searched field that has a value; none that is sensitive. */
static struct str detail_of(const struct look *l, const struct record *r) {
    const struct field *first = NULL;
    for (int i = FIELD_STANDARD_COUNT; i < r->entity->field_count; i++) {
        const struct field *f = r->entity->fields[i];
        bool told = f->search && !f->audited && f != r->entity->title;
        if (!told || r->values[i].kind == V_NULL) continue;
        if (!first) first = f;
        if (l->digits.n >= SPELLING_NUMBER_LEAST && str_has(record_str(r, i), l->digits))
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

/* ---- Candidates ---- */

static enum err ask_index(struct look *l, bool whole) {
    struct ctx *cx = l->cx;
    int count;
    struct search_words *ways = spelling_ways(cx->mem, l->typed, whole, &count);
    l->whole = whole;
    l->sure = l->count;
    l->at_once = l->limit;
    l->found_count = l->next = 0;
    l->rows = (struct rows){0};
    if (!count || l->count >= l->limit) return OK;
    return search_ask(cx->db, cx->mem, l->entity->name, ways, count, 0,
                      whole ? HITS_WHOLE : HITS_LOOKED_AT, &l->rows);
}

static enum err read_index(struct look *l) {
    while (rows_next(&l->rows)) {
        int64_t id = rows_int(&l->rows, 0);
        if (!is_known(l, id)) l->found[l->found_count++] = id;
    }
    return rows_done(&l->rows);
}

/* ---- Looking at them ---- */

enum { RANK_BEGINS = 1, RANK_WHOLE = 2 };

/* The next few, twice as many each time. */
static enum err ask_some(struct look *l) {
    struct ctx *cx = l->cx;
    const struct entity *e = l->entity;
    int left = l->found_count - l->next;
    l->asked = l->sure >= l->limit ? 0 : left < l->at_once ? left : l->at_once;
    l->at_once *= 2;
    if (!l->asked) return OK;
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT "));
    buf_put(&q.text, e->plan->brief.columns);
    query_add(&q, SQL(" FROM "));
    query_name(&q, e->name);
    query_add(&q, SQL(" t WHERE t.id IN "));
    query_bind_ids(&q, l->found + l->next, l->asked);
    rights_condition(cx, &q, 't', e, ACT_READ);
    return query_run(cx->db, &q, &l->rows);
}

static void rank(struct look *l, const struct record *r) {
    struct ctx *cx = l->cx;
    struct hit hit = {record_id(r), record_title(cx, r), detail_of(l, r)};
    bool begins = str_starts(fa_fold(cx->mem, hit.title), l->key);
    int rank = (l->whole ? RANK_WHOLE : 0) + (begins ? RANK_BEGINS : 0);
    l->ranked[l->count++] = (struct ranked){hit, party_of(r), rank};
    l->sure += begins;
}

/* They come in any order. One that is not there or may not be seen is passed over. */
static enum err read_some(struct look *l) {
    struct ctx *cx = l->cx;
    struct record *records = NEWS(cx->mem, (size_t)l->asked, struct record);
    int count = 0;
    while (count < l->asked && rows_next(&l->rows))
        records[count++] = row_read_some(cx, l->entity, &l->entity->plan->brief, &l->rows);
    TRY(rows_done(&l->rows));
    for (int end = l->next + l->asked; l->next < end && l->sure < l->limit; l->next++) {
        int64_t id = l->ids[l->id_count++] = l->found[l->next];
        for (int i = 0; i < count; i++)
            if (record_id(&records[i]) == id) rank(l, &records[i]);
    }
    return OK;
}

/* Where answers come from elsewhere, the kinds wait together. */
static enum err look_through(struct look *looks, int count, bool whole) {
    for (int i = 0; i < count; i++)
        TRY(ask_index(&looks[i], whole));
    for (int i = 0; i < count; i++)
        TRY(read_index(&looks[i]));
    for (bool more = true; more;) {
        more = false;
        for (int i = 0; i < count; i++)
            TRY(ask_some(&looks[i]));
        for (int i = 0; i < count; i++) {
            more |= looks[i].asked > 0;
            if (looks[i].asked) TRY(read_some(&looks[i]));
        }
    }
    return OK;
}

/* ---- The best of them ---- */

static int by_rank(const void *a, const void *b) {
    const struct ranked *x = a, *y = b;
    if (x->rank != y->rank) return y->rank - x->rank;
    return (x->hit.id < y->hit.id) - (x->hit.id > y->hit.id);
}

static int hits_of(const struct look *l) {
    return l->count < l->limit ? l->count : l->limit;
}

/* The name of whose it is; empty where nobody is told. */
static struct str party_name(const struct look *l, int i) {
    const struct field *whose = l->entity->plan->whose;
    struct str name;
    bool known = whose && titles_find(l->cx, whose->to, l->ranked[i].party, &name);
    return known ? name : STR("");
}

/* Whose it is tells more than anything else: ten calls have one subject. */
static struct hit named(const struct look *l, int i) {
    struct hit hit = l->ranked[i].hit;
    struct str name = party_name(l, i);
    if (name.n && hit.detail.n)
        hit.detail =
            str_format(l->cx->mem, "%.*s · %.*s", STR_ARG(name), STR_ARG(hit.detail));
    else if (name.n)
        hit.detail = name;
    return hit;
}

static enum err load_parties(struct ctx *cx, const struct look *looks, int count) {
    for (int k = 0; k < count; k++) {
        const struct field *whose = looks[k].entity->plan->whose;
        for (int i = 0; whose && i < hits_of(&looks[k]); i++)
            titles_note(cx, whose->to, looks[k].ranked[i].party);
    }
    return titles_load(cx);
}

static bool is_told(const struct kind_hits *k, int64_t id) {
    for (int i = 0; i < k->count; i++)
        if (k->hits[i].id == id) return true;
    return false;
}

/* What is found itself comes before what is found by its parts. */
static void tell(const struct look *l) {
    struct kind_hits *k = l->to;
    if (!k->hits) k->hits = NEWS(l->cx->mem, (size_t)l->limit, struct hit);
    for (int i = 0; i < hits_of(l) && k->count < l->limit; i++) {
        const struct ranked *r = &l->ranked[i];
        struct str name = l->part ? party_name(l, i) : STR("");
        if (!l->part)
            k->hits[k->count++] = named(l, i);
        else if (name.n && !is_told(k, r->party))
            k->hits[k->count++] = (struct hit){r->party, name, r->hit.title};
    }
}

/* One for each kind that has words and may be read, and behind all of them one for each of
 * its parts. */
struct looks {
    struct look *at;
    int count, limit;
    struct str typed, key, digits;
};

static void add_look(struct ctx *cx, struct looks *looks, struct kind_hits *to,
                     const struct entity *e) {
    if (!e->searched || !rights_some(cx, e, ACT_READ)) return;
    struct look *l =
        &looks->at[looks->count++]; /* all zero; too large to be written twice */
    l->cx = cx;
    l->to = to;
    l->entity = e;
    l->part = e != to->entity;
    l->typed = looks->typed;
    l->key = looks->key;
    l->digits = looks->digits;
    l->limit = looks->limit;
}

static void add_parts(struct ctx *cx, struct looks *looks, struct kind_hits *to) {
    if (!rights_some(cx, to->entity, ACT_READ)) return;
    for (int i = 0; i < cx->catalog->count; i++)
        if (is_part(cx->catalog->entities[i], to->entity))
            add_look(cx, looks, to, cx->catalog->entities[i]);
}

static struct looks looks_of(struct ctx *cx, struct str typed, int limit,
                             struct kind_hits *kinds, int kind_count) {
    struct looks looks = {.limit = limit,
                          .typed = typed,
                          .key = fa_fold(cx->mem, typed),
                          .digits = spelling_digits(cx->mem, typed)};
    int most = kind_count;
    for (int i = 0; i < cx->catalog->count; i++)
        most += cx->catalog->entities[i]->hidden && cx->catalog->entities[i]->searched;
    looks.at = NEWS(cx->mem, (size_t)most, struct look);
    for (int i = 0; i < kind_count; i++) {
        kinds[i].hits = NULL;
        kinds[i].count = 0;
        add_look(cx, &looks, &kinds[i], kinds[i].entity);
    }
    for (int i = 0; i < kind_count; i++)
        add_parts(cx, &looks, &kinds[i]);
    return looks;
}

enum err list_hits_of(struct ctx *cx, struct str typed, int limit, struct kind_hits *kinds,
                      int kind_count) {
    struct looks looks = looks_of(cx, typed, limit, kinds, kind_count);
    TRY(look_through(looks.at, looks.count, true));
    TRY(look_through(looks.at, looks.count, false));
    for (int i = 0; i < looks.count; i++)
        qsort(looks.at[i].ranked, (size_t)looks.at[i].count, sizeof *looks.at[i].ranked,
              by_rank);
    TRY(load_parties(cx, looks.at, looks.count));
    for (int i = 0; i < looks.count; i++)
        tell(&looks.at[i]);
    return OK;
}

enum err list_hits(struct ctx *cx, const struct entity *e, struct str typed, int limit,
                   struct hit **out, int *out_count) {
    struct kind_hits one = {.entity = e};
    *out_count = 0;
    TRY(list_hits_of(cx, typed, limit, &one, 1));
    *out = one.hits;
    *out_count = one.count;
    return OK;
}
