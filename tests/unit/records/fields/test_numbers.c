/* Types made of numbers: integer, decimal, money, percent, rating, automatic number. */
#include "field_test.h"

static void test_integer__is_typed_in_any_digits(void **state) {
    (void)state;
    struct field f = field_of("integer");
    gives_int(&f, " ۱۲٬۳۴۵ ", 12345);
    gives_int(&f, "-٧", -7);
    gives_int(&f, "5.00", 5);
    gives_nothing(&f, "  ");
    refuses(&f, "دوازده", "«دوازده» عدد نیست؛ نمونه: ۱٬۲۵۰");
    refuses(&f, "1.5", "عدد بدون اعشار بنویسید.");
    refuses(&f, "9999999999999999999", "این مقدار بیش از اندازه بزرگ است.");
    shows(&f, v_int(-12345), "−۱۲٬۳۴۵");
    cx.lang = LANG_EN, cx.digits = DIGITS_LATIN;
    shows(&f, v_int(-12345), "-12,345");
    refuses(&f, "abc", "“abc” is not a number; for example 1,250");
    comes_back(&f, v_int(INT64_MIN));
    comes_back(&f, v_int(INT64_MAX));
    comes_back(&f, v_int(0));
}

static void test_integer__keeps_within_its_limits(void **state) {
    (void)state;
    struct field f = field_of("integer");
    f.has_min = f.has_max = true, f.min = 1, f.max = 1000;
    gives_int(&f, "1000", 1000);
    refuses(&f, "0", "باید ۱ یا بیشتر باشد.");
    refuses(&f, "1001", "باید ۱٬۰۰۰ یا کمتر باشد.");
    json_refused(&f, "1001");
    json_refused(&f, "1.5");
    json_refused(&f, "true");
    struct value v;
    assert_int_equal(read_json(&f, STR("1e2"), &v), OK);
    assert_int_equal(v.i, 100);
}

static void test_decimal__is_scaled(void **state) {
    (void)state;
    struct field f = field_of("decimal");
    f.scale = 2, f.has_max = true, f.max = 100;
    gives_int(&f, "۱۲٫۵", 1250);
    gives_int(&f, "-0.05", -5);
    gives_int(&f, "100", 10000);
    refuses(&f, "100.01", "باید ۱۰۰ یا کمتر باشد.");
    refuses(&f, "1.234", "حداکثر ۲ رقم اعشار بنویسید.");
    shows(&f, v_int(-5), "−۰٫۰۵");
    shows(&f, v_int(2000), "۲۰"); /* no zeros that say nothing */
    shows(&f, v_int(0), "۰");
    assert_str(json_of(&f, v_int(1250)), "12.50");
    json_refused(&f, "1.234");
    f.max = INT64_MAX;
    comes_back(&f, v_int(-123456789));
    comes_back(&f, v_int(INT64_MAX));
    f.scale = 9;
    comes_back(&f, v_int(-1));
}

static void test_percent__may_wear_its_sign(void **state) {
    (void)state;
    struct field f = field_of("percent");
    f.scale = 2;
    gives_int(&f, "۱۲٫۵٪", 1250);
    gives_int(&f, "% 3", 300);
    gives_int(&f, "۹ درصد", 900);
    refuses(&f, "٪", "«٪» عدد نیست؛ نمونه: ۱٬۲۵۰");
    shows(&f, v_int(1250), "۱۲٫۵٪");
    shows(&f, v_int(10000), "۱۰۰٪");
    assert_str(json_of(&f, v_int(1250)), "12.50");
    comes_back(&f, v_int(1205));
    comes_back(&f, v_int(0));
}

static void test_money__is_typed_in_the_organisations_unit(void **state) {
    (void)state;
    struct field f = field_of("money");
    gives_int(&f, "۲٬۵۰۰٬۰۰۰", 2500000);
    gives_int(&f, "2,500 تومان", 25000);
    cx.money = MONEY_TOMAN;
    gives_int(&f, "2500", 25000);
    gives_int(&f, "2500 ریال", 2500);
    gives_int(&f, "12.5", 125);
    gives_int(&f, "-3", -30);
    refuses(&f, "0.25", "مبلغ باید به ریال کامل باشد، بدون خرده.");
    refuses(&f, "هیچ", "«هیچ» مبلغ نیست؛ نمونه: ۲٬۵۰۰٬۰۰۰ تومان");
    shows(&f, v_int(25000), "۲٬۵۰۰ تومان");
    shows(&f, v_int(-25005), "−۲٬۵۰۰٫۵ تومان");
    cx.money = MONEY_RIAL, cx.lang = LANG_EN, cx.digits = DIGITS_LATIN;
    shows(&f, v_int(25000), "25,000 rials");
}

