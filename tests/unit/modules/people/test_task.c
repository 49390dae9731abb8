/* Rules of interactions and tasks: time, repetition, reminders. */
#include "make.h"

#include "modules/people/reminders.h"
#include "persian/jalali.h"
#include "records/data/list.h"
#include "records/data/undo.h"

static int64_t at(int year, int month, int number, int hour) {
    return instant_at(jalali_to_day((struct jalali){year, month, number}), hour * 60, 210);
}

static void test_interaction__is_now_and_its_authors(void **state) {
    (void)state;
    struct ctx *cx = kit_begin_as(k, "sara");
    int64_t id = interaction_made(cx, party_made(cx, "آفتاب", NULL), "تماس", 0);
    struct record r = got(cx, "interaction", id);
    assert_int_equal(record_int(&r, INTERACTION_AT), k->now_ms);
    assert_int_equal(record_int(&r, FIELD_OWNER), cx->actor->user);
    kit_commit(k);
}

static void test_interaction__has_happened(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct record r = blank_of(cx, "interaction", party_made(cx, "آفتاب", NULL));
    put(&r, INTERACTION_SUBJECT, "جلسه");
    r.values[INTERACTION_AT] = v_int(k->now_ms + 2 * (int64_t)MS_PER_DAY);
    assert_int_equal(record_create(cx, &r), ERR_INVALID);
    assert_true(problem_taken(cx, "at").n > 0);
    kit_commit(k);
}

static void test_interaction__direction_fits_the_kind(void **state) {
    (void)state;
    static const struct {
        const char *kind, *direction, *becomes;
    } rows[] = {
        {"note", "inbound", "internal"},     {"call", "inbound", "inbound"},
        {"meeting", "internal", "internal"}, {"sms", "internal", NULL},
        {"letter", "outbound", "outbound"},
    };
    struct ctx *cx = kit_begin(k);
    int64_t party = party_made(cx, "آفتاب", NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct record r = blank_of(cx, "interaction", party);
        put(&r, INTERACTION_SUBJECT, "موضوع");
        put(&r, INTERACTION_KIND, rows[i].kind);
        put(&r, INTERACTION_DIRECTION, rows[i].direction);
        assert_int_equal(record_create(cx, &r), rows[i].becomes ? OK : ERR_INVALID);
        if (rows[i].becomes)
            assert_str(record_str(&r, INTERACTION_DIRECTION), rows[i].becomes);
        assert_int_equal(problem_taken(cx, "direction").n > 0, !rows[i].becomes);
    }
    kit_commit(k);
}

static void test_task__is_stamped_when_done(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct record r = task_blank(cx, 0, "زنگ بزن", 0);
    made(cx, &r);
    put(&r, TASK_STATUS, "done");
    assert_int_equal(record_change(cx, &r, NULL), OK);
    assert_int_equal(record_int(&r, TASK_DONE_AT), k->now_ms);
    put(&r, TASK_STATUS, "open");
    assert_int_equal(record_change(cx, &r, NULL), OK);
    assert_int_equal(r.values[TASK_DONE_AT].kind, V_NULL);
    kit_commit(k);
}

/* The one task that is open. */
static struct record open_task(struct ctx *cx) {
    assert_int_equal(count_of(cx, SQL("SELECT count(*) FROM task WHERE status = 'open'")),
                     1);
    return got(cx, "task", count_of(cx, SQL("SELECT id FROM task WHERE status = 'open'")));
}

static void finish(struct ctx *cx, struct record *task) {
    put(task, TASK_STATUS, "done");
    assert_int_equal(record_change(cx, task, NULL), OK);
}

static void test_task__done_makes_the_next_and_keeps_its_31st(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    cx->now_ms = at(1404, 6, 31, 8);
    struct record task =
        task_blank(cx, party_made(cx, "آفتاب", NULL), "قسط", at(1404, 6, 31, 9));
    put(&task, TASK_REPEATS, "monthly");
    task.values[TASK_REMIND_AT] = v_int(at(1404, 6, 31, 8) + 1);
    made(cx, &task);
    static const int due[][3] = {{1404, 7, 30},  {1404, 8, 30},  {1404, 9, 30},
                                 {1404, 10, 30}, {1404, 11, 30}, {1404, 12, 29},
                                 {1405, 1, 31}};
    for (size_t i = 0; i < sizeof due / sizeof *due; i++) {
        finish(cx, &task);
        task = open_task(cx);
        assert_int_equal(record_int(&task, TASK_DUE_AT),
                         at(due[i][0], due[i][1], due[i][2], 9));
        assert_int_equal(record_int(&task, TASK_DUE_AT) - record_int(&task, TASK_REMIND_AT),
                         60 * 60 * 1000 - 1);
    }
    kit_commit(k);
}

