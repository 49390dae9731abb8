#include "store/waiting.h"

#include "base/arena.h"
#include "store/driver.h"

#include <assert.h>

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

enum err waiting_put(struct store *s, struct str name, int64_t id, struct str words) {
    struct waiting_words one = {name, words, id};
    if (s->savepoints) {
        add(&s->waiting, one);
        return OK;
    }
    TRY(waiting_write(s));
    return write_one(s, &one);
}

/* What is written stays listed: undoing a savepoint may take it out of the index again. */
enum err waiting_write(struct store *s) {
    struct waiting *w = &s->waiting;
    for (; w->written < w->count; w->written++)
        TRY(write_one(s, &w->words[w->written]));
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
