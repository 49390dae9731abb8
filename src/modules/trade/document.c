/* document.c - reading a head with its lines, and bringing their figures up to date. */
#include "modules/trade/document.h"

#include "entities.h"
#include "modules/people/consequence.h"
#include "records/data/row.h"
#include "store/query.h"

/* One set of places serves both kinds of line. */
#define SAME_PLACE(field)                                                    \
    _Static_assert((int)QUOTE_LINE_##field == (int)SALES_ORDER_LINE_##field, \
                   "both kinds of line have the same fields in the same order")
SAME_PLACE(POSITION);
SAME_PLACE(PRICE);
SAME_PLACE(COST);
SAME_PLACE(TOTAL);
SAME_PLACE(PARTS);
_Static_assert((int)QUOTE_LINE_QUOTE == (int)SALES_ORDER_LINE_SALES_ORDER,
               "both begin with whose line it is");

const struct shape *shape_of(const struct entity *e) {
    return str_starts(e->name, STR("quote")) ? &shape_quote : &shape_order;
}

/* ---- Reading ---- */

enum err document_lines(struct ctx *cx, const struct shape *s, const struct record *head,
                        struct document *out) {
    const struct entity *e = entity_at(cx->catalog, s->line);
    struct query q = query_in(cx->mem);
    struct rows rows;
    *out = (struct document){.shape = s, .head = *head};
    out->lines = NEWS(cx->mem, LINES_MOST + 1, struct record);
    query_add(&q, SQL("SELECT "));
    buf_put(&q.text, e->plan->all.columns);
    query_add(&q, SQL(" FROM "));
    query_name(&q, e->name);
    query_add(&q, SQL(" t WHERE t.party = "));
    query_bind(&q, head->values[FIELD_PARTY]);
    query_add(&q, SQL(" AND "));
    query_column(&q, 't', e->fields[QUOTE_LINE_QUOTE]->name);
    query_add(&q, SQL(" = "));
    query_bind(&q, v_int(record_id(head)));
    query_add(&q, SQL(" ORDER BY t.position, t.id LIMIT "));
    query_number(&q, LINES_MOST);
    TRY(query_run(cx->db, &q, &rows));
    while (out->count < LINES_MOST && rows_next(&rows))
        out->lines[out->count++] = row_read(cx, e, &rows);
    return rows_done(&rows);
}

enum err document_read(struct ctx *cx, const struct shape *s, int64_t head,
                       struct document *out) {
    struct record r;
    TRY(record_get_plain(cx, entity_at(cx->catalog, s->head), head, &r));
    return document_lines(cx, s, &r, out);
}

/* ---- Figures ---- */

static struct line line_in(const struct record *r) {
    return (struct line){.quantity = record_int(r, QUOTE_LINE_QUANTITY),
                         .price = record_int(r, QUOTE_LINE_PRICE),
                         .percent = record_int(r, QUOTE_LINE_DISCOUNT),
                         .amount = record_int(r, QUOTE_LINE_DISCOUNT_AMOUNT),
                         .tax_percent = record_int(r, QUOTE_LINE_TAX)};
}

/* The field of a line whose value is to be mended. */
static const struct field *field_at_fault(const struct record *r, enum lines_fault fault) {
    int field = fault == LINES_TOO_BIG ? QUOTE_LINE_PRICE : QUOTE_LINE_DISCOUNT_AMOUNT;
    bool percent = r->values[QUOTE_LINE_DISCOUNT_AMOUNT].kind == V_NULL;
    if (fault == LINES_REDUCED_OVER && percent) field = QUOTE_LINE_DISCOUNT;
    return r->entity->fields[field];
}

static enum err tell_fault(struct ctx *cx, const struct document *d, enum lines_fault fault,
                           int at, const struct record *beside) {
    enum msg msg = fault == LINES_TOO_BIG ? MSG_LINES_TOO_BIG : MSG_LINES_REDUCED_OVER;
    bool here = beside && (at < 0 || record_id(&d->lines[at]) == record_id(beside));
    return problem(cx, here ? field_at_fault(beside, fault) : NULL, msg);
}

enum err document_figure(struct ctx *cx, struct document *d, const struct record *beside) {
    const struct whole whole = {record_int(&d->head, d->shape->discount),
                                record_int(&d->head, d->shape->discount_amount)};
    int at;
    d->figures = NEWS(cx->mem, LINES_MOST, struct line);
    for (int i = 0; i < d->count; i++)
        d->figures[i] = line_in(&d->lines[i]);
    enum lines_fault fault = lines_figure(d->figures, d->count, whole, &d->sums, &at);
    return fault ? tell_fault(cx, d, fault, at, beside) : OK;
}

void document_put_sums(struct document *d, struct record *head) {
    const struct shape *s = d->shape;
    head->values[s->gross] = v_int(d->sums.gross);
    head->values[s->reduction] = v_int(d->sums.reduction);
    head->values[s->net] = v_int(d->sums.net);
    head->values[s->tax_amount] = v_int(d->sums.tax);
    head->values[s->total] = v_int(d->sums.total);
}

void document_put_line(const struct line *figure, struct record *line) {
    line->values[QUOTE_LINE_GROSS] = v_int(figure->gross);
    line->values[QUOTE_LINE_REDUCTION] = v_int(figure->reduction);
    line->values[QUOTE_LINE_SHARE] = v_int(figure->share);
    line->values[QUOTE_LINE_NET] = v_int(figure->net);
    line->values[QUOTE_LINE_TAX_AMOUNT] = v_int(figure->tax);
    line->values[QUOTE_LINE_TOTAL] = v_int(figure->total);
}

/* ---- Writing ---- */

enum err document_write(struct ctx *cx, struct record *r) {
    bool before = cx->verbatim;
    cx->verbatim = true;
    enum err e = consequence_change(cx, r);
    cx->verbatim = before;
    return e;
}

enum err document_create(struct ctx *cx, struct record *r) {
    bool before = cx->verbatim;
    cx->verbatim = true;
    enum err e = consequence_create(cx, r);
    cx->verbatim = before;
    return e;
}

enum err document_settle(struct ctx *cx, const struct shape *s, int64_t head) {
    struct document d;
    enum err found = document_read(cx, s, head, &d);
    if (found == ERR_ABSENT) return OK; /* it goes, and takes its lines along */
    TRY(found);
    TRY(document_figure(cx, &d, NULL));
    for (int i = 0; i < d.count; i++) {
        document_put_line(&d.figures[i], &d.lines[i]);
        TRY(document_write(cx, &d.lines[i]));
    }
    document_put_sums(&d, &d.head);
    return document_write(cx, &d.head);
}
