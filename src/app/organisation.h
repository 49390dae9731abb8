/* organisation.h - what the handles of one organisation share; read-only once it
 * is open. */
#ifndef APP_ORGANISATION_H
#define APP_ORGANISATION_H

#include "app/app.h"
#include "app/tables.h"
#include "records/rules/jobs.h"

enum { TABLES_VERSION = 6 }; /* raised by a release that changes the tables */

struct organisation {
    struct arena *mem;
    const struct host *host;
    const struct catalog *catalog;
    const struct router *router;
    const struct job_kind **jobs; /* of all modules; ends in NULL */
    int64_t latest_id;            /* that was made when it was opened */
};

/* Every table an organisation has, beside those an engine adds for search and files. */
struct table_list {
    const struct table **tables;
    int count;
};
struct table_list organisation_tables(const struct organisation *o, struct arena *mem);

#endif
