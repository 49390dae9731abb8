#include "modules/offers/basket.h"

#include "base/arena.h"

#include <stdlib.h>

enum { FIRST_ROOM = 1024, END = -1 /* of a basket's entries */ };

/* ---- Taking baskets in ---- */

void baskets_init(struct baskets *b, struct arena *mem) {
    *b = (struct baskets){.mem = mem,
                          .item_room = FIRST_ROOM,
                          .entry_room = FIRST_ROOM,
                          .slot_count = 2 * FIRST_ROOM};
    b->items = NEWS(mem, (size_t)b->item_room, struct basket_item);
    b->slots = NEWS(mem, (size_t)b->slot_count, int32_t);
    b->entries = NEWS(mem, (size_t)b->entry_room, int32_t);
}

/* Where the name stands, or the free slot where it belongs. */
static int32_t *slot_of(const struct baskets *b, struct str name) {
    uint64_t mask = (uint64_t)b->slot_count - 1;
    uint64_t at = str_hash_quick(name) & mask;
    while (b->slots[at] && !str_eq(b->items[b->slots[at] - 1].name, name))
        at = (at + 1) & mask;
    return &b->slots[at];
}

/* Twice the room, so that half of the slots stay free. */
static void widen_items(struct baskets *b) {
    struct basket_item *old = b->items;
    b->item_room *= 2;
    b->slot_count *= 2;
    b->items = NEWS(b->mem, (size_t)b->item_room, struct basket_item);
    b->slots = NEWS(b->mem, (size_t)b->slot_count, int32_t);
    memcpy(b->items, old, (size_t)b->item_count * sizeof *old);
    for (int32_t i = 0; i < b->item_count; i++)
        *slot_of(b, b->items[i].name) = i + 1;
}

static enum err find_item(struct baskets *b, struct str name, struct basket_item **out) {
    int32_t *slot = slot_of(b, name);
    if (!*slot) {
        if (name.n > BASKET_NAME_BYTES || b->item_count == BASKET_ITEMS) return ERR_LIMIT;
        if (b->item_count == b->item_room) {
            widen_items(b);
            slot = slot_of(b, name);
        }
        b->items[b->item_count] = (struct basket_item){.name = str_dup(b->mem, name)};
        *slot = ++b->item_count;
    }
    *out = &b->items[*slot - 1];
    return OK;
}

static enum err put_entry(struct baskets *b, int32_t entry) {
    if (b->entry_count == BASKET_ENTRIES) return ERR_LIMIT;
    if (b->entry_count == b->entry_room) {
        size_t size = (size_t)b->entry_room * sizeof *b->entries;
        b->entries = arena_grow(b->mem, b->entries, size, 2 * size);
        b->entry_room *= 2;
    }
    b->entries[b->entry_count++] = entry;
    return OK;
}

enum err baskets_add(struct baskets *b, const struct str *items, size_t count) {
    struct basket_item *item;
    if (b->count == BASKETS_MOST) return ERR_LIMIT;
    b->count++;
    for (size_t i = 0; i < count; i++) {
        TRY(find_item(b, items[i], &item));
        if (item->basket == b->count) continue;
        item->basket = b->count;
        item->count++;
        TRY(put_entry(b, (int32_t)(item - b->items)));
    }
    return put_entry(b, END);
}

/* ---- Ranks ---- */

static int by_name(const void *left, const void *right) {
    const struct basket_item *a = *(const struct basket_item *const *)left,
                             *b = *(const struct basket_item *const *)right;
    return str_compare(a->name, b->name);
}

static int by_count(const void *left, const void *right) {
    const struct basket_item *a = *(const struct basket_item *const *)left,
                             *b = *(const struct basket_item *const *)right;
    if (a->count != b->count) return a->count < b->count ? -1 : 1;
    return a->by_name < b->by_name ? -1 : a->by_name > b->by_name;
}

/* Give each item its place by name, and each frequent one its rank; the items by rank. */
static int32_t *rank_items(struct baskets *b, int32_t least, int32_t *out_count) {
    size_t n = (size_t)b->item_count;
    struct basket_item **all = NEWS(b->mem, n, struct basket_item *);
    int32_t *ranked = NEWS(b->mem, n, int32_t), count = 0;
    for (size_t i = 0; i < n; i++)
        all[i] = &b->items[i];
    qsort(all, n, sizeof *all, by_name);
    for (size_t i = 0; i < n; i++)
        all[i]->by_name = (int32_t)i;
    qsort(all, n, sizeof *all, by_count);
    for (size_t i = 0; i < n; i++) {
        all[i]->rank = all[i]->count < least ? -1 : count;
        if (all[i]->rank >= 0) ranked[count++] = (int32_t)(all[i] - b->items);
    }
    *out_count = count;
    return ranked;
}

