/* What linked records are called, asked for once a kind. */
#include "../kit.h"

#include "entities.h"
#include "records/data/titles.h"
#include "records/fields/field_type.h"

enum { MANY = 500 };

static int64_t add_party(struct ctx *cx, const char *name, int64_t dealer) {
    struct record r = record_new(cx, entity_at(cx->catalog, "party"));
    r.values[PARTY_NAME] = v_text(str_of(name));
    if (dealer) r.values[PARTY_DEALER] = v_int(dealer);
    assert_int_equal(record_create(cx, &r), OK);
    return record_id(&r);
}

static void test_titles__answers_links_from_memory(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin(k);
    const struct entity *party = entity_at(cx->catalog, "party");
    int64_t dealer = add_party(cx, "Dealer", 0);
    struct record r;
    struct str title;
    assert_int_equal(record_get(cx, party, add_party(cx, "Shop", dealer), &r), OK);
    assert_false(titles_find(cx, party, dealer, &title));
    const struct field *fields[] = {party->fields[PARTY_DEALER], party->fields[PARTY_NAME]};
    assert_int_equal(titles_of_records(cx, fields, 2, &r, 1), OK);
    assert_true(titles_find(cx, party, dealer, &title));
    assert_str(title, "Dealer");
    kit_commit(k);
    kit_free(k);
}

static void test_titles__of_what_one_may_not_see_are_empty(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin_as(k, "sara");
    int64_t hers = add_party(cx, "Hers", 0);
    kit_commit(k);
    cx = kit_begin_as(k, "nima");
    const struct entity *party = entity_at(cx->catalog, "party");
    struct str title;
    titles_note(cx, party, hers);
    assert_int_equal(titles_load(cx), OK);
    assert_true(titles_find(cx, party, hers, &title));
    assert_str(title, "");
    assert_str(link_title(cx, party, hers), "");
    kit_commit(k);
    kit_free(k);
}

static void test_titles__many_are_loaded_in_rounds(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct ctx *cx = kit_begin(k);
    const struct entity *party = entity_at(cx->catalog, "party");
    int64_t ids[MANY];
    for (int i = 0; i < MANY; i++) {
        ids[i] = add_party(cx, str_z(cx->mem, str_format(cx->mem, "n%d", i)), 0);
        titles_note(cx, party, ids[i]);
    }
    assert_int_equal(titles_load(cx), OK);
    for (int i = 0; i < MANY; i++) {
        struct str title;
        assert_true(titles_find(cx, party, ids[i], &title));
        assert_str(title, str_z(cx->mem, str_format(cx->mem, "n%d", i)));
    }
    kit_commit(k);
    kit_free(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_titles__answers_links_from_memory),
        cmocka_unit_test(test_titles__of_what_one_may_not_see_are_empty),
        cmocka_unit_test(test_titles__many_are_loaded_in_rounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
