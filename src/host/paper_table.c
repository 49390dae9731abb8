/* paper_table.c - the lines of a paper. Columns of figures get the width their figures need, those
 * of words share what is left; a row never breaks over two pages, and the head stands again on each. */
#include "host/paper_press.h"

#define CELL_EDGE 5.0 /* on both sides of a cell */
#define ROW_EDGE 4.5  /* above and below */

struct table {
    double widths[PAPER_COLUMNS], starts[PAPER_COLUMNS];
    int words; /* the first column that holds words; -1: none */
};

/* Figures stand below each other by their last digit, which is the right one in both directions. */
static enum side side_of(const struct press *p, const struct paper_column *c) {
    return c->share || p->right_to_left ? SIDE_START : SIDE_END;
}

static struct look head_look(const struct press *p, int column) {
    return (struct look){.size = 8,
                         .bold = true,
                         .ink = INK_QUIET,
                         .side = side_of(p, &p->paper->columns[column])};
}

static struct look cell_look(const struct press *p, int column) {
    return (struct look){
        .size = 8.5, .ink = INK_TEXT, .side = side_of(p, &p->paper->columns[column])};
}

/* What rows so far come to stands in the last column, among its figures. */
static const struct look sum_look = {.size = 8.5, .bold = true, .ink = INK_TEXT};

/* ---- Widths ---- */

static double figures_width(struct press *p, int column) {
    const struct paper *paper = p->paper;
    const struct look head = head_look(p, column), cell = cell_look(p, column);
    double most = press_text_width(p, paper->columns[column].title, &head);
    for (int i = 0; i < paper->row_count; i++) {
        double width = press_text_width(p, paper->rows[i].cells[column], &cell);
        if (width > most) most = width;
        if (column + 1 < paper->column_count) continue;
        width = press_text_width(p, paper->rows[i].carried, &sum_look);
        if (width > most) most = width;
    }
    return most + 2 * CELL_EDGE + 1;
}

/* Figures may take so much of the whole before they break, too. */
static void fit_figures(const struct paper *paper, struct table *t, double *figures) {
    const double most = PRESS_ROOM * 0.7;
    if (*figures <= most) return;
    for (int i = 0; i < paper->column_count; i++)
        t->widths[i] *= most / *figures;
    *figures = most;
}

static void share_rest(const struct paper *paper, struct table *t, double rest) {
    int shares = 0;
    for (int i = 0; i < paper->column_count; i++)
        shares += paper->columns[i].share;
    for (int i = 0; i < paper->column_count; i++) {
        if (paper->columns[i].share) t->widths[i] = rest * paper->columns[i].share / shares;
        t->starts[i] = i ? t->starts[i - 1] + t->widths[i - 1] : 0;
    }
}

static void measure(struct press *p, struct table *t) {
    const struct paper *paper = p->paper;
    double figures = 0;
    *t = (struct table){.words = -1};
    for (int i = 0; i < paper->column_count; i++) {
        if (paper->columns[i].share) {
            if (t->words < 0) t->words = i;
            continue;
        }
        t->widths[i] = figures_width(p, i);
        figures += t->widths[i];
    }
    fit_figures(paper, t, &figures);
    share_rest(paper, t, PRESS_ROOM - figures);
}

/* ---- Rows ---- */

/* Up to one page high; what is longer ends in dots. */
static PangoLayout *cell_text(struct press *p, const struct table *t, int column,
                              struct str text, const struct look *look) {
    const double most = PRESS_HEIGHT - PRESS_TOP - PRESS_BELOW - 120;
    PangoLayout *out = press_text(p, text, look, t->widths[column] - 2 * CELL_EDGE);
    pango_layout_set_height(out, (int)(most * PANGO_SCALE));
    pango_layout_set_ellipsize(out, PANGO_ELLIPSIZE_END);
    return out;
}

