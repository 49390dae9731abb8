#include "server/socket.h"

#include "base/str.h"
#include "server/server.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define TAKEOVER_NAME "MOSHTARI_TAKEOVER" /* "ready predecessor socket socket …" */
enum { TAKEOVER_WAIT_MS = 20 * 1000 };

extern char **environ;

/* ---- Listening ---- */

static struct addrinfo *look_up(const char *address, int port) {
    char service[16];
    struct addrinfo *found = NULL, hints = {.ai_socktype = SOCK_STREAM,
                                            .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    snprintf(service, sizeof service, "%d", port);
    if (getaddrinfo(address, service, &hints, &found)) errno = EADDRNOTAVAIL;
    return found;
}

static int listen_at(const struct addrinfo *a, bool shared) {
    static const int on = 1;
    int fd = socket(a->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    setsockopt(fd, IPPROTO_TCP, 1 /* TCP_NODELAY */, &on, sizeof on);
    if (shared) setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    if (bind(fd, a->ai_addr, a->ai_addrlen) == 0 && listen(fd, SERVER_BACKLOG) == 0)
        return fd;
    int reason = errno;
    close(fd);
    errno = reason;
    return -1;
}

int socket_port(int socket) {
    struct sockaddr_storage own = {0};
    socklen_t size = sizeof own;
    char service[16];
    if (getsockname(socket, (struct sockaddr *)&own, &size)) return 0;
    if (getnameinfo((struct sockaddr *)&own, size, NULL, 0, service, sizeof service,
                    NI_NUMERICSERV))
        return 0;
    return atoi(service);
}

static int listen_on(const char *address, int port, bool shared) {
    struct addrinfo *found = look_up(address, port);
    int fd = -1;
    for (struct addrinfo *a = found; a && fd < 0; a = a->ai_next)
        fd = listen_at(a, shared);
    if (found) freeaddrinfo(found);
    return fd;
}

static void sockets_close(int *sockets, int count) {
    for (int i = 0; i < count; i++)
        close(sockets[i]);
}

bool sockets_open(const char *address, int port, int count, int *out_sockets,
                  int *out_port) {
    /* An unshared socket first: it finds out whether somebody else is there already. */
    int probe = listen_on(address, port, false);
    if (probe < 0) return false;
    port = socket_port(probe);
    close(probe);
    for (int i = 0; i < count; i++) {
        out_sockets[i] = listen_on(address, port, count > 1);
        if (out_sockets[i] >= 0) continue;
        sockets_close(out_sockets, i);
        return false;
    }
    *out_port = port;
    return true;
}

/* ---- Taking over ---- */

struct takeover takeover_receive(void) {
    struct takeover t = {.ready = -1, .predecessor = -1};
    const char *text = getenv(TAKEOVER_NAME);
    struct str rest = str_of(text), word;
    int64_t fds[66];
    int n = 0;
    while (n < 66 && str_cut(&rest, ' ', &word))
        if (str_int(word, &fds[n])) n++;
    unsetenv(TAKEOVER_NAME);
    if (n < 3) return t;
    t.ready = (int)fds[0];
    t.predecessor = (int)fds[1];
    for (int i = 2; i < n; i++)
        t.sockets[t.count++] = (int)fds[i];
    for (int i = 0; i < n; i++)
        fcntl((int)fds[i], F_SETFD, FD_CLOEXEC);
    return t;
}

void takeover_ready(struct takeover *t) {
    if (t->ready < 0) return;
    if (write(t->ready, "1", 1) != 1) perror("takeover");
    close(t->ready);
    t->ready = -1;
}

static void set_inherited(const int *fds, int count, bool inherited) {
    for (int i = 0; i < count; i++)
        fcntl(fds[i], F_SETFD, inherited ? 0 : FD_CLOEXEC);
}

static void name_fds(char *text, size_t room, const int *fds, int count) {
    size_t n = 0;
    for (int i = 0; i < count && n < room; i++)
        n += (size_t)snprintf(text + n, room - n, "%s%d", i ? " " : "", fds[i]);
}

/* The new program starts with no signal blocked. */
static bool start(char *const *command, pid_t *out_pid) {
    posix_spawnattr_t attributes;
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    int failed = posix_spawnp(out_pid, command[0], NULL, &attributes, command, environ);
    posix_spawnattr_destroy(&attributes);
    return !failed;
}

static bool await_ready(int fd) {
    struct pollfd byte = {.fd = fd, .events = POLLIN};
    char one;
    return poll(&byte, 1, TAKEOVER_WAIT_MS) == 1 && read(fd, &one, 1) == 1;
}

bool takeover_give(char *const *command, const int *sockets, int count, int *out_alive) {
    int ready[2], alive[2], fds[66];
    char text[1024];
    pid_t pid = 0;
    if (pipe2(ready, O_CLOEXEC)) return false;
    if (pipe2(alive, O_CLOEXEC)) {
        sockets_close(ready, 2);
        return false;
    }
    fds[0] = ready[1];
    fds[1] = alive[0];
    memcpy(fds + 2, sockets, (size_t)count * sizeof *sockets);
    name_fds(text, sizeof text, fds, count + 2);
    setenv(TAKEOVER_NAME, text, 1);
    set_inherited(fds, count + 2, true);
    bool started = start(command, &pid);
    set_inherited(fds, count + 2, false);
    unsetenv(TAKEOVER_NAME);
    close(ready[1]);
    close(alive[0]);
    bool listens = started && await_ready(ready[0]);
    close(ready[0]);
    if (started && !listens) {
        kill(pid, SIGKILL);
        waitpid(pid, NULL, 0);
    }
    if (listens)
        *out_alive = alive[1];
    else
        close(alive[1]);
    return listens;
}
