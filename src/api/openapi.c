#include "api/openapi.h"

#include "api/described.h"
#include "api/params.h"
#include "api/schema.h"
#include "http/reply.h"
#include "http/session.h"

#define PREFIX "/api/v1"

static void string_member(struct json_writer *w, const char *name, const char *text) {
    json_name(w, name), json_write_str(w, str_of(text));
}

static void write_ref(struct json_writer *w, const struct ctx *cx, const char *part,
                      const char *name) {
    json_begin_object(w);
    json_name(w, "$ref");
    json_write_str(w, str_format(cx->mem, "#/components/%s/%s", part, name));
    json_end_object(w);
}

/* ---- Paths ---- */

static void write_words(struct json_writer *w, const struct ctx *cx, enum msg about,
                        const struct entity *e) {
    static const char *const members[LANG_COUNT] = {
        [LANG_EN] = "summary", [LANG_FA] = "description"};
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        struct str one = e ? e->one.in[lang] : STR(""), many = e ? e->many.in[lang] : one;
        json_name(w, members[lang]);
        json_write_str(w, msg_format(cx->mem, (enum lang)lang, about,
                                     MSG_PARTS({"one", one}, {"many", many})));
    }
}

static void write_content(struct json_writer *w, const struct ctx *cx, const char *schema,
                          const struct entity *e) {
    json_name(w, "content");
    json_begin_object(w);
    json_name(w, "application/json");
    json_begin_object(w);
    json_name(w, "schema"), schema_ref(w, cx, schema, e);
    json_end_object(w);
    json_end_object(w);
}

static void write_response(struct json_writer *w, const struct ctx *cx, int status,
                           const char *schema, const struct entity *e) {
    json_name_str(w, str_format(cx->mem, "%d", status));
    json_begin_object(w);
    string_member(w, "description", "OK");
    if (schema) write_content(w, cx, schema, e);
    json_end_object(w);
}

static void write_responses(struct json_writer *w, const struct ctx *cx,
                            const struct operation_row *op, const struct entity *e) {
    json_name(w, "responses");
    json_begin_object(w);
    write_response(w, cx, op->status, op->result, e);
    if (op->method == PUT) write_response(w, cx, 201, op->result, e);
    json_name(w, "default"), write_ref(w, cx, "responses", "problem");
    json_end_object(w);
}

static void write_parameters(struct json_writer *w, const struct ctx *cx,
                             unsigned parameters) {
    json_name(w, "parameters");
    json_begin_array(w);
    for (int i = 0; i < PARAMETERS; i++)
        if (parameters & 1u << i) write_ref(w, cx, "parameters", parameter_rows[i].key);
    json_end_array(w);
}

static void write_body(struct json_writer *w, const struct ctx *cx, const char *schema,
                       const struct entity *e) {
    json_name(w, "requestBody");
    json_begin_object(w);
    json_name(w, "required"), json_write_bool(w, true);
    write_content(w, cx, schema, e);
    json_end_object(w);
}

static void write_operation(struct json_writer *w, const struct ctx *cx,
                            const struct operation_row *op, const struct entity *e) {
    struct str tag = e ? e->name : STR("program"), id = str_of(op->name);
    if (e) id = str_format(cx->mem, "%.*s.%s", STR_ARG(e->name), op->name);
    json_name(w, method_name(op->method));
    json_begin_object(w);
    json_name(w, "operationId"), json_write_str(w, id);
    write_words(w, cx, op->about, e);
    json_name(w, "tags");
    json_begin_array(w);
    json_write_str(w, tag);
    json_end_array(w);
    if (op->parameters) write_parameters(w, cx, op->parameters);
    if (op->body) write_body(w, cx, op->body, e);
    write_responses(w, cx, op, e);
    json_end_object(w);
}

/* Operations on one path stand together, wherever they are in the table. */
static void write_paths(struct json_writer *w, const struct ctx *cx,
                        const struct operation_row *ops, int count,
                        const struct entity *e) {
    for (int i = 0; i < count; i++) {
        struct str path = str_of(ops[i].path);
        bool before = false;
        for (int k = 0; k < i; k++)
            before |= str_is(path, ops[k].path);
        if (before) continue;
        if (e) path = str_format(cx->mem, PREFIX "/%.*s%s", STR_ARG(e->name), ops[i].path);
        json_name_str(w, path);
        json_begin_object(w);
        for (int k = i; k < count; k++)
            if (str_eq(str_of(ops[i].path), str_of(ops[k].path)))
                write_operation(w, cx, &ops[k], e);
        json_end_object(w);
    }
}

/* ---- Components ---- */

static void write_parameter_schema(struct json_writer *w, const struct parameter_row *row) {
    json_name(w, "schema");
    json_begin_object(w);
    string_member(w, "type", row->type);
    if (row->most) {
        json_name(w, "minimum"), json_write_int(w, row->least);
        json_name(w, "maximum"), json_write_int(w, row->most);
    }
    if (row->choices[0]) {
        json_name(w, "enum");
        json_begin_array(w);
        for (const char *const *choice = row->choices; *choice; choice++)
            json_write_str(w, str_of(*choice));
        json_end_array(w);
    }
    json_end_object(w);
}

