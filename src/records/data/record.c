#include "records/data/record.h"

#include "records/data/merge.h"
#include "records/data/row.h"
#include "records/journal/journal.h"
#include "records/rules/rights.h"
#include "store/query.h"

struct record record_new(struct ctx *cx, const struct entity *e) {
    struct record r = row_blank(cx, e);
    for (int i = FIELD_STANDARD_COUNT; i < e->field_count; i++) {
        const struct field *f = e->fields[i];
        if (f->preset.n && !f->type->counts)
            (void)field_parse(cx, f, f->preset, &r.values[i]);
    }
    if (cx->actor->user) r.values[FIELD_OWNER] = v_int(cx->actor->user);
    if (cx->actor->team) r.values[FIELD_TEAM] = v_int(cx->actor->team);
    return r;
}

struct record record_copy(struct ctx *cx, const struct record *r) {
    struct record copy = row_blank(cx, r->entity);
    memcpy(copy.values, r->values, (size_t)r->entity->field_count * sizeof *copy.values);
    return copy;
}

enum err record_get_plain(struct ctx *cx, const struct entity *e, int64_t id,
                          struct record *out) {
    return row_find(cx, e, 0, id, out);
}

enum err record_get(struct ctx *cx, const struct entity *e, int64_t id,
                    struct record *out) {
    struct record r;
    TRY(row_find(cx, e, 0, id, &r));
    enum err allowed = rights_ask(cx, &r, ACT_READ);
    if (allowed == ERR_DENIED) return ERR_ABSENT;
    TRY(allowed);
    *out = r;
    return OK;
}

struct str record_title(struct ctx *cx, const struct record *r) {
    if (r->entity->rules && r->entity->rules->title) return r->entity->rules->title(cx, r);
    const struct field *f = r->entity->title;
    return field_text(cx, f, r->values[f->at]);
}

/* ---- Checks ---- */

static bool asked_before(const struct ctx *cx, const struct field *f) {
    return problem_of(cx, f->name).n > 0;
}

static void check_required(struct ctx *cx, const struct record *r) {
    for (int i = 0; i < r->entity->field_count; i++) {
        const struct field *f = r->entity->fields[i];
        if (!f->required || !field_present(f) || r->values[i].kind != V_NULL) continue;
        if (!asked_before(cx, f)) problem(cx, f, MSG_FIELD_NEEDED);
    }
}

static enum err check_unique(struct ctx *cx, const struct record *r,
                             const struct field *f) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT count(*) FROM "));
    query_name(&q, r->entity->name);
    query_add(&q, SQL(" WHERE "));
    query_name(&q, f->name);
    query_add(&q, SQL(" = "));
    query_bind(&q, r->values[f->at]);
    query_add(&q, SQL(" AND id <> "));
    query_bind(&q, v_int(record_id(r)));
    int64_t others = 0;
    TRY(query_int(cx->db, &q, &others));
    if (others) problem(cx, f, MSG_FIELD_TAKEN);
    return OK;
}

static enum err check_uniques(struct ctx *cx, const struct record *old,
                              const struct record *r) {
    for (int i = 0; i < r->entity->field_count; i++) {
        const struct field *f = r->entity->fields[i];
        if (!f->unique || r->values[i].kind == V_NULL) continue;
        if (old && value_eq(old->values[i], r->values[i])) continue;
        TRY(check_unique(cx, r, f));
    }
    return OK;
}

/* What must hold of a record by itself. */
static enum err check_values(struct ctx *cx, const struct record *old, struct record *new) {
    check_required(cx, new);
    const struct entity_rules *rules = new->entity->rules;
    enum err e = rules && rules->check ? rules->check(cx, old, new) : OK;
    if (e != OK && e != ERR_INVALID) return e;
    return cx->problems ? ERR_INVALID : OK;
}

/* Nobody sends a record where they can no longer see it: to whom it goes is then the choice
 * of one who sees further. Nor does somebody of its team take it from who looks after it. */
