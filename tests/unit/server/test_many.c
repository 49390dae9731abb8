/* Many organisations on one server, each answering to NAME.example. */
#include "app/registry.h"
#include "client.h"
#include "fake_app.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE = 400, PATIENCE_STEP_US = 20 * 1000 };

static struct arena *mem;
static char folder[] = "/tmp/server-many-XXXXXX", list[80];
static struct running_server server;
static int64_t noted_due_ms;
static const char *silent_address;
static const char *const names[] = {"alef", "be", "pe"};
enum { NAMES = sizeof names / sizeof *names };

/* ---- The list and the folders ---- */

typedef enum err change_fn(struct writer *w, const char *name);

static void change_list(change_fn *change, const char *name) {
    struct store *s;
    assert_int_equal(
        store_open(&(struct store_options){.path = list, .create = true}, &s, NULL), OK);
    assert_int_equal(registry_apply(s), OK);
    assert_int_equal(store_begin(s), OK);
    assert_int_equal(change(store_writer(s), name), OK);
    assert_int_equal(store_commit(s), OK);
    store_close(s);
}

static enum err enter(struct writer *w, const char *name) {
    TRY(registry_add(w, str_of(name), STR("")));
    struct str host = str_join(mem, str_of(name), STR(".example"));
    return registry_add_host(w, str_of(name), host);
}

static enum err suspend(struct writer *w, const char *name) {
    return registry_suspend(w, str_of(name), true);
}

static enum err resume(struct writer *w, const char *name) {
    return registry_suspend(w, str_of(name), false);
}

static enum err take_off(struct writer *w, const char *name) {
    return registry_remove(w, str_of(name));
}

static enum err move_to_pe(struct writer *w, const char *name) {
    return registry_move(w, str_of(name), STR("pe"));
}

static const char *database(const char *name) {
    return str_z(mem, str_format(mem, "%s/%s/organisation.db", folder, name));
}

static void make_database(const char *name) {
    struct store *s;
    struct store_options options = {.path = database(name), .create = true};
    store_remove(database(name));
    assert_int_equal(store_open(&options, &s, NULL), OK);
    assert_int_equal(store_begin(s), OK);
    assert_int_equal(
        store_exec(store_writer(s), SQL("CREATE TABLE made (id INTEGER)"), BIND_NONE), OK);
    assert_int_equal(store_commit(s), OK);
    store_close(s);
}

static void spoil_database(const char *name) {
    static const char text[] = "no database, though it is as long as the head of one …";
    int fd = open(database(name), O_WRONLY | O_TRUNC);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, sizeof text), sizeof text);
    close(fd);
}

