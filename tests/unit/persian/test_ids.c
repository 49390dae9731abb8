#include "../memory.h"
#include "data.h"

#include "persian/ids.h"

typedef enum id_fault id_parser(struct arena *, struct str, struct str *);

static void judge(const char *path, id_parser *parse, int rows_expected) {
    struct data_file file = data_open(mem, path);
    int rows = 0;
    for (struct str column[DATA_COLUMNS]; data_next(&file, '\t', column); rows++) {
        struct str out;
        bool valid = parse(mem, column[0], &out) == ID_OK;
        if (valid != str_is(column[1], "1")) fail_msg("%s: %.*s", path, STR_ARG(column[0]));
    }
    assert_int_equal(rows, rows_expected);
}

static void test_ids__agree_with_the_cases_of_others(void **state) {
    (void)state;
    judge("persian/national_id.tsv", national_id_parse, 15);
    judge("persian/legal_id.tsv", legal_id_parse, 3);
    judge("persian/sheba.tsv", sheba_parse, 4);
    judge("persian/card.tsv", card_parse, 6);
}

struct row {
    id_parser *parse;
    const char *typed;
    enum id_fault fault;
    const char *out;
};

static void test_ids__are_read_as_people_type_them(void **state) {
    (void)state;
    static const struct row rows[] = {
        {national_id_parse, "۰۴۹۹۳۷۰۸۹۹", ID_OK, "0499370899"},
        {national_id_parse, "049-937089-9", ID_OK, "0499370899"},
        {national_id_parse, "68415941", ID_OK, "0068415941"},
        {national_id_parse, "499370899", ID_OK, "0499370899"},
        {national_id_parse, "", ID_EMPTY, ""},
        {national_id_parse, "04993708x9", ID_LETTERS, ""},
        {national_id_parse,
         "0499\xFF"
         "370899",
         ID_LETTERS, ""},
        {national_id_parse, "04993708999", ID_LENGTH, ""},
        {national_id_parse, "1111111111", ID_REPEATED, ""},
        {national_id_parse, "1230000000", ID_REPEATED, ""},
        {national_id_parse, "0499370898", ID_CHECKSUM, ""},
        {legal_id_parse, "۱۰۳۸-۰۲۸۴۷۹۰", ID_OK, "10380284790"},
        {legal_id_parse, "1038028479", ID_LENGTH, ""},
        {legal_id_parse, "10380284791", ID_CHECKSUM, ""},
        {sheba_parse, "ir82 0540 1026 8002 0817 9090 02", ID_OK,
         "IR820540102680020817909002"},
        {sheba_parse, "۸۲۰۵۴۰۱۰۲۶۸۰۰۲۰۸۱۷۹۰۹۰۰۲", ID_OK, "IR820540102680020817909002"},
        {sheba_parse, "IR820540102680020817909003", ID_CHECKSUM, ""},
        {sheba_parse, "DE820540102680020817909002", ID_LETTERS, ""},
        {sheba_parse, "IR", ID_EMPTY, ""},
        {card_parse, "۶۰۳۷-۷۰۱۶ ۸۹۰۹/۵۴۴۳", ID_OK, "6037701689095443"},
        {card_parse, "6037701689095444", ID_CHECKSUM, ""},
        {card_parse, "4444333322221111", ID_PREFIX, ""},
        {card_parse, "6666666666666666", ID_REPEATED, ""},
        {postal_code_parse, "۱۹۳۹۵-۱۱۱۱۳", ID_OK, "1939511113"},
        {postal_code_parse, "0939511113", ID_PREFIX, ""},
        {postal_code_parse, "193951111", ID_LENGTH, ""},
        {postal_code_parse, "1111111111", ID_REPEATED, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str out = STR("");
        enum id_fault fault = rows[i].parse(mem, str_of(rows[i].typed), &out);
        if (fault != rows[i].fault)
            fail_msg("%s: %s", rows[i].typed, id_reason(fault)->key);
        assert_str(out, rows[i].out);
    }
}

static void test_ids__banks_are_those_of_the_lists(void **state) {
    (void)state;
    struct data_file codes = data_open(mem, "persian/sheba_bank_codes.tsv");
    for (struct str column[DATA_COLUMNS]; data_next(&codes, '\t', column);) {
        struct str sheba = str_format(mem, "IR00%.*s", STR_ARG(column[0]));
        assert_non_null(sheba_bank(sheba));
        assert_true(str_is(column[2], sheba_bank(sheba)->en));
    }
    struct data_file bins = data_open(mem, "persian/bank_bin.tsv");
    for (struct str column[DATA_COLUMNS]; data_next(&bins, '\t', column);)
        assert_non_null(card_bank(column[0]));
    assert_str(str_of(card_bank(STR("6037701689095443"))->fa), "بانک کشاورزی");
    assert_str(str_of(card_bank(STR("6219861034529007"))->fa), "بانک سامان");
    assert_str(str_of(sheba_bank(STR("IR820540102680020817909002"))->fa), "بانک پارسیان");
    assert_null(sheba_bank(STR("IR829990102680020817909002")));
    assert_null(card_bank(STR("12")));
}

static void test_ids__places_are_those_of_the_list(void **state) {
    (void)state;
    struct data_file file = data_open(mem, "persian/national_id_prefix.tsv");
    int rows = 0;
    for (struct str column[DATA_COLUMNS]; data_next(&file, '\t', column); rows++) {
        struct str name = column[1], prefix;
        str_cut(&name, '(', &name);
        while (str_cut(&column[0], '-', &prefix))
            if (!str_has(national_id_place(prefix), str_trim(name)))
                fail_msg("%.*s is not %.*s", STR_ARG(prefix), STR_ARG(name));
    }
    assert_true(rows > 300);
    assert_str(national_id_place(STR("1360000000")), "تبریز");
    assert_str(national_id_place(STR("000")), "");
    assert_str(national_id_place(STR("")), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ids__agree_with_the_cases_of_others),
        cmocka_unit_test(test_ids__are_read_as_people_type_them),
        cmocka_unit_test(test_ids__banks_are_those_of_the_lists),
        cmocka_unit_test(test_ids__places_are_those_of_the_list),
    };
    return cmocka_run_group_tests(tests, open_memory, close_memory);
}
