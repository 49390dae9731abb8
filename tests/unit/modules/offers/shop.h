/* shop.h - customers who order products, for tests of what is counted and offered. */
#ifndef TESTS_OFFERS_SHOP_H
#define TESTS_OFFERS_SHOP_H

#include "../../kit.h"
#include "entities.h"
#include "modules/offers/counts.h"
#include "records/rules/jobs.h"

static inline int64_t shop_product(struct ctx *cx, const char *name) {
    struct record r = record_new(cx, entity_at(cx->catalog, "product"));
    r.values[PRODUCT_NAME] = v_text(str_of(name));
    r.values[PRODUCT_CODE] = v_text(str_of(name));
    assert_int_equal(record_create(cx, &r), OK);
    return record_id(&r);
}

static inline int64_t shop_party(struct ctx *cx, const char *name) {
    struct record r = record_new(cx, entity_at(cx->catalog, "party"));
    r.values[PARTY_NAME] = v_text(str_of(name));
    assert_int_equal(record_create(cx, &r), OK);
    return record_id(&r);
}

static inline int64_t shop_order(struct ctx *cx, int64_t party, int64_t day) {
    struct record r = record_new(cx, entity_at(cx->catalog, "sales_order"));
    r.values[FIELD_PARTY] = v_int(party);
    r.values[SALES_ORDER_DATE] = v_int(day);
    assert_int_equal(record_create(cx, &r), OK);
    return record_id(&r);
}

static inline int64_t shop_line(struct ctx *cx, int64_t party, int64_t order,
                                int64_t product) {
    struct record r = record_new(cx, entity_at(cx->catalog, "sales_order_line"));
    r.values[FIELD_PARTY] = v_int(party);
    r.values[SALES_ORDER_LINE_SALES_ORDER] = v_int(order);
    r.values[SALES_ORDER_LINE_DESCRIPTION] = v_text(STR("line"));
    r.values[SALES_ORDER_LINE_PRICE] = v_int(1000);
    if (product) r.values[SALES_ORDER_LINE_PRODUCT] = v_int(product);
    assert_int_equal(record_create(cx, &r), OK);
    return record_id(&r);
}

static inline void shop_step(struct ctx *cx, const struct counts_pace *pace, bool *more) {
    struct job job = {0};
    assert_int_equal(counts_step_of(cx, &job, pace, more), OK);
}

/* Run the job until no note is left. */
static inline void shop_count_at(struct ctx *cx, const struct counts_pace *pace) {
    for (bool more = true; more;)
        shop_step(cx, pace, &more);
}

static inline void shop_count(struct ctx *cx) {
    shop_count_at(cx, &counts_pace_standard);
}

#endif