static int set_up(void **state) {
    (void)state;
    mem = arena_create();
    strcpy(folder + strlen(folder) - 6, "XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(list, sizeof list, "%s/organisations.db", folder);
    for (int i = 0; i < NAMES; i++) {
        mkdir(str_z(mem, str_format(mem, "%s/%s", folder, names[i])), 0700);
        make_database(names[i]);
        change_list(enter, names[i]);
    }
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    char command[80];
    server_ended(&server, SIGKILL);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    assert_int_equal(system(command), 0);
    arena_free(mem);
    return 0;
}

static void start(struct server_options options) {
    options.list = list;
    options.data = folder;
    options.error_log = getenv("SERVER_LOG") ? getenv("SERVER_LOG") : "/dev/null";
    server_launched(&server, &options);
}

/* ---- Asking ---- */

static struct str ask(const char *host, const char *line, const char *body) {
    int fd = client_connect(&server);
    client_ask_on(fd, host, line, body);
    struct str reply = client_reply(mem, fd);
    close(fd);
    return reply;
}

static void expect(const char *host, const char *line, const char *body, int status,
                   const char *expected) {
    struct str reply = ask(host, line, body);
    if (client_status(reply) != status) fail_msg("%s%s: %.*s", host, line, STR_ARG(reply));
    if (expected) assert_str(client_body(reply), expected);
}

/* Until it is answered so: what the list says is learnt a moment later. */
static void await(const char *host, const char *line, int status, const char *body) {
    for (int i = 0; i < PATIENCE; i++, usleep(PATIENCE_STEP_US)) {
        struct str reply = ask(host, line, NULL);
        bool is = !body || str_is(client_body(reply), body);
        if (client_status(reply) == status && is) return;
    }
    fail_msg("%s %s is not answered with %d %s", host, line, status, body ? body : "");
}

/* Whether anything came on a connection by now. */
static bool has_come(int fd) {
    return poll(&(struct pollfd){.fd = fd, .events = POLLIN}, 1, 0) == 1;
}

/* Steps of an organisation's job, whoever serves it. */
static int64_t steps(const char *name) {
    struct store *s;
    int64_t n = 0;
    if (store_open(&(struct store_options){.path = database(name), .read_only = true}, &s,
                   NULL)
        != OK)
        return 0;
    store_int(store_reader(s), SQL("SELECT count(*) FROM step_of_test"), BIND_NONE, &n);
    store_close(s);
    return n;
}

static void await_steps(const char *name, int64_t more_than) {
    for (int i = 0; i < PATIENCE; i++, usleep(PATIENCE_STEP_US))
        if (steps(name) > more_than) return;
    fail_msg("no work is done for %s", name);
}

/* ---- Tests ---- */

static void test_many__each_host_has_its_own_organisation(void **state) {
    (void)state;
    start((struct server_options){.loops = 2});
    expect("alef.example", "POST /add", "a", 201, "");
    expect("ALEF.Example.:8080", "POST /add", "a", 201, "");
    expect("be.example", "POST /add", "b", 201, "");
    expect("alef.example", "GET /rows", NULL, 200, "2");
    expect("be.example", "GET /rows", NULL, 200, "1");
    expect("pe.example", "GET /rows", NULL, 200, "0");
    expect("pe.example", "POST /prepared", "c", 200, "prepared c");
    expect("pe.example", "GET /slow", NULL, 200, "slow");
    assert_int_equal(server_ended(&server, SIGTERM), 0);
}

static void test_many__one_connection_may_ask_for_several(void **state) {
    (void)state;
    start((struct server_options){.loops = 1});
    int fd = client_connect(&server);
    client_ask_on(fd, "alef.example", "POST /add", "a");
    client_ask_on(fd, "be.example", "GET /rows", NULL);
    client_ask_on(fd, "alef.example", "GET /rows", NULL);
    assert_int_equal(client_status(client_reply(mem, fd)), 201);
    assert_str(client_body(client_reply(mem, fd)), "0");
    assert_str(client_body(client_reply(mem, fd)), "1");
    close(fd);
    assert_int_equal(server_ended(&server, SIGTERM), 0);
}

static void test_many__an_unknown_host_sees_nothing_of_anybody(void **state) {
    (void)state;
    static const char *const hosts[] = {"te.example",        "example",
                                        "alef.example.evil", "alef.example\xd9\xbe",
                                        "127.0.0.1",         "xalef.example"};
    start((struct server_options){.loops = 1});
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        expect(hosts[i], "GET /rows", NULL, 421, NULL);
        expect(hosts[i], "POST /add", "x", 421, NULL);
    }
    struct str page = ask("te.example", "GET /", NULL);
    assert_true(str_has(page, STR("lang=\"fa\" dir=\"rtl\"")));
    assert_true(str_has(page, STR("lang=\"en\" dir=\"ltr\"")));
    struct str json = ask("te.example", "GET /api/v1/party", NULL);
    assert_true(str_has(json, STR("Content-Type: application/problem+json\r\n")));
    assert_true(str_has(json, STR("\"status\":421")));
    assert_int_equal(server_ended(&server, SIGTERM), 0);
}

