/* login.c - logging in and out. The password is verified before the transaction begins,
 * since that is slow on purpose; the outcome comes to the page in request->prepared. */
#include "http/login_try.h"
#include "http/session.h"
#include "modules/platform/platform.h"
#include "web/again.h"
#include "web/login.html.h"
#include "web/pages/platform/parts.h"
#include "web/shell.h"

/* A hash of no password: an unknown login takes as long as a known one. */
static const char NOBODY[] = "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA"
                             "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

enum { LANGUAGE_SECONDS = 365 * 24 * 3600 };

struct login_outcome {
    int64_t user; /* 0: wrong */
    int64_t wait_ms;
};

const void *login_prepare(struct page *p) {
    struct login_outcome *outcome = NEW(p->cx->mem, struct login_outcome);
    struct str login = str_trim(form_value(&p->form, "login")), hash = str_of(NOBODY);
    int64_t user = 0;
    if (login_ask(p->cx, login, p->request->remote, &outcome->wait_ms) != OK
        || outcome->wait_ms)
        return outcome;
    bool known = user_by_login(p->cx, login, &user, &hash) == OK;
    bool right = p->host && p->host->password_verify
                 && p->host->password_verify(hash, form_value(&p->form, "password"));
    outcome->user = known && right ? user : 0;
    return outcome;
}

static enum err show(struct page *p, struct str wrong) {
    struct buf content = page_buf(p);
    struct str next = form_value(&p->form, "next");
    struct again again = again_read(p);
    if (!next.n) next = form_value(&p->query, "next");
    page_outside_language(p);
    login_form(&content, p->cx, form_value(&p->form, "login"), next, wrong, &again);
    return page_send_outside(p, cx_msg(p->cx, MSG_LOGIN), &content);
}

enum err login_get(struct page *p) {
    if (!p->cx->actor->anonymous) return reply_redirect(p, STR("/"));
    return show(p, STR(""));
}

static enum err refuse(struct page *p, const struct login_outcome *outcome,
                       struct str login) {
    reply_status(p, 422);
    page_outside_language(p);
    if (outcome->wait_ms) {
        struct str seconds = cx_number(p->cx, (outcome->wait_ms + 999) / 1000);
        return show(p, msg_format(p->cx->mem, p->cx->lang, MSG_LOGIN_WAIT,
                                  MSG_PARTS({"seconds", seconds})));
    }
    TRY(login_failed(p->cx, login, p->request->remote));
    return show(p, cx_msg(p->cx, MSG_LOGIN_WRONG));
}

enum err login_post(struct page *p) {
    const struct login_outcome *outcome = p->request->prepared;
    struct str login = str_trim(form_value(&p->form, "login"));
    if (!outcome->user) return refuse(p, outcome, login);
    struct session session;
    struct str secret;
    TRY(login_succeeded(p->cx, login));
    TRY(session_start(p->cx, p->request, &session_standard, outcome->user, &session,
                      &secret));
    struct cookie cookie = {.name = SESSION_COOKIE,
                            .value = secret,
                            .age_s = session_standard.age_ms / 1000,
                            .other_sites = true};
    reply_cookie(p, &cookie);
    struct again again = again_read(p);
    if (again.path.n) return again_send(p, &again, session.form_token);
    return reply_redirect(p, form_value(&p->form, "next"));
}

enum err logout_post(struct page *p) {
    if (p->session) TRY(session_end(p->cx, p->session->user, p->session->id));
    reply_cookie_drop(p, SESSION_COOKIE);
    reply_header(p, "Clear-Site-Data", STR("\"storage\""));
    return reply_redirect(p, STR("/login"));
}

/* Before anybody is logged in the device remembers the language. */
enum err language_post(struct page *p) {
    struct str language = form_value(&p->form, "language");
    struct cookie cookie = {.name = LANGUAGE_COOKIE,
                            .value = str_is(language, "en") ? STR("en") : STR("fa"),
                            .age_s = LANGUAGE_SECONDS,
                            .other_sites = true};
    reply_cookie(p, &cookie);
    return reply_redirect(p, form_value(&p->form, "back"));
}
