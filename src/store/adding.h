/* adding.h - new rows that wait for others of their table, so that many go in by one
 * store_pour; private to store/. They wait while rows are added and nothing else is asked:
 * whatever looks, changes or ends something writes them first. Where an engine has no
 * quicker way for many, none wait. */
#ifndef STORE_ADDING_H
#define STORE_ADDING_H

#include "store/pour.h"

enum {
    ADDING_TABLES = 8,                    /* rows of so many wait at once, … */
    ADDING_BYTES_MOST = 16 * 1024 * 1024, /* … and so much of them */
    ADDING_FEW = 32, /* so many of a table go one by one, with what else is on its way */
};

struct added {
    const struct row_form *form;
    struct value *values; /* row after row */
    int rows, room;
};

struct adding {
    struct arena *mem; /* made when the first row waits */
    struct added tables[ADDING_TABLES];
    int count;
};

/* Write what waits; nothing waits any more, even after a failure. */
enum err adding_write(struct store *s);
/* Forget what waits: its transaction or savepoint is undone. */
void adding_clear(struct store *s);
void adding_done(struct store *s);

#endif
