#include "test.h"
#include "web/picture.h"

static const struct {
    struct str bytes;
    const char *type;
} rows[] = {
    {STR_INIT("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "image/png"},
    {STR_INIT("\x89PNG\r\n\x1a\n\0\0\0\rnone"), ""},
    {STR_INIT("\xff\xd8\xff\xe0\0\x10JFIF"), "image/jpeg"},
    {STR_INIT("RIFF\x10\0\0\0WEBPVP8 "), "image/webp"},
    {STR_INIT("RIFF\x10\0\0\0WAVEfmt "), ""},
    {STR_INIT("GIF89a"), "image/gif"},
    {STR_INIT("GIF8"), ""},
    {STR_INIT("<svg xmlns='http://www.w3.org/2000/svg'/>"), ""},
    {STR_INIT("<html>"), ""},
    {STR_INIT(""), ""},
};

static void test_picture__is_told_by_its_bytes(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_true(str_is(picture_type(rows[i].bytes), rows[i].type));
}

static void test_picture__others_are_not_shown(void **state) {
    (void)state;
    assert_true(picture_shown(STR("image/png")));
    assert_false(picture_shown(STR("image/svg+xml")));
    assert_false(picture_shown(STR("")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_picture__is_told_by_its_bytes),
        cmocka_unit_test(test_picture__others_are_not_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
