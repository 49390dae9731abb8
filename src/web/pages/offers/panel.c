#include "web/pages/offers/panel.h"

#include "entities.h"
#include "records/rules/settings.h"
#include "web/html.h"
#include "web/pages/offers/figures.h"
#include "web/pages/offers/panel.html.h"
#include "web/when.h"

/* ---- Reading ---- */

bool offers_may(const struct ctx *cx) {
    return rights_some(cx, entity_at(cx->catalog, "sales_order"), ACT_READ)
           && rights_some(cx, entity_at(cx->catalog, "product"), ACT_READ);
}

/* Accepted lately, and in no order since. */
static enum err read_accepted(struct ctx *cx, int64_t party, struct offers_view *v) {
    struct rows rows;
    int64_t since = cx->now_ms - ANSWER_ACCEPTED_DAYS * (int64_t)MS_PER_DAY;
    TRY(store_query(cx->db,
                    SQL("SELECT DISTINCT a.product FROM offer_answer a"
                        " WHERE a.party = ?1 AND a.answer = 'accepted'"
                        " AND a.created_at >= ?2"
                        " AND NOT EXISTS (SELECT 1 FROM sales_order_line l"
                        " WHERE l.party = a.party AND l.product = a.product"
                        " AND l.created_at >= a.created_at) ORDER BY a.product LIMIT ?3"),
                    BIND(v_int(party), v_int(since), v_int(ACCEPTED_SHOWN)), &rows));
    while (v->accepted_count < ACCEPTED_SHOWN && rows_next(&rows))
        v->accepted[v->accepted_count++].product = rows_int(&rows, 0);
    TRY(rows_done(&rows));
    const struct entity *product = entity_at(cx->catalog, "product");
    for (int i = 0; i < v->accepted_count; i++)
        v->accepted[i].name = link_title(cx, product, v->accepted[i].product);
    return OK;
}

static enum err read_quote(struct ctx *cx, int64_t party, int64_t *out) {
    enum err e = store_int(cx->db,
                           SQL("SELECT id FROM quote WHERE party = ?1 AND state = 'draft'"
                               " ORDER BY id DESC LIMIT 1"),
                           BIND(v_int(party)), out);
    return e == ERR_ABSENT ? OK : e;
}

/* Some ways are open, or nothing would be offered at all. */
static void read_refused(const struct record *party, struct offers_view *v) {
    static const struct {
        int field;
        enum msg words;
    } ways[OFFER_WAYS] = {{PARTY_CONSENT_CALL, MSG_OFFERS_NOT_CALL},
                          {PARTY_CONSENT_SMS, MSG_OFFERS_NOT_SMS},
                          {PARTY_CONSENT_EMAIL, MSG_OFFERS_NOT_EMAIL}};
    for (int i = 0; i < OFFER_WAYS; i++) {
        struct value said = party->values[ways[i].field];
        if (said.kind == V_INT && !said.i) v->refused[v->refused_count++] = ways[i].words;
    }
}

static bool may_make(struct ctx *cx, const char *kind) {
    return rights_some(cx, entity_at(cx->catalog, kind), ACT_CREATE);
}

static enum err read_view(struct page *p, struct offers_view *v) {
    struct record party;
    *v = (struct offers_view){.page = p, .party = id_str(p->cx, p->id)};
    if (!offers_may(p->cx)) return ERR_DENIED;
    TRY(record_get(p->cx, entity_at(p->cx->catalog, "party"), p->id, &party));
    v->name = record_title(p->cx, &party);
    v->answers = may_make(p->cx, "offer_answer");
    v->makes_deals = may_make(p->cx, "deal");
    v->makes_lines = may_make(p->cx, "quote_line");
    read_refused(&party, v);
    TRY(offers_load(p->cx, &party, &v->offers));
    TRY(read_accepted(p->cx, p->id, v));
    return v->accepted_count ? read_quote(p->cx, p->id, &v->quote) : OK;
}

enum err offers_of_get(struct page *p) {
    struct offers_view v;
    TRY(read_view(p, &v));
    struct buf content = page_buf(p);
    if (p->part)
        offers_panel(&content, p->cx, &v);
    else
        offers_of_page(&content, p->cx, &v);
    return page_send(p, cx_msg(p->cx, MSG_OFFERS_OF), &content);
}