static void test_many__a_suspended_one_answers_nothing(void **state) {
    (void)state;
    start((struct server_options){.loops = 1});
    expect("be.example", "POST /add", "b", 201, "");
    int stream = client_connect(&server);
    client_ask_on(stream, "be.example", "GET /events", NULL);
    assert_true(str_has(client_until(mem, stream, "id: 1\n"), STR("data: rows")));
    change_list(suspend, "be");
    await("be.example", "GET /rows", 503, NULL);
    assert_true(str_has(ask("be.example", "GET /", NULL), STR("تعلیق")));
    assert_true(client_ended(stream));
    expect("be.example", "POST /add", "b", 503, NULL);
    expect("alef.example", "GET /rows", NULL, 200, "0");
    change_list(resume, "be");
    await("be.example", "GET /rows", 200, "1");
    close(stream);
    assert_int_equal(server_ended(&server, SIGTERM), 0);
}

static void test_many__the_list_may_change_while_it_serves(void **state) {
    (void)state;
    start((struct server_options){.loops = 2});
    expect("be.example", "POST /add", "b", 201, "");
    change_list(take_off, "pe");
    await("pe.example", "GET /rows", 421, NULL);
    change_list(move_to_pe, "be");
    await("be.example", "GET /rows", 200, "0");
    change_list(take_off, "be");
    await("be.example", "GET /rows", 421, NULL);
    change_list(enter, "be");
    await("be.example", "GET /rows", 200, "1");
    expect("alef.example", "GET /rows", NULL, 200, "0");
    assert_int_equal(server_ended(&server, SIGTERM), 0);
}

static void test_many__a_broken_one_is_broken_alone(void **state) {
    (void)state;
    spoil_database("be");
    store_remove(database("pe"));
    start((struct server_options){.loops = 2});
    expect("be.example", "GET /rows", NULL, 503, NULL);
    expect("be.example", "POST /add", "x", 503, NULL);
    expect("pe.example", "GET /rows", NULL, 503, NULL);
    expect("alef.example", "POST /add", "a", 201, "");
    expect("alef.example", "GET /rows", NULL, 200, "1");
    make_database("be");
    await("be.example", "GET /rows", 200, "0");
    assert_int_equal(server_ended(&server, SIGTERM), 0);
}

/* No time is measured: what is held ends only after the others were answered. */
static void test_many__a_slow_writer_holds_up_its_own_alone(void **state) {
    (void)state;
    start((struct server_options){.loops = 1});
    int held = client_connect(&server), behind = client_connect(&server);
    client_ask_on(held, "alef.example", "POST /hold", "");
    await("pe.example", "GET /held", 200, "1");
    client_ask_on(behind, "alef.example", "POST /add", "a");
    for (int i = 0; i < 20; i++)
        expect("be.example", "POST /add", "b", 201, "");
    expect("be.example", "GET /rows", NULL, 200, "20");
    expect("alef.example", "GET /rows", NULL, 200, "0");
    expect("pe.example", "GET /release", NULL, 200, "released");
    assert_str(client_body(client_reply(mem, held)), "released");
    assert_int_equal(client_status(client_reply(mem, behind)), 201);
    close(held);
    close(behind);
    assert_int_equal(server_ended(&server, SIGTERM), 0);
}

static void test_many__nobody_has_all_slow_workers(void **state) {
    (void)state;
    start((struct server_options){.loops = 1, .slow_workers = 2});
    int held[4];
    for (int i = 0; i < 4; i++) {
        held[i] = client_connect(&server);
        client_ask_on(held[i], "alef.example", "GET /wait", NULL);
    }
    expect("be.example", "GET /slow", NULL, 200, "slow");
    expect("be.example", "POST /prepared", "b", 200, "prepared b");
    expect("be.example", "GET /release", NULL, 200, "released");
    for (int i = 0; i < 4; i++) {
        assert_str(client_body(client_reply(mem, held[i])), "released");
        close(held[i]);
    }
    assert_int_equal(server_ended(&server, SIGTERM), 0);
}

