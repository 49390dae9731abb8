#include "web/html.h"

/* ---- Text ---- */

/* The bytes that mean something in HTML and what stands for them; one table serves text and
 * quoted attributes. NUL, which HTML cannot hold, becomes the mark of a loss. */
static const unsigned char special[256] = {
    [0] = 1, ['&'] = 2, ['<'] = 3, ['>'] = 4, ['"'] = 5, ['\''] = 6};
static const struct str entity[] = {{"", 0},     {"\xEF\xBF\xBD", 3}, {"&amp;", 5},
                                    {"&lt;", 4}, {"&gt;", 4},         {"&#34;", 5},
                                    {"&#39;", 5}};

enum { AT_ONCE = 16 };

static bool is_plain(const char *at) {
    typedef unsigned char bytes __attribute__((vector_size(AT_ONCE)));
    bytes b;
    uint64_t half[2];
    memcpy(&b, at, sizeof b);
    b = (bytes)((b == 0) | (b == '&') | (b == '<') | (b == '>') | (b == '"') | (b == '\''));
    memcpy(half, &b, sizeof half);
    return !(half[0] | half[1]);
}

/* How many bytes at the start mean nothing special, looked at many at once. */
static size_t plain_start(struct str s) {
    size_t i = 0;
    while (i + AT_ONCE <= s.n && is_plain(s.p + i))
        i += AT_ONCE;
    bool rest = i && i < s.n && i + AT_ONCE > s.n;
    return rest && is_plain(s.p + s.n - AT_ONCE) ? s.n : i;
}

void html_put_str(struct buf *out, const struct ctx *cx, struct str s) {
    (void)cx;
    const char *from = s.p;
    for (size_t i = plain_start(s); i < s.n; i++) {
        unsigned char kind = special[(unsigned char)s.p[i]];
        if (!kind) continue;
        buf_put(out, str_n(from, (size_t)(s.p + i - from)));
        buf_put(out, entity[kind]);
        from = s.p + i + 1;
    }
    if (s.n) buf_put(out, str_n(from, (size_t)(s.p + s.n - from)));
}

void html_put_z(struct buf *out, const struct ctx *cx, const char *z) {
    html_put_str(out, cx, str_of(z));
}

void html_put_markup(struct buf *out, const struct ctx *cx, struct html h) {
    (void)cx;
    buf_put(out, h.markup);
}

void html_attr_int(struct buf *out, const struct ctx *cx, int64_t n) {
    (void)cx;
    buf_int(out, n);
}

/* Persian digits are U+06F0 and on: two bytes in UTF-8, DB B0 and on. */
void html_put_int(struct buf *out, const struct ctx *cx, int64_t n) {
    size_t from = out->n;
    buf_int(out, n);
    if (!html_persian_digits(cx) || out->failed) return;
    char ascii[24], persian[48];
    size_t digits = out->n - from, used = 0;
    memcpy(ascii, out->p + from, digits);
    out->n = from;
    for (size_t i = 0; i < digits; i++) {
        if (ascii[i] == '-') {
            persian[used++] = '-';
        } else {
            persian[used++] = (char)0xDB;
            persian[used++] = (char)(0xB0 + (ascii[i] - '0'));
        }
    }
    buf_put(out, str_n(persian, used));
}

/* ---- Addresses ---- */

enum { URL_FREE = 1, URL_IN_PATH = 2 };

/* Bytes that need no percent sign: everywhere, or in a path. */
static unsigned char url_class(unsigned char c) {
    static const struct str in_path = {"!$()*+,;=@", 10};
    bool alnum = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (alnum || c == '-' || c == '.' || c == '_' || c == '~') return URL_FREE;
    return c && memchr(in_path.p, c, in_path.n) ? URL_IN_PATH : 0;
}

static void url_put(struct buf *out, struct str s, unsigned char classes) {
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < s.n; i++) {
        size_t from = i;
        while (i < s.n && url_class((unsigned char)s.p[i]) & classes)
            i++;
        buf_put(out, str_n(s.p + from, i - from));
        if (i == s.n) return;
        unsigned char c = (unsigned char)s.p[i];
        buf_put(out, str_n((char[]){'%', hex[c >> 4], hex[c & 15]}, 3));
    }
}

/* The scheme before the first ":", or none when "/", "?" or "#" comes earlier. */
static bool url_has_scheme(struct str s, struct str *out_scheme) {
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '/' || s.p[i] == '?' || s.p[i] == '#') return false;
        *out_scheme = str_first(s, i);
        if (s.p[i] == ':') return true;
    }
    return false;
}

static bool scheme_is(struct str scheme, struct str name) {
    if (scheme.n != name.n) return false;
    for (size_t i = 0; i < name.n; i++)
        if ((scheme.p[i] | 0x20) != name.p[i]) return false;
    return true;
}

static bool url_is_safe(struct str s) {
    static const struct str known[] = {{"http", 4}, {"https", 5}, {"mailto", 6},
                                       {"tel", 3},  {"sms", 3},   {"geo", 3}};
    struct str scheme;
    if (!url_has_scheme(s, &scheme)) return true;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (scheme_is(scheme, known[i])) return true;
    return false;
}

void html_url_str(struct buf *out, const struct ctx *cx, struct str s) {
    html_put_str(out, cx, url_is_safe(s) ? s : STR("#"));
}

void html_url_z(struct buf *out, const struct ctx *cx, const char *z) {
    html_url_str(out, cx, str_of(z));
}

void html_url_path_str(struct buf *out, const struct ctx *cx, struct str s) {
    (void)cx;
    url_put(out, s, URL_FREE | URL_IN_PATH);
}

void html_url_path_z(struct buf *out, const struct ctx *cx, const char *z) {
    html_url_path_str(out, cx, str_of(z));
}

void html_url_query_str(struct buf *out, const struct ctx *cx, struct str s) {
    (void)cx;
    url_put(out, s, URL_FREE);
}

void html_url_query_z(struct buf *out, const struct ctx *cx, const char *z) {
    html_url_query_str(out, cx, str_of(z));
}

/* ---- Messages ---- */

static const struct html_value *part_of(const struct html_part *parts, struct str name) {
    for (; parts->name; parts++)
        if (str_is(name, parts->name)) return &parts->value;
    return NULL;
}

static void put_value(struct buf *out, const struct ctx *cx, const struct html_value *v) {
    if (v->kind == HTML_NUMBER)
        html_put_int(out, cx, v->number);
    else if (v->kind == HTML_MARKUP)
        buf_put(out, v->text);
    else
        html_put_str(out, cx, v->text);
}

static struct str choice(const struct msg_piece *piece, const struct html_value *v) {
    if (v->kind == HTML_NUMBER) return v->number == 1 ? piece->one : piece->many;
    return msg_choice(piece, v->text);
}

void html_put_message(struct buf *out, const struct ctx *cx, enum msg key,
                      const struct html_part *parts) {
    struct str rest = msg(html_lang(cx), key);
    for (struct msg_piece piece; msg_next(&rest, &piece);) {
        html_put_str(out, cx, piece.plain);
        const struct html_value *v = part_of(parts, piece.name);
        if (!v) continue;
        if (piece.many.n)
            html_put_str(out, cx, choice(&piece, v));
        else
            put_value(out, cx, v);
    }
}
