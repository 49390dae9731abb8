/* me.c - a person's own page: name, look, password. */
#include "entities.h"
#include "http/api_token.h"
#include "http/login_try.h"
#include "http/session.h"
#include "modules/platform/platform.h"
#include "records/fields/field_type.h"
#include "web/pages/platform/me.html.h"
#include "web/pages/platform/parts.h"
#include "web/shell.h"

/* ---- Name and look ---- */

/* What one may change of one's own record. */
static const int own_fields[] = {USER_NAME,   USER_EMAIL,    USER_PHONE, USER_LANGUAGE,
                                 USER_DIGITS, USER_CALENDAR, USER_THEME};
enum { OWN_FIELDS = sizeof own_fields / sizeof *own_fields };

static enum err own_record(struct page *p, struct record *out) {
    return record_get_plain(p->cx, entity_at(p->cx->catalog, "user"), p->cx->actor->user,
                            out);
}

static enum err show_me(struct page *p, const struct record *user) {
    struct buf content = page_buf(p);
    me_page(&content, p->cx, user, page_token(p));
    return page_send(p, cx_msg(p->cx, MSG_ME), &content);
}

enum err me_get(struct page *p) {
    struct record user;
    TRY(own_record(p, &user));
    return show_me(p, &user);
}

/* Put the fields that were sent into the record; what was wrong becomes problems. */
static void fill(struct page *p, struct record *user) {
    for (int i = 0; i < OWN_FIELDS; i++) {
        const struct field *f = user->entity->fields[own_fields[i]];
        struct str typed = form_named(&p->form, f->name);
        if (form_has(&p->form, str_z(p->cx->mem, f->name)))
            (void)field_parse(p->cx, f, typed, &user->values[own_fields[i]]);
    }
}

static enum err save_own(struct page *p, struct record *user) {
    fill(p, user);
    return p->cx->problems ? ERR_INVALID : user_change_own(p->cx, user);
}

enum err me_post(struct page *p) {
    struct record user;
    TRY(own_record(p, &user));
    enum err e = save_own(p, &user);
    if (e == ERR_INVALID) {
        p->undo = true;
        reply_status(p, 422);
        return show_me(p, &user);
    }
    TRY(e);
    page_flash(p, MSG_FLASH_SAVED);
    return reply_redirect(p, STR("/me"));
}

/* One press in the person's menu. */
enum err me_look_post(struct page *p) {
    struct record user;
    TRY(own_record(p, &user));
    TRY(save_own(p, &user));
    return reply_redirect(p, form_value(&p->form, "back"));
}

/* ---- Password ---- */

/* What was found out and made before the transaction. */
struct password_change {
    bool right;
    struct str login;
    int64_t wait_ms; /* after wrong passwords, as when logging in */
    struct str hash; /* empty: this machine cannot make one, or it was not needed */
};

const void *me_password_prepare(struct page *p) {
    struct password_change *change = NEW(p->cx->mem, struct password_change);
    struct str hash, current = form_value(&p->form, "current");
    struct record user;
    if (!p->host || !p->host->password_verify || !p->host->password_hash) return change;
    if (own_record(p, &user) != OK) return change;
    change->login = record_str(&user, USER_LOGIN);
    if (login_ask(p->cx, change->login, p->request->remote, &change->wait_ms) != OK
        || change->wait_ms)
        return change;
    if (user_hash(p->cx, p->cx->actor->user, &hash) != OK) return change;
    change->right = p->host->password_verify(hash, current);
    if (change->right)
        change->hash = p->host->password_hash(p->cx->mem, form_value(&p->form, "password"));
    return change;
}

static enum err show_password(struct page *p) {
    struct buf content = page_buf(p);
    me_password(&content, p->cx, page_token(p));
    return page_send(p, cx_msg(p->cx, MSG_ME_PASSWORD), &content);
}

enum err me_password_get(struct page *p) {
    return show_password(p);
}

static struct str wait_words(struct ctx *cx, const struct password_change *change) {
    struct str seconds = cx_number(cx, (change->wait_ms + 999) / 1000);
    return msg_format(cx->mem, cx->lang, MSG_LOGIN_WAIT, MSG_PARTS({"seconds", seconds}));
}

static enum err check_change(struct page *p, const struct password_change *change) {
    struct ctx *cx = p->cx;
    struct str password = form_value(&p->form, "password");
    if (!p->host || !p->host->password_hash)
        return problem_text(cx, STR("current"), cx_msg(cx, MSG_HOST_NO_PASSWORD));
    if (change->wait_ms) return problem_text(cx, STR("current"), wait_words(cx, change));
    if (!change->right)
        return problem_text(cx, STR("current"), cx_msg(cx, MSG_ME_PASSWORD_WRONG));
    if (!str_eq(password, form_value(&p->form, "repeat")))
        return problem_text(cx, STR("repeat"), cx_msg(cx, MSG_ME_PASSWORD_DIFFERS));
    return password_check(cx, password);
}

enum err me_password_post(struct page *p) {
    const struct password_change *change = p->request->prepared;
    int64_t user = p->cx->actor->user;
    if (check_change(p, change) != OK) {
        bool guessed = change->login.n && !change->wait_ms && !change->right;
        if (guessed) TRY(login_failed(p->cx, change->login, p->request->remote));
        reply_status(p, 422);
        return show_password(p);
    }
    TRY(user_set_password(p->cx, user, change->hash));
    if (form_has(&p->form, "sessions"))
        TRY(session_end_others(p->cx, user, p->session ? p->session->id : 0));
    if (form_has(&p->form, "tokens")) TRY(api_token_end_all(p->cx, user));
    page_flash(p, MSG_FLASH_PASSWORD);
    return reply_redirect(p, STR("/me"));
}
