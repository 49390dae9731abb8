#include "web/pages/sales/closing.h"

#include "entities.h"
#include "persian/dateparse.h"
#include "records/data/filter.h"
#include "records/data/list.h"
#include "records/data/titles.h"
#include "store/query.h"
#include "web/html.h"
#include "web/pages/sales/closing.html.h"
#include "web/when.h"

/* ---- The squares ---- */

static void set_squares(struct ctx *cx, struct closing_view *v) {
    struct calendar_month month;
    calendar_month(cx->calendar, v->at, &month);
    v->count = month.count;
    for (int i = 0; i < month.count; i++)
        v->squares[i] = (struct closing_square){
            .day = month.days[i],
            .today = month.days[i].day == cx_today(cx),
            .holiday = is_day_off(cx, month.days[i].day),
        };
}

static struct closing_square *square_of(struct closing_view *v, int64_t day) {
    int64_t at = day - v->squares[0].day.day;
    return at >= 0 && at < v->count ? &v->squares[at] : NULL;
}

/* ---- What days come to ---- */

static void add_sum(struct ctx *cx, struct closing_view *v, struct rows *rows) {
    struct value day = rows_value(rows, 0);
    struct total amount = {rows_int(rows, 2), rows_int(rows, 3)};
    int64_t count = rows_int(rows, 1);
    struct closing_square *s = day.kind == V_INT ? square_of(v, day.i) : NULL;
    if (s) ended_add(&s->sum, count, amount);
    if (s && s->day.inside) ended_add(&v->month, count, amount);
    if (day.kind != V_INT)
        ended_add(&v->undated, count, amount);
    else if (day.i < cx_today(cx))
        ended_add(&v->late, count, amount);
}

static enum err read_sums(struct ctx *cx, struct closing_view *v) {
    struct query q = query_in(cx->mem);
    struct rows rows;
    query_add(&q,
              SQL("SELECT t.close_on, count(*), coalesce(sum(t.amount / 1000000000), 0),"
                  " coalesce(sum(t.amount % 1000000000), 0)"
                  " FROM deal t WHERE t.outcome = 'open'"));
    reach_condition(&q, &v->reached.of);
    query_add(&q, SQL(" GROUP BY t.close_on"));
    TRY(query_run(cx->db, &q, &rows));
    while (rows_next(&rows))
        add_sum(cx, v, &rows);
    return rows_done(&rows);
}

/* ---- Which deals ---- */

static struct str within(struct ctx *cx, int64_t first, int64_t before) {
    return str_format(cx->mem, "outcome = open and close_on >= %.*s and close_on < %.*s",
                      STR_ARG(day_typed(cx, first)), STR_ARG(day_typed(cx, before)));
}

static enum err read_days(struct ctx *cx, const struct closing_view *v, int64_t first,
                          int64_t before, int limit, struct record_list *out) {
    const struct entity *deal = entity_at(cx->catalog, "deal");
    struct list_query q = {.entity = deal,
                           .sort = deal->fields[DEAL_AMOUNT],
                           .descending = true,
                           .limit = limit};
    TRY(filter_parse(cx, deal, reached_filter(cx, &v->reached, within(cx, first, before)),
                     &q.filter));
    return list_page(cx, &q, out);
}

static void share_out(struct ctx *cx, struct closing_view *v,
                      const struct record_list *list) {
    for (int i = 0; i < list->count; i++) {
        const struct record *r = &list->records[i];
        struct closing_square *s = square_of(v, record_int(r, DEAL_CLOSE_ON));
        if (!s || s->shown == CLOSING_SHOWN) continue;
        s->deals[s->shown++] = r;
        titles_note(cx, entity_at(cx->catalog, "party"), record_int(r, FIELD_PARTY));
    }
}

