/* view.h - lists that people saved under a name: filter, order and columns, for themselves,
 * for their team or for everybody. Everyone may keep views, whatever their role says about
 * the records they are kept in. */
#ifndef MODULES_PLATFORM_VIEW_H
#define MODULES_PLATFORM_VIEW_H

#include "records/ctx.h"
#include "records/meta/meta.h"

struct saved_view {
    int64_t id, owner;
    struct str name, filter, sort, columns;
    struct str sharing; /* mine, team, all */
};

enum { VIEWS_OF_KIND = 50 };

/* Ask for those the actor may use, by name, and read the answer. */
enum err views_ask(struct ctx *cx, const struct entity *kind, struct rows *out);
enum err views_read(struct ctx *cx, struct rows *rows, struct saved_view **out,
                    int *out_count);
/* ERR_ABSENT also where it is somebody else's. */
enum err view_find(struct ctx *cx, const struct entity *kind, int64_t id,
                   struct saved_view *out);

/* Keep a new view; its id and owner are set. Problems are beside the fields of the kind
 * `saved_view`. */
enum err view_save(struct ctx *cx, const struct entity *kind, struct saved_view *view);
/* Only one's own, or any for an administrator. */
enum err view_delete(struct ctx *cx, int64_t id);

#endif
