/* search.c - search over everything: records of every kind that is searched and may be
 * read, then pages and actions by their names. The palette takes the part, a browser
 * without scripts the page. */
#include "web/pages/platform/search.h"

#include "persian/fold.h"
#include "web/pages/platform/parts.h"
#include "web/pages/platform/search.html.h"
#include "web/shell.h"

enum {
    SEARCH_TYPED_BYTES = 400,
    SEARCH_HITS_PALETTE = 5, /* of one kind */
    SEARCH_HITS_PAGE = 20,
};

static enum err find_records(struct page *p, int limit, struct found *f) {
    const struct catalog *c = p->cx->catalog;
    struct kind_hits *kinds = NEWS(p->cx->mem, (size_t)c->count, struct kind_hits);
    int count = 0;
    for (int i = 0; i < c->count; i++)
        if (!c->entities[i]->hidden) kinds[count++].entity = c->entities[i];
    TRY(list_hits_of(p->cx, f->typed, limit, kinds, count));
    for (int i = 0; i < count; i++)
        if (kinds[i].count) kinds[f->kind_count++] = kinds[i];
    f->kinds = kinds;
    return OK;
}

/* Those items whose label holds what was typed. */
static int keep_named(struct page *p, const struct menu_group *group, struct str key,
                      struct menu_item *out, int n) {
    for (int i = 0; i < group->count; i++)
        if (str_has(fa_fold(p->cx->mem, group->items[i].label), key))
            out[n++] = group->items[i];
    return n;
}

static void find_pages(struct page *p, struct found *f) {
    struct menu menu = menu_of(p);
    struct menu_group quick = menu_quick(p);
    struct str key = fa_fold(p->cx->mem, f->typed);
    int most = quick.count;
    if (!key.n) return;
    for (int i = 0; i < menu.count; i++)
        most += menu.groups[i].count;
    struct menu_item *items = NEWS(p->cx->mem, (size_t)most + 1, struct menu_item);
    int pages = 0;
    for (int i = 0; i < menu.count; i++)
        pages = keep_named(p, &menu.groups[i], key, items, pages);
    int all = keep_named(p, &quick, key, items, pages);
    f->pages = (struct menu_group){cx_msg(p->cx, MSG_SEARCH_PAGES), items, pages};
    f->actions = (struct menu_group){quick.label, items + pages, all - pages};
}

enum err search_get(struct page *p) {
    struct str typed = str_trim(form_value(&p->query, "q"));
    struct found found = {.typed = str_first(typed, SEARCH_TYPED_BYTES)};
    struct buf content = page_buf(p);
    if (typed.n) {
        TRY(find_records(p, p->part ? SEARCH_HITS_PALETTE : SEARCH_HITS_PAGE, &found));
        find_pages(p, &found);
    }
    if (p->part)
        search_results(&content, p->cx, &found);
    else
        search_page(&content, p->cx, &found);
    return page_send(p, cx_msg(p->cx, MSG_WORD_SEARCH), &content);
}
