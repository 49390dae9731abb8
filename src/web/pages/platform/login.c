/* login.c - logging in and out. The password is verified before the transaction begins, since that is
 * slow on purpose; the outcome comes to the page in request->prepared. */
#include "http/login_try.h"
#include "http/session.h"
#include "modules/platform/platform.h"
#include "web/pages/pages.h"
#include "web/pages/platform/login.html.h"
#include "web/shell.h"

/* A hash of no password: an unknown login takes as long as a known one. */
static const char NOBODY[] = "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA"
                             "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

struct login_outcome {
    int64_t user; /* 0: wrong */
    int64_t wait_ms;
};

static const void *login_prepare(struct page *p) {
    struct login_outcome *outcome = NEW(p->cx->mem, struct login_outcome);
    struct str login = str_trim(form_value(&p->form, "login")), hash = str_of(NOBODY);
    int64_t user = 0;
    if (login_ask(p->cx, login, p->request->remote, &outcome->wait_ms) != OK || outcome->wait_ms)
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
    if (!next.n) next = form_value(&p->query, "next");
    login_form(&content, p->cx, form_value(&p->form, "login"), next, wrong);
    return page_send_outside(p, cx_msg(p->cx, MSG_LOGIN), &content);
}

static enum err login_get(struct page *p) {
    if (!p->cx->actor->anonymous) return reply_redirect(p, STR("/"));
    return show(p, STR(""));
}

static enum err refuse(struct page *p, const struct login_outcome *outcome, struct str login) {
    reply_status(p, 422);
    if (outcome->wait_ms) {
        struct str seconds = cx_number(p->cx, (outcome->wait_ms + 999) / 1000);
        return show(p, msg_format(p->cx->mem, p->cx->lang, MSG_LOGIN_WAIT,
                                  MSG_PARTS({"seconds", seconds})));
    }
    TRY(login_failed(p->cx, login, p->request->remote));
    return show(p, cx_msg(p->cx, MSG_LOGIN_WRONG));
}

static enum err login_post(struct page *p) {
    const struct login_outcome *outcome = p->request->prepared;
    struct str login = str_trim(form_value(&p->form, "login"));
    if (!outcome->user) return refuse(p, outcome, login);
    struct session session;
    struct str secret;
    TRY(login_succeeded(p->cx, login));
    TRY(session_start(p->cx, p->request, &session_standard, outcome->user, &session, &secret));
    struct cookie cookie = {.name = SESSION_COOKIE,
                            .value = secret,
                            .age_s = session_standard.age_ms / 1000,
                            .other_sites = true};
    reply_cookie(p, &cookie);
    return reply_redirect(p, form_value(&p->form, "next"));
}

static enum err logout_post(struct page *p) {
    if (p->session) TRY(session_end(p->cx, p->session->user, p->session->id));
    reply_cookie_drop(p, SESSION_COOKIE);
    return reply_redirect(p, STR("/login"));
}

static enum err home_get(struct page *p) {
    return reply_redirect(p, STR("/party"));
}

/* For load balancers: alive, and the store answers. */
static enum err health_get(struct page *p) {
    int64_t one = 0;
    TRY(store_int(p->cx->db, SQL("SELECT 1"), BIND_NONE, &one));
    struct buf json = page_buf(p);
    BUF_LIT(&json, "{\"status\":\"ok\"}\n");
    return reply_json(p, &json);
}

const struct route routes_platform[ROUTES_PLATFORM] = {
    {GET, "/", home_get, .title = MSG_HOME},
    {GET, "/login", login_get, .flags = ROUTE_OPEN, .title = MSG_LOGIN},
    {POST, "/login", login_post, .flags = ROUTE_OPEN | ROUTE_SLOW, .title = MSG_LOGIN,
     .prepare = login_prepare},
    {POST, "/logout", logout_post, .title = MSG_LOGOUT},
    {GET, "/health", health_get, .flags = ROUTE_OPEN | ROUTE_API},
};
