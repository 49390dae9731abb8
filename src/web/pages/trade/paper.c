#include "web/pages/trade/paper.h"

#include "entities.h"
#include "http/reply.h"
#include "records/data/pile.h"
#include "records/fields/field_type.h"
#include "records/rules/settings.h"
#include "web/pages/records/records.h"
#include "web/pages/trade/paper.html.h"
#include "web/pages/trade/parts.h"
#include "web/pages/trade/quote.h"
#include "web/when.h"

enum { PAPER_LINE_COLUMNS = 7 };

/* ---- Who reads it ---- */

enum lang paper_language(const struct page *p, enum lang otherwise) {
    struct str asked = form_value(&p->query, "language");
    if (str_is(asked, "en")) return LANG_EN;
    return str_is(asked, "fa") ? LANG_FA : otherwise;
}

void paper_read_as(struct ctx *reader, enum lang lang) {
    const struct settings *s = reader->settings;
    bool persian = lang == LANG_FA;
    bool latin = !persian || str_is(settings_text(s, "digits"), "latin");
    bool gregorian = !persian || str_is(settings_text(s, "calendar"), "gregorian");
    reader->lang = lang;
    reader->digits = latin ? DIGITS_LATIN : DIGITS_PERSIAN;
    reader->calendar = gregorian ? CALENDAR_GREGORIAN : CALENDAR_JALALI;
}

/* ---- Texts ---- */

static struct str bare(struct ctx *cx, int64_t amount) {
    return field_edit(cx, entity_at(cx->catalog, "quote")->fields[QUOTE_TOTAL],
                      v_int(amount));
}

static struct str in_words(struct ctx *cx, int64_t amount) {
    return cx->lang == LANG_FA ? money_words_fa(cx->mem, amount, cx->money)
                               : money_words_en(cx->mem, amount, cx->money);
}

/* "Price (rial)": the unit stands once, not beside each figure. */
static struct str with_unit(struct ctx *cx, enum msg label) {
    enum msg unit = cx->money == MONEY_TOMAN ? MSG_MONEY_TOMAN : MSG_MONEY_RIAL;
    return str_format(cx->mem, "%.*s (%.*s)", STR_ARG(cx_msg(cx, label)),
                      STR_ARG(cx_msg(cx, unit)));
}

/* Its groups stand from left to right, whatever the letters around it. */
static struct str phone_of(struct ctx *cx, struct str phone) {
    struct str shown = cx_digits_of(cx, phone);
    return phone.n ? str_format(cx->mem, "\u200E%.*s\u200E", STR_ARG(shown)) : phone;
}

/* ---- Who, to whom ---- */

static struct paper_side side_of(struct ctx *cx, enum msg caption,
                                 const struct trader *who) {
    struct paper_fact *facts = NEWS(cx->mem, 4, struct paper_fact);
    facts[0] = (struct paper_fact){cx_msg(cx, MSG_QUOTE_LEGAL_ID),
                                   cx_digits_of(cx, who->national_id)};
    facts[1] = (struct paper_fact){cx_msg(cx, MSG_QUOTE_ECONOMIC_CODE),
                                   cx_digits_of(cx, who->economic_code)};
    facts[2] = (struct paper_fact){cx_msg(cx, MSG_PAPER_ADDRESS), who->address};
    facts[3] = (struct paper_fact){cx_msg(cx, MSG_PAPER_PHONE), phone_of(cx, who->phone)};
    return (struct paper_side){cx_msg(cx, caption), who->name, facts, 4};
}

static enum err read_logo(struct ctx *cx, int64_t logo, struct str *out) {
    *out = STR("");
    enum err e = logo ? pile_read(cx, logo, 0, PAPER_LOGO_BYTES, out) : ERR_ABSENT;
    return e == ERR_ABSENT ? OK : e;
}

static struct str foot_of(struct ctx *cx, const struct trader *seller) {
    return str_format(cx->mem, "%.*s%s%.*s", STR_ARG(seller->name),
                      seller->phone.n ? " · " : "", STR_ARG(phone_of(cx, seller->phone)));
}

enum err paper_begin(struct ctx *cx, enum msg title, const struct trader *seller,
                     const struct trader *buyer, struct paper_draft *out) {
    out->paper = (struct paper){.lang = cx->lang,
                                .digits = cx->digits,
                                .title = cx_msg(cx, title),
                                .seller = side_of(cx, MSG_QUOTE_SELLER, seller),
                                .buyer = side_of(cx, MSG_QUOTE_BUYER, buyer),
                                .facts = out->facts,
                                .totals = out->totals,
                                .notes = out->notes,
                                .carried = cx_msg(cx, MSG_PAPER_CARRIED),
                                .foot = foot_of(cx, seller)};
    return read_logo(cx, seller->logo, &out->paper.logo);
}

