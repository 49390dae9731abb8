/* board.h - the columns of a board and their cards; private to pages/records/. */
#ifndef WEB_RECORD_BOARD_H
#define WEB_RECORD_BOARD_H

#include "web/pages/records/list_state.h"
#include "web/pages/records/records.h"

enum {
    BOARD_COLUMNS = 30, /* of a board by links; and so many boards of one kind */
    BOARD_CARDS = 8,    /* shown in one column at first, which fills a screen */
    BOARD_NEXT = 30,    /* that come at the foot of it when more are wanted */
};

struct board_column {
    const struct choice *choice; /* of a link: its identifier and title */
    int64_t count;               /* up to LIST_COUNT_CAP + 1 */
    bool capped; /* more than LIST_COUNT_CAP: neither counted further nor summed */
    struct list_total total;
    const struct record *cards;
    const struct str *signs; /* of each card; NULL: of none */
    int card_count;
    struct str all_url;  /* the list of this column */
    struct str next_url; /* where its next cards are; empty: nowhere */
};

struct board_view {
    const struct page *page;
    const struct entity *entity;
    const struct list_state *state;
    const struct choice_list *boards;  /* of a kind with several; else NULL */
    const struct choice *chosen;       /* which of them this is; NULL: there is but one */
    const struct choice_list *choices; /* what the columns stand for */
    const struct board_column *columns;
    int column_count;
    const struct field *money; /* summed in the heads, or NULL */
    bool moves;
    int64_t refused; /* a card that could not be moved, and why */
    struct str reason;
};

/* What it comes to by how likely each is stands below the sum where it says something else. */
static inline bool board_weighs(const struct board_column *c) {
    return c->total.weighted.i && c->total.weighted.i != c->total.sum.i;
}

static inline bool board_empty(const struct board_view *v) {
    for (int i = 0; i < v->column_count; i++)
        if (v->columns[i].count) return false;
    return true;
}

/* "/board", or "/board/ID" of one of several. */
const char *board_page_of(struct ctx *cx, const struct choice *board);
/* The key of the column a record stands in. */
struct str board_key(struct ctx *cx, const struct record *r);
/* "/ID/move", below the kind's address. */
const char *board_move_path(struct ctx *cx, const struct record *r);

#endif
