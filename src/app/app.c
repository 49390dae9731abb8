#include "app/app.h"

#include "api/api.h"
#include "app/identify.h"
#include "app/organisation.h"
#include "channels/delivery.h"
#include "channels/outbox.h"
#include "http/reply.h"
#include "http/router.h"
#include "modules/platform/platform.h"
#include "modules/platform/recipient.h"
#include "records/rules/settings.h"
#include "web/shell.h"

#include <stdlib.h>

struct app {
    struct organisation *organisation;
    struct store *store;
    struct arena *mem;  /* of the request in hand */
    struct arena *kept; /* settings and actors, while nothing about access changed */
    struct access access;
    struct id_maker ids;
};

struct app *app_create(struct organisation *o, struct store *store) {
    struct app *a = calloc(1, sizeof *a);
    if (!a) abort();
    a->organisation = o;
    a->store = store;
    a->mem = arena_create();
    a->kept = arena_create();
    a->access.generation = -1;
    return a;
}

void app_free(struct app *a) {
    if (!a) return;
    arena_free(a->mem);
    arena_free(a->kept);
    free(a);
}

void app_done(struct app *a) {
    arena_reset(a->mem);
}

/* ---- Context ---- */

/* Identifiers are told apart by who makes them: by the seat of the one who writes. */
static void take_seat(struct app *a) {
    int seat = a->store ? store_seat(a->store) : 0;
    bool new = !a->ids.last || a->ids.device != seat;
    if (new) a->ids = id_maker_after(seat, a->organisation->latest_id);
}

static struct ctx *make_context(struct app *a, int64_t now_ms, bool writes) {
    take_seat(a);
    struct ctx *cx = NEW(a->mem, struct ctx);
    *cx = (struct ctx){.mem = a->mem,
                       .db = a->store ? store_reader(a->store) : NULL,
                       .writer = writes ? store_writer(a->store) : NULL,
                       .catalog = a->organisation->catalog,
                       .actor = &actor_nobody,
                       .ids = &a->ids,
                       .now_ms = now_ms};
    return cx;
}

static enum err refresh(struct app *a, struct ctx *cx, struct rows *asked) {
    TRY(access_refresh(cx, asked, a->kept, &a->access));
    settings_apply(a->access.settings, cx);
    return OK;
}

struct ctx *app_context(struct app *a, int64_t now_ms) {
    struct ctx *cx = make_context(a, now_ms, true);
    cx->actor = &actor_program;
    settings_apply(NULL, cx);
    struct rows asked;
    if (access_ask(cx, &asked) == OK) (void)refresh(a, cx, &asked);
    return cx;
}

/* ---- One request ---- */

enum app_need app_need(const struct organisation *o, const struct request *r) {
    struct route_match match = router_find(o->router, r->method, r->path);
    if (!match.route) return APP_LOOKS;
    if (match.route->flags & ROUTE_ALONE) return APP_ALONE;
    bool writes = match.route->flags & ROUTE_WRITES
                  || (r->method != GET && !(match.route->flags & ROUTE_LOOKS));
    bool slow =
        match.route->flags & ROUTE_SLOW || (match.route->slow && match.route->slow(r));
    bool report = slow && !writes && match.route->flags & ROUTE_REPORT;
    return (enum app_need)((slow ? APP_SLOW : 0) | (writes ? APP_WRITES : 0)
                           | (report ? APP_REPORT : 0));
}

/* What the path's pieces name, if they name anything. */
static enum err find_subject(struct page *p, const struct route_match *match) {
    p->id = match->id;
    p->rest = match->rest;
    const char *need = match->route->need_entity;
    if (match->entity.n)
        p->entity = entity_named(p->cx->catalog, match->entity);
    else if (need)
        p->entity = entity_at(p->cx->catalog, need);
    return match->entity.n && !p->entity ? ERR_ABSENT : OK;
}

/* Rights, before the page runs: of the route, and of the kind it is about. */
static enum err ask_rights(struct page *p) {
    unsigned flags = p->route->flags;
    const struct actor *actor = p->cx->actor;
    if (actor->anonymous) return flags & ROUTE_OPEN ? OK : ERR_DENIED;
    if (flags & ROUTE_ADMIN && !actor->administrator) return ERR_DENIED;
    if (!p->entity) return OK;
    return rights_some(p->cx, p->entity, p->route->need) ? OK : ERR_DENIED;
}

