#include "web/pages/sales/deals.h"

#include "entities.h"
#include "records/data/titles.h"
#include "web/html.h"
#include "web/pages/records/records.h"

/* A customer's deals are few: the key that begins with the party shall be used, so the outcome is
 * asked in a form that no index answers. */
static enum err ask_open(struct ctx *cx, int64_t party, struct list_asked **out) {
    const struct entity *e = entity_at(cx->catalog, "deal");
    struct value *ended = NEWS(cx->mem, 2, struct value);
    struct filter *is_ended = NEW(cx->mem, struct filter);
    struct filter *is_open = NEW(cx->mem, struct filter);
    ended[0] = v_text(DEAL_OUTCOME_WON);
    ended[1] = v_text(DEAL_OUTCOME_LOST);
    *is_ended = (struct filter){.kind = FILTER_TERM,
                                .field = e->fields[DEAL_OUTCOME],
                                .op = FILTER_IN,
                                .values = ended,
                                .count = 2};
    *is_open = (struct filter){.kind = FILTER_NOT, .left = is_ended};
    const struct list_query q = {.entity = e,
                                 .filter = is_open,
                                 .party = party,
                                 .descending = true,
                                 .limit = DEALS_SHOWN};
    return list_ask(cx, &q, out);
}

enum err deals_view_ask(struct ctx *cx, int64_t party, struct deals_view *out) {
    const struct entity *e = entity_at(cx->catalog, "deal");
    *out = (struct deals_view){.shown = rights_some(cx, e, ACT_READ),
                               .makes = rights_some(cx, e, ACT_CREATE),
                               .party = id_str(cx, party)};
    return out->shown ? ask_open(cx, party, &out->asked) : OK;
}

enum err deals_view_read(struct ctx *cx, struct deals_view *v) {
    const struct field *stage = entity_at(cx->catalog, "deal")->fields[DEAL_STAGE];
    if (!v->asked) return OK;
    TRY(list_read(cx, v->asked, &v->open));
    for (int i = 0; i < v->open.count; i++)
        titles_note_value(cx, stage, v->open.records[i].values[DEAL_STAGE]);
    return OK;
}

bool deal_late(const struct ctx *cx, const struct record *deal) {
    return deal->values[DEAL_CLOSE_ON].kind != V_NULL
           && record_int(deal, DEAL_CLOSE_ON) < cx_today(cx);
}

struct str deals_url(struct ctx *cx, const struct deals_view *v) {
    struct buf b = buf_in(cx->mem, 0);
    BUF_LIT(&b, "/deal?filter=");
    url_encode(&b, str_join(cx->mem, STR("party = "), v->party));
    return buf_str(&b);
}
