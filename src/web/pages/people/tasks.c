/* tasks.c - what is to be done: lists by day, and the acts on one task. */
#include "entities.h"
#include "persian/dateparse.h"
#include "persian/jalali.h"
#include "records/data/titles.h"
#include "records/fields/field_type.h"
#include "web/pages/people/task_line.html.h"
#include "web/pages/people/tasks.html.h"
#include "web/pages/people/tasks_view.h"

/* ---- One task ---- */

static struct task_line line_of(const struct record *r) {
    struct str status = record_str(r, TASK_STATUS);
    return (struct task_line){
        .id = record_id(r),
        .party = record_int(r, TASK_PARTY),
        .owner = record_int(r, FIELD_OWNER),
        .due_ms = record_int(r, TASK_DUE_AT),
        .ends_ms = record_int(r, TASK_ENDS_AT),
        .due = r->values[TASK_DUE_AT].kind != V_NULL,
        .ends = r->values[TASK_ENDS_AT].kind != V_NULL,
        .all_day = record_int(r, TASK_ALL_DAY) == 1,
        .open = str_eq(status, TASK_STATUS_OPEN) || str_eq(status, TASK_STATUS_DOING),
        .status = status,
        .subject = record_str(r, TASK_SUBJECT),
        .kind = record_str(r, TASK_KIND),
        .priority = record_str(r, TASK_PRIORITY),
        .repeats = record_str(r, TASK_REPEATS),
    };
}

/* The row as it stands now, for htmx; for others the page they came from. */
static enum err answer(struct page *p, const struct record *r, int64_t batch) {
    struct task_line line = line_of(r);
    struct task_view v = {.page = p,
                          .line = &line,
                          .back = back_url(p, STR("/tasks")),
                          .edits = true,
                          .with_party = str_is(form_value(&p->form, "party"), "1"),
                          .batch = batch};
    if (!p->part) return reply_redirect(p, v.back);
    struct buf content = page_buf(p);
    task_row(&content, p->cx, &v);
    return reply_html(p, &content);
}

static enum err set_status(struct page *p, struct str status) {
    struct record task;
    TRY(record_get(p->cx, p->entity, p->id, &task));
    task.values[TASK_STATUS] = v_text(status);
    TRY(record_change(p->cx, &task, NULL));
    return answer(p, &task, p->cx->batch);
}

enum err task_done_post(struct page *p) {
    return set_status(p, TASK_STATUS_DONE);
}

enum err task_reopen_post(struct page *p) {
    return set_status(p, TASK_STATUS_OPEN);
}

/* ---- Moving ---- */

/* `day` of a button counts from today; where both are typed, `to` wins. */
static enum err typed_moment(struct page *p, struct moment *out) {
    const struct field *f = p->entity->fields[TASK_DUE_AT];
    struct str typed = str_trim(form_value(&p->form, "to"));
    if (!typed.n) typed = form_value(&p->form, "day");
    enum date_fault fault = moment_parse(p->cx->mem, typed, cx_today(p->cx), out);
    if (!fault) return OK;
    struct value ignored;
    TRY(field_parse(p->cx, f, typed, &ignored)); /* says what is wrong, in its words */
    return problem(p->cx, f, MSG_TASK_DAY_NEEDED);
}

/* A day without an hour keeps the hour there was. */
static int64_t moved_to(const struct ctx *cx, const struct record *task,
                        const struct moment *to) {
    int minute = to->minute;
    bool due = task->values[TASK_DUE_AT].kind != V_NULL;
    if (minute == NO_MINUTE)
        minute = due ? minute_of_day(record_int(task, TASK_DUE_AT), cx->zone_minutes) : 0;
    return instant_at(to->day, minute, cx->zone_minutes);
}

static void shift(struct record *task, int field, int64_t ms) {
    if (task->values[field].kind != V_NULL)
        task->values[field] = v_int(task->values[field].i + ms);
}

