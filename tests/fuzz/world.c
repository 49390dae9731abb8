#include "world.h"

#include "http/api_token.h"
#include "modules/platform/platform.h"
#include "records/fields/field_type.h"

/* What is there to be found: a kind of record and its fields as one types them. */
static const struct {
    const char *entity;
    const char *fields[8]; /* name, value, … NULL */
} records[] = {
    {"party",
     {"name", "رضا حسین‌زاده", "phone", "09121234567", "tags", "vip، تهران"}},
    {"party",
     {"name", "Sara", "stage", "customer", "city", "تهران", "birth_date", "1360-1-2"}},
    {"party",
     {"name", "پارس (۱۲)", "kind", "organisation", "rating", "4", "email", "a@b.ir"}},
    {"party", {"name", "x\"y\\z%_", "credit_limit", "1000000", "consent_sms", "yes"}},
};

enum { NOW_SECONDS = 1700000000 };

static void add_record(struct ctx *cx, size_t at) {
    struct record r = record_new(cx, entity_at(cx->catalog, records[at].entity));
    for (const char *const *p = records[at].fields; *p && p < records[at].fields + 7;
         p += 2) {
        const struct field *f = field_named(r.entity, str_of(p[0]));
        must(f && field_parse(cx, f, str_of(p[1]), &r.values[f->at]) == OK);
    }
    must(record_create(cx, &r) == OK);
}

static struct str make_token(struct ctx *cx, struct arena *mem) {
    static const unsigned char random[REQUEST_RANDOM_BYTES] = {1};
    struct str text;
    int64_t user = 0;
    must(store_int(cx->db, SQL("SELECT id FROM \"user\""), BIND_NONE, &user) == OK);
    must(api_token_create(cx, random, user, STR("fuzz"), 0, &text) == OK);
    return str_format(mem, "Bearer %.*s", STR_ARG(text));
}

/* Everything within one's own reach, and nothing beyond. */
static const struct actor *make_person(struct ctx *cx, struct arena *mem) {
    int cells = cx->catalog->count * ACT_COUNT;
    unsigned char *scopes = arena_alloc(mem, (size_t)cells);
    struct actor *person = NEW(mem, struct actor);
    for (int i = 0; i < cells; i++)
        scopes[i] = i % 2 ? SCOPE_TEAM : SCOPE_OWN;
    *person = (struct actor){.user = 77,
                             .team = 7,
                             .scopes = scopes,
                             .scope_entities = cx->catalog->count,
                             .teams = &person->team,
                             .team_count = 1};
    return person;
}

static void fill(struct world *w) {
    static const struct first_user first = {STR_INIT("admin"), STR_INIT("admin"),
                                            STR_INIT("")};
    must(store_begin(w->store) == OK);
    struct ctx *cx = app_context(w->app, w->now_ms);
    must(app_begin(cx, &first) == OK);
    for (size_t i = 0; i < sizeof records / sizeof *records; i++)
        add_record(cx, i);
    w->bearer = make_token(cx, w->mem);
    w->person = make_person(cx, w->mem);
    must(store_commit(w->store) == OK);
    app_done(w->app);
}

const struct world *world_here(void) {
    static const struct store_options options = {.create = true};
    static struct world w;
    struct str reason;
    if (w.app) return &w;
    w = (struct world){.mem = arena_create(), .now_ms = NOW_SECONDS * (int64_t)1000};
    must(store_open(&options, &w.store, NULL) == OK);
    must(organisation_open(w.store, NULL, w.now_ms, &w.organisation, w.mem, &reason) == OK);
    w.app = app_create(w.organisation, w.store);
    fill(&w);
    return &w;
}

struct ctx *world_enter(const struct world *w) {
    must(store_begin_read(w->store) == OK);
    return app_context(w->app, w->now_ms);
}

void world_leave(const struct world *w) {
    store_end_read(w->store);
    app_done(w->app);
}
