/* json_tree.c - looking at what json_parse made. */
#include "base/json.h"

static bool is_parent(const struct json *value) {
    return json_is(value, JSON_ARRAY) || json_is(value, JSON_OBJECT);
}

bool json_is(const struct json *value, enum json_kind kind) {
    return value && value->kind == kind;
}

const struct json *json_get(const struct json *object, const char *name) {
    const struct json *found = NULL;
    struct str wanted = str_of(name);
    if (!json_is(object, JSON_OBJECT)) return NULL;
    for (const struct json *child = object->first; child; child = child->next)
        if (str_eq(child->name, wanted)) found = child;
    return found;
}

const struct json *json_at(const struct json *parent, size_t index) {
    const struct json *child = is_parent(parent) ? parent->first : NULL;
    while (child && index--)
        child = child->next;
    return child;
}

struct str json_text(const struct json *value) {
    return json_is(value, JSON_STRING) ? value->text : STR("");
}

bool json_true(const struct json *value) {
    return json_is(value, JSON_BOOL) && value->truth;
}

/* A number taken apart: its value is digits × 10^shift, with `digits` kept negative so that
 * the smallest integer fits. */
struct parts {
    int64_t digits, shift;
    int64_t zeros; /* seen and not yet in `digits`, which so never ends in 0 */
};

static bool times_ten(int64_t *n, int64_t times) {
    if (*n == 0) return true;
    for (; times > 0; times--)
        if (__builtin_mul_overflow(*n, 10, n)) return false;
    return true;
}

static bool add_digit(struct parts *parts, char c) {
    if (c == '0') {
        parts->zeros++;
        return true;
    }
    if (!times_ten(&parts->digits, parts->zeros + 1)) return false;
    parts->zeros = 0;
    return !__builtin_sub_overflow(parts->digits, c - '0', &parts->digits);
}

/* The exponent's text without its "e"; what is absurdly large stays absurdly large. */
static int64_t read_exponent(struct str s) {
    enum { ABSURD = 1000000000 };
    bool negative = s.p[0] == '-';
    int64_t n = 0;
    for (size_t i = s.p[0] == '-' || s.p[0] == '+'; i < s.n && n < ABSURD; i++)
        n = n * 10 + (s.p[i] - '0');
    return negative ? -n : n;
}

/* `s` has the form json_parse let through. */
static bool take_apart(struct str s, struct parts *parts) {
    bool fraction = false;
    for (size_t i = s.p[0] == '-'; i < s.n; i++) {
        if (s.p[i] == '.') {
            fraction = true;
        } else if ((s.p[i] | 0x20) == 'e') {
            parts->shift += read_exponent(str_from(s, i + 1));
            break;
        } else {
            if (!add_digit(parts, s.p[i])) return false;
            parts->shift -= fraction;
        }
    }
    parts->shift += parts->zeros;
    return true;
}

bool json_decimal(const struct json *value, int scale, int64_t *out) {
    struct parts parts = {0};
    if (!json_is(value, JSON_NUMBER) || !take_apart(value->text, &parts)) return false;
    int64_t n = parts.digits;
    if (n != 0 && parts.shift + scale < 0) return false; /* would have to be rounded */
    if (!times_ten(&n, parts.shift + scale)) return false;
    bool negative = value->text.p[0] == '-';
    if (!negative && n == INT64_MIN) return false;
    *out = negative ? n : -n;
    return true;
}

bool json_int(const struct json *value, int64_t *out) {
    return json_decimal(value, 0, out);
}
