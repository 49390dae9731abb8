#include "web/asset.h"

#include "../kit.h"

static void test_shell__shows_what_one_may_open(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct reply r = kit_get(k, "admin", "/");
    assert_int_equal(r.status, 200);
    assert_true(reply_has(&r, "href=\"/party\""));
    assert_true(reply_has(&r, "href=\"/user\""));
    assert_true(reply_has(&r, "href=\"/settings\""));
    r = kit_get(k, "sara", "/");
    assert_true(reply_has(&r, "href=\"/party\""));
    assert_false(reply_has(&r, "href=\"/user\""));
    assert_false(reply_has(&r, "href=\"/settings\""));
    kit_free(k);
}

static void test_shell__marks_the_current_page(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct reply r = kit_get(k, "sara", "/");
    assert_true(
        reply_has(&r, "<a class=\"m-side-link\" href=\"/\" title=\"خانه\" aria-current"));
    assert_false(reply_has(&r, "href=\"/party\" title=\"مشتریان\" aria-current"));
    kit_free(k);
}

/* The foot's links alone have no class. */
static void test_shell__a_phone_leads_to_ones_own_tasks(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct reply r = kit_get(k, "sara", "/tasks");
    assert_true(reply_has(&r, "<a href=\"/tasks\" aria-current=\"page\">"));
    assert_true(reply_has(&r, "<a href=\"/party\">"));
    assert_false(reply_has(&r, "<a href=\"/task\">"));
    kit_free(k);
}

static void test_shell__a_look_is_chosen_by_one_press(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct reply r = kit_get(k, "sara", "/");
    assert_true(reply_has(&r, "lang=\"fa\" dir=\"rtl\" data-bs-theme=\"auto\""));
    r = kit_post(k, "sara", "/me/look", "language=en&back=/");
    assert_int_equal(r.status, 303);
    assert_int_equal(kit_post(k, "sara", "/me/look", "theme=dark&back=/").status, 303);
    r = kit_get(k, "sara", "/");
    assert_true(reply_has(&r, "lang=\"en\" dir=\"ltr\" data-bs-theme=\"dark\""));
    r = kit_get(k, "reza", "/");
    assert_true(reply_has(&r, "lang=\"fa\" dir=\"rtl\" data-bs-theme=\"auto\""));
    kit_free(k);
}

static void test_shell__a_look_cannot_change_a_role(void **state) {
    (void)state;
    struct kit *k = kit_create();
    assert_int_equal(kit_post(k, "sara", "/me", "name=Sara&active=no&role=1").status, 303);
    struct reply r = kit_get(k, "sara", "/");
    assert_int_equal(r.status, 200);
    assert_false(reply_has(&r, "href=\"/user\""));
    kit_free(k);
}

static void test_shell__an_ended_session_keeps_what_was_typed(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct reply r = kit_post(k, NULL, "/me", "name=%D9%86%D8%B1%DA%AF%D8%B3&_token=old");
    assert_int_equal(r.status, 401);
    assert_true(reply_has(&r, "name=\"again\" value=\"/me\""));
    assert_true(reply_has(&r, "name=\"again.name\" value=\"نرگس\""));
    assert_false(reply_has(&r, "again._token"));
    kit_free(k);
}

static void test_shell__assets_stay_for_ever(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct reply r = kit_get(k, NULL, "/a/nothing.css");
    assert_int_equal(r.status, 404);
    r = kit_get(k, NULL, str_z(k->mem, asset_path(ASSET_MOSHTARI_RTL_CSS)));
    assert_int_equal(r.status, 200);
    assert_ptr_equal(r.asset, &asset_list[ASSET_MOSHTARI_RTL_CSS]);
    assert_true(str_has(reply_header_of(&r, "Cache-Control"), STR("immutable")));
    kit_free(k);
}

/* Each leads to a topic that is there. */
static void test_shell__help_is_about_the_page_in_hand(void **state) {
    (void)state;
    static const struct {
        const char *page, *topic;
    } pages[] = {{"/deal", "/help/deals"},       {"/funnel", "/help/deals"},
                 {"/request", "/help/requests"}, {"/quote/new", "/help/quotes"},
                 {"/product", "/help/goods"},    {"/offers", "/help/offers"},
                 {"/visits", "/help/field"},     {"/recurring", "/help/contracts"},
                 {"/party", "/help/customers"},  {"/import", "/help/import"},
                 {"/role", "/help/roles"},       {"/search", "/help/search"},
                 {"/me/tokens", "/help/api"}};
    struct kit *k = kit_create();
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct reply r = kit_get(k, "admin", pages[i].page);
        assert_true(reply_has(&r, pages[i].topic));
        assert_int_equal(kit_get(k, "admin", pages[i].topic).status, 200);
    }
    struct reply r = kit_get(k, "admin", "/jobs");
    assert_true(reply_has(&r, "href=\"/help\" title="));
    kit_free(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shell__shows_what_one_may_open),
        cmocka_unit_test(test_shell__marks_the_current_page),
        cmocka_unit_test(test_shell__a_phone_leads_to_ones_own_tasks),
        cmocka_unit_test(test_shell__a_look_is_chosen_by_one_press),
        cmocka_unit_test(test_shell__a_look_cannot_change_a_role),
        cmocka_unit_test(test_shell__an_ended_session_keeps_what_was_typed),
        cmocka_unit_test(test_shell__assets_stay_for_ever),
        cmocka_unit_test(test_shell__help_is_about_the_page_in_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
