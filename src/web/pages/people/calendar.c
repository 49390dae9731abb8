/* calendar.c - a month, a week or a day: holidays, tasks, and what was said. */
#include "entities.h"
#include "modules/people/worktime.h"
#include "persian/dateparse.h"
#include "persian/jalali.h"
#include "records/data/titles.h"
#include "records/fields/field_type.h"
#include "records/rules/rights.h"
#include "web/pages/people/calendar.html.h"
#include "web/pages/people/calendar_view.h"
#include "web/pages/people/timeline_view.h"
#include "web/when.h"

const struct calendar_tab calendar_tabs[CALENDAR_KINDS] = {
    {"month", MSG_CALENDAR_MONTH},
    {"week", MSG_CALENDAR_WEEK},
    {"day", MSG_CALENDAR_DAY},
};

/* ---- The squares ---- */

static int set_month(struct ctx *cx, struct calendar_view *v) {
    struct calendar_month month;
    calendar_month(cx->calendar, v->at, &month);
    for (int i = 0; i < month.count; i++)
        v->squares[i].day = month.days[i];
    return month.count;
}

static int set_week(struct ctx *cx, struct calendar_view *v) {
    struct calendar_day days[WEEK_DAYS];
    calendar_week(cx->calendar, v->at, days);
    for (int i = 0; i < WEEK_DAYS; i++)
        v->squares[i].day = days[i];
    return WEEK_DAYS;
}

static int set_day(struct ctx *cx, struct calendar_view *v) {
    struct calendar_day days[WEEK_DAYS];
    calendar_week(cx->calendar, v->at, days);
    for (int i = 0; i < WEEK_DAYS; i++)
        if (days[i].day == v->at) v->squares[0].day = days[i];
    return 1;
}

static void set_squares(struct ctx *cx, struct calendar_view *v) {
    static int (*const setters[CALENDAR_KINDS])(struct ctx *, struct calendar_view *) = {
        set_month, set_week, set_day};
    v->count = setters[v->kind](cx, v);
    for (int i = 0; i < v->count; i++) {
        struct calendar_square *s = &v->squares[i];
        s->today = s->day.day == cx_today(cx);
        s->holiday = is_day_off(cx, s->day.day);
    }
}

/* ---- What stands in them ---- */

static void describe_task(struct ctx *cx, const struct record *r,
                          struct calendar_item *item) {
    struct str status = record_str(r, TASK_STATUS);
    struct task_line line = {.kind = record_str(r, TASK_KIND),
                             .due_ms = item->at_ms,
                             .due = true,
                             .all_day = record_int(r, TASK_ALL_DAY) == 1,
                             .open = str_eq(status, TASK_STATUS_OPEN)
                                     || str_eq(status, TASK_STATUS_DOING)};
    item->task = true;
    item->party = record_int(r, TASK_PARTY);
    item->subject =
        field_text(cx, r->entity->fields[TASK_SUBJECT], r->values[TASK_SUBJECT]);
    item->icon = task_icon(&line);
    item->open = line.open;
    item->late = task_late(cx, &line);
    if (line.all_day || item->minute == 0) item->minute = NO_HOUR;
}

static void describe_interaction(struct ctx *cx, const struct record *r,
                                 struct calendar_item *item) {
    item->party = record_int(r, FIELD_PARTY);
    item->subject = field_text(cx, r->entity->fields[INTERACTION_SUBJECT],
                               r->values[INTERACTION_SUBJECT]);
    item->icon = kind_icon(record_str(r, INTERACTION_KIND));
}

static struct calendar_item item_of(struct ctx *cx, const struct agenda_item *from) {
    const struct record *r = &from->record;
    struct calendar_item item = {.id = record_id(r),
                                 .at_ms = from->at_ms,
                                 .day = day_of(from->at_ms, cx->zone_minutes),
                                 .minute = minute_of_day(from->at_ms, cx->zone_minutes)};
    if (str_is(r->entity->name, "task"))
        describe_task(cx, r, &item);
    else
        describe_interaction(cx, r, &item);
    item.path = record_url(cx, r->entity, item.id, "");
    return item;
}

/* The items are in order of time, so each square's lie together. What began before the
 * first square and lasts stands in that one. */
static void share_out(struct calendar_view *v, const struct calendar_item *items,
                      int count) {
    for (int at = 0, i = 0; i < v->count; i++) {
        struct calendar_square *s = &v->squares[i];
        s->items = &items[at];
        while (at < count && items[at].day <= s->day.day)
            at++, s->count++;
    }
}

/* A week shows the hours of work, and those at which something is. */
static void set_hours(struct calendar_view *v, const struct calendar_item *items,
                      int count) {
    for (int i = 0; i < count; i++) {
        int hour = items[i].minute / MINUTES_PER_HOUR;
        if (items[i].minute == NO_HOUR) continue;
        if (hour < v->hour_first) v->hour_first = hour;
        if (hour > v->hour_last) v->hour_last = hour;
    }
}

static struct agenda_ask ask_between(struct ctx *cx, const struct calendar_view *v,
                                     int64_t first, int64_t last) {
    return (struct agenda_ask){.user = v->whose.user,
                               .team = v->whose.team,
                               .from_ms = instant_at(first, 0, cx->zone_minutes),
                               .before_ms = instant_at(last + 1, 0, cx->zone_minutes)};
}

