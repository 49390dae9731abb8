/* Which price holds, as prices.h says it. */
#include "../../test.h"
#include "modules/catalogue/prices.h"

enum { ALL, STAGE, STAGE_KIND, DEALER, PARTY, NOROOZ, OTHER, DEALER_NEW, BOOKS };
enum { TODAY = 20000 };

/* The id of each is its place and one more. */
static const struct price_book all_books[BOOKS] = {
    [ALL] = {.id = ALL + 1},
    [STAGE] = {.id = STAGE + 1, .stage = STR_INIT("repeat")},
    [STAGE_KIND] = {.id = STAGE_KIND + 1,
                    .stage = STR_INIT("repeat"),
                    .kind = STR_INIT("organisation")},
    [DEALER] = {.id = DEALER + 1, .dealer = 70},
    [PARTY] = {.id = PARTY + 1, .party = 5},
    [NOROOZ] = {.id = NOROOZ + 1,
                .since = {.kind = V_INT, .i = TODAY},
                .until = {.kind = V_INT, .i = TODAY + 13}},
    [OTHER] = {.id = OTHER + 1, .party = 6},
    [DEALER_NEW] = {.id = DEALER_NEW + 1,
                    .dealer = 70,
                    .since = {.kind = V_INT, .i = TODAY - 5}},
};

static const struct buyer plain = {.party = 9, .kind = STR_INIT("person")};
static const struct buyer repeat = {
    .party = 8, .kind = STR_INIT("organisation"), .stage = STR_INIT("repeat")};
static const struct buyer served = {.party = 5,
                                    .dealer = 70,
                                    .kind = STR_INIT("organisation"),
                                    .stage = STR_INIT("repeat")};
static const struct buyer dealer = {.party = 70, .kind = STR_INIT("organisation")};

/* The book that wins of those named, each with one price; -1: none. */
static int winner(const int *names, const struct buyer *buyer, int64_t day) {
    struct price_book books[BOOKS];
    struct price_row rows[BOOKS];
    int n = 0;
    for (; names[n] >= 0; n++) {
        books[n] = all_books[names[n]];
        rows[n] = (struct price_row){books[n].id, 0, 100 + names[n]};
    }
    int row = price_choose(books, n, rows, n, buyer, 1000, day);
    return row < 0 ? -1 : (int)rows[row].price - 100;
}

static void test_price__of_the_most_special_book_holds(void **state) {
    (void)state;
    const struct {
        const struct buyer *buyer;
        int64_t day;
        int books[BOOKS + 1];
        int want;
    } rows[] = {
        {&plain, TODAY, {-1}, -1},
        {&plain, TODAY, {ALL, STAGE, STAGE_KIND, DEALER, PARTY, OTHER, -1}, ALL},
        {&plain, TODAY, {STAGE, DEALER, PARTY, -1}, -1},
        {&repeat, TODAY, {ALL, STAGE, -1}, STAGE},
        {&repeat, TODAY, {STAGE, STAGE_KIND, ALL, -1}, STAGE_KIND},
        {&served, TODAY, {STAGE_KIND, DEALER, STAGE, -1}, DEALER},
        {&served, TODAY, {PARTY, DEALER, STAGE_KIND, -1}, PARTY},
        {&served, TODAY, {DEALER_NEW, DEALER, -1}, DEALER_NEW}, /* it began later */
        {&dealer, TODAY, {ALL, DEALER, -1}, DEALER},            /* the dealer's own */
        {&plain, TODAY, {ALL, NOROOZ, -1}, NOROOZ},
        {&plain, TODAY + 13, {ALL, NOROOZ, -1}, NOROOZ}, /* the last day too */
        {&plain, TODAY + 14, {ALL, NOROOZ, -1}, ALL},
        {&plain, TODAY - 1, {ALL, NOROOZ, -1}, ALL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(winner(rows[i].books, rows[i].buyer, rows[i].day), rows[i].want);
}

static void test_price__follows_the_quantity(void **state) {
    (void)state;
    const struct price_row rows[] = {{1, 10000, 80}, {1, 0, 100}, {1, 100000, 60}};
    const struct {
        int64_t quantity, want;
    } asks[] = {{1000, 100}, {9999, 100}, {10000, 80}, {99999, 80}, {100000, 60}};
    for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
        int row = price_choose(all_books, 1, rows, 3, &plain, asks[i].quantity, TODAY);
        assert_int_equal(rows[row].price, asks[i].want);
    }
}

/* A special book that does not have so little of the product leaves it to the next. */
static void test_price__is_looked_for_in_the_next_book(void **state) {
    (void)state;
    const struct price_row rows[] = {{PARTY + 1, 50000, 70}, {ALL + 1, 0, 100}};
    int row = price_choose(all_books, BOOKS, rows, 2, &served, 1000, TODAY);
    assert_int_equal(rows[row].price, 100);
    row = price_choose(all_books, BOOKS, rows, 2, &served, 50000, TODAY);
    assert_int_equal(rows[row].price, 70);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_price__of_the_most_special_book_holds),
        cmocka_unit_test(test_price__follows_the_quantity),
        cmocka_unit_test(test_price__is_looked_for_in_the_next_book),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
