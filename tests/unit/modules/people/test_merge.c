/* Duplicates, merging and parting. */
#include "make.h"

#include "modules/people/duplicates.h"
#include "modules/people/merge.h"
#include "modules/people/stages.h"
#include "records/data/plan.h"
#include "store/query.h"

/* ---- Duplicates ---- */

static void test_duplicates__share_a_key_the_likeliest_first(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    int64_t name = party_made(cx, "رضا کريمي", NULL);
    int64_t both = party_made(cx, "رضا کریمی", "+989121234567");
    int64_t phone = party_made(cx, "شرکت آفتاب", NULL);
    contact_made(cx, phone, "mobile", "09121234567", false);
    party_made(cx, "دیگری‌ها", "+989127654321");
    struct record typed = party_blank(cx, "رضا‌كريمي", "+989121234567");
    struct duplicate *found;
    int count;
    assert_int_equal(duplicates_of(cx, &typed, &found, &count), OK);
    assert_int_equal(count, 3);
    assert_int_equal(found[0].party, both);
    assert_int_equal(found[0].strength, 82);
    assert_str(duplicate_reason(cx, found[0].kinds), "تلفن، نام");
    assert_str(duplicate_warning(cx, &found[0]),
               "شاید «رضا کریمی» همین باشد (تلفن، نام یکسان است)");
    assert_int_equal(found[1].party, phone);
    assert_int_equal(found[2].party, name);
    kit_commit(k);
}

static void test_duplicates__marked_ones_are_not_told_again(void **state) {
    (void)state;
    struct ctx *cx = kit_begin_as(k, "sara");
    int64_t one = party_made(cx, "رضا کریمی", NULL),
            other = party_made(cx, "رضا کریمی", NULL);
    struct record r = got(cx, "party", other);
    struct duplicate *found;
    int count;
    assert_int_equal(duplicates_of(cx, &r, &found, &count), OK);
    assert_int_equal(count, 1);
    assert_int_equal(party_mark_distinct(cx, one, one), ERR_INVALID);
    cx->problems = cx->last_problem = NULL;
    assert_int_equal(party_mark_distinct(cx, one, other), OK);
    assert_int_equal(duplicates_of(cx, &r, &found, &count), OK);
    assert_int_equal(count, 0);
    kit_commit(k);
}

static void test_duplicates__are_only_those_one_may_see(void **state) {
    (void)state;
    struct ctx *cx = kit_begin_as(k, "nima"); /* another team */
    party_made(cx, "رضا کریمی", "+989121234567");
    kit_commit(k);
    cx = kit_begin_as(k, "sara");
    struct record typed = party_blank(cx, "رضا کریمی", "+989121234567");
    struct duplicate *found;
    int count;
    assert_int_equal(duplicates_of(cx, &typed, &found, &count), OK);
    assert_int_equal(count, 0);
    kit_commit(k);
}

static void search(struct ctx *cx) {
    struct job job = {.place = STR("")};
    bool more = true;
    while (more)
        assert_int_equal(duplicates_step(cx, &job, &more), OK);
}

static void test_duplicate_groups__are_found_paged_and_closed(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    int64_t a = party_made(cx, "رضا کریمی", "+989121111111");
    int64_t b = party_made(cx, "رضا کریمی", "+989122222222");
    party_made(cx, "مهر و ماه", "+989121111111");
    party_made(cx, "تنهای تنها", "+989123333333");
    search(cx);
    struct duplicate_group *groups;
    struct party_key next;
    int count;
    assert_int_equal(duplicate_groups(cx, NULL, 1, &groups, &count, &next), OK);
    assert_int_equal(count, 1);
    assert_int_equal(groups[0].key.kind, KEY_PHONE);
    assert_int_equal(groups[0].count, 2);
    assert_int_equal(duplicate_groups(cx, &next, 10, &groups, &count, &next), OK);
    assert_int_equal(count, 1);
    assert_int_equal(groups[0].key.kind, KEY_NAME);
    assert_int_equal(next.kind, 0);
    assert_int_equal(party_mark_distinct(cx, b, a), OK);
    assert_int_equal(duplicate_groups(cx, NULL, 10, &groups, &count, &next), OK);
    assert_int_equal(count, 1);
    kit_commit(k);
}

