#include "modules/platform/file.h"

#include "base/encode.h"
#include "base/sha256.h"
#include "entities.h"
#include "modules/platform/acting.h"
#include "store/files.h"

/* -- Keeping --------------------------------------------------------------------- */

/* The content in pieces; their keys with a space between. */
static enum err put_pieces(struct ctx *cx, struct str bytes, struct str *out_keys) {
    struct buf keys = buf_in(cx->mem, 0);
    do {
        struct str piece = str_first(bytes, FILE_PIECE_BYTES);
        struct sha256_digest digest = sha256(piece);
        struct buf key = buf_in(cx->mem, 0);
        buf_hex(&key, sha256_str(&digest));
        TRY(files_put(cx->writer, buf_str(&key), piece));
        if (keys.n) buf_byte(&keys, ' ');
        buf_put(&keys, buf_str(&key));
        bytes = str_from(bytes, piece.n);
    } while (bytes.n);
    *out_keys = buf_str(&keys);
    return OK;
}

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

enum err file_save(struct ctx *cx, const struct file_content *file, int64_t *out_id) {
    const struct actor *own = cx->actor;
    struct actor raised = actor_raised(cx);
    struct record r = record_new(cx, entity_at(cx->catalog, "file"));
    struct str keys;
    TRY(put_pieces(cx, file->bytes, &keys));
    r.values[FILE_NAME] = v_text(plain_name(r.entity, file->name));
    if (utf8_valid(file->type)) r.values[FILE_TYPE] = v_text(utf8_first(file->type, 100));
    r.values[FILE_SIZE] = v_int((int64_t)file->bytes.n);
    r.values[FILE_PIECES] = v_text(keys);
    cx->actor = &raised;
    enum err e = record_create(cx, &r);
    cx->actor = own;
    TRY(e);
    *out_id = record_id(&r);
    return OK;
}

enum err file_attach(struct ctx *cx, int64_t file, const struct record *to) {
    const struct actor *own = cx->actor;
    struct actor raised = actor_raised(cx);
    struct id_text id = id_text(record_id(to));
    struct record r;
    TRY(record_get_plain(cx, entity_at(cx->catalog, "file"), file, &r));
    bool loose = r.values[FILE_ABOUT].kind == V_NULL;
    if (!loose || record_int(&r, FIELD_OWNER) != own->user) return OK;
    r.values[FILE_ABOUT] =
        v_text(str_format(cx->mem, "%.*s:%s", STR_ARG(to->entity->name), id.z));
    cx->actor = &raised;
    enum err e = record_change(cx, &r, NULL);
    cx->actor = own;
    return e;
}

/* -- Reading --------------------------------------------------------------------- */

/* "party:0G…": whether that record may be read. */
static enum err ask_about(struct ctx *cx, struct str about) {
    struct str kind;
    struct record r;
    int64_t id;
    if (!str_cut(&about, ':', &kind) || !id_parse(about, &id)) return ERR_ABSENT;
    const struct entity *e = entity_named(cx->catalog, kind);
    return e ? record_get(cx, e, id, &r) : ERR_ABSENT;
}

static enum err ask(struct ctx *cx, const struct record *file) {
    struct str about = record_str(file, FILE_ABOUT);
    if (cx->actor->administrator) return OK;
    if (about.n) return ask_about(cx, about);
    bool own = cx->actor->user && record_int(file, FIELD_OWNER) == cx->actor->user;
    return own ? OK : ERR_ABSENT;
}

enum err file_read(struct ctx *cx, int64_t id, struct file_content *out) {
    struct record r;
    TRY(record_get_plain(cx, entity_at(cx->catalog, "file"), id, &r));
    TRY(ask(cx, &r));
    struct buf bytes = buf_in(cx->mem, 0);
    for (struct str rest = record_str(&r, FILE_PIECES), key; str_cut(&rest, ' ', &key);) {
        struct str piece;
        TRY(files_get(cx->db, cx->mem, key, &piece));
        buf_put(&bytes, piece);
    }
    if (bytes.failed) return ERR_LIMIT;
    *out = (struct file_content){record_str(&r, FILE_NAME), record_str(&r, FILE_TYPE),
                                 buf_str(&bytes)};
    return OK;
}
