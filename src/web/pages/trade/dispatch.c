#include "web/pages/trade/dispatch.h"

#include "base/encode.h"
#include "channels/email.h"
#include "entities.h"
#include "http/secret.h"
#include "modules/requests/gate.h"
#include "modules/requests/rate.h"
#include "modules/requests/ticket.h"
#include "modules/trade/code.h"
#include "records/data/pile.h"
#include "records/rules/rights.h"
#include "web/pages/trade/offer.h"
#include "web/pages/trade/paper.h"
#include "web/shell.h"

/* ---- Who can be reached ---- */

static enum err reach_of(struct ctx *cx, const struct record *party, struct reach *out) {
    TRY(means_load(cx, &out->means));
    if (means_mail(&out->means)) out->mail = record_str(party, PARTY_EMAIL);
    if (means_sms(&out->means)) out->sms = record_str(party, PARTY_PHONE);
    return OK;
}

enum err dispatch_reach(struct ctx *cx, int64_t party, struct reach *out) {
    struct record r;
    *out = (struct reach){0};
    enum err e = record_get(cx, entity_at(cx->catalog, "party"), party, &r);
    if (e == ERR_ABSENT || e == ERR_DENIED) return OK;
    TRY(e);
    return reach_of(cx, &r, out);
}

enum err dispatch_reach_plain(struct ctx *cx, int64_t party, struct reach *out) {
    struct record r;
    *out = (struct reach){0};
    TRY(record_get_plain(cx, entity_at(cx->catalog, "party"), party, &r));
    return reach_of(cx, &r, out);
}

struct str dispatch_hint(struct ctx *cx, const struct reach *r) {
    enum { SHOWN_DIGITS = 2 };
    struct str rest = r->mail, local;
    if (r->sms.n > SHOWN_DIGITS) {
        struct str end = str_from(r->sms, r->sms.n - SHOWN_DIGITS);
        return str_format(cx->mem, "…%.*s", STR_ARG(cx_digits_of(cx, end)));
    }
    if (!str_cut(&rest, '@', &local)) return STR("");
    return str_format(cx->mem, "%.*s…@%.*s", STR_ARG(utf8_first(local, 1)), STR_ARG(rest));
}

/* ---- The quote ---- */

static bool is_mail(const struct page *p) {
    return str_is(form_value(&p->form, "way"), "email");
}

enum err dispatch_open(struct page *p, struct record *out, bool *out_sent) {
    TRY(record_get(p->cx, p->entity, p->id, out));
    TRY(rights_ask(p->cx, out, ACT_EDIT));
    *out_sent = str_eq(record_str(out, QUOTE_STATE), QUOTE_STATE_SENT);
    return OK;
}

/* The PDF that goes along; slow, so before the transaction. NULL: none goes. */
const void *dispatch_prepare(struct page *p) {
    struct record r;
    struct paper_draft paper;
    bool sent;
    struct ctx reader = *p->cx;
    struct str *pdf = NEW(p->cx->mem, struct str);
    if (!is_mail(p) || !p->host || !p->host->paper_make) return NULL;
    if (dispatch_open(p, &r, &sent) != OK || !sent) return NULL;
    if (paper_of_quote(&reader, p, p->id, &paper) != OK) return NULL;
    return p->host->paper_make(p->cx->mem, &paper.paper, pdf) == OK ? pdf : NULL;
}

static enum err put_file(struct page *p, const struct record *r, struct outgoing *m) {
    const struct str *pdf = p->request->prepared;
    if (m->way != LETTER_EMAIL || !pdf) return OK;
    m->file = cx_new_id(p->cx);
    m->file_name = str_join(p->cx->mem, record_title(p->cx, r), STR(".pdf"));
    return pile_append(p->cx, m->file, *pdf);
}

/* The same words to the same person leave once a day. */
static struct str mark_of(struct ctx *cx, const struct record *r,
                          const struct outgoing *m) {
    struct sha256_digest words =
        sha256(str_format(cx->mem, "%.*s\n%.*s\n%.*s", STR_ARG(m->to), STR_ARG(m->subject),
                          STR_ARG(m->text)));
    struct buf b = buf_in(cx->mem, 0);
    buf_format(&b, "quote:%s:%lld:", id_text(record_id(r)).z, (long long)cx_today(cx));
    buf_hex(&b, str_first(sha256_str(&words), 16));
    return buf_str(&b);
}

static enum lang lang_of(const struct ctx *cx, const struct record *quote) {
    struct str said = record_str(quote, QUOTE_LANGUAGE);
    if (!said.n) return cx->lang;
    return str_eq(said, LANGUAGE_EN) ? LANG_EN : LANG_FA;
}

