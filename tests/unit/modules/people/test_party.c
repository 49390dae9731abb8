/* Rules of customers, their contact points and identifiers, and the keys these give. */
#include "make.h"

#include "modules/people/keys.h"

static void test_party__ids_fit_the_kind(void **state) {
    (void)state;
    static const struct {
        const char *kind;
        int field;
        const char *name, *value;
        bool good;
    } rows[] = {
        {"person", PARTY_NATIONAL_ID, "national_id", "0499370899", true},
        {"person", PARTY_LEGAL_ID, "legal_id", "10380284790", false},
        {"organisation", PARTY_LEGAL_ID, "legal_id", "10380284790", true},
        {"organisation", PARTY_NATIONAL_ID, "national_id", "0790419904", false},
        {"organisation", PARTY_GENDER, "gender", "female", false},
    };
    struct ctx *cx = kit_begin(k);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct record r = party_blank(cx, "آزمون", NULL);
        put(&r, PARTY_KIND, rows[i].kind);
        put(&r, rows[i].field, rows[i].value);
        assert_int_equal(record_create(cx, &r), rows[i].good ? OK : ERR_INVALID);
        assert_int_equal(problem_taken(cx, rows[i].name).n > 0, !rows[i].good);
    }
    kit_commit(k);
}

static void test_party__takes_the_city_of_its_address(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct record r = party_blank(cx, "  آفتاب  ", NULL);
    put(&r, PARTY_ADDRESS, "{\"city\":\"شیراز\",\"street\":\"زند\"}");
    made(cx, &r);
    assert_str(record_str(&r, PARTY_CITY), "شیراز");
    assert_str(record_str(&r, PARTY_NAME), "آفتاب");
    put(&r, PARTY_CITY, "مرودشت");
    put(&r, PARTY_ADDRESS, "{\"city\":\"یزد\"}");
    assert_int_equal(record_change(cx, &r, NULL), OK);
    assert_str(record_str(&r, PARTY_CITY), "مرودشت");
    kit_commit(k);
}

static void test_party__a_person_steps_back_only_with_a_reason(void **state) {
    (void)state;
    struct ctx *cx = kit_begin_as(k, "admin");
    struct record r = party_blank(cx, "آفتاب", NULL);
    put(&r, PARTY_STAGE, "customer");
    made(cx, &r);
    put(&r, PARTY_STAGE, "repeat");
    assert_int_equal(record_change(cx, &r, NULL), OK);
    put(&r, PARTY_STAGE, "lapsed");
    assert_int_equal(record_change(cx, &r, NULL), ERR_INVALID);
    assert_true(problem_taken(cx, "stage_reason").n > 0);
    put(&r, PARTY_STAGE_REASON, "رقیب ارزان‌تر بود");
    assert_int_equal(record_change(cx, &r, NULL), OK);
    put(&r, PARTY_STAGE, "lead"); /* forward again: the old reason goes */
    assert_int_equal(record_change(cx, &r, NULL), OK);
    assert_int_equal(r.values[PARTY_STAGE_REASON].kind, V_NULL);
    kit_commit(k);
}

static void test_party__rules_step_back_without_one(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct record r = party_blank(cx, "آفتاب", NULL);
    put(&r, PARTY_STAGE, "customer");
    made(cx, &r);
    put(&r, PARTY_STAGE, "lapsed");
    assert_int_equal(record_change(cx, &r, NULL), OK);
    kit_commit(k);
}

static void test_contact__takes_the_form_of_its_kind(void **state) {
    (void)state;
    static const struct {
        const char *kind, *typed, *value;
    } rows[] = {
        {"mobile", "۰۹۱۲ ۱۲۳ ۴۵۶۷", "+989121234567"},
        {"phone", "021-88776655", "+982188776655"},
        {"email", "Info@Example.IR", "Info@example.ir"},
        {"website", "example.ir/a", "https://example.ir/a"},
        {"social", "@aftab", "@aftab"},
        {"mobile", "بی‌شماره", NULL},
        {"email", "info", NULL},
    };
    struct ctx *cx = kit_begin(k);
    int64_t party = party_made(cx, "آفتاب", NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct record r = blank_of(cx, "contact_point", party);
        put(&r, CONTACT_POINT_KIND, rows[i].kind);
        put(&r, CONTACT_POINT_VALUE, rows[i].typed);
        assert_int_equal(record_create(cx, &r), rows[i].value ? OK : ERR_INVALID);
        if (rows[i].value) assert_str(record_str(&r, CONTACT_POINT_VALUE), rows[i].value);
        assert_int_equal(problem_taken(cx, "value").n > 0, !rows[i].value);
    }
    kit_commit(k);
}

