/* dealers.h - dealers and branches side by side, or one alone: what became of their customers in a span
 * of days and in the span of the same length before. Of what the actor may read. */
#ifndef FIELD_DEALERS_H
#define FIELD_DEALERS_H

#include "records/ctx.h"
#include "records/data/total.h"

enum { DEALERS_MOST = 200 };

enum dealer_figure {
    DEALER_CUSTOMERS, /* at the end of the span */
    DEALER_NEW,
    DEALER_ORDERS,   /* not cancelled */
    DEALER_BILLIONS, /* of their amount, in parts; see dealer_amount */
    DEALER_REST,
    DEALER_CLOSED, /* deals that ended */
    DEALER_WON,
    DEALER_ANSWERED, /* requests that were */
    DEALER_SECONDS,  /* working seconds until then, of all of them */
    DEALER_VISITS,   /* done */
    DEALER_FIGURES,
};
enum dealer_span { SPAN_NOW, SPAN_BEFORE, SPANS };

struct dealer_row {
    int64_t dealer; /* a party */
    int64_t figures[DEALER_FIGURES][SPANS];
};

struct dealers {
    int64_t from, until; /* civil days, both in the span */
    int64_t only;        /* the one that is looked at; 0: all */
    struct dealer_row rows[DEALERS_MOST];
    int count;
};

/* So many days up to today, the highest amount first. A kind that the actor may not read counts
 * nowhere. */
enum err dealers_load(struct ctx *cx, int days, struct dealers *out);
/* One alone, by the same arithmetic: the only row, with zeros where it serves nobody. */
enum err dealers_load_one(struct ctx *cx, int64_t dealer, int days, struct dealers *out);

/* What a dealer is called. ERR_ABSENT: the actor may not know; who works at a dealer knows that one, and
 * no other. */
enum err dealer_find(struct ctx *cx, int64_t dealer, struct str *out_name);

/* ---- Arithmetic ---- */

/* Rials; null: more than 64 bits hold. */
struct value dealer_amount(const struct dealer_row *r, enum dealer_span span);
/* Of one order, rounded; null: there was none. */
struct value dealer_average(const struct dealer_row *r, enum dealer_span span);
/* Won of 100 deals that ended; null: none did. */
struct value dealer_win_rate(const struct dealer_row *r, enum dealer_span span);
/* Working seconds to the first answer on average; null: nothing was answered. */
struct value dealer_response(const struct dealer_row *r, enum dealer_span span);

#endif
