#include "api/docs.h"

#include "api/docs.html.h"
#include "web/shell.h"

enum err api_docs(struct page *p) {
    struct buf content = page_buf(p);
    docs_page(&content, p->cx);
    return page_send(p, cx_msg(p->cx, MSG_API_DOCS), &content);
}

enum err api_docs_kind(struct page *p) {
    struct buf content = page_buf(p);
    docs_kind(&content, p->cx, p->entity);
    return page_send(p, label_in(&p->entity->many, p->cx->lang), &content);
}
