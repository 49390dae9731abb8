/* field.h - what is done where customers are: visit plans, visits, and dealers compared. Above
 * people. */
#ifndef MODULES_FIELD_H
#define MODULES_FIELD_H

#include "modules/module.h"

extern const struct module module_field;

#endif
