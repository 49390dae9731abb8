#include "http/form.h"

#include "base/arena.h"
#include "http/message.h"
#include "http/multipart.h"

static int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    char low = (char)(c | 0x20);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* Where the first character stands that does not mean itself. */
static size_t plain_length(struct str s, bool plus) {
    size_t n = 0;
    while (n < s.n && s.p[n] != '%' && !(plus && s.p[n] == '+'))
        n++;
    return n;
}

/* The next byte of what is encoded; -1: it cannot be decoded. */
static int take_byte(struct str *rest, bool plus) {
    int byte = (unsigned char)rest->p[0];
    size_t n = 1;
    if (plus && byte == '+') byte = ' ';
    if (byte == '%') {
        int high = rest->n > 2 ? hex_value(rest->p[1]) : -1;
        int low = rest->n > 2 ? hex_value(rest->p[2]) : -1;
        if (high < 0 || low < 0) return -1;
        byte = high << 4 | low;
        n = 3;
    }
    *rest = str_from(*rest, n);
    return byte;
}

bool url_decode(struct arena *mem, struct str s, bool plus, struct str *out) {
    size_t n = plain_length(s, plus);
    if (n == s.n) {
        *out = s;
        return true;
    }
    char *z = arena_alloc(mem, s.n);
    memcpy(z, s.p, n);
    for (s = str_from(s, n); s.n;) {
        int byte = take_byte(&s, plus);
        if (byte < 0) return false;
        z[n++] = (char)byte;
    }
    *out = str_n(z, n);
    return true;
}

static bool decodes_to(struct str s, const char *text) {
    for (; s.n && *text; text++)
        if (take_byte(&s, true) != (unsigned char)*text) return false;
    return !s.n && !*text;
}

bool query_says(struct str query, const char *name, const char *value) {
    struct str pair, said;
    while (str_cut(&query, '&', &pair))
        if (str_cut(&pair, '=', &said) && decodes_to(said, name) && decodes_to(pair, value))
            return true;
    return false;
}

static bool url_safe(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
           || c == '-' || c == '.' || c == '_' || c == '~';
}

void url_encode(struct buf *out, struct str s) {
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < s.n; i++) {
        if (url_safe(s.p[i])) {
            buf_byte(out, s.p[i]);
            continue;
        }
        unsigned char c = (unsigned char)s.p[i];
        buf_put(out, str_n((const char[]){'%', digits[c >> 4], digits[c & 15]}, 3));
    }
}

static size_t count_pairs(struct str text) {
    size_t n = text.n > 0;
    for (size_t i = 0; i < text.n; i++)
        n += text.p[i] == '&';
    return n;
}

enum err form_parse_query(struct arena *mem, struct str query, struct form *out) {
    size_t room = count_pairs(query);
    if (room > FORM_FIELDS || query.n > FORM_BYTES) return ERR_LIMIT;
    struct form_field *fields = NEWS(mem, room, struct form_field);
    struct str pair, name;
    int count = 0;
    while (str_cut(&query, '&', &pair)) {
        if (pair.n == 0) continue;
        struct str value = pair;
        if (!str_cut(&value, '=', &name)) continue;
        struct form_field *f = &fields[count++];
        if (!url_decode(mem, name, true, &f->name)) return ERR_INVALID;
        if (!url_decode(mem, value, true, &f->value)) return ERR_INVALID;
    }
    *out = (struct form){fields, count};
    return OK;
}

enum err form_parse_body(struct arena *mem, const struct request *r, struct form *out) {
    struct str rest = request_header(r, "content-type"), kind = STR("");
    str_cut(&rest, ';', &kind);
    kind = str_lower_ascii(mem, str_trim(kind));
    if (r->body.n > FORM_BYTES) return ERR_LIMIT;
    if (str_is(kind, "application/x-www-form-urlencoded"))
        return form_parse_query(mem, r->body, out);
    if (str_is(kind, "multipart/form-data"))
        return multipart_parse(mem, rest, r->body, out);
    *out = (struct form){0};
    return OK;
}

static const struct form_field *find(const struct form *f, struct str name) {
    for (int i = 0; i < f->count; i++)
        if (str_eq(f->fields[i].name, name)) return &f->fields[i];
    return NULL;
}

struct str form_named(const struct form *f, struct str name) {
    const struct form_field *field = find(f, name);
    return field ? field->value : STR("");
}

struct str form_value(const struct form *f, const char *name) {
    return form_named(f, str_of(name));
}

bool form_has(const struct form *f, const char *name) {
    return find(f, str_of(name)) != NULL;
}
