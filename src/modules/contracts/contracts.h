/* contracts.h - what goes on with a customer for a time: contracts, subscriptions. Above trade. */
#ifndef MODULES_CONTRACTS_H
#define MODULES_CONTRACTS_H

#include "modules/module.h"

extern const struct module module_contracts;

#endif