static enum err put(struct page *p, const struct record *r) {
    struct ctx *cx = p->cx;
    struct reach reach;
    TRY(dispatch_reach(cx, record_int(r, FIELD_PARTY), &reach));
    bool mail = is_mail(p);
    struct outgoing m = {
        .way = mail ? LETTER_EMAIL : LETTER_SMS,
        .purpose = LETTER_TRANSACTIONAL,
        .lang = lang_of(cx, r),
        .to = mail ? reach.mail : reach.sms,
        .subject = mail ? str_trim(form_value(&p->form, "subject")) : STR(""),
        .text = str_trim(form_value(&p->form, "text")),
        .party = record_int(r, FIELD_PARTY),
        .about = str_format(cx->mem, "quote/%s", id_text(record_id(r)).z),
    };
    m.mark = mark_of(cx, r, &m);
    TRY(put_file(p, r, &m));
    return outbox_put(cx, &m);
}

enum err dispatch_post(struct page *p) {
    struct record r;
    bool sent;
    TRY(dispatch_open(p, &r, &sent));
    enum err e = sent ? put(p, &r) : problem(p->cx, NULL, MSG_QUOTE_NOT_SENT);
    if (e == ERR_INVALID) {
        reply_status(p, 422);
        p->undo = true;
        return quote_get(p);
    }
    TRY(e);
    page_flash(p, MSG_FLASH_DISPATCHED); /* what leaves cannot be taken back */
    return reply_redirect(p, head_url(p->cx, &r, ""));
}

/* ---- The code ---- */

static enum err asked_too_often(struct page *p, const struct record *r, struct str key,
                                bool *out) {
    struct str subject = str_format(p->cx->mem, "offer code:%s", id_text(record_id(r)).z);
    int64_t kept = 0;
    TRY(rate_kept(p->cx, key, subject, &kept));
    *out = kept >= DISPATCH_CODES_AN_HOUR;
    return *out ? OK : rate_count(p->cx, key, subject);
}

enum err dispatch_code(struct page *p, const struct record *quote, struct str key,
                       struct str *out) {
    struct str seed = secret_make(p->cx->mem, p->request->random, "offer");
    struct sha256_digest random = secret_digest(seed);
    return code_make(p->cx, quote, key, sha256_str(&random), out);
}

static enum err send_code(struct page *p, const struct record *r, struct str key,
                          const struct reach *reach) {
    struct ctx *cx = p->cx;
    struct str code;
    TRY(dispatch_code(p, r, key, &code));
    const struct msg_part parts[] = {
        {"number", record_title(cx, r)}, {"code", cx_digits_of(cx, code)}, {NULL}};
    struct outgoing m = {
        .way = reach->sms.n ? LETTER_SMS : LETTER_EMAIL,
        .purpose = LETTER_TRANSACTIONAL,
        .lang = cx->lang,
        .mark = str_format(cx->mem, "code:%s:%lld", id_text(record_id(r)).z,
                           (long long)cx->now_ms),
        .to = reach->sms.n ? reach->sms : reach->mail,
        .text = msg_format(cx->mem, cx->lang, MSG_DISPATCH_CODE, parts),
        .shown = msg_format(cx->mem, cx->lang, MSG_DISPATCH_CODE_SHOWN, parts),
        .party = record_int(r, FIELD_PARTY),
        .about = str_format(cx->mem, "quote/%s", id_text(record_id(r)).z),
    };
    m.subject = m.shown;
    return outbox_put(cx, &m);
}

enum err offer_code_post(struct page *p) {
    struct record r;
    struct reach reach;
    struct str key;
    bool often;
    TRY(offer_enter(p, &key, &r));
    bool open = str_eq(record_str(&r, QUOTE_STATE), QUOTE_STATE_SENT);
    if (!open) return reply_redirect(p, str_join(p->cx->mem, STR("/offer/"), p->rest));
    TRY(dispatch_reach_plain(p->cx, record_int(&r, FIELD_PARTY), &reach));
    if (!reach.sms.n && !reach.mail.n) return offer_say(p, &r, 422, MSG_DISPATCH_NO_WAY);
    TRY(asked_too_often(p, &r, key, &often));
    if (often) return offer_say(p, &r, 429, MSG_SIGNED_OFTEN);
    enum err e = send_code(p, &r, key, &reach);
    if (e == ERR_INVALID) return offer_say(p, &r, 422, MSG_DISPATCH_NO_WAY);
    TRY(e);
    return reply_redirect(
        p, str_format(p->cx->mem, "/offer/%.*s?code=1#answer", STR_ARG(p->rest)));
}
