#include "base/json.h"

#include "base/arena.h"

struct reader {
    const char *start, *p, *end;
    struct arena *mem;
    size_t nodes_left;
    int depth_left;
    enum err err;
    struct json_fault fault;
};

/* Note why reading stops; the place is the reader's. */
static bool stop(struct reader *r, enum err err, const char *why) {
    r->err = err;
    r->fault = (struct json_fault){(size_t)(r->p - r->start), why};
    return false;
}

static bool refuse(struct reader *r, const char *why) {
    return stop(r, ERR_CORRUPT, why);
}

static void skip_space(struct reader *r) {
    while (r->p < r->end
           && (*r->p == ' ' || *r->p == '\n' || *r->p == '\r' || *r->p == '\t'))
        r->p++;
}

/* Step over `c` if it comes next after white space. */
static bool took(struct reader *r, char c) {
    skip_space(r);
    if (r->p == r->end || *r->p != c) return false;
    r->p++;
    return true;
}

/* ---- Strings ---- */

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The four hex digits after "\u" at r->p; steps over them. */
static bool read_hex4(struct reader *r, uint32_t *out_unit) {
    uint32_t unit = 0;
    if (r->end - r->p < 4) return refuse(r, "bad \\u escape");
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(r->p[i]);
        if (digit < 0) return refuse(r, "bad \\u escape");
        unit = unit << 4 | (uint32_t)digit;
    }
    r->p += 4;
    *out_unit = unit;
    return true;
}

/* What follows "\u": one code point, of one unit or of a surrogate pair. */
static bool read_unicode(struct reader *r, char **to) {
    uint32_t high, low;
    if (!read_hex4(r, &high)) return false;
    if (high >= 0xD800 && high < 0xE000) {
        bool pair = high < 0xDC00 && r->end - r->p > 6 && r->p[0] == '\\' && r->p[1] == 'u';
        if (!pair) return refuse(r, "half of a surrogate pair");
        r->p += 2;
        if (!read_hex4(r, &low)) return false;
        if (low < 0xDC00 || low >= 0xE000) return refuse(r, "half of a surrogate pair");
        high = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    }
    *to += utf8_put(*to, high);
    return true;
}

static char escaped_char(char c) {
    switch (c) {
    case '"':
    case '\\':
    case '/': return c;
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return 0;
    }
}

/* Copy the raw text up to `close` to the arena with its escapes resolved; what they give is
 * never longer than what they were. */
static bool unescape(struct reader *r, const char *close, struct str *out) {
    char *text = arena_alloc(r->mem, (size_t)(close - r->p)), *to = text;
    while (r->p < close) {
        if (*r->p != '\\') {
            *to++ = *r->p++;
            continue;
        }
        char c = r->p[1];
        r->p += 2;
        if (c == 'u') {
            if (!read_unicode(r, &to)) return false;
        } else {
            *to = escaped_char(c);
            if (!*to++) return refuse(r, "unknown escape");
        }
    }
    *out = str_n(text, (size_t)(to - text));
    return true;
}

/* The closing quote of the string whose inside begins at r->p, or NULL. */
static const char *find_close(struct reader *r, bool *out_escaped) {
    *out_escaped = false;
    for (const char *p = r->p; p < r->end; p++) {
        if (*p == '"') return p;
        if ((unsigned char)*p < 0x20) {
            r->p = p;
            refuse(r, "control character in a string");
            return NULL;
        }
        if (*p == '\\') {
            *out_escaped = true;
            p++;
        }
    }
    refuse(r, "string without an end");
    return NULL;
}

static bool read_string(struct reader *r, struct str *out) {
    bool escaped;
    r->p++;
    const char *close = find_close(r, &escaped);
    if (!close) return false;
    *out = str_n(r->p, (size_t)(close - r->p));
    if (!utf8_valid(*out)) return refuse(r, "invalid UTF-8");
    if (escaped && !unescape(r, close, out)) return false;
    r->p = close + 1;
    return true;
}

/* ---- Numbers and words ---- */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* One or more digits. */
static bool took_digits(struct reader *r) {
    const char *from = r->p;
    while (r->p < r->end && is_digit(*r->p))
        r->p++;
    return r->p > from;
}

