/* Routing: the first rule that holds of a request says to whom it goes; the form says the rest. */
#include "../../each_kit.h"

#include "entities.h"
#include "modules/requests/intake.h"
#include "modules/requests/ring.h"
#include "modules/requests/route.h"

static int rules;

static struct record user_named(struct ctx *cx, const char *login) {
    struct record r;
    int64_t id = 0;
    assert_int_equal(store_int(cx->db, SQL("SELECT id FROM \"user\" WHERE login = ?1"),
                               BIND(v_text(str_of(login))), &id),
                     OK);
    assert_int_equal(record_get_plain(cx, entity_at(cx->catalog, "user"), id, &r), OK);
    return r;
}

static struct record new_rule(struct ctx *cx, int position, const char *condition) {
    struct record r = record_new(cx, entity_at(cx->catalog, "routing_rule"));
    r.values[ROUTING_RULE_NAME] = v_text(str_format(k->mem, "Rule %d", ++rules));
    r.values[ROUTING_RULE_POSITION] = v_int(position);
    r.values[ROUTING_RULE_CONDITION] = v_text(str_of(condition));
    r.values[ROUTING_RULE_ACTIVE] = v_int(1);
    return r;
}

static struct record make_form(struct ctx *cx) {
    struct record r = record_new(cx, entity_at(cx->catalog, "request_form"));
    struct record sara = user_named(cx, "sara");
    r.values[REQUEST_FORM_NAME] = v_text(STR("Ask us"));
    r.values[REQUEST_FORM_ASKS] = v_text(STR("|phone|city|"));
    r.values[REQUEST_FORM_REPRESENTATIVE] = v_int(record_id(&sara));
    r.values[REQUEST_FORM_SKILLS] = v_text(STR("|pumps|"));
    r.values[REQUEST_FORM_RING] = v_int(30);
    assert_int_equal(record_create(cx, &r), OK);
    return r;
}

static struct record new_request(struct ctx *cx, const struct record *form,
                                 const char *city) {
    struct record r = record_new(cx, entity_at(cx->catalog, "request"));
    r.values[REQUEST_NAME] = v_text(STR("Maryam"));
    r.values[REQUEST_PHONE] = v_text(STR("+989121112233"));
    r.values[REQUEST_CITY] = v_text(str_of(city));
    r.values[REQUEST_LANGUAGE] = v_text(LANGUAGE_EN);
    r.values[REQUEST_FORM] = v_int(record_id(form));
    return r;
}

static struct route found(struct ctx *cx, const struct record *form, const char *city) {
    struct route route;
    struct record request = new_request(cx, form, city);
    assert_int_equal(route_find(cx, form, &request, &route), OK);
    return route;
}

static void test_route__is_the_forms_where_no_rule_holds(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct record form = make_form(cx), rule = new_rule(cx, 1, "city = Shiraz");
    rule.values[ROUTING_RULE_RING] = v_int(10);
    assert_int_equal(record_create(cx, &rule), OK);
    struct route route = found(cx, &form, "Tabriz");
    assert_int_equal(route.rule, 0);
    assert_int_equal(route.representative, record_int(&form, REQUEST_FORM_REPRESENTATIVE));
    assert_int_equal(route.ring_s, 30);
    kit_commit(k);
}

static void test_route__is_that_of_the_first_rule_in_line(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct record form = make_form(cx), reza = user_named(cx, "reza");
    struct record late = new_rule(cx, 5, "language = en");
    struct record early = new_rule(cx, 2, "city = Tabriz");
    struct record idle = new_rule(cx, 1, "city = Tabriz");
    late.values[ROUTING_RULE_WITHIN] = reza.values[FIELD_TEAM];
    late.values[ROUTING_RULE_SKILLS] = v_text(STR("|english|"));
    early.values[ROUTING_RULE_REPRESENTATIVE] = v_int(record_id(&reza));
    early.values[ROUTING_RULE_RING] = v_int(12);
    idle.values[ROUTING_RULE_RING] = v_int(99);
    idle.values[ROUTING_RULE_ACTIVE] = v_int(0);
    assert_int_equal(record_create(cx, &late), OK);
    assert_int_equal(record_create(cx, &early), OK);
    assert_int_equal(record_create(cx, &idle), OK);
    struct route route = found(cx, &form, "Tabriz");
    assert_int_equal(route.rule, record_id(&early));
    assert_int_equal(route.representative, record_id(&reza));
    assert_int_equal(route.team, 0);
    assert_int_equal(route.ring_s, 12);
    route = found(cx, &form, "Yazd");
    assert_int_equal(route.rule, record_id(&late));
    assert_int_equal(route.representative,
                     0); /* the rule's team stands for the form's person */
    assert_int_equal(route.team, record_int(&reza, FIELD_TEAM));
    assert_true(str_is(route.skills[0], "|pumps|"));
    assert_true(str_is(route.skills[1], "|english|"));
    assert_int_equal(route.ring_s, 30);
    kit_commit(k);
}

static void test_intake__keeps_by_which_rule_it_went(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct record form = make_form(cx), reza = user_named(cx, "reza");
    struct record rule = new_rule(cx, 1, "city = Tabriz");
    rule.values[ROUTING_RULE_REPRESENTATIVE] = v_int(record_id(&reza));
    assert_int_equal(record_create(cx, &rule), OK);
    struct record request = new_request(cx, &form, "Tabriz");
    assert_int_equal(intake_keep(cx, &form, &request, SPAM_NONE), OK);
    assert_int_equal(record_int(&request, FIELD_OWNER), record_id(&reza));
    assert_int_equal(record_int(&request, REQUEST_ROUTED_BY), record_id(&rule));
    kit_commit(k);
}

static void assert_refused(struct ctx *cx, struct record *rule, const char *field) {
    assert_int_equal(record_create(cx, rule), ERR_INVALID);
    assert_true(problem_of(cx, str_of(field)).n > 0);
    cx->problems = cx->last_problem = NULL;
}

static void test_rule__says_where_to_and_has_a_condition_that_reads(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct record rule = new_rule(cx, 1, "city = Tabriz");
    assert_refused(cx, &rule, "representative");
    rule.values[ROUTING_RULE_RING] = v_int(20);
    rule.values[ROUTING_RULE_CONDITION] = v_text(STR("colour = red"));
    assert_refused(cx, &rule, "condition");
    rule.values[ROUTING_RULE_CONDITION] = v_text(STR("city = Tabriz or"));
    assert_refused(cx, &rule, "condition");
    kit_commit(k);
}

static void test_rule__is_refused_where_so_many_are_in_use(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct record rule;
    for (int i = 0; i <= ROUTING_RULES_MOST; i++) {
        rule = new_rule(cx, i, "city = Tabriz");
        rule.values[ROUTING_RULE_RING] = v_int(20);
        if (i < ROUTING_RULES_MOST) assert_int_equal(record_create(cx, &rule), OK);
    }
    assert_refused(cx, &rule, "active");
    rule.values[ROUTING_RULE_ACTIVE] = v_int(0);
    assert_int_equal(record_create(cx, &rule), OK);
    kit_commit(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        KIT_TEST(test_route__is_the_forms_where_no_rule_holds),
        KIT_TEST(test_route__is_that_of_the_first_rule_in_line),
        KIT_TEST(test_intake__keeps_by_which_rule_it_went),
        KIT_TEST(test_rule__says_where_to_and_has_a_condition_that_reads),
        KIT_TEST(test_rule__is_refused_where_so_many_are_in_use),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
