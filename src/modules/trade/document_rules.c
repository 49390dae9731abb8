/* document_rules.c - what holds of heads and lines with every write: a line gets from its product
 * what nobody said, and the figures of all are those that lines.h works out. */
#include "entities.h"
#include "modules/catalogue/prices.h"
#include "modules/people/consequence.h"
#include "modules/trade/bundle.h"
#include "modules/trade/document.h"
#include "records/rules/rights.h"

static bool differs(const struct record *old, const struct record *new, int field) {
    return !old || !value_eq(old->values[field], new->values[field]);
}

static bool is_empty(const struct record *r, int field) {
    return r->values[field].kind == V_NULL;
}

/* ---- Whose line it is ---- */

static enum err find_head(struct ctx *cx, const struct record *old,
                          const struct record *new, struct record *out) {
    const struct field *link = new->entity->fields[QUOTE_LINE_QUOTE];
    enum err e = record_get_plain(cx, link->to, record_int(new, QUOTE_LINE_QUOTE), out);
    if (e == ERR_ABSENT) return problem(cx, link, MSG_LINE_NO_HEAD);
    TRY(e);
    if (!value_eq(out->values[FIELD_PARTY], new->values[FIELD_PARTY])
        || (old && differs(old, new, QUOTE_LINE_QUOTE)))
        return problem(cx, link, MSG_LINE_ELSEWHERE);
    enum err allowed = rights_ask(cx, out, ACT_EDIT);
    return allowed == ERR_DENIED ? problem(cx, link, MSG_LINE_NO_RIGHT) : allowed;
}

/* ---- What the product says ---- */

static void fill(struct record *r, int field, struct value v) {
    if (is_empty(r, field)) r->values[field] = v;
}

static struct value text_or_null(struct str s) {
    return s.n ? v_text(s) : v_null();
}

static bool followed_list(const struct record *old) {
    return !is_empty(old, QUOTE_LINE_LIST_PRICE)
           && value_eq(old->values[QUOTE_LINE_PRICE], old->values[QUOTE_LINE_LIST_PRICE]);
}

/* Who took the list's price takes the new one when product or quantity come to another. */
static void follow_list(const struct record *old, struct record *new) {
    bool follows = old && !differs(old, new, QUOTE_LINE_PRICE) && followed_list(old);
    if (follows || is_empty(new, QUOTE_LINE_PRICE))
        new->values[QUOTE_LINE_PRICE] = new->values[QUOTE_LINE_LIST_PRICE];
}

static void take_offer(const struct record *old, const struct offer *o, struct str parts,
                       struct record *new) {
    fill(new, QUOTE_LINE_DESCRIPTION, v_text(o->name));
    fill(new, QUOTE_LINE_UNIT, text_or_null(o->unit));
    fill(new, QUOTE_LINE_TAX, o->tax);
    fill(new, QUOTE_LINE_PARTS, text_or_null(parts));
    new->values[QUOTE_LINE_LIST_PRICE] = o->price;
    new->values[QUOTE_LINE_BOOK] = o->book ? v_int(o->book) : v_null();
    new->values[QUOTE_LINE_COST] = o->cost;
    follow_list(old, new);
}

/* Another product: what the earlier one was called is forgotten where nobody says otherwise. */
static void forget_product(const struct record *old, struct record *new) {
    static const int said[] = {QUOTE_LINE_DESCRIPTION, QUOTE_LINE_UNIT, QUOTE_LINE_TAX,
                               QUOTE_LINE_PARTS};
    if (!old || !differs(old, new, QUOTE_LINE_PRODUCT)) return;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (!differs(old, new, said[i])) new->values[said[i]] = v_null();
}

/* Without a product nothing is measured against a list. */
static void leave_list(struct record *new) {
    static const int listed[] = {QUOTE_LINE_LIST_PRICE, QUOTE_LINE_BOOK, QUOTE_LINE_COST,
                                 QUOTE_LINE_PARTS};
    for (size_t i = 0; i < sizeof listed / sizeof *listed; i++)
        new->values[listed[i]] = v_null();
}

