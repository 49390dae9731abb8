/* Jobs: how they end, who hears of it, and that a stop stays a stop. */
#include "../kit.h"

#include "records/rules/jobs.h"
#include "records/rules/rights.h"

static int64_t running, heard;

/* Somebody stops the job while its step works. */
static enum err step_stopped(struct ctx *cx, struct job *job, bool *out_more) {
    job->done = 7;
    *out_more = true;
    return job_stop(cx, running);
}

static enum err step_fails(struct ctx *cx, struct job *job, bool *out_more) {
    (void)cx, (void)job, (void)out_more;
    return ERR_DENIED;
}

static enum err step_ends(struct ctx *cx, struct job *job, bool *out_more) {
    (void)job;
    *out_more = false;
    assert_true(cx->quiet);
    return OK;
}

static const struct job_kind some[] = {
    {"stopped", MSG_JOBS, step_stopped, 0},
    {"fails", MSG_JOBS, step_fails, 0},
    {"ends", MSG_JOBS, step_ends, 0},
    {NULL},
};
static const struct job_kind *const kinds[] = {some, NULL};

static enum err ended(struct ctx *cx, const struct job_kind *kind, const struct job *job) {
    (void)cx, (void)kind;
    heard = job->id;
    return OK;
}

/* Start a job as sara and run one step of it. */
static struct job run(struct kit *k, const char *kind) {
    struct ctx *cx = kit_begin_as(k, "sara");
    struct job job;
    bool more;
    int64_t due;
    heard = 0;
    assert_int_equal(store_exec(cx->writer, SQL("DELETE FROM job"), BIND_NONE), OK);
    assert_int_equal(job_start(cx, kind, STR(""), 0, &running), OK);
    assert_int_equal(jobs_step(cx, kinds, ended, &more, &due), OK);
    assert_int_equal(job_get(cx, running, &job), OK);
    job.result = str_dup(k->mem, job.result); /* the rest goes with its transaction */
    kit_commit(k);
    return job;
}

static void test_job__a_stop_while_a_step_works_stays(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct job job = run(k, "stopped");
    assert_int_equal(job.state, JOB_STOPPED);
    assert_int_equal(job.done, 7);
    kit_free(k);
}

static void test_job__its_end_is_told_once(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct job job = run(k, "ends");
    assert_int_equal(job.state, JOB_DONE);
    assert_int_equal(heard, job.id);
    kit_free(k);
}

static void test_job__a_failure_is_told_in_words(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct job job = run(k, "fails");
    assert_int_equal(job.state, JOB_FAILED);
    assert_int_equal(heard, job.id);
    assert_true(str_has(job.result, STR("اجازه")));
    kit_free(k);
}

static void test_job__only_a_newer_program_knows_waits_for_it(void **state) {
    (void)state;
    struct kit *k = kit_create();
    struct job job = run(k, "of next year");
    struct ctx *cx = kit_begin_as(k, "sara");
    int64_t due = -1;
    assert_int_equal(job.state, JOB_WAITING);
    assert_int_equal(jobs_due(cx, kinds, &due), OK);
    assert_int_equal(due, 0);
    kit_commit(k);
    kit_free(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_job__a_stop_while_a_step_works_stays),
        cmocka_unit_test(test_job__its_end_is_told_once),
        cmocka_unit_test(test_job__a_failure_is_told_in_words),
        cmocka_unit_test(test_job__only_a_newer_program_knows_waits_for_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
