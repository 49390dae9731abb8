#include "web/pages/requests/outside.h"

#include "entities.h"
#include "http/secret.h"
#include "modules/requests/gate.h"
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

void outside_language(struct page *p, const struct record *form) {
    struct str language = record_str(form, REQUEST_FORM_LANGUAGE);
    if (!p->cx->actor->anonymous) return;
    if (language.n) p->cx->lang = str_is(language, "en") ? LANG_EN : LANG_FA;
    if (language.n) p->cx->digits = str_is(language, "en") ? DIGITS_LATIN : DIGITS_PERSIAN;
    page_outside_language(p);
}

enum err outside_send(struct page *p, struct str title, const struct buf *content) {
    p->framed = !content->failed;
    return page_send_outside(p, title, content);
}
