#include "web/pages/requests/response.h"

#include "entities.h"
#include "http/reply.h"
#include "modules/field/dealers.h"
#include "records/data/titles.h"
#include "records/fields/field_type.h"
#include "web/html.h"
#include "web/pages/requests/response.html.h"
#include "web/shell.h"

const int response_spans[RESPONSE_SPANS] = {7, 30, 90, 365};
enum { SPAN_STANDARD = 30 };

/* ---- The page ---- */

static int days_of(const struct page *p) {
    int64_t days;
    if (!str_int(form_value(&p->query, "days"), &days)) return SPAN_STANDARD;
    for (int i = 0; i < RESPONSE_SPANS; i++)
        if (days == response_spans[i]) return response_spans[i];
    return SPAN_STANDARD;
}

/* The first instant of so many days, today among them. */
static int64_t since(const struct ctx *cx, int days) {
    return instant_at(cx_today(cx) - days + 1, 0, cx->zone_minutes);
}

static enum err read_whole(struct ctx *cx, struct response_view *v) {
    struct response_row rows[RESPONSE_ROWS];
    int count;
    TRY(response_ask(cx, RESPONSE_ALL, &v->which, rows, &count));
    if (count) v->all = rows[0];
    TRY(response_median(cx, &v->which, &v->median_s));
    return response_oldest(cx, &v->which, &v->oldest_ms);
}

static enum err read_groups(struct ctx *cx, struct response_view *v) {
    TRY(response_ask(cx, RESPONSE_PERSON, &v->which, v->people, &v->person_count));
    TRY(response_ask(cx, RESPONSE_SOURCE, &v->which, v->sources, &v->source_count));
    return response_ask(cx, RESPONSE_HOUR, &v->which, v->hours, &v->hour_count);
}

/* By dealer, whom the actor may know by name; of one alone there is nothing to tell apart. */
static enum err read_dealers(struct ctx *cx, struct response_view *v) {
    TRY(response_ask(cx, RESPONSE_DEALER, &v->which, v->dealers, &v->dealer_count));
    for (int i = 0; i < v->dealer_count; i++)
        titles_note(cx, entity_at(cx->catalog, "party"), response_dealer(&v->dealers[i]));
    return titles_load(cx);
}

/* A dealer that is not the actor's to know is as absent as its page. */
static enum err read_asked(struct page *p, struct response_view *v) {
    struct str asked = form_value(&p->query, "dealer");
    v->page = p;
    v->days = days_of(p);
    v->which.since_ms = since(p->cx, v->days);
    if (!asked.n) return OK;
    if (!id_parse(asked, &v->which.dealer)) return ERR_ABSENT;
    return dealer_find(p->cx, v->which.dealer, &v->dealer);
}

enum err response_get(struct page *p) {
    struct ctx *cx = p->cx;
    struct response_view *v = NEW(cx->mem, struct response_view);
    struct buf content = page_buf(p);
    TRY(read_asked(p, v));
    TRY(read_whole(cx, v));
    TRY(read_groups(cx, v));
    if (!v->which.dealer && !cx->actor->dealer) TRY(read_dealers(cx, v));
    response_page(&content, cx, v);
    return page_send(p, cx_msg(cx, MSG_RESPONSE), &content);
}

/* ---- The wall ---- */

static enum err read_wall(struct page *p, struct response_view **out) {
    struct response_view *v = NEW(p->cx->mem, struct response_view);
    v->page = p;
    v->days = 1;
    v->which.since_ms = since(p->cx, v->days);
    *out = v;
    return read_whole(p->cx, v);
}

enum err wall_get(struct page *p) {
    struct response_view *v;
    struct buf content = page_buf(p);
    TRY(read_wall(p, &v));
    wall_page(&content, p->cx, v);
    return page_send(p, cx_msg(p->cx, MSG_RESPONSE_WALL), &content);
}

enum err wall_live_get(struct page *p) {
    struct response_view *v;
    struct buf content = page_buf(p);
    TRY(read_wall(p, &v));
    wall_figures(&content, p->cx, v);
    return reply_html(p, &content);
}

enum err wall_stream_get(struct page *p) {
    return reply_stream(p);
}

struct str wall_since(struct page *p, int64_t *cursor) {
    int64_t pulse = 0;
    if (response_pulse(p->cx, &pulse) != OK || pulse == *cursor) return STR("");
    *cursor = pulse;
    return STR("event: news\ndata: {}\n\n");
}

/* ---- For the templates ---- */

static struct str with_number(struct ctx *cx, enum msg unit, int64_t n) {
    return msg_format(cx->mem, cx->lang, unit, MSG_PARTS({"n", cx_number(cx, n)}));
}

struct str response_time(struct ctx *cx, int64_t seconds) {
    enum { MINUTE = 60, HOUR = 3600 };
    if (seconds < 0) return STR("—");
    if (seconds < MINUTE) return with_number(cx, MSG_RESPONSE_SECONDS, seconds);
    if (seconds < HOUR) return with_number(cx, MSG_RESPONSE_MINUTES, seconds / MINUTE);
    return with_number(cx, MSG_RESPONSE_HOURS, seconds / HOUR);
}

struct str response_band(struct ctx *cx, int band) {
    if (band == RESPONSE_BANDS - 1) return cx_msg(cx, MSG_RESPONSE_LATER);
    struct str time = response_time(cx, response_bands[band]);
    return msg_format(cx->mem, cx->lang, MSG_RESPONSE_WITHIN, MSG_PARTS({"time", time}));
}

int64_t response_share(const struct response_row *r, int band) {
    int64_t answered = response_answered(r);
    return answered ? (r->bands[band] * 200 + answered) / (answered * 2) : 0;
}

struct str response_average(struct ctx *cx, const struct response_row *r) {
    int64_t answered = response_answered(r);
    return response_time(cx, answered ? r->seconds / answered : -1);
}

struct str response_source(struct ctx *cx, struct str key) {
    const struct field *f = entity_at(cx->catalog, "request")->fields[REQUEST_SOURCE];
    return key.n ? field_text(cx, f, v_text(key)) : cx_msg(cx, MSG_RESPONSE_NONE);
}

struct str response_hour(struct ctx *cx, struct str key) {
    return cx_digits_of(cx, str_format(cx->mem, "%.*s:00", STR_ARG(key)));
}

int64_t response_dealer(const struct response_row *r) {
    int64_t id = 0;
    (void)str_int(r->key, &id);
    return id;
}

bool response_by_dealer(const struct response_view *v) {
    for (int i = 0; i < v->dealer_count; i++)
        if (response_dealer(&v->dealers[i])) return true;
    return false;
}

struct str response_url(struct ctx *cx, int days, int64_t dealer) {
    struct str url = str_format(cx->mem, "/response?days=%d", days);
    if (!dealer) return url;
    return str_format(cx->mem, "%.*s&dealer=%s", STR_ARG(url), id_text(dealer).z);
}
