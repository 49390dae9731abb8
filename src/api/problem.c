#include "api/problem.h"

#include "api/api.h"
#include "http/reply.h"
#include "http/router.h"

const struct problem_row problem_rows[PROBLEM_KINDS] = {
    [PROBLEM_INVALID] = {422, "invalid", MSG_ERROR_INVALID, MSG_ERROR_INVALID_ADVICE},
    [PROBLEM_QUERY] = {400, "query", MSG_API_QUERY, MSG_API_QUERY_ADVICE},
    [PROBLEM_JSON] = {400, "json", MSG_API_JSON, MSG_API_JSON_ADVICE},
    [PROBLEM_TYPE] = {415, "type", MSG_API_TYPE, MSG_API_TYPE_ADVICE},
    [PROBLEM_LOGIN] = {401, "login", MSG_API_LOGIN, MSG_API_LOGIN_ADVICE},
    [PROBLEM_DENIED] = {403, "denied", MSG_ERROR_DENIED, MSG_API_DENIED_ADVICE},
    [PROBLEM_ABSENT] = {404, "absent", MSG_ERROR_ABSENT, MSG_ERROR_ABSENT_ADVICE},
    [PROBLEM_METHOD] = {405, "method", MSG_API_METHOD, MSG_API_METHOD_ADVICE},
    [PROBLEM_CONFLICT] = {409, "conflict", MSG_ERROR_CONFLICT, MSG_API_CONFLICT_ADVICE},
    [PROBLEM_STALE] = {412, "stale", MSG_ERROR_CONFLICT, MSG_API_STALE_ADVICE},
    [PROBLEM_LIMIT] = {413, "limit", MSG_ERROR_LIMIT, MSG_ERROR_LIMIT_ADVICE},
    [PROBLEM_BUSY] = {503, "busy", MSG_ERROR_BUSY, MSG_ERROR_BUSY_ADVICE},
    [PROBLEM_FULL] = {507, "full", MSG_ERROR_FULL, MSG_ERROR_FULL_ADVICE},
    [PROBLEM_STORE] = {500, "failure", MSG_ERROR_STORE, MSG_ERROR_STORE_ADVICE},
};

enum problem_kind problem_kind_of(enum err e) {
    static const enum problem_kind kinds[] = {
        [ERR_INVALID] = PROBLEM_INVALID, [ERR_DENIED] = PROBLEM_DENIED,
        [ERR_ABSENT] = PROBLEM_ABSENT,   [ERR_CONFLICT] = PROBLEM_CONFLICT,
        [ERR_LIMIT] = PROBLEM_LIMIT,     [ERR_BUSY] = PROBLEM_BUSY,
        [ERR_STORE] = PROBLEM_STORE,     [ERR_CORRUPT] = PROBLEM_STORE,
        [ERR_IO] = PROBLEM_STORE,        [ERR_FULL] = PROBLEM_FULL,
    };
    return kinds[e];
}

void problem_write(struct json_writer *w, const struct ctx *cx, enum problem_kind kind) {
    const struct problem_row *row = &problem_rows[kind];
    struct str type = str_format(cx->mem, "/api/docs#%s", row->slug);
    json_name(w, "type"), json_write_str(w, type);
    json_name(w, "title"), json_write_str(w, cx_msg(cx, row->title));
    json_name(w, "status"), json_write_int(w, row->status);
    json_name(w, "detail"), json_write_str(w, cx_msg(cx, row->advice));
}

/* "#/operations/3/values/name"; a field's name needs no escape in a pointer, but what was
 * sent as a name may. */
static struct str pointer_to(const struct ctx *cx, struct str before, struct str field) {
    struct buf b = buf_in(cx->mem, 0);
    buf_byte(&b, '#');
    buf_put(&b, before);
    if (field.n) buf_byte(&b, '/');
    for (size_t i = 0; i < field.n; i++) {
        if (field.p[i] == '~')
            BUF_LIT(&b, "~0");
        else if (field.p[i] == '/')
            BUF_LIT(&b, "~1");
        else
            url_encode(&b, str_n(field.p + i, 1));
    }
    return buf_str(&b);
}

void problems_write(struct json_writer *w, const struct ctx *cx, struct str pointer) {
    if (!cx->problems) return;
    json_name(w, "errors");
    json_begin_array(w);
    for (const struct problem *one = cx->problems; one; one = one->next) {
        json_begin_object(w);
        json_name(w, "field"), json_write_str(w, one->field);
        json_name(w, "pointer"), json_write_str(w, pointer_to(cx, pointer, one->field));
        json_name(w, "message"), json_write_str(w, one->text);
        json_end_object(w);
    }
    json_end_array(w);
}

void problems_forget(struct ctx *cx) {
    cx->problems = cx->last_problem = NULL;
}

static void add_headers(struct page *p, enum problem_kind kind) {
    if (kind == PROBLEM_LOGIN)
        reply_header(p, "WWW-Authenticate", STR("Bearer realm=\"moshtari\""));
    if (kind == PROBLEM_TYPE) reply_header(p, "Accept-Patch", STR("application/json"));
    if (kind == PROBLEM_METHOD)
        reply_header(p, "Allow", methods_text(p->cx->mem, p->methods));
}

enum err api_problem(struct page *p, enum problem_kind kind) {
    struct buf b = buf_in(p->cx->mem, 0);
    struct json_writer w = json_writer(&b);
    json_begin_object(&w);
    problem_write(&w, p->cx, kind);
    json_name(&w, "instance"), json_write_str(&w, p->request->reference);
    problems_write(&w, p->cx, STR(""));
    json_end_object(&w);
    add_headers(p, kind);
    reply_status(p, problem_rows[kind].status);
    p->undo = true;
    TRY(reply_json(p, &b));
    p->reply->type = STR("application/problem+json");
    return OK;
}

bool api_asked(const struct page *p) {
    if (p->route) return p->route->flags & ROUTE_API;
    return str_starts(p->request->path, STR("/api/"));
}

enum err api_send_error(struct page *p, enum err e) {
    enum problem_kind kind = problem_kind_of(e);
    if (e == ERR_DENIED && p->cx->actor->anonymous) kind = PROBLEM_LOGIN;
    if (e == ERR_ABSENT && !p->route && p->methods) kind = PROBLEM_METHOD;
    return api_problem(p, kind);
}
