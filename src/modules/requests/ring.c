#include "modules/requests/ring.h"

#include "entities.h"
#include "modules/people/worktime.h"
#include "modules/platform/recipient.h"
#include "modules/requests/candidates.h"
#include "records/rules/rights.h"

/* ---- Offers ---- */

static enum err open_offer(struct ctx *cx, int64_t request, int64_t person) {
    return store_exec(
        cx->writer,
        SQL("INSERT INTO request_offer (request, turn, person, offered_at, ended_at, how)"
            " SELECT ?1, coalesce(max(turn), 0) + 1, ?2, ?3, 0, 0 FROM request_offer"
            " WHERE request = ?1"),
        BIND(v_int(request), v_int(person), v_int(cx->now_ms)));
}

static enum err close_offer(struct ctx *cx, int64_t request, enum offer_end how) {
    return store_exec(cx->writer,
                      SQL("UPDATE request_offer SET ended_at = ?2, how = ?3"
                          " WHERE request = ?1 AND how = 0"),
                      BIND(v_int(request), v_int(cx->now_ms), v_int(how)));
}

enum err ring_offers(struct ctx *cx, int64_t request, struct offer **out, int *out_count) {
    struct offer *all = NEWS(cx->mem, RING_OFFERS, struct offer);
    struct rows rows;
    int n = 0;
    TRY(store_query(cx->db,
                    SQL("SELECT o.person, o.offered_at, o.how, coalesce(u.name, '')"
                        " FROM request_offer o LEFT JOIN \"user\" u ON u.id = o.person"
                        " WHERE o.request = ?1 ORDER BY o.turn LIMIT ?2"),
                    BIND(v_int(request), v_int(RING_OFFERS)), &rows));
    while (n < RING_OFFERS && rows_next(&rows))
        all[n++] = (struct offer){.person = rows_int(&rows, 0),
                                  .at_ms = rows_int(&rows, 1),
                                  .how = (enum offer_end)rows_int(&rows, 2),
                                  .name = str_dup(cx->mem, rows_text(&rows, 3))};
    *out = all;
    *out_count = n;
    return rows_done(&rows);
}

/* ---- At whom it rings next ---- */

static enum err manager_of(struct ctx *cx, int64_t team, int64_t *out) {
    enum err e =
        store_int(cx->db, SQL("SELECT coalesce(manager, 0) FROM team WHERE id = ?1"),
                  BIND(v_int(team)), out);
    return e == ERR_ABSENT ? OK : e;
}

static enum err take_free(struct ctx *cx, int64_t user, int64_t request, int64_t *person) {
    bool is_free = false;
    if (*person || !user) return OK;
    TRY(candidate_free(cx, user, request, &is_free));
    if (is_free) *person = user;
    return OK;
}

static enum err take_turn(struct ctx *cx, const struct route *route,
                          const struct record *request, int64_t *person) {
    struct candidate *all;
    int count;
    int64_t team = record_int(request, FIELD_TEAM);
    if (*person || !team) return OK;
    TRY(candidates_of(cx, team, route, request, &all, &count));
    const struct candidate *first = turn_of(all, count);
    if (first && first->here) *person = first->user;
    return OK;
}

/* 0: nobody is left. */
static enum err next_person(struct ctx *cx, const struct route *route,
                            const struct record *request, int64_t *out) {
    int64_t id = record_id(request), manager = 0;
    *out = 0;
    TRY(take_free(cx, record_int(request, FIELD_OWNER), id, out));
    TRY(take_turn(cx, route, request, out));
    TRY(manager_of(cx, record_int(request, FIELD_TEAM), &manager));
    return take_free(cx, manager, id, out);
}

/* ---- Ringing ---- */

static enum err ring_at(struct ctx *cx, const struct route *route,
                        const struct record *request, int64_t person) {
    struct live l = {.request = record_id(request),
                     .person = person,
                     .state = LIVE_RINGS,
                     .due_ms = cx->now_ms + route->ring_s * MS_PER_SECOND};
    TRY(open_offer(cx, l.request, person));
    TRY(person_given(cx, person));
    TRY(live_put(cx, &l));
    if (person == record_int(request, FIELD_OWNER)) return OK; /* they were told at first */
    return recipient_tell(cx, person, MSG_TOLD_REQUEST, request);
}

/* For everybody; outside working time until the next begins, when it rings once more. */
static enum err wait_for_all(struct ctx *cx, int64_t request) {
    struct work_hours hours = work_hours_of(cx->settings);
    int64_t opens_ms = work_opens(&hours, cx->now_ms, cx->zone_minutes);
    struct live l = {.request = request,
                     .state = LIVE_WAITS,
                     .due_ms = opens_ms > cx->now_ms ? opens_ms : 0};
    return live_put(cx, &l);
}

