/* product.c - what must hold of products, their categories and bundles. */
#include "entities.h"
#include "records/data/record.h"

static bool differs(const struct record *old, const struct record *new, int field) {
    return !old || !value_eq(old->values[field], new->values[field]);
}

/* ---- Chains: category in category, variant of variant, better than better ---- */

/* Far more than anybody means; a longer way round is refused as one. */
enum { CHAIN_MOST = 20 };

static enum err next_of(struct ctx *cx, const struct entity *e, int64_t id, int link,
                        int64_t *out) {
    struct record r;
    enum err found = record_get_plain(cx, e, id, &r);
    *out = found == OK ? record_int(&r, link) : 0;
    return found == ERR_ABSENT ? OK : found;
}

/* A record must not stand above itself. */
static enum err check_chain(struct ctx *cx, const struct record *old,
                            const struct record *new, int link, enum msg refusal) {
    int64_t self = old ? record_id(old) : 0, at = record_int(new, link);
    if (!self || !differs(old, new, link)) return OK;
    for (int i = 0; at && at != self; i++) {
        if (i == CHAIN_MOST) return problem(cx, new->entity->fields[link], refusal);
        TRY(next_of(cx, new->entity, at, link, &at));
    }
    return at ? problem(cx, new->entity->fields[link], refusal) : OK;
}

static enum err product_category_check(struct ctx *cx, const struct record *old,
                                       struct record *new) {
    if (cx->verbatim) return OK;
    return check_chain(cx, old, new, PRODUCT_CATEGORY_PARENT, MSG_CATEGORY_CIRCLE);
}

/* ---- Products ---- */

/* A number without its time says little: who tells the stock tells that it is of now. */
static void stamp_stock(struct ctx *cx, const struct record *old, struct record *new) {
    if (!differs(old, new, PRODUCT_STOCK)) return;
    bool told = new->values[PRODUCT_STOCK].kind != V_NULL;
    new->values[PRODUCT_STOCK_AT] = told ? v_int(cx->now_ms) : v_null();
}

static enum err product_check(struct ctx *cx, const struct record *old,
                              struct record *new) {
    if (cx->verbatim) return OK;
    stamp_stock(cx, old, new);
    enum err e = check_chain(cx, old, new, PRODUCT_VARIANT_OF, MSG_PRODUCT_CIRCLE);
    if (e != OK && e != ERR_INVALID) return e;
    return check_chain(cx, old, new, PRODUCT_BETTER, MSG_PRODUCT_CIRCLE);
}

/* ---- Bundles ---- */

static enum err kind_of(struct ctx *cx, const struct entity *e, int64_t id,
                        struct str *out) {
    struct record r;
    *out = STR("");
    enum err found = id ? record_get_plain(cx, e, id, &r) : ERR_ABSENT;
    if (found == OK) *out = record_str(&r, PRODUCT_KIND);
    return found == ERR_ABSENT ? OK : found;
}

/* Bundles hold no bundles: what is in one is seen at one look. */
static enum err bundle_part_check(struct ctx *cx, const struct record *old,
                                  struct record *new) {
    const struct field *const *fields = new->entity->fields;
    const struct entity *product = fields[BUNDLE_PART_PRODUCT]->to;
    struct str whole, part;
    (void)old;
    if (cx->verbatim) return OK;
    TRY(kind_of(cx, product, record_int(new, BUNDLE_PART_BUNDLE), &whole));
    TRY(kind_of(cx, product, record_int(new, BUNDLE_PART_PRODUCT), &part));
    if (whole.n && !str_eq(whole, PRODUCT_KIND_BUNDLE))
        problem(cx, fields[BUNDLE_PART_BUNDLE], MSG_BUNDLE_NONE);
    if (str_eq(part, PRODUCT_KIND_BUNDLE))
        problem(cx, fields[BUNDLE_PART_PRODUCT], MSG_BUNDLE_IN_BUNDLE);
    return OK;
}

const struct entity_rules rules_product = {.name = "product", .check = product_check};
const struct entity_rules rules_product_category = {.name = "product_category",
                                                    .check = product_category_check};
const struct entity_rules rules_bundle_part = {.name = "bundle_part",
                                               .check = bundle_part_check};