static struct calendar_item *items_of(struct ctx *cx, const struct agenda *agenda) {
    struct calendar_item *items =
        NEWS(cx->mem, (size_t)agenda->count, struct calendar_item);
    for (int i = 0; i < agenda->count; i++) {
        items[i] = item_of(cx, &agenda->items[i]);
        titles_note(cx, entity_at(cx->catalog, "party"), items[i].party);
    }
    return items;
}

/* A span that holds too much is read day by day, so that no day looks empty. */
static enum err read_days(struct ctx *cx, struct calendar_view *v) {
    for (int i = 0; i < v->count; i++) {
        struct calendar_square *s = &v->squares[i];
        struct agenda_ask ask = ask_between(cx, v, s->day.day, s->day.day);
        struct agenda agenda;
        ask.limit = v->count == 1 ? AGENDA_MOST : SQUARE_MOST;
        TRY(agenda_between(cx, &ask, &agenda));
        s->items = items_of(cx, &agenda);
        s->count = agenda.count;
        s->more = agenda.more;
        set_hours(v, s->items, s->count);
    }
    return OK;
}

static enum err read_items(struct ctx *cx, struct calendar_view *v) {
    int64_t first = v->squares[0].day.day, last = v->squares[v->count - 1].day.day;
    struct agenda_ask ask = ask_between(cx, v, first, last);
    struct agenda agenda;
    struct work_hours hours = work_hours_of(cx->settings);
    v->hour_first = hours.from / MINUTES_PER_HOUR;
    v->hour_last = (hours.before - 1) / MINUTES_PER_HOUR;
    TRY(agenda_between(cx, &ask, &agenda));
    if (agenda.more) {
        TRY(read_days(cx, v));
        return titles_load(cx);
    }
    const struct calendar_item *items = items_of(cx, &agenda);
    share_out(v, items, agenda.count);
    set_hours(v, items, agenda.count);
    return titles_load(cx);
}

/* ---- The page ---- */

static enum calendar_kind kind_of(struct str key) {
    for (int i = 0; i < CALENDAR_KINDS; i++)
        if (str_is(key, calendar_tabs[i].key)) return (enum calendar_kind)i;
    return CALENDAR_MONTH;
}

/* Typed freely; what cannot be read means today. */
static int64_t asked_day(const struct page *p) {
    int64_t day, today = cx_today(p->cx);
    struct str typed = form_value(&p->query, "at");
    return date_parse(p->cx->mem, typed, today, &day) == DATE_OK ? day : today;
}

static struct str title_of(struct ctx *cx, const struct calendar_view *v) {
    if (v->kind == CALENDAR_MONTH) return month_text(cx, v->at);
    if (v->kind == CALENDAR_DAY) return day_heading(cx, v->at);
    struct str from = date_text(cx, v->squares[0].day.day, false);
    struct str to = date_text(cx, v->squares[v->count - 1].day.day, true);
    return msg_format(cx->mem, cx->lang, MSG_CALENDAR_SPAN,
                      MSG_PARTS({"from", from}, {"to", to}));
}

enum err calendar_get(struct page *p) {
    struct ctx *cx = p->cx;
    struct calendar_view v = {.page = p,
                              .kind = kind_of(form_value(&p->query, "view")),
                              .at = asked_day(p),
                              .edits = rights_some(cx, p->entity, ACT_EDIT),
                              .creates = rights_some(cx, p->entity, ACT_CREATE)};
    TRY(whose_read(p, &v.whose));
    set_squares(cx, &v);
    TRY(read_items(cx, &v));
    v.title = title_of(cx, &v);
    v.path = calendar_url(cx, &v, v.at, v.kind);
    struct buf content = page_buf(p);
    calendar_page(&content, cx, &v);
    return page_send(p, cx_msg(cx, MSG_CALENDAR), &content);
}

/* ---- For the templates ---- */

struct str calendar_url(struct ctx *cx, const struct calendar_view *v, int64_t at,
                        enum calendar_kind kind) {
    struct str who = whose_text(cx, &v->whose);
    if (v->whose.user == cx->actor->user) who = STR("");
    return str_format(cx->mem, "/calendar?view=%s&at=%.*s%s%.*s", calendar_tabs[kind].key,
                      STR_ARG(day_typed(cx, at)), who.n ? "&who=" : "", STR_ARG(who));
}

struct str calendar_rest(struct ctx *cx, int64_t day) {
    struct str typed = day_typed(cx, day);
    struct buf url = buf_in(cx->mem, 0);
    BUF_LIT(&url, "/interaction?filter=");
    url_encode(&url,
               str_format(cx->mem, "at within %.*s..%.*s", STR_ARG(typed), STR_ARG(typed)));
    return buf_str(&url);
}

int64_t calendar_turned(const struct ctx *cx, const struct calendar_view *v, int by) {
    if (v->kind == CALENDAR_MONTH) return calendar_turn(cx->calendar, v->at, by);
    return v->at + (v->kind == CALENDAR_WEEK ? WEEK_DAYS * by : by);
}

struct str calendar_new(struct ctx *cx, const struct calendar_view *v, int64_t day,
                        int hour) {
    struct buf url = buf_in(cx->mem, 0);
    struct str typed = day_typed(cx, day);
    BUF_LIT(&url, "/task/new?due_at=");
    buf_put(&url, typed);
    if (hour == NO_HOUR)
        BUF_LIT(&url, "&all_day=1");
    else
        buf_format(&url, "%%20%02d:00", hour);
    BUF_LIT(&url, "&back=");
    url_encode(&url, v->path);
    return buf_str(&url);
}

struct str clock_of_hour(const struct ctx *cx, int hour) {
    return cx_digits_of(cx, str_format(cx->mem, "%d:00", hour));
}
