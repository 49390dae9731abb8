/* contract.c - a contract has an end and a last day of notice as soon as it has a start and a term;
 * terms are counted from its start. */
#include "entities.h"
#include "modules/contracts/terms.h"
#include "modules/platform/recipient.h"

static bool empty(const struct record *r, int field) {
    return r->values[field].kind == V_NULL;
}

static bool differs(const struct record *old, const struct record *new, int field) {
    return !old || !value_eq(old->values[field], new->values[field]);
}

/* Who changes start or term gets another end, unless they say which. */
static void set_end(struct ctx *cx, const struct record *old, struct record *new) {
    static const int from[] = {CONTRACT_START_ON, CONTRACT_MONTHS, CONTRACT_TERMS_RUN};
    bool asked = empty(new, CONTRACT_END_ON);
    for (size_t i = 0; i < sizeof from / sizeof *from && old; i++)
        asked |= differs(old, new, from[i]) && !differs(old, new, CONTRACT_END_ON);
    if (!asked || empty(new, CONTRACT_MONTHS)) return;
    struct period_plan plan = {.calendar = terms_calendar(cx),
                               .anchor = record_int(new, CONTRACT_START_ON),
                               .months = (int)record_int(new, CONTRACT_MONTHS)};
    int64_t after = period_start(&plan, record_int(new, CONTRACT_TERMS_RUN));
    new->values[CONTRACT_END_ON] = v_int(after - 1);
}

static struct value due_of(const struct record *r) {
    bool active = str_eq(record_str(r, CONTRACT_STATE), CONTRACT_STATE_ACTIVE);
    if (!active || empty(r, CONTRACT_END_ON)) return v_null();
    if (value_eq(r->values[CONTRACT_TOLD_END], r->values[CONTRACT_END_ON]))
        return v_int(record_int(r, CONTRACT_END_ON) + 1);
    return v_int(record_int(r, CONTRACT_NOTICE_ON) - TERMS_REMIND_DAYS);
}

static enum err contract_check(struct ctx *cx, const struct record *old,
                               struct record *new) {
    if (cx->verbatim) return OK;
    if (empty(new, CONTRACT_START_ON)) new->values[CONTRACT_START_ON] = v_int(cx_today(cx));
    if (empty(new, CONTRACT_TERMS_RUN)) new->values[CONTRACT_TERMS_RUN] = v_int(1);
    set_end(cx, old, new);
    if (empty(new, CONTRACT_END_ON)) {
        new->values[CONTRACT_NOTICE_ON] = v_null();
    } else {
        int64_t end = record_int(new, CONTRACT_END_ON);
        if (end < record_int(new, CONTRACT_START_ON))
            problem(cx, new->entity->fields[CONTRACT_END_ON], MSG_CONTRACT_ENDS_BEFORE);
        new->values[CONTRACT_NOTICE_ON] =
            v_int(end - record_int(new, CONTRACT_NOTICE_DAYS));
    }
    new->values[CONTRACT_DUE_ON] = due_of(new);
    return OK;
}

static enum err contract_saved(struct ctx *cx, const struct record *old,
                               const struct record *new) {
    return recipient_given(cx, old, new, MSG_TOLD_CONTRACT);
}

const struct entity_rules rules_contract = {
    .name = "contract", .check = contract_check, .saved = contract_saved};
