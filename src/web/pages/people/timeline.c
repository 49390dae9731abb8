/* timeline.c - all that was said and done with a customer, newest first. */
#include "entities.h"
#include "records/data/titles.h"
#include "records/fields/field_type.h"
#include "web/pages/people/timeline.html.h"
#include "web/pages/people/timeline_view.h"

const struct timeline_tab timeline_tabs[TIMELINE_TABS] = {
    {"", MSG_TIMELINE_ALL, .icon = "timeline"},
    {"call", MSG_TIMELINE_CALLS, .icon = "phone"},
    {"message", MSG_TIMELINE_MESSAGES, .icon = "message"},
    {"meeting", MSG_TIMELINE_MEETINGS, .icon = "users"},
    {"note", MSG_TIMELINE_NOTES, .icon = "note"},
    {"letter", MSG_TIMELINE_LETTERS, .icon = "mail-opened"},
};

/* Which kinds of interaction stand under a tab. */
static const struct tab_kind {
    const char *tab, *kind;
} tab_kinds[] = {
    {"call", "call"},    {"message", "sms"},     {"message", "email"},
    {"message", "chat"}, {"meeting", "meeting"}, {"meeting", "visit"},
    {"note", "note"},    {"letter", "letter"},
};
enum { TAB_KINDS = sizeof tab_kinds / sizeof *tab_kinds };

static int tab_of(struct str key) {
    for (int i = 0; i < TIMELINE_TABS; i++)
        if (str_is(key, timeline_tabs[i].key)) return i;
    return 0;
}

/* NULL for everything. */
static const struct filter *filter_of(struct ctx *cx, const struct entity *e, int tab) {
    struct value *values = NEWS(cx->mem, TAB_KINDS, struct value);
    struct filter *f = NEW(cx->mem, struct filter);
    *f = (struct filter){.kind = FILTER_TERM,
                         .field = e->fields[INTERACTION_KIND],
                         .op = FILTER_IN,
                         .values = values};
    for (int i = 0; i < TAB_KINDS; i++)
        if (strcmp(tab_kinds[i].tab, timeline_tabs[tab].key) == 0)
            values[f->count++] = v_text(str_of(tab_kinds[i].kind));
    return tab ? f : NULL;
}

enum err timeline_view_read(struct page *p, int64_t party, struct timeline_view *out) {
    struct ctx *cx = p->cx;
    const struct entity *e = entity_at(cx->catalog, "interaction");
    *out = (struct timeline_view){.page = p,
                                  .party = party,
                                  .tab = tab_of(form_value(&p->query, "kind")),
                                  .day_before = INT64_MIN};
    str_int(form_value(&p->query, "day"), &out->day_before);
    if (!rights_some(cx, e, ACT_READ)) return OK;
    struct list_query q = {.entity = e,
                           .filter = filter_of(cx, e, out->tab),
                           .party = party,
                           .sort = e->fields[INTERACTION_AT],
                           .descending = true,
                           .cursor = form_value(&p->query, "before"),
                           .limit = TIMELINE_PAGE};
    TRY(list_page(cx, &q, &out->events));
    for (int i = 0; i < out->events.count; i++)
        titles_note(cx, entity_at(cx->catalog, "user"),
                    record_int(&out->events.records[i], FIELD_OWNER));
    return OK;
}

/* More of it, for htmx; the whole page for those who came without. */
enum err timeline_get(struct page *p) {
    struct record party;
    struct timeline_view v;
    TRY(record_get(p->cx, p->entity, p->id, &party));
    if (!p->part) return customer_get(p);
    TRY(timeline_view_read(p, p->id, &v));
    TRY(titles_load(p->cx));
    struct buf content = page_buf(p);
    timeline_events(&content, p->cx, &v);
    return reply_html(p, &content);
}

/* -- For the templates --------------------------------------------------------------- */

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

const char *event_icon(const struct record *r) {
    static const struct { const char *icon; } inbound = {.icon = "phone-incoming"};
    struct str kind = record_str(r, INTERACTION_KIND);
    bool from_them = str_eq(record_str(r, INTERACTION_DIRECTION), DIRECTION_INBOUND);
    return str_eq(kind, INTERACTION_KIND_CALL) && from_them ? inbound.icon
                                                            : kind_icon(kind);
}

const char *event_meaning(const struct record *r) {
    struct str mood = record_str(r, INTERACTION_MOOD);
    struct str outcome = record_str(r, INTERACTION_OUTCOME);
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

struct str event_about(struct ctx *cx, const struct record *r) {
    const struct entity *e = r->entity;
    struct buf about = buf_in(cx->mem, 0);
    struct str kind = record_str(r, INTERACTION_KIND);
    add_about(&about, choice_label(cx, e->fields[INTERACTION_KIND], kind));
    if (!str_eq(kind, INTERACTION_KIND_NOTE))
        add_about(&about, choice_label(cx, e->fields[INTERACTION_DIRECTION],
                                       record_str(r, INTERACTION_DIRECTION)));
    add_about(&about, field_text(cx, e->fields[INTERACTION_DURATION],
                                 r->values[INTERACTION_DURATION]));
    add_about(&about, user_name(cx, record_int(r, FIELD_OWNER)));
    return buf_str(&about);
}

int64_t event_day(const struct ctx *cx, const struct record *r) {
    return day_of(record_int(r, INTERACTION_AT), cx->zone_minutes);
}

struct str timeline_older(struct ctx *cx, const struct timeline_view *v, bool part) {
    const struct record *last = &v->events.records[v->events.count - 1];
    struct str id = id_str(cx, v->party), key = str_of(timeline_tabs[v->tab].key);
    return str_format(cx->mem, "/party/%.*s%s?kind=%.*s&before=%.*s&day=%lld%s",
                      STR_ARG(id), part ? "/timeline" : "", STR_ARG(key),
                      STR_ARG(v->events.next), (long long)event_day(cx, last),
                      part ? "" : "#timeline");
}
