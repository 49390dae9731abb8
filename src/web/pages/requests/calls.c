#include "web/pages/requests/calls.h"

#include "entities.h"
#include "web/pages/records/records.h"
#include "web/pages/requests/calls.html.h"

static enum err read_call(struct ctx *cx, const struct live *l, struct call *out) {
    const struct entity *e = entity_at(cx->catalog, "request");
    *out = (struct call){.live = *l};
    TRY(record_get_plain(cx, e, l->request, &out->request));
    enum err err = visit_get(cx, record_str(&out->request, REQUEST_VISIT), &out->visit);
    int64_t left_ms = l->due_ms - cx->now_ms;
    out->seconds = left_ms > 0 ? left_ms / MS_PER_SECOND : 0;
    return err == ERR_ABSENT ? OK : err;
}

static enum err read_calls(struct ctx *cx, struct calls_view *v) {
    struct live list[LIVE_LIST];
    int count;
    bool takes = rights_some(cx, entity_at(cx->catalog, "request"), ACT_EDIT);
    TRY(live_list(cx, list, &count));
    for (int i = 0; i < count; i++) {
        if (list[i].state == LIVE_WAITS) v->waiting += takes;
        if (list[i].state != LIVE_RINGS || v->count == CALLS_SHOWN) continue;
        TRY(read_call(cx, &list[i], &v->calls[v->count++]));
    }
    return OK;
}

enum err calls_get(struct page *p) {
    struct calls_view v = {.page = p};
    struct buf content = page_buf(p);
    TRY(read_calls(p->cx, &v));
    calls_part(&content, p->cx, &v);
    return reply_html(p, &content);
}

enum err here_post(struct page *p) {
    TRY(ring_here(p->cx));
    return reply_empty(p, 204);
}

/* ---- Taking it, and letting it go on ---- */

/* Who is rung may take it, whatever their role lets them see. */
static enum err get_rung(struct page *p, struct record *out) {
    struct live l;
    enum err e = live_get(p->cx, p->id, &l);
    bool rung = e == OK && l.state == LIVE_RINGS && l.person == p->cx->actor->user;
    return rung ? record_get_plain(p->cx, p->entity, p->id, out)
                : record_get(p->cx, p->entity, p->id, out);
}

static enum err tell_conflict(struct page *p, struct str url) {
    struct buf content = page_buf(p);
    reply_status(p, 409);
    p->undo = true;
    calls_taken(&content, p->cx, url);
    return page_send(p, cx_msg(p->cx, MSG_REQUEST_ACCEPT), &content);
}

enum err request_accept_post(struct page *p) {
    struct record r;
    struct str url = record_url(p->cx, p->entity, p->id, "");
    TRY(get_rung(p, &r));
    enum err e = ring_accept(p->cx, &r);
    if (e == ERR_CONFLICT) return tell_conflict(p, url);
    TRY(e);
    return reply_redirect(p, url);
}

enum err request_pass_post(struct page *p) {
    struct record r;
    TRY(get_rung(p, &r));
    TRY(ring_pass(p->cx, &r));
    return reply_redirect(p, back_url(p, STR("/request")));
}
