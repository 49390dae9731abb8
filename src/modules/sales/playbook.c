/* playbook.c - questions of stages and the answers of deals: read, given, taken back, and held
 * against a move. */
#include "modules/sales/playbook.h"

#include "entities.h"
#include "modules/sales/part.h"
#include "records/rules/rights.h"

static const struct field *field_of(const struct record *r, int field) {
    return r->entity->fields[field];
}

/* ---- Reading ---- */

static enum err ask_questions(struct ctx *cx, int64_t pipeline, struct rows *out) {
    return store_query(cx->db,
                       SQL("SELECT q.id, q.stage, q.name, q.answered, q.must"
                           " FROM stage_question q JOIN deal_stage s ON s.id = q.stage"
                           " WHERE s.pipeline = ?1 AND s.outcome = 'open'"
                           " ORDER BY s.position, s.id, q.position, q.id LIMIT ?2"),
                       BIND(v_int(pipeline), v_int(PLAYBOOK_QUESTIONS)), out);
}

static enum err read_questions(struct ctx *cx, struct rows *rows,
                               struct playbook_question *out, int *out_count) {
    int count = 0;
    for (; count < PLAYBOOK_QUESTIONS && rows_next(rows); count++)
        out[count] = (struct playbook_question){
            .id = rows_int(rows, 0),
            .stage = rows_int(rows, 1),
            .name = str_dup(cx->mem, rows_text(rows, 2)),
            .words = str_eq(rows_text(rows, 3), QUESTION_ANSWER_WORDS),
            .must = rows_int(rows, 4) != 0};
    *out_count = count;
    return rows_done(rows);
}

static struct playbook_question *question_at(struct playbook_question *all, int count,
                                             int64_t id) {
    for (int i = 0; i < count; i++)
        if (all[i].id == id) return &all[i];
    return NULL;
}

static enum err ask_answers(struct ctx *cx, const struct record *deal, struct rows *out) {
    return store_query(
        cx->db,
        SQL("SELECT question, id, answer, changed_by, changed_at"
            " FROM deal_answer WHERE party = ?1 AND deal = ?2"
            " ORDER BY id LIMIT ?3"),
        BIND(deal->values[FIELD_PARTY], v_int(record_id(deal)), v_int(PLAYBOOK_QUESTIONS)),
        out);
}

static enum err read_answers(struct ctx *cx, struct rows *rows,
                             struct playbook_question *all, int count) {
    while (rows_next(rows)) {
        struct playbook_question *q = question_at(all, count, rows_int(rows, 0));
        if (!q) continue;
        q->answer = rows_int(rows, 1);
        q->said = str_dup(cx->mem, rows_text(rows, 2));
        q->by = rows_int(rows, 3);
        q->at_ms = rows_int(rows, 4);
    }
    return rows_done(rows);
}

enum err playbook_ask(struct ctx *cx, const struct record *deal,
                      struct playbook_asked *out) {
    TRY(ask_questions(cx, record_int(deal, DEAL_PIPELINE), &out->questions));
    return ask_answers(cx, deal, &out->answers);
}

enum err playbook_read(struct ctx *cx, struct playbook_asked *asked,
                       struct playbook_question **out, int *out_count) {
    struct playbook_question *all =
        NEWS(cx->mem, PLAYBOOK_QUESTIONS, struct playbook_question);
    TRY(read_questions(cx, &asked->questions, all, out_count));
    *out = all;
    return read_answers(cx, &asked->answers, all, *out_count);
}

enum err playbook_of(struct ctx *cx, const struct record *deal,
                     struct playbook_question **out, int *out_count) {
    struct playbook_asked asked;
    TRY(playbook_ask(cx, deal, &asked));
    return playbook_read(cx, &asked, out, out_count);
}

/* ---- Before a deal moves on ---- */

static const struct stage *stage_among(const struct stage *all, int count, int64_t id) {
    for (int i = 0; i < count; i++)
        if (all[i].id == id) return &all[i];
    return NULL;
}

enum err playbook_check(struct ctx *cx, const struct record *deal, const struct stage *to) {
    struct playbook_question *all;
    struct stage stages[PIPELINE_STAGES];
    int count, stage_count;
    TRY(playbook_of(cx, deal, &all, &count));
    if (!count) return OK;
    TRY(stages_of(cx, to->pipeline, stages, &stage_count));
    for (int i = 0; i < count; i++) {
        const struct stage *s = stage_among(stages, stage_count, all[i].stage);
        if (!all[i].must || all[i].answer || !s || !stage_past(s, to)) continue;
        return problem_with(cx, field_of(deal, DEAL_STAGE), MSG_QUESTION_NEED,
                            MSG_PARTS({"stage", s->name}, {"question", all[i].name}));
    }
    return OK;
}

/* ---- Answering ---- */

