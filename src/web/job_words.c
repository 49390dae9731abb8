#include "web/job_words.h"

static const struct {
    enum msg word;
    const char *tone;
} states[] = {
    [JOB_WAITING] = {MSG_JOB_WAITING, ""},
    [JOB_RUNNING] = {MSG_JOB_RUNNING, "m-info"},
    [JOB_DONE] = {MSG_JOB_DONE, "m-good"},
    [JOB_FAILED] = {MSG_JOB_FAILED, "m-bad"},
    [JOB_STOPPED] = {MSG_JOB_STOPPED, "m-warn"},
};

struct str job_state(const struct ctx *cx, const struct job *j) {
    return cx_msg(cx, states[j->state].word);
}

const char *job_tone(const struct job *j) {
    return states[j->state].tone;
}

static struct str count_words(const struct ctx *cx, const struct job *j) {
    struct str done = cx_number(cx, j->done);
    if (j->total <= 0)
        return msg_format(cx->mem, cx->lang, MSG_JOB_COUNT, MSG_PARTS({"done", done}));
    return msg_format(cx->mem, cx->lang, MSG_JOB_COUNT_OF,
                      MSG_PARTS({"done", done}, {"total", cx_number(cx, j->total)}));
}

/* How fast and how long still, once there is something to judge by. */
static struct str rate_words(const struct ctx *cx, const struct job *j) {
    int64_t seconds = (cx->now_ms - j->started_ms) / 1000;
    if (j->state != JOB_RUNNING || seconds < 1 || j->done < seconds) return STR("");
    int64_t rate = j->done / seconds;
    int64_t left = j->total > j->done ? (j->total - j->done) / rate : 0;
    return msg_format(
        cx->mem, cx->lang, MSG_JOB_RATE,
        MSG_PARTS({"rate", cx_number(cx, rate)}, {"left", cx_number(cx, left)}));
}

struct str job_pace(const struct ctx *cx, const struct job *j) {
    struct str count = count_words(cx, j), rate = rate_words(cx, j);
    if (!j->done && !j->total) return STR("");
    return rate.n ? str_format(cx->mem, "%.*s · %.*s", STR_ARG(count), STR_ARG(rate))
                  : count;
}
