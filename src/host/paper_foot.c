/* paper_foot.c - what follows the lines: what they come to, what else is agreed, who signs. */
#include "host/paper_press.h"

/* ---- Sums ---- */

#define SUM_EDGE 8.0
#define SUMS_PART 0.48 /* of the width; the amount in words stands beside it */

static struct look sum_look(const struct paper_total *t, enum side side) {
    return (struct look){.size = t->whole ? 10.5 : 8.5,
                         .bold = t->whole,
                         .ink = t->whole ? INK_WHITE : INK_TEXT,
                         .side = side};
}

/* The height of a line; drawn where `y` is not below zero. */
static double sum_line(struct press *p, const struct paper_total *t, double x, double y,
                       double width) {
    const struct look start = sum_look(t, SIDE_START), end = sum_look(t, SIDE_END);
    const double edge = t->whole ? 6 : 3, inside = width - 2 * SUM_EDGE;
    double value_width = press_text_width(p, t->value, &end) + 1;
    if (value_width > inside * 0.75) value_width = inside * 0.75;
    PangoLayout *label = press_text(p, t->label, &start, inside - value_width - 6);
    PangoLayout *value = press_text(p, t->value, &end, value_width);
    double left = press_text_height(label), right = press_text_height(value);
    double height = (left > right ? left : right) + 2 * edge;
    if (y < 0) {
        g_object_unref(label);
        g_object_unref(value);
        return height;
    }
    if (t->whole) press_box(p, x, y, width, height, INK_ACCENT);
    press_text_put(p, label, &start, x + SUM_EDGE, y + edge);
    press_text_put(p, value, &end, x + width - SUM_EDGE - value_width, y + edge);
    return height;
}

static const struct look caption_look = {.size = 8, .bold = true, .ink = INK_ACCENT};
static const struct look words_look = {.size = 9, .ink = INK_TEXT};

static double put_words(struct press *p, double y, double width) {
    const struct paper_note *words = &p->paper->words;
    if (!words->text.n) return y;
    y += press_write(p, words->caption, &caption_look, 0, y, width) + 1;
    return y + press_write(p, words->text, &words_look, 0, y, width);
}

static double words_height(struct press *p, double width) {
    PangoLayout *text = press_text(p, p->paper->words.text, &words_look, width);
    double height = press_text_height(text) + 16;
    g_object_unref(text);
    return height;
}

void press_sums(struct press *p) {
    const struct paper *paper = p->paper;
    const double width = PRESS_ROOM * SUMS_PART, x = PRESS_ROOM - width;
    const double beside = x - 20;
    double height = words_height(p, beside), lines = 0;
    for (int i = 0; i < paper->total_count; i++)
        lines += sum_line(p, &paper->totals[i], x, -1, width);
    press_need(p, lines > height ? lines : height);
    double y = p->y, below = put_words(p, p->y, beside);
    for (int i = 0; i < paper->total_count; i++)
        y += sum_line(p, &paper->totals[i], x, y, width);
    p->y = (y > below ? y : below) + 16;
}

/* ---- Notes ---- */

/* Line by line, so that a long one goes over pages. */
static void put_lines(struct press *p, struct str text, const struct look *look) {
    PangoLayout *layout = press_text(p, text, look, PRESS_ROOM);
    pango_layout_set_line_spacing(layout, 1.15F);
    PangoLayoutIter *at = pango_layout_get_iter(layout);
    do {
        PangoRectangle line;
        pango_layout_iter_get_line_extents(at, NULL, &line);
        double height = (double)line.height / PANGO_SCALE;
        double base = (double)(pango_layout_iter_get_baseline(at) - line.y) / PANGO_SCALE;
        press_need(p, height);
        press_ink(p, look->ink);
        cairo_move_to(p->cr, PRESS_EDGE + (double)line.x / PANGO_SCALE, p->y + base);
        pango_cairo_show_layout_line(p->cr, pango_layout_iter_get_line_readonly(at));
        p->y += height;
    } while (pango_layout_iter_next_line(at));
    pango_layout_iter_free(at);
    g_object_unref(layout);
}

void press_notes(struct press *p) {
    static const struct look text_look = {.size = 8.5, .ink = INK_TEXT};
    const struct paper *paper = p->paper;
    for (int i = 0; i < paper->note_count; i++) {
        if (!paper->notes[i].text.n) continue;
        press_need(p, 48);
        p->y += press_write(p, paper->notes[i].caption, &caption_look, 0, p->y, PRESS_ROOM);
        p->y += 2;
        put_lines(p, paper->notes[i].text, &text_look);
        p->y += 10;
    }
}

/* ---- Signatures ---- */

void press_signatures(struct press *p) {
    static const struct look look = {.size = 8, .ink = INK_QUIET};
    const struct paper *paper = p->paper;
    const double height = 78, gap = 14;
    if (!paper->signature_count) return;
    double width =
        (PRESS_ROOM - gap * (paper->signature_count - 1)) / paper->signature_count;
    press_need(p, height + 4);
    p->y += 4;
    for (int i = 0; i < paper->signature_count; i++) {
        double x = i * (width + gap);
        press_box(p, x, p->y, width, height, INK_LINE);
        press_box(p, x + 0.6, p->y + 0.6, width - 1.2, height - 1.2, INK_WHITE);
        (void)press_write(p, paper->signatures[i], &look, x + 10, p->y + 7, width - 20);
    }
    p->y += height;
}
