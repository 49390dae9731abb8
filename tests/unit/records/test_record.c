/* Records through their verbs, on the kinds the program brings. */
#include "../kit.h"

#include "entities.h"
#include "records/data/list.h"
#include "records/data/undo.h"
#include "store/search.h"

static struct record make_party(struct ctx *cx, const char *name) {
    struct record r = record_new(cx, entity_at(cx->catalog, "party"));
    r.values[PARTY_NAME] = v_text(str_of(name));
    assert_int_equal(record_create(cx, &r), OK);
    return r;
}

static struct record make_note(struct ctx *cx, int64_t party, const char *subject) {
    struct record r = record_new(cx, entity_at(cx->catalog, "interaction"));
    r.values[FIELD_PARTY] = v_int(party);
    r.values[INTERACTION_SUBJECT] = v_text(str_of(subject));
    assert_int_equal(record_create(cx, &r), OK);
    return r;
}

static void test_record__what_was_written_is_read(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin(k);
    struct record made = make_party(cx, "شرکت آفتاب"), read;
    assert_int_equal(record_get(cx, made.entity, record_id(&made), &read), OK);
    assert_str(record_str(&read, PARTY_NAME), "شرکت آفتاب");
    assert_str(record_str(&read, PARTY_STAGE), "lead"); /* its preset */
    assert_int_equal(record_int(&read, FIELD_VERSION), 1);
    kit_commit(k);
    kit_free(k);
}

static void test_record__a_missing_name_is_a_problem_beside_it(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin(k);
    struct record r = record_new(cx, entity_at(cx->catalog, "party"));
    assert_int_equal(record_create(cx, &r), ERR_INVALID);
    assert_true(problem_of(cx, STR("name")).n > 0);
    kit_commit(k);
    kit_free(k);
}

static void test_record__two_edits_of_different_fields_are_merged(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin(k);
    struct record first = make_party(cx, "آفتاب"), second = record_copy(cx, &first);
    first.values[PARTY_CITY] = v_text(STR("یزد"));
    assert_int_equal(record_change(cx, &first, NULL), OK);
    second.values[PARTY_NAME] = v_text(STR("مهتاب"));
    assert_int_equal(record_change(cx, &second, NULL), OK);
    assert_str(record_str(&second, PARTY_CITY), "یزد");
    assert_str(record_str(&second, PARTY_NAME), "مهتاب");
    kit_commit(k);
    kit_free(k);
}

static void test_record__two_edits_of_one_field_are_a_conflict(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin(k);
    struct record first = make_party(cx, "آفتاب"), second = record_copy(cx, &first), theirs;
    first.values[PARTY_CITY] = v_text(STR("یزد"));
    assert_int_equal(record_change(cx, &first, NULL), OK);
    second.values[PARTY_CITY] = v_text(STR("قم"));
    assert_int_equal(record_change(cx, &second, &theirs), ERR_CONFLICT);
    assert_str(record_str(&theirs, PARTY_CITY), "یزد");
    assert_true(str_has(problem_of(cx, STR("city")), STR("یزد")));
    kit_commit(k);
    kit_free(k);
}

static void test_record__undo_takes_a_whole_act_back(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin(k);
    const struct entity *party = entity_at(cx->catalog, "party");
    struct record r = make_party(cx, "پیشین"), read;
    int64_t kept = record_id(&r);
    kit_commit(k);
    cx = kit_begin(k);
    r = make_party(cx, "تازه");
    int64_t new = record_id(&r), batch = cx->batch;
    make_note(cx, new, "تماس");
    assert_int_equal(record_get(cx, party, kept, &read), OK);
    read.values[PARTY_CITY] = v_text(STR("قم"));
    assert_int_equal(record_change(cx, &read, NULL), OK);
    kit_commit(k);
    cx = kit_begin(k);
    struct undo_result undone;
    assert_int_equal(undo_batch(cx, batch, &undone), OK);
    assert_int_equal(undone.undone, 3);
    assert_int_equal(record_get(cx, party, new, &read), ERR_ABSENT);
    assert_int_equal(record_get(cx, party, kept, &read), OK);
    assert_int_equal(read.values[PARTY_CITY].kind, V_NULL);
    kit_commit(k);
    kit_free(k);
}

