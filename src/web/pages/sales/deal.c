#include "web/pages/sales/deal.h"

#include "entities.h"
#include "modules/sales/competitor.h"
#include "persian/clean.h"
#include "records/data/titles.h"
#include "records/journal/journal.h"
#include "records/rules/rights.h"
#include "web/pages/sales/deal.html.h"

/* ---- What is read ---- */

static const struct stage *stage_among(const struct deal_view *v, int64_t id) {
    for (int i = 0; i < v->stage_count; i++)
        if (v->stages[i].id == id) return &v->stages[i];
    return NULL;
}

static const struct journal_change *change_of_stage(const struct journal_entry *e) {
    for (int i = 0; e->action == JOURNAL_CHANGE && i < e->change_count; i++) {
        const struct field *f = e->changes[i].field;
        if (f && f->at == DEAL_STAGE) return &e->changes[i];
    }
    return NULL;
}

/* It came to its first stage when it was made, to the others when the journal says so. */
static enum err read_arrivals(struct ctx *cx, struct rows *rows, struct deal_view *v) {
    struct journal_entry *entries;
    int count;
    TRY(journal_of_record_read(cx, rows, DEAL_ARRIVALS, &entries, &count));
    struct arrival *all = NEWS(cx->mem, (size_t)count + 1, struct arrival);
    all[0] = (struct arrival){record_int(v->deal, DEAL_STAGE),
                              record_int(v->deal, FIELD_CREATED_AT)};
    v->arrival_count = 1;
    for (int i = count - 1; i >= 0; i--) {
        const struct journal_change *c = change_of_stage(&entries[i]);
        if (!c) continue;
        if (v->arrival_count == 1) all[0].stage = c->old.i;
        all[v->arrival_count++] = (struct arrival){c->new.i, entries[i].at_ms};
    }
    v->arrivals = all;
    return OK;
}

/* Something happened: the deal was changed, or its customer was spoken with. */
static enum err ask_quiet(struct ctx *cx, const struct record *deal, struct rows *out) {
    return store_query(cx->db,
                       SQL("SELECT coalesce(max(at), 0) FROM interaction"
                           " WHERE party = ?1 AND at <= ?2"),
                       BIND(deal->values[FIELD_PARTY], v_int(cx->now_ms)), out);
}

static enum err read_quiet(struct ctx *cx, struct rows *rows, struct deal_view *v) {
    int64_t last = record_int(v->deal, FIELD_CHANGED_AT);
    int64_t said = rows_next(rows) ? rows_int(rows, 0) : 0;
    v->quiet_ms = cx->now_ms - (said > last ? said : last);
    return rows_done(rows);
}

static enum err read_rival(struct ctx *cx, struct deal_view *v) {
    struct record *card = NEW(cx->mem, struct record);
    if (v->deal->values[DEAL_RIVAL].kind == V_NULL
        || !rights_some(cx, entity_at(cx->catalog, "competitor"), ACT_READ))
        return OK;
    enum err e = competitor_named(cx, record_str(v->deal, DEAL_RIVAL), card);
    if (e == OK) v->rival = card;
    return e == ERR_ABSENT ? OK : e;
}

static bool shows_members(const struct ctx *cx) {
    return rights_some(cx, entity_at(cx->catalog, "deal_member"), ACT_READ);
}

static enum err read_members(struct ctx *cx, struct rows *rows, struct deal_view *v) {
    struct deal_member *all = NEWS(cx->mem, MEMBERS, struct deal_member);
    if (!shows_members(cx)) return OK;
    TRY(members_read(cx, rows, all, &v->member_count));
    v->members = all;
    for (int i = 0; i < v->member_count; i++)
        titles_note(cx, entity_at(cx->catalog, "user"), all[i].person);
    return OK;
}

static enum err read_questions(struct ctx *cx, struct playbook_asked *asked,
                               struct deal_view *v) {
    struct playbook_question *all;
    TRY(playbook_read(cx, asked, &all, &v->question_count));
    v->questions = all;
    for (int i = 0; i < v->question_count; i++)
        if (all[i].by) titles_note(cx, entity_at(cx->catalog, "user"), all[i].by);
    return OK;
}

/* What is asked together, before the first of it is read. */
struct deal_answers {
    struct rows stages, arrivals, members, quiet;
    struct playbook_asked playbook;
};