/* ---- Answering ---- */

enum err offers_of_post(struct page *p) {
    static const int fields[] = {OFFER_ANSWER_PRODUCT, OFFER_ANSWER_REASON,
                                 OFFER_ANSWER_ANSWER, OFFER_ANSWER_UNTIL};
    struct ctx *cx = p->cx;
    struct record r = record_new(cx, entity_at(cx->catalog, "offer_answer")), party;
    TRY(record_get(cx, entity_at(cx->catalog, "party"), p->id, &party));
    r.values[FIELD_PARTY] = v_int(p->id);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const struct field *f = r.entity->fields[fields[i]];
        struct str typed = form_value(&p->form, str_z(cx->mem, f->name));
        if (typed.n) TRY(field_parse(cx, f, typed, &r.values[f->at]));
    }
    TRY(record_create(cx, &r));
    struct str back = back_url(p, record_url(cx, party.entity, p->id, ""));
    struct str url = done_url(p, back, "saved", cx->batch);
    return p->part ? reply_redirect_part(p, url) : reply_redirect(p, url);
}

/* ---- For the templates ---- */

struct str hold_text(struct ctx *cx, enum offer_hold hold) {
    static const enum msg words[OFFER_HOLDS] = {
        [OFFER_HOLD_CONSENT] = MSG_OFFERS_HOLD_CONSENT,
        [OFFER_HOLD_COMPLAINT] = MSG_OFFERS_HOLD_COMPLAINT,
        [OFFER_HOLD_BILL] = MSG_OFFERS_HOLD_BILL};
    return cx_msg(cx, words[hold]);
}

/* A name inside a sentence, whatever way it is written. */
static struct str isolated(struct ctx *cx, struct str name) {
    return str_format(cx->mem, "\u2068%.*s\u2069", STR_ARG(cx_digits_of(cx, name)));
}

static struct str together_text(struct ctx *cx, const struct offer *o) {
    return msg_format(cx->mem, cx->lang, MSG_OFFER_TOGETHER,
                      MSG_PARTS({"what", isolated(cx, o->because_name)},
                                {"left", cx_number(cx, o->counts.left)},
                                {"both", cx_number(cx, o->counts.both)},
                                {"lift", lift_text(cx, &o->counts)}));
}

static struct str again_text(struct ctx *cx, const struct offer *o) {
    return msg_format(cx->mem, cx->lang,
                      o->habit.own ? MSG_OFFER_AGAIN_OWN : MSG_OFFER_AGAIN_PRODUCT,
                      MSG_PARTS({"every", cx_number(cx, o->habit.every)},
                                {"when", day_word(cx, o->bought_on)},
                                {"due", day_word(cx, o->habit.due)}));
}

struct str offer_reason_text(struct ctx *cx, const struct offer *o) {
    switch (o->reason) {
    case OFFER_TOGETHER: return together_text(cx, o);
    case OFFER_BETTER:
        return msg_format(cx->mem, cx->lang, MSG_OFFER_BETTER,
                          MSG_PARTS({"what", isolated(cx, o->because_name)},
                                    {"when", day_word(cx, o->bought_on)}));
    case OFFER_ALIKE:
        return msg_format(cx->mem, cx->lang, MSG_OFFER_ALIKE,
                          MSG_PARTS({"holders", cx_number(cx, o->holders)},
                                    {"peers", cx_number(cx, o->peers)}));
    default: return again_text(cx, o);
    }
}

struct str accepted_deal_url(struct ctx *cx, const struct offers_view *v,
                             const struct accepted *a) {
    struct buf b = buf_in(cx->mem, 0);
    buf_format(&b, "/deal/new?party=%.*s&back=/party/%.*s&name=", STR_ARG(v->party),
               STR_ARG(v->party));
    url_encode(&b, a->name);
    return buf_str(&b);
}

struct str accepted_line_url(struct ctx *cx, const struct offers_view *v,
                             const struct accepted *a) {
    return str_format(
        cx->mem, "/quote_line/new?party=%.*s&quote=%s&product=%s&back=/quote/%s",
        STR_ARG(v->party), id_text(v->quote).z, id_text(a->product).z, id_text(v->quote).z);
}
