#include "web/pages/trade/quote.h"

#include "entities.h"
#include "modules/trade/steps.h"
#include "modules/trade/winning.h"
#include "records/data/titles.h"
#include "records/rules/rights.h"
#include "web/pages/trade/order.h"
#include "web/pages/trade/parts.h"
#include "web/pages/trade/quote.html.h"

/* ---- What is read ---- */

static enum err read_versions(struct ctx *cx, struct quote_view *v) {
    int64_t root = record_int(v->quote, QUOTE_ROOT);
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT id, version_number, state FROM quote WHERE party = ?1"
                        " AND (id = ?2 OR root = ?2) ORDER BY version_number, id LIMIT ?3"),
                    BIND(v->quote->values[FIELD_PARTY],
                         v_int(root ? root : record_id(v->quote)), v_int(VERSIONS_SHOWN)),
                    &rows));
    while (v->version_count < VERSIONS_SHOWN && rows_next(&rows))
        v->versions[v->version_count++] = (struct version){
            rows_int(&rows, 0), rows_int(&rows, 1), str_dup(cx->mem, rows_text(&rows, 2))};
    return rows_done(&rows);
}

static enum err read_steps(struct ctx *cx, struct quote_view *v) {
    static const int links[] = {QUOTE_APPROVAL_ROLE, QUOTE_APPROVAL_BY};
    struct record *steps;
    TRY(steps_all(cx, v->quote, &steps, &v->step_count));
    for (int i = 0; i < v->step_count; i++)
        for (size_t f = 0; f < sizeof links / sizeof *links; f++)
            titles_note_value(cx, steps[i].entity->fields[links[f]],
                              steps[i].values[links[f]]);
    v->steps = steps;
    return titles_load(cx);
}

static enum err find_order(struct ctx *cx, struct quote_view *v) {
    enum err e = store_int(cx->db,
                           SQL("SELECT id FROM sales_order WHERE party = ?1 AND quote = ?2"
                               " ORDER BY id LIMIT 1"),
                           BIND(v->quote->values[FIELD_PARTY], v_int(record_id(v->quote))),
                           &v->order);
    return e == ERR_ABSENT ? OK : e;
}

static enum err find_deal(struct ctx *cx, struct quote_view *v) {
    struct record *deal = NEW(cx->mem, struct record);
    bool accepted = quote_in(v, QUOTE_STATE_ACCEPTED);
    if (!accepted || v->order || !v->orders) return OK;
    enum err e = winning_deal(cx, v->quote, deal);
    if (e == OK) v->deal = deal;
    return e == ERR_ABSENT ? OK : e;
}

static enum err read_mailed(struct ctx *cx, struct quote_view *v) {
    if (quote_in(v, QUOTE_STATE_DRAFT)) return OK;
    struct str about = str_format(cx->mem, "quote/%s", id_text(record_id(v->quote)).z);
    enum err e = outbox_latest(cx, about, &v->mailed);
    return e == ERR_ABSENT ? OK : e;
}

static enum err read_quote(struct page *p, const struct record *r, void *state) {
    struct quote_view *v = state;
    struct ctx *cx = p->cx;
    const struct lines_view typed = v->lines;
    struct problem *said = cx->problems;
    *v = (struct quote_view){.page = p, .quote = r, .lines = typed};
    cx->problems = NULL;
    if (!typed.page) TRY(lines_view_read(p, r, &v->lines));
    cx->problems = said;
    v->acts = rights_ask(cx, r, ACT_EDIT) == OK;
    v->over = quote_over(cx, r);
    v->orders = rights_some(cx, entity_at(cx->catalog, "sales_order"), ACT_CREATE);
    TRY(quote_decidable(cx, r, &v->decides));
    TRY(find_order(cx, v));
    TRY(find_deal(cx, v));
    TRY(read_steps(cx, v));
    TRY(read_mailed(cx, v));
    return read_versions(cx, v);
}

