/* advance.h - a customer comes a step further by what other modules know of them. */
#ifndef PEOPLE_ADVANCE_H
#define PEOPLE_ADVANCE_H

#include "records/ctx.h"

/* They bought `what`: who was not yet a customer becomes one, a customer becomes a repeat customer;
 * who stands further stays. What follows from a permitted act: asks for no right to the party. */
enum err party_bought(struct ctx *cx, int64_t party, struct str what);

#endif
