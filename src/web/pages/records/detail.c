/* detail.c - the page of one record: its facts, and what belongs to it or points to it. */
#include "web/pages/records/detail.h"

#include "records/data/titles.h"
#include "web/pages/records/detail.html.h"

/* ---- What is related ---- */

/* The field through which records of `other` hang on those of `e`, or NULL. Only where a
 * look-up costs little. */
static const struct field *points_to(const struct entity *other, const struct entity *e,
                                     int from) {
    if (other->owned && str_is(e->name, "party") && from <= FIELD_PARTY)
        return other->fields[FIELD_PARTY];
    for (int i = from > FIELD_STANDARD_COUNT ? from : FIELD_STANDARD_COUNT;
         i < other->field_count; i++) {
        const struct field *f = other->fields[i];
        if (f->to == e && f->indexed && str_is(str_of(f->type->name), "link")) return f;
    }
    return NULL;
}

static const struct filter *term_by(struct ctx *cx, const struct field *by, int64_t id) {
    struct value *value = NEW(cx->mem, struct value);
    struct filter *term = NEW(cx->mem, struct filter);
    *value = v_int(id);
    *term = (struct filter){.kind = FILTER_TERM,
                            .field = by,
                            .op = FILTER_EQ,
                            .text = id_str(cx, id),
                            .values = value,
                            .count = 1};
    return term;
}

static void set_addresses(struct ctx *cx, const struct record *r, struct related *out) {
    struct str kind = out->entity->name, by = out->by->name, id = id_str(cx, record_id(r));
    struct buf filter = buf_in(cx->mem, 0);
    url_encode(&filter, str_format(cx->mem, "%.*s = \"%.*s\"", STR_ARG(by), STR_ARG(id)));
    out->all_url =
        str_format(cx->mem, "/%.*s?filter=%.*s", STR_ARG(kind), STR_ARG(buf_str(&filter)));
    out->new_url =
        str_format(cx->mem, "/%.*s/new?%.*s=%.*s&back=/%.*s/%.*s", STR_ARG(kind),
                   STR_ARG(by), STR_ARG(id), STR_ARG(r->entity->name), STR_ARG(id));
}

static enum err ask_related(struct ctx *cx, const struct record *r, struct related *out) {
    bool owned = out->by->at == FIELD_PARTY;
    const struct entity *e = out->entity;
    struct list_query *q = NEW(cx->mem, struct list_query);
    *q = (struct list_query){.entity = e,
                             .filter = owned ? NULL : term_by(cx, out->by, record_id(r)),
                             .party = owned ? record_id(r) : 0,
                             .sort = owned ? e->time : e->sort,
                             .descending = owned || !e->sort || e->sort_descending,
                             .limit = RELATED_ROWS};
    return list_ask(cx, q, &out->asked);
}

static enum err find_related(struct ctx *cx, const struct record *r,
                             struct detail_view *v) {
    v->related = NEWS(cx->mem, RELATED_KINDS, struct related);
    for (int i = 0; i < cx->catalog->count && v->related_count < RELATED_KINDS; i++) {
        const struct entity *other = cx->catalog->entities[i];
        const struct field *by = points_to(other, r->entity, 0);
        if (!by || !rights_some(cx, other, ACT_READ)) continue;
        struct related *related = &v->related[v->related_count++];
        *related = (struct related){.entity = other, .by = by};
        TRY(ask_related(cx, r, related));
    }
    return OK;
}

static enum err read_related(struct ctx *cx, const struct record *r, struct related *out) {
    const struct entity *e = out->entity;
    struct record_list list;
    TRY(list_read(cx, out->asked, &list));
    out->records = list.records;
    out->count = list.count;
    out->more = list.next.n > 0;
    out->creates = rights_some(cx, e, ACT_CREATE);
    set_addresses(cx, r, out);
    titles_note_records(cx, e->list, e->list_count, list.records, list.count);
    return OK;
}

static enum err load_related(struct ctx *cx, const struct record *r,
                             struct detail_view *v) {
    for (int i = 0; i < v->related_count; i++)
        TRY(read_related(cx, r, &v->related[i]));
    return titles_load(cx);
}

/* ---- The page ---- */

static bool may(struct ctx *cx, const struct record *r, enum action action) {
    return rights_ask(cx, r, action) == OK;
}

static enum err load(struct page *p, struct record *r, struct detail_view *v) {
    struct ctx *cx = p->cx;
    TRY(record_get(cx, p->entity, p->id, r));
    TRY(titles_of_records(cx, p->entity->fields, p->entity->field_count, r, 1));
    *v = (struct detail_view){.page = p,
                              .entity = p->entity,
                              .record = r,
                              .title = record_title(cx, r),
                              .id = id_str(cx, p->id),
                              .edits = may(cx, r, ACT_EDIT),
                              .deletes = may(cx, r, ACT_DELETE)};
    return OK;
}

enum err record_page_send(struct page *p, const struct record_part *part) {
    struct record r;
    struct detail_view v;
    TRY(load(p, &r, &v));
    v.part = part;
    TRY(files_view_ask(p, p->entity, p->id, &v.files));
    TRY(find_related(p->cx, &r, &v));
    if (part) TRY(part->read(p, &r, part->state));
    TRY(load_related(p->cx, &r, &v));
    TRY(files_view_read(p, &r, &v.files));
    struct buf content = page_buf(p);
    detail_page(&content, p->cx, &v);
    return page_send(p, v.title, &content);
}

enum err record_page_get(struct page *p) {
    return record_page_send(p, NULL);
}

/* ---- History ---- */

static enum err load_titles(struct ctx *cx, const struct detail_view *v) {
    const struct entity *user = entity_at(cx->catalog, "user");
    for (int i = 0; i < v->entry_count; i++) {
        const struct journal_entry *entry = &v->entries[i];
        titles_note(cx, user, entry->user);
        for (int c = 0; c < entry->change_count; c++) {
            if (!entry->changes[c].field) continue;
            titles_note_value(cx, entry->changes[c].field, entry->changes[c].old);
            titles_note_value(cx, entry->changes[c].field, entry->changes[c].new);
        }
    }
    return titles_load(cx);
}

enum err history_get(struct page *p) {
    struct record r;
    struct detail_view v;
    struct journal_entry *entries;
    int64_t before = 0;
    TRY(load(p, &r, &v));
    str_int(form_value(&p->query, "before"), &before);
    TRY(journal_of_record(p->cx, p->entity, p->id, before, HISTORY_ENTRIES, &entries,
                          &v.entry_count));
    v.entries = entries;
    if (v.entry_count == HISTORY_ENTRIES) v.older = entries[v.entry_count - 1].seq;
    TRY(load_titles(p->cx, &v));
    struct buf content = page_buf(p);
    detail_history(&content, p->cx, &v);
    return page_send(p, v.title, &content);
}