static void test_many__those_nobody_uses_are_closed(void **state) {
    (void)state;
    start((struct server_options){.loops = 2, .tenant_idle_ms = 600});
    expect("pe.example", "GET /rest?3600000", NULL, 200, NULL);
    expect("alef.example", "POST /add", "a", 201, "");
    expect("be.example", "GET /slow", NULL, 200, "slow");
    expect("pe.example", "GET /opened", NULL, 200, "3");
    await("pe.example", "GET /opened", 200, "1");
    int64_t done = steps("be");
    usleep(2 * SERVER_KEEP_MS * 1000);
    expect("pe.example", "GET /opened", NULL, 200, "1");
    assert_int_equal(steps("be"), done);
    expect("alef.example", "GET /rows", NULL, 200, "1");
    assert_int_equal(server_ended(&server, SIGTERM), 0);
}

static void test_many__no_more_are_open_than_allowed(void **state) {
    (void)state;
    start((struct server_options){.loops = 1, .tenants_open = 1});
    int stream = client_connect(&server);
    client_ask_on(stream, "be.example", "GET /events", NULL);
    assert_int_equal(client_status(client_until(mem, stream, "\r\n\r\n")), 200);
    expect("pe.example", "GET /rows", NULL, 200, "0");
    usleep((SERVER_TENANT_LEAST_MS + SERVER_KEEP_MS) * 1000);
    await("alef.example", "GET /opened", 200, "1");
    expect("be.example", "POST /add", "b", 201, ""); /* its stream is still there */
    assert_true(str_has(client_until(mem, stream, "id: 1\n"), STR("data: rows")));
    close(stream);
    assert_int_equal(server_ended(&server, SIGTERM), 0);
}

/* Nobody ever asks for `be`. */
static void test_many__jobs_of_closed_ones_are_done(void **state) {
    (void)state;
    change_list(take_off, "alef");
    start((struct server_options){.loops = 1, .tenant_idle_ms = 200});
    await_steps("be", 0);
    await("pe.example", "GET /opened", 200, "1"); /* closed again */
    await_steps("be", steps("be"));
    assert_int_equal(server_ended(&server, SIGTERM), 0);
}

static enum err make_due(struct writer *w, const char *name) {
    struct listing l;
    bool set;
    TRY(registry_read(writer_reader(w), mem, folder, &l));
    int64_t before_ms = registry_named(&l, str_of(name))->due_ms;
    return registry_set_due(w, str_of(name), before_ms, 1, &set);
}

static void test_many__what_another_server_notes_is_heeded(void **state) {
    (void)state;
    change_list(take_off, "alef");
    start((struct server_options){.loops = 1, .tenant_idle_ms = 200});
    expect("pe.example", "GET /rest?3600000", NULL, 200, NULL);
    await_steps("be", 0);
    await("pe.example", "GET /opened", 200, "1");
    int64_t done = steps("be");
    change_list(make_due, "be");
    await_steps("be", done);
    assert_int_equal(server_ended(&server, SIGTERM), 0);
}

static enum err read_due(struct writer *w, const char *name) {
    struct listing l;
    TRY(registry_read(writer_reader(w), mem, folder, &l));
    noted_due_ms = registry_named(&l, str_of(name))->due_ms;
    return OK;
}

/* A server that dies leaves word of when others should look after what it had open. */
static void test_many__an_open_one_is_looked_after_if_its_server_dies(void **state) {
    (void)state;
    start((struct server_options){.loops = 1});
    expect("be.example", "GET /rest?3600000", NULL, 200, NULL);
    for (int i = 0; i < PATIENCE && noted_due_ms <= 1; i++, usleep(PATIENCE_STEP_US))
        change_list(read_due, "be");
    assert_int_equal(server_ended(&server, SIGKILL), -1);
    int64_t now_ms = (int64_t)time(NULL) * 1000;
    assert_in_range(noted_due_ms, now_ms, now_ms + SERVER_LEASE_MS + 1000);
    int64_t done = steps("be");
    start((struct server_options){.loops = 1});
    await_steps("be", done);
    assert_int_equal(server_ended(&server, SIGTERM), 0);
}

