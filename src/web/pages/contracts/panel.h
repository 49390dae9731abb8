/* panel.h - what goes on with a customer: contracts that have not ended, the first to end on top, and
 * the subscriptions they pay for. A panel that their page fetches after itself. */
#ifndef WEB_PAGES_CONTRACTS_PANEL_H
#define WEB_PAGES_CONTRACTS_PANEL_H

#include "http/route.h"
#include "records/data/list.h"

enum {
    AGREED_READ = 30, /* of each kind, the newest; the lists have the rest */
    AGREED_SHOWN = 4, /* of these, the most pressing */
};

struct agreed_view {
    bool makes;                  /* the actor may make a contract */
    struct str party, name;      /* whose */
    struct record_list shown[2]; /* contracts, subscriptions: those that may be seen */
    struct value monthly; /* what the subscriptions come to; null: not all were read */
};

page_fn agreed_get;

/* ---- For the template ---- */

/* Whether the actor may see any of it. */
bool agreed_may(const struct ctx *cx);
/* "Notice by 28 Aban, 12 days left"; once that day is past, when it ends. */
struct str agreed_when(struct ctx *cx, const struct record *contract);
/* Whether its last day of notice is near, or past. */
bool agreed_pressing(const struct ctx *cx, const struct record *contract);
/* How many of a kind are shown. */
int agreed_count(const struct agreed_view *v, int kind);
/* The list of all of them, ended ones too. */
struct str agreed_url(struct ctx *cx, const struct agreed_view *v, int kind);

#endif
