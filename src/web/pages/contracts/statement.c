/* statement.c - what a period of a subscription comes to, on paper: each part with its days and what
 * it was counted from, and the changes that made the parts. */
#include "entities.h"
#include "records/fields/field_type.h"
#include "records/rules/settings.h"
#include "web/pages/contracts/parts.h"
#include "web/pages/trade/paper.h"
#include "web/when.h"

enum { STATEMENT_COLUMNS = 5 };

/* ---- Its parts ---- */

static struct str days_words(struct ctx *cx, int64_t from, int64_t to) {
    return msg_format(cx->mem, cx->lang, MSG_SUBSCRIPTION_DAYS,
                      MSG_PARTS({"from", date_text(cx, from, true)},
                                {"to", date_text(cx, to - 1, true)}));
}

static void put_columns(struct ctx *cx, struct paper *out) {
    struct paper_column *c = NEWS(cx->mem, STATEMENT_COLUMNS, struct paper_column);
    c[0].title = STR("#");
    c[1] = (struct paper_column){cx_msg(cx, MSG_STATEMENT_DAYS), 1};
    c[2].title = cx_msg(cx, MSG_STATEMENT_PRICE);
    c[3].title = cx_msg(cx, MSG_STATEMENT_SHARE);
    c[4].title = cx_msg(cx, MSG_STATEMENT_AMOUNT);
    out->columns = c;
    out->column_count = STATEMENT_COLUMNS;
}

/* Why these days cost this much: the change they began with. */
static struct str reason_of(struct ctx *cx, const struct record *change) {
    const struct field *kind = change->entity->fields[SUBSCRIPTION_CHANGE_KIND];
    return msg_format(
        cx->mem, cx->lang, MSG_STATEMENT_REASON,
        MSG_PARTS({"what", field_text(cx, kind, change->values[SUBSCRIPTION_CHANGE_KIND])},
                  {"day", date_text(cx, record_int(change, SUBSCRIPTION_CHANGE_DAY), true)},
                  {"price", change_price(cx, change)}));
}

static struct paper_row row_of(struct ctx *cx, const struct subscription_view *v, int at) {
    const struct period_part *part = &v->parts[at];
    struct str *cells = NEWS(cx->mem, STATEMENT_COLUMNS, struct str);
    cells[0] = cx_number(cx, at + 1);
    cells[1] = days_words(cx, part->from, part->to);
    cells[2] = contracts_money(cx, v_int(part->price));
    cells[3] = msg_format(cx->mem, cx->lang, MSG_STATEMENT_OF,
                          MSG_PARTS({"days", cx_number(cx, part->to - part->from)},
                                    {"all", cx_number(cx, v->to - v->from)}));
    cells[4] = contracts_money(cx, v_int(part->amount));
    return (struct paper_row){.cells = cells, .note = reason_of(cx, part_change(v, part))};
}

static void put_parts(struct ctx *cx, const struct subscription_view *v,
                      struct paper_draft *out) {
    struct paper_row *rows = NEWS(cx->mem, PERIOD_PARTS, struct paper_row);
    for (int i = 0; i < v->part_count; i++)
        rows[i] = row_of(cx, v, i);
    put_columns(cx, &out->paper);
    out->paper.rows = rows;
    out->paper.row_count = v->part_count;
    if (v->sum.kind == V_INT)
        paper_add_total(cx, out, MSG_SUBSCRIPTION_SUM, v->sum.i, true);
}

/* ---- The whole ---- */

static struct str shown(struct ctx *cx, const struct record *r, int field) {
    return r->values[field].kind == V_NULL
               ? STR("")
               : field_text(cx, r->entity->fields[field], r->values[field]);
}

static enum err begin(struct ctx *cx, const struct record *r, struct paper_draft *out) {
    struct trader seller = trader_seller(cx), buyer;
    TRY(trader_buyer(cx, record_int(r, FIELD_PARTY), &buyer));
    return paper_begin(cx, MSG_STATEMENT_TITLE, &seller, &buyer, out);
}

enum err paper_of_period(struct ctx *reader, const struct page *p, int64_t id,
                         struct paper_draft *out) {
    struct subscription_view v;
    struct record r;
    bool persian = !str_is(settings_text(reader->settings, "language"), "en");
    paper_read_as(reader, paper_language(p, persian ? LANG_FA : LANG_EN));
    TRY(record_get_plain(reader, entity_at(reader->catalog, "subscription"), id, &r));
    TRY(subscription_view_read(reader, &r, form_value(&p->query, "period"), &v));
    TRY(begin(reader, &r, out));
    out->paper.made_ms = record_int(&r, FIELD_CHANGED_AT);
    paper_add_fact(reader, out, MSG_PAPER_SUBJECT, shown(reader, &r, SUBSCRIPTION_NAME));
    paper_add_fact(reader, out, MSG_STATEMENT_PERIOD, days_words(reader, v.from, v.to));
    paper_add_fact(reader, out, MSG_STATEMENT_NUMBER, cx_number(reader, v.number + 1));
    put_parts(reader, &v, out);
    paper_add_note(reader, out, MSG_STATEMENT_HOW_HEAD,
                   cx_msg(reader, MSG_SUBSCRIPTION_HOW));
    return OK;
}

enum err subscription_pdf_get(struct page *p) {
    return paper_pdf_send(p, paper_of_period);
}

enum err subscription_print_get(struct page *p) {
    return paper_print_send(p, paper_of_period);
}
