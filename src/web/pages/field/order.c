#include "web/pages/field/order.h"

#include "entities.h"
#include "http/form_once.h"
#include "records/data/list.h"
#include "records/rules/rights.h"
#include "web/pages/field/order.html.h"

#define QUANTITY_MARK "q."
enum { CATEGORIES = 100 };

static const struct field *line_field(struct ctx *cx, int at) {
    return entity_at(cx->catalog, "sales_order_line")->fields[at];
}

/* ---- What is wanted ---- */

static enum err want(struct page *p, struct order_page_view *v,
                     const struct form_field *f) {
    struct value quantity;
    int64_t product;
    struct str mark = STR(QUANTITY_MARK);
    if (!str_starts(f->name, mark) || !str_trim(f->value).n) return OK;
    if (!id_parse(str_from(f->name, mark.n), &product)) return OK;
    TRY(field_parse(p->cx, line_field(p->cx, SALES_ORDER_LINE_QUANTITY), f->value,
                    &quantity));
    if (quantity.kind != V_INT || !quantity.i) return OK;
    if (v->wanted_count == WANTED_MOST) return problem(p->cx, NULL, MSG_ORDERING_TOO_MANY);
    v->wanted[v->wanted_count++] = (struct wanted){product, quantity.i};
    return OK;
}

static enum err read_wanted(struct page *p, struct order_page_view *v) {
    enum err wrong = OK;
    for (int i = 0; i < p->form.count; i++) {
        enum err e = want(p, v, &p->form.fields[i]);
        if (e == ERR_INVALID) wrong = e;
        if (e != OK && e != ERR_INVALID) return e;
    }
    return wrong;
}

/* ---- What can be ordered ---- */

static const struct filter *equals(struct ctx *cx, const struct field *f, int64_t value,
                                   const struct filter *and) {
    struct filter *term = NEW(cx->mem, struct filter), *both = NEW(cx->mem, struct filter);
    struct value *values = NEW(cx->mem, struct value);
    *values = v_int(value);
    *term = (struct filter){
        .kind = FILTER_TERM, .field = f, .op = FILTER_EQ, .values = values, .count = 1};
    *both = (struct filter){.kind = FILTER_AND, .left = term, .right = and};
    return and? both : term;
}

static bool is_shown(const struct order_page_view *v, int64_t product) {
    for (int i = 0; i < v->good_count; i++)
        if (v->goods[i].offer.product == product) return true;
    return false;
}

/* Who names a product that is not there has nothing of it. */
static enum err show(struct ctx *cx, const struct price_list *prices,
                     struct order_page_view *v, int64_t product, int64_t quantity) {
    enum { ONE = 1000 };
    struct good *g = &v->goods[v->good_count];
    if (is_shown(v, product)) return OK;
    enum err e = offer_find(cx, prices, product, quantity ? quantity : ONE, &g->offer);
    if (e == ERR_ABSENT) return OK;
    TRY(e);
    g->quantity = quantity;
    v->good_count++;
    return OK;
}

static enum err read_goods(struct ctx *cx, const struct price_list *prices,
                           struct order_page_view *v) {
    const struct entity *e = entity_at(cx->catalog, "product");
    const struct filter *filter = equals(cx, e->fields[PRODUCT_ACTIVE], 1, NULL);
    struct record_list list;
    if (v->category) filter = equals(cx, e->fields[PRODUCT_CATEGORY], v->category, filter);
    const struct list_query q = {.entity = e,
                                 .filter = filter,
                                 .search = v->search,
                                 .sort = v->search.n ? NULL : e->fields[PRODUCT_NAME],
                                 .limit = GOODS_SHOWN};
    v->goods = NEWS(cx->mem, GOODS_SHOWN + WANTED_MOST, struct good);
    for (int i = 0; i < v->wanted_count; i++)
        TRY(show(cx, prices, v, v->wanted[i].product, v->wanted[i].quantity));
    TRY(list_page(cx, &q, &list));
    for (int i = 0; i < list.count; i++)
        TRY(show(cx, prices, v, record_id(&list.records[i]), 0));
    v->more = list.next.n > 0;
    return OK;
}

static enum err read_categories(struct ctx *cx, struct order_page_view *v) {
    const struct entity *e = entity_at(cx->catalog, "product_category");
    const struct list_query q = {
        .entity = e, .sort = e->fields[PRODUCT_CATEGORY_POSITION], .limit = CATEGORIES};
    struct record_list list;
    TRY(list_page(cx, &q, &list));
    v->categories = list.records;
    v->category_count = list.count;
    return OK;
}

