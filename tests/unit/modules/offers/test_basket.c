/* The examples are those of the literature: TID 100 … 400 of Agrawal and Srikant, "Fast Algorithms
 * for Mining Association Rules" (VLDB 1994), figure 3; the market baskets of Tan, Steinbach and
 * Kumar, "Introduction to Data Mining", table 6.1; T100 … T900 of Han and Kamber, "Data Mining:
 * Concepts and Techniques", table 5.1. */
#include "../../memory.h"
#include "base/arena.h"
#include "modules/offers/rule.h"

static const char *const vldb[] = {"1 3 4", "2 3 5", "1 2 3 5", "2 5", NULL};
static const char *const market[] = {"Bread Milk",
                                     "Bread Diapers Beer Eggs",
                                     "Milk Diapers Beer Cola",
                                     "Bread Milk Diapers Beer",
                                     "Bread Milk Diapers Cola",
                                     NULL};
static const char *const electronics[] = {"I1 I2 I5", "I2 I4", "I2 I3", "I1 I2 I4",
                                          "I1 I3",    "I2 I3", "I1 I3", "I1 I2 I3 I5",
                                          "I1 I2 I3", NULL};

static void add(struct baskets *b, const char *basket) {
    struct str names[BASKET_LENGTH], rest = str_of(basket);
    size_t count = 0;
    while (str_cut(&rest, ' ', &names[count]))
        count++;
    assert_int_equal(baskets_add(b, names, count), OK);
}

static struct baskets found(const char *const *lines, int32_t least, int length) {
    struct baskets b;
    baskets_init(&b, mem);
    for (; *lines; lines++)
        add(&b, *lines);
    assert_int_equal(baskets_find(&b, least, length), OK);
    return b;
}

static int32_t item_named(const struct baskets *b, struct str name) {
    for (int32_t i = 0; i < b->item_count; i++)
        if (str_eq(b->items[i].name, name)) return i;
    return -1;
}

/* The set of these items; -1: it is not there. */
static int32_t set_named(const struct baskets *b, const char *names) {
    int32_t items[BASKET_LENGTH];
    struct str rest = str_of(names), name;
    int count = 0;
    while (str_cut(&rest, ' ', &name))
        items[count++] = item_named(b, name);
    return baskets_set_of(b, items, count);
}

static int32_t count_of(const struct baskets *b, const char *names) {
    int32_t set = set_named(b, names);
    return set < 0 ? 0 : b->sets[set].count;
}

/* ---- Sets ---- */

static void test_sets__are_those_of_the_first_example(void **state) {
    (void)state;
    static const struct {
        const char *items;
        int count;
    } rows[] = {{"1", 2},   {"2", 3},   {"3", 3},   {"5", 3},    {"1 3", 2},
                {"2 3", 2}, {"2 5", 3}, {"3 5", 2}, {"2 3 5", 2}};
    enum { ROWS = sizeof rows / sizeof *rows };
    struct baskets b = found(vldb, 2, BASKET_LENGTH);
    assert_int_equal(b.set_count, 1 + ROWS);
    for (int i = 0; i < ROWS; i++)
        assert_int_equal(count_of(&b, rows[i].items), rows[i].count);
    assert_int_equal(count_of(&b, "1 5"), 0);
    assert_int_equal(count_of(&b, "4"), 0);
}

static void test_sets__are_those_of_nine_sales_and_no_longer_than_asked(void **state) {
    (void)state;
    struct baskets b = found(electronics, 2, BASKET_LENGTH);
    assert_int_equal(b.set_count, 1 + 5 + 6 + 2);
    assert_int_equal(count_of(&b, "I1 I2 I3"), 2);
    assert_int_equal(count_of(&b, "I5 I1 I2"), 2);
    assert_int_equal(count_of(&b, "I2"), 7);
    b = found(electronics, 2, 2);
    assert_int_equal(b.set_count, 1 + 5 + 6);
    b = found(electronics, 2, 1);
    assert_int_equal(b.set_count, 1 + 5);
}

static void test_sets__count_an_item_once_in_a_basket_and_empty_baskets_too(void **state) {
    (void)state;
    static const char *const lines[] = {"a a b", "", "b a a", NULL};
    struct baskets b = found(lines, 1, BASKET_LENGTH);
    assert_int_equal(b.count, 3);
    assert_int_equal(count_of(&b, "a"), 2);
    assert_int_equal(count_of(&b, "a b"), 2);
    static const char *const none[] = {NULL};
    b = found(none, 1, BASKET_LENGTH);
    assert_int_equal(b.set_count, 1);
}