/* What was posted, and that it was posted from our own page. */
static enum err read_body(struct page *p) {
    if (p->request->method == GET) return OK;
    bool api = p->route->flags & ROUTE_API;
    if (api && request_header(p->request, "authorization").n)
        return OK; /* no browser sends a token by itself */
    if (!api) TRY(form_parse_body(p->cx->mem, p->request, &p->form));
    if (p->route->flags & ROUTE_ANYWHERE) return OK;
    if (p->session)
        return session_form_ok(p->session, p->request, &p->form) ? OK : ERR_DENIED;
    return request_from_here(p->request) ? OK : ERR_DENIED;
}

/* An organisation that was moved answers nothing here any more, lest a change be lost. */
static enum err ask_place(struct app *a, struct ctx *cx) {
    struct str moved = a->access.moved;
    if (!moved.n) return OK;
    cx->log = str_format(cx->mem, "the organisation was moved to %.*s", STR_ARG(moved));
    problem(cx, NULL, MSG_APP_MOVED);
    return ERR_BUSY;
}

static enum err prepare_page(struct app *a, struct page *p,
                             const struct route_match *match) {
    struct rows asked;
    struct identity who;
    TRY(access_ask(p->cx, &asked));
    TRY(identity_find(p, &who));
    TRY(refresh(a, p->cx, &asked));
    TRY(ask_place(a, p->cx));
    TRY(identify(p, &who, a->kept, &a->access));
    if (!match->route) return ERR_ABSENT;
    TRY(find_subject(p, match));
    TRY(form_parse_query(p->cx->mem, p->request->query, &p->query));
    TRY(ask_rights(p));
    return read_body(p);
}

static enum err run_alone(struct app *a, struct page *p, const struct route_match *match) {
    settings_apply(a->access.settings, p->cx);
    TRY(find_subject(p, match));
    return match->route->run(p);
}

static enum err run_page(struct app *a, struct page *p, const struct route_match *match) {
    const struct route *route = match->route;
    if (route && route->flags & ROUTE_ALONE) return run_alone(a, p, match);
    TRY(prepare_page(a, p, match));
    if (!route) return ERR_ABSENT;
    if (route->prepare && !p->request->prepared) {
        struct request *request = NEW(p->cx->mem, struct request);
        *request = *p->request;
        request->prepared = route->prepare(p);
        p->request = request;
    }
    return route->run(p);
}

static struct page *make_page(struct app *a, const struct request *r,
                              struct route_match match, bool writes, struct reply *reply) {
    struct page *p = NEW(a->mem, struct page);
    *p = (struct page){.cx = make_context(a, r->now_ms, writes),
                       .request = r,
                       .route = match.route,
                       .methods = match.methods,
                       .reply = reply,
                       .jobs = (const struct job_kind *const *)a->organisation->jobs,
                       .host = a->organisation->host,
                       .part = request_header(r, "hx-request").n > 0
                               && !request_header(r, "hx-boosted").n};
    return p;
}

static void send_error(struct page *p, enum err e) {
    if (api_asked(p))
        (void)api_send_error(p, e);
    else
        (void)page_send_error(p, e);
}

/* What a path knows is no secret: it is the same for everybody. */
static enum err tell_methods(struct page *p) {
    reply_header(p, "Allow", methods_text(p->cx->mem, p->methods | OPTIONS));
    return reply_empty(p, 204);
}

static struct reply handle_once(struct app *a, const struct request *r, bool writes) {
    struct reply reply = {0};
    struct route_match match = router_find(a->organisation->router, r->method, r->path);
    struct page *p = make_page(a, r, match, writes, &reply);
    bool asked = r->method == OPTIONS && match.methods;
    enum err e = asked ? tell_methods(p) : run_page(a, p, &match);
    if (e != OK) send_error(p, e);
    reply.keep = e == OK && reply.status < 500 && !p->undo;
    reply.log = p->cx->log;
    reply.user = p->cx->actor->user;
    reply_guard(p);
    return reply;
}