static void test_money__may_be_said_in_words(void **state) {
    (void)state;
    struct field f = field_of("money");
    cx.money = MONEY_TOMAN;
    gives_int(&f, "۲ میلیون", 20000000);
    gives_int(&f, "2m", 20000000);
    gives_int(&f, "2.5 m", 25000000);
    gives_int(&f, "۱۲۰k", 1200000);
    gives_int(&f, "۲ میلیون و ۵۰۰ هزار تومان", 25000000);
    gives_int(&f, "1 میلیارد و 200 میلیون و 5 هزار و 50 ریال", 1200005050);
    gives_int(&f, "-2 میلیون و 500 هزار", -25000000);
    gives_int(&f, "۵ هزار میلیارد تومان", 50000000000000);
    static const char *const wrong[] = {
        "میلیون", "2 میلیون سیب", "2 -3", "1-2", "و", "2 هزار هزار هزار هزار هزار هزار"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct value v;
        assert_int_equal(field_parse(&cx, &f, str_of(wrong[i]), &v), ERR_INVALID);
    }
    refuses(&f, "99999999 میلیارد", "این مقدار بیش از اندازه بزرگ است.");
    refuses(&f, "9223372036854775807", "این مقدار بیش از اندازه بزرگ است.");
}

static void test_money__comes_back(void **state) {
    (void)state;
    struct field f = field_of("money");
    static const int64_t amounts[] = {0, 1, -1, 10, 12345, -98760, 100000000000000000};
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++)
        comes_back(&f, v_int(amounts[i]));
    cx.money = MONEY_TOMAN;
    struct value v;
    assert_int_equal(read_json(&f, STR("2500"), &v), OK);
    assert_int_equal(v.i, 2500);
    json_refused(&f, "2500.5");
    f.has_min = true, f.min = 0;
    refuses(&f, "-1", "باید ۰ تومان یا بیشتر باشد.");
}

static void test_rating__is_one_to_five(void **state) {
    (void)state;
    struct field f = field_of("rating");
    gives_int(&f, "۴", 4);
    gives_int(&f, "★★★☆☆", 3);
    refuses(&f, "6", "«۶» پذیرفته نیست؛ از ۱ تا ۵ ستاره بدهید.");
    refuses(&f, "0", "«۰» پذیرفته نیست؛ از ۱ تا ۵ ستاره بدهید.");
    refuses(&f, "★☆★", "«★☆★» عدد نیست؛ نمونه: ۱٬۲۵۰");
    shows(&f, v_int(2), "★★☆☆☆");
    json_refused(&f, "9");
    for (int stars = 1; stars <= 5; stars++)
        comes_back(&f, v_int(stars));
}

static void test_auto_number__wears_its_shape(void **state) {
    (void)state;
    struct field f = field_of("auto_number");
    f.preset = STR("T-00001");
    shows(&f, v_int(42), "T-00042");
    shows(&f, v_int(1234567), "T-1234567");
    gives_int(&f, "T-00042", 42);
    gives_int(&f, "t-۴۲", 42);
    gives_int(&f, "42", 42);
    refuses(&f, "T-0", "این شماره باید ۱ یا بیشتر باشد.");
    assert_str(field_words(&cx, &f, v_int(42)), "T-00042 42");
    assert_str(json_of(&f, v_int(42)), "42");
    comes_back(&f, v_int(42));
    f.preset = STR("");
    shows(&f, v_int(42), "۴۲");
    comes_back(&f, v_int(1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        FIELD_TEST(test_integer__is_typed_in_any_digits),
        FIELD_TEST(test_integer__keeps_within_its_limits),
        FIELD_TEST(test_decimal__is_scaled),
        FIELD_TEST(test_percent__may_wear_its_sign),
        FIELD_TEST(test_money__is_typed_in_the_organisations_unit),
        FIELD_TEST(test_money__may_be_said_in_words),
        FIELD_TEST(test_money__comes_back),
        FIELD_TEST(test_rating__is_one_to_five),
        FIELD_TEST(test_auto_number__wears_its_shape),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
