#include "web/again.h"

#include "http/session.h"
#include "web/again.html.h"
#include "web/shell.h"

/* Take over the fields that were typed: no files, and not the token of the
 * ended session. */
static bool is_typed(const struct form_field *f) {
    return !f->file_name.n && !str_is(f->name, FORM_TOKEN_FIELD);
}

static struct again gather(struct page *p, const struct form *form) {
    struct again again = {.path = p->request->path,
                          .fields =
                              NEWS(p->cx->mem, (size_t)form->count + 1, struct form_field)};
    struct form_field *fields = (struct form_field *)again.fields;
    for (int i = 0; i < form->count; i++)
        if (is_typed(&form->fields[i])) fields[again.count++] = form->fields[i];
    return again;
}

enum err again_offer(struct page *p) {
    struct form form = {0};
    if (!request_from_here(p->request) || p->request->body.n > AGAIN_BYTES)
        return ERR_ABSENT;
    TRY(form_parse_body(p->cx->mem, p->request, &form));
    if (!form_has(&form, FORM_TOKEN_FIELD)) return ERR_ABSENT; /* no page of ours */
    struct again again = gather(p, &form);
    struct buf content = page_buf(p);
    again_login(&content, p->cx, &again);
    reply_status(p, 401);
    return page_send_outside(p, cx_msg(p->cx, MSG_LOGIN), &content);
}

struct again again_read(struct page *p) {
    struct str path = form_value(&p->form, AGAIN_PATH), prefix = STR(AGAIN_FIELD);
    if (!path.n || !request_path_ok(path)) return (struct again){0};
    struct form_field *fields = NEWS(p->cx->mem, (size_t)p->form.count, struct form_field);
    int n = 0;
    for (int i = 0; i < p->form.count; i++)
        if (str_starts(p->form.fields[i].name, prefix)) {
            fields[n] = p->form.fields[i];
            fields[n].name = str_from(fields[n].name, prefix.n);
            n++;
        }
    return (struct again){path, fields, n};
}

enum err again_send(struct page *p, const struct again *again, struct str form_token) {
    struct buf content = page_buf(p);
    again_form(&content, p->cx, again, form_token);
    return page_send_outside(p, cx_msg(p->cx, MSG_AGAIN), &content);
}
