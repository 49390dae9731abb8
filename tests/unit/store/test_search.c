#include "fixture.h"
#include "store/query.h"
#include "store/search.h"

static const struct str people = STR_INIT("people");

static const char *const names[] = {
    "علی رضایی تهران 09121234567", "مریم رضایی شیراز", "علی اکبری شیراز",
    "الف-ب c++ \"نقل\" don't",     "علیرضا کریمی",
};

static struct store *people_made(void) {
    struct store *s = store_made(NULL);
    struct writer *w = store_writer(s);
    assert_int_equal(search_create(w, people), OK);
    assert_int_equal(search_create(w, people), OK);
    for (int i = 0; i < 5; i++)
        if (search_put(w, people, i + 1, str_of(names[i])) != OK)
            fail_msg("%s", store_message(s));
    return s;
}

/* What one reading of the words (apart by '|') finds, as "5 3 1". */
static struct str found(struct store *s, struct arena *mem, const char *typed, bool whole,
                        int64_t before, int limit) {
    struct str words[8], rest = str_of(typed);
    struct search_words one = {.words = words, .whole = whole};
    struct buf out = buf_in(mem, 0);
    int64_t *ids;
    int n;
    while (one.count < 8 && str_cut(&rest, '|', &words[one.count]))
        one.count++;
    enum err err =
        search_find(store_reader(s), mem, people, &one, 1, before, limit, &ids, &n);
    if (err != OK) fail_msg("%s: %s", typed, store_message(s));
    for (int i = 0; i < n; i++)
        buf_format(&out, i ? " %d" : "%d", (int)ids[i]);
    return buf_str(&out);
}

static void assert_found(struct store *s) {
    static const struct {
        const char *typed;
        bool whole;
        const char *ids;
    } cases[] = {
        {"علی", false, "5 3 1"},      {"علی", true, "3 1"},
        {"رضایی|ش", false, "2"},      {"ش", false, "3 2"},
        {"رض", false, "2 1"},         {"رضا|علی", true, ""},
        {"091212345", false, "1"},    {"c++", true, "4"},
        {"\"نقل\"", true, "4"},       {"الف-", false, "4"},
        {"don't", true, "4"},         {"علی OR مریم", true, ""},
        {"علی NOT تهران", false, ""}, {"words:علی", false, ""},
        {"علی رضایی", true, "1"},     {"", false, ""},
        {" |\t", false, ""},          {"*", false, ""},
        {"\"", false, "4"},           {"(", false, ""},
        {"\xff\xfe", false, ""},      {"^علی", false, ""},
        {"علی|\xff", false, ""},
    };
    struct arena *mem = arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_str(found(s, mem, cases[i].typed, cases[i].whole, 0, 10), cases[i].ids);
    arena_free(mem);
}

static void find__words_and_beginnings(void **state) {
    (void)state;
    struct store *s = people_made();
    assert_found(s);
    store_close(s);
}

/* Among so many others that they are written together; again, with words that stand there
 * twice, that are none, and that are more than are kept. */
static void find__what_was_put_with_many(void **state) {
    (void)state;
    enum { OTHERS = 100, LONG = 700000 };
    struct store *s = people_made();
    struct writer *w = store_writer(s);
    struct arena *mem = arena_create();
    struct buf much = buf_in(mem, 0);
    while (much.n < LONG)
        buf_format(&much, "w%zu ", much.n);
    assert_int_equal(store_begin(s), OK);
    for (int i = 0; i < 5; i++) {
        struct str twice = str_format(mem, "%s\xff \xff %s", names[i], names[i]);
        assert_int_equal(search_put(w, people, i + 1, twice), OK);
    }
    for (int i = 0; i < OTHERS; i++)
        assert_int_equal(search_put(w, people, 100 + i, STR("دیگر دیگر")), OK);
    assert_int_equal(search_put(w, people, 200, STR("\xff")), OK);
    assert_int_equal(search_put(w, people, 201, buf_str(&much)), OK);
    if (store_commit(s) != OK) fail_msg("%s", store_message(s));
    assert_found(s);
    assert_str(found(s, mem, "دیگر", true, 103, 9), "102 101 100");
    assert_str(found(s, mem, "w0|w3", true, 0, 9), "201");
    arena_free(mem);
    store_close(s);
}

static void find__newest_first_in_pages(void **state) {
    (void)state;
    struct store *s = people_made();
    struct arena *mem = arena_create();
    assert_str(found(s, mem, "علی", false, 0, 2), "5 3");
    assert_str(found(s, mem, "علی", false, 3, 2), "1");
    assert_str(found(s, mem, "علی", false, 1, 2), "");
    assert_str(found(s, mem, "علی", false, 0, 0), "");
    assert_str(found(s, mem, "علی", false, 0, -1), "");
    arena_free(mem);
    store_close(s);
}

