/* post.h - messages on their way out. The writer that has an organisation's turn claims what is due and
 * later settles what came back; a few threads of this crew send in between, so that nobody who waits
 * for a mail server holds up a page, a write or another organisation for long. */
#ifndef SERVER_POST_H
#define SERVER_POST_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct post;
struct server;
struct tenant;

/* NULL host or none that sends: nothing is ever claimed. */
struct post *post_create(struct server *s);
void post_start(struct post *p);
/* What was not begun comes back untried. */
void post_stop(struct post *p);
void post_free(struct post *p); /* NULL is fine */

/* ---- For the writer that has the tenant's turn ---- */

/* Whether something came back, or it is time to look. */
bool post_wanted(const struct tenant *t, int64_t now_us);
/* Settle, then claim, each in a transaction of its own, and set when to look again. *out_changed:
 * something was committed. */
enum err post_turn(struct tenant *t, bool *out_changed);
/* The same without claiming: before the organisation is closed. */
enum err post_settle(struct tenant *t);

#endif
