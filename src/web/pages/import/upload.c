/* upload.c - the file comes: in pieces that a script sends and may send again, or whole in
 * a form where no script runs. Then it is read for the first time. */
#include "base/json_write.h"
#include "records/data/pile.h"
#include "records/rules/rights.h"
#include "web/job_words.h"
#include "web/pages/import/parts.h"
#include "web/pages/import/upload.html.h"
#include "web/when.h"

enum { INTAKES_SHOWN = 30, PIECE_BYTES = 256 * 1024, MEGABYTE = 1024 * 1024 };

struct str import_url(struct ctx *cx, int64_t id, const char *tail) {
    struct id_text text = id_text(id);
    return str_format(cx->mem, "/import/%s%s", text.z, tail);
}

/* ---- The list ---- */

static struct intake_view view_of(struct ctx *cx, const struct intake *in) {
    const struct entity *e = entity_named(cx->catalog, in->entity);
    struct intake_view v = {.intake = in,
                            .kind = e ? label_in(&e->many, cx->lang) : in->entity,
                            .state = cx_msg(cx, MSG_IMPORT_STATE_BEGUN),
                            .tone = ""};
    struct job job;
    if (in->undo) {
        v.state = cx_msg(cx, MSG_IMPORT_STATE_UNDONE);
    } else if (in->job && job_get(cx, in->job, &job) == OK) {
        v.state = job_state(cx, &job);
        v.tone = job_tone(&job);
    }
    return v;
}

enum err import_list_get(struct page *p) {
    struct intake *list;
    int count;
    TRY(intake_list(p->cx, INTAKES_SHOWN, &list, &count));
    struct intake_view *views = NEWS(p->cx->mem, (size_t)count, struct intake_view);
    for (int i = 0; i < count; i++)
        views[i] = view_of(p->cx, &list[i]);
    struct buf content = page_buf(p);
    import_begin(&content, p->cx, form_value(&p->query, "entity"), page_token(p));
    import_past(&content, p->cx, views, count);
    return page_send(p, cx_msg(p->cx, MSG_IMPORT_TITLE), &content);
}

/* ---- Sending ---- */

static enum err ask(struct page *p, struct str entity) {
    const struct entity *e = entity_named(p->cx->catalog, entity);
    if (!e) return ERR_ABSENT;
    return rights_some(p->cx, e, ACT_IMPORT) ? OK : ERR_DENIED;
}

static const struct form_field *sent_file(const struct form *form) {
    for (int i = 0; i < form->count; i++)
        if (str_is(form->fields[i].name, "file") && form->fields[i].file_name.n)
            return &form->fields[i];
    return NULL;
}

static enum err refuse_beyond(struct page *p, enum msg why, int64_t most) {
    return problem_text(p->cx, STR("file"),
                        msg_format(p->cx->mem, p->cx->lang, why,
                                   MSG_PARTS({"most", cx_number(p->cx, most)})));
}

static enum err refuse(struct page *p, enum msg why) {
    return refuse_beyond(p, why, 0);
}

static enum err reply_place(struct page *p, int64_t id, int64_t at) {
    struct buf json = page_buf(p);
    struct json_writer w = json_writer(&json);
    json_begin_object(&w);
    json_name(&w, "id"), json_write_id(&w, id);
    json_name(&w, "path"), json_write_str(&w, import_url(p->cx, id, ""));
    json_name(&w, "at"), json_write_int(&w, at);
    json_name(&w, "piece"), json_write_int(&w, PIECE_BYTES);
    json_end_object(&w);
    return reply_json(p, &json);
}

static enum err begin(struct page *p) {
    struct str entity = form_value(&p->form, "entity");
    const struct form_field *file = sent_file(&p->form);
    struct str name = file ? file->file_name : form_value(&p->form, "name");
    struct intake in;
    int64_t size = file ? (int64_t)file->value.n : 0;
    TRY(ask(p, entity));
    if (!file && !str_int(form_value(&p->form, "size"), &size))
        return refuse(p, MSG_IMPORT_FILE_NONE);
    if (size <= 0) return refuse(p, MSG_IMPORT_FILE_EMPTY);
    if (size > INTAKE_FILE_BYTES)
        return refuse_beyond(p, MSG_IMPORT_FILE_LARGE, INTAKE_FILE_BYTES / MEGABYTE);
    name = utf8_valid(name) ? utf8_first(name, 200) : STR("");
    TRY(intake_begin(p->cx, entity, name, size, &in));
    if (!file) return reply_place(p, in.id, 0);
    TRY(pile_append(p->cx, in.id, file->value));
    return reply_redirect(p, import_url(p->cx, in.id, ""));
}

/* A script says how large the file is and sends pieces then; a form has the file in it. */
enum err import_begin_post(struct page *p) {
    enum err e = begin(p);
    bool script = form_value(&p->form, "size").n > 0;
    return e == ERR_INVALID && script ? reply_refused(p) : e;
}

