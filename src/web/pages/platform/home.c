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

static bool may_read(const struct ctx *cx, const struct home_query *h) {
    return rights_some(cx, entity_at(cx->catalog, h->entity), ACT_READ);
}

static enum err query_of(struct ctx *cx, const struct home_query *h,
                         struct list_query **out) {
    const struct entity *e = entity_at(cx->catalog, h->entity);
    *out = NEW(cx->mem, struct list_query);
    **out = (struct list_query){.entity = e, .descending = h->descending};
    if (h->sort) (*out)->sort = field_named(e, str_of(h->sort));
    return filter_parse(cx, e, str_of(h->filter), &(*out)->filter);
}

/* NULL: it may not be read. */
static enum err ask_list(struct ctx *cx, const struct home_query *h, int limit,
                         struct list_asked **out) {
    struct list_query *q;
    if (!may_read(cx, h)) return OK;
    TRY(query_of(cx, h, &q));
    q->limit = limit;
    return list_ask(cx, q, out);
}

/* Without rows: it may not be read. */
static enum err ask_count(struct ctx *cx, const struct home_query *h, struct rows *out) {
    struct list_query *q;
    if (!may_read(cx, h)) return OK;
    TRY(query_of(cx, h, &q));
    return list_count_ask(cx, q, LIST_COUNT_CAP, out);
}

static enum err read_count(struct rows *rows, int64_t *out) {
    *out = rows_next(rows) ? rows_int(rows, 0) : 0;
    return rows_done(rows);
}

/* What is asked together, before the first of it is read. */
struct home_asked {
    struct list_asked *tasks, *deals, *talks;
    struct rows late, open, open_deals, newcomers;
};

static enum err ask_all(struct page *p, struct home_asked *out) {
    struct ctx *cx = p->cx;
    page_expect_frame(p);
    TRY(ask_list(cx, &tasks_due, HOME_TASKS, &out->tasks));
    TRY(ask_list(cx, &deals_due, HOME_DEALS, &out->deals));
    TRY(ask_list(cx, &talks_mine, HOME_TALKS, &out->talks));
    TRY(ask_count(cx, &tasks_late, &out->late));
    TRY(ask_count(cx, &tasks_due, &out->open));
    TRY(ask_count(cx, &deals_open, &out->open_deals));
    return ask_count(cx, &newcomers, &out->newcomers);
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

static struct home_row task_row(struct ctx *cx, const struct record *r) {
    return row_of(cx, r, TASK_PARTY, TASK_DUE_AT, TASK_KIND);
}

/* What was said is never late. */
static struct home_row talk_row(struct ctx *cx, const struct record *r) {
    struct home_row row = row_of(cx, r, FIELD_PARTY, INTERACTION_AT, INTERACTION_KIND);
    row.late = false;
    return row;
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

/* The customers of what was found are named together, after all of it was read. */
static enum err read_list(struct ctx *cx, struct list_asked *asked, int party,
                          struct record_list *out) {
    if (!asked) return OK;
    TRY(list_read(cx, asked, out));
    for (int i = 0; i < out->count; i++)
        titles_note(cx, entity_at(cx->catalog, "party"),
                    record_int(&out->records[i], party));
    return OK;
}

typedef struct home_row home_row_fn(struct ctx *cx, const struct record *r);

static struct home_list list_of(struct ctx *cx, const struct list_asked *asked,
                                const struct record_list *found, home_row_fn *make) {
    struct home_row *rows = NEWS(cx->mem, (size_t)found->count, struct home_row);
    for (int i = 0; i < found->count; i++)
        rows[i] = make(cx, &found->records[i]);
    return (struct home_list){.allowed = asked, .rows = rows, .count = found->count};
}

static enum err read_lists(struct ctx *cx, const struct home_asked *asked, struct home *h) {
    struct record_list tasks = {0}, deals = {0}, talks = {0};
    TRY(read_list(cx, asked->tasks, TASK_PARTY, &tasks));
    TRY(read_list(cx, asked->deals, FIELD_PARTY, &deals));
    TRY(read_list(cx, asked->talks, FIELD_PARTY, &talks));
    TRY(titles_load(cx));
    h->tasks = list_of(cx, asked->tasks, &tasks, task_row);
    h->deals = list_of(cx, asked->deals, &deals, deal_row);
    h->talks = list_of(cx, asked->talks, &talks, talk_row);
    return OK;
}

static enum err read_counts(struct home_asked *asked, struct home *h) {
    TRY(read_count(&asked->late, &h->late));
    TRY(read_count(&asked->open, &h->open));
    TRY(read_count(&asked->open_deals, &h->open_deals));
    return read_count(&asked->newcomers, &h->newcomers);
}

/* Where nobody came this week: whether anybody is there at all. */
static enum err read_parties(struct ctx *cx, struct home *h) {
    struct list_query *q;
    struct record_list first;
    h->parties = may_read(cx, &customers);
    if (!h->parties || h->newcomers) return OK;
    TRY(query_of(cx, &customers, &q));
    q->limit = 1;
    TRY(list_page(cx, q, &first));
    h->nobody = !first.count;
    h->imports = rights_some(cx, q->entity, ACT_IMPORT);
    return OK;
}

/* ---- Pages ---- */

enum err home_get(struct page *p) {
    struct home h = {.day = day_text(p->cx, cx_today(p->cx)), .quick = menu_quick(p)};
    struct home_asked asked = {0};
    TRY(ask_all(p, &asked));
    TRY(read_lists(p->cx, &asked, &h));
    TRY(read_counts(&asked, &h));
    TRY(read_parties(p->cx, &h));
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
