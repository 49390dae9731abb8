#include "../kit.h"

#include "entities.h"

static int64_t add_party(struct kit *k, const char *name, const char *phone,
                         const char *city) {
    struct ctx *cx = kit_begin_as(k, "sara");
    struct record r = record_new(cx, entity_at(cx->catalog, "party"));
    r.values[PARTY_NAME] = v_text(str_of(name));
    r.values[PARTY_PHONE] = v_text(str_of(phone));
    if (city) r.values[PARTY_CITY] = v_text(str_of(city));
    assert_int_equal(record_create(cx, &r), OK);
    int64_t id = record_id(&r); /* the record goes with its transaction */
    kit_commit(k);
    return id;
}

static const char *text(struct kit *k, const char *format, int64_t a, int64_t b) {
    struct id_text one = id_text(a), other = id_text(b);
    return str_z(k->mem, str_format(k->mem, format, one.z, other.z));
}

struct two {
    struct kit *k;
    int64_t keep, gone;
};

static struct two two_alike(void) {
    struct two t = {.k = kit_create()};
    t.keep = add_party(t.k, "علی رضایی", "+989121234567", NULL);
    t.gone = add_party(t.k, "علی رضائی", "+989121234567", "قم");
    return t;
}

static void test_duplicates__a_customer_is_told_of_the_other(void **state) {
    (void)state;
    struct two t = two_alike();
    struct reply r = kit_get(t.k, "sara", text(t.k, "/party/%s/same", t.keep, 0));
    assert_int_equal(r.status, 200);
    assert_true(reply_has(&r, "علی رضائی"));
    r = kit_get(t.k, "nima", text(t.k, "/party/%s/same", t.keep, 0));
    assert_int_equal(r.status, 404);
    kit_free(t.k);
}

static void test_duplicates__one_is_warned_of_while_typed(void **state) {
    (void)state;
    struct two t = two_alike();
    struct reply r =
        kit_post(t.k, "sara", "/party/same", "phone=09121234567&name=x&email=broken");
    assert_int_equal(r.status, 200);
    assert_true(reply_has(&r, "علی رضایی"));
    r = kit_post(t.k, "nima", "/party/same", "phone=09121234567");
    assert_false(reply_has(&r, "علی"));
    kit_free(t.k);
}

static void test_duplicates__a_form_says_it_once_and_saves_anyway(void **state) {
    (void)state;
    struct two t = two_alike();
    struct reply r = kit_post(t.k, "sara", "/party",
                              "kind=person&stage=lead&name=other&phone=09121234567");
    assert_int_equal(r.status, 422);
    assert_false(r.keep);
    assert_true(reply_has(&r, "name=\"anyway\""));
    assert_true(reply_has(&r, "value=\"other\""));
    r = kit_post(t.k, "sara", "/party",
                 "kind=person&stage=lead&name=other&phone=09121234567&anyway=1");
    assert_int_equal(r.status, 303);
    kit_free(t.k);
}

static void test_duplicates__those_marked_are_not_told_again(void **state) {
    (void)state;
    struct two t = two_alike();
    const char *form = text(t.k, "one=%s&other=%s", t.keep, t.gone);
    assert_int_equal(kit_post(t.k, "sara", "/duplicates/distinct", form).status, 303);
    struct reply r = kit_get(t.k, "sara", text(t.k, "/party/%s/same", t.keep, 0));
    assert_false(reply_has(&r, "علی رضائی"));
    kit_free(t.k);
}

static void test_merge__shows_both_sides_and_unites_them(void **state) {
    (void)state;
    struct two t = two_alike();
    struct reply r =
        kit_get(t.k, "sara", text(t.k, "/merge?keep=%s&gone=%s", t.keep, t.gone));
    assert_int_equal(r.status, 200);
    assert_true(reply_has(&r, "name=\"side.name\""));
    assert_true(reply_has(&r, "قم"));
    const char *form = text(t.k, "keep=%s&gone=%s&side.name=gone", t.keep, t.gone);
    r = kit_post(t.k, "sara", "/merge", form);
    assert_int_equal(r.status, 303);
    r = kit_get(t.k, "sara", text(t.k, "/party/%s?merged=%s", t.keep, t.gone));
    assert_true(reply_has(&r, "علی رضائی"));
    assert_true(reply_has(&r, text(t.k, "action=\"/party/%s/part\"", t.gone, 0)));
    kit_free(t.k);
}

static void test_merge__the_old_address_leads_to_the_new(void **state) {
    (void)state;
    struct two t = two_alike();
    kit_post(t.k, "sara", "/merge", text(t.k, "keep=%s&gone=%s", t.keep, t.gone));
    struct reply r = kit_get(t.k, "sara", text(t.k, "/party/%s", t.gone, 0));
    assert_int_equal(r.status, 303);
    assert_str(reply_header_of(&r, "Location"), text(t.k, "/party/%s", t.keep, 0));
    assert_int_equal(kit_get(t.k, "nima", text(t.k, "/party/%s", t.gone, 0)).status, 404);
    kit_free(t.k);
}

static void test_merge__is_parted_again(void **state) {
    (void)state;
    struct two t = two_alike();
    kit_post(t.k, "sara", "/merge", text(t.k, "keep=%s&gone=%s", t.keep, t.gone));
    struct reply r = kit_post(t.k, "sara", text(t.k, "/party/%s/part", t.gone, 0), "");
    assert_int_equal(r.status, 303);
    r = kit_get(t.k, "sara", text(t.k, "/party/%s", t.gone, 0));
    assert_int_equal(r.status, 200);
    assert_true(reply_has(&r, "علی رضائی"));
    kit_free(t.k);
}

static void test_merge__is_not_for_those_who_may_not_edit_both(void **state) {
    (void)state;
    struct two t = two_alike();
    const char *form = text(t.k, "keep=%s&gone=%s", t.keep, t.gone);
    struct reply r = kit_post(t.k, "nima", "/merge", form);
    assert_int_equal(r.status, 404);
    assert_false(r.keep);
    r = kit_post(t.k, "sara", "/merge", text(t.k, "keep=%s&gone=%s", t.keep, t.keep));
    assert_int_equal(r.status, 422);
    assert_int_equal(kit_get(t.k, "sara", "/merge?keep=x&gone=y").status, 404);
    kit_free(t.k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_duplicates__a_customer_is_told_of_the_other),
        cmocka_unit_test(test_duplicates__one_is_warned_of_while_typed),
        cmocka_unit_test(test_duplicates__a_form_says_it_once_and_saves_anyway),
        cmocka_unit_test(test_duplicates__those_marked_are_not_told_again),
        cmocka_unit_test(test_merge__shows_both_sides_and_unites_them),
        cmocka_unit_test(test_merge__the_old_address_leads_to_the_new),
        cmocka_unit_test(test_merge__is_parted_again),
        cmocka_unit_test(test_merge__is_not_for_those_who_may_not_edit_both),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