/* More keys than one step looks at, and one run that is longer than a step. */
static void test_duplicate_search__goes_on_over_its_windows(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    assert_int_equal(
        store_exec(
            cx->writer,
            SQL("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                " WHERE i < 60000) INSERT INTO party_key (kind, value, party, source)"
                " SELECT CASE WHEN i <= 35000 THEN 4 ELSE 6 END,"
                " CASE WHEN i <= 35000 THEN 'same' ELSE 'n' || (i / 2) END, i, i FROM n"),
            BIND_NONE),
        OK);
    struct job job = {.place = STR("")};
    bool more = true;
    int steps = 0;
    for (; more && steps < 20; steps++)
        assert_int_equal(duplicates_step(cx, &job, &more), OK);
    assert_false(more);
    assert_int_equal(job.done, DUPLICATE_GROUPS_MOST);
    assert_int_equal(
        count_of(cx, SQL("SELECT count(*) FROM duplicate_group WHERE kind = 4")), 1);
    kit_commit(k);
}

/* ---- A whole database as text ---- */

static void dump_rows(struct ctx *cx, const struct query *q, struct buf *out) {
    struct rows rows;
    assert_int_equal(query_run(cx->db, q, &rows), OK);
    while (rows_next(&rows)) {
        for (int i = 0; i < rows_columns(&rows); i++) {
            struct value v = rows_value(&rows, i);
            if (v.kind == V_INT)
                buf_format(out, " %lld", (long long)v.i);
            else
                buf_format(out, v.kind == V_NULL ? " -%.*s" : " '%.*s'",
                           v.kind == V_NULL ? 0 : (int)v.s.n,
                           v.kind == V_NULL ? "" : v.s.p);
        }
        BUF_LIT(out, "\n");
    }
    assert_int_equal(rows_done(&rows), OK);
}

/* What only counts changes is left out. */
static bool dumped(struct str column) {
    return !str_is(column, "version") && !str_is(column, "changed_at")
           && !str_is(column, "changed_by");
}

static void dump_table(struct ctx *cx, const struct table *t, struct buf *out) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT 0"));
    for (int i = 0; i < t->column_count; i++) {
        if (!dumped(t->columns[i].name)) continue;
        query_add(&q, SQL(", "));
        query_column(&q, 't', t->columns[i].name);
    }
    query_add(&q, SQL(" FROM "));
    query_name(&q, t->name);
    query_add(&q, SQL(" t ORDER BY 2, 3, 4, 5"));
    buf_put(out, t->name);
    BUF_LIT(out, "\n");
    dump_rows(cx, &q, out);
}

static struct str dump(struct ctx *cx) {
    struct buf b = buf_in(cx->mem, 0);
    for (int i = 0; i < cx->catalog->count; i++)
        dump_table(cx, &cx->catalog->entities[i]->plan->table, &b);
    static const struct column columns[] = {{STR_INIT("kind"), COLUMN_INT, true},
                                            {STR_INIT("value"), COLUMN_TEXT, true},
                                            {STR_INIT("party"), COLUMN_INT, true},
                                            {STR_INIT("source"), COLUMN_INT, true}};
    const struct table keys = {
        .name = STR("party_key"), .columns = columns, .column_count = 4};
    dump_table(cx, &keys, &b);
    return buf_str(&b);
}

/* ---- Merging ---- */

struct two {
    int64_t keep, gone, third;
};

static void relate(struct ctx *cx, int64_t from, int64_t to) {
    struct record r = blank_of(cx, "relationship", from);
    put(&r, RELATIONSHIP_KIND, "related");
    r.values[RELATIONSHIP_OTHER] = v_int(to);
    made(cx, &r);
}

static void own_something(struct ctx *cx, int64_t party) {
    struct record address = blank_of(cx, "postal_address", party);
    struct record task = task_blank(cx, party, "پیگیری", k->now_ms);
    struct record id = blank_of(cx, "identifier", party);
    put(&address, POSTAL_ADDRESS_ADDRESS, "{\"city\":\"یزد\"}");
    put(&id, IDENTIFIER_KIND, "passport");
    put(&id, IDENTIFIER_VALUE, "A12345");
    made(cx, &address), made(cx, &task), made(cx, &id);
    contact_made(cx, party, "email", "one@example.ir", true);
    interaction_made(cx, party, "تماس نخست", k->now_ms - 1000);
}