enum { OLD = 3000, ALL = 9000 };

static void assert_newest_found(struct store *s, struct arena *mem) {
    assert_str(found(s, mem, "تازه", true, 0, 3), "9000 8999 8998");
    assert_str(found(s, mem, "دهم", false, 0, 3), "9000 8990 8980");
    assert_str(found(s, mem, "قدی", false, 0, 3), "3000 2999 2998");
    assert_str(found(s, mem, "تاز", false, 5001, 2), "5000 4999");
    assert_str(found(s, mem, "قدیمی", true, 2000, 2), "1999 1998");
}

/* PostgreSQL goes another way through very many: it is told that there are. */
static void pretend_very_many(struct store *s) {
    static const struct sql texts[] = {
        SQL_INIT("ANALYZE search_people"),
        SQL_INIT("UPDATE pg_class SET reltuples = 1000000"
                 " WHERE oid = 'search_people'::regclass"),
    };
    assert_int_equal(store_begin(s), OK);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (store_exec(store_writer(s), texts[i], BIND_NONE) != OK)
            fail_msg("%s", store_message(s));
    assert_int_equal(store_commit(s), OK);
}

/* However frequent words are, and wherever the records lie that have them. */
static void find__newest_of_frequent_and_of_old_words(void **state) {
    (void)state;
    struct store *s = people_made();
    struct arena *mem = arena_create();
    assert_int_equal(store_begin(s), OK);
    for (int i = 10; i <= ALL; i++) {
        struct str words = i <= OLD ? STR("قدیمی") : i % 10 ? STR("تازه") : STR("تازه دهم");
        assert_int_equal(search_put(store_writer(s), people, i, words), OK);
    }
    assert_int_equal(store_commit(s), OK);
    assert_newest_found(s, mem);
    if (getenv("MOSHTARI_TEST_DATABASE")) pretend_very_many(s);
    assert_newest_found(s, mem);
    arena_free(mem);
    store_close(s);
}

static void find__any_of_the_alternatives_once(void **state) {
    (void)state;
    struct store *s = people_made();
    struct arena *mem = arena_create();
    const struct str ali[] = {STR("علی")}, maryam[] = {STR("مریم")},
                     tehran[] = {STR("تهران")};
    const struct search_words readings[] = {
        {ali, 1, true}, {NULL, 0, false}, {maryam, 1, false}, {tehran, 1, false}};
    int64_t *ids;
    int n;
    assert_int_equal(
        search_find(store_reader(s), mem, people, readings, 4, 0, 10, &ids, &n), OK);
    assert_int_equal(n, 3);
    assert_int_equal(ids[0], 3);
    assert_int_equal(ids[1], 2);
    assert_int_equal(ids[2], 1);
    assert_int_equal(search_find(store_reader(s), mem, people, NULL, 0, 0, 10, &ids, &n),
                     OK);
    assert_int_equal(n, 0);
    arena_free(mem);
    store_close(s);
}

static void find__more_words_than_looked_at(void **state) {
    (void)state;
    struct store *s = people_made();
    struct arena *mem = arena_create();
    struct str words[200];
    int64_t *ids;
    int n;
    for (int i = 0; i < 200; i++)
        words[i] = STR("علی");
    const struct search_words many = {words, 200, false};
    assert_int_equal(search_find(store_reader(s), mem, people, &many, 1, 0, 10, &ids, &n),
                     OK);
    assert_int_equal(n, 2);
    arena_free(mem);
    store_close(s);
}

static void put__replaces_and_removes(void **state) {
    (void)state;
    struct store *s = people_made();
    struct writer *w = store_writer(s);
    struct arena *mem = arena_create();
    int64_t n;
    assert_int_equal(search_put(w, people, 1, STR("حسن نوری")), OK);
    assert_int_equal(search_put(w, people, 2, STR("")), OK);
    assert_int_equal(search_remove(w, people, 3), OK);
    assert_int_equal(search_remove(w, people, 333), OK);
    assert_str(found(s, mem, "علی", false, 0, 10), "5");
    assert_str(found(s, mem, "حسن|نور", false, 0, 10), "1");
    assert_int_equal(search_count(store_reader(s), people, &n), OK);
    assert_int_equal(n, 3);
    assert_int_equal(search_tidy(w, people), OK);
    assert_str(found(s, mem, "علی", false, 0, 10), "5");
    arena_free(mem);
    store_close(s);
}

typedef void condition(struct reader *r, struct query *q, char alias, struct str name,
                       const struct search_words *alternatives, int count);