/* The line says what is in it; its parts cost what they cost where nobody said otherwise. */
static enum err open_bundle(struct ctx *cx, struct offer *o, struct str *out_parts) {
    struct bundle b;
    int64_t cost;
    *out_parts = STR("");
    if (!o->bundle) return OK;
    TRY(bundle_read(cx, o->product, &b));
    *out_parts = bundle_told(cx->mem, &b);
    if (o->cost.kind == V_NULL && bundle_cost(&b, &cost)) o->cost = v_int(cost);
    return OK;
}

/* Of a product that comes in variants one is named. */
static enum err check_variant(struct ctx *cx, const struct record *old,
                              const struct record *new) {
    struct part *variants;
    struct buf names = buf_in(cx->mem, 0);
    int count;
    if (!differs(old, new, QUOTE_LINE_PRODUCT)) return OK;
    TRY(variants_read(cx, record_int(new, QUOTE_LINE_PRODUCT), &variants, &count));
    for (int i = 0; i < count; i++) {
        buf_putz(&names, i ? "، " : "");
        buf_put(&names, variants[i].name);
    }
    if (!count) return OK;
    return problem_with(cx, new->entity->fields[QUOTE_LINE_PRODUCT], MSG_LINE_VARIANTS,
                        MSG_PARTS({"names", buf_str(&names)}));
}

static enum err price_line(struct ctx *cx, const struct shape *s, const struct record *head,
                           const struct record *old, struct record *new) {
    struct price_list list;
    struct offer offer;
    struct str parts;
    int64_t product = record_int(new, QUOTE_LINE_PRODUCT), day = record_int(head, s->date);
    if (!product) {
        leave_list(new);
        return OK;
    }
    TRY(check_variant(cx, old, new));
    forget_product(old, new);
    TRY(price_list_read(cx, record_int(head, FIELD_PARTY), day ? day : cx_today(cx),
                        &list));
    enum err e =
        offer_find(cx, &list, product, record_int(new, QUOTE_LINE_QUANTITY), &offer);
    if (e == ERR_ABSENT)
        return problem(cx, new->entity->fields[QUOTE_LINE_PRODUCT], MSG_LINE_NO_PRODUCT);
    TRY(e);
    TRY(open_bundle(cx, &offer, &parts));
    take_offer(old, &offer, parts, new);
    return OK;
}

static void check_said(struct ctx *cx, const struct record *new) {
    static const int needed[] = {QUOTE_LINE_DESCRIPTION, QUOTE_LINE_PRICE};
    static const enum msg missing[] = {MSG_LINE_DESCRIPTION, MSG_LINE_PRICE};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (is_empty(new, needed[i]))
            problem(cx, new->entity->fields[needed[i]], missing[i]);
}

/* ---- Its figures among the others ---- */

/* Put the line into its place among those that are stored. */
static int place(struct document *d, const struct record *new) {
    int64_t id = new->values[FIELD_ID].kind == V_INT ? record_id(new) : 0;
    for (int i = 0; i < d->count && id; i++)
        if (record_id(&d->lines[i]) == id) {
            d->lines[i] = *new;
            return i;
        }
    d->lines[d->count] = *new;
    return d->count++;
}

static void number_line(const struct document *d, struct record *new) {
    int64_t last = 0;
    for (int i = 0; i < d->count; i++)
        if (record_int(&d->lines[i], QUOTE_LINE_POSITION) > last)
            last = record_int(&d->lines[i], QUOTE_LINE_POSITION);
    if (last < new->entity->fields[QUOTE_LINE_POSITION]->max) last++;
    fill(new, QUOTE_LINE_POSITION, v_int(last));
}

