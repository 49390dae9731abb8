/* import_bulk.h - before and after much is written: what is kept in order row by row is put
 * off until the end, where sorting it once is far less work. */
#ifndef CLI_IMPORT_BULK_H
#define CLI_IMPORT_BULK_H

#include "cli/import_pipe.h"

/* About how many rows a file has, by its size and its first rows. */
int64_t bulk_rows(int64_t file_bytes, const struct import_sample *sample);

/* Put off what can be; nothing in a dry run. A crash before bulk_end is mended when the
 * organisation is opened next. */
enum err bulk_begin(struct import_run *run);
/* Put it in order, and let the planner look at the data again. `whole`: no transaction was
 * undone meanwhile. */
enum err bulk_end(struct import_run *run, bool whole);

#endif
