#include "web/pages/requests/request.h"

#include "entities.h"
#include "modules/people/worktime.h"
#include "modules/requests/gate.h"
#include "modules/requests/intake.h"
#include "modules/requests/ticket.h"
#include "records/rules/rights.h"
#include "web/pages/records/records.h"
#include "web/pages/requests/confirm_mail.h"
#include "web/pages/requests/outside.h"
#include "web/pages/requests/request.html.h"

/* ---- What is shown ---- */

static int64_t waited_ms(const struct ctx *cx, const struct record *r) {
    struct work_hours hours = work_hours_of(cx->settings);
    if (r->values[REQUEST_RESPONSE].kind != V_NULL)
        return record_int(r, REQUEST_RESPONSE) * MS_PER_SECOND;
    return work_ms(&hours, record_int(r, FIELD_CREATED_AT), cx->now_ms, cx->zone_minutes);
}

static enum err read_visit(struct ctx *cx, struct request_view *v) {
    struct visit_page *pages;
    struct str id = record_str(v->request, REQUEST_VISIT);
    enum err e = id.n ? visit_get(cx, id, &v->visit) : ERR_ABSENT;
    if (e == ERR_ABSENT) return OK;
    TRY(e);
    TRY(visit_pages(cx, id, &pages, &v->page_count));
    v->pages = pages;
    if (v->page_count > REQUEST_PAGES_SHOWN) v->page_count = REQUEST_PAGES_SHOWN;
    return OK;
}

/* Where the form wants the address confirmed and it is not yet. */
static enum err read_confirm(struct page *p, struct request_view *v) {
    struct ctx *cx = p->cx;
    const struct record *r = v->request;
    struct record form;
    struct str key;
    bool open = record_str(r, REQUEST_EMAIL).n && record_int(r, REQUEST_CONSENT) == 1
                && r->values[REQUEST_CONFIRMED_AT].kind == V_NULL;
    if (!open || !record_int(r, REQUEST_FORM)) return OK;
    TRY(record_get_plain(cx, entity_at(cx->catalog, "request_form"),
                         record_int(r, REQUEST_FORM), &form));
    enum err e = gate_key(cx, &key);
    if (e == ERR_ABSENT || record_int(&form, REQUEST_FORM_CONFIRM) != 1) return OK;
    TRY(e);
    struct str host = request_header(p->request, "host");
    struct str ticket = ticket_make(cx->mem, key, TICKET_CONFIRM, record_id(r));
    v->confirm =
        str_format(cx->mem, "%s://%.*s/confirm/%.*s", p->request->secure ? "https" : "http",
                   STR_ARG(host), STR_ARG(ticket));
    TRY(confirm_mail_sends(cx, &v->mails));
    e = confirm_mail_find(cx, record_id(r), &v->mailed);
    return e == ERR_ABSENT ? OK : e;
}

/* Who sees orders sees what to offer, while they talk. */
static void read_customer(struct ctx *cx, const struct record *r, struct request_view *v) {
    int64_t customer = record_int(r, REQUEST_CUSTOMER);
    if (customer && rights_some(cx, entity_at(cx->catalog, "sales_order"), ACT_READ))
        v->customer = id_str(cx, customer);
}

static enum err read_view(struct page *p, const struct record *r, void *state) {
    struct request_view *v = state;
    struct offer *offers;
    *v = (struct request_view){.page = p,
                               .request = r,
                               .changes = rights_ask(p->cx, r, ACT_EDIT) == OK,
                               .waited_ms = waited_ms(p->cx, r)};
    TRY(talk_view_read(p, r, &v->talk));
    v->takes = v->talk.live && ring_takes(p->cx, r, &v->talk.now);
    TRY(ring_offers(p->cx, record_id(r), &offers, &v->offer_count));
    v->offers = offers;
    TRY(read_visit(p->cx, v));
    read_customer(p->cx, r, v);
    return read_confirm(p, v);
}

static void put_view(struct buf *out, struct ctx *cx, const void *state) {
    request_part(out, cx, state);
}