static void test_record__a_deleted_party_comes_back_with_all_it_owned(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin(k);
    const struct entity *e = entity_at(cx->catalog, "party");
    const struct entity *interaction = entity_at(cx->catalog, "interaction");
    struct record r = make_party(cx, "آفتاب"), read;
    int64_t party = record_id(&r);
    r = make_note(cx, party, "تماس");
    int64_t note = record_id(&r);
    kit_commit(k);
    cx = kit_begin(k);
    assert_int_equal(record_delete(cx, e, party), OK);
    int64_t batch = cx->batch;
    assert_int_equal(record_get(cx, interaction, note, &read), ERR_ABSENT);
    kit_commit(k);
    cx = kit_begin(k);
    struct undo_result undone;
    assert_int_equal(undo_batch(cx, batch, &undone), OK);
    assert_int_equal(record_get(cx, interaction, note, &read), OK);
    assert_str(record_str(&read, INTERACTION_SUBJECT), "تماس");
    assert_int_equal(record_get(cx, e, party, &read), OK);
    kit_commit(k);
    kit_free(k);
}

static void test_record__another_teams_record_does_not_exist(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin_as(k, "sara");
    const struct entity *e = entity_at(cx->catalog, "party");
    struct record r = make_party(cx, "آفتاب"), read;
    int64_t party = record_id(&r);
    kit_commit(k);
    cx = kit_begin_as(k, "nima");
    r = record_new(cx, e);
    r.values[FIELD_ID] = v_int(party);
    r.values[PARTY_NAME] = v_text(STR("مهتاب"));
    assert_int_equal(record_get(cx, e, party, &read), ERR_ABSENT);
    assert_int_equal(record_change(cx, &r, NULL), ERR_ABSENT);
    assert_int_equal(record_delete(cx, e, party), ERR_ABSENT);
    kit_commit(k);
    cx = kit_begin_as(k, "reza");
    assert_int_equal(record_get(cx, e, party, &read), OK);
    assert_int_equal(record_delete(cx, e, party), OK);
    kit_commit(k);
    kit_free(k);
}

/* ---- Lists ---- */

/* In whatever order, a list has as many rows as are counted. */
static int64_t count_filtered(struct ctx *cx, const char *filter) {
    const struct entity *e = entity_at(cx->catalog, "party");
    const struct field *sorts[] = {NULL, e->fields[PARTY_BIRTH_DATE], e->fields[PARTY_NAME],
                                   e->fields[PARTY_CITY]};
    struct list_query q = {.entity = e, .limit = 200};
    int64_t n = -1;
    cx->problems = cx->last_problem = NULL;
    assert_int_equal(filter_parse(cx, e, str_of(filter), &q.filter), OK);
    assert_int_equal(list_count(cx, &q, 0, &n), OK);
    for (size_t s = 0; s < sizeof sorts / sizeof *sorts; s++) {
        struct record_list page;
        q.sort = sorts[s];
        assert_int_equal(list_page(cx, &q, &page), OK);
        assert_int_equal(page.count, n);
        for (int i = 0; i < page.count; i++)
            assert_true(filter_holds(cx, q.filter, page.records[i].values));
    }
    return n;
}

