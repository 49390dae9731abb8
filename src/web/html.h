/* html.h - how values enter a page: escaped for the place they stand in.
 * Compiled templates call these; widgets may. The place chooses the function, the type of
 * the value chooses its case; a type without a case (a bool, a pointer, markup inside an
 * attribute) does not compile. */
#ifndef WEB_HTML_H
#define WEB_HTML_H

#include "base/buf.h"
#include "base/words.h"

struct ctx;

/* Finished markup. Only our own widgets make it, with html_raw; it passes untouched. */
struct html {
    struct str markup;
};
static inline struct html html_raw(struct str markup) {
    return (struct html){markup};
}

/* What the reader chose. */
enum lang html_lang(const struct ctx *cx);
bool html_persian_digits(const struct ctx *cx);

/* ---- Values by type ---- */

enum html_kind { HTML_TEXT, HTML_NUMBER, HTML_MARKUP };

struct html_value {
    enum html_kind kind;
    struct str text; /* borrowed */
    int64_t number;
};

static inline struct html_value html_of_str(struct str s) {
    return (struct html_value){HTML_TEXT, s, 0};
}
static inline struct html_value html_of_z(const char *z) {
    return (struct html_value){HTML_TEXT, str_of(z), 0};
}
static inline struct html_value html_of_int(int64_t n) {
    return (struct html_value){HTML_NUMBER, {"", 0}, n};
}
static inline struct html_value html_of_markup(struct html h) {
    return (struct html_value){HTML_MARKUP, h.markup, 0};
}

/* clang-format off */
#define HTML_INTEGERS(f) \
    int: f, unsigned: f, long: f, unsigned long: f, long long: f, unsigned long long: f, \
    short: f, unsigned short: f, signed char: f, unsigned char: f
#define HTML_PLAIN(of_str, of_z, of_int) \
    struct str: of_str, const char *: of_z, char *: of_z, HTML_INTEGERS(of_int)
/* clang-format on */

/* Text, a number or markup; the second without markup. */
#define html_value(x)                                                          \
    _Generic((x), HTML_PLAIN(html_of_str, html_of_z, html_of_int), struct html \
             : html_of_markup)(x)
#define html_plain_value(x) \
    _Generic((x), HTML_PLAIN(html_of_str, html_of_z, html_of_int))(x)

/* ---- In text ---- */

void html_put_str(struct buf *out, const struct ctx *cx, struct str s);
void html_put_z(struct buf *out, const struct ctx *cx, const char *z);
void html_put_int(struct buf *out, const struct ctx *cx, int64_t n); /* reader's digits */
void html_put_markup(struct buf *out, const struct ctx *cx, struct html h);

#define html_put(out, cx, x)                                                      \
    _Generic((x), HTML_PLAIN(html_put_str, html_put_z, html_put_int), struct html \
             : html_put_markup)((out), (cx), (x))

/* ---- In attributes ---- */

void html_attr_int(struct buf *out, const struct ctx *cx, int64_t n); /* ASCII digits */

/* For machines: numbers in ASCII digits. */
#define html_attr(out, cx, x) \
    _Generic((x), HTML_PLAIN(html_put_str, html_put_z, html_attr_int))((out), (cx), (x))
/* For people (title, placeholder, aria-label): numbers in the reader's digits. */
#define html_shown(out, cx, x) \
    _Generic((x), HTML_PLAIN(html_put_str, html_put_z, html_put_int))((out), (cx), (x))
/* In style: numbers only. */
#define html_number(out, cx, x) \
    _Generic((x), HTML_INTEGERS(html_attr_int))((out), (cx), (x))

/* ---- In addresses ---- */

/* A whole address. One that is neither relative nor http, https, mailto, tel, sms or geo becomes
 * "#". */
void html_url_str(struct buf *out, const struct ctx *cx, struct str s);
void html_url_z(struct buf *out, const struct ctx *cx, const char *z);
/* A value inside a path, and inside a query: percent-encoded. */
void html_url_path_str(struct buf *out, const struct ctx *cx, struct str s);
void html_url_path_z(struct buf *out, const struct ctx *cx, const char *z);
void html_url_query_str(struct buf *out, const struct ctx *cx, struct str s);
void html_url_query_z(struct buf *out, const struct ctx *cx, const char *z);

#define html_url(out, cx, x) \
    _Generic((x), HTML_PLAIN(html_url_str, html_url_z, html_attr_int))((out), (cx), (x))
#define html_url_path(out, cx, x)                                                 \
    _Generic((x), HTML_PLAIN(html_url_path_str, html_url_path_z, html_attr_int))( \
        (out), (cx), (x))
#define html_url_query(out, cx, x)                                                  \
    _Generic((x), HTML_PLAIN(html_url_query_str, html_url_query_z, html_attr_int))( \
        (out), (cx), (x))

/* ---- Messages with parts ---- */

struct html_part {
    const char *name; /* NULL ends the list */
    struct html_value value;
};

/* The message in the reader's language, its parts escaped. Inside an attribute the parts
 * are made with html_plain_value. */
void html_put_message(struct buf *out, const struct ctx *cx, enum msg key,
                      const struct html_part *parts);

#endif
