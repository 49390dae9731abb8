#include "../test.h"
#include "app/registry.h"

static struct arena *mem;
static struct store *store;

static int set_up(void **state) {
    (void)state;
    mem = arena_create();
    assert_int_equal(store_open(&(struct store_options){.create = true}, &store, NULL), OK);
    assert_int_equal(registry_apply(store), OK);
    assert_int_equal(store_begin(store), OK);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    store_rollback(store);
    store_close(store);
    arena_free(mem);
    return 0;
}

static void test_registry__names_are_short_and_plain(void **state) {
    static const char *const good[] = {"a", "alef-2", "abcdefghijklmnopqrstuvwxyz012345"};
    static const char *const bad[] = {"",
                                      "2a",
                                      "-a",
                                      "a-",
                                      "A",
                                      "a_b",
                                      "الف",
                                      "moshtari-organisations",
                                      "a b",
                                      "../a",
                                      "abcdefghijklmnopqrstuvwxyz0123456"};
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!registry_name_ok(str_of(good[i]))) fail_msg("%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (registry_name_ok(str_of(bad[i]))) fail_msg("%s", bad[i]);
    assert_false(registry_name_ok(STR("a\0b")));
}

static void test_registry__a_host_is_compared_in_one_form(void **state) {
    static const struct {
        const char *typed, *host; /* NULL: none */
    } cases[] = {
        {"crm.example", "crm.example"},
        {"CRM.Example.:8443", "crm.example"},
        {"crm.example.", "crm.example"},
        {"XN--MGBA3A4F16A.ir", "xn--mgba3a4f16a.ir"},
        {"127.0.0.1:80", "127.0.0.1"},
        {"[::1]:80", "[::1]"},
        {"", NULL},
        {".", NULL},
        {":80", NULL},
        {"crm example", NULL},
        {"نمونه.ir", NULL},
        {"a/b", NULL},
    };
    (void)state;
    char host[REGISTRY_HOST_CHARS + 1], *longest = arena_alloc(mem, 300);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool is = registry_host(str_of(cases[i].typed), host);
        if (is != (cases[i].host != NULL)) fail_msg("%s", cases[i].typed);
        if (is) assert_string_equal(host, cases[i].host);
    }
    memset(longest, 'a', 300);
    assert_true(registry_host(str_n(longest, REGISTRY_HOST_CHARS), host));
    assert_false(registry_host(str_n(longest, REGISTRY_HOST_CHARS + 1), host));
    assert_false(registry_host(STR("a\0b"), host));
}

static void test_registry__places_follow_from_names(void **state) {
    static const struct {
        const char *data, *name, *at, *place;
    } cases[] = {
        {"data", "alef", "", "data/alef/organisation.db"},
        {"data", "alef", ".", "data/./organisation.db"},
        {"data", "alef", "/srv/a", "/srv/a/organisation.db"},
        {"data", "alef", "postgresql://h/d?schema=x", "postgresql://h/d?schema=x"},
        {"postgresql://h/d", "a-b", "", "postgresql://h/d?schema=a_b"},
        {"postgresql:///d?host=/s", "a", "", "postgresql:///d?host=/s&schema=a"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(
            registry_place(mem, cases[i].data, str_of(cases[i].name), str_of(cases[i].at)),
            cases[i].place);
    assert_string_equal(registry_path(mem, "data"), "data/organisations.db");
    assert_null(registry_path(mem, "postgresql://h/d?schema=x"));
}

static void test_registry__keeps_organisations_with_their_hosts(void **state) {
    (void)state;
    struct writer *w = store_writer(store);
    struct listing all;
    int64_t before, after;
    bool set;
    assert_int_equal(registry_version(store_reader(store), &before), OK);
    assert_int_equal(registry_add(w, STR("be"), STR("")), OK);
    assert_int_equal(registry_add(w, STR("alef"), STR("/srv/a")), OK);
    assert_int_equal(registry_add(w, STR("be"), STR("")), ERR_CONFLICT);
    assert_int_equal(registry_add_host(w, STR("alef"), STR("a.example")), OK);
    assert_int_equal(registry_add_host(w, STR("be"), STR("b.example")), OK);
    assert_int_equal(registry_add_host(w, STR("alef"), STR("c.example")), OK);
    assert_int_equal(registry_add_host(w, STR("be"), STR("c.example")), ERR_CONFLICT);
    assert_int_equal(registry_add_host(w, STR("pe"), STR("p.example")), ERR_ABSENT);
    assert_int_equal(registry_remove_host(w, STR("be"), STR("c.example")), ERR_ABSENT);
    assert_int_equal(registry_suspend(w, STR("be"), true), OK);
    assert_int_equal(registry_version(store_reader(store), &after), OK);
    assert_true(after > before);
    assert_int_equal(registry_set_due(w, STR("be"), 0, 77, &set), OK);
    assert_true(set);
    assert_int_equal(registry_set_due(w, STR("be"), 0, 78, &set), OK);
    assert_false(set); /* somebody was quicker */
    assert_int_equal(registry_read(store_reader(store), mem, "data", &all), OK);
    assert_int_equal(all.count, 2);
    assert_str(all.rows[0].name, "alef");
    assert_int_equal(all.rows[0].host_count, 2);
    assert_str(all.rows[0].hosts[1], "c.example");
    assert_string_equal(registry_named(&all, STR("be"))->place, "data/be/organisation.db");
    assert_true(all.rows[1].suspended);
    assert_int_equal(all.rows[1].due_ms, 77);
    assert_str(all.rows[1].hosts[0], "b.example");
    assert_null(registry_named(&all, STR("pe")));
}

static void test_registry__what_is_taken_off_gives_its_hosts_back(void **state) {
    (void)state;
    struct writer *w = store_writer(store);
    assert_int_equal(registry_add(w, STR("alef"), STR("")), OK);
    assert_int_equal(registry_add_host(w, STR("alef"), STR("a.example")), OK);
    assert_int_equal(registry_remove(w, STR("alef")), OK);
    assert_int_equal(registry_remove(w, STR("alef")), ERR_ABSENT);
    assert_int_equal(registry_add(w, STR("be"), STR("")), OK);
    assert_int_equal(registry_add_host(w, STR("be"), STR("a.example")), OK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_registry__names_are_short_and_plain),
        TEST(test_registry__a_host_is_compared_in_one_form),
        TEST(test_registry__places_follow_from_names),
        TEST(test_registry__keeps_organisations_with_their_hosts),
        TEST(test_registry__what_is_taken_off_gives_its_hosts_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
