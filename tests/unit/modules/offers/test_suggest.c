#include "modules/offers/found.h"
#include "modules/offers/suggest.h"
#include "records/rules/settings.h"
#include "shop.h"

static struct kit *k;
static struct ctx *cx;

enum { TODAY_BACK = 100 /* days ago: when most was bought */ };

static int open_kit(void **state) {
    (void)state;
    k = kit_create();
    cx = kit_begin_as(k, "admin");
    return 0;
}

static int close_kit(void **state) {
    (void)state;
    kit_commit(k);
    kit_free(k);
    return 0;
}

/* Somebody whom chance lets see offers; or does not. */
static int64_t customer(const char *name, bool control) {
    int64_t id;
    do
        id = shop_party(cx, name);
    while ((measure_bucket(id) < 10) != control);
    return id;
}

static void buy(int64_t party, int64_t days_ago, int64_t one, int64_t other) {
    int64_t order = shop_order(cx, party, cx_today(cx) - days_ago);
    shop_line(cx, party, order, one);
    if (other) shop_line(cx, party, order, other);
}

static void change(const char *kind, int64_t id, int field, struct value value) {
    struct record r;
    assert_int_equal(record_get(cx, entity_at(cx->catalog, kind), id, &r), OK);
    r = record_copy(cx, &r);
    r.values[field] = value;
    assert_int_equal(record_change(cx, &r, NULL), OK);
}

static struct offers offers_of(int64_t party) {
    struct record r;
    struct offers o;
    shop_count(cx);
    assert_int_equal(record_get(cx, entity_at(cx->catalog, "party"), party, &r), OK);
    assert_int_equal(offers_load(cx, &r, &o), OK);
    return o;
}

static const struct offer *offer_of(const struct offers *o, int64_t product) {
    for (int i = 0; i < o->count; i++)
        if (o->rows[i].product == product) return &o->rows[i];
    return NULL;
}

static int64_t answer(int64_t party, int64_t product, struct str reason, struct str said) {
    struct record r = record_new(cx, entity_at(cx->catalog, "offer_answer"));
    r.values[FIELD_PARTY] = v_int(party);
    r.values[OFFER_ANSWER_PRODUCT] = v_int(product);
    r.values[OFFER_ANSWER_REASON] = v_text(reason);
    r.values[OFFER_ANSWER_ANSWER] = v_text(said);
    assert_int_equal(record_create(cx, &r), OK);
    return record_id(&r);
}

/* Of ten orders four have a printer, and three of these ink too; no other has ink. */
static void fill_shop(int64_t *out_printer, int64_t *out_ink) {
    int64_t printer = shop_product(cx, "printer"), ink = shop_product(cx, "ink");
    int64_t chair = shop_product(cx, "chair");
    for (int i = 0; i < 10; i++) {
        int64_t party = customer("buyer", false);
        buy(party, TODAY_BACK, i < 4 ? printer : chair, i < 3 ? ink : 0);
    }
    *out_printer = printer;
    *out_ink = ink;
}

static void test_offers__are_what_is_bought_together_with_the_figures(void **state) {
    (void)state;
    int64_t printer, ink, party = customer("new", false);
    fill_shop(&printer, &ink);
    buy(party, 5, printer, 0);
    struct offers o = offers_of(party);
    const struct offer *f = offer_of(&o, ink);
    assert_non_null(f);
    assert_int_equal(o.hold, OFFER_FREE);
    assert_int_equal(f->reason, OFFER_TOGETHER);
    assert_int_equal(f->because, printer);
    assert_int_equal(f->counts.all, 11);
    assert_int_equal(f->counts.left, 5);
    assert_int_equal(f->counts.right, 3);
    assert_int_equal(f->counts.both, 3);
    assert_null(offer_of(&o, printer)); /* what they have */
}

static void test_offers__leave_out_what_cannot_be_sold(void **state) {
    (void)state;
    int64_t printer, ink, party = customer("new", false);
    fill_shop(&printer, &ink);
    buy(party, 5, printer, 0);
    change("product", ink, PRODUCT_STOCK, v_int(0));
    struct offers o = offers_of(party);
    assert_null(offer_of(&o, ink));
    change("product", ink, PRODUCT_STOCK, v_int(1000));
    o = offers_of(party);
    assert_non_null(offer_of(&o, ink));
    change("product", ink, PRODUCT_ACTIVE, v_int(0));
    o = offers_of(party);
    assert_null(offer_of(&o, ink));
}

