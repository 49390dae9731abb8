/* logo.c - the picture an organisation shows in its shell and at its door. Everybody may
 * see it; the address changes with the picture, so browsers keep it for ever. */
#include "modules/platform/file.h"
#include "modules/platform/platform.h"
#include "records/data/pile.h"
#include "records/rules/settings.h"
#include "web/pages/platform/parts.h"
#include "web/picture.h"
#include "web/shell.h"

#define LOGO "organisation.logo"
enum { LOGO_BYTES = 512 * 1024 };

enum err logo_get(struct page *p) {
    struct str bytes, id = settings_text(p->cx->settings, LOGO);
    int64_t logo;
    if (!id_parse(id, &logo) || logo != p->id) return ERR_ABSENT;
    TRY(pile_read(p->cx, logo, 0, LOGO_BYTES, &bytes));
    reply_cache(p, CACHE_FOR_EVER);
    return reply_file(p, STR("logo"), picture_type(bytes), bytes, true);
}

static struct form_field sent(const struct form *form) {
    for (int i = 0; i < form->count; i++)
        if (str_is(form->fields[i].name, "logo")) return form->fields[i];
    return (struct form_field){0};
}

static enum err check(struct page *p, const struct form_field *came) {
    struct ctx *cx = p->cx;
    if (!came->value.n) return problem_text(cx, STR(LOGO), cx_msg(cx, MSG_LOGO_NONE));
    if (came->value.n > LOGO_BYTES)
        return problem_text(
            cx, STR(LOGO),
            msg_format(cx->mem, cx->lang, MSG_LOGO_LARGE,
                       MSG_PARTS({"most", cx_number(cx, LOGO_BYTES / 1024)})));
    return picture_type(came->value).n
               ? OK
               : problem_text(cx, STR(LOGO), cx_msg(cx, MSG_LOGO_OTHER));
}

static enum err set(struct page *p, struct str id) {
    TRY(settings_save(p->cx, LOGO, id));
    TRY(access_changed(p->cx));
    page_flash(p, MSG_FLASH_SAVED);
    return reply_redirect(p, STR("/settings"));
}

enum err logo_post(struct page *p) {
    struct form_field came = sent(&p->form);
    int64_t id;
    if (check(p, &came) != OK) {
        p->undo = true;
        reply_status(p, 422);
        return settings_get(p);
    }
    struct file_content file = {came.file_name, picture_type(came.value), came.value};
    TRY(file_save(p->cx, &file, &id));
    return set(p, str_of(id_text(id).z));
}

enum err logo_remove_post(struct page *p) {
    return set(p, STR(""));
}
