#include "cli/belt.h"

static bool is_full(const struct belt *b) {
    return b->filled - b->emptied == b->slots;
}

static bool is_empty(const struct belt *b) {
    return b->filled == b->emptied;
}

/* Wait while it `stands`, unless it is over. */
static void wait_while(struct belt *b, bool (*stands)(const struct belt *)) {
    while (stands(b) && !b->over)
        pthread_cond_wait(&b->moved, &b->lock);
}

int belt_await_empty(struct belt *b) {
    pthread_mutex_lock(&b->lock);
    wait_while(b, is_full);
    int slot = b->over ? -1 : b->filled % b->slots;
    pthread_mutex_unlock(&b->lock);
    return slot;
}

int belt_await_full(struct belt *b) {
    pthread_mutex_lock(&b->lock);
    wait_while(b, is_empty);
    int slot = is_empty(b) ? -1 : b->emptied % b->slots;
    pthread_mutex_unlock(&b->lock);
    return slot;
}

static void count_up(struct belt *b, int *counter) {
    pthread_mutex_lock(&b->lock);
    (*counter)++;
    pthread_cond_broadcast(&b->moved);
    pthread_mutex_unlock(&b->lock);
}

void belt_fill(struct belt *b) {
    count_up(b, &b->filled);
}

void belt_empty(struct belt *b) {
    count_up(b, &b->emptied);
}

void belt_end(struct belt *b) {
    pthread_mutex_lock(&b->lock);
    b->over = true;
    pthread_cond_broadcast(&b->moved);
    pthread_mutex_unlock(&b->lock);
}
