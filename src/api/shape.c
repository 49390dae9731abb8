#include "api/shape.h"

#include "api/body.h"
#include "records/fields/field_type.h"
#include "web/sensitive.h"

/* ---- What was asked ---- */

static void add(struct shape *s, const struct field *f) {
    for (int i = 0; i < s->count; i++)
        if (s->fields[i] == f) return;
    s->fields[s->count++] = f;
}

static void add_named(struct params *q, const struct entity *e, struct str list,
                      struct shape *s) {
    for (struct str name; str_cut(&list, ',', &name);) {
        const struct field *f = field_named(e, str_trim(name));
        if (f && api_shows(f))
            add(s, f);
        else
            param_wrong(q, "fields", MSG_API_QUERY_FIELD, name);
    }
}

static bool is_links(const struct field *f) {
    return f->type->column == COLUMN_TEXT;
}

static void add_links(struct params *q, const struct entity *e, struct str list,
                      struct shape *s) {
    for (struct str name; str_cut(&list, ',', &name);) {
        const struct field *f = field_named(e, str_trim(name));
        bool once = s->link_count < e->field_count;
        if (f && api_shows(f) && f->to && once)
            s->links[s->link_count++] = f;
        else
            param_wrong(q, "expand", MSG_API_QUERY_LINK, name);
    }
}

struct shape shape_read(struct params *q, const struct entity *e) {
    struct arena *mem = q->page->cx->mem;
    struct str names = param_text(q, "fields"), expand = param_text(q, "expand");
    struct shape s = {NEWS(mem, (size_t)e->field_count, const struct field *), 0, NULL, 0};
    add(&s, e->fields[FIELD_ID]);
    add(&s, e->fields[FIELD_VERSION]);
    if (names.n) {
        add_named(q, e, names, &s);
    } else {
        for (int i = 0; i < e->field_count; i++)
            if (api_shows(e->fields[i]) && !e->fields[i]->audited
                && e->fields[i]->at != FIELD_ID && e->fields[i]->at != FIELD_VERSION)
                s.fields[s.count++] = e->fields[i];
    }
    if (expand.n) {
        s.links = NEWS(mem, (size_t)e->field_count, const struct field *);
        add_links(q, e, expand, &s);
    }
    return s;
}

/* ---- What is sensitive ---- */

enum err shape_look(struct page *p, const struct shape *s, const struct record *r) {
    for (int i = 0; i < s->count; i++)
        TRY(sensitive_shown(p, r, s->fields[i], LOOK_API));
    return OK;
}

enum err shape_look_many(struct page *p, const struct shape *s,
                         const struct record *records, int count) {
    for (int i = 0; i < s->count; i++) {
        int64_t given = 0;
        for (int n = 0; n < count && s->fields[i]->audited; n++)
            given += sensitive_in(&records[n], s->fields[i]);
        TRY(sensitive_many_shown(p, s->fields[i], given, LOOK_API_LIST));
    }
    return OK;
}

/* ---- Writing it ---- */

static void write_link(struct json_writer *w, struct ctx *cx, const struct field *f,
                       int64_t id) {
    struct str href =
        str_format(cx->mem, "/api/v1/%.*s/%s", STR_ARG(f->to->name), id_text(id).z);
    json_begin_object(w);
    json_name(w, "href"), json_write_str(w, href);
    json_name(w, "title"), json_write_str(w, link_title(cx, f->to, id));
    json_end_object(w);
}

/* Several links are stored as "|ID|ID|". */
static void write_links_of(struct json_writer *w, struct ctx *cx, const struct field *f,
                           struct value v) {
    int64_t id;
    if (!is_links(f)) {
        write_link(w, cx, f, v.i);
        return;
    }
    json_begin_array(w);
    for (struct str rest = v.s, item; str_cut(&rest, '|', &item);)
        if (id_parse(item, &id)) write_link(w, cx, f, id);
    json_end_array(w);
}

static void write_expanded(struct json_writer *w, struct ctx *cx, const struct shape *s,
                           const struct record *r) {
    json_name(w, "_links");
    json_begin_object(w);
    for (int i = 0; i < s->link_count; i++) {
        struct value v = r->values[s->links[i]->at];
        if (v.kind == V_NULL) continue;
        json_name_str(w, s->links[i]->name);
        write_links_of(w, cx, s->links[i], v);
    }
    json_end_object(w);
}

void shape_write(struct json_writer *w, struct ctx *cx, const struct shape *s,
                 const struct record *r) {
    json_begin_object(w);
    for (int i = 0; i < s->count; i++) {
        const struct field *f = s->fields[i];
        json_name_str(w, f->name);
        field_json(cx, f, r->values[f->at], w->out);
        w->comma = true;
    }
    if (s->link_count) write_expanded(w, cx, s, r);
    json_end_object(w);
}
