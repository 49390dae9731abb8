/* visit.c - one visit: come, go, say what came of it. */
#include "entities.h"
#include "records/rules/rights.h"
#include "web/pages/field/parts.h"
#include "web/pages/field/visit.html.h"

static enum err read_visit(struct page *p, const struct record *r, void *state) {
    struct visit_view *v = state;
    struct ctx *cx = p->cx;
    const struct entity *party = entity_at(cx->catalog, "party");
    v->page = p;
    v->visit = r;
    v->acts = rights_ask(cx, r, ACT_EDIT) == OK;
    enum err e = record_get(cx, party, record_int(r, FIELD_PARTY), &v->stop.party);
    if (e == ERR_ABSENT) {
        v->stop.party = record_new(cx, party);
        return OK;
    }
    TRY(e);
    v->stop.place = party_place(&v->stop.party);
    v->orders = rights_some(cx, entity_at(cx->catalog, "sales_order"), ACT_CREATE);
    v->places = rights_ask(cx, &v->stop.party, ACT_EDIT) == OK;
    return OK;
}

static void put_visit(struct buf *out, struct ctx *cx, const void *state) {
    visit_part(out, cx, state);
}

static enum err visit_send(struct page *p, const struct form *typed) {
    struct visit_view v = {.typed = typed};
    const struct record_part part = {read_visit, put_visit, &v};
    return record_page_send(p, &part);
}

enum err visiting_get(struct page *p) {
    return visit_send(p, NULL);
}

/* What an act on the visit led to: its page, again as it was where something is to be mended. */
static enum err answer(struct page *p, enum err e) {
    if (e == ERR_INVALID) {
        reply_status(p, 422);
        p->undo = true;
        return visit_send(p, &p->form);
    }
    TRY(e);
    return reply_redirect(p, record_url(p->cx, p->entity, p->id, ""));
}

/* ---- Coming ---- */

/* A plain number of degrees or metres, as scripts write them, in so many parts. */
static bool read_part(struct page *p, const char *name, int64_t parts, int64_t *out) {
    struct str typed = form_value(&p->form, name), whole;
    bool minus = typed.n && typed.p[0] == '-';
    if (minus) typed = str_from(typed, 1);
    int64_t sum = 0;
    enum { LETTERS = 24, DEGREES_MOST = 100000000 };
    if (!typed.n || typed.n > LETTERS) return false;
    if (!str_cut(&typed, '.', &whole) || !str_int(whole, &sum)) return false;
    if (sum < 0 || sum > DEGREES_MOST) return false;
    sum *= parts;
    for (size_t i = 0; i < typed.n && parts > 1; i++) {
        if (typed.p[i] < '0' || typed.p[i] > '9') return false;
        parts /= 10;
        sum += (typed.p[i] - '0') * parts;
    }
    *out = minus ? -sum : sum;
    return true;
}

/* Unknown where the device did not say, or said what is nowhere. */
static struct fix read_fix(struct page *p) {
    struct fix at = {0};
    int64_t latitude, longitude;
    if (!read_part(p, "latitude", PLACE_DEGREE, &latitude)
        || !read_part(p, "longitude", PLACE_DEGREE, &longitude)
        || !place_exists(latitude, longitude))
        return at;
    at.place = (struct place){true, latitude, longitude};
    if (!read_part(p, "accuracy", 1, &at.accuracy) || at.accuracy < 0
        || at.accuracy > FIX_ACCURACY_MOST)
        at.accuracy = FIX_ACCURACY_MOST;
    return at;
}

enum err visiting_arrive_post(struct page *p) {
    struct record visit;
    struct fix at = read_fix(p);
    TRY(record_get(p->cx, p->entity, p->id, &visit));
    return answer(p, visiting_arrive(p->cx, &visit, &at));
}

/* ---- Going ---- */

enum err visiting_leave_post(struct page *p) {
    static const int fields[] = {FIELD_VISIT_OUTCOME, FIELD_VISIT_REPORT,
                                 FIELD_VISIT_NEXT_STEP, FIELD_VISIT_NEXT_ON};
    struct ctx *cx = p->cx;
    struct record visit;
    TRY(record_get(cx, p->entity, p->id, &visit));
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const struct field *f = visit.entity->fields[fields[i]];
        if (!widget_came(f, f->name, &p->form)) continue;
        struct str typed = widget_typed(cx, f, f->name, &p->form);
        enum err e = field_parse(cx, f, typed, &visit.values[fields[i]]);
        if (e != OK && e != ERR_INVALID) return e;
    }
    return answer(p, cx->problems ? ERR_INVALID : visiting_leave(cx, &visit));
}

enum err visiting_place_post(struct page *p) {
    struct record visit;
    TRY(record_get(p->cx, p->entity, p->id, &visit));
    return answer(p, visiting_take_place(p->cx, &visit));
}

/* ---- For the template ---- */

struct str visit_distance(struct ctx *cx, const struct record *visit) {
    struct str metres = metres_text(cx, record_int(visit, FIELD_VISIT_DISTANCE));
    struct str accuracy = metres_text(cx, record_int(visit, FIELD_VISIT_ACCURACY));
    return msg_format(cx->mem, cx->lang, MSG_VISITING_DISTANCE,
                      MSG_PARTS({"metres", metres}, {"accuracy", accuracy}));
}
