#include "cli/import_pipe.h"

#include "app/app.h"
#include "base/arena.h"
#include "cli/belt.h"
#include "server/machine.h"

#include <stdlib.h>

enum {
    BATCH_ROWS = 500,
    BATCH_BYTES = 1024 * 1024, /* of cells; the row that goes beyond is the batch's last */
    BATCHES = 8,               /* on their way between the threads */
    COMMIT_ROWS = 50000,       /* in one transaction */
    READER_DEVICE = STORE_SEATS, /* and on: makes other identifiers than any writer does */
};

/* Rows made ready, with the memory they live in. */
struct batch {
    struct arena *mem;
    struct table_row cells[BATCH_ROWS];
    struct import_row rows[BATCH_ROWS];
    int count;
    int64_t place; /* bytes of the file taken so far */
    enum err err;  /* why there are no rows after these; ERR_ABSENT: the file is over */
};

struct pipe {
    struct import_run *run;
    struct importer *importer;
    struct ctx reading;
    struct id_maker ids;
    struct store *store;           /* the reader's own connection */
    struct arena *scratch;         /* of the row being written */
    struct batch batches[BATCHES]; /* the reader fills them, the writer empties them */
    struct belt belt;
};

/* ---- Reading ---- */

/* The reader's window moves on; the batch keeps its cells. The bytes they take. */
static size_t keep_cells(struct arena *mem, struct table_row *row) {
    struct str *cells = NEWS(mem, row->count, struct str);
    size_t n = 0;
    for (size_t i = 0; i < row->count; i++)
        n += row->cells[i].n;
    char *text = arena_alloc(mem, n);
    for (size_t i = 0; i < row->count; i++) {
        cells[i] = str_n(text, row->cells[i].n);
        if (cells[i].n) memcpy(text, row->cells[i].p, cells[i].n);
        text += cells[i].n;
    }
    row->cells = cells;
    return n;
}

static void fill(struct pipe *p, struct batch *b) {
    struct ctx cx = p->reading;
    struct table_source *source = p->run->file->source;
    arena_reset(b->mem);
    cx.mem = b->mem;
    cx.now_ms = machine_now_ms();
    b->err = OK;
    size_t bytes = 0;
    for (b->count = 0; b->count < BATCH_ROWS && bytes < BATCH_BYTES; b->count++) {
        struct table_row *cells = &b->cells[b->count];
        b->err = table_next(source, cells);
        if (b->err == OK) bytes += keep_cells(b->mem, cells);
        if (b->err == OK) b->err = import_read(&cx, p->importer, cells, &b->rows[b->count]);
        if (b->err != OK) break;
    }
    b->place = p->run->file->read;
}

static void *read_all(void *pipe) {
    struct pipe *p = pipe;
    for (int i; (i = belt_await_empty(&p->belt)) >= 0;) {
        fill(p, &p->batches[i]);
        bool more = p->batches[i].err == OK;
        belt_fill(&p->belt);
        if (!more) break;
    }
    return NULL;
}

/* ---- Writing ---- */

static enum err put_error(struct import_run *run, struct ctx *cx,
                          const struct table_row *cells, const struct import_row *row) {
    if (!run->errors) return OK;
    struct buf out = buf_in(cx->mem, 0);
    import_errors_row(cx, run->plan, cells, row->problems, &out);
    return fwrite(out.p, 1, out.n, run->errors) == out.n ? OK : ERR_IO;
}

/* What would become of a row. */
static enum err foresee(struct ctx *cx, const struct importer *im, struct import_row *row,
                        enum import_outcome *out) {
    int64_t there = 0;
    if (!row->problems) TRY(import_match(cx, im, row, &there));
    if (!there && !row->problems) row->problems = row->unready;
    *out = row->problems                                      ? IMPORT_REFUSED
           : !there                                           ? IMPORT_CREATED
           : importer_plan(im)->duplicates == DUPLICATES_SKIP ? IMPORT_SKIPPED
                                                              : IMPORT_CHANGED;
    return OK;
}

