#include "client.h"
#include "fake_app.h"
#include "host/asset_bytes.h"
#include "scratch.h"
#include "server/pack.h"

#include <libdeflate.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static struct arena *mem;
static char program[256];

static int set_up(void **state) {
    (void)state;
    mem = arena_create();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(mem);
    return 0;
}

/* Ask on a new connection; what comes back must be the status and body expected. */
static void expect(const struct running_server *s, const char *line, const char *body,
                   int status, const char *expected) {
    struct str reply = client_ask(mem, s, line, body);
    if (client_status(reply) != status) fail_msg("%s: %.*s", line, STR_ARG(reply));
    if (expected) assert_str(client_body(reply), expected);
}

static void test_server__answers_what_looks_and_what_writes(void **state) {
    (void)state;
    struct running_server s = server_started((struct server_options){.loops = 2});
    expect(&s, "GET /hello", NULL, 200, "hello");
    expect(&s, "GET /none", NULL, 404, "");
    expect(&s, "POST /look", "12345", 200, "5");
    expect(&s, "POST /add", "a", 201, "");
    expect(&s, "POST /add?undo", "b", 422, "");
    expect(&s, "POST /prepared", "c", 200, "prepared c");
    expect(&s, "GET /slow", NULL, 200, "slow");
    expect(&s, "GET /rows", NULL, 200, "2");
    expect(&s, "GET /who", NULL, 200, "127.0.0.1 crm.example 0");
    assert_int_equal(server_stopped(&s), 0);
}

static void test_server__head_has_the_headers_without_the_body(void **state) {
    (void)state;
    struct running_server s = server_started((struct server_options){.loops = 1});
    int fd = client_connect(&s);
    client_send(
        fd, "HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\nGET /pid HTTP/1.1\r\nHost: a\r\n\r\n");
    struct str head = client_until(mem, fd, "\r\n\r\n");
    assert_true(str_has(head, STR("Content-Length: 5\r\n")));
    assert_true(str_has(head, STR("X-Request-Id: ")));
    assert_false(str_has(head, STR("hello")));
    close(fd);
    assert_int_equal(server_stopped(&s), 0);
}

/* A path, asked for with one more header: "Accept-Encoding: gzip\r\n". */
static struct str ask_as(const struct running_server *s, const char *path,
                         const char *accepted) {
    int fd = client_connect(s);
    client_send(fd, str_z(mem, str_format(mem, "GET %s HTTP/1.1\r\nHost: a\r\n%s\r\n", path,
                                          accepted)));
    struct str reply = client_reply(mem, fd);
    close(fd);
    return reply;
}

static void test_server__assets_are_packed_for_those_who_can_unpack(void **state) {
    (void)state;
    struct running_server s = server_started((struct server_options){.loops = 1});
    const struct asset_bytes *bytes = &asset_bytes[0];
    struct str plain = ask_as(&s, "/asset", ""),
               packed = ask_as(&s, "/asset", "Accept-Encoding: gzip, br\r\n");
    assert_true(str_eq(client_body(plain), bytes->plain));
    assert_false(str_has(plain, STR("Content-Encoding")));
    assert_true(str_eq(client_body(packed), bytes->br.n ? bytes->br : bytes->plain));
    packed = ask_as(&s, "/asset", "Accept-Encoding: gzip\r\n");
    assert_true(str_eq(client_body(packed), bytes->gzip.n ? bytes->gzip : bytes->plain));
    assert_int_equal(server_stopped(&s), 0);
}

static struct str unpacked(struct str gzip) {
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    size_t room = 65536, n = 0;
    char *bytes = arena_alloc(mem, room);
    enum libdeflate_result r =
        libdeflate_gzip_decompress(d, gzip.p, gzip.n, bytes, room, &n);
    libdeflate_free_decompressor(d);
    assert_int_equal(r, LIBDEFLATE_SUCCESS);
    return str_n(bytes, n);
}