void paper_add_fact(struct ctx *cx, struct paper_draft *out, enum msg label,
                    struct str value) {
    out->facts[out->paper.fact_count++] = (struct paper_fact){cx_msg(cx, label), value};
}

void paper_add_day(struct ctx *cx, struct paper_draft *out, enum msg label,
                   struct value day) {
    if (day.kind == V_INT) paper_add_fact(cx, out, label, date_text(cx, day.i, true));
}

void paper_add_note(struct ctx *cx, struct paper_draft *out, enum msg caption,
                    struct str text) {
    out->notes[out->paper.note_count++] = (struct paper_note){cx_msg(cx, caption), text};
}

void paper_add_signatures(struct ctx *cx, struct paper_draft *out, enum msg seller,
                          enum msg buyer) {
    struct str *signatures = NEWS(cx->mem, 2, struct str);
    signatures[0] = cx_msg(cx, seller);
    signatures[1] = cx_msg(cx, buyer);
    out->paper.signatures = signatures;
    out->paper.signature_count = 2;
}

/* ---- Lines ---- */

static void put_columns(struct ctx *cx, struct paper *out) {
    struct paper_column *c = NEWS(cx->mem, PAPER_LINE_COLUMNS, struct paper_column);
    c[0].title = STR("#");
    c[1] = (struct paper_column){cx_msg(cx, MSG_TRADE_WHAT), 1};
    c[2].title = cx_msg(cx, MSG_TRADE_QUANTITY);
    c[3].title = cx_msg(cx, MSG_TRADE_PRICE);
    c[4].title = cx_msg(cx, MSG_TRADE_DISCOUNT);
    c[5].title = cx_msg(cx, MSG_TRADE_TAX);
    c[6].title = with_unit(cx, MSG_TRADE_AMOUNT);
    out->columns = c;
    out->column_count = PAPER_LINE_COLUMNS;
}

/* Its code, and what is in it. */
static struct str note_of(struct ctx *cx, const struct quote_line *l) {
    if (!l->parts.n || !l->code.n) return l->parts.n ? l->parts : l->code;
    return str_format(cx->mem, "%.*s\n%.*s", STR_ARG(l->code), STR_ARG(l->parts));
}

static struct paper_row row_of(struct ctx *cx, const struct quote_line *l, int number,
                               int64_t sum) {
    struct str *cells = NEWS(cx->mem, PAPER_LINE_COLUMNS, struct str);
    const struct line *f = &l->figures;
    cells[0] = cx_number(cx, number);
    cells[1] = l->description;
    cells[2] = quantity_text(cx, l);
    cells[3] = bare(cx, f->price);
    cells[4] = bare(cx, f->reduction + f->share);
    cells[5] = bare(cx, f->tax);
    cells[6] = bare(cx, f->total);
    return (struct paper_row){
        .cells = cells, .note = note_of(cx, l), .carried = bare(cx, sum)};
}

void paper_add_total(struct ctx *cx, struct paper_draft *out, enum msg label,
                     int64_t amount, bool whole) {
    out->totals[out->paper.total_count++] =
        (struct paper_total){cx_msg(cx, label), rials(cx, amount), whole};
    if (whole)
        out->paper.words =
            (struct paper_note){cx_msg(cx, MSG_PAPER_WORDS), in_words(cx, amount)};
}

static void put_sums(struct ctx *cx, const struct sums *s, struct paper_draft *out) {
    paper_add_total(cx, out, MSG_TRADE_GROSS, s->gross, false);
    if (s->reduction) {
        paper_add_total(cx, out, MSG_TRADE_REDUCTION, s->reduction, false);
        paper_add_total(cx, out, MSG_TRADE_NET, s->net, false);
    }
    paper_add_total(cx, out, MSG_TRADE_TAX_SUM, s->tax, false);
    paper_add_total(cx, out, MSG_TRADE_TOTAL, s->total, true);
}

/* The sums so far cannot overflow: that of all fits. */
void paper_add_lines(struct ctx *cx, struct paper_draft *out, const struct quote *q) {
    struct paper_row *rows = NEWS(cx->mem, (size_t)q->count + 1, struct paper_row);
    int64_t sum = 0;
    for (int i = 0; i < q->count; i++) {
        sum += q->lines[i].figures.total;
        rows[i] = row_of(cx, &q->lines[i], i + 1, sum);
    }
    put_columns(cx, &out->paper);
    out->paper.rows = rows;
    out->paper.row_count = q->count;
    put_sums(cx, &q->sums, out);
}

