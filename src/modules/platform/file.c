#include "modules/platform/file.h"

#include "entities.h"
#include "modules/platform/acting.h"
#include "records/data/pile.h"

static const struct entity *files(const struct ctx *cx) {
    return entity_at(cx->catalog, "file");
}

/* Write on behalf of one who needs no right to the kind `file` itself. */
static enum err write_raised(struct ctx *cx, struct record *r,
                             enum err (*write)(struct ctx *cx, struct record *r)) {
    const struct actor *own = cx->actor;
    struct actor raised = actor_raised(cx);
    cx->actor = &raised;
    enum err e = write(cx, r);
    cx->actor = own;
    return e;
}

static enum err change(struct ctx *cx, struct record *r) {
    return record_change(cx, r, NULL);
}

/* ---- Keeping ---- */

/* The last part of a path some browsers send, within the field's letters. */
static struct str plain_name(const struct entity *e, struct str name) {
    for (size_t i = name.n; i > 0; i--)
        if (name.p[i - 1] == '/' || name.p[i - 1] == '\\') {
            name = str_from(name, i);
            break;
        }
    bool good = name.n && utf8_valid(name);
    return good ? utf8_first(name, (size_t)e->fields[FILE_NAME]->max) : STR("file");
}

enum err file_begin(struct ctx *cx, const struct file_content *file, int64_t size,
                    int64_t *out_id) {
    struct record r = record_new(cx, files(cx));
    if (size < 0 || size > FILE_BYTES_MOST)
        return problem_with(
            cx, NULL, MSG_FILE_LARGE,
            MSG_PARTS({"most", cx_number(cx, FILE_BYTES_MOST / 1024 / 1024)}));
    r.values[FILE_NAME] = v_text(plain_name(r.entity, file->name));
    if (utf8_valid(file->type))
        r.values[FILE_TYPE] =
            v_text(utf8_first(file->type, (size_t)r.entity->fields[FILE_TYPE]->max));
    r.values[FILE_SIZE] = v_int(size);
    TRY(write_raised(cx, &r, record_create));
    *out_id = record_id(&r);
    return OK;
}

enum err file_save(struct ctx *cx, const struct file_content *file, int64_t *out_id) {
    TRY(file_begin(cx, file, (int64_t)file->bytes.n, out_id));
    return pile_append(cx, *out_id, file->bytes);
}

/* The actor's own that belongs to no record yet. */
static enum err find_loose(struct ctx *cx, int64_t id, struct record *out) {
    TRY(record_get_plain(cx, files(cx), id, out));
    bool own = cx->actor->user && record_int(out, FIELD_OWNER) == cx->actor->user;
    return own && out->values[FILE_ABOUT].kind == V_NULL ? OK : ERR_ABSENT;
}

enum err file_append(struct ctx *cx, int64_t id, int64_t offset, struct str piece,
                     int64_t *out_at) {
    struct record r;
    int64_t at;
    TRY(find_loose(cx, id, &r));
    TRY(pile_size(cx, id, &at));
    bool next = offset == at && at + (int64_t)piece.n <= record_int(&r, FILE_SIZE);
    if (piece.n > FILE_PIECE_MOST) return ERR_LIMIT;
    if (next) TRY(pile_append(cx, id, piece));
    *out_at = next ? at + (int64_t)piece.n : at;
    return OK;
}

/* "party:0G…": how `about` names a record. */
static struct str about_id(struct ctx *cx, const struct entity *e, int64_t id) {
    return str_format(cx->mem, "%.*s:%s", STR_ARG(e->name), id_text(id).z);
}

static struct str about_of(struct ctx *cx, const struct record *r) {
    return about_id(cx, r->entity, record_id(r));
}

enum err file_attach(struct ctx *cx, int64_t id, const struct record *to) {
    struct record r;
    int64_t got;
    enum err e = find_loose(cx, id, &r);
    if (e == ERR_ABSENT) return OK;
    TRY(e);
    TRY(pile_size(cx, id, &got));
    if (got != record_int(&r, FILE_SIZE)) return OK;
    r.values[FILE_ABOUT] = v_text(about_of(cx, to));
    return write_raised(cx, &r, change);
}

/* ---- Reading ---- */

