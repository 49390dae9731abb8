/* common.c - addresses, and which fields people see. */
#include "web/pages/records/common.html.h"
#include "web/pages/records/records.h"

struct str id_str(struct ctx *cx, int64_t id) {
    struct id_text text = id_text(id);
    return str_dup(cx->mem, str_of(text.z));
}

struct str record_url(struct ctx *cx, const struct entity *e, int64_t id,
                      const char *tail) {
    struct id_text text = id_text(id);
    return str_format(cx->mem, "/%.*s/%s%s", STR_ARG(e->name), text.z, tail);
}

struct str back_url(const struct page *p, struct str otherwise) {
    struct str back = form_value(&p->form, "back");
    if (!back.n) back = form_value(&p->query, "back");
    return path_is_own(back) ? back : otherwise;
}

/* An address without what an earlier page said was done. */
static struct str undone(struct str url) {
    size_t at = str_find(url, STR("done="));
    if (at == (size_t)-1 || at == 0) return url;
    return str_first(url, at - 1);
}

struct str done_url(struct page *p, struct str url, const char *done, int64_t batch) {
    url = undone(url);
    char sign = str_has(url, STR("?")) ? '&' : '?';
    struct str to = str_format(p->cx->mem, "%.*s%cdone=%s", STR_ARG(url), sign, done);
    if (!batch) return to;
    struct id_text text = id_text(batch);
    return str_format(p->cx->mem, "%.*s&undo=%s", STR_ARG(to), text.z);
}

bool field_shown(const struct field *f) {
    return field_present(f) && !f->hidden && f->type;
}

bool field_asked(const struct field *f) {
    bool number = f->type && str_is(str_of(f->type->name), "auto_number");
    return field_shown(f) && !f->read_only && !number;
}

bool kind_pickable(const struct ctx *cx, const struct entity *e) {
    bool colleagues = str_is(e->name, "user") || str_is(e->name, "team");
    return colleagues || rights_some(cx, e, ACT_READ);
}

/* ---- What happened before ---- */

static const struct {
    const char *done;
    enum msg text;
} doings[] = {
    {"created", MSG_DONE_CREATED}, {"saved", MSG_DONE_SAVED},
    {"deleted", MSG_DONE_DELETED}, {"bulk", MSG_DONE_BULK},
    {"undone", MSG_DONE_UNDONE},   {"twice", MSG_DONE_TWICE},
    {"view", MSG_DONE_VIEW},       {"kept", MSG_DONE_KEPT},
};

static int64_t number_of(const struct page *p) {
    int64_t n = 0;
    return str_int(form_value(&p->query, "n"), &n) ? n : 0;
}

void toast_put(struct buf *out, const struct page *p) {
    struct str done = form_value(&p->query, "done");
    struct str n = cx_number(p->cx, number_of(p));
    int64_t batch = 0;
    if (!id_parse(form_value(&p->query, "undo"), &batch)) batch = 0;
    for (size_t i = 0; i < sizeof doings / sizeof *doings; i++)
        if (str_is(done, doings[i].done))
            records_toast(
                out, p->cx, p,
                msg_format(p->cx->mem, p->cx->lang, doings[i].text, MSG_PARTS({"n", n})),
                batch ? id_str(p->cx, batch) : STR(""));
}
