/* pick.c - names offered while one types a link. */
#include "web/pages/records/pick.html.h"
#include "web/pages/records/records.h"

enum { PICKS = 10 };

/* Colleagues are known by name to everybody, but only those who still work here. */
static enum err find(struct ctx *cx, const struct entity *e, struct str typed,
                     struct record_list *out) {
    const struct filter *active = NULL;
    bool colleagues = e->system && !rights_some(cx, e, ACT_READ);
    if (str_is(e->name, "user")) TRY(filter_parse(cx, e, STR("active = 1"), &active));
    struct list_query q = {.entity = e,
                           .filter = active,
                           .search = e->searched ? typed : STR(""),
                           .sort = e->title->type->sortable ? e->title : NULL,
                           .limit = PICKS,
                           .plain = colleagues};
    return list_page(cx, &q, out);
}

static enum err search(struct ctx *cx, const struct entity *e, struct str typed,
                       struct hit **out, int *out_count) {
    struct record_list list;
    bool readable = rights_some(cx, e, ACT_READ);
    if (readable && e->searched && !str_is(e->name, "user") && str_trim(typed).n)
        return list_hits(cx, e, typed, PICKS, out, out_count);
    TRY(find(cx, e, typed, &list));
    *out = NEWS(cx->mem, (size_t)list.count, struct hit);
    *out_count = list.count;
    for (int i = 0; i < list.count; i++)
        (*out)[i] = (struct hit){record_id(&list.records[i]),
                                 record_title(cx, &list.records[i]), STR("")};
    return OK;
}

enum err pick_get(struct page *p) {
    const struct entity *e = entity_named(p->cx->catalog, p->rest);
    struct hit *hits = NULL;
    int count = 0;
    if (!e || !kind_pickable(p->cx, e)) return ERR_ABSENT;
    TRY(search(p->cx, e, form_value(&p->query, "q"), &hits, &count));
    struct buf content = page_buf(p);
    pick_list(&content, p->cx, hits, count);
    return reply_html(p, &content);
}
