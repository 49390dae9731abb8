/* How long an SMS is, and how a gateway is asked. */
#include "channels/sms.h"

#include "../test.h"

static struct str times(struct arena *mem, const char *letter, int n) {
    struct str s = STR("");
    while (n-- > 0)
        s = str_join(mem, s, str_of(letter));
    return s;
}

static void size__is_counted_in_parts(void **state) {
    struct arena *mem = *state;
    static const struct {
        const char *letter;
        int count, units, parts;
        bool wide;
    } rows[] = {
        {"a", 160, 160, 1, false}, {"a", 161, 161, 2, false}, {"a", 306, 306, 2, false},
        {"a", 307, 307, 3, false}, {"€", 80, 160, 1, false},  {"ا", 70, 70, 1, true},
        {"ا", 71, 71, 2, true},    {"ا", 134, 134, 2, true},  {"ا", 135, 135, 3, true},
        {"😀", 35, 70, 1, true},    {"`", 1, 1, 1, true},      {"", 0, 0, 1, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sms_size s = sms_size(times(mem, rows[i].letter, rows[i].count));
        assert_int_equal(s.units, rows[i].units);
        assert_int_equal(s.parts, rows[i].parts);
        assert_int_equal(s.wide, rows[i].wide);
        assert_true(s.room >= 0);
    }
}

static struct letter letter_of(const char *url, const char *body) {
    return (struct letter){.way = LETTER_SMS,
                           .mark = STR("m1"),
                           .to = STR("+989121234567"),
                           .text = STR("کد «۱»\n\"&"),
                           .sms = {.url = str_of(url),
                                   .body = str_of(body),
                                   .header = STR("Authorization: Bearer {key}"),
                                   .key = STR("k/1"),
                                   .sender = STR("3000")}};
}

static void call__fills_each_place_by_its_rules(void **state) {
    struct arena *mem = *state;
    struct letter l =
        letter_of("https://s.ir/send?to={to}&l={local}&c={coding}&t={text}&{x}", "");
    struct sms_call call;
    assert_true(sms_call(mem, &l, &call));
    assert_true(str_starts(
        call.url, STR("https://s.ir/send?to=%2B989121234567&l=09121234567&c=2&t=%DA%A9")));
    assert_true(str_ends(call.url, STR("%0A%22%26&{x}")));
    assert_str(call.header, "Authorization: Bearer k/1");
    assert_str(call.body, "");
    l = letter_of("https://s.ir/", "{\"m\":\"{text}\",\"k\":\"{key}\"}");
    assert_true(sms_call(mem, &l, &call) && call.json);
    assert_str(call.body, "{\"m\":\"کد «۱»\\u000a\\\"&\",\"k\":\"k/1\"}");
    l = letter_of("https://s.ir/", "{ \"k\": \"{key}\" }");
    assert_true(sms_call(mem, &l, &call) && call.json);
    assert_str(call.body, "{ \"k\": \"k/1\" }");
    l = letter_of("https://s.ir/", "{local}={key}");
    assert_true(sms_call(mem, &l, &call) && !call.json);
    assert_str(call.body, "09121234567=k%2F1");
}

static void call__nothing_breaks_out(void **state) {
    struct arena *mem = *state;
    struct sms_call call;
    struct letter l = letter_of("file:///etc/passwd", "");
    assert_false(sms_call(mem, &l, &call));
    l = letter_of("http://s.ir/ x", "");
    assert_false(sms_call(mem, &l, &call));
    l = letter_of("http://s.ir/", "");
    l.sms.key = STR("a\r\nX: y");
    assert_false(sms_call(mem, &l, &call));
    l = letter_of("http://s.ir/", "");
    l.to = STR("0912&x=1");
    assert_false(sms_call(mem, &l, &call));
}

static int begin(void **state) {
    *state = arena_create();
    return 0;
}

static int end(void **state) {
    arena_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(size__is_counted_in_parts),
        cmocka_unit_test(call__fills_each_place_by_its_rules),
        cmocka_unit_test(call__nothing_breaks_out),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