static void put_quote(struct buf *out, struct ctx *cx, const void *state) {
    quote_part(out, cx, state);
}

static enum err send_quote(struct page *p, const struct lines_view *typed) {
    struct quote_view v = {0};
    const struct record_part part = {read_quote, put_quote, &v};
    if (typed) v.lines = *typed;
    return record_page_send(p, &part);
}

enum err quote_get(struct page *p) {
    return send_quote(p, NULL);
}

enum err trade_page_send(struct page *p, const struct lines_view *typed) {
    return str_is(p->entity->name, "quote") ? send_quote(p, typed) : order_send(p, typed);
}

/* ---- What is done ---- */

/* Back to the quote; what does not go is said there. */
static enum err done(struct page *p, enum err e) {
    if (e == ERR_INVALID) {
        p->undo = true;
        reply_status(p, 422);
        return quote_get(p);
    }
    TRY(e);
    return reply_redirect(p, record_url(p->cx, p->entity, p->id, ""));
}

enum err quote_send_post(struct page *p) {
    return done(p, quote_send(p->cx, p->id));
}

enum err quote_decide_post(struct page *p) {
    bool yes = str_is(form_value(&p->form, "decision"), "yes");
    return done(p, quote_decide(p->cx, p->id, yes, str_trim(form_value(&p->form, "note"))));
}

enum err quote_answer_post(struct page *p) {
    bool yes = str_is(form_value(&p->form, "answer"), "yes");
    return done(p, quote_answer(p->cx, p->id, yes, p->cx->actor->name,
                                str_trim(form_value(&p->form, "said"))));
}

enum err quote_to_deal_post(struct page *p) {
    return done(p, quote_to_deal(p->cx, p->id));
}

enum err quote_revise_post(struct page *p) {
    int64_t id;
    enum err e = quote_revise(p->cx, p->id, &id);
    if (e != OK) return done(p, e);
    return reply_redirect(p, record_url(p->cx, p->entity, id, ""));
}

enum err quote_order_post(struct page *p) {
    int64_t id;
    enum err e = order_from_quote(p->cx, p->id, &id);
    if (e == OK && form_value(&p->form, "wins").n)
        e = winning_do(p->cx, p->id, form_value(&p->form, "win"));
    if (e != OK) return done(p, e);
    return reply_redirect(
        p, record_url(p->cx, entity_at(p->cx->catalog, "sales_order"), id, ""));
}

/* A draft for what the deal is about. */
enum err deal_quote_post(struct page *p) {
    struct record deal, r = record_new(p->cx, entity_at(p->cx->catalog, "quote"));
    TRY(record_get(p->cx, p->entity, p->id, &deal));
    r.values[FIELD_PARTY] = deal.values[FIELD_PARTY];
    r.values[QUOTE_DEAL] = v_int(p->id);
    r.values[QUOTE_SUBJECT] = deal.values[DEAL_NAME];
    TRY(record_create(p->cx, &r));
    return reply_redirect(p, record_url(p->cx, r.entity, record_id(&r), ""));
}

/* ---- For the template ---- */

bool quote_in(const struct quote_view *v, struct str state) {
    return str_eq(record_str(v->quote, QUOTE_STATE), state);
}

struct str state_label(struct ctx *cx, const struct record *quote, struct str state) {
    const struct choice *c = choice_of(quote->entity->fields[QUOTE_STATE]->choices, state);
    return c ? label_in(&c->label, cx->lang) : state;
}

struct str quantity_text(struct ctx *cx, const struct quote_line *l) {
    const struct field *f =
        entity_at(cx->catalog, "quote_line")->fields[QUOTE_LINE_QUANTITY];
    struct str number = field_edit(cx, f, v_int(l->figures.quantity));
    return str_format(cx->mem, "%.*s %.*s", STR_ARG(number), STR_ARG(l->unit));
}
