/* jobs.c - work in the background: what runs, how far it is, how to stop it, what became
 * of it. */
#include "web/pages/platform/job_view.h"

#include "records/fields/field_type.h"
#include "web/pages/platform/jobs.html.h"
#include "web/pages/platform/parts.h"
#include "web/pages/records/records.h"
#include "web/shell.h"

enum { JOBS_SHOWN = 50 };

/* ---- In words ---- */

static struct job_view view_of(struct page *p, const struct job *j) {
    struct ctx *cx = p->cx;
    const struct job_kind *kind = job_kind_named(p->jobs, j->kind);
    struct job_view v = {.job = j,
                         .label = kind ? cx_msg(cx, kind->label) : j->kind,
                         .state = job_state(cx, j),
                         .tone = job_tone(j),
                         .pace = job_pace(cx, j)};
    job_result_of(cx, j, &v.result);
    if (j->user != cx->actor->user)
        v.asker = link_title(cx, entity_at(cx->catalog, "user"), j->user);
    return v;
}

/* ---- Pages ---- */

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
    return reply_redirect(p, back_url(p, STR("/jobs")));
}
