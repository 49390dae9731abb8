/* tables.h - what the program is made of: the tables of all floors, joined. */
#ifndef APP_TABLES_H
#define APP_TABLES_H

#include "http/router.h"
#include "modules/module.h"
#include "records/rules/jobs.h"

extern const struct module *const app_modules[]; /* ends in NULL */
extern const struct job_kind app_jobs[]; /* of the program itself; ends in a NULL name */
extern const struct route_list *const app_routes[]; /* ends in NULL */

#endif
