/* parts.h - the pages of this folder, and what their templates ask. */
#ifndef WEB_PAGES_CONTRACTS_PARTS_H
#define WEB_PAGES_CONTRACTS_PARTS_H

#include "modules/contracts/recurring.h"
#include "modules/contracts/subscription.h"
#include "web/pages/records/records.h"
#include "web/pages/trade/paper.h"

page_fn recurring_get, subscription_get, subscription_pdf_get, subscription_print_get;
page_fn contract_get, contract_pdf_get, contract_print_get;
page_fn order_contract_post, quote_contract_post;

/* ---- A contract ---- */

/* "in 12 days", of a day in one of its fields. */
struct str contract_days_left(struct ctx *cx, const struct record *contract, int field);

/* ---- What recurs ---- */

struct recurring_view {
    const struct page *page;
    const struct recurring *recurring;
};

/* The changes of a month that a figure comes from. */
struct str recurring_url(struct ctx *cx, const struct recurring_view *v, int month,
                         enum recurring_move move);
/* In percent of the highest month. */
int64_t recurring_bar(const struct recurring_view *v, int month);

/* ---- A subscription ---- */

struct subscription_view {
    const struct record *subscription;
    int64_t number; /* of the period that is told, from 0 */
    int64_t last;   /* of the latest that can be: the one after today's, while it goes on */
    const struct record *changes;
    int change_count;
    int64_t from, to; /* the period that is told, without its last day */
    struct period_part parts[PERIOD_PARTS];
    int part_count;
    struct value sum; /* null: too large */
};

/* A subscription and one of its periods: the one that is asked for ("3", counted from 1), else that of
 * today; of one that ended its last, of one that is to begin its first. */
enum err subscription_view_read(struct ctx *cx, const struct record *r, struct str period,
                                struct subscription_view *out);
/* The change by which a part costs what it does. */
const struct record *part_change(const struct subscription_view *v,
                                 const struct period_part *part);
/* "3 × 1,000,000", as the change says. */
struct str change_price(struct ctx *cx, const struct record *change);
/* "period=3", of one that many periods later. */
struct str period_query(struct ctx *cx, const struct subscription_view *v, int later);
/* "2,500,000 × 15 of 30 days" */
struct str part_how(struct ctx *cx, const struct subscription_view *v,
                    const struct period_part *part);
/* What a period comes to, on paper; that of ?period=. */
paper_fn paper_of_period;
struct str contracts_money(struct ctx *cx, struct value v);

#endif
