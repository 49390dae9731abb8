#include "cli/import_bulk.h"

#include "records/data/plan.h"
#include "records/data/record.h"
#include "store/query.h"
#include "store/search.h"

enum {
    ROWS_LEAST = 20000, /* fewer are written sooner than an index is made */
    /* Indexes are made anew where no more than so many records for a row are there. */
    THERE_MOST = 2,
    ASIDE_MOST = 1000000, /* records whose index has room in memory: some 800 MB */
};

int64_t bulk_rows(int64_t file_bytes, const struct import_sample *sample) {
    int64_t bytes = 0;
    for (int i = 0; i < sample->count; i++)
        for (size_t c = 0; c < sample->rows[i].count; c++)
            bytes += (int64_t)sample->rows[i].cells[c].n + 1; /* and what parts it */
    return bytes ? file_bytes * sample->count / bytes : 0;
}

/* One thing done in a transaction of its own. */
static enum err in_transaction(struct import_run *run,
                               enum err (*act)(struct import_run *)) {
    struct house *h = run->house;
    TRY(house_begin(h));
    enum err e = act(run);
    if (e == OK) e = house_keep(h);
    if (e != OK) house_undo(h);
    return e;
}

/* ---- Before ---- */

static enum err drop_indexes(struct import_run *run, int64_t there) {
    const struct import_plan *plan = run->plan;
    struct ctx *cx = run->house->cx;
    struct str kept[IMPORT_MATCHES];
    if (run->expected < ROWS_LEAST || there > run->expected * THERE_MOST) return OK;
    for (int i = 0; i < plan->match_count; i++)
        kept[i] = import_match_column(cx->mem, plan->match[i]);
    return schema_expect(cx->writer, &plan->entity->plan->table, kept, plan->match_count);
}

/* The search of a kind without records is made by a thread of its own. */
static bool goes_aside(const struct import_run *run, int64_t there) {
    return !there && run->plan->entity->searched && run->expected >= ROWS_LEAST
           && run->expected <= ASIDE_MOST && store_is_file(house_path(run->house->call));
}

static enum err put_off(struct import_run *run) {
    const struct entity *e = run->plan->entity;
    struct ctx *cx = run->house->cx;
    struct writer *w = cx->writer;
    int64_t there = 0;
    TRY(query_count(cx->db, cx->mem, e->name, &there));
    TRY(drop_indexes(run, there));
    if (goes_aside(run, there)) run->aside = aside_begin(w, e->name);
    return e->searched && !run->aside ? search_expect(w, e->name) : OK;
}

enum err bulk_begin(struct import_run *run) {
    return run->dry ? OK : in_transaction(run, put_off);
}

/* ---- After ---- */

static enum err tidy_search(struct import_run *run) {
    const struct entity *e = run->plan->entity;
    return e->searched ? search_tidy(run->house->cx->writer, e->name) : OK;
}

static enum err reindex(struct import_run *run) {
    return record_reindex(run->house->cx, run->plan->entity);
}

/* What was made aside has words of records that a failure took back; and somebody else may
 * have come into the index meanwhile. Then it is made from the records themselves. */
static enum err end_search(struct import_run *run, bool whole) {
    if (!run->aside) return in_transaction(run, tidy_search);
    enum err e = aside_end(run->aside);
    if (e == OK && whole) e = aside_adopt(run->aside, house_path(run->house->call));
    aside_free(run->aside);
    run->aside = NULL;
    return e == OK && whole ? OK : in_transaction(run, reindex);
}

static enum err make_index(struct import_run *run) {
    return schema_tidy(run->house->cx->writer, &run->plan->entity->plan->table);
}

static enum err make_indexes(struct import_run *run) {
    enum err e;
    do
        e = in_transaction(run, make_index);
    while (e == OK);
    return e == ERR_ABSENT ? OK : e;
}

/* The thread of the search has work left, which it does beside the indexes. */
enum err bulk_end(struct import_run *run, bool whole) {
    if (run->dry) return OK;
    if (run->aside) aside_last(run->aside);
    enum err e = make_indexes(run), end = end_search(run, whole);
    if (e == OK) e = end;
    if (e != OK || !run->counts.of[IMPORT_CREATED]) return e;
    TRY(store_analyse(run->house->store));
    return store_checkpoint(run->house->store);
}
