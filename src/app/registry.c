#include "app/registry.h"

#include "base/arena.h"
#include "store/query.h"
#include "store/schema.h"

#define REGISTRY_FILE "organisations.db"
#define REGISTRY_SCHEMA "moshtari_organisations"

/* ---- Places ---- */

/* An address with one more parameter. */
static const char *with_schema(struct arena *mem, const char *address, struct str schema) {
    char sep = str_has(str_of(address), STR("?")) ? '&' : '?';
    return str_z(mem, str_format(mem, "%s%cschema=%.*s", address, sep, STR_ARG(schema)));
}

static bool names_schema(struct str address) {
    return str_has(address, STR("?schema=")) || str_has(address, STR("&schema="));
}

const char *registry_path(struct arena *mem, const char *data) {
    if (store_is_file(data)) return str_z(mem, str_format(mem, "%s/" REGISTRY_FILE, data));
    if (names_schema(str_of(data))) return NULL;
    return with_schema(mem, data, STR(REGISTRY_SCHEMA));
}

/* A name's hyphens become what a schema may have; names have no underscores themselves. */
static struct str schema_of(struct arena *mem, struct str name) {
    char *schema = (char *)str_z(mem, name);
    for (size_t i = 0; i < name.n; i++)
        if (schema[i] == '-') schema[i] = '_';
    return str_n(schema, name.n);
}

static const char *in_folder(struct arena *mem, const char *data, struct str folder) {
    if (str_starts(folder, STR("/")))
        return str_z(mem, str_format(mem, "%.*s/organisation.db", STR_ARG(folder)));
    return str_z(mem, str_format(mem, "%s/%.*s/organisation.db", data, STR_ARG(folder)));
}

const char *registry_place(struct arena *mem, const char *data, struct str name,
                           struct str at) {
    if (at.n && !store_is_file(str_z(mem, at))) return str_z(mem, at);
    if (at.n || store_is_file(data)) return in_folder(mem, data, at.n ? at : name);
    return with_schema(mem, data, schema_of(mem, name));
}

const char *registry_at(struct arena *mem, const char *address, const char *place) {
    struct str rest = str_of(place), part;
    if (names_schema(str_of(address)) || !str_cut(&rest, '?', &part)) return address;
    while (str_cut(&rest, '&', &part))
        if (str_starts(part, STR("schema=")))
            return with_schema(mem, address, str_from(part, strlen("schema=")));
    return address;
}

/* ---- Names ---- */

static bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool registry_name_ok(struct str name) {
    if (name.n == 0 || name.n > REGISTRY_NAME_CHARS || !is_letter(name.p[0])) return false;
    for (size_t i = 0; i < name.n; i++)
        if (!is_letter(name.p[i]) && !is_digit(name.p[i]) && name.p[i] != '-') return false;
    return name.p[name.n - 1] != '-' && !str_is(name, "moshtari-organisations");
}