static bool read_number(struct reader *r, struct json *value) {
    const char *from = r->p;
    if (*r->p == '-') r->p++;
    bool zero = r->p < r->end && *r->p == '0';
    if (zero)
        r->p++;
    else if (!took_digits(r))
        return refuse(r, "digit expected");
    if (r->p < r->end && *r->p == '.') {
        r->p++;
        if (!took_digits(r)) return refuse(r, "digit expected");
    }
    if (r->p < r->end && (*r->p | 0x20) == 'e') {
        r->p++;
        if (r->p < r->end && (*r->p == '+' || *r->p == '-')) r->p++;
        if (!took_digits(r)) return refuse(r, "digit expected");
    }
    value->kind = JSON_NUMBER;
    value->text = str_n(from, (size_t)(r->p - from));
    return true;
}

static bool read_word(struct reader *r, struct json *value) {
    static const struct {
        struct str word;
        struct json value;
    } words[] = {
        {{"null", 4}, {.kind = JSON_NULL}},
        {{"true", 4}, {.kind = JSON_BOOL, .truth = true}},
        {{"false", 5}, {.kind = JSON_BOOL, .truth = false}},
    };
    struct str rest = str_n(r->p, (size_t)(r->end - r->p));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!str_starts(rest, words[i].word)) continue;
        r->p += words[i].word.n;
        value->kind = words[i].value.kind;
        value->truth = words[i].value.truth;
        return true;
    }
    return refuse(r, "value expected");
}

/* ---- Values inside values ---- */

static bool read_value(struct reader *r, struct json *value);

static bool enter(struct reader *r, struct json *parent, enum json_kind kind) {
    if (r->depth_left == 0) return stop(r, ERR_LIMIT, "too deep");
    r->depth_left--;
    r->p++;
    parent->kind = kind;
    return true;
}

/* A new last child; *tail is where the list of children ends. */
static struct json *add_child(struct reader *r, struct json *parent, struct json ***tail) {
    if (r->nodes_left == 0) {
        stop(r, ERR_LIMIT, "too many values");
        return NULL;
    }
    r->nodes_left--;
    parent->count++;
    struct json *child = NEW(r->mem, struct json);
    **tail = child;
    *tail = &child->next;
    return child;
}

static bool read_name(struct reader *r, struct json *member) {
    skip_space(r);
    if (r->p == r->end || *r->p != '"') return refuse(r, "name expected");
    if (!read_string(r, &member->name)) return false;
    return took(r, ':') || refuse(r, "colon expected");
}

/* The children of an array or object up to its closing bracket. */
static bool read_children(struct reader *r, struct json *parent, enum json_kind kind) {
    if (!enter(r, parent, kind)) return false;
    char close = kind == JSON_OBJECT ? '}' : ']';
    struct json **tail = &parent->first;
    bool more = !took(r, close);
    while (more) {
        struct json *child = add_child(r, parent, &tail);
        if (!child) return false;
        if (kind == JSON_OBJECT && !read_name(r, child)) return false;
        if (!read_value(r, child)) return false;
        more = took(r, ',');
        if (!more && !took(r, close)) return refuse(r, "comma or closing bracket expected");
    }
    r->depth_left++;
    return true;
}

static bool read_value(struct reader *r, struct json *value) {
    skip_space(r);
    if (r->p == r->end) return refuse(r, "value expected");
    switch (*r->p) {
    case '{': return read_children(r, value, JSON_OBJECT);
    case '[': return read_children(r, value, JSON_ARRAY);
    case '"': value->kind = JSON_STRING; return read_string(r, &value->text);
    case '-': return read_number(r, value);
    default: return is_digit(*r->p) ? read_number(r, value) : read_word(r, value);
    }
}

static bool read_text(struct reader *r, size_t bytes_limit, struct json *root) {
    if ((size_t)(r->end - r->start) > bytes_limit) return stop(r, ERR_LIMIT, "too long");
    if (!read_value(r, root)) return false;
    skip_space(r);
    return r->p == r->end || refuse(r, "more after the value");
}

enum err json_parse(struct arena *mem, struct str text, const struct json_limits *limits,
                    struct json **out_root, struct json_fault *out_fault) {
    struct json_limits l = limits ? *limits : (struct json_limits){0};
    if (!text.p) text = STR("");
    struct reader r = {
        .start = text.p,
        .p = text.p,
        .end = text.p + text.n,
        .mem = mem,
        .nodes_left = l.nodes ? l.nodes : JSON_NODES_LIMIT,
        .depth_left = l.depth ? l.depth : JSON_DEPTH_LIMIT,
    };
    struct json *root = NEW(mem, struct json);
    if (read_text(&r, l.bytes ? l.bytes : JSON_BYTES_LIMIT, root)) {
        *out_root = root;
        return OK;
    }
    if (out_fault) *out_fault = r.fault;
    return r.err;
}
