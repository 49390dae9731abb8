/* address.c - where someone is: parts kept apart, as compact JSON text with the parts that
 * are filled, in the order of the table below. A form sends the same JSON; one typed line
 * is read by its labels («شهر ری»، «کدپستی ۱۴۱۵…») and the rest of it is the street. */
#include "base/json.h"
#include "base/json_write.h"
#include "persian/clean.h"
#include "persian/fold.h"
#include "records/fields/field_kit.h"

enum part { PROVINCE, COUNTY, CITY, STREET, POSTAL_CODE, PARTS };
enum { PART_LETTERS = 100, STREET_LETTERS = 500, ADDRESS_BYTES = 8192 };

struct address {
    struct str in[PARTS];
};

static const struct {
    const char *name;
    size_t letters;
    const char *labels[4]; /* at the head of a typed piece */
} parts[PARTS] = {
    [PROVINCE] = {"province", PART_LETTERS, {"استان ", "province "}},
    [COUNTY] = {"county", PART_LETTERS, {"شهرستان ", "county "}},
    [CITY] = {"city", PART_LETTERS, {"شهر ", "city "}},
    [STREET] = {"street", STREET_LETTERS, {NULL}},
    [POSTAL_CODE] = {"postal_code", PART_LETTERS, {"کدپستی", "کد پستی", "postal code"}},
};

/* ---- Stored form ---- */

static struct value address_value(struct ctx *cx, const struct address *a) {
    struct buf b = buf_in(cx->mem, 0);
    struct json_writer w = json_writer(&b);
    bool filled = false;
    json_begin_object(&w);
    for (int i = 0; i < PARTS; i++) {
        if (a->in[i].n == 0) continue;
        json_name(&w, parts[i].name), json_write_str(&w, a->in[i]);
        filled = true;
    }
    json_end_object(&w);
    return filled ? v_text(buf_str(&b)) : v_null();
}

static struct address address_of(struct ctx *cx, struct str stored) {
    struct address a = {0};
    struct json *root;
    if (json_parse(cx->mem, stored, NULL, &root, NULL) != OK) return a;
    for (int i = 0; i < PARTS; i++)
        a.in[i] = json_text(json_get(root, parts[i].name));
    return a;
}

/* ---- Reading ---- */

static int part_named(struct str name) {
    for (int i = 0; i < PARTS; i++)
        if (str_is(name, parts[i].name)) return i;
    return -1;
}

static enum err part_read(struct ctx *cx, const struct field *f, int part, struct str typed,
                          struct address *a) {
    struct str s;
    if (part == STREET)
        TRY(typed_lines(cx, f, typed, parts[part].letters, &s));
    else
        TRY(typed_line(cx, f, typed, parts[part].letters, &s));
    enum id_fault fault = ID_OK;
    if (part == POSTAL_CODE && s.n) fault = postal_code_parse(cx->mem, s, &s);
    if (fault) return problem_with(cx, f, MSG_FIELD_POSTAL_CODE, MSG_PARTS({"typed", s}));
    a->in[part] = s;
    return OK;
}

static enum err address_from_json(struct ctx *cx, const struct field *f,
                                  const struct json *node, struct value *out) {
    if (json_is(node, JSON_STRING)) return f->type->parse(cx, f, json_text(node), out);
    if (!json_is(node, JSON_OBJECT)) return problem(cx, f, MSG_FIELD_JSON_ADDRESS);
    struct address a = {0};
    JSON_EACH(child, node) {
        int part = part_named(child->name);
        bool text = json_is(child, JSON_STRING) || json_is(child, JSON_NULL);
        if (part < 0 || !text) return problem(cx, f, MSG_FIELD_JSON_ADDRESS);
        TRY(part_read(cx, f, part, json_text(child), &a));
    }
    *out = address_value(cx, &a);
    return OK;
}

/* What follows the label of a part; false when the piece has none. */
static bool cut_label(struct str piece, int part, struct str *out_rest) {
    for (const char *const *label = parts[part].labels; *label; label++) {
        if (!str_starts(piece, str_of(*label))) continue;
        struct str rest = str_trim(str_from(piece, strlen(*label)));
        *out_rest = str_starts(rest, STR(":")) ? str_trim(str_from(rest, 1)) : rest;
        return true;
    }
    return false;
}

/* Whether a piece is a labelled part that is still empty; a wrong postal code is
 * not one. */
