#include "api/me.h"

#include "api/described.h"
#include "api/params.h"
#include "base/json_write.h"
#include "http/reply.h"

static void write_scopes(struct json_writer *w, const struct ctx *cx,
                         const struct entity *e) {
    static const char *const actions[ACT_COUNT] = {
        [ACT_READ] = "read",     [ACT_CREATE] = "create", [ACT_EDIT] = "update",
        [ACT_DELETE] = "delete", [ACT_EXPORT] = "export", [ACT_IMPORT] = "import"};
    static const char *const scopes[] = {[SCOPE_NONE] = "none",
                                         [SCOPE_OWN] = "own",
                                         [SCOPE_TEAM] = "team",
                                         [SCOPE_ALL] = "all"};
    json_name_str(w, e->name);
    json_begin_object(w);
    for (int i = 0; i < ACT_COUNT; i++) {
        enum scope scope = rights_scope(cx, e, (enum action)i);
        json_name(w, actions[i]), json_write_str(w, str_of(scopes[scope]));
    }
    json_end_object(w);
}

static void write_rights(struct json_writer *w, const struct ctx *cx) {
    json_name(w, "rights");
    json_begin_object(w);
    for (int i = 0; i < cx->catalog->count; i++)
        if (kind_described(cx, cx->catalog->entities[i]))
            write_scopes(w, cx, cx->catalog->entities[i]);
    json_end_object(w);
}

enum err api_me(struct page *p) {
    const struct actor *actor = p->cx->actor;
    struct params params = params_begin(p);
    struct buf b = buf_in(p->cx->mem, 0);
    struct json_writer w = json_writer(&b);
    if (!params_end(&params)) return OK;
    json_begin_object(&w);
    json_name(&w, "id"), json_write_id(&w, actor->user);
    json_name(&w, "name"), json_write_str(&w, actor->name);
    json_name(&w, "team");
    if (actor->team)
        json_write_id(&w, actor->team);
    else
        json_write_null(&w);
    json_name(&w, "administrator"), json_write_bool(&w, actor->administrator);
    json_name(&w, "language");
    json_write_str(&w, p->cx->lang == LANG_FA ? STR("fa") : STR("en"));
    write_rights(&w, p->cx);
    json_end_object(&w);
    return reply_json(p, &b);
}

static void write_kind(struct json_writer *w, struct ctx *cx, const struct entity *e) {
    json_begin_object(w);
    json_name(w, "name"), json_write_str(w, e->name);
    json_name(w, "label"), json_write_str(w, label_in(&e->many, cx->lang));
    json_name(w, "href");
    json_write_str(w, str_format(cx->mem, "/api/v1/%.*s", STR_ARG(e->name)));
    json_end_object(w);
}

enum err api_index(struct page *p) {
    struct params params = params_begin(p);
    struct buf b = buf_in(p->cx->mem, 0);
    struct json_writer w = json_writer(&b);
    if (!params_end(&params)) return OK;
    json_begin_object(&w);
    json_name(&w, "openapi"), json_write_str(&w, STR("/api/v1/openapi.json"));
    json_name(&w, "documentation"), json_write_str(&w, STR("/api/docs"));
    json_name(&w, "me"), json_write_str(&w, STR("/api/v1/me"));
    json_name(&w, "journal"), json_write_str(&w, STR("/api/v1/journal"));
    json_name(&w, "kinds");
    json_begin_array(&w);
    for (int i = 0; i < p->cx->catalog->count; i++)
        if (kind_described(p->cx, p->cx->catalog->entities[i]))
            write_kind(&w, p->cx, p->cx->catalog->entities[i]);
    json_end_array(&w);
    json_end_object(&w);
    return reply_json(p, &b);
}