/* ---- The page ---- */

static enum err begin(struct page *p, const struct form *asked, struct record *party,
                      struct order_page_view *v) {
    int64_t visit;
    *v = (struct order_page_view){.page = p, .party = party};
    TRY(record_get(p->cx, entity_at(p->cx->catalog, "party"), p->id, party));
    v->search = str_trim(form_value(asked, "search"));
    (void)id_parse(form_value(asked, "category"), &v->category);
    if (id_parse(form_value(asked, "visit"), &visit)) v->visit = id_str(p->cx, visit);
    v->once = form_value(asked, FORM_ONCE_FIELD);
    if (!v->once.n) v->once = form_once_mark(p);
    return OK;
}

static enum err send(struct page *p, struct order_page_view *v) {
    struct ctx *cx = p->cx;
    struct price_list prices;
    TRY(price_list_read(cx, p->id, cx_today(cx), &prices));
    TRY(read_goods(cx, &prices, v));
    TRY(read_categories(cx, v));
    struct buf content = page_buf(p);
    order_page(&content, cx, v);
    return page_send(p, cx_msg(cx, MSG_ORDERING), &content);
}

enum err ordering_get(struct page *p) {
    struct order_page_view v;
    struct record party;
    TRY(begin(p, &p->query, &party, &v));
    if (form_has(&p->query, "again"))
        TRY(order_last(p->cx, p->id, v.wanted, &v.wanted_count));
    return send(p, &v);
}

/* What it comes to is what would be written. */
static enum err work_out(struct page *p, struct order_page_view *v, struct record *order) {
    enum err e = order_place(p->cx, p->id, v->wanted, v->wanted_count, order);
    if (e != OK) return e;
    v->net = order->values[SALES_ORDER_NET];
    v->tax = order->values[SALES_ORDER_TAX_AMOUNT];
    v->total = order->values[SALES_ORDER_TOTAL];
    return OK;
}

static enum err send_looked_at(struct page *p, struct order_page_view *v) {
    struct record order;
    p->undo = true;
    if (!v->wanted_count) return send(p, v);
    enum err e = work_out(p, v, &order);
    return e == OK || e == ERR_INVALID ? send(p, v) : e;
}

static enum err go_to_order(struct page *p, int64_t id) {
    return reply_redirect(
        p, record_url(p->cx, entity_at(p->cx->catalog, "sales_order"), id, ""));
}

/* Sent twice, by a finger or by a device that was away, there is one order. */
enum err ordering_post(struct page *p) {
    struct order_page_view v;
    struct record party, order;
    int64_t before;
    TRY(begin(p, &p->form, &party, &v));
    enum err e = form_once_find(p, &before);
    if (e == OK) return go_to_order(p, before);
    if (e != ERR_ABSENT) return e;
    e = read_wanted(p, &v);
    if (e == OK && !str_is(form_value(&p->form, "do"), "place"))
        return send_looked_at(p, &v);
    if (e == OK) e = work_out(p, &v, &order);
    if (e == ERR_INVALID) {
        p->undo = true;
        reply_status(p, 422);
        return send(p, &v);
    }
    TRY(e);
    TRY(form_once_keep(p, record_id(&order)));
    return go_to_order(p, record_id(&order));
}

/* ---- For the template ---- */

struct str good_name(struct ctx *cx, const struct good *g) {
    return str_format(cx->mem, QUANTITY_MARK "%s", id_text(g->offer.product).z);
}

struct str good_quantity(struct ctx *cx, const struct good *g) {
    const struct field *f = line_field(cx, SALES_ORDER_LINE_QUANTITY);
    return g->quantity ? field_edit(cx, f, v_int(g->quantity)) : STR("");
}

struct str order_money(struct ctx *cx, struct value v) {
    return v.kind == V_NULL ? STR("—")
                            : field_text(cx, line_field(cx, SALES_ORDER_LINE_TOTAL), v);
}

struct str good_price(struct ctx *cx, const struct good *g) {
    return order_money(cx, g->offer.price);
}

struct str good_unit(struct ctx *cx, const struct good *g) {
    const struct field *f = line_field(cx, SALES_ORDER_LINE_UNIT);
    return g->offer.unit.n ? field_text(cx, f, v_text(g->offer.unit)) : STR("");
}