static bool take_labelled(struct ctx *cx, struct str piece, struct address *a) {
    struct str rest;
    for (int i = 0; i < PARTS; i++) {
        if (a->in[i].n || !cut_label(piece, i, &rest) || rest.n == 0) continue;
        rest = fa_clean_line(cx->mem, rest);
        if (utf8_length(rest) > parts[i].letters) return false;
        if (i == POSTAL_CODE && postal_code_parse(cx->mem, rest, &rest) != ID_OK)
            return false;
        a->in[i] = rest;
        return true;
    }
    return false;
}

static enum err address_from_line(struct ctx *cx, const struct field *f, struct str typed,
                                  struct value *out) {
    struct str s;
    TRY(typed_lines(cx, f, typed, STREET_LETTERS, &s));
    struct address a = {0};
    struct buf street = buf_in(cx->mem, 0);
    for (struct str piece; typed_next(&s, &piece);) {
        if (take_labelled(cx, piece, &a)) continue;
        if (street.n) BUF_LIT(&street, "، ");
        buf_put(&street, piece);
    }
    TRY(part_read(cx, f, STREET, buf_str(&street), &a));
    *out = address_value(cx, &a);
    return OK;
}

static enum err address_parse(struct ctx *cx, const struct field *f, struct str typed,
                              struct value *out) {
    struct json_limits limits = {.depth = 2, .nodes = 4 * PARTS, .bytes = ADDRESS_BYTES};
    struct json *root;
    struct str s = str_trim(typed);
    if (!str_starts(s, STR("{"))) return address_from_line(cx, f, typed, out);
    TRY(typed_sound(cx, f, s, ADDRESS_BYTES));
    if (json_parse(cx->mem, s, &limits, &root, NULL) != OK)
        return problem(cx, f, MSG_FIELD_JSON_ADDRESS);
    return address_from_json(cx, f, root, out);
}

/* ---- Showing ---- */

/* The parts with `comma` between; the county or city that repeats a name is left out. */
static struct str joined(struct ctx *cx, const struct address *a, struct str comma) {
    struct buf b = buf_in(cx->mem, 0);
    for (int i = 0; i < PARTS; i++) {
        bool repeats = i > PROVINCE && i <= CITY && str_eq(a->in[i], a->in[i - 1]);
        if (a->in[i].n == 0 || repeats) continue;
        if (b.n) buf_put(&b, comma);
        if (i == POSTAL_CODE) {
            buf_put(&b, cx_msg(cx, MSG_FIELD_POSTAL));
            buf_byte(&b, ' ');
        }
        buf_put(&b, a->in[i]);
    }
    return buf_str(&b);
}

static struct str address_text(struct ctx *cx, const struct field *f, struct value v) {
    struct address a = address_of(cx, v.s);
    return text_digits(cx, f, v_text(joined(cx, &a, list_comma(cx))));
}

static struct str address_words(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    struct address a = address_of(cx, v.s);
    struct buf b = buf_in(cx->mem, 0);
    for (int i = 0; i < PARTS; i++) {
        if (a.in[i].n && b.n) buf_byte(&b, ' ');
        buf_put(&b, a.in[i]);
    }
    return buf_str(&b);
}

static void address_json(struct ctx *cx, const struct field *f, struct value v,
                         struct buf *out) {
    (void)cx, (void)f;
    buf_put(out, v.s);
}

static struct value derive_part(struct ctx *cx, struct value v, enum part part) {
    if (v.kind == V_NULL) return v;
    return value_of(fa_fold(cx->mem, address_of(cx, v.s).in[part]));
}

static struct value derive_province(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    return derive_part(cx, v, PROVINCE);
}

static struct value derive_city(struct ctx *cx, const struct field *f, struct value v) {
    (void)f;
    return derive_part(cx, v, CITY);
}

static struct value derive_all(struct ctx *cx, const struct field *f, struct value v) {
    return v.kind == V_NULL ? v : value_of(fa_fold(cx->mem, address_words(cx, f, v)));
}

const struct field_type address_type = {
    .name = "address",
    .column = COLUMN_TEXT,
    .ops = OP_TEXT,
    .json_type = "object",
    .derived = {{"city", COLUMN_TEXT, derive_city},
                {"province", COLUMN_TEXT, derive_province},
                {"f", COLUMN_TEXT, derive_all}},
    .parse = address_parse,
    .from_json = address_from_json,
    .text = address_text,
    .edit = plain_text,
    .json = address_json,
    .words = address_words,
};
