/* A dealer has the same figures on its own page, in the comparison and among the first responses. */
#include "../../each_kit.h"

#include "entities.h"
#include "modules/field/dealer.h"
#include "modules/requests/response.h"

enum { DAYS = 30, SHOPS = 9 };

static int64_t party(struct ctx *cx, const char *name, int64_t dealer) {
    struct record r = record_new(cx, entity_at(cx->catalog, "party"));
    r.values[PARTY_NAME] = v_text(str_of(name));
    if (dealer) r.values[PARTY_DEALER] = v_int(dealer);
    assert_int_equal(record_create(cx, &r), OK);
    return record_id(&r);
}

static int64_t owned(struct ctx *cx, const char *kind, int64_t of, int field,
                     struct value v) {
    struct record r = record_new(cx, entity_at(cx->catalog, kind));
    r.values[FIELD_PARTY] = v_int(of);
    if (field) r.values[field] = v;
    if (str_is(r.entity->name, "field_visit"))
        r.values[FIELD_VISIT_DAY] = v_int(cx_today(cx));
    assert_int_equal(record_create(cx, &r), OK);
    return record_id(&r);
}

static void set(struct ctx *cx, struct sql sql, int64_t id, int64_t to) {
    assert_int_equal(store_exec(cx->writer, sql, BIND(v_int(id), v_int(to))), OK);
}

/* An order, a deal that was won and one that is open, a visit to come, a request that was answered. */
static void fill(struct ctx *cx, int64_t shop, int64_t n) {
    struct record r = record_new(cx, entity_at(cx->catalog, "request"));
    int64_t order = owned(cx, "sales_order", shop, 0, v_null());
    set(cx, SQL("UPDATE sales_order SET total = ?2 WHERE id = ?1"), order, n * 1500000007);
    int64_t won = owned(cx, "deal", shop, DEAL_NAME, v_text(STR("برده")));
    set(cx, SQL("UPDATE deal SET outcome = 'won', closed_on = ?2 WHERE id = ?1"), won,
        cx_today(cx) - n);
    (void)owned(cx, "deal", shop, DEAL_NAME, v_text(STR("باز")));
    (void)owned(cx, "field_visit", shop, FIELD_VISIT_PURPOSE, v_text(STR("سرکشی")));
    r.values[REQUEST_NAME] = v_text(STR("پرسنده"));
    r.values[REQUEST_PHONE] = v_text(STR("+989121112233"));
    assert_int_equal(record_create(cx, &r), OK);
    set(cx, SQL("UPDATE request SET customer = ?2 WHERE id = ?1"), record_id(&r), shop);
    set(cx, SQL("UPDATE request SET response = ?2 WHERE id = ?1"), record_id(&r), n * 61);
}

static const struct dealer_row *row_of(const struct dealers *d, int64_t dealer) {
    for (int i = 0; i < d->count; i++)
        if (d->rows[i].dealer == dealer) return &d->rows[i];
    fail_msg("the dealer is not compared");
    return NULL;
}

static void expect_response(struct ctx *cx, const struct dealer_row *r,
                            const struct dealers *d) {
    struct response_which which = {instant_at(d->from, 0, cx->zone_minutes), r->dealer};
    struct response_row all[RESPONSE_ROWS];
    int count;
    assert_int_equal(response_ask(cx, RESPONSE_ALL, &which, all, &count), OK);
    assert_int_equal(response_answered(&all[0]), r->figures[DEALER_ANSWERED][SPAN_NOW]);
    assert_int_equal(all[0].seconds, r->figures[DEALER_SECONDS][SPAN_NOW]);
}

static void expect_equal(struct ctx *cx, int64_t dealer, int64_t shops) {
    struct dealers *all = NEW(cx->mem, struct dealers);
    struct dealer *one = NEW(cx->mem, struct dealer);
    assert_int_equal(dealers_load(cx, DAYS, all), OK);
    assert_int_equal(dealer_load(cx, dealer, DAYS, one), OK);
    const struct dealer_row *r = row_of(all, dealer);
    assert_memory_equal(&one->compared.rows[0], r, sizeof *r);
    assert_int_equal(r->figures[DEALER_CUSTOMERS][SPAN_NOW], shops);
    assert_int_equal(r->figures[DEALER_WON][SPAN_NOW], shops);
    assert_int_equal(one->standing[DEALER_OPEN_DEALS], shops);
    assert_int_equal(one->standing[DEALER_PLANNED_VISITS], shops);
    assert_int_equal(one->newest.count, shops < DEALER_NEWEST ? shops : DEALER_NEWEST);
    assert_int_equal(one->newest.next.n > 0, shops > DEALER_NEWEST);
    expect_response(cx, r, all);
}

static void test_dealers__one_alone_has_the_figures_of_the_comparison(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    int64_t north = party(cx, "نمایندگی شمال", 0), south = party(cx, "دفتر جنوب", 0);
    fill(cx, party(cx, "فروشگاه ستاره", 0), 1);
    fill(cx, party(cx, "فروشگاه مهتاب", south), 1);
    for (int i = 1; i <= SHOPS; i++)
        fill(cx, party(cx, "فروشگاه آفتاب", north), i);
    expect_equal(cx, north, SHOPS);
    expect_equal(cx, south, 1);
    kit_commit(k);
}

static void test_dealers__one_who_serves_nobody_has_zeros(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct dealer *d = NEW(cx->mem, struct dealer);
    const struct dealer_row none = {.dealer = party(cx, "نمایندگی تازه", 0)};
    assert_int_equal(dealer_load(cx, none.dealer, DAYS, d), OK);
    assert_memory_equal(&d->compared.rows[0], &none, sizeof none);
    assert_int_equal(d->newest.count + d->people.count + d->books.count, 0);
    assert_int_equal(dealer_load(cx, none.dealer + 1, DAYS, d), ERR_ABSENT);
    kit_commit(k);
}

static void test_dealers__figures_are_rounded_and_none_is_none(void **state) {
    (void)state;
    struct dealer_row r = {.dealer = 1};
    assert_int_equal(dealer_average(&r, SPAN_NOW).kind, V_NULL);
    assert_int_equal(dealer_win_rate(&r, SPAN_NOW).kind, V_NULL);
    assert_int_equal(dealer_response(&r, SPAN_BEFORE).kind, V_NULL);
    r.figures[DEALER_ORDERS][SPAN_NOW] = 3;
    r.figures[DEALER_BILLIONS][SPAN_NOW] = 1;
    r.figures[DEALER_REST][SPAN_NOW] = 1;
    assert_int_equal(dealer_amount(&r, SPAN_NOW).i, 1000000001);
    assert_int_equal(dealer_average(&r, SPAN_NOW).i, 333333334);
    r.figures[DEALER_WON][SPAN_NOW] = 1;
    r.figures[DEALER_CLOSED][SPAN_NOW] = 2;
    assert_int_equal(dealer_win_rate(&r, SPAN_NOW).i, 50);
    r.figures[DEALER_BILLIONS][SPAN_NOW] = INT64_MAX;
    assert_int_equal(dealer_amount(&r, SPAN_NOW).kind, V_NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        KIT_TEST(test_dealers__one_alone_has_the_figures_of_the_comparison),
        KIT_TEST(test_dealers__one_who_serves_nobody_has_zeros),
        cmocka_unit_test(test_dealers__figures_are_rounded_and_none_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
