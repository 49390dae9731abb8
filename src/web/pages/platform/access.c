/* access.c - an administrator looks after a user's way in: a new password, on or off, and
 * the end of their sessions. */
#include "entities.h"
#include "http/session.h"
#include "modules/platform/platform.h"
#include "records/data/record.h"
#include "web/pages/platform/access.html.h"
#include "web/pages/platform/parts.h"
#include "web/shell.h"

static enum err user_of(struct page *p, struct record *out) {
    return record_get(p->cx, entity_at(p->cx->catalog, "user"), p->id, out);
}

static struct str address(struct page *p) {
    return str_format(p->cx->mem, "/user/%s/access", id_text(p->id).z);
}

enum err access_get(struct page *p) {
    struct record user;
    struct session *list;
    int count;
    TRY(user_of(p, &user));
    TRY(session_list(p->cx, p->id, &list, &count));
    struct buf content = page_buf(p);
    access_page(&content, p->cx, &user, list, count, page_token(p));
    return page_send(p, cx_msg(p->cx, MSG_ACCESS), &content);
}

/* ---- Password ---- */

/* The hash of the new password; empty where this machine cannot make one. */
const void *access_password_prepare(struct page *p) {
    struct str *hash = NEW(p->cx->mem, struct str);
    *hash = STR("");
    if (p->host && p->host->password_hash)
        *hash = p->host->password_hash(p->cx->mem, form_value(&p->form, "password"));
    return hash;
}

enum err access_password_post(struct page *p) {
    const struct str *hash = p->request->prepared;
    struct record user;
    TRY(user_of(p, &user));
    enum err e = password_check(p->cx, form_value(&p->form, "password"));
    if (e == OK && !hash->n)
        e = problem_text(p->cx, STR("password"), cx_msg(p->cx, MSG_HOST_NO_PASSWORD));
    if (e != OK) {
        reply_status(p, 422);
        return access_get(p);
    }
    TRY(user_set_password(p->cx, p->id, *hash));
    TRY(session_end_others(p->cx, p->id, p->session ? p->session->id : 0));
    page_flash(p, MSG_FLASH_SAVED);
    return reply_redirect(p, address(p));
}

/* ---- On and off ---- */

enum err access_active_post(struct page *p) {
    struct record user;
    TRY(user_of(p, &user));
    user.values[USER_ACTIVE] = v_int(str_is(form_value(&p->form, "active"), "1"));
    enum err e = record_change(p->cx, &user, NULL);
    if (e == ERR_INVALID) {
        p->undo = true;
        reply_status(p, 422);
        return access_get(p);
    }
    TRY(e);
    page_flash(p, MSG_FLASH_SAVED);
    return reply_redirect(p, address(p));
}

enum err access_end_post(struct page *p) {
    struct record user;
    TRY(user_of(p, &user));
    TRY(session_end_others(p->cx, p->id, p->session ? p->session->id : 0));
    page_flash(p, MSG_FLASH_ENDED);
    return reply_redirect(p, address(p));
}
