#include "web/menu.h"

/* Of kinds that name none. */
static const struct { const char *icon; } plain = {.icon = "point"};

/* Groups in their order, by the module that brings what they hold. */
static const struct {
    struct str module;
    enum msg label;
} groups[] = {
    {STR_INIT(""), MSG_HOME}, /* without heading */
    {STR_INIT("people"), MSG_MENU_PEOPLE},
    {STR_INIT("sales"), MSG_MENU_SALES},
    {STR_INIT("requests"), MSG_MENU_REQUESTS},
    {STR_INIT("trade"), MSG_MENU_TRADE},
    {STR_INIT("offers"), MSG_MENU_OFFERS},
    {STR_INIT("field"), MSG_MENU_FIELD},
    {STR_INIT("contracts"), MSG_MENU_CONTRACTS},
    {STR_INIT("catalogue"), MSG_MENU_CATALOGUE},
    {STR_INIT("service"), MSG_MENU_SERVICE},
    {STR_INIT("marketing"), MSG_MENU_MARKETING},
    {STR_INIT("loyalty"), MSG_MENU_LOYALTY},
    {STR_INIT("finance"), MSG_MENU_FINANCE},
    {STR_INIT("insight"), MSG_MENU_INSIGHT},
    {STR_INIT("custom"), MSG_MENU_CUSTOM},
    {STR_INIT("platform"), MSG_MENU_PLATFORM},
};
enum { GROUPS = sizeof groups / sizeof *groups };

/* Kinds that are set up once: they stand behind what is opened every day. */
static const char *const set_up[] = {"pipeline",    "deal_stage",   "stage_question",
                                     "competitor",  "request_form", "routing_rule",
                                     "offer_answer"};

static bool is_set_up(const struct entity *e) {
    for (size_t i = 0; i < sizeof set_up / sizeof *set_up; i++)
        if (str_is(e->name, set_up[i])) return true;
    return false;
}

/* Pages that are not lists of records. */
static const struct menu_page {
    const char *module, *path;
    enum msg label;
    const char *icon;
    bool administrator;
    const char *of;    /* the kind for whose list a phone's foot shows this page */
    const char *about; /* the kind that one must be allowed to read */
} pages[] = {
    {"", "/", MSG_HOME, .icon = "home"},
    {"people", "/tasks", MSG_TASKS, .icon = "list-check", .of = "task"},
    {"people", "/calendar", MSG_CALENDAR, .icon = "calendar"},
    {"people", "/duplicates", MSG_DUPLICATES, .icon = "users-plus"},
    {"requests", "/response", MSG_RESPONSE, .icon = "clock", .about = "request"},
    {"sales", "/closing", MSG_CLOSING, .icon = "calendar-dollar", .about = "deal"},
    {"sales", "/forecast", MSG_FORECAST, .icon = "chart-bar", .about = "deal"},
    {"sales", "/funnel", MSG_FUNNEL, .icon = "filter-check", .about = "deal"},
    {"sales", "/targets", MSG_TARGETS, .icon = "trophy", .about = "deal"},
    {"sales", "/reasons", MSG_REASONS, .icon = "chart-pie", .about = "deal"},
    {"sales", "/scoring", MSG_SCORING, .icon = "chart-dots", .about = "deal"},
    {"field", "/visits", MSG_VISITS, .icon = "route", .about = "field_visit"},
    {"field", "/dealers", MSG_DEALERS, .icon = "building-store", .about = "party"},
    {"offers", "/offers", MSG_OFFERS, .icon = "bulb", .about = "sales_order"},
    {"contracts", "/recurring", MSG_RECURRING, .icon = "chart-bar",
     .about = "subscription"},
    {"catalogue", "/catalogue", MSG_SHELF, .icon = "layout-grid", .about = "product"},
    {"platform", "/settings", MSG_SETTINGS, .icon = "settings", .administrator = true},
    {"platform", "/outgoing", MSG_OUTGOING, .icon = "mail", .administrator = true},
    {"platform", "/looks", MSG_LOOKS, .icon = "eye", .administrator = true},
    {"platform", "/import", MSG_IMPORT_TITLE, .icon = "file-import"},
    {"platform", "/jobs", MSG_JOBS, .icon = "activity"},
    {"platform", "/help", MSG_HELP, .icon = "help"},
};
enum { PAGES = sizeof pages / sizeof *pages };

static bool is_under(struct str path, struct str item) {
    if (item.n == 1) return path.n == 1;
    return str_starts(path, item) && (path.n == item.n || path.p[item.n] == '/');
}