static int by_number(const void *left, const void *right) {
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return a < b ? -1 : a > b;
}

/* In place of their items, each basket holds the ranks of its frequent ones, in their order. */
static void rank_entries(struct baskets *b) {
    int32_t to = 0, start = 0;
    for (int32_t from = 0; from < b->entry_count; from++) {
        if (b->entries[from] == END) {
            qsort(b->entries + start, (size_t)(to - start), sizeof *b->entries, by_number);
            b->entries[to++] = END;
            start = to;
        } else if (b->items[b->entries[from]].rank >= 0) {
            b->entries[to++] = b->items[b->entries[from]].rank;
        }
    }
    b->entry_count = to;
}

/* ---- Growing sets ---- */

struct search {
    struct baskets *b;
    const int32_t *ranked; /* items by rank */
    int32_t least;
    int length;
    int32_t *counts, *touched; /* by rank: baskets; ranks that have some */
    int32_t *places;           /* by rank: where its next occurrence goes */
    struct arena *levels[BASKET_LENGTH];
};

/* Where the rest of each basket that holds a set begins. */
struct occurrences {
    const int32_t *at;
    int32_t count;
};

static enum err add_set(struct baskets *b, struct basket_set set) {
    if (b->set_count == BASKET_SETS) return ERR_LIMIT;
    if (b->set_count == b->set_room) {
        size_t size = (size_t)b->set_room * sizeof *b->sets;
        b->sets = arena_grow(b->mem, b->sets, size, 2 * size);
        b->set_room *= 2;
    }
    b->sets[b->set_count++] = set;
    return OK;
}

/* Count the items of all rests; the ranks that came up stand in `touched`, in their order. */
static int32_t count_rests(struct search *s, struct occurrences o) {
    int32_t touched = 0;
    for (int32_t i = 0; i < o.count; i++)
        for (const int32_t *p = s->b->entries + o.at[i]; *p != END; p++)
            if (s->counts[*p]++ == 0) s->touched[touched++] = *p;
    qsort(s->touched, (size_t)touched, sizeof *s->touched, by_number);
    return touched;
}

/* The frequent ones of them become children of `set`, each with room for its occurrences, of which
 * there are *out_total. */
static enum err add_children(struct search *s, int32_t set, int32_t touched,
                             int32_t *out_total) {
    struct baskets *b = s->b;
    int32_t first = b->set_count;
    *out_total = 0;
    for (int32_t i = 0; i < touched; i++) {
        int32_t rank = s->touched[i], count = s->counts[rank];
        s->counts[rank] = 0;
        s->places[rank] = -1;
        if (count < s->least) continue;
        TRY(add_set(b, (struct basket_set){.item = s->ranked[rank],
                                           .count = count,
                                           .parent = set,
                                           .length = b->sets[set].length + 1}));
        s->places[rank] = *out_total;
        *out_total += count;
    }
    b->sets[set].first = first;
    b->sets[set].children = b->set_count - first;
    return OK;
}

/* The occurrences of all children, one child's after another's. */
static const int32_t *place_rests(struct search *s, struct occurrences o, int level,
                                  int32_t total) {
    arena_reset(s->levels[level]);
    int32_t *at = NEWS(s->levels[level], (size_t)total, int32_t);
    for (int32_t i = 0; i < o.count; i++)
        for (int32_t p = o.at[i]; s->b->entries[p] != END; p++) {
            int32_t rank = s->b->entries[p];
            if (s->places[rank] >= 0) at[s->places[rank]++] = p + 1;
        }
    return at;
}

static enum err grow(struct search *s, int32_t set, struct occurrences o) {
    struct baskets *b = s->b;
    int32_t total, level = b->sets[set].length;
    TRY(add_children(s, set, count_rests(s, o), &total));
    if (level + 1 == s->length || b->sets[set].children == 0) return OK;
    const int32_t *at = place_rests(s, o, level, total);
    int32_t first = b->sets[set].first, end = first + b->sets[set].children;
    for (int32_t child = first; child < end; child++) {
        int32_t count = b->sets[child].count;
        TRY(grow(s, child, (struct occurrences){at, count}));
        at += count;
    }
    return OK;
}

