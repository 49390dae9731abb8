/* A customer answers a quote by a sealed link and a code: guesses are counted, twice is once. */
#include "../../kit.h"
#include "entities.h"
#include "http/host.h"
#include "http/paper.h"
#include "modules/requests/gate.h"
#include "modules/requests/ticket.h"
#include "modules/trade/code.h"
#include "modules/trade/offering.h"
#include "persian/clean.h"

static struct kit *k;
static int64_t quote;

static int64_t create(struct ctx *cx, struct record *r) {
    assert_int_equal(record_create(cx, r), OK);
    return record_id(r);
}

/* A quote of sara's that was sent. */
static void make_quote(void) {
    struct ctx *cx = kit_begin_as(k, "sara");
    struct record party = record_new(cx, entity_at(cx->catalog, "party"));
    party.values[PARTY_NAME] = v_text(STR("شرکت بهار"));
    struct record head = record_new(cx, entity_at(cx->catalog, "quote"));
    head.values[FIELD_PARTY] = v_int(create(cx, &party));
    head.values[QUOTE_LANGUAGE] = v_text(LANGUAGE_EN);
    quote = create(cx, &head);
    struct record line = record_new(cx, entity_at(cx->catalog, "quote_line"));
    line.values[FIELD_PARTY] = head.values[FIELD_PARTY];
    line.values[QUOTE_LINE_QUOTE] = v_int(quote);
    line.values[QUOTE_LINE_DESCRIPTION] = v_text(STR("Installation"));
    line.values[QUOTE_LINE_PRICE] = v_int(10000);
    create(cx, &line);
    assert_int_equal(quote_send(cx, quote), OK);
    kit_commit(k);
}

/* What stands between the two in the reply. */
static struct str between(const struct reply *r, const char *before, const char *after) {
    size_t at = str_find(r->body, str_of(before));
    assert_true(at != (size_t)-1);
    struct str rest = str_from(r->body, at + strlen(before));
    return str_dup(k->mem, str_first(rest, str_find(rest, str_of(after))));
}

static void ask_code(struct str *out_path, struct str *out_code) {
    const char *path =
        str_z(k->mem, str_format(k->mem, "/quote/%s/code", id_text(quote).z));
    struct reply r = kit_post(k, "sara", path, "x=1");
    assert_int_equal(r.status, 200);
    *out_path = between(&r, "href=\"/offer/", "\"");
    *out_path = str_join(k->mem, STR("/offer/"), *out_path);
    *out_code = fa_clean_line(k->mem, between(&r, "id=\"code\">", "<"));
}

static struct reply answer(struct str path, struct str code, const char *yes) {
    struct str form =
        str_format(k->mem, "name=Ali&code=%.*s&answer=%s", STR_ARG(code), yes);
    return kit_post(k, NULL, str_z(k->mem, path), str_z(k->mem, form));
}

static struct str state(void) {
    struct record r;
    struct ctx *cx = kit_begin(k);
    assert_int_equal(record_get(cx, entity_at(cx->catalog, "quote"), quote, &r), OK);
    struct str s = str_dup(k->mem, record_str(&r, QUOTE_STATE));
    kit_commit(k);
    return s;
}

/* A machine whose papers say what they are and what they come to. */
static enum err make_paper(struct arena *mem, const struct paper *paper, struct str *out) {
    *out = str_format(mem, "%%PDF %.*s %.*s of %.*s", STR_ARG(paper->title),
                      STR_ARG(paper->totals[paper->total_count - 1].value),
                      STR_ARG(paper->buyer.name));
    return OK;
}

static const struct host machine = {.paper_make = make_paper};

static int begin(void **unused) {
    (void)unused;
    k = kit_create_on(&machine);
    make_quote();
    return 0;
}

static int end(void **unused) {
    (void)unused;
    kit_free(k);
    return 0;
}

static void test_offer__is_accepted_once(void **unused) {
    (void)unused;
    struct str path, code;
    ask_code(&path, &code);
    assert_int_equal(code.n, CODE_DIGITS);
    struct reply r = kit_get(k, NULL, str_z(k->mem, path));
    assert_int_equal(r.status, 200);
    assert_true(reply_has(&r, "I accept") && reply_has(&r, "Installation"));
    assert_int_equal(answer(path, code, "yes").status, 303);
    assert_str(state(), "accepted");
    assert_int_equal(answer(path, code, "no").status, 303); /* kindly, and without effect */
    assert_str(state(), "accepted");
    r = kit_get(k, NULL, str_z(k->mem, path));
    assert_true(reply_has(&r, "Thank you") && !reply_has(&r, "name=\"code\""));
}

static void test_offer__takes_a_few_guesses(void **unused) {
    (void)unused;
    struct str path, code;
    ask_code(&path, &code);
    struct str other = str_is(code, "000000") ? STR("000001") : STR("000000");
    for (int i = 0; i < CODE_TRIES; i++)
        assert_int_equal(answer(path, other, "yes").status, 422);
    assert_int_equal(answer(path, code, "yes").status, 422); /* spent */
    assert_str(state(), "sent");
    ask_code(&path, &code);
    assert_int_equal(answer(path, code, "no").status, 303);
    assert_str(state(), "refused");
}