static void test_offers__obey_what_the_customer_said(void **state) {
    (void)state;
    int64_t printer, ink, party = customer("new", false);
    fill_shop(&printer, &ink);
    buy(party, 5, printer, 0);
    int64_t later = answer(party, ink, OFFER_REASON_TOGETHER, OFFER_REPLY_LATER);
    struct offers o = offers_of(party);
    assert_null(offer_of(&o, ink));
    change("offer_answer", later, OFFER_ANSWER_UNTIL, v_int(cx_today(cx) - 1));
    o = offers_of(party);
    assert_non_null(offer_of(&o, ink));
    int64_t never = answer(party, ink, OFFER_REASON_TOGETHER, OFFER_REPLY_NEVER);
    o = offers_of(party);
    assert_null(offer_of(&o, ink));
    assert_int_equal(record_delete(cx, entity_at(cx->catalog, "offer_answer"), never), OK);
    o = offers_of(party);
    assert_non_null(offer_of(&o, ink)); /* taken back */
}

static void
test_offers__are_not_made_to_the_control_share_nor_to_who_refuses(void **state) {
    (void)state;
    int64_t printer, ink;
    fill_shop(&printer, &ink);
    int64_t control = customer("control", true), refuses = customer("refuses", false);
    buy(control, 5, printer, 0);
    buy(refuses, 5, printer, 0);
    struct offers o = offers_of(control);
    assert_int_equal(o.hold, OFFER_HOLD_CONTROL);
    assert_int_equal(o.count, 0);
    change("party", refuses, PARTY_CONSENT_CALL, v_int(0));
    change("party", refuses, PARTY_CONSENT_SMS, v_int(0));
    o = offers_of(refuses);
    assert_int_equal(o.hold, OFFER_FREE);
    change("party", refuses, PARTY_CONSENT_EMAIL, v_int(0));
    o = offers_of(refuses);
    assert_int_equal(o.hold, OFFER_HOLD_CONSENT);
    assert_int_equal(o.count, 0);
}

static void test_offers__tell_of_a_better_model_and_of_what_runs_out(void **state) {
    (void)state;
    int64_t old = shop_product(cx, "old"), better = shop_product(cx, "better");
    int64_t paper = shop_product(cx, "paper"), party = customer("new", false);
    change("product", old, PRODUCT_BETTER, v_int(better));
    change("product", paper, PRODUCT_LASTS_DAYS, v_int(90));
    buy(party, 85, paper, old);
    struct offers o = offers_of(party);
    assert_int_equal(o.count, 2);
    assert_int_equal(o.rows[0].product, paper);
    assert_int_equal(o.rows[0].reason, OFFER_AGAIN);
    assert_int_equal(o.rows[0].habit.due, cx_today(cx) + 5);
    assert_int_equal(o.rows[1].product, better);
    assert_int_equal(o.rows[1].reason, OFFER_BETTER);
    assert_int_equal(o.rows[1].because, old);
    buy(party, 1, paper, better);
    o = offers_of(party);
    assert_int_equal(o.count, 0);
}

static void test_offers__tell_what_customers_like_them_have(void **state) {
    (void)state;
    int64_t drill = shop_product(cx, "drill"), saw = shop_product(cx, "saw");
    int64_t party = customer("new", false);
    for (int i = 0; i < 4; i++) {
        int64_t other = customer("other", false);
        buy(other, 200, drill, 0);
        if (i < 2) buy(other, 100, saw, 0); /* in another order: no rule */
    }
    buy(party, 5, drill, 0);
    struct offers o = offers_of(party);
    const struct offer *f = offer_of(&o, saw);
    assert_non_null(f);
    assert_int_equal(f->reason, OFFER_ALIKE);
    assert_int_equal(f->holders, 2);
    assert_int_equal(f->peers, 4);
}

