/* timeline.c - all that was said and done with a customer, newest first. */
#include "entities.h"
#include "records/data/list.h"
#include "records/data/titles.h"
#include "records/fields/field_type.h"
#include "web/pages/people/timeline.html.h"
#include "web/pages/people/timeline_view.h"

const struct timeline_tab timeline_tabs[TIMELINE_TABS] = {
    {"", MSG_TIMELINE_ALL, .icon = "timeline", TIMELINE_ALL},
    {"call", MSG_TIMELINE_CALLS, .icon = "phone"},
    {"message", MSG_TIMELINE_MESSAGES, .icon = "message"},
    {"meeting", MSG_TIMELINE_MEETINGS, .icon = "users"},
    {"note", MSG_TIMELINE_NOTES, .icon = "note"},
    {"task", MSG_TIMELINE_TASKS, .icon = "checkbox", 1u << TIMELINE_TASK},
    {"change", MSG_TIMELINE_CHANGES, .icon = "stairs-up",
     1u << TIMELINE_STAGE | 1u << TIMELINE_MERGE},
};

/* Which kinds of interaction stand under the other tabs. */
static const struct tab_kind {
    const char *tab, *kind;
} tab_kinds[] = {
    {"call", "call"},       {"message", "sms"},    {"message", "email"},
    {"message", "chat"},    {"message", "letter"}, {"meeting", "visit"},
    {"meeting", "meeting"}, {"note", "note"},
};
enum { TAB_KINDS = sizeof tab_kinds / sizeof *tab_kinds };

static int tab_of(struct str key) {
    for (int i = 0; i < TIMELINE_TABS; i++)
        if (str_is(key, timeline_tabs[i].key)) return i;
    return 0;
}

/* ---- Reading ---- */

static struct filter *filter_of(struct ctx *cx, const struct entity *e, const char *tab) {
    struct value *values = NEWS(cx->mem, TAB_KINDS, struct value);
    struct filter *f = NEW(cx->mem, struct filter);
    *f = (struct filter){.kind = FILTER_TERM,
                         .field = e->fields[INTERACTION_KIND],
                         .op = FILTER_IN,
                         .values = values};
    for (int i = 0; i < TAB_KINDS; i++)
        if (strcmp(tab_kinds[i].tab, tab) == 0)
            values[f->count++] = v_text(str_of(tab_kinds[i].kind));
    return f;
}

static struct timeline_entry entry_of(const struct record *r) {
    return (struct timeline_entry){.kind = TIMELINE_INTERACTION,
                                   .at_ms = record_int(r, INTERACTION_AT),
                                   .id = record_id(r),
                                   .by = record_int(r, FIELD_OWNER),
                                   .record = *r};
}

/* Interactions of some kinds only, by the list of them. */
static enum err ask_kinds(struct ctx *cx, int64_t party, const char *tab, struct str cursor,
                          struct timeline_view *out) {
    const struct entity *e = entity_at(cx->catalog, "interaction");
    struct list_query q = {.entity = e,
                           .filter = filter_of(cx, e, tab),
                           .party = party,
                           .sort = e->fields[INTERACTION_AT],
                           .descending = true,
                           .cursor = cursor,
                           .limit = TIMELINE_PAGE};
    return rights_some(cx, e, ACT_READ) ? list_ask(cx, &q, &out->list_asked) : OK;
}

static enum err read_kinds(struct ctx *cx, struct list_asked *asked, struct timeline *out) {
    struct record_list list;
    if (!asked) return OK;
    TRY(list_read(cx, asked, &list));
    out->entries = NEWS(cx->mem, (size_t)list.count, struct timeline_entry);
    out->count = list.count;
    out->next = list.next;
    for (int i = 0; i < list.count; i++)
        out->entries[i] = entry_of(&list.records[i]);
    return OK;
}

static void note_titles(struct ctx *cx, const struct timeline_entry *e) {
    titles_note(cx, entity_at(cx->catalog, "user"), e->by);
    if (e->kind != TIMELINE_INTERACTION) return;
    titles_note(cx, entity_at(cx->catalog, "file"),
                record_int(&e->record, INTERACTION_ATTACHMENT));
}

enum err timeline_view_ask(struct page *p, int64_t party, struct timeline_view *out) {
    struct ctx *cx = p->cx;
    struct str cursor = form_value(&p->query, "before");
    *out = (struct timeline_view){
        .page = p,
        .party = party,
        .parts = rights_some(cx, entity_at(cx->catalog, "party"), ACT_EDIT),
        .tab = tab_of(form_value(&p->query, "kind")),
        .day_before = INT64_MIN};
    const struct timeline_tab *tab = &timeline_tabs[out->tab];
    str_int(form_value(&p->query, "day"), &out->day_before);
    return tab->kinds ? timeline_ask(cx, party, tab->kinds, cursor, 0, &out->asked)
                      : ask_kinds(cx, party, tab->key, cursor, out);
}

enum err timeline_view_read(struct page *p, struct timeline_view *v) {
    TRY(v->asked ? timeline_read(v->asked, &v->events)
                 : read_kinds(p->cx, v->list_asked, &v->events));
    for (int i = 0; i < v->events.count; i++)
        note_titles(p->cx, &v->events.entries[i]);
    return OK;
}

