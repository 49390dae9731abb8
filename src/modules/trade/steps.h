/* steps.h - the steps by which a quote is approved, as they are stored. A private header of
 * trade/. */
#ifndef TRADE_STEPS_H
#define TRADE_STEPS_H

#include "modules/trade/approval.h"

/* Which steps a figured quote needs beyond `limit`; 0: none. */
enum err steps_needed(struct ctx *cx, const struct document *d, int64_t limit,
                      struct allowance out[APPROVAL_STEPS], int *out_count,
                      bool *out_below);
/* Note that they are waited for, and tell those who may take the first. */
enum err steps_begin(struct ctx *cx, const struct record *quote,
                     const struct allowance *steps, int count, bool below);
/* The one that is waited for now; ERR_ABSENT: none is. */
enum err step_waiting(struct ctx *cx, const struct record *quote, struct record *out);
/* Whether the actor has its role, or is an administrator. */
enum err step_is_mine(struct ctx *cx, const struct record *step, bool *out);
enum err step_decide(struct ctx *cx, struct record *step, bool yes, struct str note);
/* Forget the steps that nobody took. */
enum err steps_drop(struct ctx *cx, const struct record *quote);
/* Tell those who may take the step. */
enum err step_tell(struct ctx *cx, const struct record *quote, const struct record *step);
/* All of a quote, oldest first, at most APPROVALS_SHOWN. */
enum { APPROVALS_SHOWN = 50 };
enum err steps_all(struct ctx *cx, const struct record *quote, struct record **out,
                   int *out_count);

#endif
