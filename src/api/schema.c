#include "api/schema.h"

#include "api/body.h"
#include "api/bulk.h"
#include "api/described.h"
#include "records/fields/field_type.h"

static void string_member(struct json_writer *w, const char *name, const char *text) {
    json_name(w, name), json_write_str(w, str_of(text));
}

/* ---- Fields ---- */

/* "string", or ["string", "null"] where the field may be empty. */
static void write_type(struct json_writer *w, const char *type, bool nullable) {
    if (!nullable) {
        string_member(w, "type", type);
        return;
    }
    json_name(w, "type");
    json_begin_array(w);
    json_write_str(w, str_of(type));
    json_write_str(w, STR("null"));
    json_end_array(w);
}

static void write_choices(struct json_writer *w, const struct choice_list *list,
                          bool nullable) {
    json_name(w, "enum");
    json_begin_array(w);
    for (int i = 0; i < list->count; i++)
        json_write_str(w, list->choices[i].key);
    if (nullable) json_write_null(w);
    json_end_array(w);
}

static void write_label(struct json_writer *w, const struct label *label) {
    json_begin_object(w);
    json_name(w, "fa"), json_write_str(w, label->in[LANG_FA]);
    json_name(w, "en"), json_write_str(w, label->in[LANG_EN]);
    json_end_object(w);
}

static void write_choice_labels(struct json_writer *w, const struct choice_list *list) {
    json_name(w, "x-choices");
    json_begin_object(w);
    for (int i = 0; i < list->count; i++) {
        json_name_str(w, list->choices[i].key);
        write_label(w, &list->choices[i].label);
    }
    json_end_object(w);
}

static void write_items(struct json_writer *w, const struct field *f) {
    json_name(w, "items");
    json_begin_object(w);
    string_member(w, "type", "string");
    if (f->choices) write_choices(w, f->choices, false);
    if (f->to) string_member(w, "format", "id");
    json_end_object(w);
}

/* The types whose min and max mean in JSON what they mean in a definition. */
static const struct {
    const char *type, *min, *max;
} bounds[] = {
    {"text", "minLength", "maxLength"}, {"long_text", "minLength", "maxLength"},
    {"integer", "minimum", "maximum"},  {"decimal", "minimum", "maximum"},
    {"percent", "minimum", "maximum"},  {"money", "minimum", "maximum"},
};

static void write_bounds(struct json_writer *w, const struct field *f) {
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
        if (!str_is(str_of(f->type->name), bounds[i].type)) continue;
        if (f->has_min) json_name(w, bounds[i].min), json_write_int(w, f->min);
        if (f->has_max) json_name(w, bounds[i].max), json_write_int(w, f->max);
    }
}

static void write_words(struct json_writer *w, const struct ctx *cx,
                        const struct field *f) {
    struct str fa = f->label.in[LANG_FA], help_fa = f->help.in[LANG_FA],
               help_en = f->help.in[LANG_EN];
    json_name(w, "title"), json_write_str(w, f->label.in[LANG_EN]);
    if (help_fa.n)
        fa = str_format(cx->mem, "%.*s\n\n%.*s\n\n%.*s", STR_ARG(fa), STR_ARG(help_fa),
                        STR_ARG(help_en));
    json_name(w, "description"), json_write_str(w, fa);
}

static void write_field(struct json_writer *w, const struct ctx *cx,
                        const struct field *f) {
    const char *type = f->type->json_type;
    bool nullable = !f->required && f->at != FIELD_ID && f->at != FIELD_VERSION;
    bool array = str_is(str_of(type), "array");
    json_name_str(w, f->name);
    json_begin_object(w);
    write_type(w, type, nullable);
    write_words(w, cx, f);
    if (f->type->json_format && !array) string_member(w, "format", f->type->json_format);
    if (array) write_items(w, f);
    if (str_is(str_of(type), "object"))
        json_name(w, "additionalProperties"),
            json_write_raw(w, STR("{\"type\":\"string\"}"));
    if (f->choices && !array) write_choices(w, f->choices, nullable);
    if (f->choices) write_choice_labels(w, f->choices);
    if (f->to) json_name(w, "x-links-to"), json_write_str(w, f->to->name);
    if (!api_takes(f)) json_name(w, "readOnly"), json_write_bool(w, true);
    string_member(w, "x-type", f->type->name);
    write_bounds(w, f);
    json_end_object(w);
}

/* ---- A kind ---- */

static void begin_named(struct json_writer *w, const struct ctx *cx, const struct entity *e,
                        const char *suffix) {
    json_name_str(w, str_format(cx->mem, "%.*s%s", STR_ARG(e->name), suffix));
    json_begin_object(w);
    string_member(w, "type", "object");
}