enum err request_get(struct page *p) {
    struct request_view v;
    const struct record_part part = {read_view, put_view, &v};
    return record_page_send(p, &part);
}

enum err request_live_get(struct page *p) {
    struct record r;
    struct request_view v;
    struct buf content = page_buf(p);
    TRY(record_get(p->cx, p->entity, p->id, &r));
    TRY(read_view(p, &r, &v));
    request_live(&content, p->cx, &v);
    return reply_html(p, &content);
}

/* ---- What is done ---- */

static enum err act(struct page *p, enum err (*verb)(struct ctx *, struct record *)) {
    struct record r;
    TRY(record_get(p->cx, p->entity, p->id, &r));
    enum err e = verb(p->cx, &r);
    if (e == ERR_INVALID) {
        reply_status(p, 422);
        p->undo = true;
        return request_get(p);
    }
    TRY(e);
    struct str url = record_url(p->cx, r.entity, p->id, "");
    return reply_redirect(p, done_url(p, url, "saved", p->cx->batch));
}

/* Whoever wrote it is asked to confirm their address, as others were when they wrote. */
static enum err ask_confirmation(struct page *p) {
    struct record request, form;
    struct str key;
    TRY(record_get(p->cx, p->entity, p->id, &request));
    if (!record_int(&request, REQUEST_FORM)) return OK;
    TRY(record_get_plain(p->cx, entity_at(p->cx->catalog, "request_form"),
                         record_int(&request, REQUEST_FORM), &form));
    TRY(outside_key(p, &key));
    return confirm_mail_put(p, &form, &request, key);
}

enum err request_take_post(struct page *p) {
    TRY(act(p, intake_take));
    return p->undo ? OK : ask_confirmation(p);
}

enum err request_answer_post(struct page *p) {
    return act(p, intake_answer);
}

/* Both sides of a talk see it at once: a script is given the lines anew. */
enum err request_say_post(struct page *p) {
    struct record r;
    TRY(record_get(p->cx, p->entity, p->id, &r));
    TRY(rights_ask(p->cx, &r, ACT_EDIT));
    enum err e = talk_say(p->cx, &r, form_value(&p->form, "text"));
    if (e != OK && e != ERR_INVALID) return e;
    p->undo = e != OK;
    if (e != OK) reply_status(p, 422);
    if (p->part) return request_live_get(p);
    if (e != OK) return request_get(p);
    return reply_redirect(p, record_url(p->cx, r.entity, p->id, ""));
}

enum err request_end_post(struct page *p) {
    struct record r;
    TRY(record_get(p->cx, p->entity, p->id, &r));
    TRY(rights_ask(p->cx, &r, ACT_EDIT));
    TRY(talk_end(p->cx, &r));
    return reply_redirect(p, record_url(p->cx, r.entity, p->id, ""));
}

/* ---- For the template ---- */

struct str request_waited(struct ctx *cx, const struct request_view *v) {
    int64_t ms = v->waited_ms, n = ms / MS_PER_SECOND;
    enum msg unit = MSG_REQUEST_SECONDS;
    if (ms >= MS_PER_HOUR)
        n = ms / MS_PER_HOUR, unit = MSG_REQUEST_HOURS;
    else if (ms >= MS_PER_MINUTE)
        n = ms / MS_PER_MINUTE, unit = MSG_REQUEST_MINUTES;
    return msg_format(cx->mem, cx->lang, unit, MSG_PARTS({"n", cx_number(cx, n)}));
}

struct str request_offer_word(struct ctx *cx, const struct offer *o) {
    static const enum msg words[] = {[OFFER_OPEN] = MSG_OFFER_OPEN,
                                     [OFFER_ACCEPTED] = MSG_OFFER_ACCEPTED,
                                     [OFFER_PASSED] = MSG_OFFER_PASSED,
                                     [OFFER_UNANSWERED] = MSG_OFFER_UNANSWERED};
    return cx_msg(cx, words[o->how]);
}
