#include "app/organisation.h"

#include "http/api_token.h"
#include "http/form_once.h"
#include "http/login_try.h"
#include "http/session.h"
#include "modules/platform/platform.h"
#include "records/data/looks.h"
#include "records/data/pile.h"
#include "records/data/plan.h"
#include "records/data/record.h"
#include "records/data/tables.h"
#include "records/import/intake.h"
#include "records/journal/journal.h"
#include "records/rules/settings.h"
#include "store/search.h"

static int module_count(void) {
    int n = 0;
    while (app_modules[n])
        n++;
    return n;
}

/* The rules of all modules in one list that ends in NULL. */
static const struct entity_rules **all_rules(struct arena *mem) {
    int n = 0;
    for (const struct module *const *m = app_modules; *m; m++)
        for (int i = 0; (*m)->rules && (*m)->rules[i]; i++)
            n++;
    const struct entity_rules **rules =
        NEWS(mem, (size_t)n + 1, const struct entity_rules *);
    n = 0;
    for (const struct module *const *m = app_modules; *m; m++)
        for (int i = 0; (*m)->rules && (*m)->rules[i]; i++)
            rules[n++] = (*m)->rules[i];
    return rules;
}

/* The same of all who follow kinds of floors below. */
static const struct follower **all_followers(struct arena *mem) {
    int n = 0;
    for (const struct module *const *m = app_modules; *m; m++)
        for (int i = 0; (*m)->followers && (*m)->followers[i]; i++)
            n++;
    const struct follower **all = NEWS(mem, (size_t)n + 1, const struct follower *);
    n = 0;
    for (const struct module *const *m = app_modules; *m; m++)
        for (int i = 0; (*m)->followers && (*m)->followers[i]; i++)
            all[n++] = (*m)->followers[i];
    return all;
}

static const struct job_kind **all_jobs(struct arena *mem) {
    const struct job_kind **jobs =
        NEWS(mem, (size_t)module_count() + 2, const struct job_kind *);
    int n = 0;
    jobs[n++] = app_jobs;
    for (const struct module *const *m = app_modules; *m; m++)
        if ((*m)->jobs) jobs[n++] = (*m)->jobs;
    return jobs;
}

/* ---- Schema ---- */

/* The tables that are no definition's: the engine's, those of doors and work, the modules'. */
static const struct table *const engine_tables[] = {
    &journal_table, &job_table,       &pile_table,      &look_table,     &intake_table,
    &session_table, &api_token_table, &login_try_table, &form_once_table};
enum { ENGINE_TABLES = sizeof engine_tables / sizeof *engine_tables };

static const struct table **own_tables(struct arena *mem, int *out_count) {
    int n = record_table_count + ENGINE_TABLES;
    for (const struct module *const *m = app_modules; *m; m++)
        n += (*m)->table_count;
    const struct table **tables = NEWS(mem, (size_t)n, const struct table *);
    n = 0;
    for (int i = 0; i < record_table_count; i++)
        tables[n++] = &record_tables[i];
    for (int i = 0; i < ENGINE_TABLES; i++)
        tables[n++] = engine_tables[i];
    for (const struct module *const *m = app_modules; *m; m++)
        for (int i = 0; i < (*m)->table_count; i++)
            tables[n++] = &(*m)->tables[i];
    *out_count = n;
    return tables;
}

struct table_list organisation_tables(const struct organisation *o, struct arena *mem) {
    int count;
    const struct table **own = own_tables(mem, &count);
    size_t room = (size_t)count + (size_t)o->catalog->count;
    struct table_list list = {NEWS(mem, room, const struct table *), count};
    memcpy(list.tables, own, (size_t)count * sizeof *own);
    for (int i = 0; i < o->catalog->count; i++)
        list.tables[list.count++] = &o->catalog->entities[i]->plan->table;
    return list;
}

/* No device ever chose a language of its own; a user does. Nothing that reads it was released,
 * or it would go with the next release only: see "Versions". */
static enum err drop_session_language(struct writer *w) {
    return schema_drop_column(w, STR("session"), STR("language"));
}

/* Numbers stand in the index with their last digits; an empty one is made anew. */
static enum err forget_words(struct writer *w, struct str index, struct str kind) {
    bool there;
    int lacking;
    TRY(schema_lacks(writer_reader(w), &(struct table){.name = index}, &there, &lacking));
    return there ? search_clear(w, kind) : OK;
}

static enum err forget_party_words(struct writer *w) {
    return forget_words(w, STR("search_party"), STR("party"));
}

