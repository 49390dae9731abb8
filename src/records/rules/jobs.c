#include "records/rules/jobs.h"

#include "records/rules/rights.h"
#include "store/query.h"
#include "store/schema.h"

#define COLUMN(n, k, r) \
    { STR_INIT(n), COLUMN_##k, r }

static const struct column columns[] = {
    COLUMN("id", INT, true),         COLUMN("user_id", INT, true),
    COLUMN("kind", TEXT, true),      COLUMN("state", INT, true),
    COLUMN("input", TEXT, true),     COLUMN("place", TEXT, true),
    COLUMN("done", INT, true),       COLUMN("total", INT, true),
    COLUMN("result", TEXT, true),    COLUMN("created_at", INT, true),
    COLUMN("started_at", INT, true), COLUMN("ended_at", INT, true),
    COLUMN("due_at", INT, true),     COLUMN("batch", INT, true),
};
static const struct str key[] = {STR_INIT("id")};
static const struct str by_due[] = {STR_INIT("state"), STR_INIT("due_at"), STR_INIT("id")};
static const struct str by_user[] = {STR_INIT("user_id"), STR_INIT("id")};
static const struct index indexes[] = {
    {STR_INIT("job__due"), by_due, 3, false},
    {STR_INIT("job__user"), by_user, 2, false},
};
const struct table job_table = {STR_INIT("job"), columns, 14, key, 1, false, indexes, 2};

#define JOB_COLUMNS                                                                   \
    "SELECT id, user_id, kind, state, input, place, done, total, result, created_at," \
    " started_at, ended_at, due_at, batch FROM job "

static void read_job(struct ctx *cx, struct rows *rows, struct job *out) {
    *out = (struct job){
        .id = rows_int(rows, 0),
        .user = rows_int(rows, 1),
        .kind = str_dup(cx->mem, rows_text(rows, 2)),
        .state = (enum job_state)rows_int(rows, 3),
        .input = str_dup(cx->mem, rows_text(rows, 4)),
        .place = str_dup(cx->mem, rows_text(rows, 5)),
        .done = rows_int(rows, 6),
        .total = rows_int(rows, 7),
        .result = str_dup(cx->mem, rows_text(rows, 8)),
        .created_ms = rows_int(rows, 9),
        .started_ms = rows_int(rows, 10),
        .ended_ms = rows_int(rows, 11),
        .due_ms = rows_int(rows, 12),
        .batch = rows_int(rows, 13),
    };
}

static enum err take_one(struct ctx *cx, struct rows *rows, struct job *out) {
    bool found = rows_next(rows);
    if (found) read_job(cx, rows, out);
    TRY(rows_done(rows));
    return found ? OK : ERR_ABSENT;
}

/* ---- Asking for work ---- */

enum err job_start(struct ctx *cx, const char *kind, struct str input, int64_t due_ms,
                   int64_t *out_id) {
    int64_t id = cx_new_id(cx);
    TRY(store_exec(
        cx->writer,
        SQL("INSERT INTO job (id, user_id, kind, state, input, place, done, total, result,"
            " created_at, started_at, ended_at, due_at, batch)"
            " VALUES (?1, ?2, ?3, ?4, ?5, '', 0, 0, '', ?6, 0, 0, ?7, ?8)"),
        BIND(v_int(id), v_int(cx->actor->user), v_text(str_of(kind)), v_int(JOB_WAITING),
             v_text(input), v_int(cx->now_ms), v_int(due_ms ? due_ms : cx->now_ms),
             v_int(cx_new_id(cx)))));
    if (out_id) *out_id = id;
    return OK;
}

enum err job_hurry(struct ctx *cx, const char *kind) {
    return store_exec(cx->writer,
                      SQL("UPDATE job SET due_at = ?2, place = ''"
                          " WHERE kind = ?1 AND state IN (1, 2)"),
                      BIND(v_text(str_of(kind)), v_int(cx->now_ms)));
}

enum err job_get(struct ctx *cx, int64_t id, struct job *out) {
    struct rows rows;
    struct job job;
    TRY(store_query(cx->db, SQL(JOB_COLUMNS "WHERE id = ?1"), BIND(v_int(id)), &rows));
    TRY(take_one(cx, &rows, &job));
    if (!cx->actor->administrator && job.user != cx->actor->user) return ERR_ABSENT;
    *out = job;
    return OK;
}

static enum err read_list(struct ctx *cx, struct sql sql, struct bind bind, int limit,
                          struct job **out, int *out_count) {
    struct rows rows;
    TRY(store_query(cx->db, sql, bind, &rows));
    struct job *jobs = NEWS(cx->mem, (size_t)limit, struct job);
    int count = 0;
    while (count < limit && rows_next(&rows))
        read_job(cx, &rows, &jobs[count++]);
    TRY(rows_done(&rows));
    *out = jobs;
    *out_count = count;
    return OK;
}

enum err job_list(struct ctx *cx, int limit, struct job **out, int *out_count) {
    if (!cx->actor->administrator) return job_list_own(cx, limit, out, out_count);
    return read_list(cx, SQL(JOB_COLUMNS "WHERE user_id <> 0 ORDER BY id DESC LIMIT ?1"),
                     BIND(v_int(limit)), limit, out, out_count);
}

enum err job_list_own(struct ctx *cx, int limit, struct job **out, int *out_count) {
    return read_list(cx, SQL(JOB_COLUMNS "WHERE user_id = ?1 ORDER BY id DESC LIMIT ?2"),
                     BIND(v_int(cx->actor->user), v_int(limit)), limit, out, out_count);
}

enum err job_stop(struct ctx *cx, int64_t id) {
    struct job job;
    TRY(job_get(cx, id, &job));
    return store_exec(
        cx->writer,
        SQL("UPDATE job SET state = ?2, ended_at = ?3 WHERE id = ?1 AND state IN (1, 2)"),
        BIND(v_int(id), v_int(JOB_STOPPED), v_int(cx->now_ms)));
}

/* The pause does not count as work. */
enum err job_resume(struct ctx *cx, int64_t id) {
    struct job job;
    TRY(job_get(cx, id, &job));
    int64_t began = job.started_ms ? job.started_ms + cx->now_ms - job.ended_ms : 0;
    return store_exec(
        cx->writer,
        SQL("UPDATE job SET state = ?2, started_at = ?3, ended_at = 0, due_at = ?4,"
            " result = '' WHERE id = ?1 AND state IN (4, 5)"),
        BIND(v_int(id), v_int(JOB_WAITING), v_int(began), v_int(cx->now_ms)));
}

/* ---- Working ---- */

const struct job_kind *job_kind_named(const struct job_kind *const *kinds,
                                      struct str name) {
    for (; *kinds; kinds++)
        for (const struct job_kind *k = *kinds; k->name; k++)
            if (str_is(name, k->name)) return k;
    return NULL;
}

/* A stop that came meanwhile stays. */
static enum err save(struct ctx *cx, const struct job *job) {
    return store_exec(
        cx->writer,
        SQL("UPDATE job SET state = CASE WHEN state IN (1, 2) THEN ?2 ELSE state END, place = ?3, done = ?4, total = ?5, result = ?6,"
            " started_at = ?7, ended_at = ?8, due_at = ?9 WHERE id = ?1"),
        BIND(v_int(job->id), v_int(job->state), v_text(job->place), v_int(job->done),
             v_int(job->total), v_text(job->result), v_int(job->started_ms),
             v_int(job->ended_ms), v_int(job->due_ms)));
}

/* Let the user who asked act; a user who is gone lets the job fail. */
static enum err act_as(struct ctx *cx, const struct job *job, struct ctx *out) {
    *out = *cx;
    out->batch = job->batch;
    out->problems = out->last_problem = NULL;
    if (!job->user) return OK;
    out->quiet = true;
    struct actor *actor;
    TRY(actor_load(cx, cx->mem, job->user, &actor));
    out->actor = actor;
    return OK;
}

/* Why a step failed, for the one who asked. */
static struct str failure_words(const struct ctx *cx, enum err e) {
    switch (e) {
    case ERR_ABSENT: return cx_msg(cx, MSG_JOB_FAILED_ABSENT);
    case ERR_DENIED: return cx_msg(cx, MSG_JOB_FAILED_DENIED);
    case ERR_CONFLICT: return cx_msg(cx, MSG_JOB_FAILED_CONFLICT);
    case ERR_LIMIT: return cx_msg(cx, MSG_JOB_FAILED_LIMIT);
    default: return cx_msg(cx, MSG_JOB_FAILED_OTHER);
    }
}

static void end_step(struct ctx *cx, const struct job_kind *kind, struct job *job,
                     enum err e, bool more) {
    if (e != OK) {
        job->state = JOB_FAILED;
        job->result = cx->problems ? cx->problems->text : failure_words(cx, e);
    } else if (!more) {
        job->state = JOB_DONE;
    }
    if (job->state == JOB_RUNNING) return;
    job->ended_ms = cx->now_ms;
    if (!kind || !kind->every_ms) return;
    job->state = JOB_WAITING;
    job->place = STR("");
    job->due_ms = cx->now_ms + kind->every_ms;
}

/* A step that fails leaves nothing behind: the job can go on from before it. */
static enum err step_alone(struct ctx *cx, const struct job_kind *kind, struct job *job,
                           bool *out_more) {
    struct store *store = reader_store(cx->db);
    TRY(store_savepoint(store));
    enum err e = kind->step(cx, job, out_more);
    if (e == OK) return store_savepoint_keep(store);
    store_savepoint_undo(store);
    return e;
}

static enum err run_step(struct ctx *cx, const struct job_kind *kind, struct job *job) {
    struct ctx worker;
    bool more = false;
    if (!job->started_ms) job->started_ms = cx->now_ms;
    job->state = JOB_RUNNING;
    enum err e = act_as(cx, job, &worker);
    if (e == OK) e = kind ? step_alone(&worker, kind, job, &more) : ERR_ABSENT;
    if (e == ERR_STORE || e == ERR_BUSY || e == ERR_FULL)
        return e; /* the step is undone and tried again */
    end_step(&worker, kind, job, e, more);
    return save(cx, job);
}

enum err job_step_now(struct ctx *cx, const struct job_kind *const *kinds, int64_t id) {
    struct job job;
    TRY(job_get(cx, id, &job));
    if (job.state != JOB_WAITING && job.state != JOB_RUNNING) return ERR_CONFLICT;
    return run_step(cx, job_kind_named(kinds, job.kind), &job);
}

/* Work that only a newer program knows, beside us on the same database, waits for it. */
static void add_known(struct query *q, const struct job_kind *const *kinds) {
    const char *between = " AND kind IN (";
    for (; *kinds; kinds++)
        for (const struct job_kind *k = *kinds; k->name; k++) {
            buf_putz(&q->text, between);
            query_bind(q, v_text(str_of(k->name)));
            between = ", ";
        }
    buf_byte(&q->text, ')');
}

enum err jobs_due(struct ctx *cx, const struct job_kind *const *kinds,
                  int64_t *out_due_ms) {
    struct query q = query_in(cx->mem);
    *out_due_ms = 0;
    query_add(&q, SQL("SELECT min(due_at) FROM job WHERE state IN (1, 2)"));
    add_known(&q, kinds);
    return query_int(cx->db, &q, out_due_ms);
}

static enum err next_job(struct ctx *cx, const struct job_kind *const *kinds,
                         struct job *out) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL(JOB_COLUMNS "WHERE state IN (1, 2) AND due_at <= "));
    query_bind(&q, v_int(cx->now_ms));
    add_known(&q, kinds);
    query_add(&q, SQL(" ORDER BY started_at, due_at, id LIMIT 1"));
    struct rows rows;
    TRY(query_run(cx->db, &q, &rows));
    return take_one(cx, &rows, out);
}