static void test_contact__one_chief_of_a_kind_stands_on_the_party(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    int64_t party = party_made(cx, "آفتاب", "+989120000000");
    int64_t first = contact_made(cx, party, "mobile", "09121111111", true);
    contact_made(cx, party, "mobile", "09122222222", true);
    contact_made(cx, party, "email", "a@example.ir", true);
    contact_made(cx, party, "phone", "02188776655", true);
    struct record r = got(cx, "party", party), was = got(cx, "contact_point", first);
    assert_str(record_str(&r, PARTY_PHONE), "+989122222222");
    assert_str(record_str(&r, PARTY_PHONE2), "+982188776655");
    assert_str(record_str(&r, PARTY_EMAIL), "a@example.ir");
    assert_int_equal(record_int(&was, CONTACT_POINT_CHIEF), 0);
    kit_commit(k);
}

/* ---- Keys ---- */

static int64_t keys(struct ctx *cx) {
    return count_of(cx, SQL("SELECT count(*) FROM party_key"));
}

static void test_keys__follow_every_save(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct record r = party_blank(cx, "حسین‌زاده", "+989121234567");
    made(cx, &r);
    assert_int_equal(keys(cx), 2);
    put(&r, PARTY_PHONE2, "+989121234567"); /* the same again */
    put(&r, PARTY_EMAIL, "H@example.ir");
    assert_int_equal(record_change(cx, &r, NULL), OK);
    assert_int_equal(keys(cx), 3);
    contact_made(cx, record_id(&r), "mobile", "09127654321", false);
    assert_int_equal(keys(cx), 4);
    put(&r, PARTY_NAME, "حسین زاده"); /* folds to the same */
    r.values[PARTY_EMAIL] = v_null();
    assert_int_equal(record_change(cx, &r, NULL), OK);
    assert_int_equal(keys(cx), 3);
    assert_int_equal(record_delete(cx, r.entity, record_id(&r)), OK);
    assert_int_equal(keys(cx), 0);
    kit_commit(k);
}

static void test_keys__a_number_is_the_same_only_under_its_kind(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    int64_t party = party_made(cx, "آفتاب", NULL);
    static const char *const kinds[] = {"passport", "tax", "other"};
    for (int i = 0; i < 3; i++) {
        struct record r = blank_of(cx, "identifier", party);
        put(&r, IDENTIFIER_KIND, kinds[i]);
        put(&r, IDENTIFIER_VALUE, "A 123");
        made(cx, &r);
    }
    assert_int_equal(count_of(cx, SQL("SELECT count(*) FROM party_key WHERE kind = 3")), 2);
    kit_commit(k);
}

static void test_identifier__has_a_number(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct record r = blank_of(cx, "identifier", party_made(cx, "آفتاب", NULL));
    put(&r, IDENTIFIER_KIND, "passport");
    assert_int_equal(record_create(cx, &r), ERR_INVALID);
    assert_true(problem_taken(cx, "value").n > 0);
    kit_commit(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        KIT_TEST(test_party__ids_fit_the_kind),
        KIT_TEST(test_party__takes_the_city_of_its_address),
        KIT_TEST(test_party__a_person_steps_back_only_with_a_reason),
        KIT_TEST(test_party__rules_step_back_without_one),
        KIT_TEST(test_contact__takes_the_form_of_its_kind),
        KIT_TEST(test_contact__one_chief_of_a_kind_stands_on_the_party),
        KIT_TEST(test_keys__follow_every_save),
        KIT_TEST(test_keys__a_number_is_the_same_only_under_its_kind),
        KIT_TEST(test_identifier__has_a_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
