/* task_lines.c - reads tasks for lists, the customer page and the calendar. */
#include "entities.h"
#include "records/data/titles.h"
#include "records/fields/field_type.h"
#include "records/rules/rights.h"
#include "store/query.h"
#include "web/pages/people/tasks.h"
#include "web/when.h"

/* The order of these columns is that of read_line. */
#define TASK_COLUMNS                                                           \
    "SELECT t.id, t.party, t.owner, t.due_at, t.ends_at, t.all_day, t.status," \
    " t.subject, t.kind, t.priority, t.repeats FROM task t WHERE "

static void read_line(struct ctx *cx, struct rows *rows, struct task_line *out) {
    *out = (struct task_line){.id = rows_int(rows, 0),
                              .party = rows_int(rows, 1),
                              .owner = rows_int(rows, 2),
                              .due_ms = rows_int(rows, 3),
                              .ends_ms = rows_int(rows, 4),
                              .due = !rows_null(rows, 3),
                              .ends = !rows_null(rows, 4),
                              .all_day = rows_int(rows, 5) == 1,
                              .status = str_dup(cx->mem, rows_text(rows, 6)),
                              .subject = str_dup(cx->mem, rows_text(rows, 7)),
                              .kind = str_dup(cx->mem, rows_text(rows, 8)),
                              .priority = str_dup(cx->mem, rows_text(rows, 9)),
                              .repeats = str_dup(cx->mem, rows_text(rows, 10))};
    out->open =
        str_eq(out->status, TASK_STATUS_OPEN) || str_eq(out->status, TASK_STATUS_DOING);
}

/* A customer's tasks are few: there the index of the party alone shall be used, so the
 * state is asked in a form that no index answers. */
static void add_open(struct query *q, const struct task_ask *ask) {
    if (ask->closed) return;
    if (ask->party)
        query_add(q, SQL(" AND coalesce(t.status, '') IN ('open', 'doing')"));
    else
        query_add(q, SQL(" AND t.status IN ('open', 'doing')"));
}

static void add_whose(struct query *q, const struct task_ask *ask) {
    query_add(q, SQL("1 = 1"));
    if (ask->party) {
        query_add(q, SQL(" AND t.party = "));
        query_bind(q, v_int(ask->party));
    }
    if (ask->owner) {
        query_add(q, SQL(" AND t.owner = "));
        query_bind(q, v_int(ask->owner));
    }
    if (ask->team) {
        query_add(q, SQL(" AND t.team = "));
        query_bind(q, v_int(ask->team));
    }
}

static void add_when(struct query *q, const struct task_ask *ask) {
    if (ask->undated) query_add(q, SQL(" AND t.due_at IS NULL"));
    if (!ask->before_ms) return;
    query_add(q, SQL(" AND t.due_at >= "));
    query_bind(q, v_int(ask->from_ms));
    query_add(q, SQL(" AND t.due_at < "));
    query_bind(q, v_int(ask->before_ms));
}

static int limit_of(const struct task_ask *ask) {
    return ask->limit ? ask->limit : TASK_LINES;
}

enum err task_lines_ask(struct ctx *cx, const struct task_ask *ask,
                        struct task_lines *out) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL(TASK_COLUMNS));
    add_whose(&q, ask);
    add_when(&q, ask);
    add_open(&q, ask);
    rights_condition(cx, &q, 't', entity_at(cx->catalog, "task"), ACT_READ);
    query_add(&q, ask->before_ms ? SQL(" ORDER BY t.due_at, t.id")
                                 : SQL(" ORDER BY t.due_at IS NULL, t.due_at, t.id"));
    if (!ask->party) { /* the few of one customer sort faster without a limit */
        query_add(&q, SQL(" LIMIT "));
        query_number(&q, limit_of(ask) + 1);
    }
    *out = (struct task_lines){0};
    return query_run(cx->db, &q, &out->asked);
}

enum err task_lines_answer(struct ctx *cx, const struct task_ask *ask,
                           struct task_lines *out) {
    int limit = limit_of(ask);
    struct rows *rows = &out->asked;
    out->at = NEWS(cx->mem, (size_t)limit, struct task_line);
    while (out->count < limit && rows_next(rows))
        read_line(cx, rows, &out->at[out->count++]);
    out->more = out->count == limit && rows_next(rows);
    return rows_done(rows);
}

enum err task_lines_read(struct ctx *cx, const struct task_ask *ask,
                         struct task_lines *out) {
    TRY(task_lines_ask(cx, ask, out));
    return task_lines_answer(cx, ask, out);
}

void task_lines_note(struct ctx *cx, const struct task_lines *lines, bool parties) {
    const struct entity *user = entity_at(cx->catalog, "user");
    const struct entity *party = entity_at(cx->catalog, "party");
    for (int i = 0; i < lines->count; i++) {
        titles_note(cx, user, lines->at[i].owner);
        if (parties) titles_note(cx, party, lines->at[i].party);
    }
}

bool task_late(const struct ctx *cx, const struct task_line *line) {
    if (!line->open || !line->due) return false;
    if (!line->all_day) return line->due_ms < cx->now_ms;
    return day_of(line->due_ms, cx->zone_minutes) < cx_today(cx);
}

/* A task of the whole day has no hour, nor has one that was given a day only. */
static bool has_hour(const struct ctx *cx, const struct task_line *line) {
    return !line->all_day && minute_of_day(line->due_ms, cx->zone_minutes) != 0;
}

struct str task_due_text(struct ctx *cx, const struct task_line *line) {
    if (!line->due) return cx_msg(cx, MSG_TASK_UNDATED);
    struct str day = day_word(cx, day_of(line->due_ms, cx->zone_minutes));
    if (!has_hour(cx, line)) return day;
    return str_format(cx->mem, "%.*s %.*s", STR_ARG(day),
                      STR_ARG(clock_text(cx, line->due_ms)));
}

struct str task_hour_text(struct ctx *cx, const struct task_line *line) {
    if (!line->due || !has_hour(cx, line)) return STR("");
    return clock_text(cx, line->due_ms);
}

bool task_before_today(const struct ctx *cx, const struct task_line *line) {
    return line->due && day_of(line->due_ms, cx->zone_minutes) < cx_today(cx);
}

const char *task_icon(const struct task_line *line) {
    static const struct {
        const char *kind, *icon;
    } rows[] = {{"call", .icon = "phone"},
                {"meeting", .icon = "users"},
                {"visit", .icon = "map-pin"},
                {"todo", .icon = "checkbox"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_is(line->kind, rows[i].kind)) return rows[i].icon;
    return rows[3].icon;
}
