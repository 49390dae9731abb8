/* paper.c - a contract on paper: between whom, for how long and how it goes on, what for, its
 * articles. Its lines are those of the order or the quote it came of. */
#include "web/pages/trade/paper.h"
#include "entities.h"
#include "records/fields/field_type.h"
#include "records/rules/settings.h"
#include "web/pages/contracts/parts.h"
#include "web/when.h"

/* ---- What it came of ---- */

struct deed {
    struct record contract;
    struct quote trade; /* without lines where it came of nothing */
};

/* The order where there is one, else the quote. */
static enum err read_trade(struct ctx *cx, struct deed *out) {
    const struct record *c = &out->contract;
    int64_t order = record_int(c, CONTRACT_SALES_ORDER);
    int64_t quote = record_int(c, CONTRACT_QUOTE);
    bool persian = !str_is(settings_text(cx->settings, "language"), "en");
    out->trade =
        (struct quote){.lang = persian ? LANG_FA : LANG_EN, .seller = trader_seller(cx)};
    enum err e = order   ? order_read(cx, order, &out->trade)
                 : quote ? quote_read(cx, quote, &out->trade)
                         : ERR_ABSENT;
    if (e != ERR_ABSENT) return e;
    return trader_buyer(cx, record_int(c, FIELD_PARTY), &out->trade.buyer);
}

static enum err read_deed(struct ctx *reader, const struct page *p, int64_t id,
                          struct deed *out) {
    TRY(record_get_plain(reader, entity_at(reader->catalog, "contract"), id,
                         &out->contract));
    TRY(read_trade(reader, out));
    paper_read_as(reader, paper_language(p, out->trade.lang));
    return read_trade(reader, out);
}

/* ---- In words ---- */

static struct str shown(struct ctx *cx, const struct record *c, int field) {
    return c->values[field].kind == V_NULL
               ? STR("")
               : field_text(cx, c->entity->fields[field], c->values[field]);
}

static struct str day_of_deed(const struct ctx *cx, const struct record *c, int field) {
    bool said = c->values[field].kind == V_INT;
    return said ? date_text(cx, c->values[field].i, true) : STR("");
}

static struct str term_words(struct ctx *cx, const struct record *c) {
    struct str from = day_of_deed(cx, c, CONTRACT_START_ON);
    struct str to = day_of_deed(cx, c, CONTRACT_END_ON);
    if (!to.n)
        return msg_format(cx->mem, cx->lang, MSG_CONTRACT_TERM_OPEN,
                          MSG_PARTS({"from", from}));
    return msg_format(cx->mem, cx->lang, MSG_CONTRACT_TERM,
                      MSG_PARTS({"from", from}, {"to", to}));
}

static struct str renewal_words(struct ctx *cx, const struct record *c) {
    const struct {
        struct str renewal;
        enum msg words;
    } rows[] = {{CONTRACT_RENEWAL_NONE, MSG_CONTRACT_GOES_NOT_ON},
                {CONTRACT_RENEWAL_AUTOMATIC, MSG_CONTRACT_GOES_ON},
                {CONTRACT_RENEWAL_AGREEMENT, MSG_CONTRACT_MAY_GO_ON}};
    struct str notice = day_of_deed(cx, c, CONTRACT_NOTICE_ON);
    if (!notice.n) return STR("");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_eq(record_str(c, CONTRACT_RENEWAL), rows[i].renewal))
            return msg_format(cx->mem, cx->lang, rows[i].words,
                              MSG_PARTS({"notice", notice}));
    return STR("");
}

/* ---- The whole ---- */

/* What it comes to stands by itself where its lines come to something else. */
static void put_amount(struct ctx *cx, const struct deed *d, struct paper_draft *out) {
    struct value amount = d->contract.values[CONTRACT_AMOUNT];
    if (d->trade.count) paper_add_lines(cx, out, &d->trade);
    if (amount.kind == V_INT && (!d->trade.count || amount.i != d->trade.sums.total))
        paper_add_total(cx, out, MSG_CONTRACT_AMOUNT, amount.i, true);
}

static enum err write_contract(struct ctx *reader, const struct page *p, int64_t id,
                               struct paper_draft *out) {
    struct deed d;
    TRY(read_deed(reader, p, id, &d));
    const struct record *c = &d.contract;
    TRY(paper_begin(reader, MSG_CONTRACT_TITLE, &d.trade.seller, &d.trade.buyer, out));
    out->paper.made_ms = record_int(c, FIELD_CHANGED_AT);
    paper_add_fact(reader, out, MSG_PAPER_NUMBER, record_title(reader, c));
    paper_add_day(reader, out, MSG_QUOTE_DATE, c->values[CONTRACT_START_ON]);
    paper_add_fact(reader, out, MSG_PAPER_SUBJECT, shown(reader, c, CONTRACT_SUBJECT));
    put_amount(reader, &d, out);
    paper_add_note(reader, out, MSG_CONTRACT_TERM_HEAD, term_words(reader, c));
    paper_add_note(reader, out, MSG_CONTRACT_RENEWAL_HEAD, renewal_words(reader, c));
    paper_add_note(reader, out, MSG_CONTRACT_ARTICLES, shown(reader, c, CONTRACT_TERMS));
    paper_add_signatures(reader, out, MSG_PAPER_SIGN_SELLER, MSG_PAPER_SIGN_BUYER);
    return OK;
}

enum err contract_pdf_get(struct page *p) {
    return paper_pdf_send(p, write_contract);
}

enum err contract_print_get(struct page *p) {
    return paper_print_send(p, write_contract);
}
