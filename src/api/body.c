#include "api/body.h"

#include "api/problem.h"
#include "records/fields/field_type.h"

#include <stdlib.h>

/* ---- The request's body ---- */

/* application/json, application/merge-patch+json; whatever parameters follow. */
static bool says_json(const struct page *p) {
    struct str rest = request_header(p->request, "content-type"), type;
    if (!str_cut(&rest, ';', &type)) return false;
    type = str_lower_ascii(p->cx->mem, str_trim(type));
    return str_is(type, "application/json") || str_is(type, "application/merge-patch+json");
}

static int compare_names(const void *left, const void *right) {
    return str_compare(*(const struct str *)left, *(const struct str *)right);
}

/* A name that stands twice in one object, anywhere in the tree; else empty. */
static struct str name_twice(struct arena *mem, const struct json *node) {
    struct str found = STR("");
    struct str *names = NEWS(mem, node->count, struct str);
    size_t n = 0;
    if (!json_is(node, JSON_OBJECT) && !json_is(node, JSON_ARRAY)) return found;
    JSON_EACH(child, node) {
        names[n++] = child->name;
        if (!found.n) found = name_twice(mem, child);
    }
    if (found.n || json_is(node, JSON_ARRAY)) return found;
    qsort(names, n, sizeof *names, compare_names);
    for (size_t i = 1; i < n; i++)
        if (str_eq(names[i - 1], names[i])) return names[i];
    return found;
}

static bool refuse(struct page *p, enum problem_kind kind, struct str field, enum msg msg,
                   const struct msg_part *parts) {
    struct str text = msg_format(p->cx->mem, p->cx->lang, msg, parts);
    problem_text(p->cx, field, text);
    (void)api_problem(p, kind);
    return false;
}

static bool refuse_syntax(struct page *p, const struct json_fault *fault) {
    struct str at = str_format(p->cx->mem, "%zu", fault->at);
    return refuse(p, PROBLEM_JSON, STR(""), MSG_API_JSON_BROKEN,
                  MSG_PARTS({"at", at}, {"why", str_of(fault->why)}));
}

bool body_read(struct page *p, const struct json **out) {
    static const struct json_limits limits = {BODY_DEPTH, BODY_NODES, BODY_BYTES};
    struct json_fault fault = {0};
    struct json *root;
    if (!says_json(p)) return (void)api_problem(p, PROBLEM_TYPE), false;
    if (p->request->body.n > BODY_BYTES) return (void)api_problem(p, PROBLEM_LIMIT), false;
    if (json_parse(p->cx->mem, p->request->body, &limits, &root, &fault) != OK)
        return refuse_syntax(p, &fault);
    if (!json_is(root, JSON_OBJECT))
        return refuse(p, PROBLEM_JSON, STR(""), MSG_API_JSON_OBJECT, MSG_PARTS({NULL}));
    struct str twice = name_twice(p->cx->mem, root);
    if (twice.n)
        return refuse(p, PROBLEM_JSON, twice, MSG_API_JSON_TWICE,
                      MSG_PARTS({"name", twice}));
    *out = root;
    return true;
}

/* ---- A record's values ---- */

bool api_shows(const struct field *f) {
    return field_present(f) && (!f->hidden || f->at == FIELD_ID || f->at == FIELD_VERSION);
}

bool api_takes(const struct field *f) {
    return api_shows(f) && !f->read_only;
}

/* The version that was seen; later changes of others are then kept apart from ours. */
static enum err take_version(struct ctx *cx, const struct json *node, struct record *r) {
    const struct field *f = r->entity->fields[FIELD_VERSION];
    int64_t seen, stored = record_int(r, FIELD_VERSION);
    if (!json_int(node, &seen) || seen < 1 || seen > stored)
        return problem_with(cx, f, MSG_API_VERSION,
                            MSG_PARTS({"version", cx_number(cx, stored)}));
    r->values[FIELD_VERSION] = v_int(seen);
    return OK;
}

static enum err take_member(struct ctx *cx, const struct json *node, struct record *r) {
    const struct field *f = field_named(r->entity, node->name);
    bool stored = r->values[FIELD_ID].kind != V_NULL;
    if (!f || !api_shows(f))
        return problem_text(cx, node->name, cx_msg(cx, MSG_API_UNKNOWN_FIELD));
    if (stored && f->at == FIELD_VERSION) return take_version(cx, node, r);
    if (!api_takes(f)) return problem(cx, f, MSG_API_READ_ONLY);
    return field_from_json(cx, f, node, &r->values[f->at]);
}

enum err record_take(struct ctx *cx, const struct json *object, struct record *r) {
    int problems = 0;
    JSON_EACH(node, object) {
        enum err e = take_member(cx, node, r);
        if (e != OK && e != ERR_INVALID) return e;
        if (e != OK && ++problems == BODY_PROBLEMS) break;
    }
    return problems ? ERR_INVALID : OK;
}
