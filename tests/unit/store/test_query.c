#include "fixture.h"
#include "store/query.h"

static void query__pieces_names_and_values(void **state) {
    (void)state;
    struct store *s = store_of_things(NULL);
    struct arena *mem = arena_create();
    struct query q = query_in(mem);
    int64_t n;
    assert_int_equal(thing_add(s, 1, STR("it's; DROP TABLE thing")), OK);
    query_add(&q, SQL("SELECT "));
    query_column(&q, 't', STR("id"));
    query_add(&q, SQL(" FROM "));
    query_name(&q, STR("thing"));
    query_add(&q, SQL(" t WHERE name = "));
    query_bind(&q, v_text(STR("it's; DROP TABLE thing")));
    query_add(&q, SQL(" AND id = "));
    query_bind(&q, v_int(1));
    query_add(&q, SQL(" LIMIT "));
    query_number(&q, 10);
    assert_str(buf_str(&q.text),
               "SELECT t.\"id\" FROM \"thing\" t WHERE name = ?1 AND id = ?2"
               " LIMIT 10");
    assert_int_equal(query_int(store_reader(s), &q, &n), OK);
    assert_int_equal(n, 1);
    arena_free(mem);
    store_close(s);
}

static void query__as_many_values_as_allowed_and_one_more(void **state) {
    (void)state;
    struct store *s = store_of_things(NULL);
    struct arena *mem = arena_create();
    struct query q = query_in(mem);
    struct rows rows;
    int64_t n;
    assert_int_equal(thing_add(s, 0, STR("first")), OK);
    assert_int_equal(thing_add(s, QUERY_BINDS - 1, STR("last")), OK);
    assert_int_equal(thing_add(s, QUERY_BINDS, STR("one more")), OK);
    query_add(&q, SQL("SELECT count(*) FROM thing WHERE id IN ("));
    for (int i = 0; i < QUERY_BINDS; i++) {
        if (i) query_add(&q, SQL(","));
        query_bind(&q, v_int(i));
    }
    struct query more = q;
    query_add(&q, SQL(")"));
    assert_int_equal(query_int(store_reader(s), &q, &n), OK);
    assert_int_equal(n, 2);
    query_bind(&more, v_int(0));
    assert_int_equal(query_run(store_reader(s), &more, &rows), ERR_LIMIT);
    assert_false(rows_next(&rows));
    assert_int_equal(query_exec(store_writer(s), &more), ERR_LIMIT);
    arena_free(mem);
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(query__pieces_names_and_values),
        cmocka_unit_test(query__as_many_values_as_allowed_and_one_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