static enum err write_row(struct pipe *p, struct ctx *cx, const struct table_row *cells,
                          struct import_row *row) {
    struct import_run *run = p->run;
    enum import_outcome outcome;
    if (import_row_empty(row)) return OK;
    TRY(run->dry ? foresee(cx, p->importer, row, &outcome)
                 : import_write(cx, p->importer, row, &outcome));
    run->counts.rows++;
    run->counts.of[outcome]++;
    for (const struct problem *spared = row->spared; spared; spared = spared->next)
        run->spared++;
    return outcome == IMPORT_REFUSED ? put_error(run, cx, cells, row) : OK;
}

static enum err write_batch(struct pipe *p, struct ctx *cx, struct batch *b) {
    struct ctx asking = *cx, writing = *cx;
    asking.mem = b->mem;
    writing.mem = p->scratch;
    TRY(import_ask(&asking, p->importer, b->rows, b->count));
    for (int i = 0; i < b->count; i++) {
        struct import_row row = b->rows[i];
        arena_reset(p->scratch);
        TRY(write_row(p, &writing, &b->cells[i], &row));
    }
    return OK;
}

/* One transaction; OK while there is more. */
static enum err write_some(struct pipe *p) {
    struct import_run *run = p->run;
    enum err e = house_begin(run->house), end = OK;
    struct ctx *cx = run->house->cx;
    cx->batch = run->batch;
    cx->actor = run->actor;
    for (int rows = 0; e == OK && end == OK && rows < COMMIT_ROWS;) {
        struct batch *b = &p->batches[belt_await_full(&p->belt)];
        e = write_batch(p, cx, b);
        end = b->err;
        rows += b->count;
        if (run->bar) progress_move(run->bar, b->place);
        belt_empty(&p->belt);
    }
    if (e == OK) e = house_keep(run->house);
    if (e != OK) house_undo(run->house);
    return e == OK ? end : e;
}

/* ---- Together ---- */

static enum err open_reader(struct pipe *p, struct ctx *cx) {
    struct store_options options = {.path = house_path(p->run->house->call),
                                    .read_only = true};
    TRY(store_open(&options, &p->store, NULL));
    int seat = store_seat(p->run->house->store);
    p->ids = (struct id_maker){.device = READER_DEVICE + seat};
    p->reading = *cx;
    p->reading.db = store_reader(p->store);
    p->reading.writer = NULL;
    p->reading.ids = &p->ids;
    p->reading.actor = p->run->actor;
    p->reading.settings = NULL; /* the writer may load them anew */
    return OK;
}

static enum err run_threads(struct pipe *p) {
    pthread_t reader;
    if (pthread_create(&reader, NULL, read_all, p)) return ERR_BUSY;
    enum err e;
    do
        e = write_some(p);
    while (e == OK);
    belt_end(&p->belt);
    pthread_join(reader, NULL);
    return e == ERR_ABSENT ? OK : e;
}

enum err import_pipe(struct import_run *run) {
    struct pipe *p = calloc(1, sizeof *p);
    if (!p) abort();
    *p = (struct pipe){.run = run, .belt = BELT(BATCHES)};
    struct ctx *cx = NEW(run->house->call->mem, struct ctx);
    *cx = *run->house->cx;
    cx->mem = run->house->call->mem;
    cx->actor = run->actor;
    p->importer = importer_create(cx, run->plan);
    p->scratch = arena_create();
    for (int i = 0; i < BATCHES; i++)
        p->batches[i].mem = arena_create();
    enum err e = open_reader(p, cx);
    if (e == OK) e = run_threads(p);
    store_close(p->store);
    arena_free(p->scratch);
    for (int i = 0; i < BATCHES; i++)
        arena_free(p->batches[i].mem);
    free(p);
    return e;
}
