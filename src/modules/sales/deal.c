/* deal.c - a deal stands in a stage of its pipeline, and takes from it how likely it is and how it
 * ended; who wins one has a customer. */
#include "entities.h"
#include "modules/people/advance.h"
#include "modules/platform/recipient.h"
#include "modules/sales/pipelines.h"

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

/* What was lost has a reason; taken up again it has none. */
static void check_loss(struct ctx *cx, const struct record *old, struct record *new) {
    bool lost = is_in(new, DEAL_OUTCOME_LOST), was = is_in(old, DEAL_OUTCOME_LOST);
    if (was && !lost && !differs(old, new, DEAL_LOSS)) new->values[DEAL_LOSS] = v_null();
    if (lost && !filled(new, DEAL_LOSS))
        problem(cx, field_of(new, DEAL_LOSS), MSG_DEAL_LOSS_NEEDED);
}

static void enter(struct ctx *cx, const struct record *old, struct record *new,
                  const struct stage *s) {
    bool open = str_eq(s->outcome, DEAL_OUTCOME_OPEN);
    bool said = filled(new, DEAL_PROBABILITY) && differs(old, new, DEAL_PROBABILITY);
    new->values[DEAL_STAGE] = v_int(s->id);
    new->values[DEAL_STAGE_AT] = v_int(cx->now_ms);
    new->values[DEAL_OUTCOME] = v_text(s->outcome);
    new->values[DEAL_CLOSED_AT] = open ? v_null() : v_int(cx->now_ms);
    if (!said || !open) new->values[DEAL_PROBABILITY] = s->probability;
}

static enum err deal_check(struct ctx *cx, const struct record *old, struct record *new) {
    struct stage s;
    if (cx->verbatim) return OK;
    enum err e = find_stage(cx, old, new, &s);
    if (e == ERR_ABSENT)
        return problem(cx, field_of(new, DEAL_PIPELINE), MSG_DEAL_NO_STAGE);
    TRY(e);
    new->values[DEAL_PIPELINE] = v_int(s.pipeline);
    if (!old || record_int(old, DEAL_STAGE) != s.id) enter(cx, old, new, &s);
    check_loss(cx, old, new);
    return OK;
}

/* ---- What follows ---- */

static enum err deal_saved(struct ctx *cx, const struct record *old,
                           const struct record *new) {
    TRY(recipient_given(cx, old, new, MSG_TOLD_DEAL));
    TRY(recipient_mentioned(cx, old, new, DEAL_NOTE));
    bool won = is_in(new, DEAL_OUTCOME_WON) && !is_in(old, DEAL_OUTCOME_WON);
    if (cx->verbatim || !won) return OK;
    return party_bought(cx, record_int(new, FIELD_PARTY), record_title(cx, new));
}

const struct entity_rules rules_deal = {
    .name = "deal", .check = deal_check, .saved = deal_saved};
