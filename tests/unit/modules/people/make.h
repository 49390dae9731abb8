/* make.h - customers and what they own, for the tests of this folder. */
#ifndef TESTS_PEOPLE_MAKE_H
#define TESTS_PEOPLE_MAKE_H

#include "../../each_kit.h"

#include "entities.h"
#include "records/rules/rights.h"

static inline struct record blank_of(struct ctx *cx, const char *entity, int64_t party) {
    struct record r = record_new(cx, entity_at(cx->catalog, entity));
    if (party) r.values[FIELD_PARTY] = v_int(party);
    return r;
}

/* Set a text field. */
static inline void put(struct record *r, int field, const char *text) {
    r->values[field] = v_text(str_of(text));
}

static inline int64_t made(struct ctx *cx, struct record *r) {
    enum err e = record_create(cx, r);
    if (e != OK)
        fail_msg("%s: %.*s", err_name(e),
                 STR_ARG(cx->problems ? cx->problems->text : cx->log));
    return record_id(r);
}

static inline struct record party_blank(struct ctx *cx, const char *name,
                                        const char *phone) {
    struct record r = blank_of(cx, "party", 0);
    put(&r, PARTY_NAME, name);
    if (phone) put(&r, PARTY_PHONE, phone);
    return r;
}

static inline int64_t party_made(struct ctx *cx, const char *name, const char *phone) {
    struct record r = party_blank(cx, name, phone);
    return made(cx, &r);
}

static inline int64_t contact_made(struct ctx *cx, int64_t party, const char *kind,
                                   const char *value, bool chief) {
    struct record r = blank_of(cx, "contact_point", party);
    put(&r, CONTACT_POINT_KIND, kind);
    put(&r, CONTACT_POINT_VALUE, value);
    r.values[CONTACT_POINT_CHIEF] = v_int(chief);
    return made(cx, &r);
}

static inline int64_t interaction_made(struct ctx *cx, int64_t party, const char *subject,
                                       int64_t at_ms) {
    struct record r = blank_of(cx, "interaction", party);
    put(&r, INTERACTION_SUBJECT, subject);
    if (at_ms) r.values[INTERACTION_AT] = v_int(at_ms);
    return made(cx, &r);
}

static inline struct record task_blank(struct ctx *cx, int64_t party, const char *subject,
                                       int64_t due_ms) {
    struct record r = blank_of(cx, "task", 0);
    put(&r, TASK_SUBJECT, subject);
    if (party) r.values[TASK_PARTY] = v_int(party);
    if (due_ms) r.values[TASK_DUE_AT] = v_int(due_ms);
    return r;
}

/* As it is stored now. */
static inline struct record got(struct ctx *cx, const char *entity, int64_t id) {
    struct record r = {0};
    assert_int_equal(record_get_plain(cx, entity_at(cx->catalog, entity), id, &r), OK);
    return r;
}

static inline int64_t count_of(struct ctx *cx, struct sql sql) {
    int64_t n = -1;
    assert_int_equal(store_int(cx->db, sql, BIND_NONE, &n), OK);
    return n;
}

/* The problem beside a field; then forget all problems. */
static inline struct str problem_taken(struct ctx *cx, const char *field) {
    struct str text = problem_of(cx, str_of(field));
    cx->problems = cx->last_problem = NULL;
    return text;
}

#endif
