#include "modules/people/agenda.h"

#include "entities.h"
#include "records/data/row.h"
#include "records/rules/rights.h"
#include "store/query.h"

static int limit_of(const struct agenda_ask *ask) {
    return ask->limit ? ask->limit : AGENDA_MOST;
}

static void add_whose(struct query *q, const struct agenda_ask *ask) {
    if (ask->user) {
        query_add(q, SQL(" AND t.owner = "));
        query_bind(q, v_int(ask->user));
    }
    if (ask->team) {
        query_add(q, SQL(" AND t.team = "));
        query_bind(q, v_int(ask->team));
    }
}

static struct agenda_item item_of(const struct record *r) {
    struct agenda_item item = {.record = *r};
    if (str_is(r->entity->name, "task")) {
        item.at_ms = item.ends_ms = record_int(r, TASK_DUE_AT);
        if (r->values[TASK_ENDS_AT].kind != V_NULL)
            item.ends_ms = record_int(r, TASK_ENDS_AT);
    } else {
        item.at_ms = record_int(r, INTERACTION_AT);
        item.ends_ms = item.at_ms + record_int(r, INTERACTION_DURATION) * MS_PER_SECOND;
    }
    return item;
}

/* What of each kind is read, beside what names it. */
static const int task_fields[] = {TASK_KIND,    TASK_PARTY,   TASK_DUE_AT,
                                  TASK_ENDS_AT, TASK_ALL_DAY, TASK_STATUS};
static const int interaction_fields[] = {INTERACTION_KIND, INTERACTION_AT,
                                         INTERACTION_DURATION};
#define COUNT_OF(list) ((int)(sizeof(list) / sizeof *(list)))

static struct selection select_fields(struct ctx *cx, const struct entity *e,
                                      const int *fields, int count) {
    struct selection s = selection_brief(cx->mem, e);
    for (int i = 0; i < count; i++)
        selection_add(cx->mem, &s, e->fields[fields[i]]);
    return s;
}

/* Run the query, which has its condition, within whose and rights. */
static enum err add_kind(struct ctx *cx, struct query *q, const struct entity *e,
                         const struct selection *what, struct sql order,
                         const struct agenda_ask *ask, struct agenda *agenda) {
    add_whose(q, ask);
    rights_condition(cx, q, 't', e, ACT_READ);
    query_add(q, order);
    query_add(q, SQL(" LIMIT "));
    int limit = limit_of(ask), i = 0;
    query_number(q, limit + 1);
    struct rows rows;
    TRY(query_run(cx->db, q, &rows));
    for (; i < limit && rows_next(&rows); i++) {
        struct record r = row_read_some(cx, e, what, &rows);
        agenda->items[agenda->count++] = item_of(&r);
    }
    if (i == limit && rows_next(&rows)) agenda->more = true;
    return rows_done(&rows);
}

static struct query select_of(struct ctx *cx, const struct entity *e,
                              const struct selection *what) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT "));
    buf_put(&q.text, what->columns);
    query_add(&q, SQL(" FROM "));
    query_name(&q, e->name);
    return q;
}

static enum err add_tasks(struct ctx *cx, const struct agenda_ask *ask,
                          struct agenda *agenda) {
    const struct entity *e = entity_at(cx->catalog, "task");
    struct selection what = select_fields(cx, e, task_fields, COUNT_OF(task_fields));
    struct query q = select_of(cx, e, &what);
    query_add(&q, SQL(" t WHERE t.due_at < "));
    query_bind(&q, v_int(ask->before_ms));
    query_add(&q, SQL(" AND t.due_at >= "));
    query_bind(&q, v_int(ask->from_ms - AGENDA_SPAN_DAYS * (int64_t)MS_PER_DAY));
    query_add(&q, SQL(" AND COALESCE(t.ends_at, t.due_at) >= "));
    query_bind(&q, v_int(ask->from_ms));
    return add_kind(cx, &q, e, &what, SQL(" ORDER BY t.due_at, t.id"), ask, agenda);
}

static enum err add_interactions(struct ctx *cx, const struct agenda_ask *ask,
                                 struct agenda *agenda) {
    const struct entity *e = entity_at(cx->catalog, "interaction");
    struct selection what =
        select_fields(cx, e, interaction_fields, COUNT_OF(interaction_fields));
    struct query q = select_of(cx, e, &what);
    query_add(&q, SQL(" t WHERE t.at < "));
    query_bind(&q, v_int(ask->before_ms));
    query_add(&q, SQL(" AND t.at >= "));
    query_bind(&q, v_int(ask->from_ms));
    return add_kind(cx, &q, e, &what, SQL(" ORDER BY t.at, t.id"), ask, agenda);
}

static void sort_items(struct agenda_item *items, int count) {
    for (int i = 1; i < count; i++) {
        struct agenda_item one = items[i];
        int at = i;
        for (; at > 0 && one.at_ms < items[at - 1].at_ms; at--)
            items[at] = items[at - 1];
        items[at] = one;
    }
}

enum err agenda_between(struct ctx *cx, const struct agenda_ask *ask, struct agenda *out) {
    size_t room = 2 * (size_t)limit_of(ask);
    struct agenda agenda = {.items = NEWS(cx->mem, room, struct agenda_item)};
    TRY(add_tasks(cx, ask, &agenda));
    TRY(add_interactions(cx, ask, &agenda));
    sort_items(agenda.items, agenda.count);
    *out = agenda;
    return OK;
}
