#include "web/pages/requests/talk.h"

#include "entities.h"
#include "http/reply.h"
#include "modules/requests/gate.h"
#include "modules/requests/ticket.h"
#include "web/pages/requests/outside.h"
#include "web/pages/requests/talk.html.h"
#include "web/shell.h"

enum { TALK_TICKET_DAYS = 2 }; /* so long a ticket leads to it */

/* ---- What is shown ---- */

static enum err read_name(struct ctx *cx, int64_t user, struct str *out) {
    *out = STR("");
    if (!user) return OK;
    enum err e = store_text(cx->db, cx->mem, SQL("SELECT name FROM \"user\" WHERE id = ?1"),
                            BIND(v_int(user)), out);
    return e == ERR_ABSENT ? OK : e;
}

enum err talk_view_read(struct page *p, const struct record *request,
                        struct talk_view *out) {
    struct message *messages;
    struct talk_view v = {.page = p, .request = request};
    enum err e = live_get(p->cx, record_id(request), &v.now);
    if (e != OK && e != ERR_ABSENT) return e;
    v.live = e == OK;
    TRY(talk_read(p->cx, record_id(request), &messages, &v.count));
    TRY(read_name(p->cx, record_int(request, REQUEST_ACCEPTED_BY), &v.who));
    v.messages = messages;
    *out = v;
    return OK;
}

/* ---- Who comes with a ticket ---- */

static enum err enter(struct page *p, struct record *request, struct record *form) {
    struct ctx *cx = p->cx;
    struct str key;
    TRY(gate_key(cx, &key));
    int64_t id = ticket_read(cx->mem, key, TICKET_TALK, p->rest);
    if (!id) return ERR_ABSENT;
    TRY(record_get_plain(cx, entity_at(cx->catalog, "request"), id, request));
    int64_t age_ms = cx->now_ms - record_int(request, FIELD_CREATED_AT);
    if (age_ms > TALK_TICKET_DAYS * (int64_t)MS_PER_DAY) return ERR_ABSENT;
    TRY(record_get_plain(cx, entity_at(cx->catalog, "request_form"),
                         record_int(request, REQUEST_FORM), form));
    outside_language(p, form);
    return OK;
}

static enum err send(struct page *p, const struct record *request,
                     const struct record *form, struct str typed) {
    struct talk_view v;
    struct buf content = page_buf(p);
    TRY(talk_view_read(p, request, &v));
    v.ticket = p->rest;
    v.typed = typed;
    v.thanks = record_str(form, REQUEST_FORM_THANKS);
    if (p->part)
        talk_lines(&content, p->cx, &v);
    else
        talk_page(&content, p->cx, &v);
    p->framed = !content.failed;
    return p->part ? reply_html(p, &content)
                   : outside_send(p, record_str(form, REQUEST_FORM_NAME), form, &content);
}

enum err talk_get(struct page *p) {
    struct record request, form;
    TRY(enter(p, &request, &form));
    return send(p, &request, &form, STR(""));
}

enum err talk_live_get(struct page *p) {
    p->part = true;
    return talk_get(p);
}

enum err talk_post(struct page *p) {
    struct record request, form;
    struct str typed = form_value(&p->form, "text");
    TRY(enter(p, &request, &form));
    const struct actor *actor = p->cx->actor;
    p->cx->actor = &actor_nobody; /* whoever comes by the ticket is the visitor */
    enum err e = talk_say(p->cx, &request, typed);
    p->cx->actor = actor;
    if (e == ERR_INVALID) {
        reply_status(p, 422);
        p->undo = true;
        return send(p, &request, &form, typed);
    }
    TRY(e);
    if (p->part) return send(p, &request, &form, STR(""));
    return reply_redirect(p, str_join(p->cx->mem, STR("/talk/"), p->rest));
}

/* ---- The stream ---- */

enum err talk_stream_get(struct page *p) {
    struct record request, form;
    TRY(enter(p, &request, &form));
    return reply_stream(p);
}

struct str talk_since(struct page *p, int64_t *cursor) {
    struct str key;
    struct live now = {.changed_ms = 1};
    if (gate_key(p->cx, &key) != OK) return STR("");
    int64_t id = ticket_read(p->cx->mem, key, TICKET_TALK, p->rest);
    enum err e = id ? live_get(p->cx, id, &now) : ERR_INVALID;
    if ((e != OK && e != ERR_ABSENT) || now.changed_ms == *cursor) return STR("");
    *cursor = now.changed_ms;
    return STR("event: news\ndata: {}\n\n");
}
