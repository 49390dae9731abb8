/* code.h - the code by which a customer says yes to a quote themselves: made once, told once, kept only
 * as a seal, and good for a few tries and two days. */
#ifndef TRADE_CODE_H
#define TRADE_CODE_H

#include "records/ctx.h"
#include "records/meta/meta.h"
#include "store/schema.h"

enum { CODE_DIGITS = 6, CODE_TRIES = 5, CODE_HOURS = 48 };
#define TICKET_OFFER "offer" /* the purpose of its link; see requests/ticket.h */

extern const struct table code_table;

/* A new code of that randomness (at least 8 bytes); the one before is good no more. */
enum err code_make(struct ctx *cx, const struct record *quote, struct str key,
                   struct str random, struct str *out);

enum code_state {
    CODE_GOOD,
    CODE_WRONG,
    CODE_SPENT /* none, too old, or tried too often */
};
/* One try, which counts. Digits of any script. */
enum err code_try(struct ctx *cx, const struct record *quote, struct str key,
                  struct str typed, enum code_state *out);

#endif
