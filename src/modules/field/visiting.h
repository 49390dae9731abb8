/* visiting.h - what somebody does at the customer's door: come, go, put the visits of the day into
 * another order. Times are the server's, and nobody writes them by hand. */
#ifndef FIELD_VISITING_H
#define FIELD_VISITING_H

#include "modules/field/place.h"
#include "records/data/record.h"

/* Where a device says it is; unknown where nobody let it say so. */
struct fix {
    struct place place;
    int64_t accuracy; /* metres */
};
enum { FIX_ACCURACY_MOST = 1000000 };

/* The known place of a customer, if it has one. */
struct place party_place(const struct record *party);

/* Begin a visit that is planned or was missed. Asked twice, it began once. ERR_INVALID: it is over;
 * the problem is listed. */
enum err visiting_arrive(struct ctx *cx, struct record *visit, const struct fix *at);

/* End it: outcome, report and next step stand in the record already. It becomes an interaction of
 * the customer's, and its next step a task, once. ERR_INVALID: nobody came, or it is over. */
enum err visiting_leave(struct ctx *cx, struct record *visit);

/* The customer is found where the visit began. ERR_INVALID: that is not known; else as for a change
 * of the customer. */
enum err visiting_take_place(struct ctx *cx, const struct record *visit);

#endif