static enum err check_moved(struct ctx *cx, const struct record *old,
                            const struct record *new) {
    static const int places[] = {FIELD_TEAM, FIELD_OWNER, FIELD_PARTY};
    const struct field *moved = NULL;
    for (size_t i = 0; i < sizeof places / sizeof *places && !moved; i++)
        if (!value_eq(old->values[places[i]], new->values[places[i]]))
            moved = new->entity->fields[places[i]];
    if (!moved) return OK;
    enum rights_why why;
    TRY(rights_explain(cx, old, ACT_EDIT, &why));
    if (why == WHY_MEMBER) return problem(cx, moved, MSG_FIELD_NOT_HANDED_OVER);
    enum err seen = rights_ask(cx, new, ACT_READ);
    return seen == ERR_DENIED ? problem(cx, moved, MSG_FIELD_OUT_OF_REACH) : seen;
}

/* Everything that must hold before a record is written. */
static enum err check(struct ctx *cx, const struct record *old, struct record *new) {
    enum err e = check_values(cx, old, new);
    if (e != OK && e != ERR_INVALID) return e;
    TRY(check_moved(cx, old, new));
    TRY(check_uniques(cx, old, new));
    return cx->problems ? ERR_INVALID : OK;
}

/* ---- Creating ---- */

/* The next number of an automatic number; each field counts for itself. */
static enum err next_number(struct ctx *cx, const struct field *f, int64_t *out) {
    struct str name =
        str_format(cx->mem, "%.*s.%.*s", STR_ARG(f->entity->name), STR_ARG(f->name));
    TRY(store_send(cx->writer,
                   SQL("INSERT INTO counter (name, last) VALUES (?1, 1)"
                       " ON CONFLICT (name) DO UPDATE SET last = counter.last + 1"),
                   BIND(v_text(name))));
    return store_int(cx->db, SQL("SELECT last FROM counter WHERE name = ?1"),
                     BIND(v_text(name)), out);
}

static enum err fill_numbers(struct ctx *cx, struct record *r) {
    for (int i = FIELD_STANDARD_COUNT; i < r->entity->field_count; i++) {
        const struct field *f = r->entity->fields[i];
        if (!f->type->counts || r->values[i].kind != V_NULL) continue;
        int64_t n = 0;
        TRY(next_number(cx, f, &n));
        r->values[i] = v_int(n);
    }
    return OK;
}

static void stamp_new(struct ctx *cx, struct record *r) {
    struct value user = cx->actor->user ? v_int(cx->actor->user) : v_null();
    if (r->values[FIELD_ID].kind == V_NULL) r->values[FIELD_ID] = v_int(cx_new_id(cx));
    if (r->values[FIELD_CREATED_AT].kind == V_NULL) {
        r->values[FIELD_CREATED_AT] = v_int(cx->now_ms);
        r->values[FIELD_CREATED_BY] = user;
    }
    r->values[FIELD_CHANGED_AT] = v_int(cx->now_ms);
    r->values[FIELD_CHANGED_BY] = user;
    if (r->values[FIELD_VERSION].kind == V_NULL) r->values[FIELD_VERSION] = v_int(1);
    const struct field *time = r->entity->time;
    if (time && r->values[time->at].kind == V_NULL) r->values[time->at] = v_int(cx->now_ms);
}

static enum err saved(struct ctx *cx, const struct record *old, const struct record *new) {
    const struct entity_rules *rules = (new ? new : old)->entity->rules;
    const struct follower *const *f = (new ? new : old)->entity->followers;
    if (rules && rules->saved) TRY(rules->saved(cx, old, new));
    for (; *f; f++)
        TRY((*f)->saved(cx, old, new));
    return OK;
}

static enum err after(struct ctx *cx, const struct record *old, const struct record *new) {
    TRY(journal_add(cx, old, new));
    return saved(cx, old, new);
}

static bool has_numbers(const struct entity *e) {
    for (int i = FIELD_STANDARD_COUNT; i < e->field_count; i++)
        if (e->fields[i]->type->counts) return true;
    return false;
}

static void work_out(struct ctx *cx, struct record_ready *ready) {
    ready->columns = row_columns(cx, &ready->record, &ready->column_count);
    ready->words = record_words(cx, &ready->record);
    ready->changes = journal_changes(cx, NULL, &ready->record);
}

