/* interaction.c - what was said and done: it has happened, and somebody was there. */
#include "entities.h"
#include "modules/platform/recipient.h"
#include "records/rules/rights.h"

enum { AHEAD_MS = MS_PER_DAY }; /* a device's clock may be wrong by so much */

static bool differs(const struct record *old, const struct record *new, int field) {
    return !old || !value_eq(old->values[field], new->values[field]);
}

/* Messages go from one side to the other; a note goes nowhere. */
static void check_direction(struct ctx *cx, const struct record *old, struct record *new) {
    struct str kind = record_str(new, INTERACTION_KIND);
    struct str direction = record_str(new, INTERACTION_DIRECTION);
    bool message = str_eq(kind, INTERACTION_KIND_SMS)
                   || str_eq(kind, INTERACTION_KIND_EMAIL)
                   || str_eq(kind, INTERACTION_KIND_LETTER);
    if (!differs(old, new, INTERACTION_KIND) && !differs(old, new, INTERACTION_DIRECTION))
        return;
    if (str_eq(kind, INTERACTION_KIND_NOTE))
        new->values[INTERACTION_DIRECTION] = v_text(DIRECTION_INTERNAL);
    else if (!direction.n)
        new->values[INTERACTION_DIRECTION] = v_text(DIRECTION_OUTBOUND);
    else if (message && str_eq(direction, DIRECTION_INTERNAL))
        problem(cx, new->entity->fields[INTERACTION_DIRECTION],
                MSG_INTERACTION_MESSAGE_INTERNAL);
}

static enum err interaction_check(struct ctx *cx, const struct record *old,
                                  struct record *new) {
    if (cx->verbatim) return OK;
    if (differs(old, new, INTERACTION_AT)
        && record_int(new, INTERACTION_AT) > cx->now_ms + AHEAD_MS)
        problem(cx, new->entity->fields[INTERACTION_AT], MSG_INTERACTION_AHEAD);
    check_direction(cx, old, new);
    if (!old && new->values[FIELD_OWNER].kind == V_NULL && cx->actor->user)
        new->values[FIELD_OWNER] = v_int(cx->actor->user);
    return OK;
}

static enum err interaction_saved(struct ctx *cx, const struct record *old,
                                  const struct record *new) {
    return recipient_mentioned(cx, old, new, INTERACTION_BODY);
}

const struct entity_rules rules_interaction = {
    .name = "interaction", .check = interaction_check, .saved = interaction_saved};