static void write_kind(struct json_writer *w, const struct ctx *cx,
                       const struct entity *e) {
    begin_named(w, cx, e, "");
    json_name(w, "title"), json_write_str(w, e->one.in[LANG_EN]);
    json_name(w, "description"), json_write_str(w, e->one.in[LANG_FA]);
    json_name(w, "required"), json_write_raw(w, STR("[\"id\",\"version\"]"));
    json_name(w, "properties");
    json_begin_object(w);
    for (int i = 0; i < e->field_count; i++)
        if (field_described(cx, e->fields[i])) write_field(w, cx, e->fields[i]);
    json_name(w, "_links");
    json_write_raw(w, STR("{\"type\":\"object\",\"readOnly\":true,"
                          "\"additionalProperties\":{\"oneOf\":["
                          "{\"$ref\":\"#/components/schemas/link\"},"
                          "{\"type\":\"array\",\"items\":"
                          "{\"$ref\":\"#/components/schemas/link\"}}]}}"));
    json_end_object(w);
    json_end_object(w);
}

static bool must_be_sent(const struct field *f) {
    return f->required && !f->preset.n && api_takes(f);
}

static void write_required(struct json_writer *w, const struct ctx *cx,
                           const struct entity *e) {
    json_name(w, "required");
    json_begin_array(w);
    for (int i = 0; i < e->field_count; i++)
        if (field_described(cx, e->fields[i]) && must_be_sent(e->fields[i]))
            json_write_str(w, e->fields[i]->name);
    json_end_array(w);
}

/* What may be sent: for a new record, or for a change, where the version seen may stand. */
static void write_sent(struct json_writer *w, const struct ctx *cx, const struct entity *e,
                       bool change) {
    begin_named(w, cx, e, change ? ".change" : ".new");
    if (!change) write_required(w, cx, e);
    json_name(w, "additionalProperties"), json_write_bool(w, false);
    json_name(w, "properties");
    json_begin_object(w);
    for (int i = 0; i < e->field_count; i++)
        if (field_described(cx, e->fields[i]) && api_takes(e->fields[i]))
            write_field(w, cx, e->fields[i]);
    if (change) json_name(w, "version"), json_write_raw(w, STR("{\"type\":\"integer\"}"));
    json_end_object(w);
    json_end_object(w);
}

static void write_page(struct json_writer *w, const struct ctx *cx,
                       const struct entity *e) {
    begin_named(w, cx, e, ".page");
    json_name(w, "required"), json_write_raw(w, STR("[\"data\",\"next\"]"));
    json_name(w, "properties");
    json_begin_object(w);
    json_name(w, "data");
    json_begin_object(w);
    string_member(w, "type", "array");
    json_name(w, "items"), schema_ref(w, cx, "*", e);
    json_end_object(w);
    json_name(w, "next"), json_write_raw(w, STR("{\"type\":[\"string\",\"null\"]}"));
    json_name(w, "count"), json_write_raw(w, STR("{\"type\":\"integer\"}"));
    json_name(w, "count_capped"), json_write_raw(w, STR("{\"type\":\"boolean\"}"));
    json_end_object(w);
    json_end_object(w);
}

static void write_operation(struct json_writer *w, const struct ctx *cx,
                            const struct entity *e) {
    json_begin_object(w);
    string_member(w, "type", "object");
    json_name(w, "required"), json_write_raw(w, STR("[\"do\"]"));
    json_name(w, "additionalProperties"), json_write_bool(w, false);
    json_name(w, "properties");
    json_begin_object(w);
    json_name(w, "do");
    json_write_raw(w, STR("{\"enum\":[\"create\",\"update\",\"upsert\",\"delete\"]}"));
    json_name(w, "id"), json_write_raw(w, STR("{\"type\":\"string\",\"format\":\"id\"}"));
    json_name(w, "version"), json_write_raw(w, STR("{\"type\":\"integer\"}"));
    json_name(w, "external_id"), json_write_raw(w, STR("{\"type\":\"string\"}"));
    json_name(w, "values"), schema_ref(w, cx, "*.change", e);
    json_end_object(w);
    json_end_object(w);
}

static void write_bulk(struct json_writer *w, const struct ctx *cx,
                       const struct entity *e) {
    begin_named(w, cx, e, ".bulk");
    json_name(w, "required"), json_write_raw(w, STR("[\"operations\"]"));
    json_name(w, "additionalProperties"), json_write_bool(w, false);
    json_name(w, "properties");
    json_begin_object(w);
    json_name(w, "mode");
    json_write_raw(w, STR("{\"enum\":[\"all\",\"each\"],\"default\":\"all\"}"));
    json_name(w, "operations");
    json_begin_object(w);
    string_member(w, "type", "array");
    json_name(w, "maxItems"), json_write_int(w, BULK_OPERATIONS);
    json_name(w, "items"), write_operation(w, cx, e);
    json_end_object(w);
    json_end_object(w);
    json_end_object(w);
}

void schemas_of_kind(struct json_writer *w, const struct ctx *cx, const struct entity *e) {
    write_kind(w, cx, e);
    write_sent(w, cx, e, false);
    write_sent(w, cx, e, true);
    write_page(w, cx, e);
    write_bulk(w, cx, e);
}

void schema_ref(struct json_writer *w, const struct ctx *cx, const char *name,
                const struct entity *e) {
    struct str kind = name[0] == '*' ? e->name : STR("");
    const char *rest = name[0] == '*' ? name + 1 : name;
    json_begin_object(w);
    json_name(w, "$ref");
    json_write_str(w,
                   str_format(cx->mem, "#/components/schemas/%.*s%s", STR_ARG(kind), rest));
    json_end_object(w);
}
