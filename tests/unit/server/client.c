#include "client.h"

#include "base/buf.h"

#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void tell_port(void *fd, int port) {
    if (write(*(int *)fd, &port, sizeof port) != sizeof port) abort();
    close(*(int *)fd);
}

int server_child(const struct server_options *options, int ready_fd) {
    struct server_options o = *options;
    o.ready = ready_fd >= 0 ? tell_port : NULL;
    o.self = &ready_fd;
    return server_run(&o);
}

void server_launched(struct running_server *s, const struct server_options *options) {
    int ready[2];
    assert_int_equal(pipe(ready), 0);
    s->pid = fork();
    if (s->pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        close(ready[0]);
        _exit(server_child(options, ready[1]));
    }
    close(ready[1]);
    assert_int_equal(read(ready[0], &s->port, sizeof s->port), sizeof s->port);
    close(ready[0]);
}

int server_ended(struct running_server *s, int signal) {
    int status = 0;
    if (s->pid <= 0) return -1;
    kill(s->pid, signal);
    waitpid(s->pid, &status, 0);
    s->pid = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

struct running_server server_started(struct server_options options) {
    struct running_server s = {.folder = "/tmp/server-test-XXXXXX"};
    assert_non_null(mkdtemp(s.folder));
    snprintf(s.database, sizeof s.database, "%s/organisation.db", s.folder);
    if (!options.database) options.database = s.database;
    for (char **word = (char **)options.again; word && *word; word++)
        if (!**word) *word = s.database;
    server_launched(&s, &options);
    return s;
}

int server_stopped(struct running_server *s) {
    static const char *const ends[] = {"",       "-wal",       "-shm",
                                       "-files", "-files-wal", "-files-shm"};
    char path[120];
    int status = server_ended(s, SIGTERM);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        snprintf(path, sizeof path, "%s%s", s->database, ends[i]);
        unlink(path);
    }
    rmdir(s->folder);
    return status;
}

int client_connect(const struct running_server *s) {
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)s->port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(fd >= 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
    return fd;
}

void client_send_bytes(int fd, struct str bytes) {
    while (bytes.n > 0) {
        ssize_t sent = send(fd, bytes.p, bytes.n, MSG_NOSIGNAL);
        if (sent <= 0) return;
        bytes = str_from(bytes, (size_t)sent);
    }
}

void client_send(int fd, const char *text) {
    client_send_bytes(fd, str_of(text));
}

/* One more piece; false at the end or when the wait is over. */
static bool receive(struct buf *b, int fd) {
    struct pollfd readable = {.fd = fd, .events = POLLIN};
    if (poll(&readable, 1, CLIENT_WAIT_MS) != 1) return false;
    char *room = buf_room(b, 4096);
    ssize_t got = recv(fd, room, 4096, 0);
    if (got <= 0) return false;
    b->n += (size_t)got;
    return true;
}

static size_t length_of(struct str head) {
    int64_t n = 0;
    size_t at = str_find(head, STR("Content-Length: "));
    if (at == (size_t)-1) return 0;
    struct str rest = str_from(head, at + 16), line;
    str_cut(&rest, '\r', &line);
    return str_int(line, &n) ? (size_t)n : 0;
}

static bool whole(struct str s) {
    size_t head = str_find(s, STR("\r\n\r\n"));
    return head != (size_t)-1 && s.n >= head + 4 + length_of(str_first(s, head + 2));
}

/* Reads byte by byte near the end of a reply, so that the next one stays in the socket. */
struct str client_reply(struct arena *mem, int fd) {
    struct buf b = buf_in(mem, 0);
    struct pollfd readable = {.fd = fd, .events = POLLIN};
    while (!whole(buf_str(&b)) && poll(&readable, 1, CLIENT_WAIT_MS) == 1) {
        size_t head = str_find(buf_str(&b), STR("\r\n\r\n"));
        size_t wanted = head == (size_t)-1 ? 1 : head + 4 + length_of(buf_str(&b)) - b.n;
        ssize_t got = recv(fd, buf_room(&b, wanted), wanted, 0);
        if (got <= 0) break;
        b.n += (size_t)got;
    }
    return buf_str(&b);
}

struct str client_until(struct arena *mem, int fd, const char *part) {
    struct buf b = buf_in(mem, 0);
    while (!str_has(buf_str(&b), str_of(part)) && receive(&b, fd))
        ;
    return buf_str(&b);
}

void client_ask_on(int fd, const char *host, const char *line, const char *body) {
    char text[1024];
    int n = snprintf(text, sizeof text, "%s HTTP/1.1\r\nHost: %s\r\n", line, host);
    assert_true(n > 0 && n < (int)sizeof text);
    client_send(fd, text);
    snprintf(text, sizeof text, "Content-Length: %zu\r\n", body ? strlen(body) : 0);
    if (body) client_send(fd, text);
    client_send(fd, "\r\n");
    if (body) client_send(fd, body);
}

struct str client_ask(struct arena *mem, const struct running_server *s, const char *line,
                      const char *body) {
    int fd = client_connect(s);
    client_ask_on(fd, "crm.example:80", line, body);
    struct str reply = client_reply(mem, fd);
    close(fd);
    return reply;
}

int client_status(struct str reply) {
    int64_t status = 0;
    if (!str_starts(reply, STR("HTTP/1.1 "))) return 0;
    return str_int(str_first(str_from(reply, 9), 3), &status) ? (int)status : 0;
}

struct str client_body(struct str reply) {
    size_t head = str_find(reply, STR("\r\n\r\n"));
    return head == (size_t)-1 ? STR("") : str_from(reply, head + 4);
}

bool client_ended(int fd) {
    struct arena *mem = arena_create();
    struct buf b = buf_in(mem, 0);
    struct pollfd readable = {.fd = fd, .events = POLLIN};
    while (receive(&b, fd))
        ;
    char byte;
    bool ended = poll(&readable, 1, 0) == 1 && recv(fd, &byte, 1, 0) <= 0;
    arena_free(mem);
    return ended;
}
