/* visits.c - the visits of a day: one person's as a route, everybody's as who visits whom. */
#include "entities.h"
#include "persian/dateparse.h"
#include "records/data/titles.h"
#include "records/rules/rights.h"
#include "web/pages/field/parts.h"
#include "web/pages/field/visits.html.h"
#include "web/when.h"

/* Typed freely; what cannot be read means today. */
static int64_t asked_day(const struct page *p, const struct form *form) {
    int64_t day, today = cx_today(p->cx);
    struct str typed = form_value(form, "day");
    return date_parse(p->cx->mem, typed, today, &day) == DATE_OK ? day : today;
}

static enum err name_all(struct ctx *cx, const struct tour *t) {
    for (int i = 0; i < t->count; i++) {
        titles_note(cx, entity_at(cx->catalog, "user"),
                    record_int(&t->stops[i].visit, FIELD_OWNER));
        titles_note(cx, entity_at(cx->catalog, "party"),
                    record_int(&t->stops[i].visit, FIELD_PARTY));
    }
    return titles_load(cx);
}

enum err visits_get(struct page *p) {
    struct ctx *cx = p->cx;
    struct visits_view v = {
        .page = p,
        .day = asked_day(p, &p->query),
        .edits = rights_some(cx, entity_at(cx->catalog, "field_visit"), ACT_EDIT)};
    TRY(whose_read(p, &v.whose));
    v.mine = v.whose.user != 0;
    TRY(v.mine ? tour_read(cx, v.whose.user, v.day, &v.tour)
               : tours_read(cx, v.whose.team, v.day, &v.tour));
    TRY(name_all(cx, &v.tour));
    struct buf content = page_buf(p);
    visits_page(&content, cx, &v);
    return page_send(p, cx_msg(cx, MSG_VISITS), &content);
}

/* ---- The order ---- */

static enum err back(struct page *p, int64_t owner, int64_t day) {
    struct str url = str_format(p->cx->mem, "/visits?day=%.*s&who=%s",
                                STR_ARG(day_typed(p->cx, day)), id_text(owner).z);
    return reply_redirect(p, url);
}

enum err visits_order_post(struct page *p) {
    struct tour tour;
    int64_t owner, day = asked_day(p, &p->form);
    if (!id_parse(form_value(&p->form, "who"), &owner)) owner = p->cx->actor->user;
    TRY(tour_read(p->cx, owner, day, &tour));
    TRY(tour_shorten(p->cx, &tour));
    return back(p, owner, day);
}

enum err visit_move_post(struct page *p) {
    struct record visit;
    struct tour tour;
    TRY(record_get(p->cx, p->entity, p->id, &visit));
    int64_t owner = record_int(&visit, FIELD_OWNER);
    int64_t day = record_int(&visit, FIELD_VISIT_DAY);
    TRY(tour_read(p->cx, owner, day, &tour));
    TRY(tour_move(p->cx, &tour, p->id, str_is(form_value(&p->form, "do"), "up") ? -1 : 1));
    return back(p, owner, day);
}

/* ---- For the templates ---- */

bool visit_is(const struct record *visit, struct str state) {
    return str_eq(record_str(visit, FIELD_VISIT_STATE), state);
}

struct visit_counts visits_count(const struct tour *t, int from, int until) {
    struct visit_counts n = {0};
    for (int i = from; i < until; i++) {
        const struct record *visit = &t->stops[i].visit;
        n.planned += visit_is(visit, VISIT_STATE_PLANNED);
        n.underway += visit_is(visit, VISIT_STATE_UNDERWAY);
        n.done += visit_is(visit, VISIT_STATE_DONE);
        n.missed += visit_is(visit, VISIT_STATE_MISSED);
    }
    return n;
}

int visits_of_person(const struct tour *t, int from) {
    int64_t owner = record_int(&t->stops[from].visit, FIELD_OWNER);
    int n = 1;
    while (from + n < t->count
           && record_int(&t->stops[from + n].visit, FIELD_OWNER) == owner)
        n++;
    return n;
}

struct str visits_url(struct ctx *cx, const struct visits_view *v, int days) {
    return str_format(cx->mem, "/visits?day=%.*s&who=%.*s",
                      STR_ARG(day_typed(cx, v->day + days)),
                      STR_ARG(whose_text(cx, &v->whose)));
}

struct str metres_text(struct ctx *cx, int64_t metres) {
    enum { KILOMETRE = 1000, TENTH = 100 };
    if (metres < KILOMETRE)
        return msg_format(cx->mem, cx->lang, MSG_VISITS_METRES,
                          MSG_PARTS({"n", cx_number(cx, metres)}));
    int64_t tenths = (metres + TENTH / 2) / TENTH;
    struct str n =
        str_format(cx->mem, "%lld%s%lld", (long long)(tenths / 10),
                   cx->digits == DIGITS_PERSIAN ? "٫" : ".", (long long)(tenths % 10));
    return msg_format(cx->mem, cx->lang, MSG_VISITS_KILOMETRES,
                      MSG_PARTS({"n", cx_digits_of(cx, n)}));
}

static struct str degrees(struct ctx *cx, int64_t angle) {
    int64_t whole = angle < 0 ? -angle : angle;
    return str_format(cx->mem, "%s%lld.%06lld", angle < 0 ? "-" : "",
                      (long long)(whole / PLACE_DEGREE), (long long)(whole % PLACE_DEGREE));
}

struct str place_uri(struct ctx *cx, struct place at) {
    struct str latitude = degrees(cx, at.latitude), longitude = degrees(cx, at.longitude);
    return str_format(cx->mem, "geo:%.*s,%.*s?q=%.*s,%.*s", STR_ARG(latitude),
                      STR_ARG(longitude), STR_ARG(latitude), STR_ARG(longitude));
}

struct str visit_hours(struct ctx *cx, const struct record *visit) {
    const struct value from = visit->values[FIELD_VISIT_FROM_TIME];
    const struct value to = visit->values[FIELD_VISIT_TO_TIME];
    const struct field *f = visit->entity->fields[FIELD_VISIT_FROM_TIME];
    if (from.kind == V_NULL && to.kind == V_NULL) return STR("");
    if (to.kind == V_NULL)
        return msg_format(cx->mem, cx->lang, MSG_VISITS_FROM,
                          MSG_PARTS({"from", field_text(cx, f, from)}));
    if (from.kind == V_NULL)
        return msg_format(cx->mem, cx->lang, MSG_VISITS_UNTIL,
                          MSG_PARTS({"to", field_text(cx, f, to)}));
    return msg_format(
        cx->mem, cx->lang, MSG_VISITS_BETWEEN,
        MSG_PARTS({"from", field_text(cx, f, from)}, {"to", field_text(cx, f, to)}));
}
