#include "web/pages/requests/confirm.h"

#include "entities.h"
#include "http/reply.h"
#include "modules/requests/gate.h"
#include "modules/requests/intake.h"
#include "modules/requests/ticket.h"
#include "web/pages/requests/confirm.html.h"
#include "web/pages/requests/dress.h"
#include "web/pages/requests/outside.h"
#include "web/shell.h"

static enum err enter(struct page *p, struct record *request, struct record *form) {
    struct ctx *cx = p->cx;
    struct str key;
    TRY(gate_key(cx, &key));
    int64_t id = ticket_read(cx->mem, key, TICKET_CONFIRM, p->rest);
    if (!id) return ERR_ABSENT;
    TRY(record_get_plain(cx, entity_at(cx->catalog, "request"), id, request));
    TRY(record_get_plain(cx, entity_at(cx->catalog, "request_form"),
                         record_int(request, REQUEST_FORM), form));
    outside_language(p, form);
    return OK;
}

/* A look alone confirms nothing: programs that read mail follow links. */
enum err confirm_get(struct page *p) {
    struct record request, form;
    struct buf content = page_buf(p);
    TRY(enter(p, &request, &form));
    confirm_page(&content, p->cx, p, &request);
    struct outside_dress dress = dress_of(&form);
    return page_send_dressed(p, cx_msg(p->cx, MSG_CONFIRM_ADDRESS), &content, &dress);
}

enum err confirm_post(struct page *p) {
    struct record request, form;
    TRY(enter(p, &request, &form));
    TRY(intake_confirm(p->cx, &request));
    return reply_redirect(p, str_join(p->cx->mem, STR("/confirm/"), p->rest));
}