/* Work that nobody asked for ends unheard. */
static enum err tell_end(struct ctx *cx, const struct job_kind *kind, const struct job *job,
                         job_ended_fn *ended) {
    bool over = job->state == JOB_DONE || job->state == JOB_FAILED;
    return kind && over && job->user ? ended(cx, kind, job) : OK;
}

enum err jobs_rewind(struct ctx *cx, const struct job_kind *const *kinds) {
    TRY(store_exec(cx->writer,
                   SQL("UPDATE job SET due_at = ?1 WHERE state IN (1, 2)"
                       " AND due_at > ?1 AND due_at = created_at"),
                   BIND(v_int(cx->now_ms))));
    for (; *kinds; kinds++)
        for (const struct job_kind *k = *kinds; k->name; k++)
            if (k->every_ms)
                TRY(store_exec(cx->writer,
                               SQL("UPDATE job SET due_at = ?2"
                                   " WHERE state = 1 AND due_at > ?3 AND kind = ?1"),
                               BIND(v_text(str_of(k->name)), v_int(cx->now_ms),
                                    v_int(cx->now_ms + k->every_ms))));
    return OK;
}

enum err jobs_step(struct ctx *cx, const struct job_kind *const *kinds, job_ended_fn *ended,
                   bool *out_more, int64_t *out_due_ms) {
    struct job job;
    enum err e = next_job(cx, kinds, &job);
    const struct job_kind *kind = e == OK ? job_kind_named(kinds, job.kind) : NULL;
    if (e == OK) e = run_step(cx, kind, &job);
    if (e == OK) e = tell_end(cx, kind, &job, ended);
    if (e == ERR_ABSENT) e = jobs_rewind(cx, kinds);
    TRY(e);
    TRY(jobs_due(cx, kinds, out_due_ms));
    *out_more = *out_due_ms && *out_due_ms <= cx->now_ms;
    return OK;
}