static void test_sets__refuse_a_name_without_end(void **state) {
    (void)state;
    struct baskets b;
    char name[BASKET_NAME_BYTES + 1];
    memset(name, 'x', sizeof name);
    baskets_init(&b, mem);
    const struct str fits = str_n(name, BASKET_NAME_BYTES), over = str_n(name, sizeof name);
    assert_int_equal(baskets_add(&b, &fits, 1), OK);
    assert_int_equal(baskets_add(&b, &over, 1), ERR_LIMIT);
}

/* ---- Against counting each set in each basket ---- */

enum { DICE_ITEMS = 9, DICE_BASKETS = 200, ALL_SETS = 1 << DICE_ITEMS };

static uint64_t dice(uint64_t *state) {
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return *state >> 33;
}

/* Items as bits; the higher ones are rare. */
static unsigned throw_basket(uint64_t *state) {
    unsigned basket = 0;
    for (int i = 0; i < DICE_ITEMS; i++)
        if (dice(state) % (uint64_t)(i + 2) == 0) basket |= 1U << i;
    return basket;
}

static void add_bits(struct baskets *b, unsigned bits) {
    static const char letters[] = "abcdefghi";
    struct str names[DICE_ITEMS];
    size_t count = 0;
    for (int i = 0; i < DICE_ITEMS; i++)
        if (bits >> i & 1) names[count++] = str_n(letters + i, 1);
    assert_int_equal(baskets_add(b, names, count), OK);
}

static int32_t count_bits(const unsigned *thrown, unsigned set) {
    int32_t count = 0;
    for (int i = 0; i < DICE_BASKETS; i++)
        count += (thrown[i] & set) == set;
    return count;
}

static void test_sets__of_thrown_baskets_are_what_counting_finds(void **state) {
    (void)state;
    enum { LEAST = 5 };
    uint64_t seed = 1;
    unsigned thrown[DICE_BASKETS];
    struct baskets b;
    baskets_init(&b, mem);
    for (int i = 0; i < DICE_BASKETS; i++)
        add_bits(&b, thrown[i] = throw_basket(&seed));
    assert_int_equal(baskets_find(&b, LEAST, BASKET_LENGTH), OK);
    int32_t sets = 0;
    for (unsigned set = 0; set < ALL_SETS; set++) {
        int32_t items[DICE_ITEMS], count = 0, want = count_bits(thrown, set);
        for (int i = 0; i < DICE_ITEMS; i++)
            if (set >> i & 1) items[count++] = item_named(&b, str_n(&"abcdefghi"[i], 1));
        int32_t at = baskets_set_of(&b, items, count);
        assert_int_equal(at < 0 ? 0 : b.sets[at].count, want < LEAST ? 0 : want);
        sets += want >= LEAST;
    }
    assert_int_equal(b.set_count, sets);
}

/* ---- Rules ---- */

static struct rules rules_from(struct baskets *b, struct ratio least, int consequent) {
    struct rules rules;
    assert_int_equal(rules_of(b, least, consequent, RULES_BY_LIFT, &rules), OK);
    return rules;
}

static const struct rule *rule_from(const struct baskets *b, const struct rules *rules,
                                    const char *antecedent, const char *consequent) {
    int32_t left = set_named(b, antecedent), right = set_named(b, consequent);
    for (int32_t i = 0; i < rules->count; i++)
        if (rules->rows[i].antecedent == left && rules->rows[i].consequent == right)
            return &rules->rows[i];
    return NULL;
}

/* The published: {Milk, Diapers} → Beer has support 0.4 and confidence 0.67. */
static void test_rules__have_the_measures_of_the_market(void **state) {
    (void)state;
    struct baskets b = found(market, 1, BASKET_LENGTH);
    struct rules rules = rules_from(&b, (struct ratio){0, 1}, BASKET_LENGTH);
    const struct rule *r = rule_from(&b, &rules, "Milk Diapers", "Beer");
    assert_non_null(r);
    struct rule_counts c = rule_counts_of(&b, r);
    assert_int_equal(ratio_units(rule_support(&c), 9), 400000000);
    assert_int_equal(ratio_units(rule_confidence(&c), 9), 666666667);
    assert_int_equal(ratio_units(rule_lift(&c), 9), 1111111111);
    assert_non_null(rule_from(&b, &rules, "Milk", "Diapers Beer"));
}

/* The published confidences of the rules of {I1, I2, I5}. */
static void test_rules__of_one_set_have_the_published_confidence(void **state) {
    (void)state;
    static const struct {
        const char *antecedent, *consequent;
        int percent;
    } rows[] = {{"I1 I2", "I5", 50}, {"I1 I5", "I2", 100}, {"I2 I5", "I1", 100},
                {"I1", "I2 I5", 33}, {"I2", "I1 I5", 29},  {"I5", "I1 I2", 100}};
    struct baskets b = found(electronics, 2, BASKET_LENGTH);
    struct rules rules = rules_from(&b, (struct ratio){0, 1}, BASKET_LENGTH);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct rule *r =
            rule_from(&b, &rules, rows[i].antecedent, rows[i].consequent);
        assert_non_null(r);
        struct rule_counts c = rule_counts_of(&b, r);
        assert_int_equal(ratio_units(rule_confidence(&c), 2), rows[i].percent);
    }
    rules = rules_from(&b, (struct ratio){7, 10}, BASKET_LENGTH);
    assert_null(rule_from(&b, &rules, "I1 I2", "I5"));
    assert_non_null(rule_from(&b, &rules, "I5", "I1 I2"));
    rules = rules_from(&b, (struct ratio){7, 10}, 1);
    assert_null(rule_from(&b, &rules, "I5", "I1 I2"));
}

