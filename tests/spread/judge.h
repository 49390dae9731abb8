/* judge.h - whether a statement can run where rows are spread over several machines
 * (store/spread.h), by PostgreSQL's own parser. What an engine that shards by key asks:
 *
 *   - tables that are joined, or asked of from inside each other, meet by equality of what
 *     spreads them; a part that could be asked by itself may stand for itself;
 *   - a change leaves alone what says on which machine its row lies;
 *   - rows put in at once are plain values, and what conflicts names what spreads them;
 *   - nothing that is spread is walked by recursion. */
#ifndef TESTS_SPREAD_JUDGE_H
#define TESTS_SPREAD_JUDGE_H

#include "store/schema.h"

struct arena;

/* The tables of an organisation; those of search are spread by their identifier. */
struct spread_tables {
    const struct table *const *tables;
    int count;
};

struct verdict {
    bool parsed;     /* it is one statement of the language */
    struct str why;  /* empty: it can run */
    struct str wide; /* the first table asked on every machine, not by what spreads it */
};

/* Judge `sql`, in the dialect of the store: values are ?1, ?2, … */
struct verdict judge(struct arena *mem, const struct spread_tables *tables, struct str sql);

#endif
