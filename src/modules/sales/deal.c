/* deal.c - a deal stands in a stage of its pipeline, and takes from it how likely it is and how it
 * ended; who wins one has a customer. */
#include "entities.h"
#include "modules/people/advance.h"
#include "modules/platform/recipient.h"
#include "modules/sales/competitor.h"
#include "modules/sales/funnel.h"
#include "modules/sales/member.h"
#include "modules/sales/pipelines.h"
#include "modules/sales/playbook.h"
#include "modules/sales/stays.h"
#include "modules/sales/stuck.h"
#include "modules/sales/sums.h"

static bool differs(const struct record *old, const struct record *new, int field) {
    return !old || !value_eq(old->values[field], new->values[field]);
}

static bool filled(const struct record *r, int field) {
    return r->values[field].kind != V_NULL;
}

/* ---- Its stage ---- */

static const struct field *field_of(const struct record *r, int field) {
    return r->entity->fields[field];
}

/* Who names only a pipeline begins at its first stage; who names only a stage gets its pipeline. */
static enum err find_stage(struct ctx *cx, const struct record *old,
                           const struct record *new, struct stage *out) {
    int64_t stage = record_int(new, DEAL_STAGE), pipeline = record_int(new, DEAL_PIPELINE);
    bool other_stage = stage && differs(old, new, DEAL_STAGE);
    bool other_pipeline = pipeline && differs(old, new, DEAL_PIPELINE);
    if (!stage || (other_pipeline && !other_stage)) return stage_first(cx, pipeline, out);
    TRY(stage_find(cx, stage, out));
    if (other_pipeline && out->pipeline != pipeline)
        problem(cx, field_of(new, DEAL_STAGE), MSG_DEAL_STAGE_ELSEWHERE);
    return OK;
}

static bool is_in(const struct record *r, struct str outcome) {
    return r && str_eq(record_str(r, DEAL_OUTCOME), outcome);
}

/* What was won or lost has a reason; taken up again, or ended the other way, it loses it. */
static void check_reason(struct ctx *cx, const struct record *old, struct record *new) {
    const struct {
        struct str outcome;
        int reason;
        enum msg needed;
    } rows[] = {{DEAL_OUTCOME_WON, DEAL_WIN, MSG_DEAL_WIN_NEEDED},
                {DEAL_OUTCOME_LOST, DEAL_LOSS, MSG_DEAL_LOSS_NEEDED}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool so = is_in(new, rows[i].outcome), was = is_in(old, rows[i].outcome);
        if (was && !so && !differs(old, new, rows[i].reason))
            new->values[rows[i].reason] = v_null();
        if (so && !filled(new, rows[i].reason))
            problem(cx, field_of(new, rows[i].reason), rows[i].needed);
    }
}

/* ---- What must be there before it moves on ---- */

static void check_needs(struct ctx *cx, const struct record *new, const struct stage *s) {
    for (struct str rest = s->needs, key; str_cut(&rest, '|', &key);) {
        const struct field *f = field_named(new->entity, key);
        if (!f || filled(new, f->at) || problem_of(cx, key).n) continue;
        problem_with(cx, f, MSG_DEAL_NEED, MSG_PARTS({"stage", s->name}));
    }
}

/* Going back asks for nothing, nor does losing. */
static enum err moves_on(struct ctx *cx, const struct record *old, const struct stage *to,
                         bool *out) {
    struct stage from;
    *out = true;
    if (!is_in(old, DEAL_OUTCOME_OPEN) || record_int(old, DEAL_PIPELINE) != to->pipeline)
        return OK;
    enum err e = stage_find(cx, record_int(old, DEAL_STAGE), &from);
    if (e == OK) *out = stage_past(&from, to);
    return e == ERR_ABSENT ? OK : e;
}

/* A deal that moves on has what every stage before its new one asks for. */
static enum err check_playbook(struct ctx *cx, const struct record *old,
                               const struct record *new, const struct stage *to) {
    struct stage all[PIPELINE_STAGES];
    int count;
    bool on;
    TRY(moves_on(cx, old, to, &on));
    if (!on) return OK;
    TRY(stages_of(cx, to->pipeline, all, &count));
    for (int i = 0; i < count; i++)
        if (stage_past(&all[i], to)) check_needs(cx, new, &all[i]);
    return old ? playbook_check(cx, new, to) : OK;
}

