/* sales.h - what is sold, to whom, and how far it came. Above people, which it meets through a
 * party's id. */
#ifndef MODULES_SALES_H
#define MODULES_SALES_H

#include "modules/module.h"

extern const struct module module_sales;

#endif
