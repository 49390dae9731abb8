/* schema_fixed.c - the answers that are the same for every kind, one row a member. */
#include "api/schema.h"

/* How a member is written: "string", "string?" (or null), "string:date-time", "@link" (that
 * schema), "[@link" (a list of it), "{@link" (an object of it), "*" (anything). */
static const struct member {
    const char *schema, *name, *type;
} members[] = {
    {"link", "href", "string"},
    {"link", "title", "string"},
    {"mistake", "field", "string"},
    {"mistake", "pointer", "string"},
    {"mistake", "message", "string"},
    {"problem", "type", "string:uri-reference"},
    {"problem", "title", "string"},
    {"problem", "status", "integer"},
    {"problem", "detail", "string"},
    {"problem", "instance", "string"},
    {"problem", "errors", "[@mistake"},
    {"bulk_result", "status", "integer"},
    {"bulk_result", "id", "string:id"},
    {"bulk_result", "version", "integer"},
    {"bulk_result", "type", "string:uri-reference"},
    {"bulk_result", "title", "string"},
    {"bulk_result", "detail", "string"},
    {"bulk_result", "errors", "[@mistake"},
    {"bulk_results", "results", "[@bulk_result"},
    {"bulk_results", "written", "boolean"},
    {"bulk_results", "failed", "integer"},
    {"change", "old", "*"},
    {"change", "new", "*"},
    {"journal_entry", "seq", "integer"},
    {"journal_entry", "at", "string:date-time"},
    {"journal_entry", "user", "string?"},
    {"journal_entry", "batch", "string?"},
    {"journal_entry", "action", "string"},
    {"journal_entry", "kind", "string"},
    {"journal_entry", "id", "string:id"},
    {"journal_entry", "party", "string?"},
    {"journal_entry", "changes", "{@change"},
    {"journal_page", "data", "[@journal_entry"},
    {"journal_page", "next", "integer"},
    {"journal_page", "more", "boolean"},
    {"scopes", "read", "string"},
    {"scopes", "create", "string"},
    {"scopes", "update", "string"},
    {"scopes", "delete", "string"},
    {"scopes", "export", "string"},
    {"scopes", "import", "string"},
    {"me", "id", "string:id"},
    {"me", "name", "string"},
    {"me", "team", "string?"},
    {"me", "administrator", "boolean"},
    {"me", "language", "string"},
    {"me", "rights", "{@scopes"},
    {"kind", "name", "string"},
    {"kind", "label", "string"},
    {"kind", "href", "string"},
    {"index", "openapi", "string"},
    {"index", "documentation", "string"},
    {"index", "me", "string"},
    {"index", "journal", "string"},
    {"index", "kinds", "[@kind"},
    {"openapi", "openapi", "string"},
};

static void write_ref(struct json_writer *w, struct str name) {
    json_begin_object(w);
    json_name(w, "$ref");
    buf_putz(w->out, "\"#/components/schemas/");
    buf_put(w->out, name);
    buf_byte(w->out, '"');
    w->comma = true;
    json_end_object(w);
}

/* {"type": KIND, WITHIN: {"$ref": …}} */
static void write_of(struct json_writer *w, const char *kind, const char *within,
                     struct str name) {
    json_begin_object(w);
    json_name(w, "type"), json_write_str(w, str_of(kind));
    json_name(w, within), write_ref(w, name);
    json_end_object(w);
}

static void write_plain(struct json_writer *w, struct str type) {
    struct str format = type, name = STR("");
    bool nullable = str_ends(type, STR("?"));
    if (nullable) format = str_first(type, type.n - 1);
    str_cut(&format, ':', &name);
    json_begin_object(w);
    json_name(w, "type");
    if (nullable) json_begin_array(w);
    json_write_str(w, name);
    if (nullable) json_write_str(w, STR("null")), json_end_array(w);
    if (format.n) json_name(w, "format"), json_write_str(w, format);
    json_end_object(w);
}

static void write_member(struct json_writer *w, const char *type) {
    struct str text = str_of(type);
    if (type[0] == '[')
        write_of(w, "array", "items", str_from(text, 2));
    else if (type[0] == '{')
        write_of(w, "object", "additionalProperties", str_from(text, 2));
    else if (type[0] == '@')
        write_ref(w, str_from(text, 1));
    else if (type[0] == '*')
        json_write_raw(w, STR("{}"));
    else
        write_plain(w, text);
}

void schemas_fixed(struct json_writer *w) {
    enum { COUNT = sizeof members / sizeof *members };
    for (int i = 0; i < COUNT;) {
        struct str schema = str_of(members[i].schema);
        json_name_str(w, schema);
        json_begin_object(w);
        json_name(w, "type"), json_write_str(w, STR("object"));
        json_name(w, "properties");
        json_begin_object(w);
        for (; i < COUNT && str_is(schema, members[i].schema); i++) {
            json_name(w, members[i].name);
            write_member(w, members[i].type);
        }
        json_end_object(w);
        json_end_object(w);
    }
}
