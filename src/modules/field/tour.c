#include "modules/field/tour.h"

#include "entities.h"
#include "modules/field/visiting.h"
#include "records/data/list.h"
#include "records/data/row.h"
#include "store/query.h"

/* ---- Reading ---- */

static struct filter *term(struct ctx *cx, const struct field *f, int64_t value) {
    struct filter *made = NEW(cx->mem, struct filter);
    struct value *values = NEW(cx->mem, struct value);
    *values = v_int(value);
    *made = (struct filter){
        .kind = FILTER_TERM, .field = f, .op = FILTER_EQ, .values = values, .count = 1};
    return made;
}

static struct filter *both(struct ctx *cx, const struct filter *a, const struct filter *b) {
    struct filter *made = NEW(cx->mem, struct filter);
    *made = (struct filter){.kind = FILTER_AND, .left = a, .right = b};
    return made;
}

/* The customers that the actor may see; the others stay blank. */
static enum err read_parties(struct ctx *cx, struct tour *t) {
    const struct entity *e = entity_at(cx->catalog, "party");
    struct query q = query_in(cx->mem);
    struct rows rows;
    int64_t ids[TOURS_VISITS];
    for (int i = 0; i < t->count; i++) {
        ids[i] = record_int(&t->stops[i].visit, FIELD_PARTY);
        t->stops[i].party = row_blank(cx, e);
    }
    if (!t->count) return OK;
    query_add(&q, SQL("SELECT "));
    buf_put(&q.text, e->plan->all.columns);
    query_add(&q, SQL(" FROM party t WHERE t.id IN "));
    query_bind_ids(&q, ids, t->count);
    rights_condition(cx, &q, 't', e, ACT_READ);
    TRY(query_run(cx->db, &q, &rows));
    while (rows_next(&rows)) {
        struct record party = row_read(cx, e, &rows);
        for (int i = 0; i < t->count; i++)
            if (ids[i] == record_id(&party)) {
                t->stops[i].party = party;
                t->stops[i].place = party_place(&party);
            }
    }
    return rows_done(&rows);
}

static enum err read_stops(struct ctx *cx, const struct filter *filter, int most,
                           struct tour *out) {
    const struct entity *e = entity_at(cx->catalog, "field_visit");
    const struct list_query q = {.entity = e,
                                 .filter = filter,
                                 .sort = e->fields[FIELD_VISIT_POSITION],
                                 .limit = most};
    struct record_list list;
    TRY(list_page(cx, &q, &list));
    *out = (struct tour){NEWS(cx->mem, (size_t)list.count, struct stop), list.count,
                         list.next.n > 0};
    for (int i = 0; i < list.count; i++)
        out->stops[i] = (struct stop){.visit = list.records[i]};
    return read_parties(cx, out);
}

enum err tour_read(struct ctx *cx, int64_t owner, int64_t day, struct tour *out) {
    const struct entity *e = entity_at(cx->catalog, "field_visit");
    return read_stops(cx,
                      both(cx, term(cx, e->fields[FIELD_OWNER], owner),
                           term(cx, e->fields[FIELD_VISIT_DAY], day)),
                      TOUR_VISITS, out);
}

/* Stable, so each person's stay in their order. */
static void by_owner(struct tour *t) {
    for (int i = 1; i < t->count; i++) {
        struct stop moved = t->stops[i];
        int at = i;
        for (; at > 0
               && record_int(&t->stops[at - 1].visit, FIELD_OWNER)
                      > record_int(&moved.visit, FIELD_OWNER);
             at--)
            t->stops[at] = t->stops[at - 1];
        t->stops[at] = moved;
    }
}

enum err tours_read(struct ctx *cx, int64_t team, int64_t day, struct tour *out) {
    const struct entity *e = entity_at(cx->catalog, "field_visit");
    struct filter *on_day = term(cx, e->fields[FIELD_VISIT_DAY], day);
    if (team) on_day = both(cx, term(cx, e->fields[FIELD_TEAM], team), on_day);
    TRY(read_stops(cx, on_day, TOURS_VISITS, out));
    by_owner(out);
    return OK;
}

/* ---- The way ---- */

int64_t tour_metres(const struct tour *t) {
    const struct stop *before = NULL;
    int64_t sum = 0;
    for (int i = 0; i < t->count; i++) {
        const struct stop *s = &t->stops[i];
        if (!s->place.known) continue;
        if (before) sum += place_metres(before->place, s->place);
        before = s;
    }
    return sum;
}

int tour_unplaced(const struct tour *t) {
    int count = 0;
    for (int i = 0; i < t->count; i++)
        count += !t->stops[i].place.known;
    return count;
}

/* ---- The order ---- */

/* Write the places in the day that differ from the order of the stops. */
static enum err number(struct ctx *cx, struct tour *t) {
    for (int i = 0; i < t->count; i++) {
        struct record *visit = &t->stops[i].visit;
        if (record_int(visit, FIELD_VISIT_POSITION) == i + 1) continue;
        visit->values[FIELD_VISIT_POSITION] = v_int(i + 1);
        TRY(record_change(cx, visit, NULL));
    }
    return OK;
}

enum err tour_move(struct ctx *cx, struct tour *t, int64_t visit, int by) {
    int at = 0;
    while (at < t->count && record_id(&t->stops[at].visit) != visit)
        at++;
    int to = at + by;
    if (at == t->count || to < 0 || to >= t->count) return OK;
    struct stop moved = t->stops[at];
    t->stops[at] = t->stops[to];
    t->stops[to] = moved;
    return number(cx, t);
}

static bool is_ahead(const struct stop *s) {
    return str_eq(record_str(&s->visit, FIELD_VISIT_STATE), VISIT_STATE_PLANNED);
}

/* What is over, then what is ahead and known, then the rest. */
static int rank(const struct stop *s) {
    return !is_ahead(s) ? 0 : s->place.known ? 1 : 2;
}

static void by_rank(struct tour *t, struct stop *sorted, int counts[3]) {
    int n = 0;
    for (int r = 0; r < 3; r++) {
        int before = n;
        for (int i = 0; i < t->count; i++)
            if (rank(&t->stops[i]) == r) sorted[n++] = t->stops[i];
        counts[r] = n - before;
    }
}

enum err tour_shorten(struct ctx *cx, struct tour *t) {
    struct stop *sorted = NEWS(cx->mem, (size_t)t->count + 1, struct stop);
    struct place places[TOUR_VISITS + 1];
    int counts[3], order[TOUR_VISITS + 1], first = 0;
    by_rank(t, sorted, counts);
    struct stop *ahead = sorted + counts[0];
    if (counts[0] && ahead[-1].place.known && counts[1] < TOUR_VISITS)
        places[first++] = ahead[-1].place;
    for (int i = 0; i < counts[1]; i++)
        places[first + i] = ahead[i].place;
    shortest_order(places, first + counts[1], first == 1, order);
    memcpy(t->stops, sorted, (size_t)t->count * sizeof *sorted);
    for (int i = 0; i < counts[1]; i++)
        t->stops[counts[0] + i] = ahead[order[first + i] - first];
    return number(cx, t);
}
