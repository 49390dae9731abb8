/* jobs.c - work in the background: what runs, how far it is, how to stop it, what became
 * of it. */
#include "web/pages/platform/job_view.h"

#include "records/fields/field_type.h"
#include "web/pages/platform/jobs.html.h"
#include "web/pages/platform/parts.h"
#include "web/shell.h"

enum { JOBS_SHOWN = 50 };

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

/* -- In words
 * -------------------------------------------------------------------------------- */

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

static struct str pace_words(const struct ctx *cx, const struct job *j) {
    struct str count = count_words(cx, j), rate = rate_words(cx, j);
    if (!j->done && !j->total) return STR("");
    return rate.n ? str_format(cx->mem, "%.*s · %.*s", STR_ARG(count), STR_ARG(rate))
                  : count;
}

static struct job_view view_of(struct page *p, const struct job *j) {
    struct ctx *cx = p->cx;
    const struct job_kind *kind = job_kind_named(p->jobs, j->kind);
    struct job_view v = {.job = j,
                         .label = kind ? cx_msg(cx, kind->label) : j->kind,
                         .state = cx_msg(cx, states[j->state].word),
                         .tone = states[j->state].tone,
                         .pace = pace_words(cx, j)};
    if (j->user != cx->actor->user)
        v.asker = link_title(cx, entity_at(cx->catalog, "user"), j->user);
    return v;
}

/* -- Pages
 * --------------------------------------------------------------------------------- */

enum err jobs_get(struct page *p) {
    struct job *jobs;
    int count;
    TRY(job_list(p->cx, JOBS_SHOWN, &jobs, &count));
    struct job_view *views = NEWS(p->cx->mem, (size_t)count, struct job_view);
    for (int i = 0; i < count; i++)
        views[i] = view_of(p, &jobs[i]);
    struct buf content = page_buf(p);
    jobs_page(&content, p->cx, views, count, page_token(p));
    return page_send(p, cx_msg(p->cx, MSG_JOBS), &content);
}

enum err job_page_get(struct page *p) {
    struct job job;
    TRY(job_get(p->cx, p->id, &job));
    struct job_view view = view_of(p, &job);
    struct buf content = page_buf(p);
    if (p->part)
        job_row(&content, p->cx, &view, page_token(p));
    else
        job_page(&content, p->cx, &view, page_token(p));
    return page_send(p, view.label, &content);
}

enum err job_stop_post(struct page *p) {
    TRY(job_stop(p->cx, p->id));
    page_flash(p, MSG_FLASH_STOPPED);
    return reply_redirect(p, STR("/jobs"));
}
