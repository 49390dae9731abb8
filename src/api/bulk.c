#include "api/bulk.h"

#include "api/body.h"
#include "api/problem.h"
#include "api/write.h"
#include "http/reply.h"

/* What one operation came to. */
struct outcome {
    int status;
    int64_t id, version; /* 0: the record is gone, or never was */
};

struct bulk {
    struct ctx *cx;
    const struct entity *entity;
    const struct json *operations;
    bool each;
    int failed;
    bool outside; /* the mistake stands in the operation, not in its values */
    struct json_writer results;
};

/* ---- The operations ---- */

static enum err wrong(struct bulk *b, struct str member, enum msg msg) {
    b->outside = true;
    problem_text(b->cx, member, cx_msg(b->cx, msg));
    return ERR_INVALID;
}

static enum err find_subject(struct bulk *b, const struct json *op, struct record *out) {
    const struct json *version = json_get(op, "version");
    int64_t id, seen = 0;
    if (!id_parse(json_text(json_get(op, "id")), &id))
        return wrong(b, STR("id"), MSG_API_BULK_ID);
    if (version && !json_int(version, &seen))
        return wrong(b, STR("version"), MSG_API_BULK_VERSION);
    TRY(record_get(b->cx, b->entity, id, out));
    int64_t stored = record_int(out, FIELD_VERSION);
    if (!version) return OK;
    if (seen < 1 || seen > stored) return wrong(b, STR("version"), MSG_API_BULK_VERSION);
    out->values[FIELD_VERSION] = v_int(seen);
    return OK;
}

static void done(struct outcome *out, int status, const struct record *r) {
    *out = (struct outcome){status, record_id(r), record_int(r, FIELD_VERSION)};
}

static enum err run_create(struct bulk *b, const struct json *op, struct outcome *out) {
    struct record r;
    TRY(write_create(b->cx, b->entity, json_get(op, "values"), &r));
    done(out, 201, &r);
    return OK;
}

static enum err run_update(struct bulk *b, const struct json *op, struct outcome *out) {
    struct record r;
    TRY(find_subject(b, op, &r));
    TRY(write_change(b->cx, json_get(op, "values"), &r));
    done(out, 200, &r);
    return OK;
}

static enum err run_upsert(struct bulk *b, const struct json *op, struct outcome *out) {
    struct record r;
    bool new;
    struct str name = json_text(json_get(op, "external_id"));
    TRY(write_upsert(b->cx, b->entity, name, json_get(op, "values"), &r, &new));
    done(out, new ? 201 : 200, &r);
    return OK;
}

static enum err run_delete(struct bulk *b, const struct json *op, struct outcome *out) {
    struct record r, stored;
    TRY(find_subject(b, op, &r));
    TRY(record_get(b->cx, b->entity, record_id(&r), &stored));
    if (record_int(&r, FIELD_VERSION) != record_int(&stored, FIELD_VERSION))
        return ERR_CONFLICT;
    TRY(record_delete(b->cx, b->entity, record_id(&r)));
    *out = (struct outcome){.status = 204, .id = record_id(&r)};
    return OK;
}

enum { NAMES_MOST = 4 };

static const struct verb {
    const char *name;
    enum err (*run)(struct bulk *b, const struct json *op, struct outcome *out);
    bool values;
    const char *takes[NAMES_MOST]; /* beside `do` and `values` */
} verbs[] = {
    {"create", run_create, true, {NULL}},
    {"update", run_update, true, {"id", "version"}},
    {"upsert", run_upsert, true, {"external_id"}},
    {"delete", run_delete, false, {"id", "version"}},
};

static const struct verb *verb_named(struct str name) {
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (str_is(name, verbs[i].name)) return &verbs[i];
    return NULL;
}

static bool takes(const struct verb *verb, struct str name) {
    if (str_is(name, "do") || (verb->values && str_is(name, "values"))) return true;
    for (int i = 0; i < NAMES_MOST && verb->takes[i]; i++)
        if (str_is(name, verb->takes[i])) return true;
    return false;
}

