#include "http/router.h"
#include "test.h"

#include <stdio.h>

static const struct route people[] = {
    {GET, "/", .title = 1},
    {GET, "/people/new", .title = 2},
    {GET, "/people/{id}", .title = 3},
    {POST, "/people/{id}", .title = 4},
    {DELETE, "/people/{id}", .title = 5},
    {POST, "/people/{name}", .title = 6},
};
static const struct route others[] = {
    {GET, "/{entity}", .title = 7},
    {GET, "/{entity}/{id}/edit", .title = 8},
    {GET, "/files/{path}", .title = 9},
    {GET, "/api/v1/{entity}", .title = 10},
    {PATCH, "/api/v1/{entity}/{id}", .title = 11},
};
static const struct route_list people_list = ROUTE_LIST(people),
                               other_list = ROUTE_LIST(others);
static const struct route_list *const lists[] = {&people_list, &other_list, NULL};

static struct arena *mem;
static struct router *router;

static int set_up(void **state) {
    (void)state;
    mem = arena_create();
    router = router_create(mem, lists);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(mem);
    return 0;
}

static int found(enum method method, const char *path) {
    struct route_match m = router_find(router, method, str_of(path));
    return m.route ? (int)m.route->title : 0;
}

static void test_router__finds_the_row_of_method_and_path(void **state) {
    (void)state;
    struct id_text id = id_text(123456789);
    char one[64], edit[64], api[64];
    snprintf(one, sizeof one, "/people/%s", id.z);
    snprintf(edit, sizeof edit, "/deal/%s/edit", id.z);
    snprintf(api, sizeof api, "/api/v1/deal/%s", id.z);
    assert_int_equal(found(GET, "/"), 1);
    assert_int_equal(found(GET, "/people/new"), 2);
    assert_int_equal(found(GET, one), 3);
    assert_int_equal(found(POST, one), 4);
    assert_int_equal(found(DELETE, one), 5);
    assert_int_equal(found(GET, "/people"), 7);
    assert_int_equal(found(GET, edit), 8);
    assert_int_equal(found(GET, "/files/a/b.css"), 9);
    assert_int_equal(found(GET, "/api/v1/deal"), 10);
    assert_int_equal(found(PATCH, api), 11);
}

static void test_router__a_written_piece_wins_only_for_its_method(void **state) {
    (void)state;
    assert_int_equal(found(GET, "/people/new"), 2);
    assert_int_equal(found(POST, "/people/new"), 6);
}

static void test_router__gives_what_the_braces_matched(void **state) {
    (void)state;
    struct id_text id = id_text(77);
    struct str path = str_format(mem, "/deal/%s/edit", id.z);
    struct route_match m = router_find(router, GET, path);
    assert_str(m.entity, "deal");
    assert_true(m.id == 77);
    m = router_find(router, GET, STR("/files/a/b.css"));
    assert_str(m.rest, "a/b.css");
    assert_str(m.entity, "");
}

static void test_router__tells_unknown_method_from_unknown_path(void **state) {
    (void)state;
    struct route_match m = router_find(router, PUT, STR("/people/new"));
    assert_null(m.route);
    assert_int_equal(m.methods, GET | POST);
    assert_str(methods_text(mem, m.methods), "GET, HEAD, POST");
    static const char *const absent[] = {"/a/b",
                                         "/files/",
                                         "/deal/x/edit",
                                         "/api/v1",
                                         "/people/",
                                         "/api/v1/a/b/c",
                                         "/1/2/3/4/5/6/7/8/9/10/11/12/13/14"};
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
        m = router_find(router, GET, str_of(absent[i]));
        if (m.route || m.methods) fail_msg("%s", absent[i]);
    }
}

static void test_router__long_paths_reach_an_open_end_whole(void **state) {
    (void)state;
    struct route_match m =
        router_find(router, GET, STR("/files/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15"));
    assert_str(m.rest, "1/2/3/4/5/6/7/8/9/10/11/12/13/14/15");
}

static void test_router__an_empty_table_finds_nothing(void **state) {
    (void)state;
    struct router *none = router_create(mem, &lists[2]);
    assert_null(router_find(none, GET, STR("/")).route);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_router__finds_the_row_of_method_and_path),
        cmocka_unit_test(test_router__a_written_piece_wins_only_for_its_method),
        cmocka_unit_test(test_router__gives_what_the_braces_matched),
        cmocka_unit_test(test_router__tells_unknown_method_from_unknown_path),
        cmocka_unit_test(test_router__long_paths_reach_an_open_end_whole),
        cmocka_unit_test(test_router__an_empty_table_finds_nothing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