static enum err forget_contact_words(struct writer *w) {
    return forget_words(w, STR("search_contact_point"), STR("contact_point"));
}

/* Sums of deals have an owner and a team; they are counted anew. */
static enum err drop_deal_sums(struct writer *w) {
    return store_exec(w, SQL("DROP TABLE IF EXISTS deal_sum"), BIND_NONE);
}

static const struct migration migrations[] = {
    {1, "a session has no language", drop_session_language},
    {2, "a customer is found by the last digits of a number", forget_party_words},
    {3, "and by those of the further ones", forget_contact_words},
    {4, "sums of deals by owner and team", drop_deal_sums},
};

static enum err apply_schema(struct organisation *o, struct writer *w) {
    int count;
    const struct table **tables = own_tables(o->mem, &count);
    TRY(schema_migrate(w, migrations, sizeof migrations / sizeof *migrations));
    for (int i = 0; i < count; i++)
        TRY(schema_apply(w, tables[i]));
    return plans_apply(w, o->catalog);
}

/* ---- Versions ----
 * The tables have a version, raised with every release that changes them. While servers are
 * replaced one by one, two releases work on the same tables: the newer adds and takes away
 * nothing that the one before it needs, and the older leaves the tables as they are. */

#define SETTING_VERSION "organisation.tables"

static const struct table *table_named(struct arena *mem, const char *name) {
    int count;
    const struct table **tables = own_tables(mem, &count);
    while (count-- > 0)
        if (str_is(tables[count]->name, name)) return tables[count];
    return NULL;
}

/* 0: nothing is there yet, or it is from before versions were counted. */
static enum err read_version(struct organisation *o, struct reader *r, int64_t *out) {
    bool there;
    int lacking;
    struct str value = STR("");
    *out = 0;
    TRY(schema_lacks(r, table_named(o->mem, "setting"), &there, &lacking));
    if (!there) return OK;
    enum err e = store_text(r, o->mem, SQL("SELECT value FROM setting WHERE name = ?1"),
                            BIND(v_text(STR(SETTING_VERSION))), &value);
    if (e != ERR_ABSENT) TRY(e);
    return !value.n || str_int(value, out) ? OK : ERR_CORRUPT;
}

/* Standing jobs have one row each, from the first start on. */
static enum err apply_standing_jobs(struct organisation *o, struct ctx *cx) {
    for (const struct job_kind **list = o->jobs; *list; list++)
        for (const struct job_kind *k = *list; k->name; k++) {
            bool there;
            if (!k->every_ms) continue;
            TRY(store_exists(cx->db, SQL("SELECT 1 FROM job WHERE kind = ?1 LIMIT 1"),
                             BIND(v_text(str_of(k->name))), &there));
            if (!there) TRY(job_start(cx, k->name, STR(""), cx->now_ms, NULL));
        }
    return OK;
}

/* An organisation that people work in already: what a newer release brings begins in its
 * language. */
static enum err begin_newer(struct organisation *o, struct ctx *cx) {
    bool begun;
    struct settings *settings;
    TRY(platform_begun(cx, &begun));
    if (!begun) return OK;
    TRY(settings_load(cx, o->mem, &settings));
    cx->settings = settings;
    settings_apply(settings, cx);
    return app_begin_modules(cx);
}

static enum err bring_to_ours(struct organisation *o, struct ctx *cx, int64_t version) {
    TRY(apply_schema(o, cx->writer));
    for (int i = 0; i < o->catalog->count; i++)
        TRY(record_reindex_empty(cx, o->catalog->entities[i]));
    TRY(apply_standing_jobs(o, cx));
    if (version < TABLES_VERSION) TRY(begin_newer(o, cx));
    return settings_put(cx->writer, SETTING_VERSION,
                        str_format(o->mem, "%d", TABLES_VERSION));
}

/* The clock may be set back while nobody looks: what is made from now on must not look older
 * than what is there, nor be it. */
static enum err read_latest(struct organisation *o, struct reader *r) {
    static const struct sql latest[] = {
        SQL_INIT("SELECT batch FROM journal ORDER BY seq DESC LIMIT 1"),
        SQL_INIT("SELECT id FROM job ORDER BY id DESC LIMIT 1"),
    };
    for (size_t i = 0; i < sizeof latest / sizeof *latest; i++) {
        int64_t id = 0;
        enum err e = store_int(r, latest[i], BIND_NONE, &id);
        if (e != ERR_ABSENT) TRY(e);
        if (id > o->latest_id) o->latest_id = id;
    }
    return OK;
}

