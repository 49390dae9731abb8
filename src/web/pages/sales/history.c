#include "web/pages/sales/history.h"

#include "entities.h"
#include "persian/jalali.h"
#include "records/data/titles.h"
#include "web/html.h"
#include "web/pages/sales/history.html.h"
#include "web/when.h"

const enum msg movement_names[MOVEMENT_KINDS] = {
    [MOVEMENT_NEW] = MSG_MOVEMENT_NEW,     [MOVEMENT_IN] = MSG_MOVEMENT_IN,
    [MOVEMENT_GROWN] = MSG_MOVEMENT_GROWN, [MOVEMENT_SHRUNK] = MSG_MOVEMENT_SHRUNK,
    [MOVEMENT_LATER] = MSG_MOVEMENT_LATER, [MOVEMENT_SOONER] = MSG_MOVEMENT_SOONER,
    [MOVEMENT_WON] = MSG_MOVEMENT_WON,     [MOVEMENT_LOST] = MSG_MOVEMENT_LOST,
    [MOVEMENT_GONE] = MSG_MOVEMENT_GONE,
};

/* ---- What is asked ---- */

/* The latest that was noted by then; else the first. */
static const struct history_day *noted_by(const struct history *h, int64_t day) {
    const struct history_day *found = h->count ? &h->days[0] : NULL;
    for (int i = 0; i < h->count; i++)
        if (h->days[i].day <= day) found = &h->days[i];
    return found;
}

/* As the address says; else what changed in the last four weeks. */
static void choose_days(struct page *p, struct history_view *v) {
    enum { FOUR_WEEKS = 28 };
    int64_t today = cx_today(p->cx), to = asked_day(p, "to", INT64_MAX);
    v->to = to == INT64_MAX ? &v->now : noted_by(v->history, to);
    v->from = noted_by(v->history, asked_day(p, "from", today - FOUR_WEEKS));
    if (v->from && v->to->seq < v->from->seq) v->to = &v->now;
}

static enum err read_movement(struct ctx *cx, struct history_view *v) {
    struct movement *m = NEW(cx->mem, struct movement);
    const struct movement_of of = {v->reached.of, v->chosen->id, v->month, v->before};
    TRY(movement_load(cx, &of, v->from->seq, v->to->seq, m));
    for (int k = 0; k < MOVEMENT_KINDS; k++)
        for (int i = 0; i < MOVEMENT_SHOWN && m->shown[k][i].id; i++)
            titles_note(cx, entity_at(cx->catalog, "deal"), m->shown[k][i].id);
    v->movement = m;
    return titles_load(cx);
}

static enum err read_all(struct page *p, struct history_view *v) {
    struct ctx *cx = p->cx;
    struct history *h = NEW(cx->mem, struct history);
    v->history = h;
    if (!v->chosen) return OK;
    TRY(history_load(cx, &v->reached.of, v->chosen->id, v->month, h));
    TRY(history_now(cx, &v->reached.of, v->chosen->id, v->month, &v->now));
    choose_days(p, v);
    return v->from ? read_movement(cx, v) : OK;
}

enum err forecast_history_get(struct page *p) {
    struct ctx *cx = p->cx;
    struct history_view *v = NEW(cx->mem, struct history_view);
    struct pipeline *pipelines = NEWS(cx->mem, PIPELINES, struct pipeline);
    struct buf content = page_buf(p);
    v->page = p;
    v->pipelines = pipelines;
    v->month = jalali_month_start(asked_day(p, "month", cx_today(cx)));
    v->before = jalali_month_end(v->month) + 1;
    TRY(reached_read(p, &v->reached));
    TRY(pipelines_all(cx, pipelines, &v->pipeline_count));
    v->chosen = asked_pipeline(p, pipelines, v->pipeline_count);
    TRY(read_all(p, v));
    history_page(&content, cx, v);
    return page_send(p, cx_msg(cx, MSG_HISTORY), &content);
}

/* ---- Words and addresses ---- */

struct str history_url(struct ctx *cx, const struct history_view *v, int months) {
    int64_t month = jalali_add_months(v->month, months);
    return str_format(cx->mem, "/forecast/history?month=%.*s&pipeline=%.*s&who=%.*s",
                      STR_ARG(day_typed(cx, month)), STR_ARG(id_str(cx, v->chosen->id)),
                      STR_ARG(whose_text(cx, &v->reached.whose)));
}

struct str history_month(struct ctx *cx, const struct history_view *v) {
    if (cx->calendar == CALENDAR_JALALI) return month_text(cx, v->month);
    return msg_format(cx->mem, cx->lang, MSG_REASONS_SPAN,
                      MSG_PARTS({"from", date_text(cx, v->month, false)},
                                {"to", date_text(cx, v->before - 1, true)}));
}

