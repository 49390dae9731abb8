/* socket.h - listening sockets, and handing them to the next server. */
#ifndef SERVER_SOCKET_H
#define SERVER_SOCKET_H

#include <stdbool.h>
#include <sys/types.h>

/* `count` sockets on one address and port (0: any); *out_port is the one. The kernel deals
 * new connections out among them. False with errno set; another server on that port is
 * EADDRINUSE. */
bool sockets_open(const char *address, int port, int count, int *out_sockets,
                  int *out_port);
int socket_port(int socket);

/* The next server gets our sockets, so connections that wait in them are not lost, a pipe
 * on which it says that it listens, and one that ends when we have gone. */
struct takeover {
    int sockets[64];
    int count;       /* 0: nobody hands us anything */
    int ready;       /* to write one byte to, or -1 */
    int predecessor; /* ends when the server before us has gone, or -1 */
};

/* What the server before us left in the environment. */
struct takeover takeover_receive(void);
/* Start `command` with the sockets and wait until it listens. False: it did not. *out_alive
 * must stay open as long as we live. */
bool takeover_give(char *const *command, const int *sockets, int count, int *out_alive);
void takeover_ready(struct takeover *t);

#endif
