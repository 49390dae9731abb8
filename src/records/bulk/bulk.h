/* bulk.h - one act on many records of a kind: a field is set, or they are deleted. Which
 * ones: those that were chosen, or all that a filter and a search find.
 *
 * Every record asks for its own right and meets its own checks; one that is refused is
 * counted, and the others go through. The job `records.bulk` does it, step by step; what it
 * did is one batch of the journal, so it is taken back as one. */
#ifndef RECORDS_BULK_H
#define RECORDS_BULK_H

#include "records/data/list.h"
#include "records/rules/jobs.h"

enum {
    BULK_STEP_ROWS = 50,
    BULK_CHOSEN = LIST_PAGE_MOST, /* one by one; more by a filter */
    BULK_REASONS = 8, /* told apart; what is refused for others is only counted */
};

struct bulk_plan {
    const struct entity *entity;
    const struct field *field; /* what is set; NULL: they are deleted */
    struct value value;        /* a list of values is added to, not replaced */
    int64_t chosen[BULK_CHOSEN];
    int chosen_count;          /* 0: all that these find */
    struct str filter, search; /* as texts of filter.h */
};

struct bulk_count {
    int64_t done, refused;
    /* Why, in words, and how many for that; in the order they came. A record that is refused
     * for several reasons counts for the first. */
    struct bulk_reason {
        struct str text;
        int64_t count;
    } reasons[BULK_REASONS];
    int reason_count;
};

/* "12 records: the reason". */
struct str bulk_reason_words(struct ctx *cx, const struct bulk_reason *reason);
/* How many were refused for reasons that are not told apart. */
int64_t bulk_others(const struct bulk_count *count);

/* Whether a field can be set for many at once. */
bool bulk_takes(const struct field *f);

enum err bulk_start(struct ctx *cx, const struct bulk_plan *plan, int64_t *out_job);
/* The plan of a job of the actor's, and what came of it so far. */
enum err bulk_plan_of(struct ctx *cx, const struct job *job, struct bulk_plan *out);
enum err bulk_count_of(struct ctx *cx, const struct job *job, struct bulk_count *out);
enum err bulk_step(struct ctx *cx, struct job *job, bool *out_more);

/* Begin the job that takes back what a job of the actor's did. */
enum err bulk_take_back(struct ctx *cx, const struct job *job, int64_t *out_job);

#endif
