/* basket_file.h - baskets from a file, in the forms in which they are spread: a line for each basket
 * with its items apart; a row for each item with what names its basket; a column for each item and
 * a yes or no in it; and an ARFF file of nominal attributes ("attribute=value" is an item, "?"
 * none). Blanks around a name are not part of it, and no name is no item. */
#ifndef OFFERS_BASKET_FILE_H
#define OFFERS_BASKET_FILE_H

#include "base/csv_table.h"
#include "modules/offers/basket.h"

enum basket_form { BASKETS_LINES, BASKETS_ROWS, BASKETS_TABLE, BASKETS_ARFF };

enum { BASKET_COLUMNS = 100 * 1000, BASKET_KEYS = 8 /* columns that name a basket */ };

struct basket_file {
    enum basket_form form;
    char
        separator; /* 0: a comma; a blank where the file begins with numbers and blanks alone */
    bool head;     /* the first line names columns */
    int64_t first; /* BASKETS_LINES: the column in which items begin, from 1 */
    /* Columns, by number or by the name in the head; of BASKETS_ROWS 1 and 2 if not told. What
     * names the basket may be several, apart by commas; BASKETS_TABLE takes them for no item. */
    struct str basket, item;
};

enum basket_fault {
    BASKET_FAULT_NONE,
    BASKET_FAULT_LARGE,  /* a limit was met, in the line or by all together */
    BASKET_FAULT_HEAD,   /* a column that is asked for is not there */
    BASKET_FAULT_CELLS,  /* a line has fewer or more cells than it needs */
    BASKET_FAULT_ANSWER, /* a cell says neither yes nor no */
    BASKET_FAULT_ARFF,   /* no @data, or an attribute without a name */
};

struct basket_trouble {
    enum basket_fault fault;
    int64_t line;
};

/* Add all baskets of the file. Where it cannot be read to its end: ERR_INVALID, and why; or an
 * error of the byte source. What it needs meanwhile lives in `mem`. */
enum err basket_file_read(struct baskets *b, struct arena *mem, struct byte_source *bytes,
                          const struct basket_file *f, struct basket_trouble *out);

#endif