static enum err run(struct bulk *b, const struct json *op, struct outcome *out) {
    const struct verb *verb = verb_named(json_text(json_get(op, "do")));
    if (!verb) return wrong(b, STR("do"), MSG_API_BULK_DO);
    JSON_EACH(member, op) {
        if (!takes(verb, member->name)) return wrong(b, member->name, MSG_API_BULK_UNKNOWN);
    }
    if (verb->values && !json_is(json_get(op, "values"), JSON_OBJECT))
        return wrong(b, STR("values"), MSG_API_BULK_VALUES);
    return verb->run(b, op, out);
}

/* ---- The results ---- */

static void write_refused(struct bulk *b, int index, enum err e) {
    struct json_writer *w = &b->results;
    struct str place =
        str_format(b->cx->mem, "/operations/%d%s", index, b->outside ? "" : "/values");
    json_begin_object(w);
    problem_write(w, b->cx, problem_kind_of(e));
    problems_write(w, b->cx, place);
    json_end_object(w);
}

static void write_done(struct bulk *b, const struct outcome *outcome) {
    struct json_writer *w = &b->results;
    json_begin_object(w);
    json_name(w, "status"), json_write_int(w, outcome->status);
    json_name(w, "id"), json_write_id(w, outcome->id);
    if (outcome->version) json_name(w, "version"), json_write_int(w, outcome->version);
    json_end_object(w);
}

/* A mistake undoes this operation alone; a failure of the machine ends the whole. */
static enum err run_one(struct bulk *b, const struct json *op, int index) {
    struct store *store = reader_store(b->cx->db);
    struct outcome outcome;
    TRY(store_savepoint(store));
    enum err e = run(b, op, &outcome);
    if (e == OK) e = store_savepoint_keep(store);
    if (e == OK) {
        write_done(b, &outcome);
        return OK;
    }
    store_savepoint_undo(store);
    if (problem_kind_of(e) == PROBLEM_STORE || e == ERR_BUSY || e == ERR_FULL) return e;
    write_refused(b, index, e);
    problems_forget(b->cx);
    b->outside = false;
    b->failed++;
    return OK;
}

static enum err run_all(struct bulk *b) {
    int index = 0;
    json_name(&b->results, "results");
    json_begin_array(&b->results);
    JSON_EACH(op, b->operations) {
        TRY(run_one(b, op, index++));
    }
    json_end_array(&b->results);
    return OK;
}

/* ---- The request ---- */

static enum err check_names(struct bulk *b, const struct json *body) {
    JSON_EACH(member, body) {
        if (!str_is(member->name, "mode") && !str_is(member->name, "operations"))
            return wrong(b, member->name, MSG_API_BULK_UNKNOWN);
    }
    return OK;
}

static enum err read_bulk(struct bulk *b, const struct json *body) {
    struct str mode = json_text(json_get(body, "mode"));
    b->operations = json_get(body, "operations");
    b->each = str_is(mode, "each");
    TRY(check_names(b, body));
    if (json_get(body, "mode") && !b->each && !str_is(mode, "all"))
        return wrong(b, STR("mode"), MSG_API_BULK_MODE);
    if (!json_is(b->operations, JSON_ARRAY) || b->operations->count > BULK_OPERATIONS)
        return problem_with(b->cx, NULL, MSG_API_BULK_OPERATIONS,
                            MSG_PARTS({"most", cx_number(b->cx, BULK_OPERATIONS)}));
    return OK;
}

enum err api_bulk(struct page *p) {
    const struct json *body;
    struct buf out = buf_in(p->cx->mem, 0);
    struct bulk b = {.cx = p->cx, .entity = p->entity, .results = json_writer(&out)};
    if (!body_read(p, &body)) return OK;
    TRY(read_bulk(&b, body));
    json_begin_object(&b.results);
    TRY(run_all(&b));
    bool kept = b.each || !b.failed;
    json_name(&b.results, "written"), json_write_bool(&b.results, kept);
    json_name(&b.results, "failed"), json_write_int(&b.results, b.failed);
    json_end_object(&b.results);
    p->undo = !kept;
    reply_status(p, kept ? 200 : 422);
    return reply_json(p, &out);
}
