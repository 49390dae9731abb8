/* means.c - the mail server and the SMS gateway, and a test that tells what they answered. */
#include "channels/email.h"
#include "http/reply.h"
#include "persian/phone.h"
#include "records/rules/settings.h"
#include "web/pages/post/means.html.h"
#include "web/pages/post/post.h"
#include "web/shell.h"

/* What is shown of a secret: that there is one. */
static void hide_secrets(struct str *values) {
    for (int i = 0; i < means_count; i++)
        if (means_rows[i].kind == MEANS_SECRET && values[i].n) values[i] = STR("set");
}

static void keep_typed(struct page *p, struct str *values) {
    for (int i = 0; i < means_count; i++)
        if (means_rows[i].kind != MEANS_SECRET)
            values[i] = form_value(&p->form, means_rows[i].name);
}

static enum err show(struct page *p, struct means_view *v, bool typed) {
    struct str *values = NEWS(p->cx->mem, (size_t)means_count, struct str);
    TRY(means_values(p->cx, values));
    hide_secrets(values);
    if (typed) keep_typed(p, values);
    v->values = values;
    v->token = page_token(p);
    struct buf content = page_buf(p);
    means_page(&content, p->cx, v);
    return page_send(p, cx_msg(p->cx, MSG_MEANS), &content);
}

enum err means_get(struct page *p) {
    struct means_view v = {0};
    return show(p, &v, false);
}

enum err means_post(struct page *p) {
    struct means_view v = {0};
    for (int i = 0; i < means_count; i++) {
        enum err e =
            means_save(p->cx, &means_rows[i], form_value(&p->form, means_rows[i].name));
        if (e != OK && e != ERR_INVALID) return e;
    }
    if (!p->cx->problems) {
        page_flash(p, MSG_FLASH_SAVED);
        return reply_redirect(p, STR("/outgoing/settings"));
    }
    p->undo = true;
    reply_status(p, 422);
    return show(p, &v, true);
}

/* ---- A test ---- */

static bool read_address(struct page *p, struct letter *l) {
    struct str typed = str_trim(form_value(&p->form, "to"));
    struct phone phone;
    l->way = str_has(typed, STR("@")) ? LETTER_EMAIL : LETTER_SMS;
    l->to = typed;
    if (l->way == LETTER_EMAIL) return email_address_ok(typed);
    if (phone_parse(p->cx->mem, typed, &phone) != PHONE_OK) return false;
    l->to = phone.e164;
    return true;
}

static struct letter test_letter(struct page *p, const struct means *means) {
    struct ctx *cx = p->cx;
    return (struct letter){.purpose = LETTER_TRANSACTIONAL,
                           .mark = str_format(cx->mem, "test%lld", (long long)cx->now_ms),
                           .subject = cx_msg(cx, MSG_MEANS_TEST_SUBJECT),
                           .text = cx_msg(cx, MSG_MEANS_TEST_TEXT),
                           .lang = cx->lang,
                           .made_ms = cx->now_ms,
                           .zone_minutes = cx->zone_minutes,
                           .mail = means->mail,
                           .sms = means->sms};
}

/* NULL: it could not be tried; the page tells why. */
const void *means_test_prepare(struct page *p) {
    struct means means;
    if (!p->host || !p->host->letter_send || means_load(p->cx, &means) != OK) return NULL;
    struct letter letter = test_letter(p, &means);
    if (!read_address(p, &letter)) return NULL;
    if (letter.way == LETTER_EMAIL ? !means_mail(&means) : !means_sms(&means)) return NULL;
    struct letter_outcome *out = NEW(p->cx->mem, struct letter_outcome);
    *out = p->host->letter_send(p->cx->mem, &letter);
    return out;
}

static enum msg why_not(struct page *p) {
    struct letter letter;
    if (!read_address(p, &letter)) return MSG_OUTGOING_NO_ADDRESS;
    return p->host && p->host->letter_send ? MSG_MEANS_TEST_NONE : MSG_MEANS_TEST_AWAY;
}

enum err means_test_post(struct page *p) {
    struct means_view v = {.outcome = p->request->prepared,
                           .test_to = form_value(&p->form, "to")};
    if (!v.outcome) {
        v.test_problem = why_not(p);
        reply_status(p, 422);
    }
    p->undo = true;
    return show(p, &v, false);
}