/* The largest id above `above` in table p that has a word beginning so. */
static int64_t largest(struct store *s, condition *add, struct str beginning,
                       int64_t above) {
    struct arena *mem = arena_create();
    const struct search_words one = {&beginning, 1, false};
    struct query q = query_in(mem);
    int64_t n = 0;
    query_add(&q, SQL("SELECT id FROM p a WHERE id > "));
    query_bind(&q, v_int(above));
    query_add(&q, SQL(" AND "));
    add(store_reader(s), &q, 'a', people, &one, 1);
    query_add(&q, SQL(" ORDER BY id DESC LIMIT 1"));
    enum err err = query_int(store_reader(s), &q, &n);
    arena_free(mem);
    assert_true(err == OK || err == ERR_ABSENT);
    return n;
}

static void condition__filters_a_list(void **state) {
    (void)state;
    condition *const both[] = {search_condition, search_condition_first};
    struct store *s = people_made();
    struct writer *w = store_writer(s);
    assert_int_equal(
        store_exec(w, SQL("CREATE TABLE p (id INTEGER PRIMARY KEY)"), BIND_NONE), OK);
    assert_int_equal(store_exec(w, SQL("INSERT INTO p VALUES (2), (3)"), BIND_NONE), OK);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(largest(s, both[i], STR("رضا"), 0), 2);
        assert_int_equal(largest(s, both[i], STR("رضا"), 2), 0);
        assert_int_equal(largest(s, both[i], STR(""), 0), 0);
    }
    store_close(s);
}

/* So many matches that a page of a list is filled row by row. */
static void condition__of_a_frequent_word(void **state) {
    (void)state;
    enum { MANY = 25000 };
    struct store *s = people_made();
    struct writer *w = store_writer(s);
    assert_int_equal(store_begin(s), OK);
    assert_int_equal(
        store_exec(w, SQL("CREATE TABLE p (id bigint PRIMARY KEY)"), BIND_NONE), OK);
    for (int i = 10; i < MANY; i++) {
        assert_int_equal(search_put(w, people, i, i % 10 ? STR("مشتری") : STR("همکار")),
                         OK);
        assert_int_equal(store_exec(w, SQL("INSERT INTO p VALUES (?1)"), BIND(v_int(i))),
                         OK);
    }
    assert_int_equal(store_commit(s), OK);
    assert_int_equal(largest(s, search_condition_first, STR("مش"), 0), MANY - 1);
    assert_int_equal(largest(s, search_condition, STR("مش"), 0), MANY - 1);
    assert_int_equal(largest(s, search_condition_first, STR("هم"), 0), MANY - 10);
    assert_int_equal(largest(s, search_condition_first, STR("مش"), MANY - 1), 0);
    store_close(s);
}

/* Each request of a group writes in a savepoint of its own. */
static bool any_in(struct store *s) {
    bool any;
    assert_int_equal(search_any(store_reader(s), people, &any), OK);
    return any;
}

static void any__until_the_last_is_removed(void **state) {
    (void)state;
    struct store *s = people_made();
    assert_true(any_in(s));
    for (int64_t id = 1; id <= 5; id++)
        assert_int_equal(search_remove(store_writer(s), people, id), OK);
    assert_false(any_in(s));
    assert_int_equal(search_put(store_writer(s), people, 6, STR("حسن")), OK);
    assert_true(any_in(s));
    store_close(s);
}

static void put__in_savepoints_that_are_kept_and_undone(void **state) {
    (void)state;
    struct store *s = people_made();
    struct writer *w = store_writer(s);
    struct arena *mem = arena_create();
    assert_int_equal(store_begin(s), OK);
    assert_int_equal(store_savepoint(s), OK);
    assert_int_equal(search_put(w, people, 10, STR("نسرین کرمی")), OK);
    assert_int_equal(search_remove(w, people, 2), OK);
    assert_int_equal(store_savepoint_keep(s), OK);
    assert_int_equal(store_savepoint(s), OK);
    assert_int_equal(search_put(w, people, 11, STR("نسرین اکبری")), OK);
    assert_int_equal(search_put(w, people, 10, STR("نسترن کرمی")), OK);
    assert_str(found(s, mem, "نسرین", true, 0, 10), "11"); /* asked inside of it */
    store_savepoint_undo(s);
    assert_str(found(s, mem, "نسرین", true, 0, 10), "10");
    assert_int_equal(store_savepoint(s), OK);
    assert_int_equal(search_put(w, people, 12, STR("نسرین")), OK);
    store_savepoint_undo(s);
    assert_int_equal(search_put(w, people, 13, STR("نسرین نوری")), OK);
    assert_int_equal(store_commit(s), OK);
    assert_str(found(s, mem, "نسرین", true, 0, 10), "13 10");
    assert_str(found(s, mem, "مریم", true, 0, 10), "");
    arena_free(mem);
    store_close(s);
}

