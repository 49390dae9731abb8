/* waiting.h - search words that wait for the end of their transaction; private to store/.
 * A full-text index gathers in memory what is put into it, but writes that out at every
 * savepoint and whenever an identifier is smaller than the one before. Each request of a
 * group has a savepoint: every one would leave a piece of index to be merged later. So words
 * wait, and are written in the order of their identifiers before the commit, or earlier when
 * the index is asked; an undone savepoint takes its own with it. */
#ifndef STORE_WAITING_H
#define STORE_WAITING_H

#include "store/store.h"

enum {
    SAVEPOINTS_MOST = 8,  /* one inside the other */
    WAITING_MOST = 20000, /* so many are written, where no savepoint may take them back */
};

struct waiting_words;

/* A record and what it is to be found by; without words it is taken out of the index. */
struct search_entry {
    int64_t id;
    struct str words;
};

struct waiting {
    struct arena *mem; /* made when the first words wait */
    struct waiting_words *words;
    int count, room;
    int written; /* so many from the first on are in the index */
    struct waiting_mark {
        int count, written;
    } marks[SAVEPOINTS_MOST]; /* as it was when each open savepoint began */
};

/* Put or replace a record's words, or take it out of the index when there are none: later, or
 * now outside of a transaction. The name must outlive the transaction. */
enum err waiting_put(struct store *s, struct str name, int64_t id, struct str words);
/* Write what waits, so that the index may be asked. */
enum err waiting_write(struct store *s);

/* The edges: a savepoint begins, is undone; the transaction is over; the store closes. */
void waiting_mark(struct store *s);
void waiting_undo(struct store *s);
void waiting_clear(struct store *s);
void waiting_done(struct store *s);

#endif
