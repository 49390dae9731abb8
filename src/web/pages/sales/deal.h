/* deal.h - the page of a deal: where it stands in its pipeline, what is to be done there, and how it
 * moves on or ends; private to pages/sales/. */
#ifndef WEB_PAGES_SALES_DEAL_H
#define WEB_PAGES_SALES_DEAL_H

#include "modules/sales/member.h"
#include "modules/sales/pipelines.h"
#include "modules/sales/playbook.h"
#include "modules/sales/standing.h"
#include "web/pages/records/records.h"

enum {
    DEAL_ARRIVALS = 200
}; /* the latest changes that are looked through for its stages */

struct deal_view {
    const struct page *page;
    const struct record *deal;
    const struct stage *stages; /* of its pipeline */
    int stage_count;
    const struct stage *now; /* NULL: it stands in none of them */
    const struct arrival *arrivals;
    int arrival_count;
    const struct record *rival;        /* the card of the competitor it names, or NULL */
    const struct deal_member *members; /* its team, beside its owner */
    int member_count;
    const struct playbook_question *questions; /* of its pipeline, with its answers */
    int question_count;
    int64_t quiet_ms; /* since something happened */
    const struct stage
        *to; /* where it is to go as soon as what that needs is said, or NULL */
    bool moves;
};

page_fn deal_get, deal_stage_post, deal_leave_post, deal_answer_post;

/* ---- For the template ---- */

/* "3 days", "today"; empty where it never was. */
struct str deal_days(struct ctx *cx, const struct deal_view *v, const struct stage *s);
/* How a stage looks in the bar: what is behind, where it stands, what is to come. */
const char *deal_stage_look(const struct deal_view *v, const struct stage *s);
/* Whether to go there one must say more than that: why it ended. */
bool deal_asks(const struct stage *s);
/* What is asked before it goes to `v->to`: the reason and the competitor, and what is missing. */
bool deal_asked(struct ctx *cx, const struct deal_view *v, const struct field *f);
/* Where a deal that ended is taken up again: the last open stage it was in, else the first. */
const struct stage *deal_reopens_at(const struct deal_view *v);
/* Whether the actor may make quotes. */
bool deal_quotes(const struct ctx *cx);
/* What is left for the owner when the others have their shares, in percent. */
int64_t deal_owner_share(const struct deal_view *v);
/* Whether the actor may say who is in the team. */
bool deal_gathers(const struct ctx *cx, const struct deal_view *v);
/* Whether it is asked by now: by the stage it stands in, or by one it goes past. */
bool deal_questioned(const struct deal_view *v, const struct playbook_question *q);
int deal_questions(const struct deal_view *v);
const struct stage *deal_question_stage(const struct deal_view *v,
                                        const struct playbook_question *q);
bool deal_stuck(const struct deal_view *v);
/* Whether the next step should have been taken by now. */
bool deal_step_late(const struct ctx *cx, const struct deal_view *v);

#endif
