#include "web/pages/requests/open_form.h"

#include "entities.h"
#include "http/login_try.h"
#include "http/secret.h"
#include "modules/requests/gate.h"
#include "modules/requests/intake.h"
#include "modules/requests/ticket.h"
#include "persian/clean.h"
#include "web/pages/requests/confirm_mail.h"
#include "web/pages/requests/open_form.html.h"
#include "web/pages/requests/outside.h"
#include "web/shell.h"
#include "web/widgets/widget.h"

/* Where a visitor came from: told by the line that shows the frame, then carried by the form. */
static const struct {
    const char *name;
    int field;
} origins[] = {
    {"campaign", REQUEST_CAMPAIGN}, {"referrer", REQUEST_REFERRER}, {"page", REQUEST_PAGE}};
enum { ORIGINS = sizeof origins / sizeof *origins };

/* ---- The form and what it asks ---- */

static bool lists(const struct record *form, int field, struct str key) {
    for (struct str rest = record_str(form, field), one; str_cut(&rest, '|', &one);)
        if (str_eq(one, key)) return true;
    return false;
}

/* How a visitor is asked, where the field's own label speaks to whoever answers. */
static struct str asked_as(struct ctx *cx, const struct record *form,
                           const struct field *f) {
    struct str own = record_str(form, REQUEST_FORM_QUESTION);
    if (f->at == REQUEST_NAME) return cx_msg(cx, MSG_OPEN_FORM_NAME);
    if (f->at != REQUEST_QUESTION) return label_in(&f->label, cx->lang);
    return own.n ? own : cx_msg(cx, MSG_OPEN_FORM_QUESTION);
}

/* A field of the request, required where this form needs it. */
static const struct field *as_asked(struct ctx *cx, const struct record *form,
                                    const struct field *f, bool required) {
    struct field *own = NEW(cx->mem, struct field);
    struct str label = asked_as(cx, form, f);
    *own = *f;
    own->label = (struct label){{label, label}};
    own->required = required;
    return own;
}

static enum err collect(struct ctx *cx, struct open_form_view *v) {
    const struct entity *e = entity_at(cx->catalog, "request");
    for (int i = REQUEST_NAME; i <= REQUEST_QUESTION; i++) {
        const struct field *f = e->fields[i];
        bool name = i == REQUEST_NAME;
        if (!name && !lists(v->form, REQUEST_FORM_ASKS, f->name)) continue;
        bool needed = name || lists(v->form, REQUEST_FORM_NEEDS, f->name);
        v->asked[v->asked_count++] = as_asked(cx, v->form, f, needed);
    }
    return questions_of(cx, record_id(v->form), &v->questions, &v->question_count);
}

static struct str picture_path(const struct page *p) {
    return str_format(p->cx->mem, "/form/%s/picture", id_text(p->id).z);
}

static enum err begin(struct page *p, struct record *form, struct open_form_view *v) {
    TRY(outside_form(p, form));
    outside_language(p, form);
    *v = (struct open_form_view){.page = p, .form = form};
    TRY(presented_read(p->cx, form, picture_path(p), &v->product));
    return collect(p->cx, v);
}

/* ---- Sending it ---- */

static enum err send(struct page *p, struct open_form_view *v) {
    struct buf content = page_buf(p);
    const struct form *from = v->again ? v->again : &p->query;
    for (int i = 0; i < ORIGINS; i++)
        v->origins[i] = form_value(from, origins[i].name);
    if (!v->again && !v->origins[ORIGINS - 1].n)
        v->origins[ORIGINS - 1] = request_header(p->request, "referer");
    if (v->again) v->visit = form_value(from, OPEN_FORM_VISIT);
    open_form(&content, p->cx, v);
    return outside_send(p, record_str(v->form, REQUEST_FORM_NAME), v->form, &content);
}

static struct str new_challenge(struct page *p, struct str key, int64_t shown_ms) {
    struct str nonce = secret_make(p->cx->mem, p->request->random, "challenge");
    return challenge_make(p->cx->mem, key, p->id, shown_ms, nonce);
}

