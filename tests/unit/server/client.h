/* client.h - a plain HTTP client for tests of the server, and the server in a process of
 * its own. */
#ifndef TESTS_CLIENT_H
#define TESTS_CLIENT_H

#include "server/server.h"
#include "test.h"

#include <sys/types.h>

enum { CLIENT_WAIT_MS = 8000 };

struct running_server {
    pid_t pid; /* 0: it has ended */
    int port;
    char folder[64], database[80];
};

/* Serve in a child process. Members of `options` that the test does not care about are
 * zero; an empty word of options.again is replaced by the database's name. */
struct running_server server_started(struct server_options options);
/* The same with options that say all; sets pid and port alone. */
void server_launched(struct running_server *s, const struct server_options *options);
/* End it by a signal and give its exit status, or -1; one that has ended stays so. It ends with
 * the test at the latest. */
int server_ended(struct running_server *s, int signal);
/* Ask it to stop and give its exit status. */
int server_stopped(struct running_server *s);
/* The part of the child: used by a test's main when it is started again. */
int server_child(const struct server_options *options, int ready_fd);

int client_connect(const struct running_server *s);
void client_send(int fd, const char *text);
void client_send_bytes(int fd, struct str bytes);
/* One whole reply, by its Content-Length; or what came until the end or the wait. */
struct str client_reply(struct arena *mem, int fd);
/* Until `part` has come. */
struct str client_until(struct arena *mem, int fd, const char *part);
/* A request on a connection of its own: "GET /hello". */
struct str client_ask(struct arena *mem, const struct running_server *s, const char *line,
                      const char *body);
/* Send one for that host on an open connection. */
void client_ask_on(int fd, const char *host, const char *line, const char *body);
int client_status(struct str reply); /* 0: none */
struct str client_body(struct str reply);
bool client_ended(int fd); /* the server closes it within the wait */

#endif
