/* ordering.h - an order in one go: what somebody wants of which product, written as an order with
 * its lines. Prices and figures are those of trade/. */
#ifndef FIELD_ORDERING_H
#define FIELD_ORDERING_H

#include "records/data/record.h"

enum { WANTED_MOST = 60 };

struct wanted {
    int64_t product, quantity; /* thousandths, above 0 */
};

/* Write the order of a customer. ERR_INVALID: nothing is wanted, or a product has no price; the
 * problem is listed. */
enum err order_place(struct ctx *cx, int64_t party, const struct wanted *wanted, int count,
                     struct record *out_order);

/* What the customer ordered last, to begin with; none where there is no such order, or the actor may
 * not read it. */
enum err order_last(struct ctx *cx, int64_t party, struct wanted out[WANTED_MOST],
                    int *out_count);

#endif
