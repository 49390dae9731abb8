#include "web/shell.h"

#include "records/rules/rights.h"
#include "web/html.h"
#include "web/shell.html.h"

enum lang html_lang(const struct ctx *cx) {
    return cx->lang;
}

bool html_persian_digits(const struct ctx *cx) {
    return cx->digits == DIGITS_PERSIAN;
}

enum err page_send(struct page *p, struct str title, const struct buf *content) {
    if (content->failed) return ERR_LIMIT;
    if (p->part) return reply_html(p, content);
    struct buf out = page_buf(p);
    shell_page(&out, p->cx, p, title, html_raw(buf_str(content)));
    return reply_html(p, &out);
}

enum err page_send_outside(struct page *p, struct str title, const struct buf *content) {
    if (content->failed) return ERR_LIMIT;
    struct buf out = page_buf(p);
    shell_outside(&out, p->cx, title, html_raw(buf_str(content)));
    return reply_html(p, &out);
}

/* -- What went wrong --------------------------------------------------------------------------- */

static const struct {
    int status;
    enum msg title, advice;
} failures[] = {
    [ERR_INVALID] = {422, MSG_ERROR_INVALID, MSG_ERROR_INVALID_ADVICE},
    [ERR_DENIED] = {403, MSG_ERROR_DENIED, MSG_ERROR_DENIED_ADVICE},
    [ERR_ABSENT] = {404, MSG_ERROR_ABSENT, MSG_ERROR_ABSENT_ADVICE},
    [ERR_CONFLICT] = {409, MSG_ERROR_CONFLICT, MSG_ERROR_CONFLICT_ADVICE},
    [ERR_LIMIT] = {413, MSG_ERROR_LIMIT, MSG_ERROR_LIMIT_ADVICE},
    [ERR_BUSY] = {503, MSG_ERROR_BUSY, MSG_ERROR_BUSY_ADVICE},
    [ERR_STORE] = {500, MSG_ERROR_STORE, MSG_ERROR_STORE_ADVICE},
    [ERR_CORRUPT] = {500, MSG_ERROR_STORE, MSG_ERROR_STORE_ADVICE},
    [ERR_IO] = {500, MSG_ERROR_STORE, MSG_ERROR_STORE_ADVICE},
};

/* Nobody is logged in and the page is for those who are. */
static bool wants_login(const struct page *p, enum err e) {
    return e == ERR_DENIED && p->cx->actor->anonymous && p->request->method == GET
        && !(p->route && p->route->flags & ROUTE_API);
}

static enum err send_login(struct page *p) {
    struct buf to = buf_in(p->cx->mem, 4096);
    BUF_LIT(&to, "/login?next=");
    url_encode(&to, p->request->path);
    return p->part ? reply_redirect_part(p, buf_str(&to)) : reply_redirect(p, buf_str(&to));
}

enum err page_send_error(struct page *p, enum err e) {
    if (wants_login(p, e)) return send_login(p);
    p->reply->status = failures[e].status;
    struct str title = cx_msg(p->cx, failures[e].title);
    if (p->route && p->route->flags & ROUTE_API) return reply_problem(p, failures[e].status, title);
    struct buf content = page_buf(p);
    shell_error(&content, p->cx, p, title, cx_msg(p->cx, failures[e].advice));
    bool inside = !p->cx->actor->anonymous && e != ERR_STORE && e != ERR_CORRUPT && e != ERR_BUSY;
    return inside ? page_send(p, title, &content) : page_send_outside(p, title, &content);
}
