#include "web/pages/trade/panel.h"

#include "web/pages/records/records.h"

static const char *const kinds[] = {"quote", "sales_order"};

enum err trades_view_ask(struct ctx *cx, int64_t party, struct trades_view *out) {
    *out = (struct trades_view){
        .makes = rights_some(cx, entity_at(cx->catalog, "quote"), ACT_CREATE),
        .orders = rights_some(cx, entity_at(cx->catalog, "sales_order"), ACT_CREATE),
        .party = id_str(cx, party)};
    for (int i = 0; i < 2; i++) {
        const struct list_query q = {.entity = entity_at(cx->catalog, kinds[i]),
                                     .party = party,
                                     .descending = true,
                                     .limit = TRADES_SHOWN};
        if (rights_some(cx, q.entity, ACT_READ)) TRY(list_ask(cx, &q, &out->asked[i]));
    }
    return OK;
}

enum err trades_view_read(struct ctx *cx, struct trades_view *v) {
    for (int i = 0; i < 2; i++)
        if (v->asked[i]) TRY(list_read(cx, v->asked[i], &v->shown[i]));
    return OK;
}
