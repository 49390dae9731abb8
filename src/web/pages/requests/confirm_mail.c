#include "web/pages/requests/confirm_mail.h"

#include "channels/email.h"
#include "channels/means.h"
#include "entities.h"
#include "modules/requests/rate.h"
#include "modules/requests/ticket.h"
#include "records/rules/settings.h"

static struct str about_of(struct ctx *cx, int64_t request) {
    return str_format(cx->mem, "request/%s", id_text(request).z);
}

static bool is_wanted(const struct record *form, const struct record *r) {
    return record_int(form, REQUEST_FORM_CONFIRM) == 1 && record_str(r, REQUEST_EMAIL).n
           && record_int(r, REQUEST_CONSENT) == 1 && r->values[REQUEST_APART].kind == V_NULL
           && r->values[REQUEST_CONFIRMED_AT].kind == V_NULL;
}

/* A stranger's address typed again and again gets a few mails, not all. */
static enum err is_often(struct ctx *cx, struct str key, struct str address, bool *out) {
    struct str subject =
        str_join(cx->mem, STR("confirm:"), str_lower_ascii(cx->mem, address));
    int64_t kept = 0;
    TRY(rate_kept(cx, key, subject, &kept));
    *out = kept >= CONFIRM_MAILS_AN_HOUR;
    return *out ? OK : rate_count(cx, key, subject);
}

static struct outgoing letter_of(struct ctx *cx, const struct means *means,
                                 const struct record *form, const struct record *r,
                                 struct str key) {
    enum lang lang = cx->lang;
    struct str said = record_str(form, REQUEST_FORM_LANGUAGE);
    if (said.n) lang = str_eq(said, LANGUAGE_EN) ? LANG_EN : LANG_FA;
    struct str ticket = ticket_make(cx->mem, key, TICKET_CONFIRM, record_id(r));
    struct str link =
        str_format(cx->mem, "%.*s/confirm/%.*s", STR_ARG(means->site), STR_ARG(ticket));
    const struct msg_part parts[] = {
        {"house", means->mail.from_name}, {"link", link}, {NULL}};
    struct str subject = msg_format(cx->mem, lang, MSG_CONFIRM_MAIL_SUBJECT, parts);
    return (struct outgoing){
        .way = LETTER_EMAIL,
        .purpose = LETTER_TRANSACTIONAL,
        .lang = lang,
        .mark = str_join(cx->mem, STR("confirm:"), about_of(cx, record_id(r))),
        .to = record_str(r, REQUEST_EMAIL),
        .subject = utf8_first(subject, EMAIL_SUBJECT_LETTERS),
        .text = msg_format(cx->mem, lang, MSG_CONFIRM_MAIL_TEXT, parts),
        .party = record_int(r, REQUEST_CUSTOMER),
        .shown = msg(lang, MSG_CONFIRM_MAIL_SHOWN),
        .about = about_of(cx, record_id(r)),
    };
}

enum err confirm_mail_put(struct page *p, const struct record *form,
                          const struct record *request, struct str key) {
    struct ctx *cx = p->cx;
    struct means means;
    bool often = false;
    if (!is_wanted(form, request)) return OK;
    TRY(means_load(cx, &means));
    if (!means_mail(&means) || !means.site.n) return OK;
    TRY(is_often(cx, key, record_str(request, REQUEST_EMAIL), &often));
    if (often) return OK;
    struct outgoing m = letter_of(cx, &means, form, request, key);
    enum err e = outbox_put(cx, &m);
    if (e == ERR_INVALID)
        cx->problems = cx->last_problem = NULL; /* the visitor's no matter */
    return e == ERR_INVALID ? OK : e;
}

enum err confirm_mail_sends(struct ctx *cx, bool *out) {
    struct means means;
    TRY(means_load(cx, &means));
    *out = means_mail(&means) && means.site.n;
    return OK;
}

enum err confirm_mail_find(struct ctx *cx, int64_t request, struct outgoing *out) {
    return outbox_latest(cx, about_of(cx, request), out);
}
