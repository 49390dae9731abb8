/* lessons.h - what sales learns for marketing: what customers asked for that we do not have, why deals
 * are lost, by where the customers came from and who they are, and the amounts that hang on it. */
#ifndef SALES_LESSONS_H
#define SALES_LESSONS_H

#include "modules/sales/ended.h"

/* ---- What was asked for ---- */

enum { ASKED_ROWS = 20, ASKED_MOST = 500 }; /* shown; told apart */

struct asked {
    struct str feature;
    struct ended_sum open, lost, won; /* open now; ended in the span */
};

struct asked_list {
    struct asked *rows; /* by what is open or lost, most first */
    int count;
};

enum err asked_load(struct ctx *cx, const struct deal_reach *of, const struct span *span,
                    struct asked_list *out);

/* ---- One thing against another ---- */

enum { LESSON_ROWS = 10, LESSON_COLUMNS = 6, LESSON_KEYS = 300 };

enum lesson_about {
    LESSON_LOSS, /* deals lost in the span, by their reason */
    LESSON_ASKED /* deals open, or lost in the span, by each feature asked for */
};

struct lesson {
    struct value rows[LESSON_ROWS], columns[LESSON_COLUMNS]; /* those of most amount */
    int row_count, column_count;
    struct ended_sum cells[LESSON_ROWS][LESSON_COLUMNS];
    bool more; /* there are rows or columns that are not shown */
};

struct lesson_ask {
    struct deal_reach of;
    struct span span;
    enum lesson_about about;
    const struct field *by; /* of the deal, or of its customer */
    bool of_party;
};
enum err lesson_load(struct ctx *cx, const struct lesson_ask *ask, struct lesson *out);

#endif
