/* links.c - several other records, in the order they were added. */
#include "records/fields/linking.h"

static enum err add(struct ctx *cx, const struct field *f, int64_t id, struct buf *list) {
    struct id_text text = id_text(id);
    struct str item = str_of(text.z);
    if (list_has(buf_str(list), item)) return OK;
    if (list->n / (ID_CHARS + 1) >= LIST_VALUES)
        return refuse(cx, f, MSG_FIELD_MANY, STR(""), cx_number(cx, LIST_VALUES));
    list_put(list, item);
    return OK;
}

/* A title may hold a comma itself, so the whole is tried before its pieces. */
static enum err links_parse(struct ctx *cx, const struct field *f, struct str typed,
                            struct value *out) {
    struct str s, item;
    TRY(typed_lines(cx, f, typed, (TEXT_LETTERS + 2) * LIST_VALUES, &s));
    struct buf list = buf_in(cx->mem, 0);
    int64_t id;
    bool whole = s.n && !str_has(s, STR("|")) && link_find(cx, f->to, s, &id) == OK;
    if (whole) TRY(add(cx, f, id, &list));
    while (!whole && typed_next(&s, &item)) {
        TRY(link_typed(cx, f, item, &id));
        TRY(add(cx, f, id, &list));
    }
    *out = value_of(buf_str(&list));
    return OK;
}

static struct str titles(struct ctx *cx, const struct field *f, struct value v,
                         struct str (*title)(struct ctx *, const struct field *, int64_t)) {
    struct buf b = buf_in(cx->mem, 0);
    int64_t id;
    for (struct str rest = v.s, item; list_next(&rest, &item);) {
        if (!id_parse(item, &id)) continue;
        if (b.n) buf_put(&b, list_comma(cx));
        buf_put(&b, title(cx, f, id));
    }
    return buf_str(&b);
}

static struct str title_found(struct ctx *cx, const struct field *f, int64_t id) {
    return link_title(cx, f->to, id);
}

static struct str links_text(struct ctx *cx, const struct field *f, struct value v) {
    return titles(cx, f, v, link_shown);
}

static struct str links_words(struct ctx *cx, const struct field *f, struct value v) {
    return titles(cx, f, v, title_found);
}

const struct field_type links_type = {
    .name = "links",
    .to_needed = true,
    .column = COLUMN_TEXT,
    .ops = OP_HAS,
    .json_type = "array",
    .parse = links_parse,
    .from_json = list_from_json,
    .text = links_text,
    .edit = plain_text,
    .json = list_json,
    .words = links_words,
};