enum err record_prepare(struct ctx *cx, const struct record *r, struct record_ready *out) {
    struct record_ready ready = {.record = record_copy(cx, r),
                                 .id_given = r->values[FIELD_ID].kind != V_NULL};
    struct record *new = &ready.record;
    const struct field *time = new->entity->time;
    if (time && new->values[time->at].kind == V_NULL)
        new->values[time->at] = v_int(cx->now_ms);
    TRY(rights_ask(cx, new, ACT_CREATE));
    enum err e = check_values(cx, NULL, new);
    if (e == OK) stamp_new(cx, new);
    if (e == OK && !has_numbers(new->entity)) work_out(cx, &ready);
    if (e == OK || e == ERR_INVALID) *out = ready;
    return e;
}

/* The database keeps most values unique by itself; what is left is to say which
 * is taken. */
static enum err taken(struct ctx *cx, const struct record *r) {
    TRY(check_uniques(cx, NULL, r));
    return cx->problems ? ERR_INVALID : ERR_CONFLICT;
}

/* Whether another may have what only one can have. */
static bool may_clash(const struct record_ready *ready) {
    const struct record *r = &ready->record;
    bool may = ready->id_given;
    for (int i = 0; i < r->entity->field_count && !may && !ready->alone; i++)
        may = r->entity->fields[i]->unique && r->values[i].kind != V_NULL;
    return may;
}

enum err record_create_ready(struct ctx *cx, struct record_ready *ready) {
    struct record *new = &ready->record;
    if (!ready->alone) TRY(check_uniques(cx, NULL, new));
    if (cx->problems) return ERR_INVALID;
    if (!ready->columns) {
        TRY(fill_numbers(cx, new));
        work_out(cx, ready);
    }
    enum err e =
        row_insert(cx, new->entity, ready->columns, ready->column_count, may_clash(ready));
    if (e == ERR_CONFLICT) return taken(cx, new);
    TRY(e);
    TRY(row_index(cx, new, ready->words));
    TRY(journal_put(cx, NULL, new, ready->changes));
    return saved(cx, NULL, new);
}

enum err record_create(struct ctx *cx, struct record *r) {
    struct record_ready ready = {.record = *r};
    enum err e = record_prepare(cx, r, &ready);
    if (e != OK && e != ERR_INVALID) return e;
    TRY(record_create_ready(cx, &ready));
    memcpy(r->values, ready.record.values,
           (size_t)r->entity->field_count * sizeof *r->values);
    return OK;
}

/* ---- Changing ---- */

static bool differ(const struct record *a, const struct record *b, bool only_searched) {
    for (int i = 0; i < a->entity->field_count; i++)
        if ((!only_searched || a->entity->fields[i]->search)
            && !value_eq(a->values[i], b->values[i]))
            return true;
    return false;
}

static void stamp_change(struct ctx *cx, const struct record *old, struct record *r) {
    static const int kept[] = {FIELD_ID, FIELD_CREATED_AT, FIELD_CREATED_BY};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        r->values[kept[i]] = old->values[kept[i]];
    r->values[FIELD_CHANGED_AT] = v_int(cx->now_ms);
    r->values[FIELD_CHANGED_BY] = cx->actor->user ? v_int(cx->actor->user) : v_null();
    r->values[FIELD_VERSION] = v_int(record_int(old, FIELD_VERSION) + 1);
}

static enum err write_change(struct ctx *cx, const struct record *old, struct record *new) {
    new->values[FIELD_VERSION] = old->values[FIELD_VERSION];
    if (!differ(old, new, false)) return OK;
    TRY(check(cx, old, new));
    stamp_change(cx, old, new);
    TRY(row_update(cx, old, new));
    if (differ(old, new, true)) TRY(row_index(cx, new, record_words(cx, new)));
    return after(cx, old, new);
}

