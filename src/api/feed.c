#include "api/feed.h"

#include "api/body.h"
#include "api/params.h"
#include "api/problem.h"
#include "http/reply.h"
#include "records/data/record.h"
#include "records/fields/field_type.h"
#include "records/journal/journal.h"

/* ---- Who may see an entry ---- */

/* The record as its deletion wrote it down. */
static struct record at_its_end(struct ctx *cx, const struct journal_entry *deletion) {
    const struct entity *e = deletion->entity;
    struct record r = {e, NEWS(cx->mem, (size_t)e->field_count, struct value)};
    r.values[FIELD_ID] = v_int(deletion->record);
    for (int i = 0; i < deletion->change_count; i++)
        if (deletion->changes[i].field)
            r.values[deletion->changes[i].field->at] = deletion->changes[i].old;
    return r;
}

static enum err may_see_deleted(struct ctx *cx, const struct journal_entry *entry,
                                bool *out) {
    struct journal_entry *last;
    int count;
    *out = false;
    TRY(journal_of_record(cx, entry->entity, entry->record, 0, 1, &last, &count));
    if (!count || last->action != JOURNAL_DELETE) return OK;
    struct record r = at_its_end(cx, last);
    enum err e = rights_ask(cx, &r, ACT_READ);
    *out = e == OK;
    return e == ERR_DENIED ? OK : e;
}

static enum err may_see(struct ctx *cx, const struct journal_entry *entry, bool *out) {
    struct record r;
    *out = false;
    if (!entry->entity || !rights_some(cx, entry->entity, ACT_READ)) return OK;
    *out = rights_scope(cx, entry->entity, ACT_READ) == SCOPE_ALL;
    if (*out) return OK;
    enum err e = record_get(cx, entry->entity, entry->record, &r);
    if (e == ERR_ABSENT) return may_see_deleted(cx, entry, out);
    *out = e == OK;
    return e;
}

/* ---- Writing ---- */

static void write_value(struct json_writer *w, struct ctx *cx, const struct field *f,
                        const char *name, struct value v) {
    enum value_kind kind = f->type->column == COLUMN_INT ? V_INT : V_TEXT;
    json_name(w, name);
    if (v.kind == kind) {
        field_json(cx, f, v, w->out);
        w->comma = true;
    } else {
        json_write_null(w); /* empty, or of a type the field had once */
    }
}

static void write_changes(struct json_writer *w, struct ctx *cx,
                          const struct journal_entry *entry) {
    json_name(w, "changes");
    json_begin_object(w);
    for (int i = 0; i < entry->change_count; i++) {
        const struct journal_change *change = &entry->changes[i];
        if (!change->field || !api_shows(change->field)) continue;
        json_name_str(w, change->field->name);
        json_begin_object(w);
        bool hidden = change->field->audited; /* that it changed, not from what to what */
        write_value(w, cx, change->field, "old", hidden ? v_null() : change->old);
        write_value(w, cx, change->field, "new", hidden ? v_null() : change->new);
        json_end_object(w);
    }
    json_end_object(w);
}

static void write_id_or_null(struct json_writer *w, const char *name, int64_t id) {
    json_name(w, name);
    if (id)
        json_write_id(w, id);
    else
        json_write_null(w);
}

static void write_entry(struct json_writer *w, struct ctx *cx,
                        const struct journal_entry *entry) {
    static const char *const actions[] = {[JOURNAL_CREATE] = "create",
                                          [JOURNAL_CHANGE] = "update",
                                          [JOURNAL_DELETE] = "delete"};
    struct value at = v_int(entry->at_ms);
    json_begin_object(w);
    json_name(w, "seq"), json_write_int(w, entry->seq);
    write_value(w, cx, entry->entity->fields[FIELD_CHANGED_AT], "at", at);
    write_id_or_null(w, "user", entry->user);
    write_id_or_null(w, "batch", entry->batch);
    json_name(w, "action"), json_write_str(w, str_of(actions[entry->action]));
    json_name(w, "kind"), json_write_str(w, entry->entity->name);
    write_id_or_null(w, "id", entry->record);
    write_id_or_null(w, "party", entry->party);
    write_changes(w, cx, entry);
    json_end_object(w);
}

/* ---- The request ---- */

/* The kinds of `kind=a,b`; NULL: all of them. */
static const bool *read_kinds(struct params *params) {
    const struct catalog *catalog = params->page->cx->catalog;
    struct str list = param_text(params, "kind");
    if (!list.n) return NULL;
    bool *kinds = NEWS(params->page->cx->mem, (size_t)catalog->count, bool);
    for (struct str name; str_cut(&list, ',', &name);) {
        const struct entity *e = entity_named(catalog, str_trim(name));
        if (e)
            kinds[e->at] = true;
        else
            param_wrong(params, "kind", MSG_API_QUERY_KIND, name);
    }
    return kinds;
}

static enum err write_entries(struct json_writer *w, struct ctx *cx, const bool *kinds,
                              const struct journal_entry *entries, int count) {
    json_name(w, "data");
    json_begin_array(w);
    for (int i = 0; i < count; i++) {
        const struct entity *e = entries[i].entity;
        bool seen = e && (!kinds || kinds[e->at]);
        if (seen) TRY(may_see(cx, &entries[i], &seen));
        if (seen) write_entry(w, cx, &entries[i]);
    }
    json_end_array(w);
    return OK;
}

enum err api_journal(struct page *p) {
    struct params params = params_begin(p);
    int64_t after = param_int(&params, "after", 0, INT64_MAX, 0);
    int limit = (int)param_int(&params, "limit", 1, FEED_PAGE_MOST, FEED_PAGE), count;
    const bool *kinds = read_kinds(&params);
    struct journal_entry *entries;
    if (!params_end(&params)) return OK;
    TRY(journal_after(p->cx, after, limit, &entries, &count));
    struct buf b = buf_in(p->cx->mem, 0);
    struct json_writer w = json_writer(&b);
    json_begin_object(&w);
    TRY(write_entries(&w, p->cx, kinds, entries, count));
    json_name(&w, "next"), json_write_int(&w, count ? entries[count - 1].seq : after);
    json_name(&w, "more"), json_write_bool(&w, count == limit);
    json_end_object(&w);
    return reply_json(p, &b);
}
