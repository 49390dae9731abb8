/* dealer.h - one dealer or branch: its figures (dealers.h), what stands open now, its newest customers, who
 * works there, the prices its customers pay. Of what the actor may read. */
#ifndef FIELD_DEALER_H
#define FIELD_DEALER_H

#include "modules/field/dealers.h"
#include "records/data/list.h"

enum { DEALER_NEWEST = 6, DEALER_PEOPLE = 50, DEALER_BOOKS = 20 };

/* What stands now, whatever the span. */
enum dealer_standing { DEALER_OPEN_DEALS, DEALER_PLANNED_VISITS, DEALER_STANDINGS };

struct dealer {
    int64_t id;
    struct str name;
    struct dealers compared; /* this one alone */
    int64_t standing[DEALER_STANDINGS];
    struct record_list newest, books;
    struct record_list people; /* whose names may be read; no more of them */
};

/* With figures of so many days up to today. ERR_ABSENT: as by dealer_find. */
enum err dealer_load(struct ctx *cx, int64_t id, int days, struct dealer *out);
/* The kind of what stands so, and in the language of filters which of them: what is counted is found by it. */
const char *dealer_standing_kind(enum dealer_standing standing);
struct str dealer_standing_filter(struct ctx *cx, int64_t dealer,
                                  enum dealer_standing standing);

#endif
