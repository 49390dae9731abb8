/* import_pipe.h - a file into the records by two threads: one reads rows and makes them
 * ready, the other writes them, in large transactions. */
#ifndef CLI_IMPORT_PIPE_H
#define CLI_IMPORT_PIPE_H

#include "cli/house.h"
#include "cli/import_aside.h"
#include "cli/progress.h"
#include "host/table_file.h"
#include "records/import/import.h"

#include <stdio.h>

struct import_run {
    struct house *house;
    const struct import_plan *plan;
    struct table_file *file; /* behind its header row */
    struct progress *bar;    /* NULL: none */
    FILE *errors;            /* for the refused rows; NULL: they are only counted */
    const struct actor *actor;
    int64_t batch;       /* of the journal */
    struct aside *aside; /* the search that is made meanwhile; NULL: none */
    bool dry;            /* read and compare, write nothing */
    int64_t expected;    /* about so many rows */
    struct import_counts counts;
    int64_t spared; /* cells left empty */
};

/* Import all rows that are left in the file. What was written before a failure stays. */
enum err import_pipe(struct import_run *run);

#endif
