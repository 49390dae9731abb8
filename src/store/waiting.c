#include "store/waiting.h"

#include "base/arena.h"
#include "store/driver.h"

#include <assert.h>
#include <stdlib.h>

struct waiting_words {
    struct str name;
    struct search_entry entry;
};

static void add(struct waiting *w, struct waiting_words one) {
    if (!w->mem) w->mem = arena_create();
    if (w->count == w->room) {
        size_t room = w->room ? (size_t)w->room * 2 : 64;
        w->words = arena_grow(w->mem, w->words, (size_t)w->room * sizeof *w->words,
                              room * sizeof *w->words);
        w->room = (int)room;
    }
    one.entry.words = str_dup(w->mem, one.entry.words);
    w->words[w->count++] = one;
}

/* By index and identifier, and as they came. */
static int in_order(const void *a, const void *b) {
    const struct waiting_words *x = *(struct waiting_words *const *)a,
                               *y = *(struct waiting_words *const *)b;
    int names = str_compare(x->name, y->name);
    if (names) return names;
    if (x->entry.id != y->entry.id) return x->entry.id < y->entry.id ? -1 : 1;
    return (x > y) - (x < y);
}

static struct waiting_words **sorted(struct waiting *w, int count) {
    struct waiting_words **order = NEWS(w->mem, (size_t)count, struct waiting_words *);
    for (int i = 0; i < count; i++)
        order[i] = &w->words[w->written + i];
    qsort(order, (size_t)count, sizeof *order, in_order);
    return order;
}

/* Those of the first one's index; of several words for one record the latest. How many were
 * looked at. */
static int gather(struct waiting_words *const *order, int count,
                  struct search_entry *entries, int *out_count) {
    int i = 0, n = 0;
    for (; i < count && str_eq(order[i]->name, order[0]->name); i++) {
        if (n && entries[n - 1].id == order[i]->entry.id) n--;
        entries[n++] = order[i]->entry;
    }
    *out_count = n;
    return i;
}

/* What is written stays listed: undoing a savepoint may take it out of the index again. */
enum err waiting_write(struct store *s) {
    struct waiting *w = &s->waiting;
    int count = w->count - w->written, done, n;
    if (!count) return OK;
    struct waiting_words **order = sorted(w, count);
    struct search_entry *entries = NEWS(w->mem, (size_t)count, struct search_entry);
    for (int i = 0; i < count; i += done) {
        done = gather(order + i, count - i, entries, &n);
        TRY(s->driver->search_write(&s->writer, order[i]->name, entries, n));
    }
    w->written = w->count;
    return OK;
}

enum err waiting_put(struct store *s, struct str name, int64_t id, struct str words) {
    struct waiting_words one = {name, {id, words}};
    if (s->transaction != TRANSACTION_WRITE)
        return s->driver->search_write(&s->writer, name, &one.entry, 1);
    add(&s->waiting, one);
    if (s->savepoints || s->waiting.count < WAITING_MOST) return OK;
    TRY(waiting_write(s));
    waiting_clear(s);
    return OK;
}

void waiting_mark(struct store *s) {
    assert(s->savepoints < SAVEPOINTS_MOST);
    s->waiting.marks[s->savepoints] =
        (struct waiting_mark){s->waiting.count, s->waiting.written};
}

void waiting_undo(struct store *s) {
    s->waiting.count = s->waiting.marks[s->savepoints].count;
    s->waiting.written = s->waiting.marks[s->savepoints].written;
}

void waiting_clear(struct store *s) {
    struct arena *mem = s->waiting.mem;
    if (!s->waiting.count) return;
    arena_reset(mem);
    s->waiting = (struct waiting){.mem = mem};
}

void waiting_done(struct store *s) {
    arena_free(s->waiting.mem);
    s->waiting.mem = NULL;
}
