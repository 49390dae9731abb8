/* notifications.c - what was told to the person: the list, and marking as seen. */
#include "modules/platform/notification.h"

#include "base/id.h"
#include "web/pages/platform/notifications.html.h"
#include "web/pages/platform/parts.h"
#include "web/shell.h"

enum err notifications_get(struct page *p) {
    struct notification *list;
    int64_t before = 0;
    int count;
    struct buf content = page_buf(p);
    if (!id_parse(form_value(&p->query, "before"), &before)) before = 0;
    TRY(notification_list(p->cx, before, &list, &count));
    notifications_page(&content, p->cx, list, count, page_token(p));
    return page_send(p, cx_msg(p->cx, MSG_BELL_NONE), &content);
}

/* Opening one marks it and goes where it leads. */
enum err notification_post(struct page *p) {
    struct notification one;
    TRY(notification_get(p->cx, p->id, &one));
    TRY(notification_see(p->cx, p->id));
    return reply_redirect(p, one.path.n ? one.path : STR("/notifications"));
}

enum err notifications_seen_post(struct page *p) {
    TRY(notification_see_all(p->cx));
    return reply_redirect(p, STR("/notifications"));
}