/* A piece that came before is answered with where to go on: the sender may have missed the
 * first answer. */
enum err import_piece_put(struct page *p) {
    struct intake in;
    int64_t at, offset;
    TRY(intake_get(p->cx, p->id, &in));
    TRY(pile_size(p->cx, in.id, &at));
    bool known = str_int(form_value(&p->query, "offset"), &offset);
    struct str body = p->request->body;
    if (!known || in.data || body.n > PIECE_BYTES) return ERR_INVALID;
    bool next = offset == at && at + (int64_t)body.n <= in.size;
    if (next) TRY(pile_append(p->cx, in.id, body));
    return reply_place(p, in.id, next ? at + (int64_t)body.n : at);
}

enum err import_upload_page(struct page *p, const struct intake *in, int64_t got) {
    struct buf content = page_buf(p);
    import_received(&content, p->cx, in, got, page_token(p));
    return page_send(p, cx_msg(p->cx, MSG_IMPORT_TITLE), &content);
}

/* ---- Reading it for the first time ---- */

/* What the slow part found. */
struct first_look {
    enum err err;
    enum import_file kind;
    int sheet;
    struct workbook_text text;
};

static enum err read_workbook(struct page *p, const struct intake *in,
                              struct first_look *look) {
    struct str bytes;
    if (in->size > INTAKE_WORKBOOK_BYTES) return ERR_LIMIT;
    if (!p->host || !p->host->workbook_read) return ERR_ABSENT;
    TRY(pile_read(p->cx, in->id, 0, INTAKE_WORKBOOK_BYTES, &bytes));
    return p->host->workbook_read(p->cx->mem, bytes, look->sheet, INTAKE_TEXT_BYTES,
                                  &look->text);
}

static enum err first_look(struct page *p, struct first_look *look) {
    struct intake in;
    struct str head;
    int64_t got, sheet = 0;
    TRY(intake_get(p->cx, p->id, &in));
    TRY(pile_size(p->cx, in.id, &got));
    if (got != in.size) return ERR_INVALID;
    TRY(pile_read(p->cx, in.id, 0, IMPORT_HEAD_BYTES, &head));
    (void)str_int(form_value(&p->form, "sheet"), &sheet);
    look->sheet = sheet >= 0 && sheet < INTAKE_SHEETS ? (int)sheet : 0;
    look->kind = import_file_kind(head);
    return look->kind == IMPORT_WORKBOOK ? read_workbook(p, &in, look) : OK;
}

const void *import_read_prepare(struct page *p) {
    struct first_look *look = NEW(p->cx->mem, struct first_look);
    look->err = first_look(p, look);
    return look;
}

static enum err refuse_workbook(struct page *p, enum err e) {
    switch (e) {
    case ERR_CORRUPT: return refuse(p, MSG_IMPORT_WORKBOOK_BROKEN);
    case ERR_LIMIT:
        return refuse_beyond(p, MSG_IMPORT_WORKBOOK_LARGE,
                             INTAKE_WORKBOOK_BYTES / MEGABYTE);
    case ERR_ABSENT: return refuse(p, MSG_IMPORT_WORKBOOK_NOT_HERE);
    default: return e;
    }
}

static enum err take_workbook(struct page *p, struct intake *in,
                              const struct first_look *look) {
    in->workbook = true;
    in->sheet = look->sheet;
    in->sheets = look->text.sheets;
    in->sheet_count =
        look->text.sheet_count < INTAKE_SHEETS ? look->text.sheet_count : INTAKE_SHEETS;
    in->data = cx_new_id(p->cx);
    return pile_append(p->cx, in->data, look->text.csv);
}

static enum err take(struct page *p, struct intake *in, const struct first_look *look) {
    struct import_sample *sample = NEW(p->cx->mem, struct import_sample);
    if (look->kind == IMPORT_OTHER) return refuse(p, MSG_IMPORT_FILE_OTHER);
    if (look->kind == IMPORT_WORKBOOK) TRY(take_workbook(p, in, look));
    TRY(intake_detect(p->cx, in));
    enum err e = intake_sample(p->cx, in, sample);
    if (e == ERR_LIMIT) return refuse_beyond(p, MSG_IMPORT_FILE_WIDE, IMPORT_COLUMNS);
    TRY(e);
    in->plan = STR("");
    return sample->count < 2 ? refuse(p, MSG_IMPORT_FILE_NO_ROWS) : intake_save(p->cx, in);
}

enum err import_read_post(struct page *p) {
    const struct first_look *look = p->request->prepared;
    struct intake in;
    TRY(intake_get(p->cx, p->id, &in));
    if (in.job) return ERR_CONFLICT;
    if (look->err != OK && look->kind == IMPORT_WORKBOOK)
        return refuse_workbook(p, look->err);
    TRY(look->err);
    TRY(take(p, &in, look));
    return reply_redirect(p, import_url(p->cx, in.id, ""));
}
