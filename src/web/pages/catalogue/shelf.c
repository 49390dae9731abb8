#include "web/pages/catalogue/shelf.h"

#include "entities.h"
#include "web/html.h"
#include "web/pages/catalogue/shelf.html.h"
#include "web/pages/records/records.h"

/* ---- Reading ---- */

static int find_chosen(const struct page *p, const struct shelf_view *v) {
    int64_t id;
    if (!id_parse(form_value(&p->query, "category"), &id)) return -1;
    for (int i = 0; i < v->category_count; i++)
        if (v->categories[i].id == id) return i;
    return -1;
}

/* On sale, in the category that is chosen or below it. */
static struct str filter_of(struct ctx *cx, const struct shelf_view *v) {
    struct buf b = buf_in(cx->mem, 0);
    BUF_LIT(&b, "active = yes");
    if (v->chosen < 0) return buf_str(&b);
    const struct category *c = &v->categories[v->chosen];
    BUF_LIT(&b, " and category in (");
    for (int i = v->chosen; i < c->after; i++)
        buf_format(&b, "%s%s", i > v->chosen ? ", " : "", id_text(v->categories[i].id).z);
    BUF_LIT(&b, ")");
    return buf_str(&b);
}

static enum err read_products(struct ctx *cx, struct shelf_view *v) {
    const struct entity *e = entity_at(cx->catalog, "product");
    struct list_query q = {
        .entity = e, .sort = e->fields[PRODUCT_NAME], .limit = SHELF_PRODUCTS};
    TRY(filter_parse(cx, e, filter_of(cx, v), &q.filter));
    return list_page(cx, &q, &v->products);
}

static enum err read_view(struct page *p, struct shelf_view *v) {
    struct ctx *cx = p->cx;
    const struct entity *category = entity_at(cx->catalog, "product_category");
    struct category *all = NULL;
    *v = (struct shelf_view){
        .makes_products = rights_some(cx, entity_at(cx->catalog, "product"), ACT_CREATE),
        .makes_categories = rights_some(cx, category, ACT_CREATE),
        .edits = rights_some(cx, category, ACT_EDIT)};
    if (rights_some(cx, category, ACT_READ))
        TRY(categories_read(cx, &all, &v->category_count));
    v->categories = all;
    v->chosen = find_chosen(p, v);
    return read_products(cx, v);
}

enum err shelf_get(struct page *p) {
    struct shelf_view v;
    TRY(read_view(p, &v));
    struct buf content = page_buf(p);
    shelf_page(&content, p->cx, &v);
    return page_send(p, cx_msg(p->cx, MSG_SHELF), &content);
}

/* ---- For the template ---- */

struct str shelf_url(struct ctx *cx, const struct category *c) {
    return str_format(cx->mem, "/catalogue?category=%s", id_text(c->id).z);
}

struct str shelf_list_url(struct ctx *cx, const struct shelf_view *v) {
    struct buf b = buf_in(cx->mem, 0);
    BUF_LIT(&b, "/product?filter=");
    url_encode(&b, filter_of(cx, v));
    return buf_str(&b);
}

struct str shelf_picture(struct ctx *cx, const struct record *product) {
    int64_t file = record_int(product, PRODUCT_IMAGE);
    return file ? str_format(cx->mem, "/file/%s/content", id_text(file).z) : STR("");
}
