#include "http/multipart.h"

#include "base/arena.h"

enum { BOUNDARY_BYTES = 70, PART_HEADER_BYTES = 8 * 1024 }; /* the first is RFC 2046's */

/* A quoted string without its quotes; `\"` and browsers' `%22` stand for a quote. */
static struct str take_quoted(struct arena *mem, struct str *rest) {
    struct buf out = buf_in(mem, 0);
    struct str s = str_from(*rest, 1);
    while (s.n && s.p[0] != '"') {
        bool escaped = s.p[0] == '\\' && s.n > 1 && (s.p[1] == '"' || s.p[1] == '\\');
        bool percent = str_starts(s, STR("%22"));
        buf_byte(&out, percent ? '"' : s.p[escaped]);
        s = str_from(s, percent ? 3 : escaped ? 2 : 1);
    }
    *rest = str_from(s, 1);
    return buf_str(&out);
}

static struct str take_plain(struct str *rest) {
    size_t n = 0;
    while (n < rest->n && rest->p[n] != ';')
        n++;
    struct str value = str_trim(str_first(*rest, n));
    *rest = str_from(*rest, n);
    return value;
}

/* The value of parameter `name` (lower case) in the rest of a header line, such as
 * `boundary` in `boundary="x"; charset=utf-8`. Quotes are taken off. False when it is not
 * there. */
static bool header_parameter(struct arena *mem, struct str rest, const char *name,
                             struct str *out) {
    struct str key;
    while (str_cut(&rest, '=', &key)) {
        bool quoted = rest.n && rest.p[0] == '"';
        struct str value = quoted ? take_quoted(mem, &rest) : take_plain(&rest);
        if (str_is(str_lower_ascii(mem, str_trim(key)), name)) {
            *out = value;
            return true;
        }
        while (rest.n && (rest.p[0] == ';' || rest.p[0] == ' '))
            rest = str_from(rest, 1);
    }
    return false;
}

static size_t find(struct str s, struct str part) {
    const char *at = s.n ? memmem(s.p, s.n, part.p, part.n) : NULL;
    return at ? (size_t)(at - s.p) : (size_t)-1;
}

/* What follows the last slash of either kind. */
static struct str without_folders(struct str name) {
    size_t at = name.n;
    while (at > 0 && name.p[at - 1] != '/' && name.p[at - 1] != '\\')
        at--;
    return str_from(name, at);
}

/* `filename*=UTF-8''…` of RFC 5987, which wins over the plain one. */
static void read_file_name(struct arena *mem, struct str parameters, struct form_field *f) {
    struct str name, decoded, prefix = STR("utf-8''");
    bool extended = header_parameter(mem, parameters, "filename*", &name)
                    && str_eq(str_lower_ascii(mem, str_first(name, prefix.n)), prefix)
                    && url_decode(mem, str_from(name, prefix.n), false, &decoded);
    if (extended)
        f->file_name = without_folders(decoded);
    else if (header_parameter(mem, parameters, "filename", &name))
        f->file_name = without_folders(name);
}

static bool read_disposition(struct arena *mem, struct str value, struct form_field *f) {
    struct str kind;
    if (!str_cut(&value, ';', &kind)) return false;
    if (!str_is(str_lower_ascii(mem, str_trim(kind)), "form-data")) return false;
    read_file_name(mem, value, f);
    return header_parameter(mem, value, "name", &f->name);
}

static bool read_part_headers(struct arena *mem, struct str lines, struct form_field *f) {
    struct str line, name;
    bool named = false;
    while (str_cut(&lines, '\n', &line)) {
        struct str value = line;
        if (!str_cut(&value, ':', &name)) continue;
        name = str_lower_ascii(mem, str_trim(name));
        value = str_trim(value);
        if (str_is(name, "content-disposition")) named = read_disposition(mem, value, f);
        if (str_is(name, "content-type")) f->type = value;
    }
    return named;
}

/* One part off the front of *rest, which begins after a boundary. */
static enum err take_part(struct arena *mem, struct str *rest, struct str boundary,
                          struct form_field *f) {
    size_t blank = find(str_first(*rest, PART_HEADER_BYTES), STR("\r\n\r\n"));
    if (blank == (size_t)-1) return ERR_INVALID;
    if (!read_part_headers(mem, str_first(*rest, blank), f)) return ERR_INVALID;
    *rest = str_from(*rest, blank + 4);
    size_t end = find(*rest, boundary);
    if (end == (size_t)-1) return ERR_INVALID;
    f->value = str_first(*rest, end);
    *rest = str_from(*rest, end + boundary.n);
    return OK;
}

static size_t count_parts(struct str body, struct str boundary) {
    size_t n = 0;
    for (size_t at; (at = find(body, boundary)) != (size_t)-1; n++)
        body = str_from(body, at + boundary.n);
    return n;
}

enum err multipart_parse(struct arena *mem, struct str parameters, struct str body,
                         struct form *out) {
    struct str word;
    if (!header_parameter(mem, parameters, "boundary", &word)) return ERR_INVALID;
    if (word.n == 0 || word.n > BOUNDARY_BYTES) return ERR_INVALID;
    struct str between = str_join(mem, STR("\r\n--"), word), first = str_from(between, 2);
    if (!str_starts(body, first)) return ERR_INVALID;
    struct str rest = str_from(body, first.n);
    size_t room = count_parts(rest, between);
    if (room > FORM_FIELDS) return ERR_LIMIT;
    struct form_field *fields = NEWS(mem, room, struct form_field);
    int count = 0;
    while (str_starts(rest, STR("\r\n"))) {
        if ((size_t)count == room) return ERR_INVALID; /* the last part does not end */
        rest = str_from(rest, 2);
        TRY(take_part(mem, &rest, between, &fields[count]));
        count++;
    }
    if (!str_starts(rest, STR("--"))) return ERR_INVALID;
    *out = (struct form){fields, count};
    return OK;
}
