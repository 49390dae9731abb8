/* home.c - the day at one look: what to do now, what happened, how it stands. */
#include "web/pages/platform/home.html.h"
#include "web/pages/platform/parts.h"
#include "web/shell.h"
#include "web/when.h"

enum err home_get(struct page *p) {
    struct buf content = page_buf(p);
    home_page(&content, p->cx, day_text(p->cx, cx_today(p->cx)));
    return page_send(p, cx_msg(p->cx, MSG_HOME), &content);
}