static enum err ring_on(struct ctx *cx, const struct record *form,
                        const struct record *request) {
    struct route route;
    int64_t person;
    TRY(route_find(cx, form, request, &route));
    TRY(next_person(cx, &route, request, &person));
    return person ? ring_at(cx, &route, request, person)
                  : wait_for_all(cx, record_id(request));
}

/* ---- The job ---- */

/* Of a form that is gone the standards hold. */
static enum err get_form(struct ctx *cx, const struct record *request, struct record *out) {
    const struct entity *e = entity_at(cx->catalog, "request_form");
    enum err err = record_get_plain(cx, e, record_int(request, REQUEST_FORM), out);
    if (err != ERR_ABSENT) return err;
    *out = record_new(cx, e);
    return OK;
}

/* Passing on is due when its time is over. */
static enum err start_job(struct ctx *cx, int64_t request) {
    struct live l;
    TRY(live_get(cx, request, &l));
    struct str input = str_dup(cx->mem, str_of(id_text(request).z));
    return l.due_ms ? job_start(cx, RING_JOB, input, l.due_ms, NULL) : OK;
}

enum err ring_start(struct ctx *cx, const struct record *form,
                    const struct record *request) {
    TRY(ring_on(cx, form, request));
    return start_job(cx, record_id(request));
}

static enum err go_on(struct ctx *cx, const struct live *l) {
    struct record request, form;
    const struct entity *e = entity_at(cx->catalog, "request");
    TRY(record_get_plain(cx, e, l->request, &request));
    TRY(get_form(cx, &request, &form));
    TRY(close_offer(cx, l->request, OFFER_UNANSWERED));
    return ring_on(cx, &form, &request);
}

enum err ring_step(struct ctx *cx, struct job *job, bool *out_more) {
    struct live l;
    int64_t request;
    *out_more = false;
    if (!id_parse(job->input, &request)) return ERR_INVALID;
    enum err e = live_get(cx, request, &l);
    if (e == OK && l.due_ms && l.due_ms <= cx->now_ms) {
        TRY(go_on(cx, &l));
        TRY(live_get(cx, request, &l));
    }
    if (e == ERR_ABSENT || (e == OK && !l.due_ms)) return OK;
    TRY(e);
    job->due_ms = l.due_ms;
    *out_more = true;
    return OK;
}

/* ---- What people do ---- */

bool ring_takes(struct ctx *cx, const struct record *request, const struct live *l) {
    if (l->state == LIVE_TALKS) return false;
    if (l->person == cx->actor->user) return true;
    return rights_some(cx, request->entity, ACT_EDIT)
           && (l->state == LIVE_WAITS || rights_ask(cx, request, ACT_EDIT) == OK);
}

static enum err taken_before(struct ctx *cx, const struct record *request) {
    struct str name = STR("");
    int64_t who = record_int(request, REQUEST_ACCEPTED_BY);
    if (who == cx->actor->user) return OK;
    enum err e = store_text(cx->db, cx->mem, SQL("SELECT name FROM \"user\" WHERE id = ?1"),
                            BIND(v_int(who)), &name);
    if (e != OK && e != ERR_ABSENT) return e;
    (void)problem_with(cx, NULL, MSG_RING_TAKEN, MSG_PARTS({"who", name}));
    return ERR_CONFLICT;
}

/* What belongs to the request goes along with it. */
static enum err give_record(struct ctx *cx, const char *kind, int64_t id,
                            const struct record *request, int64_t owner_before) {
    struct record r;
    if (!id) return OK;
    TRY(record_get_plain(cx, entity_at(cx->catalog, kind), id, &r));
    if (record_int(&r, FIELD_OWNER) != owner_before) return OK;
    r.values[FIELD_OWNER] = request->values[FIELD_OWNER];
    r.values[FIELD_TEAM] = request->values[FIELD_TEAM];
    return record_change(cx, &r, NULL);
}

static enum err is_lead(struct ctx *cx, int64_t party, bool *out) {
    return store_exists(cx->db, SQL("SELECT 1 FROM party WHERE id = ?1 AND stage = ?2"),
                        BIND(v_int(party), v_text(PARTY_STAGE_LEAD)), out);
}

