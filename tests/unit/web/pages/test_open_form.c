#include "../../kit.h"

#include "base/arena.h"
#include "base/id.h"
#include "entities.h"
#include "modules/requests/gate.h"

static struct kit *k;
static const char *path;

static int begin(void **state) {
    (void)state;
    k = kit_create();
    struct ctx *cx = kit_begin(k);
    struct record r = record_new(cx, entity_at(cx->catalog, "request_form"));
    r.values[REQUEST_FORM_NAME] = v_text(STR("Ask us"));
    r.values[REQUEST_FORM_ASKS] = v_text(STR("|phone|"));
    r.values[REQUEST_FORM_ACTIVE] = v_int(1);
    assert_int_equal(record_create(cx, &r), OK);
    struct str key;
    assert_int_equal(gate_key_make(cx, STR("a key"), &key), OK);
    path = str_z(k->mem, str_format(k->mem, "/form/%s", id_text(record_id(&r)).z));
    kit_commit(k);
    return 0;
}

static int end(void **state) {
    (void)state;
    kit_free(k);
    return 0;
}

static struct str show(void) {
    struct reply r = kit_get(k, NULL, path);
    size_t at = str_find(r.body, STR("name=\"_shown\" value=\""));
    assert_int_equal(r.status, 200);
    assert_true(at != (size_t)-1);
    struct str rest = str_from(r.body, at + strlen("name=\"_shown\" value=\"")), challenge;
    str_cut(&rest, '"', &challenge);
    k->now_ms += SPAM_FAST_MS;
    return str_dup(k->mem, challenge);
}

static struct str solve(struct str challenge) {
    for (int i = 0;; i++) {
        struct str answer = str_format(k->mem, "%d", i);
        if (challenge_solved(challenge, answer)) return answer;
    }
}

static int send(struct str challenge, struct str answer, int number) {
    struct str form =
        str_format(k->mem, "_shown=%.*s&_answer=%.*s&name=Somebody%d&phone=0912000%04d",
                   STR_ARG(challenge), STR_ARG(answer), number, number);
    return kit_post(k, NULL, path, str_z(k->mem, form)).status;
}

static int64_t count_apart(const char *reason) {
    struct ctx *cx = kit_begin(k);
    int64_t n = 0;
    assert_int_equal(store_int(cx->db, SQL("SELECT count(*) FROM request WHERE apart = ?1"),
                               BIND(v_text(str_of(reason))), &n),
                     OK);
    kit_commit(k);
    return n;
}

/* One riddle, one request. */
static void test_crowd__passes_with_a_solved_riddle_and_each_needs_its_own(void **state) {
    (void)state;
    struct str challenge = show(), answer = solve(challenge), none = STR("");
    for (int i = 0; i < SPAM_FREE; i++)
        assert_int_equal(send(show(), none, i), 303);
    assert_int_equal(count_apart("crowd"), 0);
    assert_int_equal(send(challenge, answer, SPAM_FREE), 303);
    assert_int_equal(count_apart("crowd"), 0);
    assert_int_equal(send(challenge, answer, SPAM_FREE + 1), 303);
    assert_int_equal(count_apart("crowd"), 1);
}

static void
test_flood__is_taken_to_a_limit_and_not_beyond_until_the_hour_is_over(void **state) {
    (void)state;
    struct str challenge = show(), none = STR("");
    for (int i = 0; i < SPAM_MOST; i++)
        assert_int_equal(send(challenge, none, i), 303);
    assert_int_equal(send(challenge, none, SPAM_MOST), 429);
    k->now_ms += MS_PER_HOUR;
    assert_int_equal(send(challenge, none, SPAM_MOST), 303);
}

/* Ten thousand in a minute from a robot that has one address, a challenge and no patience: no more
 * is kept than of anybody, and nothing rings for what is apart. */
static void test_robot__of_ten_thousand_posts_in_a_minute_is_bounded(void **state) {
    enum { POSTS = 10000 };
    (void)state;
    struct str challenge = show(), none = STR("");
    int taken = 0, later = 0;
    int64_t kept, rings;
    for (int i = 0; i < POSTS; i++) {
        int status = send(challenge, none, i);
        taken += status == 303;
        later += status == 429;
        k->now_ms += MS_PER_MINUTE / POSTS;
    }
    assert_int_equal(taken, SPAM_MOST);
    assert_int_equal(later, POSTS - SPAM_MOST);
    struct ctx *cx = kit_begin(k);
    assert_int_equal(
        store_int(cx->db, SQL("SELECT count(*) FROM request"), BIND_NONE, &kept), OK);
    assert_int_equal(
        store_int(cx->db, SQL("SELECT count(*) FROM request_live"), BIND_NONE, &rings), OK);
    kit_commit(k);
    assert_int_equal(kept, SPAM_MOST);
    assert_int_equal(rings, SPAM_FREE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            test_crowd__passes_with_a_solved_riddle_and_each_needs_its_own, begin, end),
        cmocka_unit_test_setup_teardown(
            test_flood__is_taken_to_a_limit_and_not_beyond_until_the_hour_is_over, begin,
            end),
        cmocka_unit_test_setup_teardown(
            test_robot__of_ten_thousand_posts_in_a_minute_is_bounded, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
