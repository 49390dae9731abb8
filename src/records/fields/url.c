/* url.c - an address on the web. Only http and https, never with a name and password
 * inside, so that it may be shown as a link. */
#include "persian/clean.h"
#include "records/fields/field_kit.h"

enum { URL_BYTES = 2000, PORT_MOST = 65535 };

/* Direction marks and the byte order mark travel along when people copy. */
static bool is_mark(uint32_t c) {
    return c == 0x200E || c == 0x200F || c == 0x061C || c == 0xFEFF
           || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static struct str without_marks(struct ctx *cx, struct str typed) {
    struct buf b = buf_in(cx->mem, 0);
    for (uint32_t c; utf8_next(&typed, &c);)
        if (!is_mark(c)) buf_code(&b, c);
    return str_trim(buf_str(&b));
}

/* Spaces, controls and the signs that RFC 3986 leaves out. */
static bool has_bad_sign(struct str s) {
    for (uint32_t c; utf8_next(&s, &c);) {
        if (c <= ' ' || (c >= 0x7F && c <= 0xA0) || c == 0x3000) return true;
        if (c >= 0x2000 && c <= 0x200F && c != 0x200C && c != 0x200D) return true;
        if (c == 0x2028 || c == 0x2029) return true;
        if (c < 0x80 && strchr("\"<>\\^`{|}", (int)c)) return true;
    }
    return false;
}

static bool is_port(struct str s) {
    int64_t port;
    return s.n && s.p[0] != '-' && str_int(s, &port) && port <= PORT_MOST;
}

static size_t first_of(struct str s, const char *signs) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] && strchr(signs, s.p[i])) return i;
    return s.n;
}

/* `rest` is what follows "//": host, port, then path, query or fragment. */
static bool url_put(struct ctx *cx, const char *scheme, struct str rest, struct buf *out) {
    size_t n = first_of(rest, "/?#");
    struct str host = str_first(rest, n), tail = str_from(rest, n);
    size_t colon = first_of(host, ":");
    struct str port = str_from(host, colon);
    host = str_first(host, colon);
    if (!is_domain(host) || (port.n && !is_port(str_from(port, 1)))) return false;
    buf_putz(out, scheme);
    buf_put(out, str_lower_ascii(cx->mem, host));
    buf_put(out, port);
    buf_put(out, tail);
    return !out->failed;
}

static bool url_read(struct ctx *cx, struct str s, struct buf *out) {
    static const char *const schemes[] = {"https://", "http://"};
    struct str lower = str_lower_ascii(cx->mem, s);
    for (size_t i = 0; i < 2; i++)
        if (str_starts(lower, str_of(schemes[i])))
            return url_put(cx, schemes[i], str_from(s, strlen(schemes[i])), out);
    return url_put(cx, schemes[0], s, out);
}

static enum err url_parse(struct ctx *cx, const struct field *f, struct str typed,
                          struct value *out) {
    TRY(typed_sound(cx, f, typed, URL_BYTES));
    struct str s = without_marks(cx, typed);
    struct buf url = buf_in(cx->mem, URL_BYTES);
    *out = v_null();
    if (s.n == 0) return OK;
    if (has_bad_sign(s) || !url_read(cx, s, &url))
        return refuse(cx, f, MSG_FIELD_URL, fa_clean_line(cx->mem, s),
                      STR("https://www.example.ir"));
    *out = v_text(buf_str(&url));
    return OK;
}

const struct field_type url_type = {
    .name = "url",
    .column = COLUMN_TEXT,
    .ops = OP_EQ | OP_TEXT,
    .ltr = true,
    .json_type = "string",
    .json_format = "uri",
    .derived = {{"f", COLUMN_TEXT, derive_fold}},
    .parse = url_parse,
    .text = plain_text,
    .json = json_plain,
};
