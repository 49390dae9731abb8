/* quote.c - reads a whole quote: the head, its lines, who sells and who buys. */
#include "modules/trade/quote.h"

#include "entities.h"
#include "modules/trade/document.h"
#include "records/fields/field_type.h"
#include "records/rules/settings.h"

/* ---- Who ---- */

static struct trader read_seller(const struct ctx *cx) {
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

static enum err read_buyer(struct ctx *cx, int64_t party, struct trader *out) {
    struct record r;
    TRY(record_get_plain(cx, entity_at(cx->catalog, "party"), party, &r));
    bool person = str_eq(record_str(&r, PARTY_KIND), PARTY_KIND_PERSON);
    struct str address = shown(cx, &r, PARTY_ADDRESS);
    *out =
        (struct trader){.name = record_str(&r, PARTY_NAME),
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
                               .description = record_str(r, QUOTE_LINE_DESCRIPTION),
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

static void read_head(struct ctx *cx, const struct record *r, struct quote *q) {
    struct str language = record_str(r, QUOTE_LANGUAGE);
    if (!language.n) language = settings_text(cx->settings, "language");
    q->record = *r;
    q->number = number_of(cx, r);
    q->version = record_int(r, QUOTE_VERSION_NUMBER);
    q->state = record_str(r, QUOTE_STATE);
    q->date = record_int(r, QUOTE_DATE);
    q->valid_until = r->values[QUOTE_VALID_UNTIL];
    q->subject = record_str(r, QUOTE_SUBJECT);
    q->terms = record_str(r, QUOTE_TERMS);
    q->lang = str_eq(language, LANGUAGE_EN) ? LANG_EN : LANG_FA;
    q->discount =
        (struct whole){record_int(r, QUOTE_DISCOUNT), record_int(r, QUOTE_DISCOUNT_AMOUNT)};
}

enum err quote_read(struct ctx *cx, int64_t id, struct quote *out) {
    struct document d;
    struct quote q = {.seller = read_seller(cx)};
    TRY(document_read(cx, &shape_quote, id, &d));
    TRY(document_figure(cx, &d, NULL));
    read_head(cx, &d.head, &q);
    q.sums = d.sums;
    q.count = d.count;
    q.lines = NEWS(cx->mem, (size_t)d.count + 1, struct quote_line);
    for (int i = 0; i < d.count; i++)
        TRY(read_line(cx, &d.lines[i], &d.figures[i], &q.lines[i]));
    TRY(read_buyer(cx, record_int(&d.head, FIELD_PARTY), &q.buyer));
    TRY(read_name(cx, "user", record_int(&d.head, FIELD_OWNER), USER_NAME, &q.prepared_by));
    *out = q;
    return OK;
}
