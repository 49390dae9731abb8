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

static const struct str basket_holders[] = {STR_INIT("product"), STR_INIT("party")};
static const struct index basket_indexes[] = {
    {STR_INIT("offer_basket_holders"), basket_holders, COUNT(basket_holders), false}};

/* In how many baskets two products stand; a product with itself: in how many it stands; 0 with 0:
 * how many baskets there are. Two of them have a row each way. */
static const struct column pair_columns[] = {COLUMN("product"), COLUMN("other"),
                                             COLUMN("baskets")};
static const struct str pair_key[] = {STR_INIT("product"), STR_INIT("other")};
static const struct str pair_most[] = {STR_INIT("product"), STR_INIT("baskets")};
static const struct index pair_indexes[] = {
    {STR_INIT("offer_pair_most"), pair_most, COUNT(pair_most), false}};

/* Where counting all pairs anew has come (recount.h): one row, or none. */
static const struct column recount_columns[] = {COLUMN("product"), COLUMN("of_party"),
                                                COLUMN("of_order")};
static const struct str recount_key[] = {STR_INIT("product")};

/* Customers whose orders were counted and who were not looked at since. */
static const struct column stale_columns[] = {COLUMN("party")};

/* Who bought, from when until when; and by which bucket chance chose what they are shown. */
static const struct column customer_columns[] = {COLUMN("party"), COLUMN("bucket"),
                                                 COLUMN("first_on"), COLUMN("last_on")};
static const struct str party_key[] = {STR_INIT("party")};

/* What customers most like this one have, which they have not: so many of so many. */
static const struct column alike_columns[] = {COLUMN("party"), COLUMN("product"),
                                              COLUMN("holders"), COLUMN("peers")};
static const struct str alike_key[] = {STR_INIT("party"), STR_INIT("product")};

/* How often each answer was given to each reason. */
static const struct column rate_columns[] = {{STR_INIT("reason"), COLUMN_TEXT, true},
                                             {STR_INIT("answer"), COLUMN_TEXT, true},
                                             COLUMN("answers")};
static const struct str rate_key[] = {STR_INIT("reason"), STR_INIT("answer")};

const struct table offer_tables[OFFER_TABLES] = {
    {STR_INIT("offer_note"), note_columns, COUNT(note_columns), note_key, COUNT(note_key),
     true, NULL, 0, STR_INIT("party")},
    {STR_INIT("offer_basket"), basket_columns, COUNT(basket_columns), basket_key,
     COUNT(basket_key), true, basket_indexes, COUNT(basket_indexes), STR_INIT("party")},
    {STR_INIT("offer_pair"), pair_columns, COUNT(pair_columns), pair_key, COUNT(pair_key),
     true, pair_indexes, COUNT(pair_indexes)},
    {STR_INIT("offer_recount"), recount_columns, COUNT(recount_columns), recount_key,
     COUNT(recount_key), true, NULL, 0},
    {STR_INIT("offer_stale"), stale_columns, COUNT(stale_columns), party_key,
     COUNT(party_key), true, NULL, 0, STR_INIT("party")},
    {STR_INIT("offer_customer"), customer_columns, COUNT(customer_columns), party_key,
     COUNT(party_key), true, NULL, 0, STR_INIT("party")},
    {STR_INIT("offer_alike"), alike_columns, COUNT(alike_columns), alike_key,
     COUNT(alike_key), true, NULL, 0, STR_INIT("party")},
    {STR_INIT("offer_rate"), rate_columns, COUNT(rate_columns), rate_key, COUNT(rate_key),
     true, NULL, 0},
};
