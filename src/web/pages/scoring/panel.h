/* panel.h - who is likely to buy, on the page of a deal or a customer: a part that is fetched after
 * the page. Its chance of winning and the points by rules are two figures and stay two. Private to
 * pages/scoring/, but for the template that the customer's page holds. */
#ifndef WEB_PAGES_SCORING_PANEL_H
#define WEB_PAGES_SCORING_PANEL_H

#include "modules/scoring/model.h"
#include "modules/scoring/points.h"
#include "web/pages/records/records.h"

struct score_view {
    const struct page *page;
    const struct record *record; /* the deal or the customer */
    struct str path, name;
    bool of_deal, open; /* open: a deal that has not ended, or a customer */
    struct model model;
    struct score score;
    struct record party;
    bool sees_party;
    const struct score_rule *rules;
    int rule_count;
    struct points points;
    struct record latest;      /* qualification */
    bool qualified, qualifies; /* there is one; may make one */
};

page_fn score_of_deal_get, score_of_party_get, qualify_post;

/* ---- For the templates ---- */

bool score_may(const struct ctx *cx);
/* How many reasons are shown: on its own page all. */
int score_shown(const struct score_view *v);
/* Whether any of them speaks for it (`up`), or against it. */
bool score_any(const struct score_view *v, bool up);
/* The four questions, as they stand in the definition. */
enum { QUALIFY_QUESTIONS = 4 };
const struct field *qualify_question(const struct ctx *cx, int at);
/* Its new deal, with the customer named. */
struct str qualify_deal_url(struct ctx *cx, const struct score_view *v);

#endif
