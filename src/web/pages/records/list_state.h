/* list_state.h - what the address of a list says: which records, in what order, which
 * columns, which page. Every link of a list is made here from a changed copy. */
#ifndef WEB_LIST_STATE_H
#define WEB_LIST_STATE_H

#include "modules/platform/view.h"
#include "records/data/list.h"
#include "web/shell.h"

enum { LIST_COLUMNS = 40, LIST_CHIPS = FILTER_TERMS };

struct list_state {
    const struct entity *entity;
    const char *page;              /* whose address it is: NULL the list, or "/board" */
    const struct saved_view *view; /* the one chosen, or NULL */
    /* as they stand in the address; empty columns and sort: the standard ones */
    struct str search, filter_text, sort_text, columns_text, cursor;
    bool backward;
    int or_chip; /* from 1: a new condition is another choice beside this chip; 0: a chip */
    /* what they mean */
    const struct filter *filter;
    const struct field *sort;
    bool descending, standard; /* standard: nobody asked for another order */
    const struct field *columns[LIST_COLUMNS];
    int column_count;
};

/* Read it from the query of a page. A mistake in the filter is a problem of the context and
 * ERR_INVALID; the state is then whole but without the filter. */
enum err list_state_read(struct page *p, const struct form *query, struct list_state *out);

/* The address of the page in this state; and of another page with the same rows: NULL the
 * list, "/board", "/exact" where they are counted and summed to the last. */
struct str list_url(struct ctx *cx, const struct list_state *s);
struct str list_url_as(struct ctx *cx, const struct list_state *s, const char *page);
/* Of its first page, and with one thing other than it is. */
struct str list_url_sorted(struct ctx *cx, const struct list_state *s,
                           const struct field *by);
struct str list_url_filtered(struct ctx *cx, const struct list_state *s, struct str filter);
/* With the column at `at` one place earlier, or gone. */
struct str list_url_moved(struct ctx *cx, const struct list_state *s, int at);
struct str list_url_dropped(struct ctx *cx, const struct list_state *s, int at);
bool column_at(const struct list_state *s, const struct field *f);
/* Whether the column at `at` names the record. */
bool list_lead(const struct list_state *s, int at);
struct str list_url_page(struct ctx *cx, const struct list_state *s, struct str cursor,
                         bool backward);
struct str list_url_view(struct ctx *cx, const struct list_state *s,
                         const struct saved_view *view);

/* The question the state asks. */
struct list_query list_state_query(const struct list_state *s);

/* Split the filter at its outermost "and"; one part is one chip. And a chip at its "or". */
int list_chips(const struct filter *f, const struct filter **out, int room);
int chip_choices(const struct filter *chip, const struct filter **out, int room);
/* The address without one choice of the chip at `at`. */
struct str list_url_without(struct ctx *cx, const struct list_state *s, int at, int choice);
/* The filter's text with one more condition, where `or_chip` says. */
struct str list_filter_with(struct ctx *cx, const struct list_state *s,
                            struct str condition);
/* The address where one more choice for the chip at `at` is asked for. */
struct str list_url_or(struct ctx *cx, const struct list_state *s, int at);

#endif
