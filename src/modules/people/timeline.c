#include "modules/people/timeline.h"

#include "entities.h"
#include "modules/people/stages.h"
#include "records/data/row.h"
#include "records/rules/rights.h"
#include "store/query.h"

/* Entries stand by time, newest first, then by kind, then the latest id first. */
struct place {
    int64_t at_ms, id;
    enum timeline_kind kind;
    bool set;
};

struct timeline_asked {
    struct ctx *cx;
    int64_t party;
    unsigned kinds;
    struct place before;
    int limit;
    struct rows rows[TIMELINE_KINDS]; /* of the kinds that are asked for */
    struct timeline_entry *entries;   /* of all sources, not yet in order */
    int count;
    bool more; /* some source gave all it could */
};

static enum err place_read(struct ctx *cx, struct str cursor, struct place *out) {
    struct str part[3] = {{"", 0}, {"", 0}, {"", 0}};
    int64_t n[3];
    *out = (struct place){0};
    if (!cursor.n) return OK;
    for (int i = 0; i < 3; i++)
        if (!str_cut(&cursor, '.', &part[i]) || !str_int(part[i], &n[i]))
            return problem(cx, NULL, MSG_CURSOR_BROKEN);
    if (n[1] < 0 || n[1] >= TIMELINE_KINDS) return problem(cx, NULL, MSG_CURSOR_BROKEN);
    *out = (struct place){n[0], n[2], (enum timeline_kind)n[1], true};
    return OK;
}

static struct str place_write(struct ctx *cx, const struct timeline_entry *e) {
    return str_format(cx->mem, "%lld.%d.%lld", (long long)e->at_ms, (int)e->kind,
                      (long long)e->id);
}

/* ---- Records ---- */

static int64_t time_of_interaction(const struct record *r) {
    return record_int(r, INTERACTION_AT);
}

static int64_t time_of_task(const struct record *r) {
    static const int fields[] = {TASK_DONE_AT, TASK_DUE_AT, FIELD_CREATED_AT};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (r->values[fields[i]].kind != V_NULL) return record_int(r, fields[i]);
    return 0;
}

static int64_t time_of_merge(const struct record *r) {
    return record_int(r, FIELD_CREATED_AT);
}

/* Where records come from; `at` in SQL is what `time` is in C. */
static const struct source {
    enum timeline_kind kind;
    const char *entity;
    struct sql at, of_party;
    int64_t (*time)(const struct record *);
    int by;      /* the field that names a user */
    bool sorted; /* rows lie in the order of `at` */
} sources[] = {
    {TIMELINE_INTERACTION,
     "interaction",
     {"t.at"},
     {" t WHERE t.party = "},
     time_of_interaction,
     FIELD_OWNER,
     .sorted = true},
    {TIMELINE_TASK,
     "task",
     {"COALESCE(t.done_at, t.due_at, t.created_at)"},
     {" t WHERE t.party = "},
     time_of_task,
     FIELD_OWNER},
    {TIMELINE_MERGE,
     "party_merged",
     {"t.created_at"},
     {" t WHERE t.kept = "},
     time_of_merge,
     FIELD_CREATED_BY,
     .sorted = true},
};

/* Only what stands behind the place. */
static void add_before(struct query *q, const struct source *s, const struct place *p) {
    if (!p->set) return;
    query_add(q, SQL(" AND ("));
    query_add(q, s->at);
    query_add(q, s->kind > p->kind ? SQL(" <= ") : SQL(" < "));
    query_bind(q, v_int(p->at_ms));
    if (s->kind == p->kind) {
        query_add(q, SQL(" OR ("));
        query_add(q, s->at);
        query_add(q, SQL(" = "));
        query_bind(q, v_int(p->at_ms));
        query_add(q, SQL(" AND t.id < "));
        query_bind(q, v_int(p->id));
        query_add(q, SQL(")"));
    }
    query_add(q, SQL(")"));
}

static struct query select_of(struct timeline_asked *p, const struct source *s,
                              const struct entity *e) {
    struct query q = query_in(p->cx->mem);
    query_add(&q, SQL("SELECT "));
    buf_put(&q.text, e->plan->all.columns);
    query_add(&q, SQL(" FROM "));
    query_name(&q, e->name);
    query_add(&q, s->of_party);
    query_bind(&q, v_int(p->party));
    add_before(&q, s, &p->before);
    if (!e->system) rights_condition(p->cx, &q, 't', e, ACT_READ);
    query_add(&q, SQL(" ORDER BY "));
    query_add(&q, s->at);
    query_add(&q, SQL(" DESC, t.id DESC"));
    if (!s->sorted) return q; /* the few of one customer sort faster without a limit */
    query_add(&q, SQL(" LIMIT "));
    query_number(&q, p->limit);
    return q;
}

