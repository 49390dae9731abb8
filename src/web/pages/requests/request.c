#include "web/pages/requests/request.h"

#include "entities.h"
#include "modules/people/worktime.h"
#include "modules/requests/intake.h"
#include "records/rules/rights.h"
#include "web/pages/records/records.h"
#include "web/pages/requests/request.html.h"

static int64_t waited_ms(const struct ctx *cx, const struct record *r) {
    struct work_hours hours = work_hours_of(cx->settings);
    if (r->values[REQUEST_RESPONSE].kind != V_NULL)
        return record_int(r, REQUEST_RESPONSE) * MS_PER_SECOND;
    return work_ms(&hours, record_int(r, FIELD_CREATED_AT), cx->now_ms, cx->zone_minutes);
}

static enum err read_view(struct page *p, const struct record *r, void *state) {
    struct request_view *v = state;
    *v = (struct request_view){.page = p,
                               .request = r,
                               .changes = rights_ask(p->cx, r, ACT_EDIT) == OK,
                               .waited_ms = waited_ms(p->cx, r)};
    return OK;
}

static void put_view(struct buf *out, struct ctx *cx, const void *state) {
    request_standing(out, cx, state);
}

enum err request_get(struct page *p) {
    struct request_view v;
    const struct record_part part = {read_view, put_view, &v};
    return record_page_send(p, &part);
}

static enum err act(struct page *p, enum err (*verb)(struct ctx *, struct record *)) {
    struct record r;
    TRY(record_get(p->cx, p->entity, p->id, &r));
    enum err e = verb(p->cx, &r);
    if (e == ERR_INVALID) {
        reply_status(p, 422);
        p->undo = true;
        return request_get(p);
    }
    TRY(e);
    struct str url = record_url(p->cx, r.entity, p->id, "");
    return reply_redirect(p, done_url(p, url, "saved", p->cx->batch));
}

enum err request_take_post(struct page *p) {
    return act(p, intake_take);
}

enum err request_answer_post(struct page *p) {
    return act(p, intake_answer);
}

/* ---- For the template ---- */

struct str request_waited(struct ctx *cx, const struct request_view *v) {
    int64_t ms = v->waited_ms, n = ms / MS_PER_SECOND;
    enum msg unit = MSG_REQUEST_SECONDS;
    if (ms >= MS_PER_HOUR)
        n = ms / MS_PER_HOUR, unit = MSG_REQUEST_HOURS;
    else if (ms >= MS_PER_MINUTE)
        n = ms / MS_PER_MINUTE, unit = MSG_REQUEST_MINUTES;
    return msg_format(cx->mem, cx->lang, unit, MSG_PARTS({"n", cx_number(cx, n)}));
}