/* A kind of offer that nobody takes is ranked below one that is taken. */
static void test_offers__learn_which_reasons_are_taken(void **state) {
    (void)state;
    enum { ANSWERS = 20 };
    int64_t old = shop_product(cx, "old"), better = shop_product(cx, "better");
    int64_t paper = shop_product(cx, "paper"), party = customer("new", false);
    int64_t others = customer("others", false);
    change("product", old, PRODUCT_BETTER, v_int(better));
    change("product", paper, PRODUCT_LASTS_DAYS, v_int(90));
    buy(party, 85, paper, old);
    struct offers o = offers_of(party);
    assert_int_equal(o.rows[0].product, paper);
    for (int i = 0; i < ANSWERS; i++) {
        answer(others, paper, OFFER_REASON_AGAIN, OFFER_REPLY_NEVER);
        answer(others, better, OFFER_REASON_BETTER, OFFER_REPLY_ACCEPTED);
    }
    o = offers_of(party);
    assert_int_equal(o.rows[0].product, better);
    struct share rates[OFFER_REASONS];
    assert_int_equal(answer_rates(cx, rates), OK);
    assert_int_equal(rates[OFFER_BETTER].have, ANSWERS);
    assert_int_equal(rates[OFFER_AGAIN].have, 0);
    assert_int_equal(rates[OFFER_AGAIN].of, ANSWERS);
}

/* ---- As a whole ---- */

static void test_rules__of_the_orders_stand_by_their_measure(void **state) {
    (void)state;
    int64_t printer, ink;
    struct found_rule *rules;
    int count;
    fill_shop(&printer, &ink);
    shop_count(cx);
    assert_int_equal(found_rules(cx, 0, RULES_BY_CONFIDENCE, &rules, &count), OK);
    assert_int_equal(count, 2);
    assert_int_equal(rules[0].product, ink); /* each of them with a printer */
    assert_int_equal(rules[0].other, printer);
    assert_int_equal(rules[0].counts.all, 10);
    assert_int_equal(rules[0].counts.left, 3);
    assert_int_equal(rules[0].counts.right, 4);
    assert_int_equal(rules[0].counts.both, 3);
    assert_true(rules[0].name.n && rules[0].other_name.n);
    assert_int_equal(found_rules(cx, printer, RULES_BY_LIFT, &rules, &count), OK);
    assert_int_equal(count, 1);
    assert_int_equal(rules[0].other, ink);
}

static void test_effect__compares_those_who_had_bought_before(void **state) {
    (void)state;
    int64_t thing = shop_product(cx, "thing");
    struct effect e;
    for (int i = 0; i < 6; i++) {
        int64_t party = customer("buyer", i >= 4);
        buy(party, 100, thing, 0);
        if (i < 3) buy(party, 10, thing, 0);
    }
    buy(customer("new", false), 10, thing, 0);
    shop_count(cx);
    assert_int_equal(effect_load(cx, &e), OK);
    assert_int_equal(e.shown.of, 4);
    assert_int_equal(e.shown.have, 3);
    assert_int_equal(e.control.of, 2);
    assert_int_equal(e.control.have, 0);
    assert_int_equal(effect_judge(&e), EFFECT_UNKNOWN); /* so few tell nothing */
    e.shown = (struct share){300, 1000};
    e.control = (struct share){20, 100};
    assert_int_equal(effect_judge(&e), EFFECT_MORE);
    e.control = (struct share){50, 100};
    assert_int_equal(effect_judge(&e), EFFECT_LESS);
    e.control = (struct share){0, 0};
    assert_int_equal(effect_judge(&e), EFFECT_UNKNOWN);
}

#define SHOP_TEST(name) cmocka_unit_test_setup_teardown(name, open_kit, close_kit)

int main(void) {
    const struct CMUnitTest tests[] = {
        SHOP_TEST(test_offers__are_what_is_bought_together_with_the_figures),
        SHOP_TEST(test_offers__leave_out_what_cannot_be_sold),
        SHOP_TEST(test_offers__obey_what_the_customer_said),
        SHOP_TEST(test_offers__are_not_made_to_the_control_share_nor_to_who_refuses),
        SHOP_TEST(test_offers__tell_of_a_better_model_and_of_what_runs_out),
        SHOP_TEST(test_offers__tell_what_customers_like_them_have),
        SHOP_TEST(test_offers__learn_which_reasons_are_taken),
        SHOP_TEST(test_rules__of_the_orders_stand_by_their_measure),
        SHOP_TEST(test_effect__compares_those_who_had_bought_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
