/* composer.c - records what was said, in seconds, with what comes next. */
#include "web/pages/people/composer.h"

#include "entities.h"
#include "http/form_once.h"
#include "records/fields/field_type.h"
#include "web/pages/people/customer.h"
#include "web/widgets/widget.h"

enum { SUBJECT_LETTERS = 80 }; /* of a subject made from the text */

struct composer composer_new(const struct page *p) {
    struct composer c = {.kind = form_value(&p->query, "new"), .once = form_once_mark(p)};
    const struct entity *e = entity_at(p->cx->catalog, "interaction");
    if (!field_choice(e->fields[INTERACTION_KIND], c.kind)) c.kind = INTERACTION_KIND_CALL;
    return c;
}

struct str composer_value(const struct composer *c, const char *name) {
    return c->form ? form_value(c->form, name) : STR("");
}

/* ---- What was said ---- */

static enum err fill(struct page *p, struct record *r, const int *fields, size_t count) {
    enum err result = OK;
    for (size_t i = 0; i < count; i++) {
        const struct field *f = r->entity->fields[fields[i]];
        struct str typed = widget_typed(p->cx, f, f->name, &p->form);
        bool came = false;
        if (f->to) TRY(form_upload(p, f, &p->form, &r->values[f->at], &came));
        if (came || !str_trim(typed).n) continue; /* left to what a new one starts with */
        enum err e = field_parse(p->cx, f, typed, &r->values[f->at]);
        if (e == ERR_INVALID)
            result = e;
        else
            TRY(e);
    }
    return result;
}

/* The first line of the text, or what the kind and the outcome say: "Call · no answer". */
static struct str subject_of(struct ctx *cx, const struct record *r) {
    const struct entity *e = r->entity;
    struct str rest = str_trim(record_str(r, INTERACTION_BODY)), line = {"", 0};
    str_cut(&rest, '\n', &line);
    if (str_trim(line).n) return str_trim(utf8_first(line, SUBJECT_LETTERS));
    struct str kind =
        choice_label(cx, e->fields[INTERACTION_KIND], record_str(r, INTERACTION_KIND));
    struct str outcome = choice_label(cx, e->fields[INTERACTION_OUTCOME],
                                      record_str(r, INTERACTION_OUTCOME));
    if (!outcome.n) return kind;
    return str_format(cx->mem, "%.*s · %.*s", STR_ARG(kind), STR_ARG(outcome));
}

/* A text of one short line is its own subject; it need not stand there twice. */
static void set_subject(struct ctx *cx, struct record *r) {
    struct str body = str_trim(record_str(r, INTERACTION_BODY));
    struct str subject = subject_of(cx, r);
    r->values[INTERACTION_SUBJECT] = v_text(subject);
    if (str_eq(body, subject)) r->values[INTERACTION_BODY] = v_null();
}

static enum err make_interaction(struct page *p, struct record *r) {
    static const int asked[] = {
        INTERACTION_KIND, INTERACTION_DIRECTION, INTERACTION_AT,   INTERACTION_DURATION,
        INTERACTION_BODY, INTERACTION_OUTCOME,   INTERACTION_MOOD, INTERACTION_ATTACHMENT};
    *r = record_new(p->cx, entity_at(p->cx->catalog, "interaction"));
    r->values[FIELD_PARTY] = v_int(p->id);
    TRY(fill(p, r, asked, sizeof asked / sizeof *asked));
    set_subject(p->cx, r);
    TRY(record_create(p->cx, r));
    return form_attach(p, r);
}

/* ---- What comes next ---- */

/* Asked for by a subject or a day; what was not typed follows from what was said. */
static enum err make_step(struct page *p, const struct record *said) {
    struct ctx *cx = p->cx;
    const struct entity *e = entity_at(cx->catalog, "task");
    struct str subject = str_trim(form_value(&p->form, "next"));
    struct str due = str_trim(form_value(&p->form, "due_at"));
    if (!subject.n && !due.n) return OK;
    struct record task = record_new(cx, e);
    struct str about = record_str(said, INTERACTION_SUBJECT);
    if (!subject.n)
        subject = msg_format(cx->mem, cx->lang, MSG_COMPOSER_FOLLOW,
                             MSG_PARTS({"subject", about}));
    task.values[TASK_PARTY] = v_int(p->id);
    if (str_eq(record_str(said, INTERACTION_OUTCOME), OUTCOME_CALL_BACK))
        task.values[TASK_KIND] = v_text(TASK_KIND_CALL);
    TRY(field_parse(cx, e->fields[TASK_SUBJECT], subject, &task.values[TASK_SUBJECT]));
    TRY(field_parse(cx, e->fields[TASK_DUE_AT], due, &task.values[TASK_DUE_AT]));
    return record_create(cx, &task);
}

/* ---- The answer ---- */

static enum err mend(struct page *p) {
    struct composer c = composer_new(p);
    c.form = &p->form;
    c.kind = form_value(&p->form, "kind");
    if (form_has(&p->form, FORM_ONCE_FIELD)) c.once = form_value(&p->form, FORM_ONCE_FIELD);
    p->undo = true;
    reply_status(p, 422);
    return customer_send(p, &c);
}

static enum err record_it(struct page *p) {
    struct record said;
    TRY(make_interaction(p, &said));
    TRY(make_step(p, &said));
    return form_once_keep(p, record_id(&said));
}

/* The page anew, with an empty composer; without htmx by going there. */
enum err interaction_post(struct page *p) {
    struct record party;
    int64_t before;
    TRY(record_get(p->cx, entity_at(p->cx->catalog, "party"), p->id, &party));
    enum err e = form_once_find(p, &before);
    if (e == ERR_ABSENT) e = record_it(p);
    if (e == ERR_INVALID) return mend(p);
    TRY(e);
    if (!p->part)
        return reply_redirect(
            p, str_format(p->cx->mem, "/party/%.*s#timeline", STR_ARG(id_of_page(p))));
    struct composer fresh = composer_new(p);
    return customer_send(p, &fresh);
}
