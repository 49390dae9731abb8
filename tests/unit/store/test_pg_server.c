/* What a server of PostgreSQL may be and do: too old, and gone in the middle of a transaction.
 * The old one is played by a thread that says what such a server says first. */
#include "fixture.h"
#include "store/pour.h"

#include <arpa/inet.h>
#include <pthread.h>

/* ---- A server that is too old ---- */

static void put(int fd, char kind, const char *name, const char *value) {
    size_t n = strlen(name) + 1, m = value ? strlen(value) + 1 : 0;
    uint32_t length = htonl((uint32_t)(4 + n + m));
    assert_int_equal(write(fd, &kind, 1), 1);
    assert_int_equal(write(fd, &length, 4), 4);
    assert_int_equal(write(fd, name, n), n);
    if (m) assert_int_equal(write(fd, value, m), m);
}

static void *play_server(void *listener) {
    static const char welcome[] = {'R', 0, 0, 0, 8, 0, 0, 0, 0};
    static const char ready[] = {'Z', 0, 0, 0, 5, 'I'};
    char asked[4096];
    int fd = accept(*(int *)listener, NULL, NULL);
    assert_true(read(fd, asked, sizeof asked) > 0);
    assert_int_equal(write(fd, welcome, sizeof welcome), sizeof welcome);
    put(fd, 'S', "server_version", "14.19");
    put(fd, 'S', "server_encoding", "UTF8");
    put(fd, 'S', "client_encoding", "UTF8");
    put(fd, 'S', "in_hot_standby", "off");
    put(fd, 'S', "default_transaction_read_only", "off");
    assert_int_equal(write(fd, ready, sizeof ready), sizeof ready);
    while (read(fd, asked, sizeof asked) > 0)
        ;
    close(fd);
    return NULL;
}

static void test_pg_server__one_that_is_too_old_is_called_so(void **state) {
    (void)state;
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof at;
    struct store *s;
    const char *reason = "";
    char path[128];
    pthread_t thread;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&at, size), 0);
    assert_int_equal(listen(fd, 1), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &size), 0);
    assert_int_equal(pthread_create(&thread, NULL, play_server, &fd), 0);
    snprintf(path, sizeof path,
             "postgresql://127.0.0.1:%d/none?sslmode=disable&gssencmode=disable",
             ntohs(at.sin_port));
    assert_int_equal(store_open(&(struct store_options){.path = path}, &s, &reason),
                     ERR_STORE);
    assert_string_equal(reason, "the server must be PostgreSQL 15 or newer");
    assert_null(s);
    pthread_join(thread, NULL);
    close(fd);
}

/* ---- A connection that is cut ---- */

/* Another connection ends this store's. */
static void cut(struct store *victim) {
    struct store *s = store_made(NULL);
    int64_t pid, n;
    assert_int_equal(
        store_int(store_reader(victim), SQL("SELECT pg_backend_pid()"), BIND_NONE, &pid),
        OK);
    assert_int_equal(store_int(store_reader(s),
                               SQL("SELECT pg_terminate_backend(?1::int, 5000)::int"),
                               BIND(v_int(pid)), &n),
                     OK);
    store_close(s);
}

/* It wrote something that is not committed yet. */
static struct store *cut_in_a_transaction(void) {
    struct store *s = store_of_things(NULL);
    assert_int_equal(store_begin(s), OK);
    assert_int_equal(thing_add(s, 1, STR("before")), OK);
    cut(s);
    return s;
}

static void test_pg_server__a_transaction_that_is_cut_leaves_nothing(void **state) {
    (void)state;
    if (!getenv("MOSHTARI_TEST_DATABASE")) skip();
    struct store *s = cut_in_a_transaction();
    assert_int_equal(thing_add(s, 2, STR("after")), ERR_BUSY);
    assert_int_equal(thing_add(s, 3, STR("after that")), ERR_BUSY); /* and not by itself */
    assert_int_equal(store_commit(s), ERR_BUSY);
    assert_int_equal(things(s), 0);
    assert_int_equal(store_begin(s), OK);
    assert_int_equal(thing_add(s, 4, STR("again")), OK);
    assert_int_equal(store_commit(s), OK);
    assert_int_equal(things(s), 1);
    store_close(s);
}

static void test_pg_server__a_commit_that_is_cut_is_no_success(void **state) {
    (void)state;
    if (!getenv("MOSHTARI_TEST_DATABASE")) skip();
    struct store *s = cut_in_a_transaction();
    assert_int_equal(store_commit(s), ERR_BUSY);
    assert_int_equal(things(s), 0);
    store_close(s);
}

/* The server ends the connection by itself at the row that has this identifier. */
static void cut_at_the_thing(struct store *s, int id) {
    char text[256];
    snprintf(text, sizeof text,
             "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN"
             " IF NEW.id = %d THEN PERFORM pg_terminate_backend(pg_backend_pid());"
             " END IF; RETURN NEW; END'",
             id);
    assert_int_equal(store_exec(store_writer(s), (struct sql){text}, BIND_NONE), OK);
    assert_int_equal(store_exec(store_writer(s),
                                SQL("CREATE TRIGGER cut BEFORE INSERT ON thing"
                                    " FOR EACH ROW EXECUTE FUNCTION cut()"),
                                BIND_NONE),
                     OK);
}

static void test_pg_server__rows_that_are_cut_leave_nothing(void **state) {
    (void)state;
    if (!getenv("MOSHTARI_TEST_DATABASE")) skip();
    enum { ROWS = 20000, CUT_AT = 500 };
    static struct value values[ROWS];
    static const struct column id = {.name = STR_INIT("id"), .kind = COLUMN_INT};
    struct store *s = store_of_things(NULL);
    cut_at_the_thing(s, CUT_AT);
    for (int i = 0; i < ROWS; i++)
        values[i] = v_int(i);
    const struct pour p = {STR("thing"), &id, 1, values, ROWS};
    assert_int_equal(store_begin(s), OK);
    assert_int_equal(store_pour(store_writer(s), &p), ERR_BUSY);
    assert_non_null(strstr(store_message(s), "administrator command (postgresql 57P01)"));
    assert_int_equal(store_pour(store_writer(s), &p), ERR_BUSY); /* and not by itself */
    assert_int_equal(store_commit(s), ERR_BUSY);
    assert_int_equal(things(s), 0);
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pg_server__one_that_is_too_old_is_called_so),
        cmocka_unit_test(test_pg_server__a_transaction_that_is_cut_leaves_nothing),
        cmocka_unit_test(test_pg_server__a_commit_that_is_cut_is_no_success),
        cmocka_unit_test(test_pg_server__rows_that_are_cut_leave_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