/* The record that `about` names, if the actor may read it. */
static enum err find_about(struct ctx *cx, struct str about, struct record *out) {
    struct str kind;
    int64_t id;
    if (!str_cut(&about, ':', &kind) || !id_parse(about, &id)) return ERR_ABSENT;
    const struct entity *e = entity_named(cx->catalog, kind);
    return e ? record_get(cx, e, id, out) : ERR_ABSENT;
}

static enum err ask(struct ctx *cx, const struct record *file) {
    struct str about = record_str(file, FILE_ABOUT);
    struct record r;
    if (cx->actor->administrator) return OK;
    if (about.n) return find_about(cx, about, &r);
    bool own = cx->actor->user && record_int(file, FIELD_OWNER) == cx->actor->user;
    return own ? OK : ERR_ABSENT;
}

/* A link to a file names it to those who may read it, also after it was removed; to others
 * it is a file that they do not see. */
static enum err named(struct ctx *cx, const struct record *r) {
    struct record file = record_copy(cx, r);
    struct str about = record_str(r, FILE_ABOUT);
    if (str_starts(about, STR(FILE_REMOVED)))
        file.values[FILE_ABOUT] = v_text(str_from(about, strlen(FILE_REMOVED)));
    return ask(cx, &file);
}

const struct entity_rules rules_file = {.name = "file", .named = named};

static struct file file_of(const struct record *r) {
    return (struct file){.id = record_id(r),
                         .size = record_int(r, FILE_SIZE),
                         .owner = record_int(r, FIELD_OWNER),
                         .created_ms = record_int(r, FIELD_CREATED_AT),
                         .name = record_str(r, FILE_NAME),
                         .type = record_str(r, FILE_TYPE)};
}

enum err file_get(struct ctx *cx, int64_t id, struct file *out) {
    struct record r;
    TRY(record_get_plain(cx, files(cx), id, &r));
    TRY(ask(cx, &r));
    *out = file_of(&r);
    return OK;
}

enum err file_get_plain(struct ctx *cx, int64_t id, struct file *out) {
    struct record r;
    TRY(record_get_plain(cx, files(cx), id, &r));
    *out = file_of(&r);
    return OK;
}

enum err file_list_ask(struct ctx *cx, const struct entity *e, int64_t id,
                       struct rows *out) {
    return store_query(cx->db,
                       SQL("SELECT id, size, owner, created_at, name, type FROM file"
                           " WHERE about = ?1 ORDER BY id DESC LIMIT ?2"),
                       BIND(v_text(about_id(cx, e, id)), v_int(FILES_OF_RECORD)), out);
}

enum err file_list_read(struct ctx *cx, struct rows *rows, struct file **out,
                        int *out_count) {
    struct file *list = NEWS(cx->mem, FILES_OF_RECORD, struct file);
    int n = 0;
    for (; n < FILES_OF_RECORD && rows_next(rows); n++)
        list[n] = (struct file){rows_int(rows, 0),
                                rows_int(rows, 1),
                                rows_int(rows, 2),
                                rows_int(rows, 3),
                                str_dup(cx->mem, rows_text(rows, 4)),
                                str_dup(cx->mem, rows_text(rows, 5))};
    *out = list;
    *out_count = n;
    return rows_done(rows);
}

/* ---- Removing ---- */

/* The file and its record, which the actor may change. */
static enum err find_both(struct ctx *cx, int64_t id, bool removed, struct record *file,
                          struct record *out_to) {
    TRY(record_get_plain(cx, files(cx), id, file));
    struct str about = record_str(file, FILE_ABOUT);
    if (str_starts(about, STR(FILE_REMOVED)) != removed) return ERR_ABSENT;
    TRY(find_about(cx, removed ? str_from(about, strlen(FILE_REMOVED)) : about, out_to));
    return rights_ask(cx, out_to, ACT_EDIT);
}

enum err file_remove(struct ctx *cx, int64_t id, struct record *out_to) {
    struct record r;
    TRY(find_both(cx, id, false, &r, out_to));
    r.values[FILE_ABOUT] =
        v_text(str_join(cx->mem, STR(FILE_REMOVED), record_str(&r, FILE_ABOUT)));
    return write_raised(cx, &r, change);
}

enum err file_restore(struct ctx *cx, int64_t id, struct record *out_to) {
    struct record r;
    TRY(find_both(cx, id, true, &r, out_to));
    r.values[FILE_ABOUT] = v_text(about_of(cx, out_to));
    return write_raised(cx, &r, change);
}
