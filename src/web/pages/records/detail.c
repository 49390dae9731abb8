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

static struct filter term_by(struct ctx *cx, const struct field *by, int64_t id) {
    struct value *value = NEW(cx->mem, struct value);
    *value = v_int(id);
    return (struct filter){.kind = FILTER_TERM,
                           .field = by,
                           .op = FILTER_EQ,
                           .text = id_str(cx, id),
                           .values = value,
                           .count = 1};
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

static enum err load_related(struct ctx *cx, const struct record *r, struct related *out) {
    bool owned = out->by->at == FIELD_PARTY;
    struct filter term = term_by(cx, out->by, record_id(r));
    const struct entity *e = out->entity;
    struct list_query q = {.entity = e,
                           .filter = owned ? NULL : &term,
                           .party = owned ? record_id(r) : 0,
                           .sort = owned ? e->time : e->sort,
                           .descending = owned || !e->sort || e->sort_descending,
                           .limit = RELATED_ROWS};
    struct record_list list;
    TRY(list_page(cx, &q, &list));
    out->records = list.records;
    out->count = list.count;
    out->more = list.next.n > 0;
    out->creates = rights_some(cx, e, ACT_CREATE);
    set_addresses(cx, r, out);
    return titles_of_records(cx, e->list, e->list_count, list.records, list.count);
}

static enum err find_related(struct ctx *cx, const struct record *r,
                             struct detail_view *v) {
    struct related *related = NEWS(cx->mem, RELATED_KINDS, struct related);
    int count = 0;
    for (int i = 0; i < cx->catalog->count && count < RELATED_KINDS; i++) {
        const struct entity *other = cx->catalog->entities[i];
        const struct field *by = points_to(other, r->entity, 0);
        if (!by || !rights_some(cx, other, ACT_READ)) continue;
        related[count] = (struct related){.entity = other, .by = by};
        TRY(load_related(cx, r, &related[count++]));
    }
    v->related = related;
    v->related_count = count;
    return OK;
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
    if (part) TRY(part->read(p, &r, part->state));
    TRY(files_view_ask(p, p->entity, p->id, &v.files));
    TRY(find_related(p->cx, &r, &v));
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
