/* reason.h - why something typed was refused: a stable key and the words for it. */
#ifndef PERSIAN_REASON_H
#define PERSIAN_REASON_H

struct reason {
    const char *key, *fa, *en;
};

#endif
