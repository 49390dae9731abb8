/* module.h - what a part of the business brings: tables, rules, jobs. The tables of
 * all modules are joined in app/; nothing registers itself. */
#ifndef MODULES_MODULE_H
#define MODULES_MODULE_H

#include "records/meta/meta.h"
#include "store/schema.h"

struct ctx;
struct job_kind;

struct module {
    const char *name;
    const struct entity_rules *const *rules; /* ends in NULL; may be NULL */
    const struct follower *const *followers; /* the same */
    const struct table *tables;              /* beside those of its entities */
    int table_count;
    const struct job_kind
        *jobs; /* ends in a NULL name; may be NULL; see records/rules/jobs.h */
    /* What an organisation has of it from the beginning, in its language; may be NULL. Called
     * once more where a later release brings the module: what is there stays. */
    enum err (*begin)(struct ctx *cx);
};

#endif
