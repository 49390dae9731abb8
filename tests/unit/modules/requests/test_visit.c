/* Visits: what is kept of them, and what is not. */
#include "../../each_kit.h"

#include "modules/requests/ticket.h"
#include "modules/requests/visit.h"

#define NAME "abcdefghijklmnopqrstu_"

static void note(const char *name, const char *page) {
    const struct visit said = {.id = str_of(name),
                               .page = str_of(page),
                               .referrer = STR("https://search.example/?q=my+name"),
                               .campaign = STR("nowruz")};
    assert_int_equal(
        visit_note(kit_begin(k), STR("a key"), STR("192.0.2.7"), &said, STR("Boxes")), OK);
    kit_commit(k);
}

static int64_t count(void) {
    int64_t n;
    assert_int_equal(
        store_int(kit_begin(k)->db, SQL("SELECT count(*) FROM visit"), BIND_NONE, &n), OK);
    kit_commit(k);
    return n;
}

static void test_visit__keeps_its_pages_and_nothing_behind_them(void **state) {
    (void)state;
    struct visit v;
    struct visit_page *pages;
    int n;
    note(NAME, "https://shop.example/boxes?email=a@b.example#top");
    k->now_ms += MS_PER_MINUTE;
    note(NAME, "https://shop.example/prices");
    struct ctx *cx = kit_begin(k);
    assert_int_equal(visit_get(cx, STR(NAME), &v), OK);
    assert_int_equal(visit_pages(cx, STR(NAME), &pages, &n), OK);
    assert_int_equal(n, 2);
    assert_str(pages[0].page, "https://shop.example/prices");
    assert_str(pages[1].page, "https://shop.example/boxes");
    assert_str(v.referrer, "https://search.example/");
    assert_str(v.campaign, "nowruz");
    assert_true(visit_here(cx, &v));
    cx->now_ms += VISIT_HERE_MS;
    assert_false(visit_here(cx, &v));
    kit_commit(k);
}

static void test_visit__of_no_name_or_no_site_is_not_kept(void **state) {
    (void)state;
    note("", "https://shop.example/");
    note("short", "https://shop.example/");
    note("abcdefghijklmnopqrst' ", "https://shop.example/");
    note(NAME, "javascript:alert(1)");
    note(NAME, "");
    assert_int_equal(count(), 0);
}

static void test_visits__of_one_address_have_a_limit_in_the_hour(void **state) {
    (void)state;
    char name[] = "visit-number-000000000";
    for (int i = 0; i < VISIT_MOST + 5; i++) {
        snprintf(name, sizeof name, "visit-number-%09d", i);
        note(name, "https://shop.example/");
    }
    assert_int_equal(count(), VISIT_MOST);
}

static void test_visits__are_forgotten(void **state) {
    (void)state;
    bool more;
    struct job job = {0};
    note(NAME, "https://shop.example/");
    k->now_ms += (VISIT_DAYS + 1) * (int64_t)MS_PER_DAY;
    assert_int_equal(visit_sweep(kit_begin(k), &job, &more), OK);
    kit_commit(k);
    assert_false(more);
    assert_int_equal(count(), 0);
}

static void test_visit__of_who_asks_not_to_be_followed_is_not_kept(void **state) {
    (void)state;
    static const char form[] = "visit=" NAME "&page=https://shop.example/boxes";
    static const struct header asks[] = {{STR_INIT("dnt"), STR_INIT("1")},
                                         {STR_INIT("sec-gpc"), STR_INIT("1")},
                                         {STR_INIT("dnt"), STR_INIT("0")}};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(kit_post_saying(k, "/visit", form, asks[i]).status, 204);
        assert_int_equal(count(), i == 2);
    }
}

static void test_ticket__is_for_one_request_and_one_purpose(void **state) {
    (void)state;
    struct str good = ticket_make(k->mem, STR("key"), TICKET_TALK, 77);
    assert_int_equal(ticket_read(k->mem, STR("key"), TICKET_TALK, good), 77);
    assert_int_equal(ticket_read(k->mem, STR("key"), TICKET_CONFIRM, good), 0);
    assert_int_equal(ticket_read(k->mem, STR("other"), TICKET_TALK, good), 0);
    assert_int_equal(ticket_read(k->mem, STR(""), TICKET_TALK, good), 0);
    assert_int_equal(ticket_read(k->mem, STR("key"), TICKET_TALK, STR("")), 0);
    for (size_t i = 0; i < good.n; i++)
        assert_int_equal(ticket_read(k->mem, STR("key"), TICKET_TALK, str_first(good, i)),
                         0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        KIT_TEST(test_visit__keeps_its_pages_and_nothing_behind_them),
        KIT_TEST(test_visit__of_no_name_or_no_site_is_not_kept),
        KIT_TEST(test_visits__of_one_address_have_a_limit_in_the_hour),
        KIT_TEST(test_visits__are_forgotten),
        KIT_TEST(test_visit__of_who_asks_not_to_be_followed_is_not_kept),
        KIT_TEST(test_ticket__is_for_one_request_and_one_purpose),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
