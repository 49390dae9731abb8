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
static enum err read_arrivals(struct ctx *cx, struct deal_view *v) {
    struct journal_entry *entries;
    int count;
    TRY(journal_of_record(cx, v->deal->entity, record_id(v->deal), 0, DEAL_ARRIVALS,
                          &entries, &count));
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
static enum err read_quiet(struct ctx *cx, struct deal_view *v) {
    int64_t last = record_int(v->deal, FIELD_CHANGED_AT), said;
    TRY(store_int(cx->db,
                  SQL("SELECT coalesce(max(at), 0) FROM interaction"
                      " WHERE party = ?1 AND at <= ?2"),
                  BIND(v->deal->values[FIELD_PARTY], v_int(cx->now_ms)), &said));
    v->quiet_ms = cx->now_ms - (said > last ? said : last);
    return OK;
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

static enum err read_members(struct ctx *cx, struct deal_view *v) {
    const struct entity *e = entity_at(cx->catalog, "deal_member");
    struct deal_member *all = NEWS(cx->mem, MEMBERS, struct deal_member);
    if (!rights_some(cx, e, ACT_READ)) return OK;
    TRY(members_of(cx, record_int(v->deal, FIELD_PARTY), record_id(v->deal), all,
                   &v->member_count));
    v->members = all;
    for (int i = 0; i < v->member_count; i++)
        titles_note(cx, entity_at(cx->catalog, "user"), all[i].person);
    return titles_load(cx);
}

static enum err read_questions(struct ctx *cx, struct deal_view *v) {
    struct playbook_question *all;
    TRY(playbook_of(cx, v->deal, &all, &v->question_count));
    v->questions = all;
    for (int i = 0; i < v->question_count; i++)
        if (all[i].by) titles_note(cx, entity_at(cx->catalog, "user"), all[i].by);
    return titles_load(cx);
}

static enum err read_view(struct page *p, const struct record *r, void *state) {
    struct deal_view *v = state;
    struct stage *stages = NEWS(p->cx->mem, PIPELINE_STAGES, struct stage);
    int64_t to = 0;
    *v = (struct deal_view){.page = p, .deal = r, .stages = stages};
    v->moves = rights_ask(p->cx, r, ACT_EDIT) == OK;
    TRY(stages_of(p->cx, record_int(r, DEAL_PIPELINE), stages, &v->stage_count));
    v->now = stage_among(v, record_int(r, DEAL_STAGE));
    const struct form *asked = p->cx->problems ? &p->form : &p->query;
    if (v->moves && id_parse(form_value(asked, "to"), &to)) v->to = stage_among(v, to);
    TRY(read_arrivals(p->cx, v));
    TRY(read_rival(p->cx, v));
    TRY(read_members(p->cx, v));
    TRY(read_questions(p->cx, v));
    return read_quiet(p->cx, v);
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
