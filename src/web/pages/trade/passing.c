/* passing.c - how a representative passes the link to a quote on: the address and the code, a text in
 * the customer's language, links that open a message with it; and a note of who did, by what way. */
#include "entities.h"
#include "modules/people/consequence.h"
#include "web/html.h"
#include "web/pages/trade/offer.h"
#include "web/pages/trade/paper.h"
#include "web/pages/trade/passing.html.h"
#include "web/when.h"

/* ---- The text ---- */

/* As it is passed on: by the address that is set for customers, else by the one we are asked by. */
static enum err whole_address(const struct page *p, struct str path, struct str *out) {
    struct str host = request_header(p->request, "host");
    struct means means;
    TRY(means_load(p->cx, &means));
    if (means.site.n)
        *out = str_join(p->cx->mem, means.site, path);
    else
        *out =
            str_format(p->cx->mem, "%s://%.*s%.*s", p->request->secure ? "https" : "http",
                       STR_ARG(host), STR_ARG(path));
    return OK;
}

static struct str text_of(struct ctx *cx, const struct quote *q, struct str address) {
    struct str until = q->valid_until.kind == V_INT ? date_text(cx, q->valid_until.i, true)
                                                    : date_text(cx, q->date, true);
    return msg_format(cx->mem, cx->lang, MSG_PASSING_TEXT,
                      MSG_PARTS({"name", q->buyer.name}, {"number", q->number},
                                {"amount", rials(cx, q->sums.total)},
                                {"seller", q->seller.name}, {"until", until},
                                {"address", address}));
}

static struct str link_with(struct ctx *cx, const char *scheme, struct str to,
                            const char *subject, struct str about, struct str text) {
    struct buf b = buf_in(cx->mem, 0);
    if (!to.n) return STR("");
    buf_putz(&b, scheme);
    buf_put(&b, to);
    buf_putz(&b, subject);
    if (about.n) url_encode(&b, about);
    buf_putz(&b, about.n ? "&body=" : "?body=");
    url_encode(&b, text);
    return buf_str(&b);
}

/* Where they can be reached, if the actor may see them. */
static enum err read_reach(struct ctx *cx, const struct quote *q, struct passing_view *v) {
    struct record party;
    enum err e = record_get(cx, entity_at(cx->catalog, "party"),
                            record_int(&q->record, FIELD_PARTY), &party);
    if (e != OK) return e == ERR_ABSENT || e == ERR_DENIED ? OK : e;
    TRY(dispatch_reach(cx, record_int(&q->record, FIELD_PARTY), &v->reach));
    v->sms = link_with(cx, "sms:", record_str(&party, PARTY_PHONE), "", STR(""), v->text);
    v->mail = link_with(cx, "mailto:", record_str(&party, PARTY_EMAIL),
                        "?subject=", v->about, v->text);
    return OK;
}

static enum err read_texts(struct page *p, struct passing_view *v) {
    struct quote q;
    struct ctx reader = *p->cx;
    TRY(quote_read(&reader, p->id, &q));
    paper_read_as(&reader, q.lang);
    TRY(quote_read(&reader, p->id, &q));
    v->about = str_format(p->cx->mem, "%.*s %.*s",
                          STR_ARG(cx_msg(&reader, MSG_QUOTE_TITLE)), STR_ARG(q.number));
    v->text = text_of(&reader, &q, v->address);
    return read_reach(p->cx, &q, v);
}

/* ---- The page ---- */

static enum err refuse(struct page *p, enum msg why) {
    problem(p->cx, NULL, why);
    reply_status(p, 422);
    p->undo = true;
    return quote_get(p);
}

/* Told once: the page that answers shows the code, and nothing does afterwards. */
enum err quote_code_post(struct page *p) {
    struct record r;
    struct str key;
    struct passing_view v = {.page = p};
    bool sent;
    TRY(dispatch_open(p, &r, &sent));
    if (!sent) return refuse(p, MSG_QUOTE_NOT_SENT);
    TRY(offer_key(p, &key));
    TRY(dispatch_code(p, &r, key, &v.code));
    TRY(offer_path(p, p->id, &v.path));
    TRY(whole_address(p, v.path, &v.address));
    v.back = head_url(p->cx, &r, "");
    TRY(read_texts(p, &v));
    struct buf content = page_buf(p);
    passing_page(&content, p->cx, &v);
    return page_send(p, record_title(p->cx, &r), &content);
}

/* ---- That it was passed on ---- */

/* The ways are kinds of interaction. */
static bool is_way(struct str kind) {
    const struct str ways[] = {INTERACTION_KIND_SMS, INTERACTION_KIND_EMAIL,
                               INTERACTION_KIND_CHAT, INTERACTION_KIND_CALL};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (str_eq(kind, ways[i])) return true;
    return false;
}

enum err quote_passed_post(struct page *p) {
    struct record r;
    bool sent;
    struct str way = form_value(&p->form, "by");
    TRY(dispatch_open(p, &r, &sent));
    if (!sent) return refuse(p, MSG_QUOTE_NOT_SENT);
    if (!is_way(way)) return refuse(p, MSG_PASSING_NO_WAY);
    struct record note = record_new(p->cx, entity_at(p->cx->catalog, "interaction"));
    note.values[FIELD_PARTY] = r.values[FIELD_PARTY];
    note.values[FIELD_OWNER] = v_int(p->cx->actor->user);
    note.values[FIELD_TEAM] = v_int(p->cx->actor->team);
    note.values[INTERACTION_KIND] = v_text(way);
    note.values[INTERACTION_DIRECTION] = v_text(DIRECTION_OUTBOUND);
    note.values[INTERACTION_AT] = v_int(p->cx->now_ms);
    note.values[INTERACTION_SUBJECT] =
        v_text(msg_format(p->cx->mem, p->cx->lang, MSG_PASSING_DONE,
                          MSG_PARTS({"number", record_title(p->cx, &r)})));
    TRY(consequence_create(p->cx, &note));
    struct str url = head_url(p->cx, &r, "");
    return reply_redirect(p, done_url(p, url, "saved", p->cx->batch));
}
