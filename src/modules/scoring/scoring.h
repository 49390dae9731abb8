/* scoring.h - who is likely to buy: what is foretold of deals, points by rules, what stages are worth,
 * and what was found out about leads. Above sales, requests and trade, whose records it looks at. */
#ifndef MODULES_SCORING_H
#define MODULES_SCORING_H

#include "modules/module.h"

extern const struct module module_scoring;

#endif