static void test_server__text_is_packed_for_those_who_can_unpack(void **state) {
    (void)state;
    struct running_server s = server_started((struct server_options){.loops = 1});
    struct str plain = ask_as(&s, "/bytes?4000", "");
    struct str packed = ask_as(&s, "/bytes?4000", "Accept-Encoding: br, gzip;q=0.5\r\n");
    assert_int_equal(client_body(plain).n, 4000);
    assert_true(str_has(plain, STR("Vary: Accept-Encoding\r\n")));
    assert_true(str_has(packed, STR("Vary: Accept-Encoding\r\n")));
    assert_true(str_has(packed, STR("Content-Encoding: gzip\r\n")));
    assert_true(client_body(packed).n < 400);
    assert_true(str_eq(unpacked(client_body(packed)), client_body(plain)));
    assert_int_equal(server_stopped(&s), 0);
}

static void test_server__what_should_stay_plain_does(void **state) {
    (void)state;
    static const struct {
        const char *path, *accepted;
    } cases[] = {
        {"/bytes?1023", "Accept-Encoding: gzip\r\n"},    /* small */
        {"/bytes?3000000", "Accept-Encoding: gzip\r\n"}, /* would hold up the loop */
        {"/tagged", "Accept-Encoding: gzip\r\n"},        /* the tag names these bytes */
        {"/bytes?4000", "Accept-Encoding: gzip;q=0.0\r\n"},
        {"/bytes?4000", "Accept-Encoding: gzipped\r\n"},
    };
    struct running_server s = server_started((struct server_options){.loops = 1});
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str reply = ask_as(&s, cases[i].path, cases[i].accepted);
        assert_int_equal(client_status(reply), 200);
        if (str_has(reply, STR("Content-Encoding"))) fail_msg("%s", cases[i].path);
    }
    assert_int_equal(server_stopped(&s), 0);
}

static void test_server__the_length_of_a_packed_reply_says_little(void **state) {
    (void)state;
    struct running_server s = server_started((struct server_options){.loops = 1});
    size_t least = SIZE_MAX, most = 0;
    for (int i = 0; i < 40; i++) {
        size_t n = client_body(ask_as(&s, "/bytes?4000", "Accept-Encoding: gzip\r\n")).n;
        if (n < least) least = n;
        if (n > most) most = n;
    }
    assert_true(most - least > PACK_PADDING / 2);
    assert_true(most - least < PACK_PADDING);
    assert_int_equal(server_stopped(&s), 0);
}

