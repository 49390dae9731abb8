#include "modules/people/advance.h"

#include "entities.h"
#include "modules/people/consequence.h"
#include "records/data/record.h"

/* The stage after a purchase; empty: they stay. */
static struct str after_purchase(struct str stage) {
    if (str_eq(stage, PARTY_STAGE_STRANGER) || str_eq(stage, PARTY_STAGE_LEAD))
        return PARTY_STAGE_CUSTOMER;
    if (str_eq(stage, PARTY_STAGE_CUSTOMER) || str_eq(stage, PARTY_STAGE_LAPSED))
        return PARTY_STAGE_REPEAT;
    return STR("");
}

static enum err advance(struct ctx *cx, struct record *party, struct str to,
                        struct str what) {
    const struct field *reason = party->entity->fields[PARTY_STAGE_REASON];
    struct str said =
        msg_format(cx->mem, cx->lang, MSG_PARTY_BOUGHT, MSG_PARTS({"what", what}));
    party->values[PARTY_STAGE] = v_text(to);
    party->values[PARTY_STAGE_REASON] = v_text(utf8_first(said, (size_t)reason->max));
    return consequence_change(cx, party);
}

enum err party_bought(struct ctx *cx, int64_t party, struct str what) {
    struct record r;
    const struct actor *before = consequence_begin(cx);
    enum err e = record_get(cx, entity_at(cx->catalog, "party"), party, &r);
    consequence_end(cx, before);
    TRY(e);
    struct str to = after_purchase(record_str(&r, PARTY_STAGE));
    return to.n ? advance(cx, &r, to, what) : OK;
}
