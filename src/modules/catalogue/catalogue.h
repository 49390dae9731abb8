/* catalogue.h - what is sold and for how much. Below sales, so that deals and requests may name a
 * product; a price is asked for through prices.h. */
#ifndef MODULES_CATALOGUE_H
#define MODULES_CATALOGUE_H

#include "modules/module.h"

extern const struct module module_catalogue;

#endif
