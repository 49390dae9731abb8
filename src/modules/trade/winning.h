/* winning.h - the deal of a quote that became an order is won: with its amount, on its pipeline's
 * stage for that, and with the reason that winning asks for. */
#ifndef TRADE_WINNING_H
#define TRADE_WINNING_H

#include "records/data/record.h"

/* The quote's deal, where it is open and the actor may change it. ERR_ABSENT: there is none such. */
enum err winning_deal(struct ctx *cx, const struct record *quote, struct record *out);
/* Let it be won, for a reason of the list win_reason; nothing happens where there is none to win.
 * What its pipeline asks for before is a problem of the form (ERR_INVALID). */
enum err winning_do(struct ctx *cx, int64_t quote, struct str reason);

#endif
