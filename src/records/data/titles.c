#include "records/data/titles.h"

#include "records/data/row.h"
#include "records/fields/field_type.h"
#include "records/rules/rights.h"
#include "store/query.h"

enum { TITLES_ROOM = 64, TITLES_AT_ONCE = 200, TITLES_QUESTIONS = 8 };

struct title {
    const struct entity *kind; /* NULL: a free place */
    int64_t id;
    struct str text;
    bool loaded;
};

/* A hash table with free places, at most half full. */
struct titles {
    struct title *at;
    size_t room, count;
};

static struct title *place(const struct titles *t, const struct entity *kind, int64_t id) {
    uint64_t hash = ((uint64_t)id ^ (uint64_t)kind->at << 48) * 0x9E3779B97F4A7C15u;
    size_t i = (size_t)(hash >> 32) & (t->room - 1);
    while (t->at[i].kind && (t->at[i].kind != kind || t->at[i].id != id))
        i = (i + 1) & (t->room - 1);
    return &t->at[i];
}

static void grow(struct ctx *cx, struct titles *t) {
    struct titles bigger = {.room = t->room ? t->room * 2 : TITLES_ROOM, .count = t->count};
    bigger.at = NEWS(cx->mem, bigger.room, struct title);
    for (size_t i = 0; i < t->room; i++)
        if (t->at[i].kind) *place(&bigger, t->at[i].kind, t->at[i].id) = t->at[i];
    *t = bigger;
}

void titles_note(struct ctx *cx, const struct entity *kind, int64_t id) {
    if (!kind || !id) return;
    if (!cx->titles) cx->titles = NEW(cx->mem, struct titles);
    if (cx->titles->count * 2 >= cx->titles->room) grow(cx, cx->titles);
    struct title *t = place(cx->titles, kind, id);
    if (t->kind) return;
    *t = (struct title){.kind = kind, .id = id};
    cx->titles->count++;
}

void titles_note_value(struct ctx *cx, const struct field *f, struct value v) {
    if (!f->to) return;
    if (v.kind == V_INT) titles_note(cx, f->to, v.i);
    if (v.kind != V_TEXT) return;
    int64_t id; /* several: |a|b| */
    for (struct str rest = v.s, item; str_cut(&rest, '|', &item);)
        if (id_parse(item, &id)) titles_note(cx, f->to, id);
}

void titles_note_records(struct ctx *cx, const struct field *const *fields, int field_count,
                         const struct record *records, int count) {
    for (int f = 0; f < field_count; f++)
        for (int i = 0; fields[f]->to && i < count; i++)
            titles_note_value(cx, fields[f], records[i].values[fields[f]->at]);
}

enum err titles_of_records(struct ctx *cx, const struct field *const *fields,
                           int field_count, const struct record *records, int count) {
    titles_note_records(cx, fields, field_count, records, count);
    return titles_load(cx);
}

/* ---- Loading ---- */

/* The next titles of one kind that are not loaded; 0: none are left. */
static int take(struct titles *t, struct title *out[TITLES_AT_ONCE]) {
    int count = 0;
    for (size_t i = 0; i < t->room && count < TITLES_AT_ONCE; i++) {
        struct title *title = &t->at[i];
        if (!title->kind || title->loaded) continue;
        if (count && title->kind != out[0]->kind) continue;
        title->loaded = true;
        out[count++] = title;
    }
    return count;
}

struct titles_asked {
    const struct entity *kind;
    int count;
    struct rows rows;
};

static enum err ask(struct ctx *cx, struct title *const *wanted, int count,
                    struct titles_asked *out) {
    const struct entity *kind = wanted[0]->kind;
    int64_t ids[TITLES_AT_ONCE];
    struct query q = query_in(cx->mem);
    for (int i = 0; i < count; i++)
        ids[i] = wanted[i]->id;
    query_add(&q, SQL("SELECT "));
    buf_put(&q.text, kind->plan->brief.columns);
    query_add(&q, SQL(" FROM "));
    query_name(&q, kind->name);
    query_add(&q, SQL(" t WHERE t.id IN "));
    query_bind_ids(&q, ids, count);
    /* colleagues and teams are known by name to everybody */
    if (!kind->system) rights_named_condition(cx, &q, 't', kind);
    *out = (struct titles_asked){.kind = kind, .count = count};
    return query_run(cx->db, &q, &out->rows);
}

static enum err read(struct ctx *cx, struct titles_asked *asked) {
    const struct entity *kind = asked->kind;
    const struct entity_rules *rules = kind->rules;
    struct record *found = NEWS(cx->mem, (size_t)asked->count, struct record);
    int n = 0;
    while (n < asked->count && rows_next(&asked->rows))
        found[n++] = row_read_some(cx, kind, &kind->plan->brief, &asked->rows);
    TRY(rows_done(&asked->rows));
    for (int i = 0; i < n; i++) {
        enum err named = rules && rules->named ? rules->named(cx, &found[i]) : OK;
        if (named == ERR_ABSENT) continue;
        TRY(named);
        place(cx->titles, kind, record_id(&found[i]))->text = record_title(cx, &found[i]);
    }
    return OK;
}

/* Of all kinds at once, then their answers. */
static enum err load_some(struct ctx *cx, int *out_count) {
    struct titles_asked asked[TITLES_QUESTIONS];
    struct title *wanted[TITLES_AT_ONCE];
    int questions = 0;
    for (int count; questions < TITLES_QUESTIONS && (count = take(cx->titles, wanted));)
        TRY(ask(cx, wanted, count, &asked[questions++]));
    for (int i = 0; i < questions; i++)
        TRY(read(cx, &asked[i]));
    *out_count = questions;
    return OK;
}

enum err titles_load(struct ctx *cx) {
    if (!cx->titles) return OK;
    for (int questions = TITLES_QUESTIONS; questions == TITLES_QUESTIONS;)
        TRY(load_some(cx, &questions));
    return OK;
}

bool titles_find(const struct ctx *cx, const struct entity *kind, int64_t id,
                 struct str *out) {
    if (!cx->titles || !cx->titles->room || !kind) return false;
    const struct title *t = place(cx->titles, kind, id);
    if (!t->kind || !t->loaded) return false;
    *out = t->text;
    return true;
}
