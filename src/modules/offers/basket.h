/* basket.h - what was bought together: baskets, and the sets of items that stand in enough of them.
 * A basket is a set: an item named twice stands in it once, and the order says nothing. Counts are
 * exact. The sets are found by growing each by the items that follow it in the baskets that hold
 * it, which reaches every frequent set once (after Agrawal and Srikant, "Fast Algorithms for Mining
 * Association Rules", VLDB 1994, from whom the terms come). */
#ifndef OFFERS_BASKET_H
#define OFFERS_BASKET_H

#include "base/err.h"
#include "base/str.h"

struct arena;

enum {
    BASKETS_MOST = 20 * 1000 * 1000,    /* baskets */
    BASKET_ENTRIES = 100 * 1000 * 1000, /* items of all baskets together */
    BASKET_ITEMS = 1000 * 1000,         /* different items */
    BASKET_NAME_BYTES = 1000,           /* of an item */
    BASKET_SETS = 5 * 1000 * 1000,      /* frequent sets that are kept */
    BASKET_LENGTH = 10,                 /* items of a frequent set */
};

struct basket_item {
    struct str name;
    int32_t count;   /* baskets it stands in */
    int32_t basket;  /* the latest of them, from 1 */
    int32_t rank;    /* among the frequent ones, the rarest first; -1: it is none */
    int32_t by_name; /* its place among all names, by their bytes */
};

/* A frequent set is a way down a tree: this item and those of the sets above it. Its children
 * stand together, each with an item of higher rank than the one before. */
struct basket_set {
    int32_t item; /* place among the items; -1: the empty set */
    int32_t count;
    int32_t parent;
    int32_t first, children;
    int32_t length;
};

struct baskets {
    struct arena *mem;
    struct basket_item *items;
    int32_t *slots;   /* a hash table of places among the items, from 1 */
    int32_t *entries; /* the items of one basket after those of another, each ended by -1 */
    struct basket_set *sets; /* the first is the empty one, which stands in every basket */
    int32_t count, item_count, set_count, slot_count;
    int32_t item_room, entry_count, entry_room, set_room;
};

/* None yet. Everything lives in `mem`, which is best theirs alone. */
void baskets_init(struct baskets *b, struct arena *mem);
/* One more. Names are copied; an empty basket counts as one too. ERR_LIMIT: one of the limits
 * above was met. */
enum err baskets_add(struct baskets *b, const struct str *items, size_t count);

/* Find all sets of at most `length` items (1 … BASKET_LENGTH) that stand in `least` baskets (at least
 * 1) or more. Called once, after the last basket. ERR_LIMIT: there are more than BASKET_SETS. */
enum err baskets_find(struct baskets *b, int32_t least, int length);

/* The set of these items, of any order; -1: it is not among those found. */
int32_t baskets_set_of(const struct baskets *b, const int32_t *items, int count);
/* All sets but the empty one: those in most baskets first, then the shorter, then by names. */
int32_t *baskets_by_count(const struct baskets *b);
/* Below 0, 0, above 0: by the names of their items. */
int baskets_compare_sets(const struct baskets *b, int32_t left, int32_t right);
/* The items of a set, by name; how many. */
int baskets_items_of(const struct baskets *b, int32_t set, int32_t out[BASKET_LENGTH]);

#endif