/* ---- Quotes and orders ---- */

typedef enum err quote_fn(struct ctx *cx, int64_t id, struct quote *out);

/* Once to know who it is for, once in their words. */
static enum err read_for(struct ctx *reader, const struct page *p, quote_fn *read,
                         int64_t id, struct quote *out) {
    TRY(read(reader, id, out));
    paper_read_as(reader, paper_language(p, out->lang));
    return read(reader, id, out);
}

static enum err write_trade(struct ctx *cx, enum msg title, enum msg until,
                            const struct quote *q, struct paper_draft *out) {
    TRY(paper_begin(cx, title, &q->seller, &q->buyer, out));
    out->paper.made_ms = record_int(&q->record, FIELD_CHANGED_AT);
    paper_add_fact(cx, out, MSG_PAPER_NUMBER, q->number);
    paper_add_day(cx, out, MSG_QUOTE_DATE, v_int(q->date));
    paper_add_day(cx, out, until, q->valid_until);
    paper_add_fact(cx, out, MSG_PAPER_SUBJECT, q->subject);
    paper_add_lines(cx, out, q);
    paper_add_note(cx, out, MSG_QUOTE_TERMS, q->terms);
    paper_add_note(cx, out, MSG_QUOTE_PREPARED, q->prepared_by);
    paper_add_signatures(cx, out, MSG_PAPER_SIGN_SELLER, MSG_PAPER_SIGN_BUYER);
    return OK;
}

enum err paper_of_quote(struct ctx *reader, const struct page *p, int64_t id,
                        struct paper_draft *out) {
    struct quote q;
    TRY(read_for(reader, p, quote_read, id, &q));
    return write_trade(reader, MSG_QUOTE_TITLE, MSG_QUOTE_VALID, &q, out);
}

enum err paper_of_order(struct ctx *reader, const struct page *p, int64_t id,
                        struct paper_draft *out) {
    struct quote q;
    TRY(read_for(reader, p, order_read, id, &q));
    return write_trade(reader, MSG_ORDER_TITLE, MSG_ORDER_DUE, &q, out);
}

/* ---- As a file, as a page ---- */

/* The page for a printer, asked for in the same words. */
static enum err print_instead(struct page *p) {
    struct str url = record_url(p->cx, p->entity, p->id, "/print");
    if (p->request->query.n)
        url = str_format(p->cx->mem, "%.*s?%.*s", STR_ARG(url), STR_ARG(p->request->query));
    return reply_redirect(p, url);
}

enum err paper_pdf_send(struct page *p, paper_fn *write) {
    struct record r;
    struct paper_draft paper;
    struct str pdf;
    struct ctx reader = *p->cx;
    TRY(record_get(p->cx, p->entity, p->id, &r));
    if (!p->host || !p->host->paper_make) return print_instead(p);
    TRY(write(&reader, p, p->id, &paper));
    TRY(p->host->paper_make(p->cx->mem, &paper.paper, &pdf));
    struct str name = str_join(p->cx->mem, record_title(p->cx, &r), STR(".pdf"));
    return reply_file(p, name, STR("application/pdf"), pdf, true);
}

enum err paper_print_send(struct page *p, paper_fn *write) {
    struct record r;
    struct paper_draft paper;
    struct ctx reader = *p->cx;
    TRY(record_get(p->cx, p->entity, p->id, &r));
    TRY(write(&reader, p, p->id, &paper));
    struct buf content = page_buf(p);
    paper_page(&content, p->cx, &paper.paper, record_url(p->cx, p->entity, p->id, ""));
    return page_send(p, record_title(p->cx, &r), &content);
}

void paper_put(struct buf *out, struct ctx *cx, const struct paper *paper) {
    paper_sheet(out, cx, paper);
}

struct str paper_url(struct ctx *cx, struct str url, const char *way, struct str query) {
    bool first = !strchr(way, '?');
    if (!query.n) return str_format(cx->mem, "%.*s%s", STR_ARG(url), way);
    return str_format(cx->mem, "%.*s%s%s%.*s", STR_ARG(url), way, first ? "?" : "&",
                      STR_ARG(query));
}

void paper_links(struct buf *out, struct ctx *cx, struct str url, struct str query) {
    paper_ways(out, cx, url, query);
}

enum err quote_pdf_get(struct page *p) {
    return paper_pdf_send(p, paper_of_quote);
}

enum err quote_print_get(struct page *p) {
    return paper_print_send(p, paper_of_quote);
}

enum err order_pdf_get(struct page *p) {
    return paper_pdf_send(p, paper_of_order);
}

enum err order_print_get(struct page *p) {
    return paper_print_send(p, paper_of_order);
}
