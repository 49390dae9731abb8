#include "cli/import_aside.h"

#include "base/arena.h"
#include "cli/belt.h"

#include <stdlib.h>

enum {
    CHUNK_WORDS = 2000, /* handed over at once */
    CHUNKS = 64,        /* on their way: the writer is ahead by some seconds */
};

struct chunk {
    struct arena *mem;
    struct {
        int64_t id;
        struct str words;
    } at[CHUNK_WORDS];
    int count;
};

struct aside {
    struct writer *from;
    struct str name;
    struct store *store;
    struct chunk
        chunks[CHUNKS]; /* the writer of records fills them, the thread empties them */
    struct belt belt;
    enum err err; /* of the thread */
    pthread_t thread;
};

/* ---- The thread ---- */

static enum err put_chunk(struct aside *a, const struct chunk *c) {
    struct writer *w = store_writer(a->store);
    TRY(store_begin(a->store));
    for (int i = 0; i < c->count; i++)
        TRY(search_put(w, a->name, c->at[i].id, c->at[i].words));
    return store_commit(a->store);
}

/* After a failure chunks are only taken, so that the writer of records never waits. */
static void *index_all(void *aside) {
    struct aside *a = aside;
    for (int i; (i = belt_await_full(&a->belt)) >= 0; belt_empty(&a->belt)) {
        struct chunk *c = &a->chunks[i];
        if (a->err == OK) a->err = put_chunk(a, c);
        arena_reset(c->mem);
        c->count = 0;
    }
    if (a->err == OK) a->err = search_tidy(store_writer(a->store), a->name);
    return NULL;
}

/* ---- Handing over ---- */

static enum err take(void *self, int64_t id, struct str words) {
    struct aside *a = self;
    struct chunk *c = &a->chunks[belt_await_empty(&a->belt)];
    c->at[c->count].id = id;
    c->at[c->count].words = str_dup(c->mem, words);
    if (++c->count == CHUNK_WORDS) belt_fill(&a->belt);
    return OK;
}

/* ---- From begin to end ---- */

static enum err open_store(struct aside *a) {
    TRY(store_open(&(struct store_options){.create = true}, &a->store, NULL));
    TRY(search_create(store_writer(a->store), a->name));
    return search_expect(store_writer(a->store), a->name);
}

struct aside *aside_begin(struct writer *w, struct str name) {
    struct aside *a = calloc(1, sizeof *a);
    if (!a) return NULL;
    *a = (struct aside){.from = w, .name = name, .belt = BELT(CHUNKS)};
    for (int i = 0; i < CHUNKS; i++)
        a->chunks[i].mem = arena_create();
    if (open_store(a) != OK || pthread_create(&a->thread, NULL, index_all, a)) {
        aside_free(a);
        return NULL;
    }
    search_divert(w, name, take, a);
    return a;
}

void aside_last(struct aside *a) {
    search_divert(a->from, STR(""), NULL, NULL);
    if (a->chunks[belt_await_empty(&a->belt)].count) belt_fill(&a->belt);
    belt_end(&a->belt);
}

enum err aside_end(struct aside *a) {
    pthread_join(a->thread, NULL);
    return a->err;
}

enum err aside_adopt(struct aside *a, const char *path) {
    return search_adopt(a->store, path, a->name);
}

void aside_free(struct aside *a) {
    if (!a) return;
    store_close(a->store);
    for (int i = 0; i < CHUNKS; i++)
        arena_free(a->chunks[i].mem);
    free(a);
}
