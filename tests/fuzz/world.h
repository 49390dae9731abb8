/* world.h - an organisation in memory with a few records, for fuzzers that need one. Made
 * at the first call; what a fuzzer writes it takes back, so every input meets the same
 * world. */
#ifndef TESTS_FUZZ_WORLD_H
#define TESTS_FUZZ_WORLD_H

#include "fuzz.h"

#include "app/app.h"
#include "records/data/record.h"
#include "records/rules/rights.h"
#include "store/store.h"

struct world {
    struct store *store;
    struct organisation *organisation;
    struct app *app;
    struct arena *mem;
    struct str bearer;          /* the header of an administrator's token */
    const struct actor *person; /* who reaches own records only */
    int64_t now_ms;
};

const struct world *world_here(void);

/* A context of the program itself that only looks; world_leave ends it. */
struct ctx *world_enter(const struct world *w);
void world_leave(const struct world *w);

#endif