/* Its end and its reminder move along. */
static void move(const struct ctx *cx, struct record *task, const struct moment *to) {
    int64_t due = moved_to(cx, task, to);
    if (task->values[TASK_DUE_AT].kind != V_NULL) {
        int64_t by = due - record_int(task, TASK_DUE_AT);
        shift(task, TASK_ENDS_AT, by);
        shift(task, TASK_REMIND_AT, by);
    }
    task->values[TASK_DUE_AT] = v_int(due);
}

enum err task_when_post(struct page *p) {
    struct record task;
    struct moment to;
    TRY(record_get(p->cx, p->entity, p->id, &task));
    enum err e = typed_moment(p, &to);
    if (e == ERR_INVALID && p->part) {
        p->undo = true;
        reply_status(p, 422);
        return answer(p, &task, 0);
    }
    TRY(e);
    move(p->cx, &task, &to);
    TRY(record_change(p->cx, &task, NULL));
    return answer(p, &task, 0);
}

/* ---- Lists ---- */

const struct task_tab task_tabs[TASK_TABS] = {
    {"today", MSG_TASKS_TODAY, .icon = "sun"},
    {"late", MSG_TASKS_LATE, .icon = "alert-circle"},
    {"week", MSG_TASKS_WEEK, .icon = "calendar-week"},
    {"open", MSG_TASKS_OPEN, .icon = "list-check"},
    {"undated", MSG_TASKS_UNDATED, .icon = "calendar-off"},
};

static int tab_of(struct str key) {
    for (int i = 0; i < TASK_TABS; i++)
        if (str_is(key, task_tabs[i].key)) return i;
    return TASKS_TODAY;
}

static struct task_ask ask_of(const struct ctx *cx, enum task_tab_at tab,
                              const struct whose *whose) {
    int64_t today = cx_today(cx), far = INT64_MIN;
    struct task_ask ask = {.owner = whose->user, .team = whose->team, .from_ms = far};
    switch (tab) {
    case TASKS_TODAY: ask.before_ms = instant_at(today + 1, 0, cx->zone_minutes); break;
    case TASKS_LATE: ask.before_ms = cx->now_ms; break;
    case TASKS_WEEK:
        ask.from_ms = instant_at(today, 0, cx->zone_minutes);
        ask.before_ms = instant_at(today + WEEK_DAYS, 0, cx->zone_minutes);
        break;
    case TASKS_UNDATED: ask.undated = true; break;
    case TASKS_OPEN:
    case TASK_TABS: break;
    }
    return ask;
}

int64_t tasks_group(const struct ctx *cx, const struct task_line *line) {
    int64_t day = day_of(line->due_ms, cx->zone_minutes);
    if (!line->due) return TASKS_GROUP_UNDATED;
    return day < cx_today(cx) ? TASKS_GROUP_LATE : day;
}

struct str tasks_heading(const struct ctx *cx, int64_t group) {
    if (group == TASKS_GROUP_LATE) return cx_msg(cx, MSG_TASKS_LATE);
    if (group == TASKS_GROUP_UNDATED) return cx_msg(cx, MSG_TASKS_UNDATED);
    return day_heading(cx, group);
}

enum err tasks_get(struct page *p) {
    struct tasks_view v = {.page = p,
                           .tab = (enum task_tab_at)tab_of(form_value(&p->query, "view")),
                           .edits = rights_some(p->cx, p->entity, ACT_EDIT)};
    TRY(whose_read(p, &v.whose));
    struct task_ask ask = ask_of(p->cx, v.tab, &v.whose);
    TRY(task_lines_read(p->cx, &ask, &v.lines));
    task_lines_note(p->cx, &v.lines, true);
    TRY(titles_load(p->cx));
    v.back = str_format(p->cx->mem, "/tasks?%.*s", STR_ARG(p->request->query));
    struct buf content = page_buf(p);
    tasks_page(&content, p->cx, &v);
    return page_send(p, cx_msg(p->cx, MSG_TASKS), &content);
}