/* ---- At rest ---- */

static void take_sooner(int64_t due_ms, int64_t *soonest_ms) {
    if (due_ms && (!*soonest_ms || due_ms < *soonest_ms)) *soonest_ms = due_ms;
}

/* What people asked for, of the kinds this version knows. */
static enum err asked_due(struct ctx *cx, const struct job_kind *const *kinds,
                          int64_t *soonest_ms) {
    struct rows rows;
    TRY(store_query(cx->db, SQL("SELECT kind, due_at FROM job WHERE state IN (1, 2)"),
                    BIND_NONE, &rows));
    while (rows_next(&rows)) {
        const struct job_kind *kind = job_kind_named(kinds, rows_text(&rows, 0));
        if (kind && !kind->every_ms) take_sooner(rows_int(&rows, 1), soonest_ms);
    }
    return rows_done(&rows);
}

/* A standing job has work from a moment on, and looks for it when its own time has come. */
static enum err standing_due(struct ctx *cx, const struct job_kind *k,
                             int64_t *soonest_ms) {
    int64_t work_ms, row_ms;
    TRY(k->next(cx, &work_ms));
    if (!work_ms) return OK;
    enum err e = store_int(cx->db,
                           SQL("SELECT min(due_at) FROM job"
                               " WHERE kind = ?1 AND state IN (1, 2)"),
                           BIND(v_text(str_of(k->name))), &row_ms);
    if (e != OK && e != ERR_ABSENT) return e;
    take_sooner(row_ms > work_ms ? row_ms : work_ms, soonest_ms);
    return OK;
}

enum err jobs_rest(struct ctx *cx, const struct job_kind *const *kinds,
                   int64_t *out_due_ms) {
    int64_t soonest_ms = 0;
    TRY(asked_due(cx, kinds, &soonest_ms));
    for (const struct job_kind *const *list = kinds; *list; list++)
        for (const struct job_kind *k = *list; k->name; k++)
            if (k->next) TRY(standing_due(cx, k, &soonest_ms));
    *out_due_ms = soonest_ms;
    return OK;
}
