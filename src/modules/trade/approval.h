/* approval.h - who may give how much away, and who is asked when it is more.
 *
 * Each role has a limit: so many percent below the list, of any line, counted with every discount and
 * with a price that was typed lower. Who may give all (100 %) may also sell below cost. What is
 * beyond the asker's limit goes up step by step: to each approving role with a higher one, the
 * lowest first, up to the first whose limit covers all lines; where none does, to the
 * administrators at last. A private header of trade/. */
#ifndef TRADE_APPROVAL_H
#define TRADE_APPROVAL_H

#include "modules/trade/document.h"

enum { APPROVAL_STEPS = 10, APPROVAL_ROLES = 100 };

struct allowance {
    int64_t role;  /* 0: administrators */
    int64_t limit; /* hundredths of a percent */
};

/* A line, with what it is measured against. */
struct offered {
    struct line figure;
    int64_t list_price;
    int64_t cost; /* 0: not known */
};

/* ---- Pure ---- */

bool offer_allowed(const struct offered *o, int64_t limit);
/* Whether some line is sold for less than it costs. */
bool offers_below(const struct offered *all, int count);
/* The steps it goes through; 0: none is needed. `approvers` stand in the order of their limits. */
int approval_chain(const struct offered *all, int count, int64_t limit,
                   const struct allowance *approvers, int approver_count,
                   struct allowance out[APPROVAL_STEPS]);

/* ---- From the database ---- */

/* The actor's own: administrators and the program may give all. */
enum err allowance_of_actor(struct ctx *cx, struct allowance *out);
/* The approving roles by their limits; at most APPROVAL_ROLES. */
enum err approvers_read(struct ctx *cx, struct allowance *out, int *out_count);
/* The lines of a document that is figured. */
struct offered *document_offered(struct ctx *cx, const struct document *d);

#endif
