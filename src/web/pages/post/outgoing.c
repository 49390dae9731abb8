/* outgoing.c - the outbox: messages with their states, those in trouble to be sent again. */
#include "http/reply.h"
#include "web/pages/post/outgoing.html.h"
#include "web/pages/post/post.h"
#include "web/shell.h"

static const struct {
    enum msg word;
    const char *tone;
} states[OUTGOING_STATES] = {
    {MSG_OUTGOING_ALL, ""},
    [OUTGOING_WAITING] = {MSG_OUTGOING_WAITING, "m-info"},
    [OUTGOING_SENDING] = {MSG_OUTGOING_SENDING, "m-info"},
    [OUTGOING_SENT] = {MSG_OUTGOING_SENT, "m-good"},
    [OUTGOING_REFUSED] = {MSG_OUTGOING_REFUSED, "m-bad"},
    [OUTGOING_GIVEN_UP] = {MSG_OUTGOING_GIVEN_UP, "m-bad"},
};

struct str outgoing_state_word(const struct ctx *cx, enum outgoing_state state) {
    return cx_msg(cx, states[state < OUTGOING_STATES ? state : 0].word);
}

const char *outgoing_state_tone(enum outgoing_state state) {
    return states[state < OUTGOING_STATES ? state : 0].tone;
}

void outgoing_state_line(struct buf *out, struct ctx *cx, const struct outgoing *m) {
    outgoing_state_part(out, cx, m);
}

struct str outgoing_about_url(struct ctx *cx, const struct outgoing *m) {
    return m->about.n ? str_join(cx->mem, STR("/"), m->about) : STR("");
}

static enum outgoing_state asked_state(const struct page *p) {
    int64_t n = 0;
    bool good = str_int(form_value(&p->query, "state"), &n) && n > 0 && n < OUTGOING_STATES;
    return good ? (enum outgoing_state)n : 0;
}

enum err outgoing_get(struct page *p) {
    struct outgoing *rows;
    struct means means;
    int64_t before = 0;
    struct outgoing_view v = {.state = asked_state(p), .token = page_token(p)};
    (void)id_parse(form_value(&p->query, "before"), &before);
    TRY(means_load(p->cx, &means));
    v.mail = means_mail(&means), v.sms = means_sms(&means);
    TRY(outbox_list(p->cx, v.state, before, &rows, &v.count));
    v.rows = rows;
    if (v.count == OUTGOING_SHOWN)
        v.older = str_format(p->cx->mem, "/outgoing?state=%d&before=%s", (int)v.state,
                             id_text(rows[v.count - 1].id).z);
    struct buf content = page_buf(p);
    outgoing_page(&content, p->cx, &v);
    return page_send(p, cx_msg(p->cx, MSG_OUTGOING), &content);
}

enum err outgoing_again_post(struct page *p) {
    enum err e = outbox_again(p->cx, p->id);
    if (e == ERR_INVALID) {
        p->undo = true;
        reply_status(p, 422);
        return outgoing_get(p);
    }
    TRY(e);
    page_flash(p, MSG_FLASH_OUTGOING_AGAIN);
    return reply_redirect(p, STR("/outgoing"));
}
