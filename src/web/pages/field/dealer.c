/* dealer.c - the page of one dealer or branch: the figures it has in the comparison, what stands open, its
 * newest customers, who works there, the prices its customers pay. */
#include "entities.h"
#include "records/fields/field_type.h"
#include "records/rules/rights.h"
#include "web/pages/field/dealer.html.h"
#include "web/pages/field/dealers.h"

/* Who works at a dealer cannot open the party it is. */
static enum err see_party(struct page *p, bool *out) {
    struct record r;
    enum err e = record_get(p->cx, p->entity, p->id, &r);
    *out = e == OK;
    return e == ERR_ABSENT ? OK : e;
}

enum err dealer_get(struct page *p) {
    struct ctx *cx = p->cx;
    struct dealer *d = NEW(cx->mem, struct dealer);
    struct dealer_view v = {.page = p,
                            .dealer = d,
                            .days = dealer_days(p),
                            .lists_users = dealer_counts(cx, "user")};
    TRY(dealer_load(cx, p->id, v.days, d));
    TRY(see_party(p, &v.is_customer));
    struct buf content = page_buf(p);
    dealer_page(&content, cx, &v);
    return page_send(p, d->name, &content);
}

/* ---- For the template ---- */

bool dealer_counts(struct ctx *cx, const char *kind) {
    return rights_some(cx, entity_at(cx->catalog, kind), ACT_READ);
}

const enum msg dealer_standing_labels[DEALER_STANDINGS] = {
    [DEALER_OPEN_DEALS] = MSG_DEALER_OPEN,
    [DEALER_PLANNED_VISITS] = MSG_DEALER_PLANNED,
};

struct str dealer_customer_place(struct ctx *cx, const struct record *party) {
    struct str city = record_str(party, PARTY_CITY);
    struct str stage =
        field_text(cx, party->entity->fields[PARTY_STAGE], party->values[PARTY_STAGE]);
    return city.n ? str_format(cx->mem, "%.*s · %.*s", STR_ARG(stage), STR_ARG(city))
                  : stage;
}