/* A month that holds too much is read day by day, so that no day looks empty. */
static enum err read_deals(struct ctx *cx, struct closing_view *v) {
    int64_t first = v->squares[0].day.day;
    struct record_list list;
    TRY(read_days(cx, v, first, first + v->count, CLOSING_READ, &list));
    for (int i = 0; list.next.n && i < v->count; i++) {
        struct record_list day;
        if (!v->squares[i].sum.count) continue;
        TRY(read_days(cx, v, first + i, first + i + 1, CLOSING_SHOWN, &day));
        share_out(cx, v, &day);
    }
    if (!list.next.n) share_out(cx, v, &list);
    return titles_load(cx);
}

enum err closing_get(struct page *p) {
    struct ctx *cx = p->cx;
    struct closing_view *v = NEW(cx->mem, struct closing_view);
    struct buf content = page_buf(p);
    v->page = p;
    v->at = asked_day(p, "at", cx_today(cx));
    v->moves = rights_some(cx, entity_at(cx->catalog, "deal"), ACT_EDIT);
    TRY(reached_read(p, &v->reached));
    set_squares(cx, v);
    TRY(read_sums(cx, v));
    TRY(read_deals(cx, v));
    closing_page(&content, cx, v);
    return page_send(p, cx_msg(cx, MSG_CLOSING), &content);
}

/* ---- Moving ---- */

static enum err back(struct page *p, struct str url) {
    if (!p->part) return reply_redirect(p, done_url(p, url, "saved", p->cx->batch));
    struct buf nothing = page_buf(p);
    return reply_html(p, &nothing);
}

/* What cannot be moved there says why on its own page. */
static enum err refused(struct page *p, int64_t id) {
    p->undo = true;
    reply_status(p, 422);
    struct buf content = page_buf(p);
    closing_refused(&content, p->cx, p->cx->problems, id_str(p->cx, id));
    return p->part ? reply_html(p, &content)
                   : page_send(p, cx_msg(p->cx, MSG_CLOSING), &content);
}

enum err closing_post(struct page *p) {
    struct record r;
    TRY(record_get(p->cx, p->entity, p->id, &r));
    const struct field *f = r.entity->fields[DEAL_CLOSE_ON];
    enum err e =
        field_parse(p->cx, f, form_value(&p->form, "to"), &r.values[DEAL_CLOSE_ON]);
    if (e == OK) e = record_change(p->cx, &r, NULL);
    if (e == ERR_INVALID) return refused(p, p->id);
    TRY(e);
    struct value day = r.values[DEAL_CLOSE_ON];
    struct str at = day.kind == V_INT ? day_typed(p->cx, day.i) : STR("");
    return back(p, str_join(p->cx->mem, STR("/closing?at="), at));
}

/* ---- For the template ---- */

static struct str address(struct ctx *cx, const struct closing_view *v, int64_t day) {
    bool said = form_has(&v->page->query, "who");
    struct str who = said ? whose_text(cx, &v->reached.whose) : STR("");
    return str_format(cx->mem, "/closing?at=%.*s%s%.*s", STR_ARG(day_typed(cx, day)),
                      said ? "&who=" : "", STR_ARG(who));
}

struct str closing_url(struct ctx *cx, const struct closing_view *v, int months) {
    return address(cx, v, calendar_turn(cx->calendar, v->at, months));
}

struct str closing_today(struct ctx *cx, const struct closing_view *v) {
    return address(cx, v, cx_today(cx));
}

struct str closing_list(struct ctx *cx, const struct closing_view *v, int64_t day) {
    return reached_list(cx, &v->reached, within(cx, day, day + 1));
}

struct str closing_late_list(struct ctx *cx, const struct closing_view *v) {
    return reached_list(cx, &v->reached,
                        str_join(cx->mem, STR("outcome = open and close_on < "),
                                 day_typed(cx, cx_today(cx))));
}

struct str closing_undated_list(struct ctx *cx, const struct closing_view *v) {
    return reached_list(cx, &v->reached, STR("outcome = open and close_on is empty"));
}

bool closing_moves(struct ctx *cx, const struct closing_view *v,
                   const struct record *deal) {
    return v->moves && rights_ask(cx, deal, ACT_EDIT) == OK;
}