static struct occurrences all_baskets(const struct baskets *b) {
    int32_t *at = NEWS(b->mem, (size_t)b->count, int32_t), count = 0;
    for (int32_t i = 0; i < b->entry_count; i++)
        if (i == 0 || b->entries[i - 1] == END) at[count++] = i;
    return (struct occurrences){at, count};
}

enum err baskets_find(struct baskets *b, int32_t least, int length) {
    struct search s = {.b = b, .least = least, .length = length};
    int32_t count;
    s.ranked = rank_items(b, least, &count);
    rank_entries(b);
    s.counts = NEWS(b->mem, (size_t)count, int32_t);
    s.touched = NEWS(b->mem, (size_t)count, int32_t);
    s.places = NEWS(b->mem, (size_t)count, int32_t);
    struct occurrences all = all_baskets(b);
    b->set_room = FIRST_ROOM;
    b->sets = NEWS(b->mem, (size_t)b->set_room, struct basket_set);
    b->sets[b->set_count++] =
        (struct basket_set){.item = -1, .count = b->count, .parent = -1};
    for (int i = 0; i < length; i++)
        s.levels[i] = arena_create();
    enum err e = grow(&s, 0, all);
    for (int i = 0; i < length; i++)
        arena_free(s.levels[i]);
    return e;
}

/* ---- Looking sets up ---- */

static int32_t child_of(const struct baskets *b, int32_t set, int32_t rank) {
    int32_t low = b->sets[set].first, high = low + b->sets[set].children;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        int32_t found = b->items[b->sets[middle].item].rank;
        if (found == rank) return middle;
        if (found < rank)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

int32_t baskets_set_of(const struct baskets *b, const int32_t *items, int count) {
    int32_t ranks[BASKET_LENGTH], set = 0;
    if (count > BASKET_LENGTH) return -1;
    for (int i = 0; i < count; i++)
        ranks[i] = b->items[items[i]].rank;
    qsort(ranks, (size_t)count, sizeof *ranks, by_number);
    for (int i = 0; i < count && set >= 0; i++)
        set = ranks[i] < 0 ? -1 : child_of(b, set, ranks[i]);
    return set;
}

int baskets_items_of(const struct baskets *b, int32_t set, int32_t out[BASKET_LENGTH]) {
    int count = 0;
    for (; set > 0; set = b->sets[set].parent) {
        int at = count++;
        int32_t item = b->sets[set].item;
        for (; at > 0 && b->items[out[at - 1]].by_name > b->items[item].by_name; at--)
            out[at] = out[at - 1];
        out[at] = item;
    }
    return count;
}

int baskets_compare_sets(const struct baskets *b, int32_t left, int32_t right) {
    int32_t one[BASKET_LENGTH], other[BASKET_LENGTH];
    int ones = baskets_items_of(b, left, one), others = baskets_items_of(b, right, other);
    for (int i = 0; i < ones && i < others; i++)
        if (one[i] != other[i])
            return b->items[one[i]].by_name < b->items[other[i]].by_name ? -1 : 1;
    return ones - others;
}

struct sorted {
    const struct baskets *b;
    int32_t set;
};

static int compare_sorted(const void *left, const void *right) {
    const struct sorted *l = left, *r = right;
    const struct basket_set *a = &l->b->sets[l->set], *b = &r->b->sets[r->set];
    if (a->count != b->count) return a->count > b->count ? -1 : 1;
    if (a->length != b->length) return a->length - b->length;
    return baskets_compare_sets(l->b, l->set, r->set);
}

int32_t *baskets_by_count(const struct baskets *b) {
    size_t count = (size_t)b->set_count - 1;
    struct sorted *all = NEWS(b->mem, count, struct sorted);
    int32_t *out = NEWS(b->mem, count, int32_t);
    for (size_t i = 0; i < count; i++)
        all[i] = (struct sorted){b, (int32_t)i + 1};
    qsort(all, count, sizeof *all, compare_sorted);
    for (size_t i = 0; i < count; i++)
        out[i] = all[i].set;
    return out;
}