static struct menu_item entity_item(const struct page *p, const struct entity *e) {
    struct arena *mem = p->cx->mem;
    struct str path = str_join(mem, STR("/"), e->name);
    return (struct menu_item){path, label_in(&e->many, p->cx->lang),
                              e->icon.n ? str_z(mem, e->icon) : plain.icon,
                              is_under(p->request->path, path)};
}

static bool is_listed(const struct page *p, const struct entity *e) {
    return !e->hidden && rights_some(p->cx, e, ACT_READ);
}

/* ---- The navigation ---- */

/* A kind that the actor may list, and where. */
struct listed {
    const struct entity *kind;
    int group;
    bool once; /* it is set up once */
};

static int group_of(struct str module) {
    int i = 0;
    while (i < GROUPS && !str_eq(groups[i].module, module))
        i++;
    return i;
}

static int list_kinds(const struct page *p, struct listed *out) {
    const struct catalog *c = p->cx->catalog;
    int n = 0;
    for (int i = 0; i < c->count; i++) {
        const struct entity *e = c->entities[i];
        if (is_listed(p, e))
            out[n++] = (struct listed){e, group_of(e->module), is_set_up(e)};
    }
    return n;
}

static struct menu_item page_item(const struct page *p, const struct menu_page *page) {
    struct str path = str_of(page->path);
    return (struct menu_item){path, cx_msg(p->cx, page->label), page->icon,
                              is_under(p->request->path, path)};
}

static bool is_allowed(const struct page *p, const struct menu_page *page) {
    if (page->administrator && !p->cx->actor->administrator) return false;
    return !page->about
           || rights_some(p->cx, entity_at(p->cx->catalog, page->about), ACT_READ);
}

static int add_pages(const struct page *p, struct str module, struct menu_item *items) {
    int n = 0;
    for (int i = 0; i < PAGES; i++)
        if (str_is(module, pages[i].module) && is_allowed(p, &pages[i]))
            items[n++] = page_item(p, &pages[i]);
    return n;
}

static int add_kinds(const struct page *p, const struct listed *kinds, int count,
                     struct listed like, struct menu_item *items) {
    int n = 0;
    for (int i = 0; i < count; i++)
        if (kinds[i].group == like.group && kinds[i].once == like.once)
            items[n++] = entity_item(p, kinds[i].kind);
    return n;
}

struct menu menu_of(const struct page *p) {
    size_t most = (size_t)p->cx->catalog->count;
    struct listed *kinds = NEWS(p->cx->mem, most, struct listed);
    struct menu_item *items = NEWS(p->cx->mem, most + PAGES, struct menu_item);
    struct menu_group *made = NEWS(p->cx->mem, GROUPS, struct menu_group);
    int kind_count = list_kinds(p, kinds), count = 0;
    for (int i = 0; i < GROUPS; i++) {
        int n = add_kinds(p, kinds, kind_count, (struct listed){.group = i}, items);
        n += add_pages(p, groups[i].module, items + n);
        n += add_kinds(p, kinds, kind_count, (struct listed){.group = i, .once = true},
                       items + n);
        struct str label = groups[i].module.n ? cx_msg(p->cx, groups[i].label) : STR("");
        if (n) made[count++] = (struct menu_group){label, items, n};
        items += n;
    }
    return (struct menu){made, count};
}

/* ---- Shorter menus ---- */

struct menu_group menu_quick(const struct page *p) {
    const struct catalog *c = p->cx->catalog;
    struct menu_item *items = NEWS(p->cx->mem, (size_t)c->count, struct menu_item);
    int n = 0;
    for (int i = 0; i < c->count; i++) {
        const struct entity *e = c->entities[i];
        if (!e->quick || !rights_some(p->cx, e, ACT_CREATE)) continue;
        items[n] = entity_item(p, e);
        items[n].label = label_in(&e->one, p->cx->lang);
        items[n].path = str_join(p->cx->mem, items[n].path, STR("/new"));
        items[n++].current = false;
    }
    return (struct menu_group){cx_msg(p->cx, MSG_MENU_NEW), items, n};
}

/* What the foot shows for an item: a page of one's own instead of a list, which that page of
 * the navigation then does not stand beside. */
static bool foot_item(const struct page *p, struct menu_item *item) {
    for (int i = 0; i < PAGES; i++) {
        if (!pages[i].of) continue;
        if (str_is(item->path, pages[i].path)) return false;
        if (str_is(str_from(item->path, 1), pages[i].of)) *item = page_item(p, &pages[i]);
    }
    return true;
}