/* More of it, for htmx; the whole page for those who came without. */
enum err timeline_get(struct page *p) {
    struct record party;
    struct timeline_view v;
    if (!p->part) return customer_get(p);
    TRY(timeline_view_ask(p, p->id, &v));
    TRY(record_get(p->cx, p->entity, p->id, &party));
    TRY(timeline_view_read(p, &v));
    TRY(titles_load(p->cx));
    struct buf content = page_buf(p);
    timeline_events(&content, p->cx, &v);
    return reply_html(p, &content);
}

/* ---- For the templates ---- */

const char *kind_icon(struct str kind) {
    static const struct {
        const char *kind, *icon;
    } rows[] = {
        {"call", .icon = "phone"},    {"visit", .icon = "map-pin"},
        {"meeting", .icon = "users"}, {"letter", .icon = "mail-opened"},
        {"email", .icon = "mail"},    {"sms", .icon = "message"},
        {"chat", .icon = "messages"}, {"note", .icon = "note"},
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    for (int i = 0; i < ROWS; i++)
        if (str_is(kind, rows[i].kind)) return rows[i].icon;
    return rows[ROWS - 1].icon;
}

static bool is_from_them(const struct timeline_entry *e) {
    return str_eq(record_str(&e->record, INTERACTION_KIND), INTERACTION_KIND_CALL)
           && str_eq(record_str(&e->record, INTERACTION_DIRECTION), DIRECTION_INBOUND);
}

const char *event_icon(const struct timeline_entry *e) {
    static const struct {
        const char *icon;
    } of_kind[TIMELINE_KINDS] = {{.icon = "phone-incoming"},
                                 {.icon = "checkbox"},
                                 {.icon = "arrows-join"},
                                 {.icon = "stairs-up"}};
    if (e->kind != TIMELINE_INTERACTION || is_from_them(e)) return of_kind[e->kind].icon;
    return kind_icon(record_str(&e->record, INTERACTION_KIND));
}

static bool task_is_done(const struct timeline_entry *e) {
    return str_eq(record_str(&e->record, TASK_STATUS), TASK_STATUS_DONE);
}

const char *event_meaning(const struct timeline_entry *e) {
    if (e->kind == TIMELINE_TASK) return task_is_done(e) ? "m-good" : "";
    if (e->kind != TIMELINE_INTERACTION) return "m-info";
    struct str mood = record_str(&e->record, INTERACTION_MOOD);
    struct str outcome = record_str(&e->record, INTERACTION_OUTCOME);
    if (str_eq(mood, MOOD_ANGRY) || str_eq(outcome, OUTCOME_COMPLAINT)) return "m-bad";
    if (str_eq(mood, MOOD_UNHAPPY) || str_eq(outcome, OUTCOME_REFUSED)) return "m-warn";
    if (str_eq(mood, MOOD_HAPPY) || str_eq(outcome, OUTCOME_INTERESTED)) return "m-good";
    return "";
}

static void add_about(struct buf *out, struct str text) {
    if (!text.n) return;
    if (out->n) BUF_LIT(out, " · ");
    buf_put(out, text);
}

static void add_interaction(struct ctx *cx, struct buf *about, const struct record *r) {
    const struct entity *e = r->entity;
    struct str kind = record_str(r, INTERACTION_KIND);
    add_about(about, choice_label(cx, e->fields[INTERACTION_KIND], kind));
    if (!str_eq(kind, INTERACTION_KIND_NOTE))
        add_about(about, choice_label(cx, e->fields[INTERACTION_DIRECTION],
                                      record_str(r, INTERACTION_DIRECTION)));
    add_about(about, field_text(cx, e->fields[INTERACTION_DURATION],
                                r->values[INTERACTION_DURATION]));
}

struct str event_about(struct ctx *cx, const struct timeline_entry *e) {
    struct buf about = buf_in(cx->mem, 0);
    if (e->kind == TIMELINE_INTERACTION) add_interaction(cx, &about, &e->record);
    if (e->kind == TIMELINE_TASK)
        add_about(&about, choice_label(cx, e->record.entity->fields[TASK_STATUS],
                                       record_str(&e->record, TASK_STATUS)));
    add_about(&about, user_name(cx, e->by));
    return buf_str(&about);
}

int64_t event_day(const struct ctx *cx, const struct timeline_entry *e) {
    return day_of(e->at_ms, cx->zone_minutes);
}

bool event_hidden(const struct timeline_view *v, const struct timeline_entry *e) {
    struct str status =
        e->kind == TIMELINE_TASK ? record_str(&e->record, TASK_STATUS) : STR("");
    return v->tab == 0
           && (str_eq(status, TASK_STATUS_OPEN) || str_eq(status, TASK_STATUS_DOING));
}

struct str timeline_older(struct ctx *cx, const struct timeline_view *v, bool part) {
    const struct timeline_entry *last = &v->events.entries[v->events.count - 1];
    struct str id = id_str(cx, v->party), key = str_of(timeline_tabs[v->tab].key);
    return str_format(cx->mem, "/party/%.*s%s?kind=%.*s&before=%.*s&day=%lld%s",
                      STR_ARG(id), part ? "/timeline" : "", STR_ARG(key),
                      STR_ARG(v->events.next), (long long)event_day(cx, last),
                      part ? "" : "#timeline");
}
