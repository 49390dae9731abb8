/* board_columns.h - which columns a board has and what stands in them; private to
 * pages/records/. */
#ifndef WEB_RECORD_BOARD_COLUMNS_H
#define WEB_RECORD_BOARD_COLUMNS_H

#include "web/pages/records/board.h"

/* The boards there are, the one of `board` (0, or not there: the first), and its columns. */
enum err board_choices(struct ctx *cx, int64_t board, struct board_view *v);
/* Heads and first cards of all columns. */
enum err board_load(struct ctx *cx, struct board_view *v);
/* The next cards of one column, from the cursor on. */
enum err board_next(struct ctx *cx, const struct board_view *v, const struct choice *choice,
                    struct str cursor, struct board_column *out);
/* The heads of the columns a card left and came to. */
enum err board_heads(struct ctx *cx, struct board_view *v, const struct record *from,
                     const struct record *to);

#endif
