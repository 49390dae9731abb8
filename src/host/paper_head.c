/* paper_head.c - who offers, to whom, and what it is. */
#include "host/paper_press.h"

static const struct look name_look = {.size = 12.5, .bold = true, .ink = INK_TEXT};
static const struct look fact_look = {.size = 8, .ink = INK_TEXT};
static const struct look title_look = {
    .size = 21, .bold = true, .ink = INK_ACCENT, .side = SIDE_END};
static const struct look end_look = {.size = 9, .ink = INK_TEXT, .side = SIDE_END};
static const struct look caption_look = {.size = 8, .bold = true, .ink = INK_ACCENT};

/* ---- The first page ---- */

/* One below the other; the place below them. */
static double facts_down(struct press *p, const struct paper_fact *facts, int count,
                         const struct look *look, double x, double y, double width) {
    for (int i = 0; i < count; i++)
        if (facts[i].value.n) y += press_fact(p, &facts[i], look, x, y, width) + 1;
    return y;
}

static double put_logo(struct press *p, double y) {
    const double height = 46, most = 150;
    cairo_surface_t *logo = press_png(p->paper->logo);
    if (!logo) return y;
    (void)press_picture(p, logo, 0, y, most, height);
    cairo_surface_destroy(logo);
    return y + height + 8;
}

static double put_seller(struct press *p, double y, double width) {
    const struct paper_side *s = &p->paper->seller;
    y = put_logo(p, y);
    y += press_write(p, s->name, &name_look, 0, y, width) + 2;
    return facts_down(p, s->facts, s->fact_count, &fact_look, 0, y, width);
}

static double put_title(struct press *p, double y, double x, double width) {
    const struct paper *paper = p->paper;
    y += press_write(p, paper->title, &title_look, x, y - 5, width);
    return facts_down(p, paper->facts, paper->fact_count, &end_look, x, y, width);
}

/* ---- The buyer, in a box ---- */

/* In two columns, a row as high as the higher of its two; measured where `draws` is false. */
static double facts_beside(struct press *p, const struct paper_side *s, double y,
                           bool draws) {
    const double edge = 12, gap = 16, width = (PRESS_ROOM - 2 * edge - gap) / 2;
    double row = 0;
    int shown = 0;
    for (int i = 0; i < s->fact_count; i++) {
        if (!s->facts[i].value.n) continue;
        bool second = shown++ % 2;
        double x = edge + (second ? width + gap : 0);
        double h = press_fact(p, &s->facts[i], &fact_look, x, draws ? y : -1, width);
        if (!second) row = 0;
        if (h > row) row = h;
        if (second) y += row + 2;
    }
    return shown % 2 ? y + row + 2 : y;
}

static double side_height(struct press *p, const struct paper_side *s) {
    const double edge = 12, width = PRESS_ROOM - 2 * edge;
    PangoLayout *name = press_text(p, s->name, &name_look, width);
    double height = press_text_height(name) + (s->caption.n ? 15 : 0);
    g_object_unref(name);
    return facts_beside(p, s, height + 3, false) + 2 * 9;
}

static void put_buyer(struct press *p) {
    const double edge = 12;
    const struct paper_side *s = &p->paper->buyer;
    if (!s->name.n) return;
    double height = side_height(p, s), y = p->y + 9;
    press_box(p, 0, p->y, PRESS_ROOM, height, INK_SHADE);
    if (s->caption.n) {
        (void)press_write(p, s->caption, &caption_look, edge, y, PRESS_ROOM - 2 * edge);
        y += 15;
    }
    y += press_write(p, s->name, &name_look, edge, y, PRESS_ROOM - 2 * edge) + 3;
    (void)facts_beside(p, s, y, true);
    p->y += height + 16;
}

void press_head(struct press *p) {
    const double seller = PRESS_ROOM * 0.56, gap = 16;
    double below = put_seller(p, PRESS_TOP, seller);
    double other = put_title(p, PRESS_TOP, seller + gap, PRESS_ROOM - seller - gap);
    p->y = (below > other ? below : other) + 10;
    press_rule(p, 0, p->y, PRESS_ROOM, 1.4, INK_ACCENT);
    p->y += 14;
    put_buyer(p);
}

/* ---- The pages that follow ---- */

void press_head_again(struct press *p) {
    static const struct look start = {.size = 8, .bold = true, .ink = INK_TEXT};
    static const struct look end = {.size = 8, .ink = INK_QUIET, .side = SIDE_END};
    const struct paper *paper = p->paper;
    const double half = PRESS_ROOM / 2;
    struct str what = paper->title;
    if (paper->fact_count)
        what =
            str_format(p->mem, "%.*s %.*s", STR_ARG(what), STR_ARG(paper->facts[0].value));
    PangoLayout *name = press_text(p, paper->seller.name, &start, half - 8);
    pango_layout_set_ellipsize(name, PANGO_ELLIPSIZE_END);
    pango_layout_set_height(name, -1);
    press_text_put(p, name, &start, 0, p->y - 8);
    (void)press_write(p, what, &end, half, p->y - 8, half);
    press_rule(p, 0, p->y + 9, PRESS_ROOM, 0.5, INK_LINE);
    p->y += 20;
}