/* Two that have much of everything, and a third that points to both. */
static struct two two_made(struct ctx *cx) {
    struct record keep = party_blank(cx, "رضا کریمی", "+989121111111");
    struct record gone = party_blank(cx, "رضا کریمی‌نژاد", "+989122222222");
    struct two two = {.third = party_made(cx, "شرکت آفتاب", NULL)};
    put(&keep, PARTY_TAGS, "|طلایی|");
    put(&gone, PARTY_TAGS, "|ویژه|طلایی|");
    put(&gone, PARTY_NATIONAL_ID, "0499370899");
    put(&gone, FIELD_EXTERNAL_ID, "HL-7");
    put(&keep, FIELD_EXTERNAL_ID, "HL-3");
    keep.values[PARTY_CONSENT_SMS] = v_int(1);
    gone.values[PARTY_CONSENT_SMS] = v_int(0);
    gone.values[PARTY_CONSENT_EMAIL] = v_int(1);
    gone.values[PARTY_DEALER] = v_int(two.third);
    two.keep = made(cx, &keep);
    two.gone = made(cx, &gone);
    own_something(cx, two.keep);
    own_something(cx, two.gone);
    relate(cx, two.keep, two.gone);
    relate(cx, two.third, two.gone);
    struct record third = got(cx, "party", two.third);
    third.values[PARTY_DEALER] = v_int(two.gone);
    assert_int_equal(record_change(cx, &third, NULL), OK);
    return two;
}

static void test_merge__unites_fields_and_loses_nothing(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct two two = two_made(cx);
    enum merge_side sides[200] = {[PARTY_NAME] = MERGE_GONE};
    assert_int_equal(party_merge(cx, two.keep, two.gone, sides), OK);
    struct record r = got(cx, "party", two.keep);
    assert_str(record_str(&r, PARTY_NAME), "رضا کریمی‌نژاد");
    assert_str(record_str(&r, PARTY_PHONE), "+989121111111");
    assert_str(record_str(&r, PARTY_NATIONAL_ID), "0499370899");
    assert_str(record_str(&r, PARTY_TAGS), "|طلایی|ویژه|");
    assert_int_equal(r.values[PARTY_CONSENT_SMS].i, 0); /* the no wins */
    assert_int_equal(r.values[PARTY_CONSENT_EMAIL].i, 1);
    assert_int_equal(
        count_of(cx, SQL("SELECT count(*) FROM contact_point"
                         " WHERE value = '+989122222222' AND kind = 'mobile'")),
        1);
    assert_int_equal(
        count_of(cx, SQL("SELECT count(*) FROM identifier WHERE value = 'HL-7'")), 1);
    kit_commit(k);
}

static void test_merge__moves_all_that_points_to_the_one_that_goes(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct two two = two_made(cx);
    assert_int_equal(party_merge(cx, two.keep, two.gone, NULL), OK);
    assert_int_equal(count_of(cx, SQL("SELECT count(DISTINCT party) FROM interaction")), 1);
    assert_int_equal(count_of(cx, SQL("SELECT count(DISTINCT party) FROM task")), 1);
    assert_int_equal(count_of(cx, SQL("SELECT count(*) FROM relationship")), 1);
    struct record third = got(cx, "party", two.third);
    assert_int_equal(record_int(&third, PARTY_DEALER), two.keep);
    int64_t now = 0;
    assert_int_equal(party_now(cx, two.gone, &now), OK);
    assert_int_equal(now, two.keep);
    assert_int_equal(party_now(cx, two.keep, &now), ERR_ABSENT);
    kit_commit(k);
}

static void test_merge__old_addresses_follow_a_second_merge(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct two two = two_made(cx);
    assert_int_equal(party_merge(cx, two.keep, two.gone, NULL), OK);
    assert_int_equal(party_merge(cx, two.third, two.keep, NULL), OK);
    int64_t now = 0;
    assert_int_equal(party_now(cx, two.gone, &now), OK);
    assert_int_equal(now, two.third);
    struct record third = got(cx, "party", two.third);
    assert_int_equal(third.values[PARTY_DEALER].kind, V_NULL); /* not of itself */
    kit_commit(k);
}

static void test_merge__parted_again_all_is_as_before(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct two two = two_made(cx);
    struct str before = dump(cx);
    assert_int_equal(party_merge(cx, two.keep, two.gone, NULL), OK);
    int64_t batch = cx->batch;
    assert_false(str_eq(dump(cx), before));
    struct undo_result undone;
    assert_int_equal(party_part(cx, batch, &undone), OK);
    assert_int_equal(undone.kept, 0);
    struct str after = dump(cx);
    if (!str_eq(after, before))
        fail_msg("%.*s\n--- became ---\n%.*s", STR_ARG(before), STR_ARG(after));
    kit_commit(k);
}

static void test_merge__two_in_a_row_are_parted_in_turn(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct two two = two_made(cx);
    struct str before = dump(cx);
    assert_int_equal(party_merge(cx, two.keep, two.gone, NULL), OK);
    int64_t first = cx->batch;
    assert_int_equal(party_merge(cx, two.third, two.keep, NULL), OK);
    struct undo_result undone;
    assert_int_equal(party_part(cx, cx->batch, &undone), OK);
    assert_int_equal(party_part(cx, first, &undone), OK);
    assert_true(str_eq(dump(cx), before));
    kit_commit(k);
}

