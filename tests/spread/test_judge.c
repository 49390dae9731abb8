#include "judge.h"
#include "test.h"

#define INT(n) \
    { STR_INIT(n), COLUMN_INT, true }

static const struct column party[] = {INT("id"), INT("owner")};
static const struct column visit[] = {INT("party"), INT("id"), INT("at"), INT("other")};
static const struct column team[] = {INT("id"), INT("parent")};
static const struct table all[] = {
    {.name = STR_INIT("party"),
     .columns = party,
     .column_count = 2,
     .spread = STR_INIT("id")},
    {.name = STR_INIT("visit"),
     .columns = visit,
     .column_count = 4,
     .spread = STR_INIT("party")},
    {.name = STR_INIT("team"), .columns = team, .column_count = 2},
};
static const struct table *const list[] = {&all[0], &all[1], &all[2]};

struct case_ {
    const char *sql;
    const char *why;  /* how the refusal begins; NULL: it can run */
    const char *wide; /* "" where values tell the machine */
};

static void hold(const struct case_ *c) {
    struct arena *mem = arena_create();
    struct verdict v = judge(mem, &(struct spread_tables){list, 3}, str_of(c->sql));
    assert_true(v.parsed);
    if (c->why ? !str_starts(v.why, str_of(c->why)) : v.why.n > 0)
        fail_msg("%s\n  gave \"%.*s\"", c->sql, STR_ARG(v.why));
    if (c->wide && !str_is(v.wide, c->wide))
        fail_msg("%s\n  asks widely \"%.*s\"", c->sql, STR_ARG(v.wide));
    arena_free(mem);
}

static void judge__joins_meet_by_what_spreads_them(void **state) {
    (void)state;
    static const struct case_ cases[] = {
        {"SELECT 1 FROM visit v JOIN party p ON p.id = v.party WHERE v.party = ?1", NULL,
         ""},
        {"SELECT 1 FROM visit v, party p WHERE p.id = ?1 AND v.party = ?1", NULL, ""},
        {"SELECT 1 FROM visit v JOIN team t ON t.id = v.other", NULL, "visit"},
        {"SELECT 1 FROM visit v JOIN party p ON p.id = v.other", "joined", NULL},
        {"SELECT 1 FROM visit v, party p WHERE p.id = ?1 AND v.party = ?2", "joined", NULL},
        {"SELECT 1 FROM visit v JOIN party p ON p.id = v.party OR p.owner = 1", "joined",
         NULL},
        {"SELECT 1 FROM (SELECT other FROM visit WHERE party = ?1) r"
         " JOIN party p ON p.id = r.other",
         NULL, "party"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        hold(&cases[i]);
}

static void judge__parts_that_speak_of_what_is_around(void **state) {
    (void)state;
    static const struct case_ cases[] = {
        {"SELECT 1 FROM visit v WHERE v.party = ?1 AND EXISTS"
         " (SELECT 1 FROM party p WHERE p.id = v.party AND p.owner = ?2)",
         NULL, ""},
        {"SELECT 1 FROM visit v WHERE EXISTS (SELECT 1 FROM party p WHERE p.id = v.other)",
         "joined", NULL},
        {"SELECT 1 FROM party t WHERE t.id IN (SELECT id FROM search_party WHERE id < ?1)",
         NULL, NULL},
        {"SELECT (SELECT count(*) FROM visit WHERE other = p.id) FROM party p WHERE p.id = ?1",
         "joined", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        hold(&cases[i]);
}

static void judge__whether_one_machine_is_asked(void **state) {
    (void)state;
    static const struct case_ cases[] = {
        {"SELECT 1 FROM visit WHERE party = ?1 AND at < ?2", NULL, ""},
        {"SELECT 1 FROM party WHERE id IN (?1, ?2)", NULL, ""},
        {"SELECT 1 FROM party WHERE id = CAST(?1 AS bigint)", NULL, ""},
        {"SELECT 1 FROM visit WHERE id = ?1", NULL, "visit"},
        {"SELECT 1 FROM visit WHERE party = ?1 OR id = ?2", NULL, "visit"},
        {"SELECT 1 FROM visit WHERE party > ?1", NULL, "visit"},
        {"SELECT 1 FROM team WHERE parent = ?1", NULL, ""},
        {"DELETE FROM visit WHERE party = ?1 AND id = ?2", NULL, ""},
        {"UPDATE visit SET at = ?1 WHERE id = ?2", NULL, "visit"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        hold(&cases[i]);
}

static void judge__changes(void **state) {
    (void)state;
    static const struct case_ cases[] = {
        {"UPDATE visit SET party = ?1 WHERE party = ?2 AND id = ?3", "changes the place",
         NULL},
        {"INSERT INTO visit (party, id) VALUES (?1, ?2)", NULL, NULL},
        {"INSERT INTO visit (party, id) VALUES (?1, (SELECT max(id) FROM visit))",
         "a value", NULL},
        {"INSERT INTO visit (party, id) SELECT ?1, last FROM (SELECT max(id) AS last"
         " FROM visit) v",
         NULL, NULL},
        {"INSERT INTO visit (party, id) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING",
         "a conflict", NULL},
        {"INSERT INTO visit (party, id) VALUES (?1, ?2) ON CONFLICT (party, id)"
         " DO UPDATE SET at = 1",
         NULL, NULL},
        {"INSERT INTO visit (party, id) VALUES (?1, ?2) ON CONFLICT (party, id)"
         " DO UPDATE SET party = 1",
         "changes the place", NULL},
        {"WITH RECURSIVE b(id) AS (SELECT ?1 UNION SELECT t.id FROM team t JOIN b"
         " ON t.parent = b.id) SELECT id FROM b",
         NULL, ""},
        {"WITH RECURSIVE b(id) AS (SELECT ?1 UNION SELECT v.other FROM visit v JOIN b"
         " ON v.party = b.id) SELECT id FROM b",
         "walked", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        hold(&cases[i]);
}

static void judge__pieces_are_no_statements(void **state) {
    (void)state;
    struct arena *mem = arena_create();
    const struct spread_tables tables = {list, 3};
    assert_false(judge(mem, &tables, STR("SELECT count(*) FROM ")).parsed);
    assert_false(judge(mem, &tables, STR("")).parsed);
    assert_false(judge(mem, &tables, STR("SELECT 1; SELECT 2")).parsed);
    arena_free(mem);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(judge__joins_meet_by_what_spreads_them),
        cmocka_unit_test(judge__parts_that_speak_of_what_is_around),
        cmocka_unit_test(judge__whether_one_machine_is_asked),
        cmocka_unit_test(judge__changes),
        cmocka_unit_test(judge__pieces_are_no_statements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