/* A machine that takes connections and never says a word; its address. */
static const char *silent_machine(int *out_fd) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof at;
    *out_fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(*out_fd, (struct sockaddr *)&at, size), 0);
    assert_int_equal(listen(*out_fd, 100), 0);
    assert_int_equal(getsockname(*out_fd, (struct sockaddr *)&at, &size), 0);
    return str_z(mem, str_format(mem, "postgresql://127.0.0.1:%d/none?schema=none",
                                 ntohs(at.sin_port)));
}

static enum err enter_silent(struct writer *w, const char *name) {
    TRY(registry_add(w, str_of(name), str_of(silent_address)));
    struct str host = str_join(mem, str_of(name), STR(".example"));
    return registry_add_host(w, str_of(name), host);
}

/* No time is measured: the silent ones are answered when they were given up, and whoever is
 * answered before was not held up by them. */
static void test_many__silent_databases_hold_up_nobody_else(void **state) {
    (void)state;
    enum { SILENT = 2 * SERVER_WRITERS };
    int machine, held[SILENT];
    silent_address = silent_machine(&machine);
    for (int i = 0; i < SILENT; i++)
        change_list(enter_silent, str_z(mem, str_format(mem, "silent-%d", i)));
    start((struct server_options){.loops = 1});
    for (int i = 0; i < SILENT; i++) {
        held[i] = client_connect(&server);
        client_ask_on(held[i], str_z(mem, str_format(mem, "silent-%d.example", i)),
                      "GET /rows", NULL);
    }
    expect("alef.example", "POST /add", "a", 201, "");
    expect("alef.example", "POST /prepared", "b", 200, "prepared b");
    expect("be.example", "GET /rows", NULL, 200, "0");
    for (int i = 0; i < SILENT; i++)
        assert_false(has_come(held[i]));
    for (int i = 0; i < SILENT; i++) {
        assert_int_equal(client_status(client_reply(mem, held[i])), 503);
        close(held[i]);
    }
    close(machine);
    assert_int_equal(server_ended(&server, SIGTERM), 0);
}

static void test_many__a_killed_server_begins_anew_with_all(void **state) {
    (void)state;
    start((struct server_options){.loops = 2});
    for (int i = 0; i < NAMES; i++)
        for (int n = 0; n <= i; n++)
            expect(str_format(mem, "%s.example", names[i]).p, "POST /add", "x", 201, "");
    assert_int_equal(server_ended(&server, SIGKILL), -1);
    start((struct server_options){.loops = 2});
    expect("alef.example", "GET /rows", NULL, 200, "1");
    expect("be.example", "GET /rows", NULL, 200, "2");
    expect("pe.example", "GET /rows", NULL, 200, "3");
    assert_int_equal(server_ended(&server, SIGTERM), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_many__each_host_has_its_own_organisation),
        TEST(test_many__one_connection_may_ask_for_several),
        TEST(test_many__an_unknown_host_sees_nothing_of_anybody),
        TEST(test_many__a_suspended_one_answers_nothing),
        TEST(test_many__the_list_may_change_while_it_serves),
        TEST(test_many__a_broken_one_is_broken_alone),
        TEST(test_many__a_slow_writer_holds_up_its_own_alone),
        TEST(test_many__nobody_has_all_slow_workers),
        TEST(test_many__those_nobody_uses_are_closed),
        TEST(test_many__no_more_are_open_than_allowed),
        TEST(test_many__jobs_of_closed_ones_are_done),
        TEST(test_many__what_another_server_notes_is_heeded),
        TEST(test_many__an_open_one_is_looked_after_if_its_server_dies),
        TEST(test_many__silent_databases_hold_up_nobody_else),
        TEST(test_many__a_killed_server_begins_anew_with_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
