/* What a customer's page shows: the timeline and the agenda. */
#include "make.h"

#include "modules/people/agenda.h"
#include "modules/people/merge.h"
#include "modules/people/timeline.h"

/* A customer to whom ten things happened, several in the same instant. */
static int64_t busy_party(struct ctx *cx) {
    struct record party = party_blank(cx, "آفتاب", NULL);
    made(cx, &party);
    int64_t gone = party_made(cx, "آفتاب نو", NULL);
    for (int i = 0; i < 4; i++)
        interaction_made(cx, record_id(&party), "تماس", k->now_ms - i / 2 * 1000);
    struct record due = task_blank(cx, record_id(&party), "فردا", k->now_ms + MS_PER_DAY);
    struct record done = task_blank(cx, record_id(&party), "دیروز", k->now_ms);
    put(&done, TASK_STATUS, "done");
    done.values[TASK_DONE_AT] = v_int(k->now_ms - 500);
    made(cx, &due), made(cx, &done);
    put(&party, PARTY_STAGE, "customer");
    assert_int_equal(record_change(cx, &party, NULL), OK);
    assert_int_equal(party_merge(cx, record_id(&party), gone, NULL), OK);
    return record_id(&party);
}

static void test_timeline__holds_all_kinds_newest_first(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    int64_t party = busy_party(cx);
    struct timeline t;
    assert_int_equal(timeline_page(cx, party, TIMELINE_ALL, STR(""), 50, &t), OK);
    assert_int_equal(t.count, 9); /* 4 interactions, 2 tasks, 2 stages, 1 merge */
    assert_int_equal(t.next.n, 0);
    assert_str(record_str(&t.entries[0].record, TASK_SUBJECT), "فردا");
    for (int i = 1; i < t.count; i++)
        assert_true(t.entries[i].at_ms <= t.entries[i - 1].at_ms);
    assert_int_equal(t.entries[t.count - 1].kind, TIMELINE_INTERACTION);
    kit_commit(k);
}

static void test_timeline__pages_give_each_entry_once(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    int64_t party = busy_party(cx);
    struct timeline all, page;
    assert_int_equal(timeline_page(cx, party, TIMELINE_ALL, STR(""), 50, &all), OK);
    for (int size = 1; size < 10; size++) {
        struct str cursor = STR("");
        int seen = 0;
        do {
            assert_int_equal(timeline_page(cx, party, TIMELINE_ALL, cursor, size, &page),
                             OK);
            for (int i = 0; i < page.count; i++, seen++) {
                assert_int_equal(page.entries[i].kind, all.entries[seen].kind);
                assert_int_equal(page.entries[i].id, all.entries[seen].id);
            }
            cursor = page.next;
        } while (cursor.n && seen <= all.count);
        assert_int_equal(seen, all.count);
    }
    kit_commit(k);
}

static void test_timeline__only_the_kinds_asked_for(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    int64_t party = busy_party(cx);
    struct timeline t;
    assert_int_equal(timeline_page(cx, party, 1 << TIMELINE_STAGE | 1 << TIMELINE_MERGE,
                                   STR(""), 50, &t),
                     OK);
    assert_int_equal(t.count, 3);
    kit_commit(k);
}

static void test_timeline__costs_four_statements(void **state) {
    (void)state;
    struct ctx *cx = kit_begin_as(k, "sara");
    int64_t party = party_made(cx, "آفتاب", NULL);
    struct timeline t;
    int64_t before = store_statements(k->store);
    assert_int_equal(timeline_page(cx, party, TIMELINE_ALL, STR(""), 50, &t), OK);
    assert_int_equal(store_statements(k->store) - before, 4);
    kit_commit(k);
}

static void test_timeline__a_broken_cursor_is_a_problem(void **state) {
    (void)state;
    static const char *const cursors[] = {"x", "1", "1.2", "1.9.1", "1.-1.1", "1.0.x"};
    struct ctx *cx = kit_begin(k);
    struct timeline t;
    for (size_t i = 0; i < sizeof cursors / sizeof *cursors; i++)
        assert_int_equal(timeline_page(cx, 1, TIMELINE_ALL, str_of(cursors[i]), 5, &t),
                         ERR_INVALID);
    kit_commit(k);
}

/* A task of another team about a customer that one may see. */
static void test_timeline__leaves_out_what_one_may_not_read(void **state) {
    (void)state;
    struct ctx *cx = kit_begin_as(k, "sara");
    int64_t party = party_made(cx, "آفتاب", NULL);
    kit_commit(k);
    cx = kit_begin_as(k, "nima");
    struct record theirs = task_blank(cx, party, "پنهان", k->now_ms);
    made(cx, &theirs);
    kit_commit(k);
    cx = kit_begin_as(k, "sara");
    struct timeline t;
    assert_int_equal(timeline_page(cx, party, 1 << TIMELINE_TASK, STR(""), 5, &t), OK);
    assert_int_equal(t.count, 0);
    kit_commit(k);
}

/* ---- Agenda ---- */

static void test_agenda__holds_what_touches_the_span(void **state) {
    (void)state;
    struct ctx *cx = kit_begin_as(k, "sara");
    int64_t party = party_made(cx, "آفتاب", NULL), hour = 3600 * 1000;
    struct record lasting = task_blank(cx, party, "نمایشگاه", k->now_ms - MS_PER_DAY);
    lasting.values[TASK_ENDS_AT] = v_int(k->now_ms + hour);
    struct record past = task_blank(cx, party, "گذشته", k->now_ms - MS_PER_DAY);
    struct record later = task_blank(cx, party, "آینده", k->now_ms + 2 * hour);
    made(cx, &lasting), made(cx, &past), made(cx, &later);
    interaction_made(cx, party, "تماس", k->now_ms + hour / 2);
    struct agenda_ask ask = {
        .user = cx->actor->user, .from_ms = k->now_ms, .before_ms = k->now_ms + 2 * hour};
    struct agenda found;
    assert_int_equal(agenda_between(cx, &ask, &found), OK);
    assert_int_equal(found.count, 2);
    assert_str(record_str(&found.items[0].record, TASK_SUBJECT), "نمایشگاه");
    assert_str(record_str(&found.items[1].record, INTERACTION_SUBJECT), "تماس");
    ask.user++;
    assert_int_equal(agenda_between(cx, &ask, &found), OK);
    assert_int_equal(found.count, 0);
    ask =
        (struct agenda_ask){.team = cx->actor->team, .from_ms = 0, .before_ms = INT64_MAX};
    assert_int_equal(agenda_between(cx, &ask, &found), OK);
    assert_int_equal(found.count, 4);
    assert_false(found.more);
    ask.limit = 2;
    assert_int_equal(agenda_between(cx, &ask, &found), OK);
    assert_int_equal(found.count, 3);
    assert_true(found.more);
    kit_commit(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        KIT_TEST(test_timeline__holds_all_kinds_newest_first),
        KIT_TEST(test_timeline__pages_give_each_entry_once),
        KIT_TEST(test_timeline__only_the_kinds_asked_for),
        KIT_TEST(test_timeline__costs_four_statements),
        KIT_TEST(test_timeline__a_broken_cursor_is_a_problem),
        KIT_TEST(test_timeline__leaves_out_what_one_may_not_read),
        KIT_TEST(test_agenda__holds_what_touches_the_span),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