/* The question and its answer so far. */
static enum err find_question(struct ctx *cx, const struct record *deal, int64_t id,
                              struct playbook_question *out) {
    struct playbook_question *all;
    int count;
    TRY(rights_ask(cx, deal, ACT_EDIT));
    TRY(playbook_of(cx, deal, &all, &count));
    const struct playbook_question *q = question_at(all, count, id);
    if (!q) return ERR_ABSENT;
    *out = *q;
    return OK;
}

static struct record new_answer(struct ctx *cx, const struct record *deal,
                                int64_t question) {
    struct record r = record_new(cx, entity_at(cx->catalog, "deal_answer"));
    r.values[FIELD_PARTY] = deal->values[FIELD_PARTY];
    r.values[DEAL_ANSWER_DEAL] = v_int(record_id(deal));
    r.values[DEAL_ANSWER_QUESTION] = v_int(question);
    return r;
}

enum err playbook_answer(struct ctx *cx, const struct record *deal, int64_t question,
                         struct str words) {
    struct playbook_question q;
    TRY(find_question(cx, deal, question, &q));
    struct record r = new_answer(cx, deal, question);
    if (q.answer) TRY(record_get_plain(cx, r.entity, q.answer, &r));
    r.values[DEAL_ANSWER_ANSWER] = words.n ? v_text(words) : v_null();
    return part_put(cx, &r);
}

enum err playbook_withdraw(struct ctx *cx, const struct record *deal, int64_t question) {
    struct playbook_question q;
    TRY(find_question(cx, deal, question, &q));
    return q.answer ? part_drop(cx, entity_at(cx->catalog, "deal_answer"), q.answer) : OK;
}

enum err playbook_leave(struct ctx *cx, const struct record *deal) {
    int64_t ids[PLAYBOOK_QUESTIONS];
    int count = 0;
    struct rows rows;
    TRY(store_query(
        cx->db,
        SQL("SELECT id FROM deal_answer WHERE party = ?1 AND deal = ?2"
            " ORDER BY id LIMIT ?3"),
        BIND(deal->values[FIELD_PARTY], v_int(record_id(deal)), v_int(PLAYBOOK_QUESTIONS)),
        &rows));
    for (; count < PLAYBOOK_QUESTIONS && rows_next(&rows); count++)
        ids[count] = rows_int(&rows, 0);
    TRY(rows_done(&rows));
    for (int i = 0; i < count; i++)
        TRY(part_drop(cx, entity_at(cx->catalog, "deal_answer"), ids[i]));
    return OK;
}

/* ---- What must hold of an answer ---- */

static enum err check_question(struct ctx *cx, const struct record *deal,
                               struct record *answer) {
    struct playbook_question *all;
    int count;
    int64_t id = record_int(answer, DEAL_ANSWER_QUESTION);
    TRY(playbook_of(cx, deal, &all, &count));
    const struct playbook_question *q = question_at(all, count, id);
    if (!q)
        return problem(cx, field_of(answer, DEAL_ANSWER_QUESTION), MSG_QUESTION_ELSEWHERE);
    answer->values[DEAL_ANSWER_NAME] = v_text(q->name);
    if (q->answer && q->answer != record_int(answer, FIELD_ID))
        problem(cx, field_of(answer, DEAL_ANSWER_QUESTION), MSG_QUESTION_ANSWERED);
    if (q->words && answer->values[DEAL_ANSWER_ANSWER].kind == V_NULL)
        problem(cx, field_of(answer, DEAL_ANSWER_ANSWER), MSG_QUESTION_WORDS);
    return OK;
}

static enum err answer_check(struct ctx *cx, const struct record *old, struct record *new) {
    struct record deal;
    if (cx->verbatim || new->values[DEAL_ANSWER_DEAL].kind != V_INT) return OK;
    TRY(part_check(cx, old, new, DEAL_ANSWER_DEAL, &deal));
    return check_question(cx, &deal, new);
}

static enum err answer_saved(struct ctx *cx, const struct record *old,
                             const struct record *new) {
    return cx->verbatim || new ? OK : part_deleted(cx, old, DEAL_ANSWER_DEAL);
}

/* ---- Who asks ---- */

/* What is asked of all deals is said by who may change all of them. */
static enum err ask_reach(struct ctx *cx) {
    enum scope scope = rights_scope(cx, entity_at(cx->catalog, "deal"), ACT_EDIT);
    return scope == SCOPE_ALL ? OK : problem(cx, NULL, MSG_QUESTION_REACH);
}

static enum err question_check(struct ctx *cx, const struct record *old,
                               struct record *new) {
    (void)old, (void)new;
    return cx->verbatim ? OK : ask_reach(cx);
}

static enum err question_saved(struct ctx *cx, const struct record *old,
                               const struct record *new) {
    (void)old;
    return cx->verbatim || new ? OK : ask_reach(cx);
}

const struct entity_rules rules_stage_question = {
    .name = "stage_question", .check = question_check, .saved = question_saved};
const struct entity_rules rules_deal_answer = {
    .name = "deal_answer", .check = answer_check, .saved = answer_saved};
