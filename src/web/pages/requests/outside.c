#include "web/pages/requests/outside.h"

#include "entities.h"
#include "http/secret.h"
#include "modules/requests/gate.h"
#include "web/pages/requests/dress.h"
#include "web/shell.h"

enum err outside_key(struct page *p, struct str *out) {
    enum err e = gate_key(p->cx, out);
    if (e != ERR_ABSENT) return e;
    struct str secret = secret_make(p->cx->mem, p->request->random, "requests");
    if (p->cx->writer) return gate_key_make(p->cx, secret, out);
    p->reply->wants_writer = true;
    *out = secret;
    return OK;
}

enum err outside_form(struct page *p, struct record *out) {
    struct ctx *cx = p->cx;
    TRY(record_get_plain(cx, entity_at(cx->catalog, "request_form"), p->id, out));
    return record_int(out, REQUEST_FORM_ACTIVE) == 1 ? OK : ERR_ABSENT;
}

void outside_speak(struct page *p, const struct record *form) {
    struct str language = record_str(form, REQUEST_FORM_LANGUAGE);
    if (!language.n) return;
    bool english = str_eq(language, LANGUAGE_EN);
    p->cx->lang = english ? LANG_EN : LANG_FA;
    p->cx->digits = english ? DIGITS_LATIN : DIGITS_PERSIAN;
}

void outside_language(struct page *p, const struct record *form) {
    if (!p->cx->actor->anonymous) return;
    outside_speak(p, form);
    page_outside_language(p);
}

enum err outside_send(struct page *p, struct str title, const struct record *form,
                      const struct buf *content) {
    struct outside_dress dress = dress_of(form);
    dress.footless = p->route->method != GET;
    p->framed = !content->failed;
    return page_send_dressed(p, title, content, &dress);
}
