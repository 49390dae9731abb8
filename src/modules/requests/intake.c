#include "modules/requests/intake.h"

#include "entities.h"
#include "modules/people/keys.h"
#include "modules/people/worktime.h"
#include "modules/platform/recipient.h"
#include "modules/requests/candidates.h"
#include "modules/requests/ring.h"
#include "modules/requests/visit.h"
#include "records/rules/rights.h"

/* ---- Who it is ---- */

/* The number says more than the address: families and offices share an address. */
static enum err find_customer(struct ctx *cx, const struct record *request, int64_t *out) {
    struct mark marks[2] = {0};
    int64_t found[2] = {0};
    int n = 0;
    struct str phone = record_str(request, REQUEST_PHONE);
    struct str email = str_lower_ascii(cx->mem, record_str(request, REQUEST_EMAIL));
    if (phone.n) marks[n++] = (struct mark){KEY_PHONE, phone};
    if (email.n) marks[n++] = (struct mark){KEY_EMAIL, email};
    TRY(keys_marked(cx, marks, n, found));
    *out = found[0] ? found[0] : found[1];
    return OK;
}

struct owner {
    int64_t user, team;
};

static void give(struct record *r, const struct owner *o) {
    r->values[FIELD_OWNER] = o->user ? v_int(o->user) : v_null();
    r->values[FIELD_TEAM] = o->team ? v_int(o->team) : v_null();
}

static enum err make_customer(struct ctx *cx, const struct record *request,
                              const struct owner *o, int64_t *out) {
    static const struct {
        int from, to;
    } same[] = {{REQUEST_NAME, PARTY_NAME},
                {REQUEST_PHONE, PARTY_PHONE},
                {REQUEST_EMAIL, PARTY_EMAIL},
                {REQUEST_CITY, PARTY_CITY},
                {REQUEST_SOURCE, PARTY_SOURCE}};
    struct record r = record_new(cx, entity_at(cx->catalog, "party"));
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        r.values[same[i].to] = request->values[same[i].from];
    r.values[PARTY_STAGE] = v_text(PARTY_STAGE_LEAD);
    give(&r, o);
    TRY(record_create(cx, &r));
    *out = record_id(&r);
    return OK;
}

/* ---- Whose it is ---- */

/* Leaves *out as it is when there is no such user, or they are switched off. */
static enum err take_user(struct ctx *cx, int64_t user, struct owner *out) {
    struct rows rows;
    if (!user || out->user) return OK;
    TRY(store_query(cx->db,
                    SQL("SELECT id, team FROM \"user\" WHERE id = ?1 AND active = 1"),
                    BIND(v_int(user)), &rows));
    if (rows_next(&rows)) *out = (struct owner){rows_int(&rows, 0), rows_int(&rows, 1)};
    return rows_done(&rows);
}

static enum err take_owner_of(struct ctx *cx, int64_t party, struct owner *out) {
    int64_t user = 0;
    if (!party) return OK;
    enum err e =
        store_int(cx->db, SQL("SELECT coalesce(owner, 0) FROM party WHERE id = ?1"),
                  BIND(v_int(party)), &user);
    return e == OK ? take_user(cx, user, out) : e;
}

static enum err take_turn(struct ctx *cx, const struct route *route,
                          const struct record *request, struct owner *out) {
    struct candidate *all;
    int count;
    int64_t team = route->team;
    if (!team || out->user) return OK;
    TRY(candidates_of(cx, team, route, request, &all, &count));
    const struct candidate *first = turn_of(all, count);
    if (first) *out = (struct owner){first->user, team};
    return OK;
}

/* Who looks after the customer knows them best; then as rules and form say; then whoever has it. */
static enum err find_owner(struct ctx *cx, const struct record *form,
                           struct record *request, int64_t party, struct owner *out) {
    struct route route;
    *out = (struct owner){0, 0};
    TRY(take_owner_of(cx, party, out));
    if (out->user) return OK;
    TRY(route_find(cx, form, request, &route));
    if (route.rule) request->values[REQUEST_ROUTED_BY] = v_int(route.rule);
    TRY(take_user(cx, route.representative, out));
    TRY(take_turn(cx, &route, request, out));
    return take_user(cx, record_int(form, FIELD_OWNER), out);
}

/* ---- What becomes of it ---- */

static struct value deal_name(const struct record *form) {
    int field =
        record_str(form, REQUEST_FORM_PRODUCT).n ? REQUEST_FORM_PRODUCT : REQUEST_FORM_NAME;
    return form->values[field];
}

/* What they ask in their own words, then what they answered. */
static struct value asked_in_all(struct ctx *cx, const struct record *request) {
    struct str question = record_str(request, REQUEST_QUESTION);
    struct str answers = record_str(request, REQUEST_ANSWERS);
    if (!answers.n) return request->values[REQUEST_QUESTION];
    if (!question.n) return request->values[REQUEST_ANSWERS];
    struct str all =
        str_format(cx->mem, "%.*s\n\n%.*s", STR_ARG(question), STR_ARG(answers));
    size_t most = (size_t)entity_at(cx->catalog, "deal")->fields[DEAL_NOTE]->max;
    return v_text(utf8_first(all, most));
}

