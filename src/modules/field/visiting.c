#include "modules/field/visiting.h"

#include "entities.h"
#include "modules/people/consequence.h"
#include "records/rules/rights.h"

static bool is_state(const struct record *r, struct str state) {
    return str_eq(record_str(r, FIELD_VISIT_STATE), state);
}

static struct place place_at(const struct record *r, int latitude, int longitude) {
    bool known = r->values[latitude].kind == V_INT && r->values[longitude].kind == V_INT;
    return (struct place){known, record_int(r, latitude), record_int(r, longitude)};
}

struct place party_place(const struct record *party) {
    return place_at(party, PARTY_LATITUDE, PARTY_LONGITUDE);
}

/* ---- Coming ---- */

static enum err note_place(struct ctx *cx, struct record *visit, const struct fix *at) {
    struct record party;
    if (!at->place.known) return OK;
    visit->values[FIELD_VISIT_LATITUDE] = v_int(at->place.latitude);
    visit->values[FIELD_VISIT_LONGITUDE] = v_int(at->place.longitude);
    visit->values[FIELD_VISIT_ACCURACY] = v_int(at->accuracy);
    TRY(record_get_plain(cx, entity_at(cx->catalog, "party"),
                         record_int(visit, FIELD_PARTY), &party));
    struct place customer = party_place(&party);
    if (customer.known)
        visit->values[FIELD_VISIT_DISTANCE] = v_int(place_metres(customer, at->place));
    return OK;
}

enum err visiting_arrive(struct ctx *cx, struct record *visit, const struct fix *at) {
    if (is_state(visit, VISIT_STATE_UNDERWAY)) return OK;
    if (is_state(visit, VISIT_STATE_DONE)) return problem(cx, NULL, MSG_FIELD_VISIT_OVER);
    visit->values[FIELD_VISIT_STATE] = v_text(VISIT_STATE_UNDERWAY);
    visit->values[FIELD_VISIT_ARRIVED_AT] = v_int(cx->now_ms);
    TRY(note_place(cx, visit, at));
    return record_change(cx, visit, NULL);
}

/* ---- Going ---- */

static enum err tell_timeline(struct ctx *cx, struct record *visit) {
    struct record said = record_new(cx, entity_at(cx->catalog, "interaction"));
    int64_t from = record_int(visit, FIELD_VISIT_ARRIVED_AT);
    said.values[FIELD_PARTY] = visit->values[FIELD_PARTY];
    said.values[FIELD_OWNER] = visit->values[FIELD_OWNER];
    said.values[INTERACTION_KIND] = v_text(INTERACTION_KIND_VISIT);
    said.values[INTERACTION_DIRECTION] = v_text(DIRECTION_OUTBOUND);
    said.values[INTERACTION_AT] = v_int(from);
    said.values[INTERACTION_DURATION] = v_int((cx->now_ms - from) / MS_PER_SECOND);
    said.values[INTERACTION_SUBJECT] = visit->values[FIELD_VISIT_PURPOSE];
    said.values[INTERACTION_BODY] = visit->values[FIELD_VISIT_REPORT];
    said.values[INTERACTION_OUTCOME] = visit->values[FIELD_VISIT_OUTCOME];
    TRY(consequence_create(cx, &said));
    visit->values[FIELD_VISIT_INTERACTION] = v_int(record_id(&said));
    return OK;
}

static enum err plan_step(struct ctx *cx, const struct record *visit) {
    enum { TASK_MINUTE = 9 * MINUTES_PER_HOUR };
    struct record task = record_new(cx, entity_at(cx->catalog, "task"));
    if (visit->values[FIELD_VISIT_NEXT_STEP].kind == V_NULL) return OK;
    task.values[TASK_SUBJECT] = visit->values[FIELD_VISIT_NEXT_STEP];
    task.values[TASK_PARTY] = visit->values[FIELD_PARTY];
    task.values[FIELD_OWNER] = visit->values[FIELD_OWNER];
    if (visit->values[FIELD_VISIT_NEXT_ON].kind == V_INT)
        task.values[TASK_DUE_AT] = v_int(instant_at(record_int(visit, FIELD_VISIT_NEXT_ON),
                                                    TASK_MINUTE, cx->zone_minutes));
    return consequence_create(cx, &task);
}

enum err visiting_leave(struct ctx *cx, struct record *visit) {
    if (is_state(visit, VISIT_STATE_DONE)) return problem(cx, NULL, MSG_FIELD_VISIT_OVER);
    if (!is_state(visit, VISIT_STATE_UNDERWAY))
        return problem(cx, NULL, MSG_FIELD_VISIT_NOBODY_CAME);
    TRY(rights_ask(cx, visit, ACT_EDIT));
    visit->values[FIELD_VISIT_STATE] = v_text(VISIT_STATE_DONE);
    visit->values[FIELD_VISIT_LEFT_AT] = v_int(cx->now_ms);
    TRY(tell_timeline(cx, visit));
    TRY(plan_step(cx, visit));
    return record_change(cx, visit, NULL);
}

/* ---- The customer's place ---- */

enum err visiting_take_place(struct ctx *cx, const struct record *visit) {
    struct record party;
    struct place at = place_at(visit, FIELD_VISIT_LATITUDE, FIELD_VISIT_LONGITUDE);
    if (!at.known) return problem(cx, NULL, MSG_FIELD_VISIT_NO_PLACE);
    TRY(record_get(cx, entity_at(cx->catalog, "party"), record_int(visit, FIELD_PARTY),
                   &party));
    party.values[PARTY_LATITUDE] = v_int(at.latitude);
    party.values[PARTY_LONGITUDE] = v_int(at.longitude);
    return record_change(cx, &party, NULL);
}
