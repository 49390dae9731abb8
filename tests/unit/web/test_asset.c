#include "../test.h"

#include "base/buf.h"
#include "host/asset_bytes.h"
#include "web/icon.h"

static void test_asset__each_is_found_by_its_path(void **state) {
    (void)state;
    enum asset_id found;
    for (int i = 0; i < ASSET_COUNT; i++)
        assert_true(asset_find(asset_path((enum asset_id)i), &found) && (int)found == i);
    assert_false(asset_find(STR("/a/"), &found));
    assert_false(asset_find(STR(""), &found));
}

static void test_asset__the_bytes_are_those_of_the_list(void **state) {
    (void)state;
    struct str sheet = asset_bytes[ASSET_MOSHTARI_RTL_CSS].plain;
    struct str font = str_from(asset_path(ASSET_VAZIRMATN_WOFF2), sizeof ASSET_FOLDER - 1);
    assert_true(str_has(sheet, font));
    assert_true(str_starts(asset_bytes[ASSET_VAZIRMATN_WOFF2].plain, STR("wOF2")));
    assert_int_equal(asset_bytes[ASSET_VAZIRMATN_WOFF2].gzip.n, 0);
    assert_true(str_starts(asset_bytes[ASSET_APP_JS].gzip, STR("\x1F\x8B")));
    assert_true(asset_bytes[ASSET_APP_JS].br.n < asset_bytes[ASSET_APP_JS].gzip.n);
}

static void test_asset__an_icon_points_into_the_sprite(void **state) {
    (void)state;
    struct arena *mem = arena_create();
    struct buf out = buf_in(mem, 0);
    icon(&out, "phone");
    assert_true(str_has(buf_str(&out), asset_path(ASSET_ICONS_SVG)));
    assert_true(str_ends(buf_str(&out), STR("#phone\"/></svg>")));
    arena_free(mem);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_asset__each_is_found_by_its_path),
        cmocka_unit_test(test_asset__the_bytes_are_those_of_the_list),
        cmocka_unit_test(test_asset__an_icon_points_into_the_sprite),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
