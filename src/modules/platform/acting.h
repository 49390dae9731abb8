/* acting.h - private to platform/: what the program does on a person's behalf with records
 * of its own (views, files), whatever their role says about those kinds. */
#ifndef MODULES_PLATFORM_ACTING_H
#define MODULES_PLATFORM_ACTING_H

#include "records/rules/rights.h"

/* The actor with every right; set it as cx->actor for one verb, then set the own
 * one back. */
static inline struct actor actor_raised(const struct ctx *cx) {
    struct actor actor = *cx->actor;
    actor.administrator = true;
    return actor;
}

#endif
