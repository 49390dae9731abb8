/* file.c - attached files: taken from forms, and sent to those who may read them. */
#include "modules/platform/file.h"

#include "web/pages/records/form.h"

/* Pictures are shown; anything else is only saved, so that no page runs inside ours. */
static const char *const shown_types[] = {"image/png", "image/jpeg", "image/webp",
                                          "image/gif"};

static bool is_shown(struct str type) {
    for (size_t i = 0; i < sizeof shown_types / sizeof *shown_types; i++)
        if (str_is(type, shown_types[i])) return true;
    return false;
}

enum err file_content_get(struct page *p) {
    struct file_content file;
    TRY(file_read(p->cx, p->id, &file));
    bool show = is_shown(file.type);
    reply_cache(p, CACHE_DAY);
    return reply_file(p, file.name, show ? file.type : STR("application/octet-stream"),
                      file.bytes, show);
}

enum err form_upload(struct page *p, const struct field *f, const struct form *form,
                     struct value *out, bool *out_found) {
    struct str name = str_join(p->cx->mem, f->name, STR(".file"));
    *out_found = false;
    for (int i = 0; i < form->count && p->cx->writer; i++) {
        const struct form_field *came = &form->fields[i];
        if (!str_eq(came->name, name) || !came->file_name.n) continue;
        struct file_content file = {came->file_name, came->type, came->value};
        int64_t id;
        TRY(file_save(p->cx, &file, &id));
        *out = v_int(id);
        *out_found = true;
    }
    return OK;
}

enum err form_attach(struct page *p, const struct record *r) {
    for (int i = FIELD_STANDARD_COUNT; i < r->entity->field_count; i++)
        if (field_uploads(r->entity->fields[i]) && r->values[i].kind == V_INT)
            TRY(file_attach(p->cx, r->values[i].i, r));
    return OK;
}