static enum err judge(struct ctx *cx, const struct document *d) {
    return d->shape->judge ? d->shape->judge(cx, d) : OK;
}

static enum err figure_line(struct ctx *cx, const struct shape *s,
                            const struct record *head, struct record *new) {
    struct document d;
    TRY(document_lines(cx, s, head, &d));
    number_line(&d, new);
    int at = place(&d, new);
    if (d.count > LINES_MOST) return problem(cx, NULL, MSG_LINES_MANY);
    TRY(document_figure(cx, &d, &d.lines[at]));
    document_put_line(&d.figures[at], new);
    return judge(cx, &d);
}

enum err document_line_check(struct ctx *cx, const struct record *old, struct record *new) {
    const struct shape *s = shape_of(new->entity);
    struct record head;
    if (cx->verbatim) return OK;
    TRY(find_head(cx, old, new, &head));
    s->open(cx, &head, new->entity->fields[QUOTE_LINE_QUOTE]);
    TRY(price_line(cx, s, &head, old, new));
    check_said(cx, new);
    return cx->problems ? ERR_INVALID : figure_line(cx, s, &head, new);
}

enum err document_line_saved(struct ctx *cx, const struct record *old,
                             const struct record *new) {
    const struct record *r = new ? new : old;
    const struct shape *s = shape_of(r->entity);
    struct record head;
    if (cx->verbatim) return OK;
    enum err e = record_get_plain(cx, r->entity->fields[QUOTE_LINE_QUOTE]->to,
                                  record_int(r, QUOTE_LINE_QUOTE), &head);
    if (e == ERR_ABSENT) return OK;
    TRY(e);
    if (!new) s->open(cx, &head, NULL);
    return cx->problems ? ERR_INVALID : document_settle(cx, s, record_id(&head));
}

/* What made a line may be taken back from an order that is closed: it goes as a whole. */
enum err document_line_back(struct ctx *cx, const struct record *now,
                            const struct record *then) {
    const struct record *r = then ? then : now;
    const struct shape *s = shape_of(r->entity);
    struct record head;
    if (!then && s == &shape_order) return OK;
    enum err e = record_get_plain(cx, r->entity->fields[QUOTE_LINE_QUOTE]->to,
                                  record_int(r, QUOTE_LINE_QUOTE), &head);
    if (e == ERR_ABSENT) return OK; /* it comes back, or goes, with its lines */
    TRY(e);
    s->open(cx, &head, NULL);
    if (cx->problems) return ERR_INVALID;
    if (!then) return OK;
    struct record line = record_copy(cx, then);
    return figure_line(cx, s, &head, &line);
}

/* ---- The head ---- */

/* The sums of an answer are those of what was asked for. */
enum err document_head_check(struct ctx *cx, const struct record *old, struct record *new) {
    struct document d = {.shape = shape_of(new->entity), .head = *new};
    if (cx->verbatim) return OK;
    if (old) TRY(document_lines(cx, d.shape, new, &d));
    TRY(document_figure(cx, &d, NULL));
    document_put_sums(&d, new);
    return judge(cx, &d);
}

static enum err delete_lines(struct ctx *cx, const struct shape *s,
                             const struct record *head) {
    struct document d;
    enum err e = OK;
    TRY(document_lines(cx, s, head, &d));
    const struct actor *before = consequence_begin(cx);
    for (int i = 0; i < d.count && e == OK; i++)
        e = record_delete(cx, d.lines[i].entity, record_id(&d.lines[i]));
    consequence_end(cx, before);
    return e;
}

enum err document_head_saved(struct ctx *cx, const struct record *old,
                             const struct record *new) {
    const struct shape *s = shape_of((new ? new : old)->entity);
    if (cx->verbatim || !old) return OK;
    if (!new) return delete_lines(cx, s, old);
    bool other = differs(old, new, s->discount) || differs(old, new, s->discount_amount);
    return other ? document_settle(cx, s, record_id(new)) : OK;
}