static char small(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool host_char(char c) {
    return is_letter(c) || is_digit(c) || strchr("-._[]:", c);
}

bool registry_host(struct str typed, char out[REGISTRY_HOST_CHARS + 1]) {
    size_t n = typed.n;
    while (n > 0 && is_digit(typed.p[n - 1]))
        n--;
    n = n > 0 && n < typed.n && typed.p[n - 1] == ':' ? n - 1 : typed.n;
    if (n > 0 && typed.p[n - 1] == '.') n--;
    if (n == 0 || n > REGISTRY_HOST_CHARS) return false;
    for (size_t i = 0; i < n; i++) {
        out[i] = small(typed.p[i]);
        if (out[i] == 0 || !host_char(out[i])) return false;
    }
    out[n] = 0;
    return true;
}

/* ---- Tables ---- */

static const struct str name_key[] = {STR_INIT("name")}, host_key[] = {STR_INIT("host")},
                        id_key[] = {STR_INIT("id")};
static const struct column organisation_columns[] = {
    {STR_INIT("name"), COLUMN_TEXT, true},
    {STR_INIT("at"), COLUMN_TEXT, true},
    {STR_INIT("suspended"), COLUMN_INT, true},
    {STR_INIT("due_at"), COLUMN_INT, true}};
static const struct column host_columns[] = {{STR_INIT("host"), COLUMN_TEXT, true},
                                             {STR_INIT("organisation"), COLUMN_TEXT, true}};
static const struct column version_columns[] = {{STR_INIT("id"), COLUMN_INT, true},
                                                {STR_INIT("version"), COLUMN_INT, true}};
static const struct table tables[] = {
    {STR_INIT("organisation"), organisation_columns, 4, name_key, 1, true, NULL, 0},
    {STR_INIT("organisation_host"), host_columns, 2, host_key, 1, true, NULL, 0},
    {STR_INIT("list_version"), version_columns, 2, id_key, 1, false, NULL, 0},
};

static enum err make_tables(struct writer *w) {
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        TRY(schema_apply(w, &tables[i]));
    return store_exec(w,
                      SQL("INSERT INTO list_version (id, version) VALUES (1, 1)"
                          " ON CONFLICT DO NOTHING"),
                      BIND_NONE);
}

enum err registry_apply(struct store *s) {
    TRY(store_begin(s));
    enum err e = make_tables(store_writer(s));
    if (e == OK) return store_commit(s);
    store_rollback(s);
    return e;
}

/* ---- Reading ---- */

static enum err read_rows(struct reader *r, struct arena *mem, const char *data,
                          struct listing *out) {
    int64_t count;
    struct rows rows;
    TRY(query_count(r, mem, STR("organisation"), &count));
    out->rows = NEWS(mem, (size_t)count + 1, struct listed);
    TRY(store_query(r,
                    SQL("SELECT name, at, suspended, due_at FROM organisation"
                        " ORDER BY name LIMIT ?1"),
                    BIND(v_int(count)), &rows));
    while (rows_next(&rows)) {
        struct str name = str_dup(mem, rows_text(&rows, 0));
        struct str at = str_dup(mem, rows_text(&rows, 1));
        out->rows[out->count++] = (struct listed){
            .name = name,
            .place = registry_place(mem, data, name, at),
            .suspended = rows_int(&rows, 2),
            .due_ms = rows_int(&rows, 3),
        };
    }
    return rows_done(&rows);
}

/* Both are in the order of the organisations' names, so one walk joins them. */
static enum err read_hosts(struct reader *r, struct arena *mem, struct listing *out) {
    int64_t count;
    int n = 0, at = 0;
    struct rows rows;
    TRY(query_count(r, mem, STR("organisation_host"), &count));
    struct str *hosts = NEWS(mem, (size_t)count + 1, struct str);
    TRY(store_query(r,
                    SQL("SELECT organisation, host FROM organisation_host"
                        " ORDER BY organisation, host LIMIT ?1"),
                    BIND(v_int(count)), &rows));
    while (rows_next(&rows)) {
        struct str name = rows_text(&rows, 0);
        while (at < out->count && str_compare(out->rows[at].name, name) < 0)
            at++;
        if (at == out->count || !str_eq(out->rows[at].name, name)) continue;
        struct listed *one = &out->rows[at];
        if (!one->host_count) one->hosts = hosts + n;
        hosts[n++] = str_dup(mem, rows_text(&rows, 1));
        one->host_count++;
    }
    return rows_done(&rows);
}

enum err registry_read(struct reader *r, struct arena *mem, const char *data,
                       struct listing *out) {
    *out = (struct listing){0};
    TRY(read_rows(r, mem, data, out));
    return read_hosts(r, mem, out);
}

const struct listed *registry_named(const struct listing *l, struct str name) {
    for (int i = 0; i < l->count; i++)
        if (str_eq(l->rows[i].name, name)) return &l->rows[i];
    return NULL;
}

enum err registry_version(struct reader *r, int64_t *out) {
    return store_int(r, SQL("SELECT version FROM list_version WHERE id = 1"), BIND_NONE,
                     out);
}

/* ---- Changing ---- */

/* What was changed must have been there. */
static enum err changed(struct writer *w, enum err e) {
    TRY(e);
    if (store_changes(w) == 0) return ERR_ABSENT;
    return store_exec(w, SQL("UPDATE list_version SET version = version + 1"), BIND_NONE);
}

enum err registry_add(struct writer *w, struct str name, struct str at) {
    return changed(w,
                   store_exec(w,
                              SQL("INSERT INTO organisation (name, at, suspended, due_at)"
                                  " VALUES (?1, ?2, 0, 0)"),
                              BIND(v_text(name), v_text(at))));
}

enum err registry_remove(struct writer *w, struct str name) {
    TRY(store_exec(w, SQL("DELETE FROM organisation_host WHERE organisation = ?1"),
                   BIND(v_text(name))));
    return changed(w, store_exec(w, SQL("DELETE FROM organisation WHERE name = ?1"),
                                 BIND(v_text(name))));
}

enum err registry_suspend(struct writer *w, struct str name, bool suspended) {
    return changed(
        w, store_exec(w, SQL("UPDATE organisation SET suspended = ?2 WHERE name = ?1"),
                      BIND(v_text(name), v_int(suspended))));
}

enum err registry_move(struct writer *w, struct str name, struct str at) {
    return changed(
        w, store_exec(w, SQL("UPDATE organisation SET at = ?2, due_at = 0 WHERE name = ?1"),
                      BIND(v_text(name), v_text(at))));
}

enum err registry_add_host(struct writer *w, struct str name, struct str host) {
    return changed(w, store_exec(w,
                                 SQL("INSERT INTO organisation_host (host, organisation)"
                                     " SELECT ?2, name FROM organisation WHERE name = ?1"),
                                 BIND(v_text(name), v_text(host))));
}

enum err registry_remove_host(struct writer *w, struct str name, struct str host) {
    return changed(w, store_exec(w,
                                 SQL("DELETE FROM organisation_host"
                                     " WHERE host = ?2 AND organisation = ?1"),
                                 BIND(v_text(name), v_text(host))));
}

enum err registry_set_due(struct writer *w, struct str name, int64_t before_ms,
                          int64_t due_ms, bool *out_set) {
    TRY(store_exec(w,
                   SQL("UPDATE organisation SET due_at = ?3"
                       " WHERE name = ?1 AND due_at = ?2"),
                   BIND(v_text(name), v_int(before_ms), v_int(due_ms))));
    *out_set = store_changes(w) > 0;
    return OK;
}

enum err registry_touch(struct writer *w, struct str name) {
    TRY(store_exec(w,
                   SQL("UPDATE organisation SET due_at = 0"
                       " WHERE name = ?1 AND due_at <> 0"),
                   BIND(v_text(name))));
    return store_changes(w) ? changed(w, OK) : OK;
}
