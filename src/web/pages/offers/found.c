#include "web/pages/offers/found.h"

#include "modules/offers/counts.h"
#include "web/html.h"
#include "web/pages/offers/figures.h"
#include "web/pages/offers/found.html.h"

static const struct {
    struct str key;
} orders[RULE_ORDERS] = {[RULES_BY_LIFT] = {STR_INIT("lift")},
                         [RULES_BY_CONFIDENCE] = {STR_INIT("confidence")},
                         [RULES_BY_SUPPORT] = {STR_INIT("support")}};

static void read_asked(struct page *p, struct found_view *v) {
    struct str asked = form_value(&p->query, "sort");
    for (int i = 0; i < RULE_ORDERS; i++)
        if (str_eq(asked, orders[i].key)) v->order = (enum rule_order)i;
    if (!id_parse(form_value(&p->query, "product"), &v->product)) v->product = 0;
    if (v->product)
        v->product_name =
            link_title(p->cx, entity_at(p->cx->catalog, "product"), v->product);
}

enum err found_get(struct page *p) {
    struct ctx *cx = p->cx;
    struct found_view v = {.page = p};
    struct found_rule *rules;
    read_asked(p, &v);
    TRY(effect_load(cx, &v.effect));
    TRY(answer_rates(cx, v.rates));
    TRY(found_rules(cx, v.product, v.order, &rules, &v.rule_count));
    TRY(counts_waiting(cx, &v.waiting, &v.recounts));
    v.rules = rules;
    struct buf content = page_buf(p);
    found_page(&content, cx, &v);
    return page_send(p, cx_msg(cx, MSG_OFFERS), &content);
}

/* ---- For the template ---- */

struct str found_url(struct ctx *cx, const struct found_view *v, enum rule_order order,
                     int64_t product) {
    (void)v;
    struct buf b = buf_in(cx->mem, 0);
    buf_format(&b, "/offers?sort=%.*s", STR_ARG(orders[order].key));
    if (product) buf_format(&b, "&product=%s", id_text(product).z);
    return buf_str(&b);
}

struct str effect_text(struct ctx *cx, const struct effect *e) {
    static const enum msg verdicts[] = {[EFFECT_UNKNOWN] = MSG_OFFERS_EFFECT_UNKNOWN,
                                        [EFFECT_MORE] = MSG_OFFERS_EFFECT_MORE,
                                        [EFFECT_LESS] = MSG_OFFERS_EFFECT_LESS};
    struct estimate d = difference_estimate(e->shown, e->control);
    return msg_format(cx->mem, cx->lang, verdicts[effect_judge(e)],
                      MSG_PARTS({"value", percent_text(cx, d.value)},
                                {"low", percent_text(cx, d.low)},
                                {"high", percent_text(cx, d.high)}));
}
