/* pour.h - replies that are too long for memory: the bytes of a pile (records/data/pile.h)
 * go out piece by piece, each read when the one before has left. */
#ifndef SERVER_POUR_H
#define SERVER_POUR_H

#include <stdbool.h>

struct arena;
struct exchange;
struct pour;
struct store;

struct pours {
    struct pour *first;
    struct store *store;   /* the loop's */
    struct arena *scratch; /* for one piece */
};

/* Take over an exchange whose reply is a pile; the exchange is free afterwards. */
void pour_open(struct pours *p, struct exchange *x);
/* Let go of those whose client has gone. */
void pours_beat(struct pours *p);
void pours_end(struct pours *p);

#endif
