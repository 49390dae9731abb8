#include "http/message.h"

#include "base/arena.h"
#include "http/form.h"

struct str request_header(const struct request *r, const char *name) {
    for (int i = 0; i < r->header_count; i++)
        if (str_is(r->headers[i].name, name)) return r->headers[i].value;
    return STR("");
}

struct str request_cookie(const struct request *r, const char *name) {
    struct str rest = request_header(r, "cookie"), pair, key;
    while (str_cut(&rest, ';', &pair)) {
        struct str value = str_trim(pair);
        if (str_cut(&value, '=', &key) && str_is(key, name)) return value;
    }
    return STR("");
}

/* Neither empty pieces nor "." nor "..", no NUL or other control character, no backslash:
 * the path means one thing to everybody who reads it. */
static bool path_plain(struct str path) {
    for (size_t i = 0; i < path.n; i++)
        if ((unsigned char)path.p[i] < ' ' || path.p[i] == 127 || path.p[i] == '\\')
            return false;
    struct str rest = str_from(path, 1), piece;
    while (str_cut(&rest, '/', &piece))
        if (piece.n == 0 || str_is(piece, ".") || str_is(piece, "..")) return false;
    return utf8_valid(path);
}

bool request_path_ok(struct str path) {
    return path.n > 0 && path.n <= REQUEST_PATH_BYTES && path.p[0] == '/'
           && path_plain(path);
}

/* An encoded slash would make one piece two. */
static bool hides_slash(struct str raw) {
    return str_has(raw, STR("%2f")) || str_has(raw, STR("%2F"));
}

bool request_target(struct arena *mem, struct str target, struct request *out) {
    struct str query = target, raw = STR(""), path;
    if (target.n == 0 || target.p[0] != '/') return false;
    str_cut(&query, '?', &raw);
    if (hides_slash(raw) || !url_decode(mem, raw, false, &path)) return false;
    if (!request_path_ok(path)) return false;
    out->path = path;
    out->query = query;
    return true;
}
