#include "web/pages/offers/figures.h"

#include "entities.h"

static struct str decimal(struct ctx *cx, int64_t tenths) {
    return cx->digits == DIGITS_PERSIAN ? number_show_fa(cx->mem, tenths, 1)
                                        : number_show_en(cx->mem, tenths, 1);
}

struct str lift_text(struct ctx *cx, const struct rule_counts *c) {
    return decimal(cx, ratio_units(rule_lift(c), 1));
}

struct str percent_text(struct ctx *cx, int64_t ppm) {
    enum { TENTH = PPM / 1000 };
    int64_t tenths = ppm < 0 ? -((-ppm + TENTH / 2) / TENTH) : (ppm + TENTH / 2) / TENTH;
    struct str text = msg_format(cx->mem, cx->lang, MSG_OFFERS_PERCENT,
                                 MSG_PARTS({"n", decimal(cx, tenths)}));
    return str_format(cx->mem, "\u2066%.*s\u2069",
                      STR_ARG(text)); /* the sign stays in front */
}

struct str reason_label(const struct ctx *cx, enum offer_reason reason) {
    const struct field *f =
        entity_at(cx->catalog, "offer_answer")->fields[OFFER_ANSWER_REASON];
    const struct choice *c = choice_of(f->choices, offer_reason_keys[reason]);
    return label_in(&c->label, cx->lang);
}
