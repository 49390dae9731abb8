/* platform.c - joins the parts of the platform; the verbs of its records are in user.c. */
#include "modules/platform/platform.h"

#include "entities.h"
#include "modules/platform/file.h"
#include "records/bulk/bulk.h"
#include "records/data/record.h"
#include "records/export/export.h"
#include "records/import/intake.h"
#include "records/rules/settings.h"

/* ---- Access ---- */

enum err access_changed(struct ctx *cx) {
    return store_exec(cx->writer,
                      SQL("INSERT INTO counter (name, last) VALUES ('access', 1)"
                          " ON CONFLICT (name) DO UPDATE SET last = counter.last + 1"),
                      BIND_NONE);
}

enum err access_generation_ask(struct reader *r, struct rows *out) {
    return store_query_steady(r, SQL("SELECT last FROM counter WHERE name = 'access'"),
                              BIND_NONE, out);
}

enum err access_generation_read(struct rows *rows, int64_t *out) {
    int64_t n = rows_next(rows) ? rows_int(rows, 0) : 0;
    TRY(rows_done(rows));
    *out = n;
    return OK;
}

static enum err saved_access(struct ctx *cx, const struct record *old,
                             const struct record *new) {
    (void)old, (void)new;
    return access_changed(cx);
}

/* ---- Roles ---- */

enum err role_set_scope(struct ctx *cx, int64_t role, const struct entity *e,
                        enum action action, enum scope scope) {
    TRY(store_exec(cx->writer,
                   SQL("INSERT INTO role_right (role, entity, action, scope)"
                       " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (role, entity, action)"
                       " DO UPDATE SET scope = excluded.scope"),
                   BIND(v_int(role), v_text(e->name), v_int(action), v_int(scope))));
    return access_changed(cx);
}

/* The roles a new organisation begins with, and how far each action reaches. */
static const struct {
    struct str name[LANG_COUNT];
    bool administrator;
    enum scope scopes[ACT_COUNT]; /* read, create, edit, delete, export, import */
} first_roles[] = {
    {{STR_INIT("راهبر"), STR_INIT("Administrator")}, true, {0}},
    {{STR_INIT("مدیر"), STR_INIT("Manager")},
     false,
     {SCOPE_ALL, SCOPE_ALL, SCOPE_ALL, SCOPE_ALL, SCOPE_ALL, SCOPE_ALL}},
    {{STR_INIT("سرپرست تیم"), STR_INIT("Team leader")},
     false,
     {SCOPE_ALL, SCOPE_TEAM, SCOPE_TEAM, SCOPE_TEAM, SCOPE_TEAM, SCOPE_NONE}},
    {{STR_INIT("کارشناس"), STR_INIT("Representative")},
     false,
     {SCOPE_TEAM, SCOPE_TEAM, SCOPE_OWN, SCOPE_NONE, SCOPE_NONE, SCOPE_NONE}},
    {{STR_INIT("بیننده"), STR_INIT("Viewer")},
     false,
     {SCOPE_ALL, SCOPE_NONE, SCOPE_NONE, SCOPE_NONE, SCOPE_NONE, SCOPE_NONE}},
};

static enum err make_rights(struct ctx *cx, int64_t role, const enum scope *scopes) {
    for (int i = 0; i < cx->catalog->count; i++) {
        const struct entity *e = cx->catalog->entities[i];
        if (e->system) continue;
        for (int action = 0; action < ACT_COUNT; action++)
            TRY(role_set_scope(cx, role, e, (enum action)action, scopes[action]));
    }
    return OK;
}

static enum err make_roles(struct ctx *cx, int64_t *out_administrator) {
    for (size_t i = 0; i < sizeof first_roles / sizeof *first_roles; i++) {
        struct record role = record_new(cx, entity_at(cx->catalog, "role"));
        role.values[ROLE_NAME] = v_text(first_roles[i].name[cx->lang]);
        role.values[ROLE_ADMINISTRATOR] = v_int(first_roles[i].administrator);
        TRY(record_create(cx, &role));
        if (first_roles[i].administrator)
            *out_administrator = record_id(&role);
        else
            TRY(make_rights(cx, record_id(&role), first_roles[i].scopes));
    }
    return OK;
}

/* ---- Beginning ---- */

enum err platform_begun(struct ctx *cx, bool *out) {
    return store_exists(cx->db, SQL("SELECT 1 FROM \"user\" LIMIT 1"), BIND_NONE, out);
}

enum err platform_begin(struct ctx *cx, const struct first_user *first) {
    int64_t role = 0;
    TRY(make_roles(cx, &role));
    struct record team = record_new(cx, entity_at(cx->catalog, "team"));
    team.values[TEAM_NAME] =
        v_text(cx->lang == LANG_FA ? STR("تیم اصلی") : STR("Main team"));
    TRY(record_create(cx, &team));
    struct record user = record_new(cx, entity_at(cx->catalog, "user"));
    user.values[USER_NAME] = v_text(first->name);
    user.values[USER_LOGIN] = v_text(first->login);
    user.values[USER_ROLE] = v_int(role);
    user.values[USER_ACTIVE] = v_int(1);
    user.values[FIELD_TEAM] = v_int(record_id(&team));
    TRY(record_create(cx, &user));
    return user_set_password(cx, record_id(&user), first->password_hash);
}

/* ---- The module ---- */

extern const struct entity_rules rules_user, rules_file;

static enum err role_check(struct ctx *cx, const struct record *old, struct record *new) {
    bool falls = old && record_int(old, ROLE_ADMINISTRATOR) == 1
                 && record_int(new, ROLE_ADMINISTRATOR) != 1;
    const struct field *f = new->entity->fields[ROLE_ADMINISTRATOR];
    return falls ? administrator_stays(cx, 0, record_id(old), f) : OK;
}

static enum err role_saved(struct ctx *cx, const struct record *old,
                           const struct record *new) {
    if (!new) TRY(administrator_stays(cx, 0, 0, NULL));
    return saved_access(cx, old, new);
}

static const struct entity_rules rules_role = {
    .name = "role", .check = role_check, .saved = role_saved};
static const struct entity_rules rules_team = {.name = "team", .saved = saved_access};
static const struct entity_rules *const rules[] = {&rules_user, &rules_role, &rules_team,
                                                   &rules_file, NULL};

static const struct column credential_columns[] = {
    {STR_INIT("user"), COLUMN_INT, true},
    {STR_INIT("hash"), COLUMN_TEXT, true},
    {STR_INIT("changed_at"), COLUMN_INT, true},
};
static const struct str credential_key[] = {STR_INIT("user")};
static const struct table tables[] = {
    {STR_INIT("credential"), credential_columns, 3, credential_key, 1, true, NULL, 0},
};

/* Long work of the record engine itself, and what is done every day. */
static const struct job_kind jobs[] = {
    {"records.import", MSG_IMPORT_JOB, intake_step},
    {"records.export", MSG_EXPORT_JOB, export_step},
    {"records.bulk", MSG_BULK_JOB, bulk_step},
    {"records.undo", MSG_IMPORT_JOB_UNDO, undo_step},
    {"platform.files", MSG_FILE_JOB_SWEEP, file_sweep_step, FILE_SWEEP_EVERY_MS},
    {NULL},
};

const struct module module_platform = {
    .name = "platform",
    .rules = rules,
    .tables = tables,
    .table_count = sizeof tables / sizeof *tables,
    .jobs = jobs,
};