static enum err bring_up_inside(struct organisation *o, struct ctx *cx,
                                struct str *out_reason) {
    int64_t version;
    TRY(read_version(o, cx->db, &version));
    if (version <= TABLES_VERSION) return bring_to_ours(o, cx, version);
    if (version == TABLES_VERSION + 1) return OK;
    *out_reason =
        str_format(o->mem,
                   "the database is of version %lld; this program knows those up to"
                   " %d and needs to be replaced by a newer one",
                   (long long)version, TABLES_VERSION + 1);
    return ERR_CONFLICT;
}

/* In one transaction, which has the organisation to itself: of several servers that start
 * at the same time one does it and the others find it done. */
static enum err bring_up(struct organisation *o, struct store *store, int64_t now_ms,
                         struct str *out_reason) {
    struct id_maker ids = {.device = store_seat(store)};
    struct ctx cx = {.mem = o->mem,
                     .db = store_reader(store),
                     .writer = store_writer(store),
                     .catalog = o->catalog,
                     .actor = &actor_program,
                     .ids = &ids,
                     .now_ms = now_ms};
    enum err e = store_begin(store);
    if (e == OK) e = bring_up_inside(o, &cx, out_reason);
    if (e == OK) e = jobs_rewind(&cx, o->jobs);
    if (e == OK) e = read_latest(o, cx.db);
    if (e == OK) e = store_commit(store);
    if (e == OK) return OK;
    if (!out_reason->n) *out_reason = str_dup(o->mem, str_of(store_message(store)));
    store_rollback(store);
    return e;
}

/* ---- Opening ---- */

/* Whether it may be worked with here: not while it is moved in, nor after it was moved out. */
static enum err ask_place(struct organisation *o, struct store *store,
                          struct str *out_reason) {
    static const struct {
        struct sql sql;
        const char *reason;
    } cases[] = {
        {SQL_INIT("SELECT value FROM setting WHERE name = 'organisation.moved'"),
         "the organisation was moved to"},
        {SQL_INIT("SELECT value FROM setting WHERE name = 'organisation.moving'"),
         "a move has not ended; start it again from"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str place;
        enum err e =
            store_text(store_reader(store), o->mem, cases[i].sql, BIND_NONE, &place);
        if (e == ERR_ABSENT) continue;
        TRY(e);
        *out_reason = str_format(o->mem, "%s %.*s", cases[i].reason, STR_ARG(place));
        return ERR_CONFLICT;
    }
    return OK;
}

/* The names that no kind of record may have; two tables are the store's own. */
static struct str *own_names(struct arena *mem, int *out_count) {
    int count;
    const struct table **tables = own_tables(mem, &count);
    struct str *names = NEWS(mem, (size_t)count + 2, struct str);
    for (int i = 0; i < count; i++)
        names[i] = tables[i]->name;
    names[count++] = STR("migration");
    names[count++] = STR("piece");
    *out_count = count;
    return names;
}

static enum err read_definitions(struct organisation *o, struct str *out_reason) {
    struct meta_code code = {.types = field_types,
                             .rules = all_rules(o->mem),
                             .links = &record_links,
                             .followers = all_followers(o->mem)};
    code.tables = own_names(o->mem, &code.table_count);
    TRY(catalog_make(o->mem, built_in_sources, built_in_source_count, &code, &o->catalog,
                     out_reason));
    plans_make(o->mem, o->catalog);
    return OK;
}

static enum err fill(struct organisation *o, struct store *store, int64_t now_ms,
                     struct str *out_reason) {
    TRY(read_definitions(o, out_reason));
    o->router = router_create(o->mem, app_routes);
    o->jobs = all_jobs(o->mem);
    TRY(bring_up(o, store, now_ms, out_reason));
    return ask_place(o, store, out_reason);
}

enum err organisation_open(struct store *store, const struct host *host, int64_t now_ms,
                           struct organisation **out, struct arena *mem,
                           struct str *out_reason) {
    struct arena *own = arena_create();
    struct organisation *o = NEW(own, struct organisation);
    struct str reason = STR("");
    o->mem = own;
    o->host = host;
    enum err e = fill(o, store, now_ms, &reason);
    if (e == OK) {
        *out = o;
        return OK;
    }
    *out_reason = str_dup(mem, reason);
    arena_free(own);
    return e;
}

void organisation_close(struct organisation *o) {
    if (o) arena_free(o->mem);
}