/* Home first, then the lists in the order of the navigation. */
struct menu_group menu_foot(const struct page *p, const struct menu *menu) {
    struct menu_item *items = NEWS(p->cx->mem, MENU_FOOT, struct menu_item);
    int n = 0;
    for (int g = 0; g < menu->count; g++)
        for (int i = 0; i < menu->groups[g].count && n < MENU_FOOT; i++) {
            items[n] = menu->groups[g].items[i];
            n += foot_item(p, &items[n]);
        }
    return (struct menu_group){STR(""), items, n};
}

/* ---- Help ---- */

/* Which topic is about which pages: those at the path and below it. */
static const struct {
    const char *path, *topic;
} helped[] = {
    {"/deal", "deals"},
    {"/pipeline", "deals"},
    {"/deal_stage", "deals"},
    {"/competitor", "deals"},
    {"/sales_target", "deals"},
    {"/closing", "deals"},
    {"/forecast", "deals"},
    {"/funnel", "deals"},
    {"/reasons", "deals"},
    {"/targets", "deals"},
    {"/scoring", "deals"},
    {"/score_rule", "deals"},
    {"/request", "requests"},
    {"/request_form", "requests"},
    {"/routing_rule", "requests"},
    {"/response", "requests"},
    {"/quote", "quotes"},
    {"/sales_order", "quotes"},
    {"/product", "goods"},
    {"/product_category", "goods"},
    {"/catalogue", "goods"},
    {"/price_book", "goods"},
    {"/price", "goods"},
    {"/offers", "offers"},
    {"/offer_answer", "offers"},
    {"/visits", "field"},
    {"/field_visit", "field"},
    {"/visit_plan", "field"},
    {"/dealers", "field"},
    {"/contract", "contracts"},
    {"/subscription", "contracts"},
    {"/recurring", "contracts"},
    {"/party", "customers"},
    {"/duplicates", "customers"},
    {"/import", "import"},
    {"/user", "roles"},
    {"/team", "roles"},
    {"/role", "roles"},
    {"/why", "roles"},
    {"/search", "search"},
    {"/me/tokens", "api"},
    {"/api", "api"},
};
enum { HELPED = sizeof helped / sizeof *helped };

struct str menu_help(const struct page *p) {
    for (int i = 0; i < HELPED; i++)
        if (is_under(p->request->path, str_of(helped[i].path)))
            return str_join(p->cx->mem, STR("/help/"), str_of(helped[i].topic));
    return STR("/help");
}

/* ---- Pages of a record ---- */

static const struct record_page {
    const char *entity; /* NULL: of every kind that is not the system's own */
    const char *before, *between, *after; /* the kind and the id stand between these */
    enum msg label;
    const char *icon;
    bool administrator;
    bool sensitive; /* only where there is a sensitive field */
} record_pages[] = {
    {"user", "/", "/", "/access", MSG_ACCESS, .icon = "key", .administrator = true},
    {"role", "/", "/", "/rights", MSG_RIGHTS, .icon = "shield-check",
     .administrator = true},
    {NULL, "/why?entity=", "&id=", "", MSG_WHY, .icon = "eye-question"},
    {NULL, "/looks?entity=", "&id=", "", MSG_LOOKS, .icon = "eye", .administrator = true,
     .sensitive = true},
};
enum { RECORD_PAGES = sizeof record_pages / sizeof *record_pages };

static bool has_sensitive(const struct entity *e) {
    for (int i = 0; i < e->field_count; i++)
        if (e->fields[i]->audited) return true;
    return false;
}

static bool is_page_of(const struct record_page *page, const struct entity *e) {
    if (page->sensitive && !has_sensitive(e)) return false;
    return page->entity ? str_is(e->name, page->entity) : !e->system;
}

static struct str record_path(struct arena *mem, const struct record_page *page,
                              const struct entity *e, int64_t id) {
    return str_format(mem, "%s%.*s%s%s%s", page->before, STR_ARG(e->name), page->between,
                      id_text(id).z, page->after);
}

struct menu_group menu_record(const struct page *p, const struct entity *e, int64_t id) {
    struct menu_item *items = NEWS(p->cx->mem, RECORD_PAGES, struct menu_item);
    int n = 0;
    for (int i = 0; i < RECORD_PAGES; i++) {
        const struct record_page *page = &record_pages[i];
        bool allowed = p->cx->actor->administrator || !page->administrator;
        if (!allowed || !is_page_of(page, e)) continue;
        items[n++] = (struct menu_item){record_path(p->cx->mem, page, e, id),
                                        cx_msg(p->cx, page->label), page->icon, false};
    }
    return (struct menu_group){STR(""), items, n};
}
