/* part.h - what belongs to a deal and lies in records of its own: who works on it, what was answered. Whoever
 * may change the deal changes them, whatever their role says of such records; nobody else does. */
#ifndef SALES_PART_H
#define SALES_PART_H

#include "records/data/record.h"

/* For the rules of such a kind; `field` links to the deal. ERR_INVALID, with a problem: there is no such
 * deal, or the actor may not change it, or not the one that it belonged to before. */
enum err part_check(struct ctx *cx, const struct record *old, struct record *new, int field,
                    struct record *out_deal);
/* The same of one that was deleted. */
enum err part_deleted(struct ctx *cx, const struct record *old, int field);

/* Create, change or delete one of a deal that the actor may change: the caller asked. */
enum err part_put(struct ctx *cx, struct record *r);
enum err part_drop(struct ctx *cx, const struct entity *e, int64_t id);

#endif
