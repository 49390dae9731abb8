/* paper.c - a quote on paper, in the customer's language: the figures are those its page shows. Where
 * no PDF can be made (in the browser) its print page takes the place. */
#include "http/paper.h"
#include "entities.h"
#include "records/data/pile.h"
#include "records/fields/field_type.h"
#include "records/rules/settings.h"
#include "web/pages/trade/parts.h"
#include "web/pages/trade/quote.h"
#include "web/when.h"

enum { PAPER_LINE_COLUMNS = 7, PAPER_SUMS = 5 };

/* ---- Texts ---- */

/* The organisation's digits and calendar in Persian; in English what readers of it know. */
static struct ctx reader_of(const struct ctx *cx, enum lang lang) {
    struct ctx reader = *cx;
    const struct settings *s = cx->settings;
    bool persian = lang == LANG_FA;
    bool latin = !persian || str_is(settings_text(s, "digits"), "latin");
    bool gregorian = !persian || str_is(settings_text(s, "calendar"), "gregorian");
    reader.lang = lang;
    reader.digits = latin ? DIGITS_LATIN : DIGITS_PERSIAN;
    reader.calendar = gregorian ? CALENDAR_GREGORIAN : CALENDAR_JALALI;
    return reader;
}

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

/* ---- Who, to whom ---- */

/* Its groups stand from left to right, whatever the letters around it. */
static struct str phone_of(struct ctx *cx, struct str phone) {
    struct str shown = cx_digits_of(cx, phone);
    return phone.n ? str_format(cx->mem, "\u200E%.*s\u200E", STR_ARG(shown)) : phone;
}

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

static void put_facts(struct ctx *cx, const struct quote *q, struct paper *out) {
    struct paper_fact *facts = NEWS(cx->mem, 4, struct paper_fact);
    facts[0] = (struct paper_fact){cx_msg(cx, MSG_PAPER_NUMBER), q->number};
    facts[1] =
        (struct paper_fact){cx_msg(cx, MSG_QUOTE_DATE), date_text(cx, q->date, true)};
    if (q->valid_until.kind == V_INT)
        facts[2] = (struct paper_fact){cx_msg(cx, MSG_QUOTE_VALID),
                                       date_text(cx, q->valid_until.i, true)};
    facts[3] = (struct paper_fact){cx_msg(cx, MSG_PAPER_SUBJECT), q->subject};
    out->facts = facts;
    out->fact_count = 4;
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

static struct paper_row row_of(struct ctx *cx, const struct quote_line *l, int number) {
    struct str *cells = NEWS(cx->mem, PAPER_LINE_COLUMNS, struct str);
    const struct line *f = &l->figures;
    cells[0] = cx_number(cx, number);
    cells[1] = l->description;
    cells[2] = quantity_text(cx, l);
    cells[3] = bare(cx, f->price);
    cells[4] = bare(cx, f->reduction + f->share);
    cells[5] = bare(cx, f->tax);
    cells[6] = bare(cx, f->total);
    return (struct paper_row){.cells = cells, .note = l->code};
}

static void put_lines(struct ctx *cx, const struct quote *q, struct paper *out) {
    struct paper_row *rows = NEWS(cx->mem, (size_t)q->count + 1, struct paper_row);
    for (int i = 0; i < q->count; i++)
        rows[i] = row_of(cx, &q->lines[i], i + 1);
    put_columns(cx, out);
    out->rows = rows;
    out->row_count = q->count;
}

static void put_sums(struct ctx *cx, const struct sums *s, struct paper *out) {
    struct paper_total *t = NEWS(cx->mem, PAPER_SUMS, struct paper_total);
    int n = 0;
    t[n++] = (struct paper_total){cx_msg(cx, MSG_TRADE_GROSS), rials(cx, s->gross), false};
    if (s->reduction) {
        t[n++] = (struct paper_total){cx_msg(cx, MSG_TRADE_REDUCTION),
                                      rials(cx, s->reduction), false};
        t[n++] = (struct paper_total){cx_msg(cx, MSG_TRADE_NET), rials(cx, s->net), false};
    }
    t[n++] = (struct paper_total){cx_msg(cx, MSG_TRADE_TAX_SUM), rials(cx, s->tax), false};
    t[n++] = (struct paper_total){cx_msg(cx, MSG_TRADE_TOTAL), rials(cx, s->total), true};
    out->totals = t;
    out->total_count = n;
    out->words = (struct paper_note){cx_msg(cx, MSG_PAPER_WORDS), in_words(cx, s->total)};
}

/* ---- The whole ---- */

static void put_end(struct ctx *cx, const struct quote *q, struct paper *out) {
    struct paper_note *notes = NEWS(cx->mem, 2, struct paper_note);
    struct str *signatures = NEWS(cx->mem, 2, struct str);
    notes[0] = (struct paper_note){cx_msg(cx, MSG_QUOTE_TERMS), q->terms};
    notes[1] = (struct paper_note){cx_msg(cx, MSG_QUOTE_PREPARED), q->prepared_by};
    signatures[0] = cx_msg(cx, MSG_PAPER_SIGN_SELLER);
    signatures[1] = cx_msg(cx, MSG_PAPER_SIGN_BUYER);
    out->notes = notes;
    out->note_count = 2;
    out->signatures = signatures;
    out->signature_count = 2;
}

static enum err write_paper(struct ctx *cx, const struct quote *q, struct paper *out) {
    *out = (struct paper){.lang = cx->lang,
                          .digits = cx->digits,
                          .made_ms = record_int(&q->record, FIELD_CHANGED_AT),
                          .title = cx_msg(cx, MSG_QUOTE_TITLE),
                          .seller = side_of(cx, MSG_QUOTE_SELLER, &q->seller),
                          .buyer = side_of(cx, MSG_QUOTE_BUYER, &q->buyer),
                          .foot = str_format(cx->mem, "%.*s%s%.*s", STR_ARG(q->seller.name),
                                             q->seller.phone.n ? " · " : "",
                                             STR_ARG(phone_of(cx, q->seller.phone)))};
    put_facts(cx, q, out);
    put_lines(cx, q, out);
    put_sums(cx, &q->sums, out);
    put_end(cx, q, out);
    return read_logo(cx, q->seller.logo, &out->logo);
}

enum err quote_draw(struct page *p, int64_t id, struct str *out_pdf) {
    struct quote q;
    struct paper paper;
    TRY(quote_read(p->cx, id, &q));
    struct ctx reader = reader_of(p->cx, q.lang);
    TRY(quote_read(&reader, id, &q));
    TRY(write_paper(&reader, &q, &paper));
    return p->host->paper_make(p->cx->mem, &paper, out_pdf);
}

enum err quote_pdf_get(struct page *p) {
    struct record r;
    struct str pdf, url = record_url(p->cx, p->entity, p->id, "/print");
    TRY(record_get(p->cx, p->entity, p->id, &r));
    if (!p->host || !p->host->paper_make) return reply_redirect(p, url);
    TRY(quote_draw(p, p->id, &pdf));
    struct str name = str_join(p->cx->mem, record_title(p->cx, &r), STR(".pdf"));
    return reply_file(p, name, STR("application/pdf"), pdf, true);
}