static enum err make_deal(struct ctx *cx, const struct record *form, struct record *request,
                          const struct owner *o) {
    struct record r = record_new(cx, entity_at(cx->catalog, "deal"));
    r.values[FIELD_PARTY] = request->values[REQUEST_CUSTOMER];
    r.values[DEAL_NAME] = deal_name(form);
    r.values[DEAL_PIPELINE] = form->values[REQUEST_FORM_PIPELINE];
    r.values[DEAL_SOURCE] = request->values[REQUEST_SOURCE];
    r.values[DEAL_CAMPAIGN] = request->values[REQUEST_CAMPAIGN];
    r.values[DEAL_NOTE] = asked_in_all(cx, request);
    give(&r, o);
    TRY(record_create(cx, &r));
    request->values[REQUEST_DEAL] = v_int(record_id(&r));
    return OK;
}

static enum err become(struct ctx *cx, const struct record *form, struct record *request) {
    struct owner o;
    int64_t party = 0;
    TRY(find_customer(cx, request, &party));
    TRY(find_owner(cx, form, request, party, &o));
    if (!party) TRY(make_customer(cx, request, &o, &party));
    request->values[REQUEST_CUSTOMER] = v_int(party);
    request->values[REQUEST_APART] = v_null();
    give(request, &o);
    if (o.user) TRY(person_given(cx, o.user));
    return make_deal(cx, form, request, &o);
}

/* Where no deal can be made, as without a pipeline, the request waits without one: the visitor
 * has no part in that. */
static enum err become_or_wait(struct ctx *cx, const struct record *form,
                               struct record *request) {
    enum err e = become(cx, form, request);
    if (e != ERR_INVALID) return e;
    cx->problems = cx->last_problem = NULL;
    return OK;
}

/* Kept with its reason, at whoever has the form. */
static enum err set_apart(struct ctx *cx, const struct record *form, struct record *request,
                          enum spam_verdict verdict) {
    const struct str reasons[] = {[SPAM_TRAP] = REQUEST_APART_TRAP,
                                  [SPAM_FORGED] = REQUEST_APART_FORGED,
                                  [SPAM_FAST] = REQUEST_APART_FAST,
                                  [SPAM_CROWD] = REQUEST_APART_CROWD};
    struct owner o = {0, 0};
    TRY(take_user(cx, record_int(form, FIELD_OWNER), &o));
    give(request, &o);
    request->values[REQUEST_APART] = v_text(reasons[verdict]);
    return OK;
}

static enum err ring(struct ctx *cx, const struct record *form,
                     const struct record *request) {
    TRY(visit_join(cx, request));
    TRY(recipient_tell(cx, record_int(request, FIELD_OWNER), MSG_TOLD_REQUEST, request));
    return ring_start(cx, form, request);
}

static enum err keep(struct ctx *cx, const struct record *form, struct record *request,
                     enum spam_verdict verdict) {
    TRY(visit_fill(cx, request));
    if (verdict != SPAM_NONE) {
        TRY(set_apart(cx, form, request, verdict));
        return record_create(cx, request);
    }
    TRY(become_or_wait(cx, form, request));
    TRY(record_create(cx, request));
    return ring(cx, form, request);
}

/* ---- In the program's name ---- */

enum err intake_keep(struct ctx *cx, const struct record *form, struct record *request,
                     enum spam_verdict verdict) {
    const struct actor *before = cx->actor;
    cx->actor = &actor_program;
    enum err e = keep(cx, form, request, verdict);
    cx->actor = before;
    return e;
}

static enum err take(struct ctx *cx, struct record *request) {
    struct record form;
    TRY(record_get_plain(cx, entity_at(cx->catalog, "request_form"),
                         record_int(request, REQUEST_FORM), &form));
    TRY(become(cx, &form, request));
    TRY(record_change(cx, request, NULL));
    return ring(cx, &form, request);
}

enum err intake_take(struct ctx *cx, struct record *request) {
    const struct actor *before = cx->actor;
    if (request->values[REQUEST_DEAL].kind != V_NULL) return OK;
    TRY(rights_ask(cx, request, ACT_EDIT));
    cx->actor = &actor_program;
    enum err e = take(cx, request);
    cx->actor = before;
    return e;
}

enum err intake_answer(struct ctx *cx, struct record *request) {
    struct work_hours hours = work_hours_of(cx->settings);
    int64_t came_ms = record_int(request, FIELD_CREATED_AT);
    if (request->values[REQUEST_ANSWERED_AT].kind != V_NULL) return OK;
    int64_t took_ms = work_ms(&hours, came_ms, cx->now_ms, cx->zone_minutes);
    request->values[REQUEST_ANSWERED_AT] = v_int(cx->now_ms);
    request->values[REQUEST_RESPONSE] = v_int(took_ms / MS_PER_SECOND);
    TRY(record_change(cx, request, NULL));
    return ring_answered(cx, record_id(request));
}

enum err intake_confirm(struct ctx *cx, struct record *request) {
    const struct actor *actor = cx->actor;
    if (request->values[REQUEST_CONFIRMED_AT].kind != V_NULL) return OK;
    request->values[REQUEST_CONFIRMED_AT] = v_int(cx->now_ms);
    cx->actor = &actor_program;
    enum err e = record_change(cx, request, NULL);
    cx->actor = actor;
    return e;
}
