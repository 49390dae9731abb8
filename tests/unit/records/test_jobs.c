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

static int stood;

static enum err step_stands(struct ctx *cx, struct job *job, bool *out_more) {
    (void)cx, (void)job;
    stood++;
    *out_more = false;
    return OK;
}

static const struct job_kind some[] = {
    {"stands", MSG_JOBS, step_stands, MS_PER_HOUR},
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

/* The steps that are made until nothing is due, of all the jobs there are. */
static void step_all(struct kit *k) {
    bool more = true;
    int64_t due;
    while (more) {
        struct ctx *cx = kit_begin(k);
        assert_int_equal(jobs_step(cx, kinds, ended, &more, &due), OK);
        kit_commit(k);
    }
}

static void test_job__is_done_whatever_the_clock_says(void **state) {
    (void)state;
    static const int64_t jumps[] = {-MS_PER_HOUR, MS_PER_DAY, -MS_PER_DAY, MS_PER_HOUR};
    struct kit *k = kit_create();
    for (size_t i = 0; i < sizeof jumps / sizeof *jumps; i++) {
        struct job job;
        struct ctx *cx = kit_begin_as(k, "sara");
        assert_int_equal(job_start(cx, "ends", STR(""), 0, &running), OK);
        kit_commit(k);
        k->now_ms += jumps[i];
        step_all(k);
        assert_int_equal(job_get(kit_begin(k), running, &job), OK);
        assert_int_equal(job.state, JOB_DONE);
        kit_commit(k);
    }
    kit_free(k);
}

static void test_job__that_stands_keeps_its_rhythm_when_the_clock_goes_back(void **state) {
    (void)state;
    struct kit *k = kit_create();
    stood = 0;
    assert_int_equal(job_start(kit_begin(k), "stands", STR(""), 0, &running), OK);
    kit_commit(k);
    step_all(k);
    assert_int_equal(stood, 1);
    k->now_ms += MS_PER_HOUR / 2;
    step_all(k);
    assert_int_equal(stood, 1);
    k->now_ms -= MS_PER_DAY;
    step_all(k);
    assert_int_equal(stood, 2);
    k->now_ms += MS_PER_HOUR;
    step_all(k);
    assert_int_equal(stood, 3);
    kit_free(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_job__a_stop_while_a_step_works_stays),
        cmocka_unit_test(test_job__its_end_is_told_once),
        cmocka_unit_test(test_job__a_failure_is_told_in_words),
        cmocka_unit_test(test_job__only_a_newer_program_knows_waits_for_it),
        cmocka_unit_test(test_job__is_done_whatever_the_clock_says),
        cmocka_unit_test(test_job__that_stands_keeps_its_rhythm_when_the_clock_goes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
