/* trade.c - joins the parts of the module. */
#include "modules/trade/trade.h"

const struct module module_trade = {.name = "trade"};
