/* lines.h - the lines of a quote or an order on its page: shown, or typed. Typed lines are one form
 * that works without a script; with one, the figures follow while one types: the same is saved, looked
 * at and undone. Private to pages/trade/. */
#ifndef WEB_PAGES_TRADE_LINES_H
#define WEB_PAGES_TRADE_LINES_H

#include "modules/trade/document.h"
#include "web/pages/records/records.h"

/* A line as it is typed. */
struct typed_line {
    struct record record;
    bool stored;               /* else it is new */
    const struct line *figure; /* NULL: it cannot be worked out yet */
    struct problem *problems;
    bool
        beyond; /* it gives away more than the actor may: the quote will ask for approval */
    bool spare; /* one of the empty ones that a script shows when they are needed */
};

enum { LINES_EMPTY = 3 }; /* at the end of what may be edited */

struct lines_view {
    const struct page *page;
    struct document document;
    bool edits;
    int64_t limit;            /* what the actor may give away, in hundredths of a percent */
    struct typed_line *typed; /* where it may be edited: LINES_EMPTY new ones at the end */
    int typed_count;
    bool wrong;               /* something typed is to be mended */
    struct problem *problems; /* of the whole */
};

/* What is stored, of a head whose rights were asked. */
enum err lines_view_read(struct page *p, const struct record *head, struct lines_view *out);

/* Save what was typed for the head that the path names. ERR_INVALID: the view says what is wrong, and
 * nothing shall stay. */
enum err lines_save(struct page *p, struct lines_view *out);
/* Whether only the figures are asked for. */
bool lines_looked_at(const struct page *p);

page_fn lines_post;

/* ---- For the templates ---- */

/* That a line gives away more than the actor may. */
struct str lines_beyond(struct ctx *cx, const struct lines_view *v);
/* "line.3.price". */
struct str line_name(struct ctx *cx, int at, const struct field *f);
/* How a figure came about, in words: one sentence a step. */
enum { LINE_REASONS = 6 };
struct line_story {
    struct str reasons[LINE_REASONS];
    int count;
};
struct line_story line_story(struct ctx *cx, const struct record *line,
                             const struct line *figure);
struct str rials(struct ctx *cx, int64_t amount);
/* What it is, as its reader writes digits; and the parts of a bundle, a line for each. */
struct str line_what(struct ctx *cx, const struct record *line);
struct str line_parts(struct ctx *cx, const struct record *line);
/* "2.5 kg". */
struct str quantity_shown(struct ctx *cx, const struct record *line);
/* The path of the page of a head. */
struct str head_url(struct ctx *cx, const struct record *head, const char *tail);

#endif