static void test_list__filters_and_their_answers(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin(k);
    const char *names[] = {"رضا", "علی‌رضا", "مریم", "زهرا"};
    for (int i = 0; i < 4; i++) {
        struct record r = record_new(cx, entity_at(cx->catalog, "party"));
        r.values[PARTY_NAME] = v_text(str_of(names[i]));
        r.values[PARTY_STAGE] = v_text(i < 2 ? PARTY_STAGE_LEAD : PARTY_STAGE_CUSTOMER);
        if (i != 3) r.values[PARTY_CITY] = v_text(STR("یزد"));
        if (i != 3) r.values[PARTY_BIRTH_DATE] = v_int(cx_today(cx) - i);
        assert_int_equal(record_create(cx, &r), OK);
    }
    static const struct {
        const char *filter;
        int count;
    } cases[] = {
        {"", 4},
        {"stage = lead", 2},
        {"stage != lead", 2},
        {"stage = مشتری", 2},
        {"city is empty", 1},
        {"not (city is empty)", 3},
        {"city = یزد and stage = lead", 2},
        {"stage in (lead, customer) and name ~ \"رضا\"", 2},
        {"name ^ \"علی رضا\"", 1},
        {"name ~ زهرا or name ~ مریم", 2},
        {"created_at within today", 4},
        {"created_at within yesterday", 0},
        {"created_at within this_month", 4},
        {"owner is empty", 4},
        {"birth_date within past", 2},
        {"birth_date within past or birth_date within today", 3},
        {"birth_date within today or birth_date within yesterday", 2},
        {"birth_date within future or birth_date within yesterday", 1},
        {"birth_date within today or (birth_date within future or birth_date within past)",
         3},
        {"not (birth_date within past or birth_date within today)", 1},
        {"birth_date within today or created_at within yesterday", 1},
        {"birth_date within today or birth_date is empty", 2},
        {"birth_date is not empty and city = یزد", 3},
        {"birth_date != 1300/01/01", 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (count_filtered(cx, cases[i].filter) != cases[i].count)
            fail_msg("%s: not %d", cases[i].filter, cases[i].count);
    kit_commit(k);
    kit_free(k);
}

static void test_list__mistakes_in_filters_are_problems(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin(k);
    static const char *const wrong[] = {"nothing = 1",
                                        "stage ~ x",
                                        "(stage = lead",
                                        "stage =",
                                        "stage = nosuch",
                                        "created_at within blue",
                                        "stage = lead lead",
                                        "\"",
                                        "name"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const struct filter *f;
        cx->problems = cx->last_problem = NULL;
        assert_int_equal(
            filter_parse(cx, entity_at(cx->catalog, "party"), str_of(wrong[i]), &f),
            ERR_INVALID);
        assert_non_null(cx->problems);
    }
    kit_commit(k);
    kit_free(k);
}

/* Pages forward and back over rows with and without a sort value give each row once. */
static void test_list__pages_give_every_row_once(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin(k);
    const struct entity *e = entity_at(cx->catalog, "party");
    for (int i = 0; i < 23; i++) {
        struct record r = record_new(cx, e);
        r.values[PARTY_NAME] = v_text(str_format(cx->mem, "نام %c", 'a' + i));
        if (i % 3) r.values[PARTY_BIRTH_DATE] = v_int(i % 5);
        assert_int_equal(record_create(cx, &r), OK);
    }
    for (int descending = 0; descending < 2; descending++) {
        struct list_query q = {.entity = e,
                               .sort = e->fields[PARTY_BIRTH_DATE],
                               .descending = descending,
                               .limit = 4};
        struct record_list page, back = {0};
        int64_t seen[40];
        int count = 0;
        do {
            assert_int_equal(list_page(cx, &q, &page), OK);
            for (int i = 0; i < page.count; i++)
                seen[count++] = record_id(&page.records[i]);
            q.cursor = page.next;
            if (page.previous.n) {
                struct list_query before = q;
                before.cursor = page.previous;
                before.backward = true;
                assert_int_equal(list_page(cx, &before, &back), OK);
                assert_int_equal(back.count, 4);
                assert_int_equal(record_id(&back.records[3]), seen[count - page.count - 1]);
            }
        } while (page.next.n);
        assert_int_equal(count, 23);
        for (int i = 0; i < count; i++)
            for (int j = 0; j < i; j++)
                assert_true(seen[i] != seen[j]);
    }
    kit_commit(k);
    kit_free(k);
}

static void test_search__any_spelling_finds(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin(k);
    struct record r = record_new(cx, entity_at(cx->catalog, "party"));
    r.values[PARTY_NAME] = v_text(STR("محمد حسین‌زاده"));
    r.values[PARTY_PHONE] = v_text(STR("+989121234567"));
    assert_int_equal(record_create(cx, &r), OK);
    static const char *const found[] = {"محمد",          "حسین زاده", "حسينزاده",
                                        "حسین‌ز", "زاده",      "0912 123",
                                        "۰۹۱۲۱۲۳۴۵۶۷",   "+98912",    "9121234567"};
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        struct hit *hits;
        int count = 0;
        assert_int_equal(list_hits(cx, r.entity, str_of(found[i]), 10, &hits, &count), OK);
        if (count != 1) fail_msg("%s: %d hits", found[i], count);
    }
    kit_commit(k);
    kit_free(k);
}

static bool finds(struct ctx *cx, const struct entity *e, const char *typed, int64_t id) {
    struct hit *hits;
    int count = 0;
    struct list_query q = {.entity = e, .search = str_of(typed)};
    struct record_list page;
    assert_int_equal(list_hits(cx, e, q.search, 10, &hits, &count), OK);
    assert_int_equal(list_page(cx, &q, &page), OK);
    assert_int_equal(page.count, count);
    return count == 1 && hits[0].id == id;
}

/* The other number of a customer leads to the customer, with the number told. */
static void test_search__a_further_number_finds_whose_it_is(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin(k);
    const struct entity *party = entity_at(cx->catalog, "party");
    struct record r = record_new(cx, party);
    r.values[PARTY_NAME] = v_text(STR("محمد حسین‌زاده"));
    assert_int_equal(record_create(cx, &r), OK);
    struct record further = record_new(cx, entity_at(cx->catalog, "contact_point"));
    further.values[FIELD_PARTY] = v_int(record_id(&r));
    further.values[CONTACT_POINT_KIND] = v_text(STR("mobile"));
    further.values[CONTACT_POINT_VALUE] = v_text(STR("۰۹۳۵ ۳۳۳ ۴۴۴۴"));
    assert_int_equal(record_create(cx, &further), OK);
    static const char *const found[] = {"09353334444", "۹۳۵۳۳۳",       "0935 333",
                                        "4444",        "+98935333444", "3334444"};
    for (size_t i = 0; i < sizeof found / sizeof *found; i++)
        if (!finds(cx, party, found[i], record_id(&r))) fail_msg("%s", found[i]);
    assert_false(finds(cx, party, "5555", record_id(&r)));
    struct hit *hits;
    int count;
    assert_int_equal(list_hits(cx, party, STR("4444"), 10, &hits, &count), OK);
    assert_str(hits[0].title, "محمد حسین‌زاده");
    assert_str(hits[0].detail, "۰۹۳۵ ۳۳۳ ۴۴۴۴");
    assert_int_equal(record_delete(cx, further.entity, record_id(&further)), OK);
    assert_false(finds(cx, party, "4444", record_id(&r)));
    kit_commit(k);
    kit_free(k);
}

/* A customer says the end of a number, perhaps with a name; nothing else ends like that. */
static int64_t statements_of_reindex(struct ctx *cx, const char *kind) {
    struct store *s = reader_store(cx->db);
    int64_t before = store_statements(s);
    assert_int_equal(record_reindex_empty(cx, entity_at(cx->catalog, kind)), OK);
    return store_statements(s) - before;
}

/* An index that was lost is made anew; one of records without words costs a start nothing. */
static void test_search__an_empty_index_is_made_anew_where_there_are_words(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin(k);
    int64_t found;
    struct record r = make_party(cx, "شرکت آفتاب"),
                  quote = record_new(cx, entity_at(cx->catalog, "quote"));
    quote.values[FIELD_PARTY] = v_int(record_id(&r));
    assert_int_equal(record_create(cx, &quote), OK);
    kit_commit(k);
    cx = kit_begin(k);
    assert_in_range(statements_of_reindex(cx, "quote"), 1, 2);
    assert_int_equal(search_clear(cx->writer, STR("party")), OK);
    assert_int_equal(record_reindex_empty(cx, r.entity), OK);
    assert_int_equal(search_count(cx->db, STR("party"), &found), OK);
    assert_int_equal(found, 1);
    kit_commit(k);
    kit_free(k);
}

static void test_search__the_last_digits_of_a_number_find(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin(k);
    const struct entity *e = entity_at(cx->catalog, "party");
    struct record r = record_new(cx, e), other = record_new(cx, e);
    r.values[PARTY_NAME] = v_text(STR("محمد حسین‌زاده"));
    r.values[PARTY_PHONE] = v_text(STR("+989121230567"));
    r.values[PARTY_PHONE2] = v_text(STR("+982188776655"));
    other.values[PARTY_NAME] = v_text(STR("7650321 و 5667"));
    other.values[PARTY_PHONE] = v_text(STR("+989357770568"));
    assert_int_equal(record_create(cx, &r), OK);
    assert_int_equal(record_create(cx, &other), OK);
    static const char *const found[] = {"0567",
                                        "30567",
                                        "230567",
                                        "1230567",
                                        "۱۲۳ ۰۵ ۶۷",
                                        "88776655",
                                        "محمد 30567",
                                        "حسینزاده 6655",
                                        "محمد 0912 123",
                                        "محمد 912123",
                                        "حسین زاده ۰۹۱۲",
                                        "0912 123 0567",
                                        "۰۹۱۲۱۲۳۰۵۶۷ محمد"};
    for (size_t i = 0; i < sizeof found / sizeof *found; i++)
        if (!finds(cx, e, found[i], record_id(&r))) fail_msg("%s", found[i]);
    static const char *const lost[] = {"567",       "3056",  "20567",    "112123056",
                                       "محمد 0568", "x0567", "محمد-0567"};
    for (size_t i = 0; i < sizeof lost / sizeof *lost; i++)
        if (finds(cx, e, lost[i], record_id(&r))) fail_msg("%s", lost[i]);
    struct hit *hits;
    int count;
    assert_int_equal(list_hits(cx, e, STR("حسین 6655"), 10, &hits, &count), OK);
    assert_str(hits[0].detail, "۰۲۱ ۸۸۷۷ ۶۶۵۵"); /* the number that was meant */
    assert_int_equal(list_hits(cx, e, STR("حسین"), 10, &hits, &count), OK);
    assert_str(hits[0].detail, "۰۹۱۲ ۱۲۳ ۰۵۶۷");
    r.values[PARTY_PHONE] = v_null();
    assert_int_equal(record_change(cx, &r, NULL), OK);
    assert_false(finds(cx, e, "30567", record_id(&r)));
    kit_commit(k);
    kit_free(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_record__what_was_written_is_read),
        cmocka_unit_test(test_record__a_missing_name_is_a_problem_beside_it),
        cmocka_unit_test(test_record__two_edits_of_different_fields_are_merged),
        cmocka_unit_test(test_record__two_edits_of_one_field_are_a_conflict),
        cmocka_unit_test(test_record__undo_takes_a_whole_act_back),
        cmocka_unit_test(test_record__a_deleted_party_comes_back_with_all_it_owned),
        cmocka_unit_test(test_record__another_teams_record_does_not_exist),
        cmocka_unit_test(test_list__filters_and_their_answers),
        cmocka_unit_test(test_list__mistakes_in_filters_are_problems),
        cmocka_unit_test(test_list__pages_give_every_row_once),
        cmocka_unit_test(test_search__any_spelling_finds),
        cmocka_unit_test(test_search__an_empty_index_is_made_anew_where_there_are_words),
        cmocka_unit_test(test_search__the_last_digits_of_a_number_find),
        cmocka_unit_test(test_search__a_further_number_finds_whose_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
