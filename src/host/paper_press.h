/* paper_press.h - what draws a paper: where on which page it stands, and how text gets there.
 * Places are told from the edge at which lines begin, in points, so that one layout serves both
 * directions. The parts of a paper are drawn in their order by the functions below. */
#ifndef HOST_PAPER_PRESS_H
#define HOST_PAPER_PRESS_H

#include "base/err.h"
#include "http/paper.h"

#include <pango/pangocairo.h>

/* A4, in points. */
#define PRESS_WIDTH 595.28
#define PRESS_HEIGHT 841.89
#define PRESS_EDGE 45.0  /* on both sides */
#define PRESS_TOP 42.0   /* where the first page begins */
#define PRESS_BELOW 62.0 /* what is left free at the foot */
#define PRESS_ROOM (PRESS_WIDTH - 2 * PRESS_EDGE)

enum ink { INK_TEXT, INK_QUIET, INK_ACCENT, INK_LINE, INK_SHADE, INK_WHITE };
enum side { SIDE_START, SIDE_MIDDLE, SIDE_END };

/* How a text looks. */
struct look {
    double size;
    bool bold;
    enum ink ink;
    enum side side;
};

struct press {
    cairo_t *cr;
    PangoContext *letters;
    struct arena *mem;
    const struct paper *paper;
    int page;  /* from 1 */
    int pages; /* how many there will be; 0: not known yet, it is being found out */
    double y;  /* where the next part goes */
    bool right_to_left;
};

/* ---- Text ---- */

/* A text in lines of that width; the caller's own. */
PangoLayout *press_text(struct press *p, struct str text, const struct look *look,
                        double width);
double press_text_height(PangoLayout *text);
/* How wide it is when nothing makes it break. */
double press_text_width(struct press *p, struct str text, const struct look *look);
/* At `x` from the start edge and `y` from the top; gives the text back. */
void press_text_put(struct press *p, PangoLayout *text, const struct look *look, double x,
                    double y);
/* Both at once; the height. */
double press_write(struct press *p, struct str text, const struct look *look, double x,
                   double y, double width);
/* "label: value" with a quiet label; the height. Measured only where `y` is below zero. */
double press_fact(struct press *p, const struct paper_fact *fact, const struct look *look,
                  double x, double y, double width);

/* ---- Shapes ---- */

void press_ink(struct press *p, enum ink ink);
void press_rule(struct press *p, double x, double y, double width, double thick,
                enum ink ink);
/* A box with round corners. */
void press_box(struct press *p, double x, double y, double width, double height,
               enum ink ink);
/* A picture within that box, at its start and in its middle; the width it took. */
double press_picture(struct press *p, cairo_surface_t *picture, double x, double y,
                     double width, double height);

/* ---- Pages ---- */

double press_left(const struct press *p); /* of this page */
void press_turn(struct press *p);         /* to the next page */
/* Turns where less than that is left. */
void press_need(struct press *p, double height);
/* The foot of the last page. */
void press_end(struct press *p);

/* ---- The parts of a paper ---- */

void press_head(struct press *p);       /* who, to whom, what (paper_head.c) */
void press_head_again(struct press *p); /* one line on the pages that follow */
void press_table(struct press *p);      /* paper_table.c */
void press_sums(struct press *p);       /* totals and the amount in words (paper_foot.c) */
void press_notes(struct press *p);
void press_signatures(struct press *p);

/* A PNG, or NULL: it is none, or larger than a paper takes (paper_image.c). */
cairo_surface_t *press_png(struct str bytes);

#endif
