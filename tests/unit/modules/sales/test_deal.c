#include "../../kit.h"
#include "entities.h"
#include "records/data/list.h"

static int64_t make_party(struct ctx *cx) {
    struct record r = record_new(cx, entity_at(cx->catalog, "party"));
    r.values[PARTY_NAME] = v_text(STR("شرکت بهار"));
    r.values[PARTY_KIND] = v_text(PARTY_KIND_ORGANISATION);
    assert_int_equal(record_create(cx, &r), OK);
    return record_id(&r);
}

static struct record deal_of(struct ctx *cx, int64_t party, int64_t amount) {
    struct record r = record_new(cx, entity_at(cx->catalog, "deal"));
    r.values[FIELD_PARTY] = v_int(party);
    r.values[DEAL_NAME] = v_text(STR("دستگاه"));
    if (amount) r.values[DEAL_AMOUNT] = v_int(amount);
    return r;
}

static void make_deals(struct ctx *cx, int64_t party, int64_t amount, int count) {
    for (int i = 0; i < count; i++) {
        struct record r = deal_of(cx, party, amount);
        assert_int_equal(record_create(cx, &r), OK);
    }
}

static struct list_total total_of_deals(struct ctx *cx, const struct field *weight) {
    const struct entity *deal = entity_at(cx->catalog, "deal");
    const struct list_query q = {.entity = deal};
    struct list_total total;
    assert_int_equal(list_total(cx, &q, deal->fields[DEAL_AMOUNT], weight, &total), OK);
    return total;
}

/* Ten percent of 45, of 45 and of nothing said: 9 together, where each by itself would make 10. */
static void test_deals__are_weighted_and_rounded_together(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin_as(k, "sara");
    const struct field *weight = entity_at(cx->catalog, "deal")->fields[DEAL_PROBABILITY];
    int64_t party = make_party(cx);
    make_deals(cx, party, 45, 2);
    make_deals(cx, party, 0, 1);
    struct list_total total = total_of_deals(cx, weight);
    assert_int_equal(total.sum.i, 90);
    assert_int_equal(total.weighted.i, 9);
    assert_int_equal(total_of_deals(cx, NULL).weighted.kind, V_NULL);
    kit_commit(k);
    assert_int_equal(total_of_deals(kit_begin_as(k, "nima"), weight).sum.i, 0);
    kit_commit(k);
    kit_free(k);
}

static void test_deals__of_more_than_64_bits_have_no_sum(void **state) {
    (void)state;
    enum { COUNT = 100 };
    const int64_t most = 100000000000000000;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin_as(k, "sara");
    const struct field *weight = entity_at(cx->catalog, "deal")->fields[DEAL_PROBABILITY];
    make_deals(cx, make_party(cx), most, COUNT);
    struct list_total total = total_of_deals(cx, weight);
    assert_int_equal(total.sum.kind, V_NULL);
    assert_int_equal(total.weighted.i, most / 10 * COUNT);
    kit_commit(k);
    assert_int_equal(kit_get(k, "sara", "/deal/board").status, 200);
    assert_int_equal(kit_get(k, "sara", "/deal").status, 200);
    kit_free(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_deals__are_weighted_and_rounded_together),
        cmocka_unit_test(test_deals__of_more_than_64_bits_have_no_sum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