static void test_merge__needs_the_right_to_edit_both(void **state) {
    (void)state;
    struct ctx *cx = kit_begin_as(k, "reza");
    int64_t theirs = party_made(cx, "آفتاب", NULL);
    kit_commit(k);
    cx = kit_begin_as(k, "sara"); /* may see it, not edit it */
    int64_t own = party_made(cx, "آفتاب", NULL);
    assert_int_equal(party_merge(cx, own, theirs, NULL), ERR_DENIED);
    assert_int_equal(party_merge(cx, own, own, NULL), ERR_INVALID);
    assert_int_equal(count_of(cx, SQL("SELECT count(*) FROM party")), 2);
    kit_commit(k);
}

static void test_merge__a_representative_parts_what_they_merged(void **state) {
    (void)state;
    struct ctx *cx = kit_begin_as(k, "sara"); /* may not delete anything herself */
    struct two two = two_made(cx);
    struct str before = dump(cx);
    assert_int_equal(party_merge(cx, two.keep, two.gone, NULL), OK);
    struct undo_result undone;
    assert_int_equal(party_part(cx, cx->batch, &undone), OK);
    assert_true(str_eq(dump(cx), before));
    kit_commit(k);
}

static void test_part__only_takes_merges_back(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    party_made(cx, "آفتاب", NULL);
    struct undo_result undone;
    assert_int_equal(party_part(cx, cx->batch, &undone), ERR_ABSENT);
    kit_commit(k);
}

static void test_merge_asks__where_both_say_something_else(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct two two = two_made(cx);
    struct record keep = got(cx, "party", two.keep), gone = got(cx, "party", two.gone);
    assert_true(merge_asks(&keep, &gone, keep.entity->fields[PARTY_PHONE]));
    assert_false(merge_asks(&keep, &gone, keep.entity->fields[PARTY_NATIONAL_ID]));
    assert_false(merge_asks(&keep, &gone, keep.entity->fields[PARTY_TAGS]));
    kit_commit(k);
}

/* ---- Stages ---- */

static void test_stages__are_read_from_the_journal(void **state) {
    (void)state;
    struct ctx *cx = kit_begin_as(k, "sara");
    struct record r = party_blank(cx, "\"stage\": آفتاب", NULL);
    made(cx, &r);
    put(&r, PARTY_STAGE, "customer");
    assert_int_equal(record_change(cx, &r, NULL), OK);
    put(&r, PARTY_CITY, "یزد"); /* no stage */
    assert_int_equal(record_change(cx, &r, NULL), OK);
    cx->now_ms += 1000;
    put(&r, PARTY_STAGE, "lapsed");
    put(&r, PARTY_STAGE_REASON, "کوچ کرد");
    assert_int_equal(record_change(cx, &r, NULL), OK);
    struct party_stage *stages;
    int count;
    assert_int_equal(party_stages(cx, record_id(&r), NULL, 10, &stages, &count), OK);
    assert_int_equal(count, 3);
    assert_str(stages[0].stage, "lapsed");
    assert_str(stages[0].was, "customer");
    assert_str(stages[0].reason, "کوچ کرد");
    assert_int_equal(stages[0].by, cx->actor->user);
    assert_str(stages[2].stage, "lead");
    assert_str(stages[2].was, "");
    struct stage_place below = {stages[0].since_ms, stages[0].seq};
    assert_int_equal(party_stages(cx, record_id(&r), &below, 1, &stages, &count), OK);
    assert_str(stages[0].stage, "customer");
    kit_commit(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        KIT_TEST(test_duplicates__share_a_key_the_likeliest_first),
        KIT_TEST(test_duplicates__marked_ones_are_not_told_again),
        KIT_TEST(test_duplicates__are_only_those_one_may_see),
        KIT_TEST(test_duplicate_groups__are_found_paged_and_closed),
        KIT_TEST(test_duplicate_search__goes_on_over_its_windows),
        KIT_TEST(test_merge__unites_fields_and_loses_nothing),
        KIT_TEST(test_merge__moves_all_that_points_to_the_one_that_goes),
        KIT_TEST(test_merge__old_addresses_follow_a_second_merge),
        KIT_TEST(test_merge__parted_again_all_is_as_before),
        KIT_TEST(test_merge__two_in_a_row_are_parted_in_turn),
        KIT_TEST(test_merge__needs_the_right_to_edit_both),
        KIT_TEST(test_merge__a_representative_parts_what_they_merged),
        KIT_TEST(test_part__only_takes_merges_back),
        KIT_TEST(test_merge_asks__where_both_say_something_else),
        KIT_TEST(test_stages__are_read_from_the_journal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
