/* offers.h - what to offer a customer next, and what comes of it. Above trade, whose orders it
 * counts. */
#ifndef MODULES_OFFERS_H
#define MODULES_OFFERS_H

#include "modules/module.h"

extern const struct module module_offers;

#endif