static void test_task__a_late_one_comes_next_from_today(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct record task = task_blank(cx, 0, "گزارش", at(1404, 10, 1, 9));
    put(&task, TASK_REPEATS, "daily");
    made(cx, &task);
    finish(cx, &task);
    struct record next = open_task(cx);
    assert_int_equal(record_int(&next, TASK_DUE_AT), at(1404, 12, 29, 9));
    kit_commit(k);
}

static void test_task__stops_when_its_repetition_ends(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct record task = task_blank(cx, 0, "گزارش", at(1404, 12, 29, 9));
    put(&task, TASK_REPEATS, "weekly");
    task.values[TASK_REPEAT_UNTIL] = v_int(jalali_to_day((struct jalali){1405, 1, 6}));
    made(cx, &task);
    finish(cx, &task);
    assert_int_equal(count_of(cx, SQL("SELECT count(*) FROM task")), 1);
    kit_commit(k);
}

static void test_task__undone_takes_the_next_back(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct record task = task_blank(cx, 0, "گزارش", at(1404, 12, 29, 9));
    put(&task, TASK_REPEATS, "weekly");
    made(cx, &task);
    cx->batch = cx_new_id(cx);
    int64_t batch = cx->batch;
    finish(cx, &task);
    cx->batch = 0;
    struct undo_result undone;
    assert_int_equal(undo_batch(cx, batch, &undone), OK);
    struct record again = open_task(cx);
    assert_int_equal(record_id(&again), record_id(&task));
    assert_int_equal(again.values[TASK_DONE_AT].kind, V_NULL);
    kit_commit(k);
}

static void test_task__times_make_sense(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct record r = task_blank(cx, 0, "جلسه", 0);
    put(&r, TASK_REPEATS, "daily");
    assert_int_equal(record_create(cx, &r), ERR_INVALID);
    assert_true(problem_taken(cx, "due_at").n > 0);
    r = task_blank(cx, 0, "جلسه", k->now_ms);
    r.values[TASK_ENDS_AT] = v_int(k->now_ms - 1);
    assert_int_equal(record_create(cx, &r), ERR_INVALID);
    assert_true(problem_taken(cx, "ends_at").n > 0);
    kit_commit(k);
}

/* ---- Reminders ---- */

static int64_t ring(struct ctx *cx) {
    struct job job = {0};
    bool more;
    assert_int_equal(reminders_step(cx, &job, &more), OK);
    assert_false(more);
    return job.done;
}

/* Turn the pages of two from the first to the last and back; each row's number on the way. */
static struct str numbers_of(struct ctx *cx, struct list_query *q,
                             struct record_list *page) {
    struct buf b = buf_in(cx->mem, 0);
    do {
        assert_int_equal(list_page(cx, q, page), OK);
        for (int i = 0; i < page->count; i++) {
            int at = q->backward ? page->count - 1 - i : i;
            buf_put(&b, record_str(&page->records[at], TASK_SUBJECT));
        }
        q->cursor = q->backward ? page->previous : page->next;
    } while (q->cursor.n);
    return buf_str(&b);
}