static enum err ask_all(struct ctx *cx, const struct record *r, struct deal_answers *out) {
    TRY(stages_ask(cx, record_int(r, DEAL_PIPELINE), &out->stages));
    TRY(journal_of_record_ask(cx, r->entity, record_id(r), 0, DEAL_ARRIVALS,
                              &out->arrivals));
    if (shows_members(cx))
        TRY(members_ask(cx, record_int(r, FIELD_PARTY), record_id(r), &out->members));
    TRY(playbook_ask(cx, r, &out->playbook));
    return ask_quiet(cx, r, &out->quiet);
}

static enum err read_all(struct ctx *cx, struct deal_answers *asked, struct deal_view *v) {
    struct stage *stages = NEWS(cx->mem, PIPELINE_STAGES, struct stage);
    v->stages = stages;
    TRY(stages_read(cx, &asked->stages, stages, &v->stage_count));
    TRY(read_arrivals(cx, &asked->arrivals, v));
    TRY(read_members(cx, &asked->members, v));
    TRY(read_questions(cx, &asked->playbook, v));
    TRY(read_quiet(cx, &asked->quiet, v));
    TRY(titles_load(cx));
    return read_rival(cx, v);
}

static enum err read_view(struct page *p, const struct record *r, void *state) {
    struct deal_view *v = state;
    struct deal_answers asked = {0};
    int64_t to = 0;
    *v = (struct deal_view){.page = p, .deal = r};
    v->moves = rights_ask(p->cx, r, ACT_EDIT) == OK;
    TRY(ask_all(p->cx, r, &asked));
    TRY(read_all(p->cx, &asked, v));
    v->now = stage_among(v, record_int(r, DEAL_STAGE));
    const struct form *said = p->cx->problems ? &p->form : &p->query;
    if (v->moves && id_parse(form_value(said, "to"), &to)) v->to = stage_among(v, to);
    return OK;
}

static void put_view(struct buf *out, struct ctx *cx, const void *state) {
    deal_standing(out, cx, state);
}

enum err deal_get(struct page *p) {
    struct deal_view v;
    const struct record_part part = {read_view, put_view, &v};
    return record_page_send(p, &part);
}

/* ---- Moving ---- */

static enum err read_fields(struct page *p, struct record *r) {
    enum err result = OK;
    for (int i = FIELD_STANDARD_COUNT; i < r->entity->field_count; i++) {
        const struct field *f = r->entity->fields[i];
        if (!field_asked(f) || !widget_came(f, f->name, &p->form)) continue;
        enum err e =
            field_parse(p->cx, f, widget_typed(p->cx, f, f->name, &p->form), &r->values[i]);
        if (e != OK && e != ERR_INVALID) return e;
        if (e != OK) result = e;
    }
    return result;
}

enum err deal_stage_post(struct page *p) {
    struct record r;
    TRY(record_get(p->cx, p->entity, p->id, &r));
    const struct field *stage = r.entity->fields[DEAL_STAGE];
    enum err e =
        field_parse(p->cx, stage, form_value(&p->form, "to"), &r.values[DEAL_STAGE]);
    if (e == OK) e = read_fields(p, &r);
    if (e == OK) e = record_change(p->cx, &r, NULL);
    if (e == ERR_INVALID) {
        reply_status(p, 422);
        p->undo = true;
        return deal_get(p);
    }
    TRY(e);
    struct str url = record_url(p->cx, r.entity, p->id, "");
    return reply_redirect(p, done_url(p, url, "saved", p->cx->batch));
}

/* ---- The team ---- */

enum err deal_leave_post(struct page *p) {
    struct record r;
    int64_t member;
    TRY(record_get(p->cx, p->entity, p->id, &r));
    if (!id_parse(form_value(&p->form, "member"), &member)) return ERR_ABSENT;
    TRY(member_leave(p->cx, &r, member));
    struct str url = record_url(p->cx, r.entity, p->id, "");
    return reply_redirect(p, done_url(p, url, "saved", p->cx->batch));
}

/* ---- The playbook ---- */

