/* list.h - pages of records: filtered, searched, sorted, within the actor's rights.
 * Pages are keyed by the last row's sort value and id, so the thousandth costs what the
 * first does and a new record never shifts the rest. */
#ifndef RECORDS_LIST_H
#define RECORDS_LIST_H

#include "records/data/filter.h"
#include "records/data/plan.h"
#include "records/data/record.h"
#include "records/rules/rights.h"

enum { LIST_PAGE = 50, LIST_PAGE_MOST = 200, LIST_COUNT_CAP = 1000 };

struct list_query {
    const struct entity *entity;
    const struct filter *filter;       /* NULL: all */
    struct str search;                 /* as typed; empty: all */
    const struct selection *selection; /* what is read; NULL: all fields */
    const struct field *sort;          /* NULL: by id */
    bool descending;
    bool standard;     /* the order of the definition: with what comes first in it */
    int64_t party;     /* only this party's records; 0: all */
    struct str cursor; /* from an earlier page; empty: the first */
    bool backward;     /* the page before the cursor */
    int limit;         /* 0: LIST_PAGE */
    bool plain;        /* without rights: the program's own reasoning */
    enum action
        action; /* what the actor must be allowed: ACT_READ, or ACT_EXPORT for a file */
};

struct record_list {
    struct record *records;
    int count;
    struct str next, previous; /* cursors; empty at an end */
};

enum err list_page(struct ctx *cx, const struct list_query *list, struct record_list *out);
/* The same in two steps. What was asked lies in the context's memory; what `list` points to
 * lives until the answer is read. */
struct list_asked;
enum err list_ask(struct ctx *cx, const struct list_query *list, struct list_asked **out);
enum err list_read(struct ctx *cx, struct list_asked *asked, struct record_list *out);
/* At most `cap` + 1 is counted (0: exactly, however long it takes). */
enum err list_count(struct ctx *cx, const struct list_query *list, int64_t cap,
                    int64_t *out);
/* The same in two steps; the first row's first column is the count. */
enum err list_count_ask(struct ctx *cx, const struct list_query *list, int64_t cap,
                        struct rows *out);
/* What the numeric field `f` comes to in all that the query finds. With `weight`, a percent of the
 * same kind, also each value times its percent (an empty one counts as 0), added up and then rounded
 * once (data/total.h). Null: more than can be told. */
struct list_total {
    struct value sum, weighted;
};
enum err list_total(struct ctx *cx, const struct list_query *list, const struct field *f,
                    const struct field *weight, struct list_total *out);
/* The count for each value of a field: the heads of a board's columns. */
struct list_group {
    struct value key;
    int64_t count;
};
enum err list_groups(struct ctx *cx, const struct list_query *list, const struct field *by,
                     struct list_group **out, int *out_count);

/* Search as one types: best first (whole words, beginnings of the first word,
 * then newest). */
struct hit {
    int64_t id;
    struct str title, detail; /* detail: what distinguishes it, such as its phone */
};
enum err list_hits(struct ctx *cx, const struct entity *e, struct str typed, int limit,
                   struct hit **out, int *out_count);
/* The same in several kinds, which are asked side by side. */
struct kind_hits {
    const struct entity *entity;
    struct hit *hits;
    int count;
};
enum err list_hits_of(struct ctx *cx, struct str typed, int limit, struct kind_hits *kinds,
                      int kind_count);

#endif