static void put_head(struct press *p, const struct table *t) {
    const struct paper *paper = p->paper;
    PangoLayout *texts[PAPER_COLUMNS];
    double height = 0;
    for (int i = 0; i < paper->column_count; i++) {
        const struct look look = head_look(p, i);
        texts[i] = cell_text(p, t, i, paper->columns[i].title, &look);
        double h = press_text_height(texts[i]);
        if (h > height) height = h;
    }
    press_box(p, 0, p->y, PRESS_ROOM, height + 2 * ROW_EDGE, INK_SHADE);
    for (int i = 0; i < paper->column_count; i++) {
        const struct look look = head_look(p, i);
        press_text_put(p, texts[i], &look, t->starts[i] + CELL_EDGE, p->y + ROW_EDGE);
    }
    p->y += height + 2 * ROW_EDGE;
}

static const struct look note_look = {.size = 7.5, .ink = INK_QUIET};

struct row_texts {
    PangoLayout *cells[PAPER_COLUMNS], *note;
    double height, note_at;
};

static void set_row(struct press *p, const struct table *t, const struct paper_row *row,
                    struct row_texts *out) {
    const struct paper *paper = p->paper;
    *out = (struct row_texts){0};
    for (int i = 0; i < paper->column_count; i++) {
        const struct look look = cell_look(p, i);
        out->cells[i] = cell_text(p, t, i, row->cells[i], &look);
        double h = press_text_height(out->cells[i]);
        if (h > out->height) out->height = h;
        if (i == t->words) out->note_at = h;
    }
    if (!row->note.n || t->words < 0) return;
    out->note = cell_text(p, t, t->words, row->note, &note_look);
    double with_note = out->note_at + press_text_height(out->note);
    if (with_note > out->height) out->height = with_note;
}

/* ---- From page to page ---- */

#define CARRIED_HEIGHT 20.0

/* What the rows so far come to, below those of one page and above those of the next. */
static void put_carried(struct press *p, const struct table *t, struct str sum) {
    static const struct look label = {.size = 8.5, .ink = INK_QUIET};
    const int last = p->paper->column_count - 1;
    const double y = p->y + ROW_EDGE;
    struct look look = sum_look;
    look.side = side_of(p, &p->paper->columns[last]);
    if (!sum.n) return;
    (void)press_write(p, p->paper->carried, &label, CELL_EDGE, y, PRESS_ROOM / 2);
    (void)press_write(p, sum, &look, t->starts[last] + CELL_EDGE, y,
                      t->widths[last] - 2 * CELL_EDGE);
    p->y += CARRIED_HEIGHT;
    press_rule(p, 0, p->y, PRESS_ROOM, 0.5, INK_LINE);
}

/* Another page where row `at` does not stand on this one, with room for the sum that is carried
 * over where more rows follow. */
static void make_room(struct press *p, const struct table *t, int at, double height) {
    const struct paper *paper = p->paper;
    bool last = at + 1 == paper->row_count;
    double needed = height + (last || !paper->rows[at].carried.n ? 0 : CARRIED_HEIGHT);
    if (press_left(p) >= needed) return;
    const struct str sum = at ? paper->rows[at - 1].carried : STR("");
    put_carried(p, t, sum);
    press_turn(p);
    put_head(p, t);
    put_carried(p, t, sum);
}

static void put_row(struct press *p, const struct table *t, int at) {
    const struct paper *paper = p->paper;
    struct row_texts texts;
    set_row(p, t, &paper->rows[at], &texts);
    double height = texts.height + 2 * ROW_EDGE;
    make_room(p, t, at, height);
    for (int i = 0; i < paper->column_count; i++) {
        const struct look look = cell_look(p, i);
        press_text_put(p, texts.cells[i], &look, t->starts[i] + CELL_EDGE, p->y + ROW_EDGE);
    }
    if (texts.note)
        press_text_put(p, texts.note, &note_look, t->starts[t->words] + CELL_EDGE,
                       p->y + ROW_EDGE + texts.note_at);
    p->y += height;
    press_rule(p, 0, p->y, PRESS_ROOM, 0.5, INK_LINE);
}

void press_table(struct press *p) {
    struct table t;
    if (!p->paper->column_count || !p->paper->row_count) return;
    measure(p, &t);
    press_need(p, 80);
    put_head(p, &t);
    for (int i = 0; i < p->paper->row_count; i++)
        put_row(p, &t, i);
    p->y += 12;
}
