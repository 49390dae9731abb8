#include "base/json_write.h"

#include "base/id.h"
#include "base/json.h"

#include <assert.h>

/* ---- Text ---- */

#define EVERY_BYTE(c) (0x0101010101010101u * (uint64_t)(c))
#define HIGH_BITS EVERY_BYTE(0x80)

/* Some byte of the eight is below `least` or equal to `c`; exact as long as all
 * are ASCII. */
static uint64_t has_below(uint64_t eight, unsigned least) {
    return (eight - EVERY_BYTE(least)) & HIGH_BITS;
}
static uint64_t has_byte(uint64_t eight, char c) {
    return has_below(eight ^ EVERY_BYTE(c), 1);
}

/* How many of the first bytes, in steps of eight, are ASCII and need no escape. */
static size_t plain_eights(struct str s) {
    size_t i = 0;
    for (uint64_t eight; s.n - i >= 8; i += 8) {
        memcpy(&eight, s.p + i, 8);
        if (eight & HIGH_BITS) break;
        if (has_below(eight, 0x20) | has_byte(eight, '"') | has_byte(eight, '\\')
            | has_byte(eight, '<'))
            break;
    }
    return i;
}

/* The bytes of the code point at the front of `s` (not empty), 0 if it needs care. */
static size_t plain_code(struct str s) {
    const unsigned char *p = (const unsigned char *)s.p;
    if (p[0] < 0x80) return p[0] >= 0x20 && p[0] != '"' && p[0] != '\\' && p[0] != '<';
    if (p[0] >= 0xC2 && p[0] < 0xE0) return s.n > 1 && (p[1] & 0xC0) == 0x80 ? 2 : 0;
    struct str rest = s;
    uint32_t code;
    utf8_next(&rest, &code);
    size_t n = s.n - rest.n;
    return n == 1 || code == 0x2028 || code == 0x2029 ? 0 : n;
}

/* How many of the first bytes can be copied as they are. */
static size_t plain_run(struct str s) {
    size_t i = 0;
    while (i < s.n) {
        if ((unsigned char)s.p[i] < 0x80) i += plain_eights(str_from(s, i));
        size_t n = i < s.n ? plain_code(str_from(s, i)) : 0;
        if (n == 0) break;
        i += n;
    }
    return i;
}

static void put_escape(struct buf *b, uint32_t code) {
    static const char hex[] = "0123456789abcdef";
    static const char letters[0x20] = {
        ['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't'};
    char letter = code < 0x20                   ? letters[code]
                  : code == '"' || code == '\\' ? (char)code
                                                : 0;
    if (letter) {
        buf_put(b, str_n((char[]){'\\', letter}, 2));
        return;
    }
    char escape[6] = {'\\', 'u'};
    for (int i = 5; i > 1; i--, code >>= 4)
        escape[i] = hex[code & 15];
    buf_put(b, str_n(escape, sizeof escape));
}

/* Most text needs no escape: one look, one copy. */
static void put_plain(struct buf *b, struct str text) {
    char *room = buf_room(b, text.n + 2);
    if (!room) return;
    room[0] = '"';
    if (text.n) memcpy(room + 1, text.p, text.n);
    room[text.n + 1] = '"';
    b->n += text.n + 2;
}

static void put_escaped(struct buf *b, struct str text) {
    buf_byte(b, '"');
    for (;;) {
        size_t n = plain_run(text);
        buf_put(b, str_first(text, n));
        text = str_from(text, n);
        uint32_t code;
        if (!utf8_next(&text, &code)) break;
        if (code == 0xFFFD)
            buf_code(b, code);
        else
            put_escape(b, code);
    }
    buf_byte(b, '"');
}

void buf_json(struct buf *b, struct str text) {
    if (plain_run(text) == text.n)
        put_plain(b, text);
    else
        put_escaped(b, text);
}

/* ---- Values ---- */

static void before_value(struct json_writer *w) {
    if (w->comma) buf_byte(w->out, ',');
    w->comma = true;
}

static void begin(struct json_writer *w, char bracket) {
    before_value(w);
    buf_byte(w->out, bracket);
    w->comma = false;
    w->depth++;
}

static void end(struct json_writer *w, char bracket) {
    assert(w->depth > 0);
    buf_byte(w->out, bracket);
    w->comma = true;
    w->depth--;
}

void json_begin_object(struct json_writer *w) {
    begin(w, '{');
}
void json_end_object(struct json_writer *w) {
    end(w, '}');
}
void json_begin_array(struct json_writer *w) {
    begin(w, '[');
}
void json_end_array(struct json_writer *w) {
    end(w, ']');
}

void json_name_str(struct json_writer *w, struct str name) {
    before_value(w);
    buf_json(w->out, name);
    buf_byte(w->out, ':');
    w->comma = false;
}

void json_name(struct json_writer *w, const char *name) {
    json_name_str(w, str_of(name));
}

void json_write_raw(struct json_writer *w, struct str json) {
    before_value(w);
    buf_put(w->out, json);
}

void json_write_null(struct json_writer *w) {
    json_write_raw(w, STR("null"));
}

void json_write_bool(struct json_writer *w, bool truth) {
    json_write_raw(w, truth ? STR("true") : STR("false"));
}

void json_write_int(struct json_writer *w, int64_t n) {
    before_value(w);
    buf_int(w->out, n);
}

void json_write_decimal(struct json_writer *w, int64_t units, int scale) {
    assert(scale >= 0 && scale <= 18);
    uint64_t rest = units < 0 ? 0 - (uint64_t)units : (uint64_t)units;
    char digits[24], *p = digits + sizeof digits;
    for (int i = 0; i <= scale || rest; i++, rest /= 10) {
        if (i == scale && scale) *--p = '.';
        *--p = (char)('0' + rest % 10);
    }
    if (units < 0) *--p = '-';
    json_write_raw(w, str_n(p, (size_t)(digits + sizeof digits - p)));
}

void json_write_str(struct json_writer *w, struct str text) {
    before_value(w);
    buf_json(w->out, text);
}

void json_write_id(struct json_writer *w, int64_t id) {
    struct id_text text = id_text(id);
    json_write_str(w, str_n(text.z, ID_CHARS));
}

static void write_children(struct json_writer *w, const struct json *parent) {
    JSON_EACH(child, parent) {
        if (parent->kind == JSON_OBJECT) json_name_str(w, child->name);
        json_write_tree(w, child);
    }
}

void json_write_tree(struct json_writer *w, const struct json *value) {
    switch (value->kind) {
    case JSON_NULL: json_write_null(w); break;
    case JSON_BOOL: json_write_bool(w, value->truth); break;
    case JSON_NUMBER: json_write_raw(w, value->text); break;
    case JSON_STRING: json_write_str(w, value->text); break;
    case JSON_ARRAY:
        json_begin_array(w);
        write_children(w, value);
        json_end_array(w);
        break;
    case JSON_OBJECT:
        json_begin_object(w);
        write_children(w, value);
        json_end_object(w);
        break;
    }
}
