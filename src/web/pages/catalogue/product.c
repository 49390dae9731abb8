#include "web/pages/catalogue/product.h"

#include "entities.h"
#include "records/rules/rights.h"
#include "web/pages/catalogue/product.html.h"
#include "web/pages/records/records.h"

static enum err read_bundle(struct ctx *cx, const struct record *r,
                            struct product_view *v) {
    if (!str_eq(record_str(r, PRODUCT_KIND), PRODUCT_KIND_BUNDLE)) return OK;
    TRY(bundle_read(cx, record_id(r), &v->bundle));
    v->price = record_int(r, PRODUCT_PRICE);
    v->splits = bundle_worth(&v->bundle, &v->worth) && bundle_split(&v->bundle, v->price);
    return OK;
}

/* What orders say is for those who see orders. */
static enum err read_rules(struct ctx *cx, const struct record *r, struct product_view *v) {
    struct found_rule *rules;
    if (!rights_some(cx, entity_at(cx->catalog, "sales_order"), ACT_READ)) return OK;
    TRY(found_rules(cx, record_id(r), RULES_BY_CONFIDENCE, &rules, &v->rule_count));
    if (v->rule_count > PRODUCT_RULES) v->rule_count = PRODUCT_RULES;
    v->rules = rules;
    return OK;
}

static enum err read_view(struct page *p, const struct record *r, void *state) {
    struct product_view *v = state;
    struct part *variants;
    *v = (struct product_view){.id = id_str(p->cx, record_id(r))};
    TRY(variants_read(p->cx, record_id(r), &variants, &v->variant_count));
    v->variants = variants;
    TRY(read_bundle(p->cx, r, v));
    return read_rules(p->cx, r, v);
}

static void put_view(struct buf *out, struct ctx *cx, const void *state) {
    product_part(out, cx, state);
}

enum err product_get(struct page *p) {
    struct product_view v;
    const struct record_part part = {read_view, put_view, &v};
    return record_page_send(p, &part);
}

/* ---- For the template ---- */

static struct str shown(struct ctx *cx, int field, struct value v) {
    return field_text(cx, entity_at(cx->catalog, "product")->fields[field], v);
}

struct str part_amount(struct ctx *cx, int64_t rials) {
    return shown(cx, PRODUCT_PRICE, v_int(rials));
}

struct str part_stock(struct ctx *cx, const struct part *p) {
    return p->stock.kind == V_NULL ? STR("") : shown(cx, PRODUCT_STOCK, p->stock);
}

struct str part_quantity(struct ctx *cx, const struct part *p) {
    const struct field *f = entity_at(cx->catalog, "product")->fields[PRODUCT_STOCK];
    return field_edit(cx, f, v_int(p->quantity)); /* without zeros at its end */
}
