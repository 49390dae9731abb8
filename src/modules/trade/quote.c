/* quote.c - reads a whole quote or order: the head, its lines, who sells and who buys. */
#include "modules/trade/quote.h"

#include "entities.h"
#include "modules/trade/document.h"
#include "records/fields/field_type.h"
#include "records/rules/settings.h"

/* ---- Who ---- */

struct trader trader_seller(const struct ctx *cx) {
    const struct settings *s = cx->settings;
    int64_t logo = 0;
    (void)id_parse(settings_text(s, "organisation.logo"), &logo);
    return (struct trader){.name = settings_text(s, "organisation.name"),
                           .phone = settings_text(s, "organisation.phone"),
                           .address = settings_text(s, "organisation.address"),
                           .economic_code = settings_text(s, "organisation.economic_code"),
                           .national_id = settings_text(s, "organisation.legal_id"),
                           .logo = logo};
}

static struct str shown(struct ctx *cx, const struct record *r, int field) {
    if (r->values[field].kind == V_NULL) return STR("");
    return field_text(cx, r->entity->fields[field], r->values[field]);
}

enum err trader_buyer(struct ctx *cx, int64_t party, struct trader *out) {
    struct record r;
    TRY(record_get_plain(cx, entity_at(cx->catalog, "party"), party, &r));
    bool person = str_eq(record_str(&r, PARTY_KIND), PARTY_KIND_PERSON);
    struct str address = shown(cx, &r, PARTY_ADDRESS);
    *out =
        (struct trader){.name = shown(cx, &r, PARTY_NAME),
                        .phone = shown(cx, &r, PARTY_PHONE),
                        .address = address.n ? address : record_str(&r, PARTY_CITY),
                        .economic_code = record_str(&r, PARTY_ECONOMIC_CODE),
                        .national_id = person ? STR("") : record_str(&r, PARTY_LEGAL_ID)};
    return OK;
}

static enum err read_name(struct ctx *cx, const char *kind, int64_t id, int field,
                          struct str *out) {
    struct record r;
    *out = STR("");
    enum err e =
        id ? record_get_plain(cx, entity_at(cx->catalog, kind), id, &r) : ERR_ABSENT;
    if (e == OK) *out = record_str(&r, field);
    return e == ERR_ABSENT ? OK : e;
}

/* ---- What ---- */

static struct str unit_shown(struct ctx *cx, const struct record *line) {
    const struct field *f = line->entity->fields[QUOTE_LINE_UNIT];
    const struct choice *c = choice_of(f->choices, record_str(line, QUOTE_LINE_UNIT));
    return c ? label_in(&c->label, cx->lang) : STR("");
}

static enum err read_line(struct ctx *cx, const struct record *r,
                          const struct line *figures, struct quote_line *out) {
    *out = (struct quote_line){.id = record_id(r),
                               .product = record_int(r, QUOTE_LINE_PRODUCT),
                               .description = shown(cx, r, QUOTE_LINE_DESCRIPTION),
                               .parts = cx_digits_of(cx, record_str(r, QUOTE_LINE_PARTS)),
                               .unit = unit_shown(cx, r),
                               .figures = *figures,
                               .listed = r->values[QUOTE_LINE_LIST_PRICE],
                               .book = record_int(r, QUOTE_LINE_BOOK)};
    TRY(read_name(cx, "product", out->product, PRODUCT_CODE, &out->code));
    return read_name(cx, "price_book", out->book, PRICE_BOOK_NAME, &out->book_name);
}

static struct str number_of(struct ctx *cx, const struct record *r) {
    int64_t version = record_int(r, QUOTE_VERSION_NUMBER);
    struct str number = shown(cx, r, QUOTE_NUMBER);
    if (version < 2) return number;
    return str_format(cx->mem, "%.*s/%.*s", STR_ARG(number),
                      STR_ARG(cx_number(cx, version)));
}

static enum lang language_of(const struct ctx *cx, struct str language) {
    if (!language.n) language = settings_text(cx->settings, "language");
    return str_eq(language, LANGUAGE_EN) ? LANG_EN : LANG_FA;
}

/* What a quote says of itself. */
static void read_words(struct ctx *cx, const struct record *r, struct quote *q) {
    q->subject = shown(cx, r, QUOTE_SUBJECT);
    q->terms = shown(cx, r, QUOTE_TERMS);
    q->lang = language_of(cx, record_str(r, QUOTE_LANGUAGE));
}

static void read_head(struct ctx *cx, const struct record *r, struct quote *q) {
    q->number = number_of(cx, r);
    q->version = record_int(r, QUOTE_VERSION_NUMBER);
    q->state = record_str(r, QUOTE_STATE);
    q->date = record_int(r, QUOTE_DATE);
    q->valid_until = r->values[QUOTE_VALID_UNTIL];
    read_words(cx, r, q);
}

/* Lines and figures, who sells and who buys. */
static enum err read_whole(struct ctx *cx, const struct shape *s, int64_t id,
                           struct quote *q) {
    struct document d;
    TRY(document_read(cx, s, id, &d));
    TRY(document_figure(cx, &d, NULL));
    *q = (struct quote){.record = d.head, .sums = d.sums, .count = d.count};
    q->discount = (struct whole){record_int(&d.head, s->discount),
                                 record_int(&d.head, s->discount_amount)};
    q->seller = trader_seller(cx);
    q->lines = NEWS(cx->mem, (size_t)d.count + 1, struct quote_line);
    for (int i = 0; i < d.count; i++)
        TRY(read_line(cx, &d.lines[i], &d.figures[i], &q->lines[i]));
    TRY(trader_buyer(cx, record_int(&d.head, FIELD_PARTY), &q->buyer));
    return read_name(cx, "user", record_int(&d.head, FIELD_OWNER), USER_NAME,
                     &q->prepared_by);
}

enum err quote_read(struct ctx *cx, int64_t id, struct quote *out) {
    struct quote q;
    TRY(read_whole(cx, &shape_quote, id, &q));
    read_head(cx, &q.record, &q);
    *out = q;
    return OK;
}

enum err order_read(struct ctx *cx, int64_t id, struct quote *out) {
    struct quote q;
    struct record quote;
    TRY(read_whole(cx, &shape_order, id, &q));
    q.number = shown(cx, &q.record, SALES_ORDER_NUMBER);
    q.state = record_str(&q.record, SALES_ORDER_STATE);
    q.date = record_int(&q.record, SALES_ORDER_DATE);
    q.valid_until = q.record.values[SALES_ORDER_DUE_ON];
    q.lang = language_of(cx, STR(""));
    int64_t from = record_int(&q.record, SALES_ORDER_QUOTE);
    enum err e = from ? record_get_plain(cx, entity_at(cx->catalog, "quote"), from, &quote)
                      : ERR_ABSENT;
    if (e == OK) read_words(cx, &quote, &q);
    if (e != OK && e != ERR_ABSENT) return e;
    *out = q;
    return OK;
}