enum err open_form_get(struct page *p) {
    struct record form;
    struct open_form_view v;
    struct str key;
    TRY(begin(p, &form, &v));
    TRY(outside_key(p, &key));
    v.sent = form_has(&p->query, "sent");
    v.challenge = new_challenge(p, key, p->cx->now_ms);
    return send(p, &v);
}

enum err open_form_preview(struct page *p, const struct record *form) {
    struct open_form_view v = {.page = p, .form = form, .preview = true};
    outside_speak(p, form);
    TRY(presented_read(p->cx, form, STR(""), &v.product));
    TRY(collect(p->cx, &v));
    return send(p, &v);
}

/* Everything comes back as it was typed. Its challenge stays, so that who mends quickly is not
 * taken for a robot; an old one is renewed as if it had been shown in time. */
static enum err send_again(struct page *p, struct open_form_view *v,
                           const struct posted *came, enum challenge_state state,
                           int status) {
    v->again = &p->form;
    v->challenge = state == CHALLENGE_GOOD
                       ? came->challenge
                       : new_challenge(p, came->key, p->cx->now_ms - SPAM_FAST_MS);
    reply_status(p, status);
    p->undo = true;
    return send(p, v);
}

/* ---- What came ---- */

static enum err read_posted(struct page *p, struct posted *out) {
    const struct form *f = &p->form;
    *out = (struct posted){.form = p->id,
                           .network = address_network(p->cx->mem, p->request->remote),
                           .challenge = form_value(f, OPEN_FORM_CHALLENGE),
                           .answer = form_value(f, OPEN_FORM_ANSWER),
                           .body = p->request->body,
                           .trapped = form_value(f, OPEN_FORM_TRAP).n > 0};
    return outside_key(p, &out->key);
}

static enum err read_asked(struct page *p, const struct open_form_view *v,
                           struct record *r) {
    enum err result = OK;
    for (int i = 0; i < v->asked_count; i++) {
        const struct field *f = v->asked[i];
        struct str typed = widget_typed(p->cx, f, f->name, &p->form);
        enum err e = field_parse(p->cx, f, typed, &r->values[f->at]);
        if (e != OK && e != ERR_INVALID) return e;
        if (e != OK) result = e;
    }
    return result;
}

/* All of them are looked at, so that each tells what is wrong with it. */
static enum err read_answers(struct page *p, const struct open_form_view *v,
                             struct record *r) {
    struct buf said = buf_in(p->cx->mem, 0);
    enum err result = OK;
    for (int i = 0; i < v->question_count; i++) {
        const struct field *f = &v->questions[i].field;
        struct value answer = v_null();
        enum err e =
            field_parse(p->cx, f, widget_typed(p->cx, f, f->name, &p->form), &answer);
        if (e != OK && e != ERR_INVALID) return e;
        if (e != OK) result = e;
        answer_put(&said, p->cx, f, answer);
    }
    size_t most = (size_t)r->entity->fields[REQUEST_ANSWERS]->max;
    if (said.n) r->values[REQUEST_ANSWERS] = v_text(utf8_first(buf_str(&said), most));
    return result;
}

static void read_origins(struct page *p, struct record *r) {
    for (int i = 0; i < ORIGINS; i++) {
        const struct field *f = r->entity->fields[origins[i].field];
        struct str said = fa_clean_line(p->cx->mem, form_value(&p->form, origins[i].name));
        said = utf8_first(said, (size_t)f->max);
        r->values[f->at] = said.n ? v_text(said) : v_null();
    }
}

static enum err read_consent(struct page *p, const struct record *form, struct record *r) {
    struct str text = record_str(form, REQUEST_FORM_CONSENT);
    bool given = form_has(&p->form, "consent");
    if (!text.n) return OK;
    r->values[REQUEST_CONSENT] = v_int(given);
    if (given) r->values[REQUEST_CONSENT_TEXT] = v_text(text);
    if (given || record_int(form, REQUEST_FORM_MUST) != 1) return OK;
    return problem(p->cx, r->entity->fields[REQUEST_CONSENT], MSG_OPEN_FORM_CONSENT_NEEDED);
}

static bool reached(const struct record *r) {
    return r->values[REQUEST_PHONE].kind != V_NULL
           || r->values[REQUEST_EMAIL].kind != V_NULL;
}

