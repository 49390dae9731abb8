#include "host/paper_press.h"

#include "base/buf.h"
#include "host/paper_font.h"
#include "host/paper_text.h"
#include "persian/number.h"

/* ---- Ink ---- */

static const struct colour {
    double red, green, blue;
} colours[] = {
    [INK_TEXT] = {0.10, 0.13, 0.18},    [INK_QUIET] = {0.40, 0.45, 0.52},
    [INK_ACCENT] = {0.07, 0.31, 0.55},  [INK_LINE] = {0.84, 0.87, 0.90},
    [INK_SHADE] = {0.953, 0.965, 0.98}, [INK_WHITE] = {1, 1, 1},
};

void press_ink(struct press *p, enum ink ink) {
    const struct colour *c = &colours[ink];
    cairo_set_source_rgb(p->cr, c->red, c->green, c->blue);
}

/* ---- Places ---- */

/* The left edge of what begins `x` from the start and is so wide. */
static double left_of(const struct press *p, double x, double width) {
    return p->right_to_left ? PRESS_WIDTH - PRESS_EDGE - x - width : PRESS_EDGE + x;
}

void press_rule(struct press *p, double x, double y, double width, double thick,
                enum ink ink) {
    press_ink(p, ink);
    cairo_rectangle(p->cr, left_of(p, x, width), y - thick / 2, width, thick);
    cairo_fill(p->cr);
}

void press_box(struct press *p, double x, double y, double width, double height,
               enum ink ink) {
    const double r = 4, quarter = 1.5707963267948966;
    double left = left_of(p, x, width);
    press_ink(p, ink);
    cairo_new_sub_path(p->cr);
    cairo_arc(p->cr, left + width - r, y + r, r, -quarter, 0);
    cairo_arc(p->cr, left + width - r, y + height - r, r, 0, quarter);
    cairo_arc(p->cr, left + r, y + height - r, r, quarter, 2 * quarter);
    cairo_arc(p->cr, left + r, y + r, r, 2 * quarter, 3 * quarter);
    cairo_close_path(p->cr);
    cairo_fill(p->cr);
}

double press_picture(struct press *p, cairo_surface_t *picture, double x, double y,
                     double width, double height) {
    double w = cairo_image_surface_get_width(picture);
    double h = cairo_image_surface_get_height(picture);
    double scale = width / w < height / h ? width / w : height / h;
    cairo_save(p->cr);
    cairo_translate(p->cr, left_of(p, x, w * scale), y + (height - h * scale) / 2);
    cairo_scale(p->cr, scale, scale);
    cairo_set_source_surface(p->cr, picture, 0, 0);
    cairo_paint(p->cr);
    cairo_restore(p->cr);
    return w * scale;
}

/* ---- Text ---- */

