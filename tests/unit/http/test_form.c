#include "http/form.h"
#include "http/message.h"
#include "memory.h"

static enum err parse_body(const char *type, struct str body, struct form *out) {
    struct header h = {STR("content-type"), str_of(type)};
    struct request r = {.method = POST, .headers = &h, .header_count = 1, .body = body};
    return form_parse_body(mem, &r, out);
}

static void test_form__query_is_decoded(void **state) {
    (void)state;
    struct form f;
    assert_int_equal(form_parse_query(mem, STR("a=1&b=%D8%B3+x&a=2&&c&=e&d=x=y"), &f), OK);
    assert_int_equal(f.count, 6);
    assert_str(form_value(&f, "a"), "1");
    assert_str(form_value(&f, "b"), "س x");
    assert_str(form_value(&f, "d"), "x=y");
    assert_true(form_has(&f, "c"));
    assert_false(form_has(&f, "z"));
    assert_str(form_value(&f, "z"), "");
}

static void test_form__empty_query_has_no_fields(void **state) {
    (void)state;
    struct form f = {.count = 9};
    assert_int_equal(form_parse_query(mem, STR(""), &f), OK);
    assert_int_equal(f.count, 0);
}

static void test_form__plain_values_are_borrowed(void **state) {
    (void)state;
    struct str query = STR("name=plain");
    struct form f;
    assert_int_equal(form_parse_query(mem, query, &f), OK);
    assert_ptr_equal(f.fields[0].value.p, query.p + 5);
}

static void test_form__bad_percent_is_invalid(void **state) {
    (void)state;
    static const char *const bad[] = {"a=%", "a=%4", "a=%4g", "%zz=1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct form f;
        assert_int_equal(form_parse_query(mem, str_of(bad[i]), &f), ERR_INVALID);
    }
}

static void test_form__a_query_says_it_however_it_is_encoded(void **state) {
    (void)state;
    assert_true(query_says(STR("limit=5&count=exact"), "count", "exact"));
    assert_true(query_says(STR("coun%74=%65xac%74&limit=5"), "count", "exact"));
    assert_true(query_says(STR("q=a+b"), "q", "a b"));
    static const char *const other[] = {
        "",        "count",        "count=",     "count=exactly",
        "count=%", "xcount=exact", "count=exac", "count=%6"};
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        assert_false(query_says(str_of(other[i]), "count", "exact"));
}

static void test_form__too_many_fields_meet_the_limit(void **state) {
    (void)state;
    struct buf b = buf_in(mem, 0);
    for (int i = 1; i < FORM_FIELDS; i++)
        BUF_LIT(&b, "a&");
    BUF_LIT(&b, "a");
    struct form f;
    assert_int_equal(form_parse_query(mem, buf_str(&b), &f), OK);
    assert_int_equal(f.count, FORM_FIELDS);
    BUF_LIT(&b, "&a");
    assert_int_equal(form_parse_query(mem, buf_str(&b), &f), ERR_LIMIT);
}

static void test_form__body_is_read_by_its_type(void **state) {
    (void)state;
    struct form f;
    assert_int_equal(
        parse_body("Application/X-WWW-Form-URLencoded; charset=utf-8", STR("a=b"), &f), OK);
    assert_str(form_value(&f, "a"), "b");
    assert_int_equal(parse_body("application/json", STR("{}"), &f), OK);
    assert_int_equal(f.count, 0);
    assert_int_equal(parse_body("multipart/form-data", STR("a=b"), &f), ERR_INVALID);
}

#define PART(headers, value) "\r\n" headers "\r\n\r\n" value "\r\n--XX"
#define TYPE "multipart/form-data; boundary=XX"

static void test_multipart__fields_and_files_are_read(void **state) {
    (void)state;
    struct form f;
    struct str body =
        STR("--XX" PART("Content-Disposition: form-data; name=\"title\"", "یک\r\nدو")
                PART("content-disposition: form-data; name=\"up\"; "
                     "filename=\"C:\\x\\a%22b.csv\"\r\nContent-Type: text/csv",
                     "1,2\0,3") "--\r\n");
    assert_int_equal(
        parse_body("multipart/form-data; charset=utf-8; boundary=\"XX\"", body, &f), OK);
    assert_int_equal(f.count, 2);
    assert_str(form_value(&f, "title"), "یک\r\nدو");
    assert_str(f.fields[1].file_name, "a\"b.csv");
    assert_str(f.fields[1].type, "text/csv");
    assert_int_equal(f.fields[1].value.n, 6);
}

static void test_multipart__extended_file_name_wins(void **state) {
    (void)state;
    struct form f;
    struct str body = STR("--XX" PART("Content-Disposition: form-data; name=f; filename=x; "
                                      "filename*=UTF-8''..%2F%D8%A7.pdf",
                                      "") "--");
    assert_int_equal(parse_body(TYPE, body, &f), OK);
    assert_str(f.fields[0].file_name, "ا.pdf");
}

static void test_multipart__broken_bodies_are_invalid(void **state) {
    (void)state;
    static const char *const broken[] = {
        "",
        "--XX",
        "--XX\r\n",
        "--XX" PART("Content-Disposition: form-data; name=a", "1"),
        "--XX" PART("Content-Disposition: form-data", "1") "--",
        "--XX" PART("Content-Disposition: attachment; name=a", "1") "--",
        "--XX" PART("X: y", "1") "--",
        "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\nnever ends",
        "--XY" PART("Content-Disposition: form-data; name=a", "1") "--",
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        struct form f;
        if (parse_body(TYPE, str_of(broken[i]), &f) != ERR_INVALID)
            fail_msg("%s", broken[i]);
    }
}

static void test_multipart__an_empty_form_is_fine(void **state) {
    (void)state;
    struct form f;
    assert_int_equal(parse_body(TYPE, STR("--XX--\r\n"), &f), OK);
    assert_int_equal(f.count, 0);
}

static void test_url__encoding_comes_back(void **state) {
    (void)state;
    struct buf b = buf_in(mem, 0);
    struct str s = str_n("a b+%/\xff\0ی~", 11), back;
    url_encode(&b, s);
    assert_str(buf_str(&b), "a%20b%2B%25%2F%FF%00%DB%8C~");
    assert_true(url_decode(mem, buf_str(&b), false, &back));
    assert_true(str_eq(s, back));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_form__query_is_decoded),
        cmocka_unit_test(test_form__empty_query_has_no_fields),
        cmocka_unit_test(test_form__plain_values_are_borrowed),
        cmocka_unit_test(test_form__bad_percent_is_invalid),
        cmocka_unit_test(test_form__a_query_says_it_however_it_is_encoded),
        cmocka_unit_test(test_form__too_many_fields_meet_the_limit),
        cmocka_unit_test(test_form__body_is_read_by_its_type),
        cmocka_unit_test(test_multipart__fields_and_files_are_read),
        cmocka_unit_test(test_multipart__extended_file_name_wins),
        cmocka_unit_test(test_multipart__broken_bodies_are_invalid),
        cmocka_unit_test(test_multipart__an_empty_form_is_fine),
        cmocka_unit_test(test_url__encoding_comes_back),
    };
    return cmocka_run_group_tests(tests, open_memory, close_memory);
}