static void test_task__the_list_begins_with_what_is_open_and_nearest(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    static const struct {
        const char *subject, *status;
        int day;
    } rows[] = {{"6", "done", 1},  {"4", "open", 0}, {"1", "open", 2},
                {"3", "open", 9},  {"8", "done", 0}, {"7", "canceled", 5},
                {"2", "doing", 3}, {"5", "doing", 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t due_ms = rows[i].day ? k->now_ms + rows[i].day * (int64_t)MS_PER_DAY : 0;
        struct record r = task_blank(cx, 0, rows[i].subject, due_ms);
        put(&r, TASK_STATUS, rows[i].status);
        made(cx, &r);
    }
    const struct entity *e = entity_at(cx->catalog, "task");
    struct list_query q = {.entity = e, .sort = e->sort, .standard = true, .limit = 2};
    struct record_list page;
    assert_str(numbers_of(cx, &q, &page), "12345678");
    q.backward = true;
    q.cursor = page.previous;
    assert_str(numbers_of(cx, &q, &page), "654321");
    q = (struct list_query){.entity = e, .sort = e->sort, .limit = 3};
    assert_str(numbers_of(cx, &q, &page), "48561273"); /* another order was asked for */
    kit_commit(k);
}

static void test_reminder__rings_once_for_the_owner(void **state) {
    (void)state;
    struct ctx *cx = kit_begin_as(k, "sara");
    int64_t sara = cx->actor->user;
    struct record r = task_blank(cx, party_made(cx, "آفتاب", NULL), "زنگ", k->now_ms);
    r.values[TASK_REMIND_AT] = v_int(k->now_ms + 60000);
    made(cx, &r);
    kit_commit(k);
    cx = kit_begin(k);
    assert_int_equal(ring(cx), 0);
    cx->now_ms += 60000;
    assert_int_equal(ring(cx), 1);
    assert_int_equal(ring(cx), 0);
    struct record notice =
        got(cx, "notification", count_of(cx, SQL("SELECT id FROM notification")));
    assert_int_equal(record_int(&notice, NOTIFICATION_RECIPIENT), sara);
    assert_str(record_str(&notice, NOTIFICATION_TEXT), "یادآوری: زنگ (آفتاب)");
    kit_commit(k);
}

/* The owner of the task may know less than who set it. */
static void test_reminder__names_no_customer_the_owner_may_not_see(void **state) {
    (void)state;
    struct ctx *cx = kit_begin_as(k, "nima");
    int64_t nima = cx->actor->user, nimas_team = cx->actor->team;
    kit_commit(k);
    cx = kit_begin_as(k, "sara");
    int64_t party = party_made(cx, "پنهان", NULL);
    kit_commit(k);
    cx = kit_begin(k);
    struct record r = task_blank(cx, party, "زنگ", k->now_ms);
    r.values[TASK_REMIND_AT] = v_int(k->now_ms);
    r.values[FIELD_OWNER] = v_int(nima);
    r.values[FIELD_TEAM] = v_int(nimas_team);
    made(cx, &r);
    assert_int_equal(ring(cx), 1);
    struct record notice =
        got(cx, "notification", count_of(cx, SQL("SELECT id FROM notification")));
    assert_str(record_str(&notice, NOTIFICATION_TEXT), "یادآوری: زنگ");
    kit_commit(k);
}

static void test_reminder__is_silent_when_moved_done_or_old(void **state) {
    (void)state;
    struct ctx *cx = kit_begin_as(k, "sara");
    struct record moved = task_blank(cx, 0, "یک", 0), done = task_blank(cx, 0, "دو", 0),
                  old = task_blank(cx, 0, "سه", 0);
    moved.values[TASK_REMIND_AT] = done.values[TASK_REMIND_AT] = v_int(k->now_ms);
    old.values[TASK_REMIND_AT] = v_int(k->now_ms - 3 * (int64_t)MS_PER_DAY);
    made(cx, &moved), made(cx, &done), made(cx, &old);
    moved.values[TASK_REMIND_AT] = v_int(k->now_ms + MS_PER_DAY);
    assert_int_equal(record_change(cx, &moved, NULL), OK);
    finish(cx, &done);
    assert_int_equal(ring(cx), 0);
    cx->now_ms += MS_PER_DAY;
    assert_int_equal(ring(cx), 1);
    kit_commit(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        KIT_TEST(test_interaction__is_now_and_its_authors),
        KIT_TEST(test_interaction__has_happened),
        KIT_TEST(test_interaction__direction_fits_the_kind),
        KIT_TEST(test_task__is_stamped_when_done),
        KIT_TEST(test_task__done_makes_the_next_and_keeps_its_31st),
        KIT_TEST(test_task__a_late_one_comes_next_from_today),
        KIT_TEST(test_task__stops_when_its_repetition_ends),
        KIT_TEST(test_task__undone_takes_the_next_back),
        KIT_TEST(test_task__times_make_sense),
        KIT_TEST(test_task__the_list_begins_with_what_is_open_and_nearest),
        KIT_TEST(test_reminder__rings_once_for_the_owner),
        KIT_TEST(test_reminder__names_no_customer_the_owner_may_not_see),
        KIT_TEST(test_reminder__is_silent_when_moved_done_or_old),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