static enum err give(struct ctx *cx, struct record *request, const struct actor *to) {
    int64_t before = record_int(request, FIELD_OWNER);
    int64_t customer = record_int(request, REQUEST_CUSTOMER);
    bool lead;
    request->values[FIELD_OWNER] = v_int(to->user);
    request->values[FIELD_TEAM] = to->team ? v_int(to->team) : v_null();
    request->values[REQUEST_ACCEPTED_BY] = v_int(to->user);
    request->values[REQUEST_ACCEPTED_AT] = v_int(cx->now_ms);
    TRY(record_change(cx, request, NULL));
    if (before == to->user) return OK;
    TRY(is_lead(cx, customer, &lead));
    TRY(give_record(cx, "deal", record_int(request, REQUEST_DEAL), request, before));
    return lead ? give_record(cx, "party", customer, request, before) : OK;
}

static enum err accept(struct ctx *cx, struct record *request, const struct live *l,
                       const struct actor *actor) {
    struct live taken = {.request = l->request, .person = actor->user, .state = LIVE_TALKS};
    if (l->person != actor->user) {
        TRY(close_offer(cx, l->request, OFFER_PASSED));
        TRY(open_offer(cx, l->request, actor->user));
    }
    TRY(close_offer(cx, l->request, OFFER_ACCEPTED));
    TRY(person_given(cx, actor->user));
    TRY(give(cx, request, actor));
    return live_put(cx, &taken);
}

enum err ring_accept(struct ctx *cx, struct record *request) {
    struct live l;
    const struct actor *actor = cx->actor;
    enum err e = live_get(cx, record_id(request), &l);
    if (request->values[REQUEST_ACCEPTED_BY].kind != V_NULL)
        return taken_before(cx, request);
    if (e == ERR_ABSENT) return ERR_DENIED;
    TRY(e);
    if (!ring_takes(cx, request, &l)) return ERR_DENIED;
    cx->actor = &actor_program;
    e = accept(cx, request, &l, actor);
    cx->actor = actor;
    return e;
}

enum err ring_pass(struct ctx *cx, const struct record *request) {
    struct live l;
    struct record form;
    const struct actor *actor = cx->actor;
    enum err e = live_get(cx, record_id(request), &l);
    if (e == ERR_ABSENT) return OK;
    TRY(e);
    if (l.state != LIVE_RINGS || l.person != actor->user) return OK;
    TRY(get_form(cx, request, &form));
    TRY(close_offer(cx, l.request, OFFER_PASSED));
    cx->actor = &actor_program;
    e = ring_on(cx, &form, request);
    cx->actor = actor;
    return e;
}

enum err ring_answered(struct ctx *cx, int64_t request) {
    struct live l;
    enum err e = live_get(cx, request, &l);
    if (e == ERR_ABSENT) return OK;
    TRY(e);
    return l.state == LIVE_TALKS ? OK : live_end(cx, request);
}

/* ---- Who comes back ---- */

/* The oldest that waits for the actor's team and was not offered to them, unless one rings at them. */
static enum err find_waiting(struct ctx *cx, int64_t *out) {
    return store_int(
        cx->db,
        SQL("SELECT l.request FROM request_live l JOIN request r ON r.id = l.request"
            " WHERE l.person = 0 AND l.state = 2 AND r.team = ?1 AND NOT EXISTS"
            " (SELECT 1 FROM request_offer o WHERE o.request = l.request AND o.person = ?2)"
            " AND NOT EXISTS"
            " (SELECT 1 FROM request_live m WHERE m.person = ?2 AND m.state = 1)"
            " ORDER BY l.request LIMIT 1"),
        BIND(v_int(cx->actor->team), v_int(cx->actor->user)), out);
}

static enum err ring_waiting(struct ctx *cx, int64_t id, int64_t user) {
    struct record request, form;
    struct route route;
    TRY(record_get_plain(cx, entity_at(cx->catalog, "request"), id, &request));
    TRY(get_form(cx, &request, &form));
    TRY(route_find(cx, &form, &request, &route));
    TRY(ring_at(cx, &route, &request, user));
    return start_job(cx, id);
}

enum err ring_here(struct ctx *cx) {
    int64_t waiting = 0;
    const struct actor *actor = cx->actor;
    TRY(person_here(cx));
    if (!rights_some(cx, entity_at(cx->catalog, "request"), ACT_EDIT)) return OK;
    enum err e = find_waiting(cx, &waiting);
    if (e == ERR_ABSENT) return OK;
    TRY(e);
    cx->actor = &actor_program;
    e = ring_waiting(cx, waiting, actor->user);
    cx->actor = actor;
    return e;
}