static bool changes(const struct app *a, const struct request *r) {
    return r->writable || app_need(a->organisation, r) & APP_WRITES;
}

/* Who asks is presumed to be who they were and to have the rights they had. */
struct reply app_handle(struct app *a, const struct request *r) {
    bool writes = changes(a, r);
    if (!a->store) return handle_once(a, r, writes);
    store_presume(a->store);
    struct reply reply = handle_once(a, r, writes);
    if (store_sure(a->store)) return reply;
    if (!writes) return handle_once(a, r, false);
    return (struct reply){.status = 503, .again = true};
}

bool app_admits(struct app *a, const struct request *r) {
    struct reply reply = {0};
    struct route_match match = router_find(a->organisation->router, r->method, r->path);
    struct page *p = make_page(a, r, match, false, &reply);
    return match.route && prepare_page(a, p, &match) == OK;
}

bool app_agrees(const struct app *a, const struct app *b) {
    return a->access.generation == b->access.generation;
}

static struct reply answer_once(struct app *a, const struct request *r) {
    bool writes = changes(a, r);
    if ((writes ? store_begin(a->store) : store_begin_read(a->store)) != OK)
        return (struct reply){.status = 503};
    struct reply reply = app_handle(a, r);
    if (!writes)
        store_end_read(a->store);
    else if (!reply.keep)
        store_rollback(a->store);
    else if (store_commit(a->store) != OK)
        reply = (struct reply){.status = 503};
    return reply;
}

struct reply app_answer(struct app *a, const struct request *r) {
    struct reply reply = answer_once(a, r);
    if (!reply.wants_writer && !reply.again) return reply;
    struct request again = *r;
    again.writable = true;
    return answer_once(a, &again);
}

const void *app_prepare(struct app *a, const struct request *r) {
    struct reply reply = {0};
    struct route_match match = router_find(a->organisation->router, r->method, r->path);
    if (!match.route || !match.route->prepare) return NULL;
    struct page *p = make_page(a, r, match, false, &reply);
    return prepare_page(a, p, &match) == OK ? match.route->prepare(p) : NULL;
}

/* ---- Work and events ---- */

enum err app_due(struct app *a, int64_t *out_due_ms) {
    return jobs_due(make_context(a, 0, false), a->organisation->jobs, out_due_ms);
}

enum err app_letters_due(struct app *a, int64_t *out_due_ms) {
    return outbox_due(make_context(a, 0, false), out_due_ms);
}

enum err app_letters_claim(struct app *a, int64_t now_ms, bool fresh, int most,
                           struct claimed **out, int *out_count, int64_t *out_due_ms) {
    struct ctx *cx = app_context(a, now_ms);
    *out_count = 0, *out_due_ms = 0;
    if (ask_place(a, cx) != OK) return OK;
    return delivery_claim(cx, store_seat(a->store), fresh, most, out, out_count,
                          out_due_ms);
}

enum err app_letter_settle(struct app *a, int64_t now_ms, int64_t id,
                           const struct letter_outcome *outcome) {
    return delivery_settle(app_context(a, now_ms), id, outcome);
}

enum err app_rest(struct app *a, int64_t now_ms, int64_t *out_due_ms) {
    struct ctx *cx = make_context(a, now_ms, false);
    *out_due_ms = 0;
    return ask_place(a, cx) == OK ? jobs_rest(cx, a->organisation->jobs, out_due_ms) : OK;
}

enum err app_work(struct app *a, int64_t now_ms, bool *out_more, int64_t *out_due_ms) {
    struct ctx *cx = app_context(a, now_ms);
    *out_more = false;
    *out_due_ms = 0;
    if (ask_place(a, cx) != OK) return OK;
    return jobs_step(cx, a->organisation->jobs, recipient_job_ended, out_more, out_due_ms);
}

struct str app_events(struct app *a, const struct request *r, int64_t *cursor) {
    struct reply reply = {0};
    struct route_match match = router_find(a->organisation->router, r->method, r->path);
    struct page *p = make_page(a, r, match, false, &reply);
    bool known = match.route && prepare_page(a, p, &match) == OK && p->route->events;
    return known ? p->route->events(p, cursor) : STR("");
}
