/* settings.c - what the organisation chose; a field for each row of setting_rows. */
#include "web/pages/platform/settings.h"

#include "modules/platform/platform.h"
#include "web/pages/platform/parts.h"
#include "web/pages/platform/settings.html.h"
#include "web/shell.h"

const struct settings_group settings_groups[SETTINGS_GROUPS] = {
    {MSG_SETTINGS_ORGANISATION, {"organisation."}},
    {MSG_SETTINGS_REGION, {"language", "digits", "calendar", "money", "fiscal.", "zone."}},
    {MSG_SETTINGS_WORK, {"work."}},
    {MSG_SETTINGS_SALES, {"offer.", "offers.", "score."}},
};

bool setting_in(const struct setting *row, const struct settings_group *group) {
    for (int i = 0; i < SETTINGS_BEGINNINGS && group->begin[i]; i++)
        if (str_starts(str_of(row->name), str_of(group->begin[i]))) return true;
    return false;
}

/* The days of the week come one field each. */
static struct str sent_days(struct page *p, const char *name) {
    struct buf b = buf_in(p->cx->mem, 0);
    for (int i = 0; i < p->form.count; i++) {
        if (!str_is(p->form.fields[i].name, name)) continue;
        if (b.n) buf_byte(&b, ',');
        buf_put(&b, p->form.fields[i].value);
    }
    return buf_str(&b);
}

static struct str sent(struct page *p, const struct setting *row) {
    return row->kind == SETTING_DAYS ? sent_days(p, row->name)
                                     : form_value(&p->form, row->name);
}

/* The value to show: what was sent and refused, else what is in force. */
static struct str shown(struct page *p, const struct setting *row) {
    bool refused = form_has(&p->form, setting_rows[0].name);
    return refused ? sent(p, row) : settings_text(p->cx->settings, row->name);
}

static enum err show(struct page *p) {
    struct str *values = NEWS(p->cx->mem, (size_t)setting_count, struct str);
    for (int i = 0; i < setting_count; i++)
        values[i] = shown(p, &setting_rows[i]);
    struct buf content = page_buf(p);
    settings_page(&content, p->cx, values, page_token(p));
    return page_send(p, cx_msg(p->cx, MSG_SETTINGS), &content);
}

enum err settings_get(struct page *p) {
    return show(p);
}

enum err settings_post(struct page *p) {
    for (int i = 0; i < setting_count; i++) {
        const struct setting *row = &setting_rows[i];
        if (row->kind == SETTING_KEPT) continue;
        enum err e = settings_save(p->cx, row->name, sent(p, row));
        if (e != OK && e != ERR_INVALID) return e;
    }
    if (p->cx->problems) {
        p->undo = true;
        reply_status(p, 422);
        return show(p);
    }
    TRY(access_changed(p->cx));
    page_flash(p, MSG_FLASH_SAVED);
    return reply_redirect(p, STR("/settings"));
}
