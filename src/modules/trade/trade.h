/* trade.h - quotes, and the orders that come of them. Above sales and the catalogue. */
#ifndef MODULES_TRADE_H
#define MODULES_TRADE_H

#include "modules/module.h"

extern const struct module module_trade;

#endif
