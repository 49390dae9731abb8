/* samples.h - a value for each type of field, and so a body for each kind of record, as the API
 * takes it: for tests that go over all kinds there are. */
#ifndef TESTS_SAMPLES_H
#define TESTS_SAMPLES_H

#include "kit.h"

struct samples {
    struct kit *k;
    const char *text;                 /* what a text says */
    struct str linked[META_ENTITIES]; /* the id of a record of each kind, by its place */
    struct str bundle;                /* of a product that may consist of others, as JSON */
    struct str stage;                 /* where deals begin, as JSON */
};

/* The kinds others point to, made first; ends in NULL. */
extern const char *const samples_first[];
/* Begin: makes the bundle. */
void samples_begin(struct samples *s, struct kit *k, const char *text);
/* A body with every field that programs may write and that has a sample. */
struct str samples_body(const struct samples *s, const struct entity *e);
/* What rules alone make is refused from outside. */
bool samples_by_rule(const struct entity *e);

#endif