static void test_offer__guesses_are_counted_by_address(void **unused) {
    (void)unused;
    struct str path, code;
    int often = 0;
    for (int i = 0; i < 5; i++) {
        ask_code(&path, &code);
        struct str other = str_is(code, "000000") ? STR("000001") : STR("000000");
        for (int n = 0; n < CODE_TRIES; n++)
            often += answer(path, other, "yes").status == 429;
    }
    assert_int_equal(often, 5); /* of 25, after 20 */
    assert_int_equal(answer(path, code, "yes").status, 429);
}

static void test_offer__is_not_found_by_another_seal(void **unused) {
    (void)unused;
    struct str path, code;
    ask_code(&path, &code);
    char *forged = (char *)str_z(k->mem, path);
    forged[path.n - 2] = forged[path.n - 2] == 'A' ? 'B' : 'A';
    assert_int_equal(kit_get(k, NULL, forged).status, 404);
    assert_int_equal(kit_get(k, NULL, "/offer/x").status, 404);
}

static void test_offer__can_be_had_on_paper(void **unused) {
    (void)unused;
    struct str path, code;
    ask_code(&path, &code);
    struct str pdf = str_join(k->mem, path, STR("/pdf"));
    struct reply r = kit_get(k, NULL, str_z(k->mem, pdf));
    assert_int_equal(r.status, 200);
    assert_true(reply_has(&r, "%PDF Quote 1,000 tomans of"));
    assert_true(str_has(reply_header_of(&r, "Content-Disposition"), STR("Q-00001.pdf")));
    assert_str(reply_header_of(&r, "Referrer-Policy"), "no-referrer");
    char *forged = (char *)str_z(k->mem, str_dup(k->mem, pdf));
    forged[path.n - 2] = forged[path.n - 2] == 'A' ? 'B' : 'A';
    assert_int_equal(kit_get(k, NULL, forged).status, 404);
    assert_int_equal(kit_get(k, NULL, "/offer/x/pdf").status, 404);
}

/* Who was offered it may read it for ever, and answer it no more. */
static void test_offer__over_is_read_and_not_answered(void **unused) {
    (void)unused;
    struct str path, code;
    ask_code(&path, &code);
    k->now_ms += 30 * (int64_t)MS_PER_DAY;
    assert_int_equal(kit_get(k, NULL, str_z(k->mem, path)).status, 200);
    struct str pdf = str_join(k->mem, path, STR("/pdf"));
    assert_int_equal(kit_get(k, NULL, str_z(k->mem, pdf)).status, 200);
    assert_int_equal(answer(path, code, "yes").status, 422);
    assert_str(state(), "sent");
}

/* A draft is nobody's business, by whichever way. */
static void test_offer__of_a_draft_is_not_found(void **unused) {
    (void)unused;
    struct str path, code;
    int64_t revised;
    ask_code(&path, &code);
    assert_int_equal(answer(path, code, "no").status, 303);
    struct ctx *cx = kit_begin_as(k, "sara");
    assert_int_equal(quote_revise(cx, quote, &revised), OK);
    struct str key;
    assert_int_equal(gate_key(cx, &key), OK);
    struct str ticket = ticket_make(k->mem, key, TICKET_OFFER, revised);
    kit_commit(k);
    struct str draft = str_format(k->mem, "/offer/%.*s/pdf", STR_ARG(ticket));
    assert_int_equal(kit_get(k, NULL, str_z(k->mem, draft)).status, 404);
}

static void test_code__is_nowhere_in_the_table(void **unused) {
    (void)unused;
    struct str path, code;
    bool there;
    ask_code(&path, &code);
    struct ctx *cx = kit_begin(k);
    assert_int_equal(store_exists(cx->db, SQL("SELECT 1 FROM quote_code WHERE seal = ?1"),
                                  BIND(v_bytes(code)), &there),
                     OK);
    assert_false(there);
    kit_commit(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_offer__is_accepted_once, begin, end),
        cmocka_unit_test_setup_teardown(test_offer__takes_a_few_guesses, begin, end),
        cmocka_unit_test_setup_teardown(test_offer__guesses_are_counted_by_address, begin,
                                        end),
        cmocka_unit_test_setup_teardown(test_offer__is_not_found_by_another_seal, begin,
                                        end),
        cmocka_unit_test_setup_teardown(test_offer__can_be_had_on_paper, begin, end),
        cmocka_unit_test_setup_teardown(test_offer__over_is_read_and_not_answered, begin,
                                        end),
        cmocka_unit_test_setup_teardown(test_offer__of_a_draft_is_not_found, begin, end),
        cmocka_unit_test_setup_teardown(test_code__is_nowhere_in_the_table, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
