/* keeper.h - keeps the organisations of a list: learns what changed in the list, opens those
 * whose jobs are due, and lets go of those that nobody uses. One thread, a look now and then. */
#ifndef SERVER_KEEPER_H
#define SERVER_KEEPER_H

struct keeper;
struct server;

/* Read the list for the first time; NULL when that fails, which is logged. */
struct keeper *keeper_create(struct server *s);
void keeper_start(struct keeper *k);
void keeper_join(struct keeper *k); /* NULL is fine */
/* Close all organisations, remember when their jobs are due, and forget them. All other
 * threads have ended; NULL is fine. */
void keeper_free(struct keeper *k);

#endif
