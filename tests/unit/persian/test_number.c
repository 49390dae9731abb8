#include "../memory.h"

#include "persian/number.h"

static void test_number__is_shown_with_groups_and_point(void **state) {
    (void)state;
    assert_str(fa_show_digits(mem, STR("کد 1234-x")), "کد ۱۲۳۴-x");
    assert_str(number_show_fa(mem, -123450, 2), "−۱٬۲۳۴٫۵۰");
    assert_str(number_show_fa(mem, 0, 0), "۰");
    assert_str(number_show_fa(mem, 1000000, 0), "۱٬۰۰۰٬۰۰۰");
    assert_str(number_show_en(mem, 5, 3), "0.005");
    assert_str(number_show_en(mem, 999, 0), "999");
    assert_str(number_show_en(mem, INT64_MIN, 0), "-9,223,372,036,854,775,808");
    assert_str(number_show_en(mem, INT64_MIN, 18), "-9.223372036854775808");
}

struct typed {
    const char *text;
    int places;
    int64_t value;
};

static void test_number__is_read_in_any_digits(void **state) {
    (void)state;
    static const struct typed rows[] = {
        {"12", 0, 12},
        {"۱۲٬۰۰۰", 0, 12000},
        {" ١٢،٣٤٥٫٥ ", 2, 1234550},
        {"1,234,567.8", 1, 12345678},
        {"1 234 567", 0, 1234567},
        {"-۵", 0, -5},
        {"−5", 0, -5},
        {"+5", 0, 5},
        {".5", 2, 50},
        {"۳/۵", 1, 35},
        {"007", 0, 7},
        {"1.500", 1, 15},
        {"9223372036854775807", 0, INT64_MAX},
        {"-9223372036854775808", 0, INT64_MIN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t value = 0;
        enum number_fault fault =
            number_parse(mem, str_of(rows[i].text), rows[i].places, &value);
        if (fault) fail_msg("%s: %s", rows[i].text, number_reason(fault)->en);
        assert_int_equal(value, rows[i].value);
    }
}

static void test_number__refuses_what_is_none(void **state) {
    (void)state;
    static const struct {
        const char *text;
        enum number_fault fault;
    } rows[] = {
        {"", NUMBER_EMPTY},
        {"  ", NUMBER_EMPTY},
        {"-", NUMBER_UNREADABLE},
        {"1,5", NUMBER_UNREADABLE},
        {"1,", NUMBER_UNREADABLE},
        {"1234,567", NUMBER_UNREADABLE},
        {"5.", NUMBER_UNREADABLE},
        {".", NUMBER_UNREADABLE},
        {"1.2.3", NUMBER_UNREADABLE},
        {"یک", NUMBER_UNREADABLE},
        {"1e5", NUMBER_UNREADABLE},
        {"--1", NUMBER_UNREADABLE},
        {"1.234", NUMBER_TOO_FINE},
        {"9223372036854775808", NUMBER_TOO_BIG},
        {"92233720368547758.08", NUMBER_TOO_BIG},
        {"99999999999999999999999999", NUMBER_TOO_BIG},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t value = 77;
        enum number_fault fault = number_parse(mem, str_of(rows[i].text), 2, &value);
        if (fault != rows[i].fault) fail_msg("%s: fault %d", rows[i].text, (int)fault);
        assert_int_equal(value, 77);
    }
}

static void test_number__in_words(void **state) {
    (void)state;
    static const struct {
        int64_t n;
        const char *fa, *en;
    } rows[] = {
        {0, "صفر", "zero"},
        {7, "هفت", "seven"},
        {-12, "منفی دوازده", "minus twelve"},
        {21, "بیست و یک", "twenty-one"},
        {100, "صد", "one hundred"},
        {999, "نهصد و نود و نه", "nine hundred ninety-nine"},
        {1000, "هزار", "one thousand"},
        {1405, "هزار و چهارصد و پنج", "one thousand four hundred five"},
        {2000000, "دو میلیون", "two million"},
        {1001000, "یک میلیون و هزار", "one million one thousand"},
        {1000000000000000000, "یک کوینتیلیون", "one quintillion"},
        {INT64_MIN,
         "منفی نه کوینتیلیون و دویست و بیست و سه کوادریلیون و سیصد و هفتاد و دو تریلیون و سی "
         "و شش میلیارد و هشتصد و پنجاه و چهار میلیون و هفتصد و هفتاد و پنج هزار و هشتصد و هشت",
         "minus nine quintillion two hundred twenty-three quadrillion three hundred "
         "seventy-two trillion thirty-six billion eight hundred fifty-four million seven "
         "hundred seventy-five thousand eight hundred eight"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_str(number_words_fa(mem, rows[i].n), rows[i].fa);
        assert_str(number_words_en(mem, rows[i].n), rows[i].en);
    }
}

static void test_number__ordinals(void **state) {
    (void)state;
    static const struct {
        int64_t n;
        const char *fa, *en;
    } rows[] = {
        {1, "اول", "first"},
        {2, "دوم", "second"},
        {3, "سوم", "third"},
        {5, "پنجم", "fifth"},
        {12, "دوازدهم", "twelfth"},
        {20, "بیستم", "twentieth"},
        {23, "بیست و سوم", "twenty-third"},
        {30, "سی\u200Cام", "thirtieth"},
        {100, "صدم", "one hundredth"},
        {21, "بیست و یکم", "twenty-first"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_str(ordinal_words_fa(mem, rows[i].n), rows[i].fa);
        assert_str(ordinal_words_en(mem, rows[i].n), rows[i].en);
    }
}

static void test_number__money_in_words(void **state) {
    (void)state;
    static const struct {
        int64_t rials;
        enum money_unit unit;
        const char *fa, *en;
    } rows[] = {
        {120000, MONEY_RIAL, "صد و بیست هزار ریال", "one hundred twenty thousand rials"},
        {120000, MONEY_TOMAN, "دوازده هزار تومان", "twelve thousand tomans"},
        {15, MONEY_TOMAN, "یک تومان و پنج ریال", "one toman and five rials"},
        {5, MONEY_TOMAN, "پنج ریال", "five rials"},
        {0, MONEY_TOMAN, "صفر تومان", "zero tomans"},
        {0, MONEY_RIAL, "صفر ریال", "zero rials"},
        {-11, MONEY_TOMAN, "منفی یک تومان و یک ریال", "minus one toman and one rial"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_str(money_words_fa(mem, rows[i].rials, rows[i].unit), rows[i].fa);
        assert_str(money_words_en(mem, rows[i].rials, rows[i].unit), rows[i].en);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_number__is_shown_with_groups_and_point),
        cmocka_unit_test(test_number__is_read_in_any_digits),
        cmocka_unit_test(test_number__refuses_what_is_none),
        cmocka_unit_test(test_number__in_words),
        cmocka_unit_test(test_number__ordinals),
        cmocka_unit_test(test_number__money_in_words),
    };
    return cmocka_run_group_tests(tests, open_memory, close_memory);
}
