/* lines.h - what the lines of a quote or an order come to, to the rial. Values in, values out; the
 * one place where it is worked out, for pages, the API, imports and what is printed.
 *
 * A line comes to quantity times price, rounded to the nearest rial, halves up (so is everything
 * below). Its own discount is a percent of that, then an amount; it is never more than the line.
 * A discount on the whole is taken from what the lines then come to, at most all of it, and is
 * spread over them in proportion: each gets its share rounded down, and the rials that are left
 * go one by one to the largest remainders, so the shares add up to it exactly. Tax is worked out
 * and rounded for each line, since an invoice tells the tax of each; sums only add. So every sum is
 * that of its lines, and in which order they stand changes nothing. */
#ifndef TRADE_LINES_H
#define TRADE_LINES_H

#include <stdbool.h>
#include <stdint.h>

enum {
    QUANTITY_ONE = 1000, /* quantities are counted in thousandths */
    PERCENT_ALL = 10000, /* percents in hundredths: 100 % */
    LINES_MOST = 200,    /* of one quote or order */
};
#define LINES_MONEY_MOST INT64_C(100000000000000000) /* rials; no figure is above it */

struct line {
    int64_t quantity, price; /* 0 or more */
    int64_t percent, amount; /* the line's own discount */
    int64_t tax_percent;
    /* What it comes to. */
    int64_t gross;     /* quantity times price */
    int64_t reduction; /* the line's own discount */
    int64_t share;     /* of the discount on the whole */
    int64_t net;       /* gross without the two */
    int64_t tax, total;
};

/* A discount on the whole. */
struct whole {
    int64_t percent, amount;
};

struct sums {
    int64_t gross, reduction, net, tax,
        total;      /* reduction: those of lines and on the whole */
    int64_t spread; /* the part of it that is on the whole */
};

enum lines_fault {
    LINES_FINE,
    LINES_TOO_BIG,     /* a figure would be above LINES_MONEY_MOST */
    LINES_REDUCED_OVER /* the line's own discount is more than the line */
};

/* Fill in what each line and all of them come to. On a fault *out_at is the line's index, or -1
 * where it is in the sums, and the figures mean nothing. At most LINES_MOST lines. */
enum lines_fault lines_figure(struct line *lines, int count, struct whole whole,
                              struct sums *out, int *out_at);

/* a * b / c without an intermediate that could overflow; all are 0 or more, 0 < c. False: the
 * result is above LINES_MONEY_MOST. */
bool times_divided(int64_t a, int64_t b, int64_t c, int64_t *out, int64_t *out_rest);
/* The same, rounded to the nearest, halves up. */
bool times_rounded(int64_t a, int64_t b, int64_t c, int64_t *out);

/* Whether somebody who may give `limit` off `list_price` each may sell the line as it is figured.
 * One rial more is rounding. */
bool line_within(const struct line *l, int64_t list_price, int64_t limit);
/* How much less than the list it is sold for, in hundredths of a percent, rounded; 0: not less. */
int64_t line_given(const struct line *l, int64_t list_price);
/* Whether it is sold for less than it costs. */
bool line_below(const struct line *l, int64_t cost);

#endif
