#include "fixture.h"
#include "store/files.h"

static struct str key(char letter) {
    static char keys[256][FILE_KEY_CHARS];
    char *p = keys[(unsigned char)letter];
    return str_n(memset(p, letter, FILE_KEY_CHARS), FILE_KEY_CHARS);
}

static void put_and_get(struct store *s) {
    struct arena *mem = arena_create();
    struct str got = STR("");
    assert_int_equal(files_get(store_reader(s), mem, key('a'), &got), ERR_ABSENT);
    assert_int_equal(files_put(store_writer(s), key('a'), str_n("x\0y", 3)), OK);
    assert_int_equal(files_put(store_writer(s), key('a'), str_n("x\0y", 3)), OK);
    assert_int_equal(files_put(store_writer(s), key('b'), STR("")), OK);
    assert_int_equal(files_get(store_reader(s), mem, key('a'), &got), OK);
    assert_true(str_eq(got, str_n("x\0y", 3)));
    assert_int_equal(files_get(store_reader(s), mem, key('b'), &got), OK);
    assert_int_equal(got.n, 0);
    assert_int_equal(files_get(store_reader(s), mem, key('c'), &got), ERR_ABSENT);
    arena_free(mem);
}

static void pieces__in_memory(void **state) {
    (void)state;
    struct store *s = store_made(NULL);
    assert_int_equal(files_put(store_writer(s), key('e'), STR("before any reading")), OK);
    put_and_get(s);
    store_close(s);
}

static void pieces__in_a_second_file(void **state) {
    (void)state;
    struct folder f = folder_make();
    struct store *s = store_made(f.file), *r;
    struct arena *mem = arena_create();
    struct str got;
    const struct store_options to_read = {.path = f.file, .read_only = true};
    assert_int_equal(store_open(&to_read, &r, NULL), OK);
    assert_int_equal(files_get(store_reader(r), mem, key('a'), &got), ERR_ABSENT);
    put_and_get(s);
    assert_int_equal(files_get(store_reader(r), mem, key('a'), &got), OK);
    store_close(r);
    store_close(s);
    assert_int_equal(store_open(&to_read, &r, NULL), OK);
    assert_int_equal(files_get(store_reader(r), mem, key('a'), &got), OK);
    assert_int_equal(got.n, 3);
    store_close(r);
    arena_free(mem);
    folder_remove(&f);
}

static void put__survives_a_rollback_around_it(void **state) {
    (void)state;
    struct store *s = store_made(NULL);
    struct arena *mem = arena_create();
    struct str got;
    assert_int_equal(store_begin(s), OK);
    assert_int_equal(files_put(store_writer(s), key('a'), STR("kept")), OK);
    store_rollback(s);
    assert_int_equal(files_get(store_reader(s), mem, key('a'), &got), OK);
    assert_str(got, "kept");
    arena_free(mem);
    store_close(s);
}

static void put__bad_keys_and_large_pieces_are_refused(void **state) {
    (void)state;
    struct store *s = store_made(NULL);
    struct arena *mem = arena_create();
    struct str got;
    static char large[FILE_PIECE_BYTES + 1];
    struct writer *w = store_writer(s);
    assert_int_equal(files_put(w, STR("short"), STR("x")), ERR_INVALID);
    assert_int_equal(files_put(w, key('A'), STR("x")), ERR_INVALID);
    assert_int_equal(files_put(w, key('\''), STR("x")), ERR_INVALID);
    assert_int_equal(files_get(store_reader(s), mem, key('\''), &got), ERR_ABSENT);
    assert_int_equal(files_put(w, key('a'), str_n(large, sizeof large)), ERR_LIMIT);
    assert_int_equal(files_put(w, key('a'), str_n(large, FILE_PIECE_BYTES)), OK);
    arena_free(mem);
    store_close(s);
}

static void list__in_order_and_in_parts(void **state) {
    (void)state;
    struct store *s = store_made(NULL);
    struct arena *mem = arena_create();
    struct str *keys;
    int n = -1;
    assert_int_equal(files_list(store_reader(s), mem, STR(""), 10, &keys, &n), OK);
    assert_int_equal(n, 0);
    for (char c = 'f'; c >= 'a'; c--)
        assert_int_equal(files_put(store_writer(s), key(c), STR("x")), OK);
    assert_int_equal(files_list(store_reader(s), mem, STR(""), 4, &keys, &n), OK);
    assert_int_equal(n, 4);
    assert_true(str_eq(keys[0], key('a')));
    assert_true(str_eq(keys[3], key('d')));
    assert_int_equal(files_list(store_reader(s), mem, keys[3], 4, &keys, &n), OK);
    assert_int_equal(n, 2);
    assert_true(str_eq(keys[1], key('f')));
    arena_free(mem);
    store_close(s);
}

static void forget__these_alone(void **state) {
    (void)state;
    struct store *s = store_made(NULL);
    struct arena *mem = arena_create();
    struct str got;
    for (char c = 'a'; c <= 'c'; c++)
        assert_int_equal(files_put(store_writer(s), key(c), STR("x")), OK);
    const struct str keys[] = {key('a'), key('c'), key('d')};
    assert_int_equal(files_forget(store_writer(s), keys, 3), OK);
    assert_int_equal(files_get(store_reader(s), mem, key('a'), &got), ERR_ABSENT);
    assert_int_equal(files_get(store_reader(s), mem, key('b'), &got), OK);
    assert_int_equal(files_get(store_reader(s), mem, key('c'), &got), ERR_ABSENT);
    arena_free(mem);
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces__in_memory),
        cmocka_unit_test(pieces__in_a_second_file),
        cmocka_unit_test(put__survives_a_rollback_around_it),
        cmocka_unit_test(put__bad_keys_and_large_pieces_are_refused),
        cmocka_unit_test(list__in_order_and_in_parts),
        cmocka_unit_test(forget__these_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