static enum err ask_records(struct timeline_asked *p, const struct source *s) {
    struct query q = select_of(p, s, entity_at(p->cx->catalog, s->entity));
    return query_run(p->cx->db, &q, &p->rows[s->kind]);
}

static enum err add_records(struct timeline_asked *p, const struct source *s) {
    struct ctx *cx = p->cx;
    const struct entity *e = entity_at(cx->catalog, s->entity);
    struct rows *rows = &p->rows[s->kind];
    int count = 0;
    for (; count < p->limit && rows_next(rows); count++) {
        struct record r = row_read(cx, e, rows);
        p->entries[p->count++] = (struct timeline_entry){.kind = s->kind,
                                                         .at_ms = s->time(&r),
                                                         .id = record_id(&r),
                                                         .by = record_int(&r, s->by),
                                                         .record = r};
    }
    p->more |= count == p->limit;
    return rows_done(rows);
}

/* ---- Stages ---- */

/* Stages stand last of their instant, so all of it are behind a place of another kind. */
static enum err ask_stages(struct timeline_asked *p) {
    struct stage_place before = {p->before.at_ms, INT64_MAX};
    if (p->before.kind == TIMELINE_STAGE) before.seq = p->before.id;
    return party_stages_ask(p->cx, p->party, p->before.set ? &before : NULL,
                            &p->rows[TIMELINE_STAGE]);
}

static enum err add_stages(struct timeline_asked *p) {
    struct party_stage *stages;
    int count;
    TRY(party_stages_read(p->cx, &p->rows[TIMELINE_STAGE], p->limit, &stages, &count));
    for (int i = 0; i < count; i++)
        p->entries[p->count++] = (struct timeline_entry){.kind = TIMELINE_STAGE,
                                                         .at_ms = stages[i].since_ms,
                                                         .id = stages[i].seq,
                                                         .by = stages[i].by,
                                                         .stage = stages[i].stage,
                                                         .was = stages[i].was,
                                                         .reason = stages[i].reason};
    p->more |= count == p->limit;
    return OK;
}

/* ---- The page ---- */

static bool stands_before(const struct timeline_entry *a, const struct timeline_entry *b) {
    if (a->at_ms != b->at_ms) return a->at_ms > b->at_ms;
    return a->kind != b->kind ? a->kind < b->kind : a->id > b->id;
}

/* The sources are in order already, so little moves. */
static void sort_entries(struct timeline_entry *e, int count) {
    for (int i = 1; i < count; i++) {
        struct timeline_entry one = e[i];
        int at = i;
        for (; at > 0 && stands_before(&one, &e[at - 1]); at--)
            e[at] = e[at - 1];
        e[at] = one;
    }
}

enum { SOURCES = sizeof sources / sizeof *sources };

enum err timeline_ask(struct ctx *cx, int64_t party, unsigned kinds, struct str cursor,
                      int limit, struct timeline_asked **out) {
    struct timeline_asked *p = NEW(cx->mem, struct timeline_asked);
    if (limit <= 0) limit = TIMELINE_PAGE;
    if (limit > TIMELINE_PAGE_MOST) limit = TIMELINE_PAGE_MOST;
    *p = (struct timeline_asked){.cx = cx, .party = party, .kinds = kinds, .limit = limit};
    TRY(place_read(cx, cursor, &p->before));
    for (int i = 0; i < SOURCES; i++)
        if (kinds & 1u << sources[i].kind) TRY(ask_records(p, &sources[i]));
    if (kinds & 1u << TIMELINE_STAGE) TRY(ask_stages(p));
    *out = p;
    return OK;
}

enum err timeline_read(struct timeline_asked *asked, struct timeline *out) {
    asked->entries =
        NEWS(asked->cx->mem, (size_t)asked->limit * TIMELINE_KINDS, struct timeline_entry);
    for (int i = 0; i < SOURCES; i++)
        if (asked->kinds & 1u << sources[i].kind) TRY(add_records(asked, &sources[i]));
    if (asked->kinds & 1u << TIMELINE_STAGE) TRY(add_stages(asked));
    sort_entries(asked->entries, asked->count);
    bool more = asked->more || asked->count > asked->limit;
    out->entries = asked->entries;
    out->count = asked->count < asked->limit ? asked->count : asked->limit;
    out->next = more ? place_write(asked->cx, &asked->entries[out->count - 1]) : STR("");
    return OK;
}

enum err timeline_page(struct ctx *cx, int64_t party, unsigned kinds, struct str cursor,
                       int limit, struct timeline *out) {
    struct timeline_asked *asked;
    TRY(timeline_ask(cx, party, kinds, cursor, limit, &asked));
    return timeline_read(asked, out);
}
