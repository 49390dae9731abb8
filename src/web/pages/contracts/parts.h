/* parts.h - the pages of this folder, and what their templates ask. */
#ifndef WEB_PAGES_CONTRACTS_PARTS_H
#define WEB_PAGES_CONTRACTS_PARTS_H

#include "modules/contracts/recurring.h"
#include "modules/contracts/subscription.h"
#include "web/pages/records/records.h"

page_fn recurring_get, subscription_get;
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
    const struct record *changes;
    int change_count;
    int64_t from, to; /* the period that is told, without its last day */
    struct period_part parts[PERIOD_PARTS];
    int part_count;
    struct value sum; /* null: too large */
};

/* "2,500,000 × 15 of 30 days" */
struct str part_how(struct ctx *cx, const struct subscription_view *v,
                    const struct period_part *part);
struct str contracts_money(struct ctx *cx, struct value v);

#endif
