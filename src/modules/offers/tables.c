#include "modules/offers/tables.h"

#define COLUMN(n) \
    { STR_INIT(n), COLUMN_INT, true }
#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

/* Orders that somebody wrote since they were counted. Each writer leaves a note of its own, so that
 * nobody waits, and none is lost that comes while the order is counted. */
static const struct column note_columns[] = {COLUMN("party"), COLUMN("sales_order"),
                                             COLUMN("note")};
static const struct str note_key[] = {STR_INIT("party"), STR_INIT("sales_order"),
                                      STR_INIT("note")};

/* What was in each order when it was counted. */
static const struct column basket_columns[] = {COLUMN("party"), COLUMN("sales_order"),
                                               COLUMN("product")};
static const struct str basket_key[] = {STR_INIT("party"), STR_INIT("sales_order"),
                                        STR_INIT("product")};

/* In how many baskets two products stand; a product with itself: in how many it stands; 0 with 0:
 * how many baskets there are. Two of them have a row each way. */
static const struct column pair_columns[] = {COLUMN("product"), COLUMN("other"),
                                             COLUMN("baskets")};
static const struct str pair_key[] = {STR_INIT("product"), STR_INIT("other")};
static const struct str pair_most[] = {STR_INIT("product"), STR_INIT("baskets")};
static const struct index pair_indexes[] = {
    {STR_INIT("offer_pair_most"), pair_most, COUNT(pair_most), false}};

const struct table offer_tables[OFFER_TABLES] = {
    {STR_INIT("offer_note"), note_columns, COUNT(note_columns), note_key, COUNT(note_key),
     true, NULL, 0, STR_INIT("party")},
    {STR_INIT("offer_basket"), basket_columns, COUNT(basket_columns), basket_key,
     COUNT(basket_key), true, NULL, 0, STR_INIT("party")},
    {STR_INIT("offer_pair"), pair_columns, COUNT(pair_columns), pair_key, COUNT(pair_key),
     true, pair_indexes, COUNT(pair_indexes)},
};
