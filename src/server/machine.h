/* machine.h - time and randomness of the machine, which nothing below the server
 * asks for. */
#ifndef SERVER_MACHINE_H
#define SERVER_MACHINE_H

#include "base/str.h"

/* Keep memory that requests take again and again, instead of giving it to the system and
 * having every page of it faulted in anew. Once, at start. */
void machine_keep_memory(void);
/* Give the system back what is free now; it takes some milliseconds. */
void machine_trim_memory(void);

int64_t machine_now_ms(void);  /* since 1970 */
int64_t machine_tick_us(void); /* since some moment; never steps back */

enum { RANDOM_SEED_BYTES = 32, RANDOM_POOL_BYTES = 4096 };

/* One thread's random bytes, drawn in large pieces from a cipher whose key replaces itself,
 * so that a request costs no system call and what was given out cannot be worked out
 * afterwards. */
struct random_pool {
    unsigned char seed[RANDOM_SEED_BYTES];
    unsigned char bytes[RANDOM_POOL_BYTES];
    size_t left;
};

void random_init(struct random_pool *r);
void random_take(struct random_pool *r, void *out,
                 size_t n); /* n <= RANDOM_POOL_BYTES / 2 */

#endif
