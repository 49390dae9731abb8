#include "../memory.h"
#include "data.h"

#include "persian/phone.h"

static void test_phone__agrees_with_the_cases_of_others(void **state) {
    (void)state;
    struct data_file file = data_open(mem, "persian/mobile_normalise.tsv");
    int rows = 0;
    for (struct str column[DATA_COLUMNS]; data_next(&file, '\t', column); rows++) {
        struct phone phone;
        enum phone_fault fault = phone_parse(mem, column[0], &phone);
        assert_int_equal(fault != PHONE_OK, str_is(column[1], "INVALID"));
        if (fault) continue;
        assert_int_equal(phone.kind, PHONE_MOBILE);
        assert_true(str_eq(str_from(phone.e164, 3), str_from(column[1], 1)));
    }
    assert_int_equal(rows, 6);
}

static void test_phone__operators_are_those_of_the_list(void **state) {
    (void)state;
    struct data_file file = data_open(mem, "persian/mobile_prefix.tsv");
    for (struct str column[DATA_COLUMNS]; data_next(&file, '\t', column);) {
        struct phone phone;
        struct str typed = str_format(mem, "0%.*s1234567", STR_ARG(column[0]));
        assert_int_equal(phone_parse(mem, typed, &phone), PHONE_OK);
        assert_non_null(phone.owner);
        assert_int_equal(phone.owner->en[0], column[1].p[0]);
    }
}

struct row {
    const char *typed, *e164, *extension;
    enum phone_kind kind;
};

static void test_phone__any_way_of_typing(void **state) {
    (void)state;
    static const struct row rows[] = {
        {"۰۹۱۲ ۱۲۳ ۴۵۶۷", "+989121234567", "", PHONE_MOBILE},
        {"+98 (0) 912-123-4567", "+989121234567", "", PHONE_MOBILE},
        {"989121234567", "+989121234567", "", PHONE_MOBILE},
        {"989121234567+", "+989121234567", "", PHONE_MOBILE},
        {"0098 912 1234567", "+989121234567", "", PHONE_MOBILE},
        {"9121234567", "+989121234567", "", PHONE_MOBILE},
        {"\u200E0912\u200C1234567\u202C", "+989121234567", "", PHONE_MOBILE},
        {"۰۲۱-۸۸۷۷۶۶۵۵", "+982188776655", "", PHONE_LANDLINE},
        {"021/88776655 داخلي ۱۲", "+982188776655", "12", PHONE_LANDLINE},
        {"(021) 8877 6655 ext. 103", "+982188776655", "103", PHONE_LANDLINE},
        {"02188776655x7", "+982188776655", "7", PHONE_LANDLINE},
        {"02188776655#7", "+982188776655", "7", PHONE_LANDLINE},
        {"2188776655", "+982188776655", "", PHONE_LANDLINE},
        {"021-41915", "+982141915", "", PHONE_LANDLINE},
        {"+49 151 12345678", "+4915112345678", "", PHONE_FOREIGN},
        {"00971501234567", "+971501234567", "", PHONE_FOREIGN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct phone phone = {0};
        enum phone_fault fault = phone_parse(mem, str_of(rows[i].typed), &phone);
        if (fault) fail_msg("%s: %s", rows[i].typed, phone_reason(fault)->key);
        assert_str(phone.e164, rows[i].e164);
        assert_str(phone.extension, rows[i].extension);
        assert_int_equal(phone.kind, rows[i].kind);
        struct phone again = {0};
        assert_int_equal(phone_parse(mem, phone.e164, &again), PHONE_OK);
        assert_true(str_eq(again.e164, phone.e164));
    }
}

static void test_phone__what_is_refused_and_why(void **state) {
    (void)state;
    static const struct {
        const char *typed;
        enum phone_fault fault;
    } rows[] = {
        {"", PHONE_EMPTY},
        {"-", PHONE_LENGTH},
        {"abc", PHONE_LETTERS},
        {"0912+1234567", PHONE_LETTERS},
        {"0912123456", PHONE_LENGTH},
        {"091212345678", PHONE_LENGTH},
        {"0912123456\xFF", PHONE_LETTERS},
        {"88776655", PHONE_NO_AREA},
        {"02988776655", PHONE_BAD_AREA},
        {"0218877665", PHONE_LENGTH},
        {"000989121234567", PHONE_BAD_START},
        {"+1", PHONE_LENGTH},
        {"+1234567890123456", PHONE_LENGTH},
        {"02188776655 داخلی", PHONE_LETTERS},
        {"02188776655 داخلی 1234567", PHONE_LETTERS},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct phone phone;
        enum phone_fault fault = phone_parse(mem, str_of(rows[i].typed), &phone);
        if (fault != rows[i].fault)
            fail_msg("%s: %s", rows[i].typed, phone_reason(fault)->key);
    }
}

static void test_phone__tells_operator_and_province(void **state) {
    (void)state;
    struct phone phone;
    assert_int_equal(phone_parse(mem, STR("09351234567"), &phone), PHONE_OK);
    assert_str(str_of(phone.owner->fa), "ایرانسل");
    assert_int_equal(phone_parse(mem, STR("03132221111"), &phone), PHONE_OK);
    assert_str(str_of(phone.area->fa), "اصفهان");
    assert_null(phone.owner);
}

static void test_phone__is_shown_in_groups(void **state) {
    (void)state;
    assert_str(phone_national(mem, STR("+989121234567")), "0912 123 4567");
    assert_str(phone_national(mem, STR("+982188776655")), "021 8877 6655");
    assert_str(phone_national(mem, STR("+982141915")), "021 41915");
    assert_str(phone_national(mem, STR("+4915112345678")), "+4915112345678");
    assert_str(phone_international(mem, STR("+989121234567")), "+98 912 123 4567");
}

static void test_phone__the_end_is_a_word_read_backwards(void **state) {
    (void)state;
    assert_str(phone_tail(mem, STR("+989121234567")), "~76543212");
    assert_str(phone_tail(mem, STR("4567")), "~7654");
    assert_str(phone_tail(mem, STR("12 34-567")), "~7654321");
    assert_str(phone_tail(mem, STR("567")), "");
    assert_str(phone_tail(mem, STR("")), "");
}

static void test_phone__search_ignores_what_stands_before(void **state) {
    (void)state;
    static const char *const forms[] = {"+989121234567", "00989121234567", "989121234567",
                                        "0912 123 4567", "۹۱۲-۱۲۳۴۵۶۷",    "9121234567"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        assert_str(phone_search_digits(mem, str_of(forms[i])), "9121234567");
    assert_str(phone_search_digits(mem, STR("0912")), "912");
    assert_str(phone_search_digits(mem, STR("4567")), "4567");
    assert_str(phone_search_digits(mem, STR("علی")), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_phone__agrees_with_the_cases_of_others),
        cmocka_unit_test(test_phone__operators_are_those_of_the_list),
        cmocka_unit_test(test_phone__any_way_of_typing),
        cmocka_unit_test(test_phone__what_is_refused_and_why),
        cmocka_unit_test(test_phone__tells_operator_and_province),
        cmocka_unit_test(test_phone__is_shown_in_groups),
        cmocka_unit_test(test_phone__the_end_is_a_word_read_backwards),
        cmocka_unit_test(test_phone__search_ignores_what_stands_before),
    };
    return cmocka_run_group_tests(tests, open_memory, close_memory);
}
