/* tags.c - free words that sort records into heaps. */
#include "persian/clean.h"
#include "persian/fold.h"
#include "records/fields/field_kit.h"

/* Whether the list has the tag already, in any spelling. */
static bool has_alike(struct str list, struct str tag) {
    for (struct str had; list_next(&list, &had);)
        if (fa_alike(had, tag)) return true;
    return false;
}

/* A piece of what was typed as a tag: cleaned, without the # some put before it. */
static struct str tag_of(struct ctx *cx, struct str piece) {
    while (str_starts(piece, STR("#")))
        piece = str_trim(str_from(piece, 1));
    return fa_clean_line(cx->mem, piece);
}

static enum err tags_parse(struct ctx *cx, const struct field *f, struct str typed,
                           struct value *out) {
    struct str s;
    TRY(typed_lines(cx, f, typed, (TAG_LETTERS + 2) * LIST_VALUES, &s));
    struct buf list = buf_in(cx->mem, 0);
    int count = 0;
    for (struct str tag; typed_next(&s, &tag);) {
        tag = tag_of(cx, tag);
        if (tag.n == 0 || has_alike(buf_str(&list), tag)) continue;
        if (utf8_length(tag) > TAG_LETTERS)
            return refuse(cx, f, MSG_FIELD_TAG_LONG, tag, cx_number(cx, TAG_LETTERS));
        if (++count > LIST_VALUES)
            return refuse(cx, f, MSG_FIELD_MANY, tag, cx_number(cx, LIST_VALUES));
        list_put(&list, tag);
    }
    *out = value_of(buf_str(&list));
    return OK;
}

static struct str tags_text(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    struct buf b = buf_in(cx->mem, 0);
    for (struct str rest = v.s, tag; list_next(&rest, &tag);) {
        if (b.n) buf_put(&b, list_comma(cx));
        buf_put(&b, text_digits(cx, f, v_text(tag)));
    }
    return buf_str(&b);
}

const struct field_type tags_type = {
    .name = "tags",
    .column = COLUMN_TEXT,
    .ops = OP_HAS,
    .json_type = "array",
    .parse = tags_parse,
    .from_json = list_from_json,
    .text = tags_text,
    .json = list_json,
};