static void test_server__requests_in_a_row_are_answered_in_order(void **state) {
    (void)state;
    struct running_server s = server_started((struct server_options){.loops = 1});
    int fd = client_connect(&s);
    client_send(fd, "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"
                    "POST /add HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx"
                    "GET /rows HTTP/1.1\r\nHost: a\r\n\r\n"
                    "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"
                    "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_str(client_body(client_reply(mem, fd)), "hello");
    assert_int_equal(client_status(client_reply(mem, fd)), 201);
    assert_str(client_body(client_reply(mem, fd)), "1");
    assert_str(client_body(client_reply(mem, fd)), "slow");
    assert_str(client_body(client_reply(mem, fd)), "hello");
    close(fd);
    assert_int_equal(server_stopped(&s), 0);
}

/* What is sent raw on a connection, and the status that answers it. */
static void expect_raw(const struct running_server *s, const char *text, int status,
                       bool ends) {
    int fd = client_connect(s);
    client_send(fd, text);
    struct str reply = client_reply(mem, fd);
    if (client_status(reply) != status) fail_msg("%.60s: %.*s", text, STR_ARG(reply));
    if (ends && !client_ended(fd)) fail_msg("%.60s: stays open", text);
    close(fd);
}

static struct str repeated(const char *piece, int times) {
    struct str s = str_n(arena_alloc(mem, strlen(piece) * (size_t)times + 1), 0);
    for (int i = 0; i < times; i++, s.n += strlen(piece))
        memcpy((char *)s.p + s.n, piece, strlen(piece));
    return s;
}

static void test_server__bad_and_oversized_requests_are_refused(void **state) {
    (void)state;
    struct running_server s = server_started((struct server_options){.loops = 1});
    struct str long_head =
        str_format(mem, "GET /hello HTTP/1.1\r\nHost: a\r\nX: %s\r\n\r\n",
                   repeated("0123456789", 4000).p);
    struct str many = str_format(mem, "GET /hello HTTP/1.1\r\nHost: a\r\n%s\r\n",
                                 repeated("X: y\r\n", 200).p);
    expect_raw(&s, long_head.p, 431, true);
    expect_raw(&s, many.p, 431, true);
    expect_raw(&s, "POST /look HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n", 413,
               true);
    expect_raw(&s, "GET /a/../b HTTP/1.1\r\nHost: a\r\n\r\n", 400, true);
    expect_raw(&s, "GET /a%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400, true);
    expect_raw(&s, "GET /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nGET /", 400,
               true);
    expect_raw(&s,
               "POST /look HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: "
               "2\r\n\r\nab",
               400, true);
    expect_raw(&s, "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, true);
    expect_raw(&s, "GET /hello HTTP/1.1\r\n\r\n", 400, true);
    expect_raw(&s, "OPTIONS /hello HTTP/1.1\r\nHost: a\r\n\r\n", 200, false);
    expect_raw(&s, "TRACE /hello HTTP/1.1\r\nHost: a\r\n\r\n", 501, true);
    expect_raw(&s, "nonsense\r\n\r\n", 400, true);
    expect(&s, "GET /hello", NULL, 200, "hello");
    assert_int_equal(server_stopped(&s), 0);
}

static void test_server__where_a_body_ends_is_said_in_one_way(void **state) {
    (void)state;
    static const char *const heads[] = {
        "POST /look HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\nx",
        "POST /look HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n",
        "POST /look HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity, chunked\r\n\r\n"
        "0\r\n\r\n",
        "POST /look HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\nContent-Length: "
        "5\r\n\r\n0\r\n\r\n",
        "POST /look HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: "
        "chunked\r\n\r\n0\r\n\r\n",
        "DELETE /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nGET / HTT",
        "GET /hello HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n",
    };
    struct running_server s = server_started((struct server_options){.loops = 1});
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        expect_raw(&s, heads[i], 400, true);
    expect_raw(&s,
               "POST /look HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
               "2\r\nab\r\n0\r\n\r\n",
               200, false);
    assert_int_equal(server_stopped(&s), 0);
}

/* What is sent in pieces, and the status that answers it. */
static void expect_pieces(const struct running_server *s, struct str bytes, size_t piece,
                          int status) {
    int fd = client_connect(s);
    for (struct str rest = bytes, one; rest.n; rest = str_from(rest, one.n)) {
        one = str_first(rest, piece);
        client_send_bytes(fd, one);
        if (rest.n > one.n) usleep(1000);
    }
    struct str reply = client_reply(mem, fd);
    if (client_status(reply) != status)
        fail_msg("%.*s: %.*s", STR_ARG(bytes), STR_ARG(reply));
    if (status == 400) assert_true(client_ended(fd));
    close(fd);
}

#define CHUNKED "POST /look HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"

/* What libevent takes and others take otherwise. */
static void test_server__what_two_readers_see_otherwise_is_refused(void **state) {
    (void)state;
    static const struct {
        struct str bytes;
        int status;
    } cases[] = {
        {STR_INIT(CHUNKED "\r\n5\r\nhello\r\n0\r\n\r\n"), 200},
        {STR_INIT(CHUNKED "\r\n0005\r\nh\0llo\r\nA\r\n0123456789\r\n0\r\nT: x\r\n\r\n"),
         200},
        {STR_INIT(CHUNKED "\r\n0x5\r\nhello\r\n0\r\n\r\n"), 400},
        {STR_INIT(CHUNKED "\r\n+5\r\nhello\r\n0\r\n\r\n"), 400},
        {STR_INIT(CHUNKED "\r\n 5\r\nhello\r\n0\r\n\r\n"), 400},
        {STR_INIT(CHUNKED "\r\n5 \r\nhello\r\n0\r\n\r\n"), 400},
        {STR_INIT(CHUNKED "\r\n5\r\nhello\r\n0x0\r\n\r\n"), 400},
        {STR_INIT(CHUNKED "\r\n\r\n5\r\nhello\r\n0\r\n\r\n"), 400},
        {STR_INIT(CHUNKED "\r\n5\r\nhello0\r\n\r\n"), 400},
        {STR_INIT(CHUNKED "\r\n5\r\nhello\r\n0\r\nT: \0x\r\n\r\n"), 400},
        {STR_INIT(CHUNKED "X: a\0b\r\n\r\n0\r\n\r\n"), 400},
        {STR_INIT("GET /hello HTTP/1.1\r\nHost: a\0b\r\n\r\n"), 400},
        {STR_INIT("GET /hello HTTP/1.1\r\nHost: a\r\nX\0: b\r\n\r\n"), 400},
        {STR_INIT("POST /look HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n\0\0\0"),
         200},
    };
    struct running_server s = server_started((struct server_options){.loops = 1});
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect_pieces(&s, cases[i].bytes, cases[i].bytes.n, cases[i].status);
        expect_pieces(&s, cases[i].bytes, 7, cases[i].status);
    }
    assert_int_equal(server_stopped(&s), 0);
}

/* The second request of a connection is read along too, wherever the first one ended. */
static void test_server__a_later_request_is_looked_at_as_the_first(void **state) {
    (void)state;
    static const struct str both =
        STR_INIT(CHUNKED "\r\n2\r\nab\r\n0\r\n\r\n"
                         "GET /hello HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n");
    struct running_server s = server_started((struct server_options){.loops = 1});
    int fd = client_connect(&s);
    client_send_bytes(fd, both);
    assert_int_equal(client_status(client_reply(mem, fd)), 200);
    assert_int_equal(client_status(client_reply(mem, fd)), 400);
    close(fd);
    fd = client_connect(&s);
    client_send(fd, "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_int_equal(client_status(client_reply(mem, fd)), 200);
    client_send(fd, CHUNKED "\r\n0x0\r\n\r\n");
    assert_int_equal(client_status(client_reply(mem, fd)), 400);
    close(fd);
    assert_int_equal(server_stopped(&s), 0);
}

static void test_server__a_client_that_drips_is_told_408(void **state) {
    (void)state;
    struct running_server s =
        server_started((struct server_options){.loops = 1, .request_ms = 400});
    int fd = client_connect(&s);
    client_send(fd, "GET /hello HTTP/1.1\r\n");
    for (int i = 0; i < 20; i++) {
        usleep(60 * 1000);
        client_send(fd, "X");
    }
    assert_int_equal(client_status(client_reply(mem, fd)), 408);
    close(fd);
    fd = client_connect(&s);
    client_send(fd, "POST /look HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nab");
    assert_int_equal(client_status(client_reply(mem, fd)), 408);
    close(fd);
    expect(&s, "GET /hello", NULL, 200, "hello");
    assert_int_equal(server_stopped(&s), 0);
}

static void test_server__the_deadline_begins_anew_with_each_request(void **state) {
    (void)state;
    struct running_server s = server_started(
        (struct server_options){.loops = 1, .request_ms = 400, .idle_ms = 1500});
    int fd = client_connect(&s);
    for (int i = 0; i < 3; i++) {
        client_send(fd, "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
        assert_str(client_body(client_reply(mem, fd)), "hello");
        usleep(700 * 1000);
    }
    client_send(fd, "GET /he");
    assert_int_equal(client_status(client_reply(mem, fd)), 408);
    close(fd);
    fd = client_connect(&s);
    assert_true(client_ended(fd));
    close(fd);
    assert_int_equal(server_stopped(&s), 0);
}

static void test_server__one_address_has_its_limit(void **state) {
    (void)state;
    struct running_server s =
        server_started((struct server_options){.loops = 2, .address_connections = 5});
    int fds[5];
    for (int i = 0; i < 5; i++) {
        fds[i] = client_connect(&s);
        client_send(fds[i], "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
        assert_int_equal(client_status(client_reply(mem, fds[i])), 200);
    }
    expect(&s, "GET /hello", NULL, 429, "");
    for (int i = 0; i < 5; i++)
        close(fds[i]);
    usleep(400 * 1000);
    expect(&s, "GET /hello", NULL, 200, "hello");
    assert_int_equal(server_stopped(&s), 0);
}

static void test_server__only_its_proxy_is_believed(void **state) {
    (void)state;
    static const char text[] =
        "GET /who HTTP/1.1\r\nHost: crm.example\r\n"
        "X-Forwarded-For: 6.6.6.6, 10.1.2.3\r\nX-Forwarded-Proto: https\r\n\r\n";
    static const char *const proxies[] = {"127.0.0.1", "127.0.0.9"};
    static const char *const expected[] = {"10.1.2.3 crm.example 1",
                                           "127.0.0.1 crm.example 0"};
    for (int i = 0; i < 2; i++) {
        struct running_server s =
            server_started((struct server_options){.loops = 1, .proxy = proxies[i]});
        int fd = client_connect(&s);
        client_send(fd, text);
        assert_str(client_body(client_reply(mem, fd)), expected[i]);
        close(fd);
        assert_int_equal(server_stopped(&s), 0);
    }
}

/* ---- Many at once ---- */

struct load {
    const struct running_server *server;
    const char *line, *body;
    int rounds, good, bad;
};

static void *load_run(void *arg) {
    struct load *l = arg;
    struct arena *own = arena_create();
    for (int i = 0; i < l->rounds; i++) {
        int status = client_status(client_ask(own, l->server, l->line, l->body));
        l->good += status / 100 == 2;
        l->bad += status / 100 != 2;
        arena_reset(own);
    }
    arena_free(own);
    return NULL;
}

enum { CLIENTS = 24, ROUNDS = 20 };

static void test_writer__many_requests_share_a_commit(void **state) {
    (void)state;
    struct running_server s = server_started((struct server_options){.loops = 2});
    int64_t before = 0, after = 0;
    str_int(client_body(client_ask(mem, &s, "GET /commits", NULL)), &before);
    struct load loads[CLIENTS];
    pthread_t threads[CLIENTS];
    for (int i = 0; i < CLIENTS; i++) {
        loads[i] =
            (struct load){.server = &s, .line = "POST /add", .body = "x", .rounds = ROUNDS};
        pthread_create(&threads[i], NULL, load_run, &loads[i]);
    }
    for (int i = 0; i < CLIENTS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(loads[i].good, ROUNDS);
    }
    expect(&s, "GET /rows", NULL, 200, "480");
    str_int(client_body(client_ask(mem, &s, "GET /commits", NULL)), &after);
    struct str worked = client_body(client_ask(mem, &s, "GET /worked", NULL));
    int64_t steps = 0;
    str_int(worked, &steps);
    assert_true(steps > 0);
    if (after - before - steps >= CLIENTS * ROUNDS)
        fail_msg("%d commits", (int)(after - before));
    assert_int_equal(server_stopped(&s), 0);
}

/* The others of its groups are kept, however late it is heard of. */
static void test_writer__what_fails_late_fails_alone(void **state) {
    (void)state;
    struct server_options options = {.database = scratch_path(), .loops = 2};
    struct running_server s = server_started(options);
    expect(&s, "POST /add", "x", 201, "");
    struct load loads[CLIENTS];
    pthread_t threads[CLIENTS];
    for (int i = 0; i < CLIENTS; i++) {
        loads[i] = (struct load){.server = &s,
                                 .line = i % 4 ? "POST /add" : "POST /clash",
                                 .body = "x",
                                 .rounds = ROUNDS};
        pthread_create(&threads[i], NULL, load_run, &loads[i]);
    }
    for (int i = 0; i < CLIENTS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(loads[i].good, i % 4 ? ROUNDS : 0);
    }
    expect(&s, "GET /rows", NULL, 200, "361");
    assert_int_equal(server_stopped(&s), 0);
}

/* What the first answer was made of was so no more. */
static void test_writer__what_is_to_be_asked_again_is_done_once(void **state) {
    (void)state;
    struct server_options options = {.database = scratch_path(), .loops = 1};
    struct running_server s = server_started(options);
    for (int i = 0; i < 3; i++)
        expect(&s, "POST /again", "x", 201, "");
    expect(&s, "GET /rows", NULL, 200, "3");
    assert_int_equal(server_stopped(&s), 0);
}

static void test_stream__tells_of_what_was_committed(void **state) {
    (void)state;
    struct running_server s = server_started((struct server_options){.loops = 2});
    int fd = client_connect(&s);
    client_send(fd, "GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_int_equal(client_status(client_until(mem, fd, "\r\n\r\n")), 200);
    expect(&s, "POST /add", "a", 201, "");
    assert_true(str_has(client_until(mem, fd, "id: 1\n"), STR("data: rows")));
    expect(&s, "POST /add", "a", 201, "");
    assert_true(str_has(client_until(mem, fd, "id: 2\n"), STR("id: 2\n")));
    int left = client_connect(&s);
    client_send(left, "GET /events HTTP/1.1\r\nHost: a\r\nLast-Event-ID: 1\r\n\r\n");
    assert_true(str_has(client_until(mem, left, "id: 2\n"), STR("id: 2\n")));
    close(left);
    kill(s.pid, SIGTERM);
    assert_true(client_ended(fd));
    close(fd);
    assert_int_equal(server_stopped(&s), 0);
}

static void test_server__finishes_what_is_under_way_when_told_to_stop(void **state) {
    (void)state;
    struct running_server s = server_started((struct server_options){.loops = 1});
    int slow = client_connect(&s), idle = client_connect(&s);
    client_send(slow, "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    usleep(50 * 1000);
    kill(s.pid, SIGTERM);
    assert_str(client_body(client_reply(mem, slow)), "slow");
    assert_true(client_ended(slow));
    assert_true(client_ended(idle));
    close(slow);
    close(idle);
    assert_int_equal(server_stopped(&s), 0);
}

/* Nothing begins any more, and nobody is told that it is there and empty. */
static void test_server__begins_no_download_while_it_stops(void **state) {
    (void)state;
    struct running_server s = server_started((struct server_options){.loops = 1});
    int fd = client_connect(&s);
    client_send(fd, "GET /parcel HTTP/1.1\r\nHost: a\r\n\r\n");
    usleep(50 * 1000);
    kill(s.pid, SIGTERM);
    assert_int_equal(client_status(client_reply(mem, fd)), 503);
    close(fd);
    assert_int_equal(server_stopped(&s), 0);
}

static int pid_of(const struct running_server *s) {
    int64_t pid = 0;
    str_int(client_body(client_ask(mem, s, "GET /pid", NULL)), &pid);
    return (int)pid;
}

static void test_server__loses_no_request_across_a_restart(void **state) {
    (void)state;
    char *again[] = {program, "serve", "", NULL};
    struct running_server s =
        server_started((struct server_options){.loops = 2, .again = again});
    struct load loads[8];
    pthread_t threads[8];
    for (int i = 0; i < 8; i++) {
        loads[i] = (struct load){.server = &s,
                                 .line = i % 2 ? "GET /hello" : "POST /add",
                                 .body = i % 2 ? NULL : "x",
                                 .rounds = 300};
        pthread_create(&threads[i], NULL, load_run, &loads[i]);
    }
    usleep(100 * 1000);
    kill(s.pid, SIGHUP);
    int good = 0;
    for (int i = 0; i < 8; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(loads[i].bad, 0);
        good += loads[i].good;
    }
    assert_int_equal(good, 2400);
    expect(&s, "GET /rows", NULL, 200, "1200");
    int status = 0;
    assert_int_equal(waitpid(s.pid, &status, 0), s.pid);
    assert_int_equal(status, 0);
    int second = pid_of(&s); /* the first may take longer than all requests */
    assert_true(second > 0 && second != s.pid);
    s.pid = second;
    server_stopped(&s);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(int count, char **words) {
    if (count == 3 && !strcmp(words[1], "serve"))
        return server_child(&(struct server_options){.database = words[2]}, -1);
    snprintf(program, sizeof program, "%s", words[0]);
    const struct CMUnitTest tests[] = {
        TEST(test_server__answers_what_looks_and_what_writes),
        TEST(test_server__head_has_the_headers_without_the_body),
        TEST(test_server__assets_are_packed_for_those_who_can_unpack),
        TEST(test_server__text_is_packed_for_those_who_can_unpack),
        TEST(test_server__what_should_stay_plain_does),
        TEST(test_server__the_length_of_a_packed_reply_says_little),
        TEST(test_server__requests_in_a_row_are_answered_in_order),
        TEST(test_server__bad_and_oversized_requests_are_refused),
        TEST(test_server__where_a_body_ends_is_said_in_one_way),
        TEST(test_server__what_two_readers_see_otherwise_is_refused),
        TEST(test_server__a_later_request_is_looked_at_as_the_first),
        TEST(test_server__a_client_that_drips_is_told_408),
        TEST(test_server__the_deadline_begins_anew_with_each_request),
        TEST(test_server__one_address_has_its_limit),
        TEST(test_server__only_its_proxy_is_believed),
        TEST(test_writer__many_requests_share_a_commit),
        TEST(test_writer__what_fails_late_fails_alone),
        TEST(test_writer__what_is_to_be_asked_again_is_done_once),
        TEST(test_stream__tells_of_what_was_committed),
        TEST(test_server__finishes_what_is_under_way_when_told_to_stop),
        TEST(test_server__begins_no_download_while_it_stops),
        TEST(test_server__loses_no_request_across_a_restart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