static void write_parameter(struct json_writer *w, const struct ctx *cx,
                            const struct parameter_row *row) {
    struct str fa = msg(LANG_FA, row->about), en = msg(LANG_EN, row->about);
    json_name(w, row->key);
    json_begin_object(w);
    string_member(w, "name", row->name);
    string_member(w, "in", row->in);
    if (str_is(str_of(row->in), "path")) json_name(w, "required"), json_write_bool(w, true);
    json_name(w, "description");
    json_write_str(w, str_format(cx->mem, "%.*s\n\n%.*s", STR_ARG(en), STR_ARG(fa)));
    write_parameter_schema(w, row);
    json_end_object(w);
}

static void write_schemas(struct json_writer *w, const struct ctx *cx) {
    json_name(w, "schemas");
    json_begin_object(w);
    schemas_fixed(w);
    for (int i = 0; i < cx->catalog->count; i++)
        if (kind_described(cx, cx->catalog->entities[i]))
            schemas_of_kind(w, cx, cx->catalog->entities[i]);
    json_end_object(w);
}

static const char SECURITY[] =
    "{\"bearer\":{\"type\":\"http\",\"scheme\":\"bearer\"},"
    "\"session\":{\"type\":\"apiKey\",\"in\":\"cookie\",\"name\":\"" SESSION_COOKIE "\"},"
    "\"form_token\":{\"type\":\"apiKey\",\"in\":\"header\",\"name\":\"" FORM_TOKEN_HEADER
    "\"}}";

static const char PROBLEM_RESPONSE[] =
    "{\"problem\":{\"description\":\"Problem\",\"content\":{\"application/problem+json\":"
    "{\"schema\":{\"$ref\":\"#/components/schemas/problem\"}}}}}";

static void write_components(struct json_writer *w, const struct ctx *cx) {
    json_name(w, "components");
    json_begin_object(w);
    write_schemas(w, cx);
    json_name(w, "parameters");
    json_begin_object(w);
    for (int i = 0; i < PARAMETERS; i++)
        write_parameter(w, cx, &parameter_rows[i]);
    json_end_object(w);
    json_name(w, "responses"), json_write_raw(w, str_of(PROBLEM_RESPONSE));
    json_name(w, "securitySchemes"), json_write_raw(w, str_of(SECURITY));
    json_end_object(w);
}

/* ---- The document ---- */

static void write_info(struct json_writer *w) {
    json_name(w, "info");
    json_begin_object(w);
    json_name(w, "title"), json_write_str(w, msg(LANG_EN, MSG_APP_NAME));
    json_name(w, "description"), json_write_str(w, msg(LANG_FA, MSG_APP_TAGLINE));
    string_member(w, "version", "1");
    json_name(w, "license");
    json_begin_object(w);
    string_member(w, "name", "AGPL-3.0-or-later");
    string_member(w, "identifier", "AGPL-3.0-or-later");
    json_end_object(w);
    json_end_object(w);
}

static void write_tags(struct json_writer *w, const struct ctx *cx) {
    json_name(w, "tags");
    json_begin_array(w);
    for (int i = 0; i < cx->catalog->count; i++) {
        const struct entity *e = cx->catalog->entities[i];
        if (!kind_described(cx, e)) continue;
        json_begin_object(w);
        json_name(w, "name"), json_write_str(w, e->name);
        json_name(w, "description"), json_write_str(w, e->many.in[LANG_FA]);
        json_end_object(w);
    }
    json_end_array(w);
}

enum err api_openapi(struct page *p) {
    const struct ctx *cx = p->cx;
    struct params params = params_begin(p);
    struct buf b = buf_in(cx->mem, 0);
    struct json_writer w = json_writer(&b);
    if (!params_end(&params)) return OK;
    json_begin_object(&w);
    string_member(&w, "openapi", "3.1.0");
    write_info(&w);
    json_name(&w, "servers"), json_write_raw(&w, STR("[{\"url\":\"/\"}]"));
    json_name(&w, "security");
    json_write_raw(&w, STR("[{\"bearer\":[]},{\"session\":[],\"form_token\":[]}]"));
    write_tags(&w, cx);
    json_name(&w, "paths");
    json_begin_object(&w);
    write_paths(&w, cx, other_operations, OTHER_OPERATIONS, NULL);
    for (int i = 0; i < cx->catalog->count; i++)
        if (kind_described(cx, cx->catalog->entities[i]))
            write_paths(&w, cx, kind_operations, KIND_OPERATIONS, cx->catalog->entities[i]);
    json_end_object(&w);
    write_components(&w, cx);
    json_end_object(&w);
    return reply_json(p, &b);
}
