/* file.c - attached files: sent in pieces or with a form, listed beside their record,
 * opened by those who may read it, removed and put back. */
#include "base/json_write.h"
#include "records/rules/rights.h"
#include "web/pages/records/files.h"
#include "web/pages/records/form.h"
#include "web/picture.h"

/* ---- Opening ---- */

/* Pictures are shown; anything else is only saved, so that no page runs inside ours. */
enum err file_content_get(struct page *p) {
    struct file file;
    TRY(file_get(p->cx, p->id, &file));
    bool show = picture_shown(file.type);
    reply_cache(p, CACHE_DAY);
    return reply_pile(p, file.name, show ? file.type : STR("application/octet-stream"),
                      file.id, show);
}

/* ---- Sending ---- */

static enum err reply_place(struct page *p, int64_t id, int64_t at) {
    struct buf json = page_buf(p);
    struct json_writer w = json_writer(&json);
    json_begin_object(&w);
    json_name(&w, "id"), json_write_id(&w, id);
    json_name(&w, "path");
    json_write_str(&w, str_format(p->cx->mem, "/files/%.*s", STR_ARG(id_str(p->cx, id))));
    json_name(&w, "at"), json_write_int(&w, at);
    json_name(&w, "piece"), json_write_int(&w, FILE_PIECE_MOST);
    json_end_object(&w);
    return reply_json(p, &json);
}

/* A script says what it is going to send; what is wrong with that is told in words. */
enum err file_begin_post(struct page *p) {
    struct file_content file = {.name = form_value(&p->form, "name"),
                                .type = form_value(&p->form, "type")};
    int64_t id, size = -1;
    if (!str_int(form_value(&p->form, "size"), &size)) return ERR_INVALID;
    enum err e = file_begin(p->cx, &file, size, &id);
    if (e == ERR_INVALID) return reply_refused(p);
    TRY(e);
    return reply_place(p, id, 0);
}

enum err file_piece_put(struct page *p) {
    int64_t offset, at;
    if (!str_int(form_value(&p->query, "offset"), &offset)) return ERR_INVALID;
    TRY(file_append(p->cx, p->id, offset, p->request->body, &at));
    return reply_place(p, p->id, at);
}

/* ---- With a form ---- */

static enum err save_sent(struct page *p, const struct form_field *came, int64_t *out_id) {
    struct file_content file = {came->file_name, came->type, came->value};
    return file_save(p->cx, &file, out_id);
}

enum err form_upload(struct page *p, const struct field *f, const struct form *form,
                     struct value *out, bool *out_found) {
    struct str name = str_join(p->cx->mem, f->name, STR(".file"));
    *out_found = false;
    for (int i = 0; i < form->count && p->cx->writer; i++) {
        const struct form_field *came = &form->fields[i];
        int64_t id;
        if (!str_eq(came->name, name) || !came->file_name.n) continue;
        TRY(save_sent(p, came, &id));
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

/* ---- The panel ---- */

enum err files_view_ask(struct page *p, const struct entity *e, int64_t id,
                        struct files_view *out) {
    *out = (struct files_view){.page = p};
    return file_list_ask(p->cx, e, id, &out->asked);
}

enum err files_view_read(struct page *p, const struct record *r, struct files_view *out) {
    struct file *files;
    int64_t removed;
    out->record = r;
    out->adds = rights_ask(p->cx, r, ACT_EDIT) == OK;
    if (id_parse(form_value(&p->query, "removed"), &removed))
        out->removed = id_str(p->cx, removed);
    TRY(file_list_read(p->cx, &out->asked, &files, &out->count));
    out->files = files;
    return OK;
}

static enum err go_back(struct page *p, const struct record *r, const char *tail) {
    return reply_redirect(p, record_url(p->cx, r->entity, record_id(r), tail));
}

/* Files of a form, and ids of those that came in pieces before. */
enum err files_post(struct page *p) {
    struct record r;
    TRY(record_get(p->cx, p->entity, p->id, &r));
    TRY(rights_ask(p->cx, &r, ACT_EDIT));
    for (int i = 0; i < p->form.count; i++) {
        const struct form_field *came = &p->form.fields[i];
        int64_t id = 0;
        if (str_is(came->name, "file.file") && came->file_name.n)
            TRY(save_sent(p, came, &id));
        else if (!str_is(came->name, "file") || !id_parse(came->value, &id))
            continue;
        enum err e = file_attach(p->cx, id, &r);
        if (e != OK && e != ERR_ABSENT) return e;
    }
    return go_back(p, &r, "#files");
}

enum err file_remove_post(struct page *p) {
    struct record r;
    TRY(file_remove(p->cx, p->id, &r));
    struct id_text id = id_text(p->id);
    return go_back(p, &r,
                   str_z(p->cx->mem, str_format(p->cx->mem, "?removed=%s#files", id.z)));
}

enum err file_restore_post(struct page *p) {
    struct record r;
    TRY(file_restore(p->cx, p->id, &r));
    return go_back(p, &r, "#files");
}

/* ---- For the templates ---- */

struct str file_size_text(struct ctx *cx, int64_t bytes) {
    static const enum msg units[] = {MSG_FILES_BYTES, MSG_FILES_KILO, MSG_FILES_MEGA};
    enum { UNITS = sizeof units / sizeof *units, STEP = 1024 };
    int unit = 0;
    for (; unit < UNITS - 1 && bytes >= STEP; unit++)
        bytes = (bytes + STEP / 2) / STEP;
    return msg_format(cx->mem, cx->lang, units[unit],
                      MSG_PARTS({"n", cx_number(cx, bytes)}));
}

const char *file_icon(struct str type) {
    static const struct {
        const char *begins, *icon;
    } rows[] = {
        {"image/", .icon = "photo"},    {"audio/", .icon = "microphone"},
        {"video/", .icon = "movie"},    {"application/pdf", .icon = "file-type-pdf"},
        {"text/", .icon = "file-text"}, {"", .icon = "file"},
    };
    size_t i = 0;
    while (!str_starts(type, str_of(rows[i].begins)))
        i++;
    return rows[i].icon;
}
