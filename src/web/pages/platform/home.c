/* home.c - the day at one look: what to do now, what happened, how it stands. */
#include "web/pages/platform/home.h"

#include "entities.h"
#include "records/data/titles.h"
#include "records/fields/field_type.h"
#include "web/pages/platform/home.html.h"
#include "web/pages/platform/parts.h"
#include "web/shell.h"
#include "web/when.h"

enum { HOME_TASKS = 8, HOME_DEALS = 6, HOME_TALKS = 6 };

/* ---- Short lists ---- */

/* A list that the home page shows or counts. */
static const struct home_query {
    const char *entity, *filter, *sort;
    bool descending;
} tasks_due = {"task",
               "owner = me and status in (open, doing)"
               " and (due_at within past or due_at within today)",
               "due_at", false},
  tasks_late = {"task", "owner = me and status in (open, doing) and due_at within past",
                "due_at", false},
  deals_open = {"deal", "owner = me and outcome = open", NULL, false},
  deals_due = {"deal",
               "owner = me and outcome = open"
               " and (close_on within past or close_on within this_week)",
               "close_on", false},
  talks_mine = {"interaction", "owner = me", "at", true},
  newcomers = {"party", "created_at within this_week", NULL, false},
  customers = {"party", "", NULL, false};

static enum err ask(struct ctx *cx, const struct home_query *h, struct list_query *out) {
    const struct entity *e = entity_at(cx->catalog, h->entity);
    *out = (struct list_query){.entity = e, .descending = h->descending};
    if (h->sort) out->sort = field_named(e, str_of(h->sort));
    return filter_parse(cx, e, str_of(h->filter), &out->filter);
}

static bool may_read(const struct ctx *cx, const struct home_query *h) {
    return rights_some(cx, entity_at(cx->catalog, h->entity), ACT_READ);
}

static enum err read_list(struct ctx *cx, const struct home_query *h, int limit,
                          struct record_list *out) {
    struct list_query q;
    TRY(ask(cx, h, &q));
    q.limit = limit;
    return list_page(cx, &q, out);
}

static enum err count(struct ctx *cx, const struct home_query *h, int64_t *out) {
    struct list_query q;
    if (!may_read(cx, h)) return OK;
    TRY(ask(cx, h, &q));
    return list_count(cx, &q, LIST_COUNT_CAP, out);
}

/* ---- Rows ---- */

static const struct {
    const char *kind, *icon;
} kind_icons[] = {
    {"todo", .icon = "checkbox"},    {"call", .icon = "phone"},
    {"meeting", .icon = "users"},    {"visit", .icon = "map-pin"},
    {"letter", .icon = "file-text"}, {"email", .icon = "mail"},
    {"sms", .icon = "message"},      {"chat", .icon = "messages"},
    {"note", .icon = "note"},
};

static const char *icon_of(struct str kind) {
    for (size_t i = 0; i < sizeof kind_icons / sizeof *kind_icons; i++)
        if (str_is(kind, kind_icons[i].kind)) return kind_icons[i].icon;
    return kind_icons[0].icon;
}

static struct home_row row_of(struct ctx *cx, const struct record *r, int party, int time,
                              int kind) {
    int64_t at_ms = record_int(r, time);
    struct home_row row = {.entity = r->entity,
                           .id = record_id(r),
                           .title = record_title(cx, r),
                           .when = at_ms ? when_text(cx, at_ms) : STR(""),
                           .icon = icon_of(record_str(r, kind)),
                           .late = at_ms && day_of(at_ms, cx->zone_minutes) < cx_today(cx)};
    if (record_int(r, party))
        row.party = link_title(cx, entity_at(cx->catalog, "party"), record_int(r, party));
    return row;
}

static enum err fill_tasks(struct ctx *cx, struct home *h) {
    struct record_list list;
    h->tasks.allowed = may_read(cx, &tasks_due);
    if (!h->tasks.allowed) return OK;
    TRY(read_list(cx, &tasks_due, HOME_TASKS, &list));
    struct home_row *rows = NEWS(cx->mem, (size_t)list.count, struct home_row);
    for (int i = 0; i < list.count; i++)
        rows[i] = row_of(cx, &list.records[i], TASK_PARTY, TASK_DUE_AT, TASK_KIND);
    h->tasks.rows = rows;
    h->tasks.count = list.count;
    TRY(count(cx, &tasks_late, &h->late));
    return count(cx, &tasks_due, &h->open);
}