enum err deal_answer_post(struct page *p) {
    struct record r;
    int64_t question;
    TRY(record_get(p->cx, p->entity, p->id, &r));
    if (!id_parse(form_value(&p->form, "question"), &question)) return ERR_ABSENT;
    bool back = form_value(&p->form, "withdraw").n > 0;
    enum err e =
        back ? playbook_withdraw(p->cx, &r, question)
             : playbook_answer(p->cx, &r, question,
                               fa_clean(p->cx->mem, form_value(&p->form, "answer")));
    if (e == ERR_INVALID) {
        reply_status(p, 422);
        p->undo = true;
        return deal_get(p);
    }
    TRY(e);
    struct str url = record_url(p->cx, r.entity, p->id, "");
    return reply_redirect(p, done_url(p, url, "saved", p->cx->batch));
}

/* ---- For the template ---- */

static bool is_now(const struct deal_view *v, const struct stage *s) {
    return v->now && v->now->id == s->id;
}

struct str deal_days(struct ctx *cx, const struct deal_view *v, const struct stage *s) {
    int64_t ms = stage_ms(v->arrivals, v->arrival_count, s->id, cx->now_ms);
    if ((!ms && !is_now(v, s)) || !stage_open(s)) return STR("");
    if (!whole_days(ms)) return cx_msg(cx, MSG_DEAL_UNDER_A_DAY);
    return msg_format(cx->mem, cx->lang, MSG_DEAL_DAYS,
                      MSG_PARTS({"n", cx_number(cx, whole_days(ms))}));
}

const char *deal_stage_look(const struct deal_view *v, const struct stage *s) {
    if (is_now(v, s)) return str_eq(s->outcome, DEAL_OUTCOME_LOST) ? "m-bad" : "m-now";
    return v->now && stage_past(s, v->now) ? "m-past" : "";
}

bool deal_asks(const struct stage *s) {
    return !stage_open(s);
}

bool deal_asked(struct ctx *cx, const struct deal_view *v, const struct field *f) {
    bool lost = str_eq(v->to->outcome, DEAL_OUTCOME_LOST);
    bool won = str_eq(v->to->outcome, DEAL_OUTCOME_WON);
    if (!field_asked(f) || f->at == DEAL_STAGE) return false;
    if (f->at == DEAL_LOSS) return lost;
    if (f->at == DEAL_WIN) return won;
    if (f->at == DEAL_RIVAL && (lost || won)) return true;
    bool came = cx->problems && form_has(&v->page->form, str_z(cx->mem, f->name));
    return came || problem_of(cx, f->name).n > 0;
}

const struct stage *deal_reopens_at(const struct deal_view *v) {
    for (int i = v->arrival_count - 1; i >= 0; i--) {
        const struct stage *s = stage_among(v, v->arrivals[i].stage);
        if (s && stage_open(s)) return s;
    }
    return v->stage_count && stage_open(&v->stages[0]) ? &v->stages[0] : NULL;
}

bool deal_step_late(const struct ctx *cx, const struct deal_view *v) {
    return record_int(v->deal, DEAL_STEP_ON) < cx_today(cx);
}

int64_t deal_owner_share(const struct deal_view *v) {
    enum { WHOLE = 100 };
    int64_t left = WHOLE;
    for (int i = 0; i < v->member_count; i++)
        left -= v->members[i].share;
    return left;
}

bool deal_gathers(const struct ctx *cx, const struct deal_view *v) {
    return v->moves && rights_some(cx, entity_at(cx->catalog, "deal_member"), ACT_CREATE);
}

const struct stage *deal_question_stage(const struct deal_view *v,
                                        const struct playbook_question *q) {
    return stage_among(v, q->stage);
}

bool deal_questioned(const struct deal_view *v, const struct playbook_question *q) {
    const struct stage *s = stage_among(v, q->stage);
    if (!s || !v->now) return false;
    return s == v->now || stage_past(s, v->now) || (v->to && stage_past(s, v->to));
}

int deal_questions(const struct deal_view *v) {
    int count = 0;
    for (int i = 0; i < v->question_count; i++)
        count += deal_questioned(v, &v->questions[i]);
    return count;
}

bool deal_stuck(const struct deal_view *v) {
    return v->now && stage_open(v->now) && is_stuck(v->quiet_ms, v->now->patience);
}

bool deal_quotes(const struct ctx *cx) {
    return rights_some(cx, entity_at(cx->catalog, "quote"), ACT_CREATE);
}
