#include "web/pages/trade/offer.h"

#include "entities.h"
#include "http/secret.h"
#include "modules/requests/gate.h"
#include "modules/requests/rate.h"
#include "modules/requests/ticket.h"
#include "modules/trade/code.h"
#include "modules/trade/offering.h"
#include "records/rules/rights.h"
#include "web/pages/trade/offer.html.h"
#include "web/pages/trade/paper.h"

/* ---- The link ---- */

/* Links are made where something is written; the key is there by then. */
enum err offer_key(struct page *p, struct str *out) {
    enum err e = gate_key(p->cx, out);
    if (e != ERR_ABSENT || !p->cx->writer) return e;
    struct str secret = secret_make(p->cx->mem, p->request->random, "requests");
    return gate_key_make(p->cx, secret, out);
}

enum err offer_path(struct page *p, int64_t quote, struct str *out) {
    struct str key;
    TRY(offer_key(p, &key));
    *out = str_join(p->cx->mem, STR("/offer/"),
                    ticket_make(p->cx->mem, key, TICKET_OFFER, quote));
    return OK;
}

/* ---- Who comes by it ---- */

static void speak(struct ctx *cx, const struct record *quote) {
    struct str language = record_str(quote, QUOTE_LANGUAGE);
    if (!language.n) return;
    bool english = str_eq(language, LANGUAGE_EN);
    cx->lang = english ? LANG_EN : LANG_FA;
    cx->digits = english ? DIGITS_LATIN : DIGITS_PERSIAN;
    cx->calendar = english ? CALENDAR_GREGORIAN : CALENDAR_JALALI;
}

/* Drafts are nobody's business. */
static bool was_sent(const struct record *r) {
    struct str state = record_str(r, QUOTE_STATE);
    return !str_eq(state, QUOTE_STATE_DRAFT) && !str_eq(state, QUOTE_STATE_WAITING);
}

enum err offer_enter(struct page *p, struct str *out_key, struct record *out) {
    struct ctx *cx = p->cx;
    TRY(gate_key(cx, out_key));
    int64_t id = ticket_read(cx->mem, *out_key, TICKET_OFFER, p->rest);
    if (!id) return ERR_ABSENT;
    TRY(record_get_plain(cx, entity_at(cx->catalog, "quote"), id, out));
    if (!was_sent(out)) return ERR_ABSENT;
    speak(cx, out);
    return OK;
}

static enum err read_reach(struct ctx *cx, const struct record *r, struct offer_view *v) {
    struct reach reach;
    if (!v->open) return OK;
    TRY(dispatch_reach_plain(cx, record_int(r, FIELD_PARTY), &reach));
    v->reach = dispatch_hint(cx, &reach);
    return OK;
}

static enum err send_offer(struct page *p, const struct record *r, struct str said) {
    struct paper_draft paper;
    struct ctx reader = *p->cx;
    TRY(paper_of_quote(&reader, p, record_id(r), &paper));
    struct offer_view v = {.page = p, .quote = r, .paper = &paper.paper, .said = said};
    v.over = quote_over(p->cx, r);
    v.open = str_eq(record_str(r, QUOTE_STATE), QUOTE_STATE_SENT) && !v.over;
    v.sent = form_has(&p->query, "code");
    TRY(read_reach(p->cx, r, &v));
    struct buf content = page_buf(p);
    offer_page(&content, p->cx, &v);
    reply_header(p, "Referrer-Policy", STR("no-referrer"));
    return page_send_outside(p, record_title(p->cx, r), &content);
}

enum err offer_get(struct page *p) {
    struct record r;
    struct str key;
    TRY(offer_enter(p, &key, &r));
    return send_offer(p, &r, STR(""));
}

enum err offer_pdf_get(struct page *p) {
    struct record r;
    struct paper_draft paper;
    struct str key, pdf;
    struct ctx reader = *p->cx;
    TRY(offer_enter(p, &key, &r));
    if (!p->host || !p->host->paper_make) return ERR_ABSENT;
    TRY(paper_of_quote(&reader, p, record_id(&r), &paper));
    TRY(p->host->paper_make(p->cx->mem, &paper.paper, &pdf));
    struct str name = str_join(p->cx->mem, record_title(p->cx, &r), STR(".pdf"));
    reply_header(p, "Referrer-Policy", STR("no-referrer"));
    return reply_file(p, name, STR("application/pdf"), pdf, true);
}

/* ---- The answer ---- */

static enum err guessed_too_often(struct page *p, struct str key, bool *out) {
    struct str subject = str_join(p->cx->mem, STR("offer:"), p->request->remote);
    int64_t kept = 0;
    TRY(rate_kept(p->cx, key, subject, &kept));
    *out = kept >= OFFER_TRIES_AN_HOUR;
    return *out ? OK : rate_count(p->cx, key, subject);
}

enum err offer_say(struct page *p, const struct record *r, int status, enum msg said) {
    reply_status(p, status);
    return send_offer(p, r, cx_msg(p->cx, said));
}

static enum err take_answer(struct page *p, struct record *r) {
    bool yes = str_is(form_value(&p->form, "answer"), "yes");
    struct str by = str_trim(form_value(&p->form, "name"));
    enum err e = quote_answer_proven(p->cx, record_id(r), yes, by,
                                     str_trim(form_value(&p->form, "said")));
    if (e == ERR_INVALID) {
        p->cx->problems = p->cx->last_problem = NULL;
        return offer_say(p, r, 422, MSG_SIGNED_CLOSED);
    }
    TRY(e);
    return reply_redirect(p, p->request->path);
}

enum err offer_post(struct page *p) {
    enum { TOO_MANY = 429, WRONG = 422 };
    struct record r;
    struct str key;
    bool often;
    enum code_state state;
    TRY(offer_enter(p, &key, &r));
    bool open = str_eq(record_str(&r, QUOTE_STATE), QUOTE_STATE_SENT);
    if (!open) return reply_redirect(p, p->request->path); /* answered already */
    if (!str_trim(form_value(&p->form, "name")).n)
        return offer_say(p, &r, WRONG, MSG_SIGNED_NAME_NEEDED);
    TRY(guessed_too_often(p, key, &often));
    if (often) return offer_say(p, &r, TOO_MANY, MSG_SIGNED_OFTEN);
    TRY(code_try(p->cx, &r, key, form_value(&p->form, "code"), &state));
    if (state == CODE_SPENT) return offer_say(p, &r, WRONG, MSG_SIGNED_SPENT);
    if (state == CODE_WRONG) return offer_say(p, &r, WRONG, MSG_SIGNED_WRONG);
    return take_answer(p, &r);
}