static struct home_row deal_row(struct ctx *cx, const struct record *r) {
    const struct entity *party = entity_at(cx->catalog, "party");
    struct value day = r->values[DEAL_CLOSE_ON];
    return (struct home_row){
        .entity = r->entity,
        .id = record_id(r),
        .title = record_title(cx, r),
        .party = link_title(cx, party, record_int(r, FIELD_PARTY)),
        .when = field_text(cx, r->entity->fields[DEAL_CLOSE_ON], day),
        .icon = "businessplan",
        .late = record_int(r, DEAL_CLOSE_ON) < cx_today(cx),
    };
}

static enum err fill_deals(struct ctx *cx, struct home *h) {
    struct record_list list;
    h->deals.allowed = may_read(cx, &deals_due);
    if (!h->deals.allowed) return OK;
    TRY(read_list(cx, &deals_due, HOME_DEALS, &list));
    struct home_row *rows = NEWS(cx->mem, (size_t)list.count, struct home_row);
    for (int i = 0; i < list.count; i++)
        titles_note(cx, entity_at(cx->catalog, "party"),
                    record_int(&list.records[i], FIELD_PARTY));
    TRY(titles_load(cx));
    for (int i = 0; i < list.count; i++)
        rows[i] = deal_row(cx, &list.records[i]);
    h->deals.rows = rows;
    h->deals.count = list.count;
    return count(cx, &deals_open, &h->open_deals);
}

static enum err fill_talks(struct ctx *cx, struct home *h) {
    struct record_list list;
    h->talks.allowed = may_read(cx, &talks_mine);
    if (!h->talks.allowed) return OK;
    TRY(read_list(cx, &talks_mine, HOME_TALKS, &list));
    struct home_row *rows = NEWS(cx->mem, (size_t)list.count, struct home_row);
    for (int i = 0; i < list.count; i++) {
        rows[i] =
            row_of(cx, &list.records[i], FIELD_PARTY, INTERACTION_AT, INTERACTION_KIND);
        rows[i].late = false; /* what was said is never late */
    }
    h->talks.rows = rows;
    h->talks.count = list.count;
    return OK;
}

static enum err fill_parties(struct ctx *cx, struct home *h) {
    struct record_list first;
    h->parties = may_read(cx, &customers);
    if (!h->parties) return OK;
    TRY(count(cx, &newcomers, &h->newcomers));
    if (h->newcomers) return OK;
    TRY(read_list(cx, &customers, 1, &first));
    h->nobody = !first.count;
    h->imports = rights_some(cx, entity_at(cx->catalog, customers.entity), ACT_IMPORT);
    return OK;
}

/* ---- Pages ---- */

enum err home_get(struct page *p) {
    struct home h = {.day = day_text(p->cx, cx_today(p->cx)), .quick = menu_quick(p)};
    TRY(fill_tasks(p->cx, &h));
    TRY(fill_deals(p->cx, &h));
    TRY(fill_talks(p->cx, &h));
    TRY(fill_parties(p->cx, &h));
    struct buf content = page_buf(p);
    home_page(&content, p->cx, &h);
    return page_send(p, cx_msg(p->cx, MSG_HOME), &content);
}

/* Asked for after the page, since it looks at every customer. */
enum err stages_get(struct page *p) {
    struct list_query q = {.entity = p->entity};
    const struct choice_list *stages = p->entity->fields[PARTY_STAGE]->choices;
    struct stage_bar *bars = NEWS(p->cx->mem, (size_t)stages->count, struct stage_bar);
    struct list_group *groups;
    int64_t most = 1;
    int n;
    TRY(list_groups(p->cx, &q, p->entity->fields[PARTY_STAGE], &groups, &n));
    for (int i = 0; i < stages->count; i++) {
        bars[i].stage = &stages->choices[i];
        for (int g = 0; g < n; g++)
            if (groups[g].key.kind == V_TEXT && str_eq(groups[g].key.s, bars[i].stage->key))
                bars[i].count = groups[g].count;
        if (bars[i].count > most) most = bars[i].count;
    }
    for (int i = 0; i < stages->count; i++)
        bars[i].percent = (int)(bars[i].count * 100 / most);
    struct buf content = page_buf(p);
    home_stages(&content, p->cx, bars, stages->count, page_age(p));
    return page_send(p, cx_msg(p->cx, MSG_HOME_STAGES), &content);
}
