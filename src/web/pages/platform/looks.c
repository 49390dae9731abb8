/* looks.c - an administrator sees who looked at what is sensitive. */
#include "web/pages/platform/looks.h"

#include "records/data/titles.h"
#include "records/fields/field_type.h"
#include "web/pages/platform/looks.html.h"
#include "web/pages/platform/parts.h"
#include "web/shell.h"

const enum msg look_way_words[LOOK_WAYS] = {
    [0] = MSG_LOOK_WAY_PAGE,
    [LOOK_PAGE] = MSG_LOOK_WAY_PAGE,
    [LOOK_FORM] = MSG_LOOK_WAY_FORM,
    [LOOK_API] = MSG_LOOK_WAY_API,
    [LOOK_API_LIST] = MSG_LOOK_WAY_API,
    [LOOK_EXPORT] = MSG_LOOK_WAY_EXPORT,
};

static enum err note_titles(struct ctx *cx, const struct looks_view *v) {
    for (int i = 0; i < v->count; i++) {
        titles_note(cx, entity_at(cx->catalog, "user"), v->looks[i].user);
        if (v->looks[i].entity) titles_note(cx, v->looks[i].entity, v->looks[i].record);
    }
    return titles_load(cx);
}

/* What the address narrows the page to. */
static void read_ask(struct page *p, struct look_ask *ask, struct looks_view *v) {
    struct ctx *cx = p->cx;
    const struct entity *e = entity_named(cx->catalog, form_value(&p->query, "entity"));
    *ask = (struct look_ask){0};
    if (id_parse(form_value(&p->query, "user"), &ask->user))
        v->of = link_title(cx, entity_at(cx->catalog, "user"), ask->user);
    else
        ask->user = 0;
    if (e && id_parse(form_value(&p->query, "id"), &ask->record))
        v->of = link_title(cx, e, ask->record);
    if (!id_parse(form_value(&p->query, "before"), &ask->before)) ask->before = 0;
}

static struct str older_path(struct page *p, const struct looks_view *v) {
    if (v->count < LOOKS_PAGE) return STR("");
    struct str user = form_value(&p->query, "user"), id = form_value(&p->query, "id"),
               entity = form_value(&p->query, "entity");
    struct buf url = buf_in(p->cx->mem, 0);
    BUF_LIT(&url, "/looks?user=");
    url_encode(&url, user);
    BUF_LIT(&url, "&entity=");
    url_encode(&url, entity);
    BUF_LIT(&url, "&id=");
    url_encode(&url, id);
    buf_format(&url, "&before=%s", id_text(v->looks[v->count - 1].id).z);
    return buf_str(&url);
}

enum err looks_get(struct page *p) {
    struct looks_view v = {0};
    struct look_ask ask;
    struct look *looks;
    read_ask(p, &ask, &v);
    TRY(looks_read(p->cx, &ask, &looks, &v.count));
    v.looks = looks;
    v.older = older_path(p, &v);
    TRY(note_titles(p->cx, &v));
    struct buf content = page_buf(p);
    looks_page(&content, p->cx, &v);
    return page_send(p, cx_msg(p->cx, MSG_LOOKS), &content);
}