struct str history_when(struct ctx *cx, const struct history_view *v,
                        const struct history_day *d) {
    return d == &v->now ? cx_msg(cx, MSG_HISTORY_NOW) : date_text(cx, d->day, false);
}

struct str history_kind(const struct ctx *cx, int kind) {
    const struct choice_list *kinds =
        entity_at(cx->catalog, "deal_stage")->fields[DEAL_STAGE_FORECAST]->choices;
    return kind == HISTORY_WON ? cx_msg(cx, MSG_REASONS_WON)
                               : label_in(&kinds->choices[kind].label, cx->lang);
}

/* ---- The picture ---- */

static struct ended_sum sum_of(const struct history_day *d, int first, int last) {
    struct ended_sum sum = {0};
    for (int k = first; k <= last; k++) {
        ended_add(&sum, d->kinds[k].count, d->kinds[k].amount);
        sum.over |= d->kinds[k].over;
    }
    return sum;
}

struct ended_sum history_open(const struct history_day *d) {
    return sum_of(d, 0, FORECAST_KINDS - 1);
}

struct ended_sum history_all(const struct history_day *d) {
    return sum_of(d, 0, HISTORY_WON);
}

struct value history_most(const struct history_view *v) {
    struct value most = v_int(0);
    for (int i = 0; i <= v->history->count; i++) {
        const struct history_day *d =
            i < v->history->count ? &v->history->days[i] : &v->now;
        struct ended_sum all = history_all(d);
        struct value sum = ended_amount(&all);
        if (sum.kind == V_INT && sum.i > most.i) most = sum;
    }
    return most;
}

int64_t history_wide(const struct history_view *v) {
    return v->history->count ? v->now.day - v->history->days[0].day + 1 : 1;
}

int64_t history_at(const struct history_view *v, const struct history_day *d) {
    return d->day - v->history->days[0].day;
}

int64_t history_height(const struct history_view *v, const struct history_day *d,
                       int kind) {
    struct ended_sum sum = d->kinds[HISTORY_WON];
    for (int k = 0; k <= kind && k < FORECAST_KINDS; k++)
        ended_add(&sum, d->kinds[k].count, d->kinds[k].amount);
    struct value amount = ended_amount(&sum), most = history_most(v);
    if (kind < -1 || amount.kind != V_INT || amount.i <= 0) return 0;
    int64_t high = amount.i / (most.i / HISTORY_HIGH + 1);
    return high < HISTORY_HIGH ? high : HISTORY_HIGH;
}

int64_t history_missing(const struct history_view *v) {
    const struct history *h = v->history;
    if (!h->count) return 0;
    return h->days[h->count - 1].day - h->days[0].day + 1 - h->count;
}

/* ---- What moved ---- */

struct value movement_change(const struct history_view *v, enum movement_kind kind) {
    return total_divided(v->movement->change[kind], 1);
}

static int64_t rials(struct value v) {
    return v.kind == V_INT ? v.i : 0;
}

/* What stood before the movement of this kind. */
static int64_t level(const struct history_view *v, int kind) {
    struct ended_sum open = history_open(v->from);
    int64_t sum = rials(ended_amount(&open));
    for (int k = 0; k < kind; k++)
        sum += rials(movement_change(v, (enum movement_kind)k));
    return sum;
}

static int64_t highest(const struct history_view *v) {
    int64_t most = 1;
    for (int k = 0; k <= MOVEMENT_KINDS; k++)
        if (level(v, k) > most) most = level(v, k);
    return most;
}

static int64_t percent(int64_t part, int64_t whole) {
    enum { HUNDRED = 100 };
    int64_t p = part > 0 ? part / (whole / HUNDRED + 1) : 0;
    return p < HUNDRED ? p : HUNDRED;
}

int64_t movement_start(const struct history_view *v, enum movement_kind kind) {
    int64_t from = level(v, kind), to = level(v, (int)kind + 1);
    return percent(from < to ? from : to, highest(v));
}

int64_t movement_length(const struct history_view *v, enum movement_kind kind) {
    int64_t change = rials(movement_change(v, kind));
    int64_t length = percent(change < 0 ? -change : change, highest(v));
    return change && !length ? 1 : length;
}

struct value movement_untold(const struct history_view *v) {
    struct ended_sum open = history_open(v->to);
    struct value end = ended_amount(&open);
    return end.kind == V_INT ? v_int(end.i - level(v, MOVEMENT_KINDS)) : v_int(0);
}
