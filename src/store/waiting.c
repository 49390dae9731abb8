#include "store/waiting.h"

#include "base/arena.h"
#include "store/driver.h"

#include <assert.h>
#include <stdlib.h>

struct waiting_words {
    struct str name, words;
    int64_t id;
};

static enum err write_one(struct store *s, const struct waiting_words *one) {
    if (one->words.n == 0) return s->driver->search_remove(&s->writer, one->name, one->id);
    return s->driver->search_put(&s->writer, one->name, one->id, one->words);
}

static void add(struct waiting *w, struct waiting_words one) {
    if (!w->mem) w->mem = arena_create();
    if (w->count == w->room) {
        size_t room = w->room ? (size_t)w->room * 2 : 64;
        w->words = arena_grow(w->mem, w->words, (size_t)w->room * sizeof *w->words,
                              room * sizeof *w->words);
        w->room = (int)room;
    }
    one.words = str_dup(w->mem, one.words);
    w->words[w->count++] = one;
}

/* By index and identifier, and as they came. */
static int in_order(const void *a, const void *b) {
    const struct waiting_words *x = *(struct waiting_words *const *)a,
                               *y = *(struct waiting_words *const *)b;
    int names = str_compare(x->name, y->name);
    if (names) return names;
    if (x->id != y->id) return x->id < y->id ? -1 : 1;
    return (x > y) - (x < y);
}

static bool same_record(const struct waiting_words *a, const struct waiting_words *b) {
    return a->id == b->id && str_eq(a->name, b->name);
}

/* What is written stays listed: undoing a savepoint may take it out of the index again. */
enum err waiting_write(struct store *s) {
    struct waiting *w = &s->waiting;
    int count = w->count - w->written;
    if (!count) return OK;
    struct waiting_words **order = NEWS(w->mem, (size_t)count, struct waiting_words *);
    for (int i = 0; i < count; i++)
        order[i] = &w->words[w->written + i];
    qsort(order, (size_t)count, sizeof *order, in_order);
    for (int i = 0; i < count; i++) /* of several words for one record the latest */
        if (i + 1 == count || !same_record(order[i], order[i + 1]))
            TRY(write_one(s, order[i]));
    w->written = w->count;
    return OK;
}

enum err waiting_put(struct store *s, struct str name, int64_t id, struct str words) {
    struct waiting_words one = {name, words, id};
    if (s->transaction != TRANSACTION_WRITE) return write_one(s, &one);
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