enum err record_change(struct ctx *cx, struct record *r, struct record *out_theirs) {
    struct record stored, new = record_copy(cx, r);
    TRY(row_find(cx, r->entity, 0, record_id(r), &stored));
    enum err allowed = rights_ask(cx, &stored, ACT_EDIT);
    if (allowed == ERR_DENIED && rights_ask(cx, &stored, ACT_READ) == ERR_DENIED)
        return ERR_ABSENT;
    TRY(allowed);
    if (record_int(r, FIELD_VERSION) < record_int(&stored, FIELD_VERSION)) {
        if (out_theirs) *out_theirs = stored;
        TRY(merge_changes(cx, &stored, &new));
    }
    TRY(write_change(cx, &stored, &new));
    memcpy(r->values, new.values, (size_t) new.entity->field_count * sizeof *new.values);
    return OK;
}

/* ---- Deleting ---- */

static enum err delete_one(struct ctx *cx, const struct record *r) {
    TRY(row_remove(cx, r));
    return after(cx, r, NULL);
}

/* Records of one kind that a party owns. */
static enum err delete_owned(struct ctx *cx, const struct entity *e, int64_t party) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT id FROM "));
    query_name(&q, e->name);
    query_add(&q, SQL(" WHERE party = "));
    query_bind(&q, v_int(party));
    struct rows rows;
    TRY(query_run(cx->db, &q, &rows));
    int64_t *ids = NULL;
    size_t count = 0, room = 0;
    while (rows_next(&rows)) {
        if (count == room) {
            size_t more = room ? room * 2 : 64;
            ids = arena_grow(cx->mem, ids, room * sizeof *ids, more * sizeof *ids);
            room = more;
        }
        ids[count++] = rows_int(&rows, 0);
    }
    TRY(rows_done(&rows));
    for (size_t i = 0; i < count; i++) {
        struct record r;
        TRY(row_find(cx, e, party, ids[i], &r));
        TRY(delete_one(cx, &r));
    }
    return OK;
}

enum err record_delete(struct ctx *cx, const struct entity *e, int64_t id) {
    struct record r;
    TRY(record_get(cx, e, id, &r));
    TRY(rights_ask(cx, &r, ACT_DELETE));
    if (str_is(e->name, "party"))
        for (int i = 0; i < cx->catalog->count; i++)
            if (cx->catalog->entities[i]->owned)
                TRY(delete_owned(cx, cx->catalog->entities[i], id));
    return delete_one(cx, &r);
}

/* ---- Walking ---- */

enum { WALK_BATCH = 500 };

static enum err walk_query(struct ctx *cx, const struct entity *e, int64_t after_id,
                           struct rows *out) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT "));
    buf_put(&q.text, e->plan->all.columns);
    query_add(&q, SQL(" FROM "));
    query_name(&q, e->name);
    query_add(&q, SQL(" t WHERE t.id > "));
    query_bind(&q, v_int(after_id));
    query_add(&q, SQL(" ORDER BY t.id LIMIT "));
    query_number(&q, WALK_BATCH);
    return query_run(cx->db, &q, out);
}

/* Rows are read to their end before the steps, which may write. */
static enum err
walk_batch(struct ctx *cx, const struct entity *e, int64_t *after_id, int *out_read,
           enum err (*step)(void *self, struct ctx *cx, const struct record *r),
           void *self) {
    struct rows rows;
    struct record *batch = NEWS(cx->mem, WALK_BATCH, struct record);
    TRY(walk_query(cx, e, *after_id, &rows));
    for (*out_read = 0; *out_read < WALK_BATCH && rows_next(&rows);)
        batch[(*out_read)++] = row_read(cx, e, &rows);
    TRY(rows_done(&rows));
    for (int i = 0; i < *out_read; i++)
        TRY(step(self, cx, &batch[i]));
    if (*out_read) *after_id = record_id(&batch[*out_read - 1]);
    return OK;
}

enum err record_walk(struct ctx *cx, const struct entity *e, int64_t after_id,
                     enum err (*step)(void *self, struct ctx *cx, const struct record *r),
                     void *self) {
    struct ctx own = *cx; /* its memory goes with each batch */
    own.mem = arena_create();
    enum err err = OK;
    for (int read = WALK_BATCH; err == OK && read == WALK_BATCH;) {
        arena_reset(own.mem);
        err = walk_batch(&own, e, &after_id, &read, step, self);
    }
    arena_free(own.mem);
    return err;
}