/* Identifiers in any order, more than may wait, and the latest words of each. */
static void put__many_in_one_transaction(void **state) {
    (void)state;
    enum { MANY = 30011 };
    struct store *s = people_made();
    struct writer *w = store_writer(s);
    struct arena *mem = arena_create();
    int64_t count;
    assert_int_equal(store_begin(s), OK);
    for (int i = 0; i < MANY; i++)
        assert_int_equal(search_put(w, people, 10 + i * 7919LL % MANY, STR("نسرین")), OK);
    assert_int_equal(search_put(w, people, 12, STR("نسترن")), OK);
    assert_int_equal(search_put(w, people, 12, STR("نسترن کرمی")), OK);
    assert_int_equal(search_remove(w, people, 11), OK);
    assert_int_equal(store_commit(s), OK);
    assert_int_equal(search_count(store_reader(s), people, &count), OK);
    assert_int_equal(count, 5 + MANY - 1);
    assert_str(found(s, mem, "نسرین", true, 16, 5), "15 14 13 10");
    assert_str(found(s, mem, "نسترن|کرمی", true, 0, 5), "12");
    arena_free(mem);
    store_close(s);
}

static void put__what_waits_goes_with_its_transaction(void **state) {
    (void)state;
    struct store *s = people_made();
    struct arena *mem = arena_create();
    for (int fails = 0; fails < 2; fails++) {
        assert_int_equal(store_begin(s), OK);
        assert_int_equal(store_savepoint(s), OK);
        assert_int_equal(search_put(store_writer(s), people, 10, STR("نسرین")), OK);
        assert_int_equal(store_savepoint_keep(s), OK);
        if (fails) store_fail_at(s, 1); /* writing the words, which is part of the commit */
        if (fails) assert_int_equal(store_commit(s), ERR_STORE);
        store_fail_at(s, 0);
        store_rollback(s);
        assert_str(found(s, mem, "نسرین", true, 0, 10), "");
    }
    arena_free(mem);
    store_close(s);
}

static enum err put_aside(void *self, int64_t id, struct str words) {
    return search_put(store_writer(self), people, id, words);
}

/* A kind whose words went aside is found once the index made there has been adopted; one that
 * has an index keeps it. */
static void adopt__makes_the_index_of_an_empty_one(void **state) {
    (void)state;
    struct folder folder = folder_make();
    struct arena *mem = arena_create();
    struct store *s = store_made(folder.file), *aside;
    assert_int_equal(store_open(&(struct store_options){.create = true}, &aside, NULL), OK);
    struct writer *w = store_writer(s);
    assert_int_equal(search_create(w, people), OK);
    assert_int_equal(search_create(store_writer(aside), people), OK);
    search_divert(w, people, put_aside, aside);
    assert_int_equal(search_put(w, people, 7, STR("سارا رضایی")), OK);
    assert_int_equal(search_put(w, people, 8, STR("سارا نوری")), OK);
    assert_int_equal(search_remove(w, people, 8), OK);
    search_divert(w, STR(""), NULL, NULL);
    assert_str(found(s, mem, "سارا", false, 0, 10), "");
    assert_int_equal(search_adopt(aside, folder.file, people), OK);
    assert_str(found(s, mem, "سار", false, 0, 10), "7");
    assert_int_equal(search_put(w, people, 9, STR("سارا کریمی")), OK);
    assert_str(found(s, mem, "سارا", false, 0, 10), "9 7");
    assert_int_equal(search_adopt(aside, folder.file, people), ERR_CONFLICT);
    assert_str(found(s, mem, "سارا", false, 0, 10), "9 7");
    store_close(aside);
    store_close(s);
    arena_free(mem);
    folder_remove(&folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(find__words_and_beginnings),
        cmocka_unit_test(find__what_was_put_with_many),
        cmocka_unit_test(find__newest_first_in_pages),
        cmocka_unit_test(find__newest_of_frequent_and_of_old_words),
        cmocka_unit_test(find__any_of_the_alternatives_once),
        cmocka_unit_test(find__more_words_than_looked_at),
        cmocka_unit_test(put__replaces_and_removes),
        cmocka_unit_test(any__until_the_last_is_removed),
        cmocka_unit_test(put__in_savepoints_that_are_kept_and_undone),
        cmocka_unit_test(put__many_in_one_transaction),
        cmocka_unit_test(put__what_waits_goes_with_its_transaction),
        cmocka_unit_test(condition__filters_a_list),
        cmocka_unit_test(condition__of_a_frequent_word),
        cmocka_unit_test(adopt__makes_the_index_of_an_empty_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
