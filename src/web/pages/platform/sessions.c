/* sessions.c - where one is logged in, and the tokens of one's programs. */
#include "http/api_token.h"
#include "http/session.h"
#include "persian/clean.h"
#include "web/pages/platform/parts.h"
#include "web/pages/platform/sessions.html.h"
#include "web/shell.h"

enum {
    TOKEN_NAME_LETTERS = 80,
    TOKEN_DAYS_MOST = 3650,
};

/* ---- Sessions ---- */

enum err sessions_get(struct page *p) {
    struct session *list;
    int count;
    TRY(session_list(p->cx, p->cx->actor->user, &list, &count));
    struct buf content = page_buf(p);
    sessions_page(&content, p->cx, list, count, p->session ? p->session->id : 0,
                  page_token(p));
    return page_send(p, cx_msg(p->cx, MSG_ME_SESSIONS), &content);
}

enum err session_end_post(struct page *p) {
    TRY(session_end(p->cx, p->cx->actor->user, p->id));
    page_flash(p, MSG_FLASH_ENDED);
    return reply_redirect(p, STR("/me/sessions"));
}

enum err sessions_end_post(struct page *p) {
    int64_t keep = p->session ? p->session->id : 0;
    TRY(session_end_others(p->cx, p->cx->actor->user, keep));
    page_flash(p, MSG_FLASH_ENDED);
    return reply_redirect(p, STR("/me/sessions"));
}

/* ---- Tokens ---- */

static enum err show_tokens(struct page *p, struct str made) {
    struct api_token *list;
    int count;
    TRY(api_token_list(p->cx, p->cx->actor->user, &list, &count));
    struct buf content = page_buf(p);
    tokens_page(&content, p->cx, list, count, made, page_token(p));
    return page_send(p, cx_msg(p->cx, MSG_ME_TOKENS), &content);
}

enum err tokens_get(struct page *p) {
    return show_tokens(p, STR(""));
}

/* The days a token lives; 0: for ever. */
static enum err read_days(struct page *p, int64_t *out) {
    struct str typed = form_value(&p->form, "days");
    if (str_int(typed, out) && *out >= 0 && *out <= TOKEN_DAYS_MOST) return OK;
    return problem_text(p->cx, STR("days"), cx_msg(p->cx, MSG_TOKEN_DAYS_BAD));
}

static enum err read_name(struct page *p, struct str *out) {
    *out = fa_clean_line(p->cx->mem, form_value(&p->form, "name"));
    if (out->n && utf8_length(*out) <= TOKEN_NAME_LETTERS) return OK;
    return problem_text(p->cx, STR("name"), cx_msg(p->cx, MSG_TOKEN_NAME_BAD));
}

enum err tokens_post(struct page *p) {
    struct str name, text;
    int64_t days = 0;
    enum err named = read_name(p, &name), dated = read_days(p, &days);
    if (named != OK || dated != OK) {
        reply_status(p, 422);
        return show_tokens(p, STR(""));
    }
    int64_t expires_ms = days ? p->cx->now_ms + days * MS_PER_DAY : 0;
    TRY(api_token_create(p->cx, p->request->random, p->cx->actor->user, name, expires_ms,
                         &text));
    return show_tokens(p, text);
}

enum err token_end_post(struct page *p) {
    TRY(api_token_end(p->cx, p->cx->actor->user, p->id));
    page_flash(p, MSG_FLASH_REVOKED);
    return reply_redirect(p, STR("/me/tokens"));
}