/* Where the form has both, one will do: the hint stands beside the first of them. */
static enum err need_way(struct ctx *cx, const struct open_form_view *v,
                         const struct record *r) {
    int field = lists(v->form, REQUEST_FORM_ASKS, REQUEST_ASK_PHONE) ? REQUEST_PHONE
                                                                     : REQUEST_EMAIL;
    return reached(r) ? OK : problem(cx, r->entity->fields[field], MSG_REQUEST_NO_WAY);
}

static enum err read_request(struct page *p, const struct open_form_view *v,
                             const struct posted *came, bool forged, struct record *out) {
    struct record r = record_new(p->cx, entity_at(p->cx->catalog, "request"));
    enum err e = read_asked(p, v, &r), answers = read_answers(p, v, &r);
    enum err consent = read_consent(p, v->form, &r);
    if (e != OK && e != ERR_INVALID) return e;
    if (answers != OK && answers != ERR_INVALID) return answers;
    if (e == OK) e = need_way(p->cx, v, &r);
    if (e == OK) e = answers;
    read_origins(p, &r);
    r.values[REQUEST_VISIT] = v_text(form_value(&p->form, OPEN_FORM_VISIT));
    r.values[REQUEST_FORM] = v_int(p->id);
    r.values[REQUEST_PRODUCT] = v->form->values[REQUEST_FORM_PRESENTS];
    r.values[REQUEST_LANGUAGE] = v->form->values[REQUEST_FORM_LANGUAGE];
    r.values[REQUEST_SOURCE] = v->form->values[REQUEST_FORM_SOURCE];
    r.values[REQUEST_MARK] = v_text(gate_mark(p->cx, came));
    r.values[REQUEST_CHALLENGE] = forged ? v_null() : v_text(came->challenge);
    *out = r;
    return e != OK ? e : consent;
}

/* To the talk about it; what lies apart is thanked for and no more. */
static enum err leave(struct page *p, struct str key, const struct record *r) {
    struct str ticket = ticket_make(p->cx->mem, key, TICKET_TALK, record_id(r));
    struct str path = r->values[REQUEST_APART].kind == V_NULL
                          ? str_join(p->cx->mem, STR("/talk/"), ticket)
                          : str_format(p->cx->mem, "/form/%s?sent=1", id_text(p->id).z);
    return reply_redirect(p, path);
}

static enum err leave_again(struct page *p, struct str key, int64_t request) {
    struct record r;
    TRY(record_get_plain(p->cx, entity_at(p->cx->catalog, "request"), request, &r));
    return leave(p, key, &r);
}

static enum err keep(struct page *p, struct open_form_view *v, const struct posted *came,
                     const struct spam_evidence *evidence) {
    struct record r;
    enum spam_verdict verdict = spam_judge(evidence);
    bool forged = evidence->challenge == CHALLENGE_FORGED;
    enum err e = read_request(p, v, came, forged, &r);
    if (e == OK && verdict == SPAM_OLD) v->notice = cx_msg(p->cx, MSG_OPEN_FORM_OLD);
    if (e == ERR_INVALID || verdict == SPAM_OLD)
        return send_again(p, v, came, evidence->challenge, 422);
    TRY(e);
    e = intake_keep(p->cx, v->form, &r, verdict);
    if (e == ERR_INVALID) return send_again(p, v, came, evidence->challenge, 422);
    TRY(e);
    TRY(confirm_mail_put(p, v->form, &r, came->key));
    TRY(gate_count(p->cx, came));
    return leave(p, came->key, &r);
}

enum err open_form_post(struct page *p) {
    struct record form;
    struct open_form_view v;
    struct posted came;
    struct spam_evidence evidence;
    int64_t seen = 0;
    TRY(begin(p, &form, &v));
    TRY(read_posted(p, &came));
    TRY(gate_seen(p->cx, &came, &seen));
    if (seen) return leave_again(p, came.key, seen);
    TRY(gate_evidence(p->cx, &came, &evidence));
    if (spam_judge(&evidence) != SPAM_LATER) return keep(p, &v, &came, &evidence);
    v.notice = cx_msg(p->cx, MSG_OPEN_FORM_LATER);
    return send_again(p, &v, &came, evidence.challenge, 429);
}
