/* report.h - reports from a replica: what goes over many records burdens a copy of the database,
 * not the database that everybody works with. The copy is a little behind, so each answer says
 * how old its data is, and whoever asks must be let in by the database itself. */
#ifndef SERVER_REPORT_H
#define SERVER_REPORT_H

#include <stdbool.h>

struct app;
struct desk;
struct exchange;
struct store;

#define REPORT_AGE_HEADER "X-Data-Age" /* in seconds, rounded up */

/* A desk's connection to it. */
struct report {
    struct store *store; /* NULL: none yet */
    struct app *app;
};

/* Answer from the replica of the organisation. False when there is none, when it does not
 * answer or is too far behind, or when it has anything but a good answer: then the desk, whose
 * store reads, must answer itself. */
bool report_answer(struct desk *desk, struct exchange *x);
void report_done(struct report *r);

#endif
