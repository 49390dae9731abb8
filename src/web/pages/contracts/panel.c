#include "web/pages/contracts/panel.h"

#include <stdlib.h>

#include "entities.h"
#include "modules/contracts/terms.h"
#include "records/data/total.h"
#include "web/html.h"
#include "web/pages/contracts/panel.html.h"
#include "web/pages/contracts/parts.h"
#include "web/when.h"

enum kind { CONTRACTS, SUBSCRIPTIONS, KINDS };
static const struct {
    const char *entity;
    int state;
    const struct str *ended;
} kinds[KINDS] = {{"contract", CONTRACT_STATE, &CONTRACT_STATE_ENDED},
                  {"subscription", SUBSCRIPTION_STATE, &SUBSCRIPTION_STATE_ENDED}};

/* ---- Reading ---- */

/* A customer has few of them: the key that begins with the party shall be used, so the state is asked
 * in a form that no index answers. */
static void put_query(struct ctx *cx, const struct entity *e, enum kind k, int64_t party,
                      struct list_query *out) {
    struct value *ended = NEW(cx->mem, struct value);
    struct filter *is_ended = NEW(cx->mem, struct filter);
    struct filter *goes_on = NEW(cx->mem, struct filter);
    *ended = v_text(*kinds[k].ended);
    *is_ended = (struct filter){.kind = FILTER_TERM,
                                .field = e->fields[kinds[k].state],
                                .op = FILTER_IN,
                                .values = ended,
                                .count = 1};
    *goes_on = (struct filter){.kind = FILTER_NOT, .left = is_ended};
    *out = (struct list_query){.entity = e,
                               .filter = goes_on,
                               .party = party,
                               .descending = true,
                               .limit = AGREED_READ};
}

static int compare_days(int64_t a, int64_t b) {
    return a < b ? -1 : a > b;
}

static int64_t end_of(const struct record *contract) {
    return contract->values[CONTRACT_END_ON].kind == V_INT
               ? record_int(contract, CONTRACT_END_ON)
               : INT64_MAX;
}

static int by_end(const void *a, const void *b) {
    return compare_days(end_of(a), end_of(b));
}

static int by_period(const void *a, const void *b) {
    return compare_days(record_int(a, SUBSCRIPTION_NEXT_ON),
                        record_int(b, SUBSCRIPTION_NEXT_ON));
}

static struct value monthly_of(const struct record_list *all) {
    struct total sum = {0};
    for (int i = 0; i < all->count; i++) {
        struct total more = {0, record_int(&all->records[i], SUBSCRIPTION_MONTHLY)};
        if (!total_add(&sum, more, 1)) return v_null();
    }
    return all->next.n ? v_null() : total_divided(sum, 1);
}

static enum err read_kind(struct ctx *cx, enum kind k, int64_t party,
                          struct record_list *out) {
    int (*const orders[KINDS])(const void *, const void *) = {by_end, by_period};
    const struct entity *e = entity_at(cx->catalog, kinds[k].entity);
    struct list_query q;
    if (!rights_some(cx, e, ACT_READ)) return OK;
    put_query(cx, e, k, party, &q);
    TRY(list_page(cx, &q, out));
    if (out->count)
        qsort(out->records, (size_t)out->count, sizeof *out->records, orders[k]);
    return OK;
}

/* ---- The page ---- */

static enum err read_view(struct page *p, struct agreed_view *v) {
    struct record party;
    *v = (struct agreed_view){
        .makes = rights_some(p->cx, entity_at(p->cx->catalog, "contract"), ACT_CREATE),
        .party = id_str(p->cx, p->id)};
    if (!agreed_may(p->cx)) return ERR_DENIED;
    TRY(record_get(p->cx, entity_at(p->cx->catalog, "party"), p->id, &party));
    v->name = record_title(p->cx, &party);
    for (int k = 0; k < KINDS; k++)
        TRY(read_kind(p->cx, (enum kind)k, p->id, &v->shown[k]));
    v->monthly = monthly_of(&v->shown[SUBSCRIPTIONS]);
    return OK;
}

enum err agreed_get(struct page *p) {
    struct agreed_view v;
    TRY(read_view(p, &v));
    struct buf content = page_buf(p);
    if (p->part)
        agreed_panel(&content, p->cx, &v);
    else
        agreed_page(&content, p->cx, &v);
    return page_send(p, cx_msg(p->cx, MSG_AGREED), &content);
}

/* ---- For the template ---- */

bool agreed_may(const struct ctx *cx) {
    for (int k = 0; k < KINDS; k++)
        if (rights_some(cx, entity_at(cx->catalog, kinds[k].entity), ACT_READ)) return true;
    return false;
}

int agreed_count(const struct agreed_view *v, int kind) {
    return v->shown[kind].count < AGREED_SHOWN ? v->shown[kind].count : AGREED_SHOWN;
}

static bool notice_open(const struct ctx *cx, const struct record *contract) {
    return contract->values[CONTRACT_NOTICE_ON].kind == V_INT
           && record_int(contract, CONTRACT_NOTICE_ON) >= cx_today(cx);
}

bool agreed_pressing(const struct ctx *cx, const struct record *contract) {
    return contract->values[CONTRACT_NOTICE_ON].kind == V_INT
           && record_int(contract, CONTRACT_NOTICE_ON) - TERMS_REMIND_DAYS <= cx_today(cx);
}

struct str agreed_when(struct ctx *cx, const struct record *contract) {
    bool notice = notice_open(cx, contract);
    int field = notice ? CONTRACT_NOTICE_ON : CONTRACT_END_ON;
    if (contract->values[field].kind != V_INT) return cx_msg(cx, MSG_AGREED_OPEN);
    return msg_format(cx->mem, cx->lang, notice ? MSG_AGREED_NOTICE : MSG_AGREED_ENDS,
                      MSG_PARTS({"day", date_text(cx, record_int(contract, field), false)},
                                {"left", contract_days_left(cx, contract, field)}));
}

struct str agreed_url(struct ctx *cx, const struct agreed_view *v, int kind) {
    struct buf b = buf_in(cx->mem, 0);
    buf_format(&b, "/%s?filter=", kinds[kind].entity);
    url_encode(&b, str_join(cx->mem, STR("party = "), v->party));
    return buf_str(&b);
}
