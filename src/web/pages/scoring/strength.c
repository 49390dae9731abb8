#include "web/pages/scoring/strength.h"

#include "persian/number.h"

enum { STRENGTHS = 4 };

struct str strength_text(const struct ctx *cx, const struct weight *w) {
    static const enum msg up[STRENGTHS] = {MSG_STRENGTH_NONE, MSG_STRENGTH_UP_1,
                                           MSG_STRENGTH_UP_2, MSG_STRENGTH_UP_3};
    static const enum msg down[STRENGTHS] = {MSG_STRENGTH_NONE, MSG_STRENGTH_DOWN_1,
                                             MSG_STRENGTH_DOWN_2, MSG_STRENGTH_DOWN_3};
    int strength = weight_strength(w->weight);
    return cx_msg(cx, w->weight < 0 ? down[strength] : up[strength]);
}

const char *strength_look(const struct weight *w) {
    if (!weight_strength(w->weight)) return "";
    return w->weight < 0 ? "m-bad" : "m-good";
}

static struct str hundredths(struct ctx *cx, int64_t n) {
    enum { PLACES = 2 };
    return cx->digits == DIGITS_PERSIAN ? number_show_fa(cx->mem, n, PLACES)
                                        : number_show_en(cx->mem, n, PLACES);
}

struct str odds_text(struct ctx *cx, const struct weight *w) {
    return msg_format(cx->mem, cx->lang, MSG_SCORING_TIMES,
                      MSG_PARTS({"n", hundredths(cx, weight_odds(w->weight))}));
}

struct str measure_text(struct ctx *cx, int64_t ppm) {
    enum { HUNDREDTH = JUDGE_ONE / 100 };
    return hundredths(cx, (ppm + HUNDREDTH / 2) / HUNDREDTH);
}