static void set_look(PangoLayout *text, const struct look *look) {
    PangoFontDescription *font = pango_font_description_new();
    PangoAttrList *list = pango_attr_list_new();
    pango_font_description_set_family_static(font, PAPER_FONT_FAMILY);
    pango_font_description_set_absolute_size(font, look->size * PANGO_SCALE);
    pango_font_description_set_weight(font,
                                      look->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_attr_list_insert(list, pango_attr_font_features_new("tnum=1"));
    pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
    pango_layout_set_font_description(text, font);
    pango_layout_set_attributes(text, list);
    pango_font_description_free(font);
    pango_attr_list_unref(list);
}

static void set_side(struct press *p, PangoLayout *text, enum side side) {
    bool left = (side == SIDE_START) != p->right_to_left;
    pango_layout_set_auto_dir(text, FALSE);
    pango_layout_set_alignment(text, side == SIDE_MIDDLE ? PANGO_ALIGN_CENTER
                                     : left              ? PANGO_ALIGN_LEFT
                                                         : PANGO_ALIGN_RIGHT);
}

PangoLayout *press_text(struct press *p, struct str text, const struct look *look,
                        double width) {
    struct str clean = paper_text(p->mem, text);
    PangoLayout *out = pango_layout_new(p->letters);
    set_look(out, look);
    set_side(p, out, look->side);
    pango_layout_set_width(out, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(out, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(out, clean.p, (int)clean.n);
    return out;
}

double press_text_height(PangoLayout *text) {
    int height;
    pango_layout_get_size(text, NULL, &height);
    return (double)height / PANGO_SCALE;
}

double press_text_width(struct press *p, struct str text, const struct look *look) {
    int width;
    PangoLayout *layout = press_text(p, text, look, 0);
    pango_layout_set_width(layout, -1);
    pango_layout_get_size(layout, &width, NULL);
    g_object_unref(layout);
    return (double)width / PANGO_SCALE;
}

void press_text_put(struct press *p, PangoLayout *text, const struct look *look, double x,
                    double y) {
    double width = (double)pango_layout_get_width(text) / PANGO_SCALE;
    press_ink(p, look->ink);
    cairo_move_to(p->cr, left_of(p, x, width), y);
    pango_cairo_show_layout(p->cr, text);
    g_object_unref(text);
}

double press_write(struct press *p, struct str text, const struct look *look, double x,
                   double y, double width) {
    PangoLayout *layout = press_text(p, text, look, width);
    double height = press_text_height(layout);
    press_text_put(p, layout, look, x, y);
    return height;
}

/* From there to the end of the text. */
static void colour_from(PangoLayout *text, size_t from, enum ink ink) {
    enum { MOST = 65535 };
    const struct colour *c = &colours[ink];
    PangoAttribute *a = pango_attr_foreground_new(
        (guint16)(c->red * MOST), (guint16)(c->green * MOST), (guint16)(c->blue * MOST));
    a->start_index = (guint)from;
    pango_attr_list_insert(pango_layout_get_attributes(text), a);
}

double press_fact(struct press *p, const struct paper_fact *fact, const struct look *look,
                  double x, double y, double width) {
    struct str label = paper_text(p->mem, fact->label);
    struct str value = paper_text(p->mem, fact->value);
    struct str whole = str_format(p->mem, "%.*s: %.*s", STR_ARG(label), STR_ARG(value));
    struct look quiet = *look;
    quiet.ink = INK_QUIET;
    PangoLayout *text = press_text(p, STR(""), &quiet, width);
    pango_layout_set_text(text, whole.p, (int)whole.n);
    colour_from(text, label.n + 1, look->ink);
    double height = press_text_height(text);
    if (y < 0)
        g_object_unref(text);
    else
        press_text_put(p, text, &quiet, x, y);
    return height;
}

/* ---- Pages ---- */

static struct str page_number(struct press *p) {
    const struct paper *paper = p->paper;
    struct str page = str_format(p->mem, "%d", p->page);
    struct str pages = str_format(p->mem, "%d", p->pages);
    if (paper->digits == DIGITS_PERSIAN) {
        page = fa_show_digits(p->mem, page);
        pages = fa_show_digits(p->mem, pages);
    }
    return msg_format(p->mem, paper->lang, MSG_PAPER_PAGE,
                      MSG_PARTS({"page", page}, {"pages", pages}));
}

void press_end(struct press *p) {
    const double y = PRESS_HEIGHT - 42, part = 120;
    const struct look quiet = {.size = 7.5, .ink = INK_QUIET};
    const struct look number = {.size = 7.5, .ink = INK_QUIET, .side = SIDE_END};
    press_rule(p, 0, y - 6, PRESS_ROOM, 0.5, INK_LINE);
    PangoLayout *foot = press_text(p, p->paper->foot, &quiet, PRESS_ROOM - part);
    pango_layout_set_ellipsize(foot, PANGO_ELLIPSIZE_END);
    pango_layout_set_height(foot, -1);
    press_text_put(p, foot, &quiet, 0, y);
    (void)press_write(p, page_number(p), &number, PRESS_ROOM - part, y, part);
}

void press_turn(struct press *p) {
    press_end(p);
    cairo_show_page(p->cr);
    p->page++;
    p->y = PRESS_TOP;
    press_head_again(p);
}

double press_left(const struct press *p) {
    return PRESS_HEIGHT - PRESS_BELOW - p->y;
}

void press_need(struct press *p, double height) {
    if (press_left(p) < height) press_turn(p);
}
