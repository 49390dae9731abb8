/* link.c - another record: its id is stored, its title shown. */
#include "base/json_write.h"
#include "records/fields/linking.h"

struct str link_title(struct ctx *cx, const struct entity *to, int64_t id) {
    return cx->catalog->links->title(cx, to, id);
}

enum err link_find(struct ctx *cx, const struct entity *to, struct str typed,
                   int64_t *out_id) {
    return cx->catalog->links->find(cx, to, typed, out_id);
}

enum err link_typed(struct ctx *cx, const struct field *f, struct str typed,
                    int64_t *out_id) {
    struct str kind = label_in(&f->to->one, cx->lang);
    const struct msg_part *parts = MSG_PARTS({"kind", kind}, {"typed", typed});
    enum err e = link_find(cx, f->to, typed, out_id);
    if (e == ERR_ABSENT) return problem_with(cx, f, MSG_FIELD_LINK_ABSENT, parts);
    if (e == ERR_CONFLICT) return problem_with(cx, f, MSG_FIELD_LINK_SEVERAL, parts);
    return e;
}

struct str link_shown(struct ctx *cx, const struct field *f, int64_t id) {
    struct str title = link_title(cx, f->to, id);
    return title.n ? title : cx_msg(cx, MSG_FIELD_LINK_UNSEEN);
}

enum err link_parse(struct ctx *cx, const struct field *f, struct str typed,
                    struct value *out) {
    struct str s;
    TRY(typed_line(cx, f, typed, TEXT_LETTERS, &s));
    *out = v_null();
    if (s.n == 0) return OK;
    int64_t id;
    TRY(link_typed(cx, f, s, &id));
    *out = v_int(id);
    return OK;
}

struct str link_text(struct ctx *cx, const struct field *f, struct value v) {
    return link_shown(cx, f, v.i);
}

struct str link_edit(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    struct id_text id = id_text(v.i);
    return str_dup(cx->mem, str_of(id.z));
}

struct str link_words(struct ctx *cx, const struct field *f, struct value v) {
    return link_title(cx, f->to, v.i);
}

void link_json(struct ctx *cx, const struct field *f, struct value v, struct buf *out) {
    (void)cx, (void)f;
    struct json_writer w = json_writer(out);
    json_write_id(&w, v.i);
}

const struct field_type link_type = {LINK_MEMBERS, .name = "link", .to_needed = true,
                                     .ops = OP_EQ, .parse = link_parse};