/* ---- Saving ---- */

/* The furthest open stage of its pipeline that it stood in. */
static enum err go_further(struct ctx *cx, struct record *new, const struct stage *s) {
    struct stage furthest;
    if (!stage_open(s)) return OK;
    enum err e = stage_find(cx, record_int(new, DEAL_FURTHEST), &furthest);
    if (e != OK && e != ERR_ABSENT) return e;
    bool came = e == OK && furthest.pipeline == s->pipeline && !stage_past(&furthest, s);
    if (!came) new->values[DEAL_FURTHEST] = v_int(s->id);
    return OK;
}

/* What the funnel asks: when it began, and for how long it was in the open stage it leaves. */
static void leave(struct ctx *cx, const struct record *old, struct record *new) {
    if (!old) new->values[DEAL_BEGAN_ON] = v_int(cx_today(cx));
    if (!old || !is_in(old, DEAL_OUTCOME_OPEN)) return;
    new->values[DEAL_STAYS] =
        v_text(stays_add(cx->mem, record_str(old, DEAL_STAYS), record_int(old, DEAL_STAGE),
                         cx->now_ms - record_int(old, DEAL_STAGE_AT)));
}

static void enter(struct ctx *cx, const struct record *old, struct record *new,
                  const struct stage *s) {
    bool open = str_eq(s->outcome, DEAL_OUTCOME_OPEN);
    bool said = filled(new, DEAL_PROBABILITY) && differs(old, new, DEAL_PROBABILITY);
    new->values[DEAL_STAGE] = v_int(s->id);
    new->values[DEAL_STAGE_AT] = v_int(cx->now_ms);
    new->values[DEAL_OUTCOME] = v_text(s->outcome);
    new->values[DEAL_CLOSED_ON] = open ? v_null() : v_int(cx_today(cx));
    if (!said || !open) new->values[DEAL_PROBABILITY] = s->probability;
}

static enum err deal_check(struct ctx *cx, const struct record *old, struct record *new) {
    struct stage s;
    if (cx->verbatim) return OK;
    enum err e = find_stage(cx, old, new, &s);
    if (e == ERR_ABSENT)
        return problem(cx, field_of(new, DEAL_PIPELINE), MSG_DEAL_NO_STAGE);
    TRY(e);
    if (differs(old, new, DEAL_RIVAL))
        TRY(competitor_spelled(cx, &new->values[DEAL_RIVAL]));
    new->values[DEAL_PIPELINE] = v_int(s.pipeline);
    if (!old || record_int(old, DEAL_STAGE) != s.id) {
        leave(cx, old, new);
        enter(cx, old, new, &s);
        TRY(go_further(cx, new, &s));
        TRY(check_playbook(cx, old, new, &s));
    }
    check_reason(cx, old, new);
    return OK;
}

/* ---- What follows ---- */

static enum err deal_saved(struct ctx *cx, const struct record *old,
                           const struct record *new) {
    TRY(sums_change(cx, old, new));
    TRY(funnel_change(cx, old, new));
    if (!new && !cx->verbatim) {
        TRY(members_leave(cx, old));
        TRY(playbook_leave(cx, old));
    }
    TRY(recipient_given(cx, old, new, MSG_TOLD_DEAL));
    TRY(recipient_mentioned(cx, old, new, DEAL_NOTE));
    bool won = is_in(new, DEAL_OUTCOME_WON) && !is_in(old, DEAL_OUTCOME_WON);
    if (cx->verbatim || !won) return OK;
    return party_bought(cx, record_int(new, FIELD_PARTY), record_title(cx, new));
}

const struct entity_rules rules_deal = {.name = "deal",
                                        .check = deal_check,
                                        .saved = deal_saved,
                                        .signs = stuck_signs,
                                        .heads = sums_of_stages};