static void test_rules__stand_by_lift_then_confidence_then_support(void **state) {
    (void)state;
    struct baskets b = found(electronics, 2, BASKET_LENGTH);
    struct rules rules = rules_from(&b, (struct ratio){0, 1}, BASKET_LENGTH);
    for (int32_t i = 1; i < rules.count; i++) {
        struct rule_counts one = rule_counts_of(&b, &rules.rows[i - 1]),
                           next = rule_counts_of(&b, &rules.rows[i]);
        int lift = ratio_compare(rule_lift(&one), rule_lift(&next)),
            confidence = ratio_compare(rule_confidence(&one), rule_confidence(&next));
        assert_true(lift >= 0);
        assert_true(lift > 0 || confidence >= 0);
        assert_true(lift > 0 || confidence > 0 || one.both >= next.both);
    }
}

/* ---- Fractions ---- */

static void test_ratio__reads_shares_and_nothing_else(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t billionths;
    } rows[] = {{"0", 0},          {"1", 1000000000},  {"0.006", 6000000},
                {".5", 500000000}, {"1.", 1000000000}, {"0.123456789", 123456789}};
    static const char *const wrong[] = {"",  "-0.1",         "1.1",  "x",    ".", "0,5",
                                        "2", "0.1234567891", "1e-3", "0.-1", " 0"};
    struct ratio r;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(ratio_parse(str_of(rows[i].text), &r));
        assert_int_equal(ratio_units(r, 9), rows[i].billionths);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(ratio_parse(str_of(wrong[i]), &r));
}

static void test_ratio__compares_exactly_what_multiplying_would_overflow(void **state) {
    (void)state;
    const int64_t big = (INT64_C(1) << 58) + 1;
    assert_int_equal(
        ratio_compare((struct ratio){big - 1, big}, (struct ratio){big, big + 1}), -1);
    assert_int_equal(
        ratio_compare((struct ratio){1, 3}, (struct ratio){333333333, 1000000000}), 1);
    assert_int_equal(ratio_compare((struct ratio){2, 6}, (struct ratio){1, 3}), 0);
    assert_int_equal(ratio_compare((struct ratio){0, 6}, (struct ratio){0, 1}), 0);
    assert_int_equal(ratio_compare((struct ratio){7, 2}, (struct ratio){3, 1}), 1);
}

static void test_ratio__rounds_halves_up_and_asks_for_whole_baskets(void **state) {
    (void)state;
    assert_int_equal(ratio_units((struct ratio){1, 8}, 2), 13);
    assert_int_equal(ratio_units((struct ratio){2, 3}, 0), 1);
    assert_int_equal(ratio_units((struct ratio){INT64_MAX / 2, 1}, 9), INT64_MAX);
    assert_int_equal(ratio_least((struct ratio){6, 1000}, 9835), 60);
    assert_int_equal(ratio_least((struct ratio){1, 2}, 4), 2);
    assert_int_equal(ratio_least((struct ratio){0, 1}, 4), 1);
}

#define MEMORY_TEST(name) cmocka_unit_test_setup_teardown(name, open_memory, close_memory)

int main(void) {
    const struct CMUnitTest tests[] = {
        MEMORY_TEST(test_sets__are_those_of_the_first_example),
        MEMORY_TEST(test_sets__are_those_of_nine_sales_and_no_longer_than_asked),
        MEMORY_TEST(test_sets__count_an_item_once_in_a_basket_and_empty_baskets_too),
        MEMORY_TEST(test_sets__refuse_a_name_without_end),
        MEMORY_TEST(test_sets__of_thrown_baskets_are_what_counting_finds),
        MEMORY_TEST(test_rules__have_the_measures_of_the_market),
        MEMORY_TEST(test_rules__of_one_set_have_the_published_confidence),
        MEMORY_TEST(test_rules__stand_by_lift_then_confidence_then_support),
        cmocka_unit_test(test_ratio__reads_shares_and_nothing_else),
        cmocka_unit_test(test_ratio__compares_exactly_what_multiplying_would_overflow),
        cmocka_unit_test(test_ratio__rounds_halves_up_and_asks_for_whole_baskets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
