/* field_test.h - a context and fields made by hand, for the tests of field types.
 * The two questions that the data floor answers are answered here by a short list of
 * people. */
#ifndef TESTS_FIELD_TEST_H
#define TESTS_FIELD_TEST_H

#include "../../test.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/json.h"
#include "persian/jalali.h"
#include "records/fields/field_type.h"
#include "records/rules/rights.h"

static const struct actor someone = {.user = 7};
static struct ctx cx;

static const struct entity person = {
    .name = {"person", sizeof "person" - 1},
    .one = {{{"شخص", sizeof "شخص" - 1}, {"person", sizeof "person" - 1}}},
};

static inline struct field field_of(const char *type) {
    const struct field_type *t = field_type_named(str_of(type));
    if (!t) fail_msg("there is no type %s", type);
    return (struct field){.name = STR("it"),
                          .label = {{STR("عنوان"), STR("Title")}},
                          .type = t,
                          .to = &person};
}

/* ---- The data floor, in short ---- */

static const struct {
    int64_t id;
    const char *title;
} people[] = {{41, "علی رضایی"}, {42, "مریم، خواهر علی"}, {43, "همنام"}, {44, "همنام"}};

static struct str person_named(struct ctx *c, const struct entity *to, int64_t id) {
    (void)c, (void)to;
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        if (people[i].id == id) return str_of(people[i].title);
    return STR("");
}

static enum err person_find(struct ctx *c, const struct entity *to, struct str typed,
                            int64_t *out_id) {
    (void)c, (void)to;
    int found = 0;
    int64_t id = 0;
    bool is_id = id_parse(typed, &id);
    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        if (is_id ? people[i].id != id : !str_is(typed, people[i].title)) continue;
        *out_id = people[i].id;
        found++;
    }
    return found == 1 ? OK : found ? ERR_CONFLICT : ERR_ABSENT;
}

static const struct link_names names = {.title = person_named, .find = person_find};
static const struct catalog catalog = {.links = &names};

/* 1 Azar 1405, half past two in Tehran. */
static int open_context(void **state) {
    (void)state;
    int64_t today = jalali_to_day((struct jalali){1405, 9, 1});
    cx = (struct ctx){.mem = arena_create(),
                      .catalog = &catalog,
                      .actor = &someone,
                      .zone_minutes = 210,
                      .now_ms = instant_at(today, 14 * 60 + 30, 210)};
    return 0;
}

static int close_context(void **state) {
    (void)state;
    arena_free(cx.mem);
    return 0;
}

/* ---- What tests say ---- */

static inline struct value typed_as(const struct field *f, const char *typed) {
    struct value v = v_int(-12345);
    cx.problems = cx.last_problem = NULL;
    if (field_parse(&cx, f, str_of(typed), &v) != OK)
        fail_msg("%s refuses \"%s\": %.*s", f->type->name, typed,
                 STR_ARG(problem_of(&cx, f->name)));
    return v;
}

static inline void gives_int(const struct field *f, const char *typed, int64_t n) {
    struct value v = typed_as(f, typed);
    if (v.kind != V_INT || v.i != n)
        fail_msg("\"%s\" is %lld, not %lld", typed, (long long)v.i, (long long)n);
}

static inline void gives_text(const struct field *f, const char *typed, const char *text) {
    struct value v = typed_as(f, typed);
    assert_int_equal(v.kind, V_TEXT);
    assert_str(v.s, text);
}

static inline void gives_nothing(const struct field *f, const char *typed) {
    assert_int_equal(typed_as(f, typed).kind, V_NULL);
}

/* Refused, with exactly this message beside the field. */
static inline void refuses_str(const struct field *f, struct str typed,
                               const char *message) {
    struct value v = v_int(-12345);
    cx.problems = cx.last_problem = NULL;
    enum err e = field_parse(&cx, f, typed, &v);
    if (e != ERR_INVALID) fail_msg("\"%.*s\" is accepted", STR_ARG(typed));
    assert_int_equal(v.i, -12345);
    assert_str(problem_of(&cx, f->name), message);
}

static inline void refuses(const struct field *f, const char *typed, const char *message) {
    refuses_str(f, str_of(typed), message);
}

static inline void shows(const struct field *f, struct value v, const char *text) {
    assert_str(field_text(&cx, f, v), text);
}

static inline struct str json_of(const struct field *f, struct value v) {
    struct buf b = buf_in(cx.mem, 0);
    field_json(&cx, f, v, &b);
    return buf_str(&b);
}

static inline enum err read_json(const struct field *f, struct str json,
                                 struct value *out) {
    struct json *node;
    cx.problems = cx.last_problem = NULL;
    assert_int_equal(json_parse(cx.mem, json, NULL, &node, NULL), OK);
    return field_from_json(&cx, f, node, out);
}

static inline void json_refused(const struct field *f, const char *json) {
    struct value v;
    if (read_json(f, str_of(json), &v) != ERR_INVALID) fail_msg("%s is accepted", json);
    assert_true(problem_of(&cx, f->name).n > 0);
}

/* parse(edit(v)) and from_json(json(v)) give `v` again, however the user reads. */
static inline void comes_back(const struct field *f, struct value v) {
    for (unsigned way = 0; way < 16; way++) {
        cx.lang = way & 1 ? LANG_EN : LANG_FA;
        cx.digits = way & 2 ? DIGITS_LATIN : DIGITS_PERSIAN;
        cx.calendar = way & 4 ? CALENDAR_GREGORIAN : CALENDAR_JALALI;
        cx.money = way & 8 ? MONEY_TOMAN : MONEY_RIAL;
        struct str edit = field_edit(&cx, f, v), json = json_of(f, v);
        struct value again = v_null();
        if (field_parse(&cx, f, edit, &again) != OK || !value_eq(again, v))
            fail_msg("%s: edit \"%.*s\" does not come back: %.*s", f->type->name,
                     STR_ARG(edit), STR_ARG(problem_of(&cx, f->name)));
        if (read_json(f, json, &again) != OK || !value_eq(again, v))
            fail_msg("%s: JSON %.*s does not come back", f->type->name, STR_ARG(json));
        for (size_t i = 0; i < json.n; i++)
            if (v.kind == V_INT) assert_true((unsigned char)json.p[i] < 0x80);
    }
    cx.lang = LANG_FA;
    cx.digits = DIGITS_PERSIAN;
    cx.calendar = CALENDAR_JALALI;
    cx.money = MONEY_RIAL;
}

#define FIELD_TEST(name) cmocka_unit_test_setup_teardown(name, open_context, close_context)

#endif
