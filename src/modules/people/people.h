/* people.h - customers, what was said with them, and what comes next. Below every other
 * module. */
#ifndef MODULES_PEOPLE_H
#define MODULES_PEOPLE_H

#include "modules/module.h"

extern const struct module module_people;

#endif
