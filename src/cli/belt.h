/* belt.h - what goes from one thread to another by slots in a ring: the first fills them in turn, the
 * second empties them in the same order. What a slot holds is the caller's: the belt counts. */
#ifndef CLI_BELT_H
#define CLI_BELT_H

#include <pthread.h>
#include <stdbool.h>

struct belt {
    int slots;
    int filled, emptied; /* counted from the beginning; filled - emptied are on their way */
    bool over;
    pthread_mutex_t lock;
    pthread_cond_t moved;
};

#define BELT(n)                                       \
    ((struct belt){.slots = (n),                      \
                   .lock = PTHREAD_MUTEX_INITIALIZER, \
                   .moved = PTHREAD_COND_INITIALIZER})

/* Of the first thread: the slot to fill, once it is free; -1: nobody wants more. */
int belt_await_empty(struct belt *b);
void belt_fill(struct belt *b);
/* Of the second: the slot to empty, once it is filled; -1: all are empty and no more will come. */
int belt_await_full(struct belt *b);
void belt_empty(struct belt *b);
/* Of either: no more will come, or nobody wants more. */
void belt_end(struct belt *b);

#endif
