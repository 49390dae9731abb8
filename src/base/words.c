#include "base/words.h"

#include "base/buf.h"

struct str msg(enum lang lang, enum msg key) {
    return msg_text[lang][key];
}

bool msg_next(struct str *rest, struct msg_piece *out) {
    if (rest->n == 0) return false;
    *out = (struct msg_piece){{"", 0}, {"", 0}, {"", 0}, {"", 0}};
    if (rest->p[0] != '{') {
        const char *brace = memchr(rest->p, '{', rest->n);
        size_t n = brace ? (size_t)(brace - rest->p) : rest->n;
        out->plain = str_n(rest->p, n);
        *rest = str_from(*rest, n);
        return true;
    }
    struct str inside;
    *rest = str_from(*rest, 1);
    str_cut(rest, '}', &inside);
    str_cut(&inside, '|', &out->name);
    str_cut(&inside, '|', &out->one);
    out->many = inside;
    return true;
}

struct str msg_choice(const struct msg_piece *piece, struct str shown) {
    return str_is(shown, "1") || str_is(shown, "۱") ? piece->one : piece->many;
}

static struct str part_text(const struct msg_part *parts, struct str name) {
    for (; parts && parts->name; parts++)
        if (str_is(name, parts->name)) return parts->text;
    return STR("");
}

struct str msg_format(struct arena *a, enum lang lang, enum msg key,
                      const struct msg_part *parts) {
    struct buf b = buf_in(a, 0);
    struct str rest = msg(lang, key);
    for (struct msg_piece piece; msg_next(&rest, &piece);) {
        buf_put(&b, piece.plain);
        struct str text = part_text(parts, piece.name);
        buf_put(&b, piece.many.n ? msg_choice(&piece, text) : text);
    }
    return buf_str(&b);
}

bool msg_find(struct str key, enum msg *out) {
    int low = 0, high = MSG_COUNT;
    while (low < high) {
        int middle = (low + high) / 2;
        int order = str_compare(key, msg_key[middle]);
        if (order == 0) {
            *out = (enum msg)middle;
            return true;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}
