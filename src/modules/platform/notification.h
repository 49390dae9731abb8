/* notification.h - short words to one person: a task is due, an import is done, somebody
 * mentioned them. */
#ifndef MODULES_PLATFORM_NOTIFICATION_H
#define MODULES_PLATFORM_NOTIFICATION_H

#include "records/ctx.h"

enum { NOTIFICATION_LIST = 50, NOTIFICATION_COUNT_CAP = 99 };

struct notification {
    int64_t id, at_ms;
    struct str text, path; /* path: where it leads; may be empty */
    bool seen;
};

/* Tell a user something. `text` is in their language already. */
enum err notification_add(struct ctx *cx, int64_t user, struct str text, struct str path);
/* The actor's own that are not seen, counted to NOTIFICATION_COUNT_CAP. */
enum err notification_unread(struct ctx *cx, int64_t *out);
/* The same in two steps. */
enum err notification_unread_ask(struct ctx *cx, struct rows *out);
enum err notification_unread_read(struct rows *rows, int64_t *out);
/* The actor's own, the latest first, older than `before` (0: from the latest). */
enum err notification_list(struct ctx *cx, int64_t before, struct notification **out,
                           int *out_count);
/* One of the actor's own; ERR_ABSENT for another's. */
enum err notification_get(struct ctx *cx, int64_t id, struct notification *out);
enum err notification_see(struct ctx *cx, int64_t id);
enum err notification_see_all(struct ctx *cx);

#endif
