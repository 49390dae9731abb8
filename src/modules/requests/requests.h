/* requests.h - forms on an organisation's site, what comes by them, and who answers it. Above sales,
 * where a request becomes a deal. */
#ifndef MODULES_REQUESTS_H
#define MODULES_REQUESTS_H

#include "modules/module.h"

extern const struct module module_requests;

#endif
