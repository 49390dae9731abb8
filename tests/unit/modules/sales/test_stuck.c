#include "../../kit.h"
#include "entities.h"
#include "modules/sales/pipelines.h"
#include "modules/sales/stuck.h"

enum { PATIENCE = 3, DEALS = STUCK_PIECE + 5 };

struct world {
    struct kit *k;
    struct ctx *cx;
    int64_t party, sara;
    int64_t made_ms;
};

static int64_t make(struct world *w, const char *kind, int field, struct value v, int more,
                    struct value other) {
    struct record r = record_new(w->cx, entity_at(w->cx->catalog, kind));
    if (w->party) r.values[FIELD_PARTY] = v_int(w->party);
    if (w->sara) r.values[FIELD_OWNER] = v_int(w->sara);
    r.values[field] = v;
    r.values[more] = other;
    assert_int_equal(record_create(w->cx, &r), OK);
    return record_id(&r);
}

static int64_t make_deal(struct world *w) {
    return make(w, "deal", DEAL_NAME, v_text(STR("دستگاه")), DEAL_AMOUNT, v_int(5));
}

static void say(struct world *w) {
    make(w, "interaction", INTERACTION_SUBJECT, v_text(STR("گفت‌وگو")),
         INTERACTION_AT, v_int(w->cx->now_ms));
}

static struct world begin(void) {
    struct world w = {.k = kit_create()};
    w.cx = kit_begin_as(w.k, "admin");
    assert_int_equal(store_exec(w.cx->writer, SQL("UPDATE deal_stage SET patience = ?1"),
                                BIND(v_int(PATIENCE))),
                     OK);
    assert_int_equal(store_int(w.cx->db,
                               SQL("SELECT id FROM \"user\" WHERE login = 'sara'"),
                               BIND_NONE, &w.sara),
                     OK);
    w.party = make(&w, "party", PARTY_NAME, v_text(STR("شرکت بهار")), PARTY_KIND,
                   v_text(PARTY_KIND_ORGANISATION));
    w.made_ms = w.cx->now_ms;
    return w;
}

static void end(struct world *w) {
    kit_commit(w->k);
    kit_free(w->k);
}

static void after(struct world *w, int days) {
    w->cx->now_ms = w->made_ms + days * MS_PER_DAY;
}

static struct str sign_of(struct world *w, int64_t id) {
    struct record r;
    struct str sign;
    assert_int_equal(record_get(w->cx, entity_at(w->cx->catalog, "deal"), id, &r), OK);
    assert_int_equal(stuck_signs(w->cx, &r, 1, &sign), OK);
    return sign;
}

static void test_stuck__is_said_of_a_card_until_somebody_is_spoken_with(void **state) {
    (void)state;
    struct world w = begin();
    int64_t deal = make_deal(&w);
    after(&w, PATIENCE - 1);
    assert_int_equal(sign_of(&w, deal).n, 0);
    after(&w, PATIENCE);
    assert_true(str_has(sign_of(&w, deal), STR("۳")));
    say(&w);
    assert_int_equal(sign_of(&w, deal).n, 0);
    after(&w, 2 * PATIENCE + 1);
    assert_true(str_has(sign_of(&w, deal), STR("۴")));
    end(&w);
}

/* A run of the job, from where the one before ended; how often sara has been told by then. */
static int64_t run(struct world *w, struct job *job) {
    bool more = true;
    int64_t told;
    while (more)
        assert_int_equal(stuck_step(w->cx, job, &more), OK);
    assert_int_equal(store_int(w->cx->db,
                               SQL("SELECT count(*) FROM notification"
                                   " WHERE recipient = ?1 AND path LIKE '/deal/%'"
                                   " AND text LIKE '%اندازهٔ%'"),
                               BIND(v_int(w->sara)), &told),
                     OK);
    return told;
}

static void test_stuck__is_told_once_to_whom_the_deal_belongs(void **state) {
    (void)state;
    struct world w = begin();
    struct job job = {0};
    for (int i = 0; i < DEALS; i++)
        make_deal(&w);
    assert_int_equal(run(&w, &job), 0);
    after(&w, PATIENCE - 1);
    assert_int_equal(run(&w, &job), 0);
    after(&w, PATIENCE);
    assert_int_equal(run(&w, &job), DEALS);
    assert_int_equal(run(&w, &job), DEALS);
    say(&w);
    after(&w, 2 * PATIENCE);
    assert_int_equal(run(&w, &job), 2 * DEALS);
    end(&w);
}

static void test_stuck__before_the_first_run_is_not_told(void **state) {
    (void)state;
    struct world w = begin();
    struct job job = {0};
    make_deal(&w);
    after(&w, PATIENCE + 1);
    assert_int_equal(run(&w, &job), 0);
    after(&w, PATIENCE + 2);
    assert_int_equal(run(&w, &job), 0);
    end(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stuck__is_said_of_a_card_until_somebody_is_spoken_with),
        cmocka_unit_test(test_stuck__is_told_once_to_whom_the_deal_belongs),
        cmocka_unit_test(test_stuck__before_the_first_run_is_not_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
