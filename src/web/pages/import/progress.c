/* progress.c - how an import goes, how it went, and taking it back. */
#include "records/data/pile.h"
#include "web/job_words.h"
#include "web/pages/import/parts.h"
#include "web/pages/import/progress.html.h"

static const enum msg outcome_words[IMPORT_OUTCOMES] = {
    [IMPORT_CREATED] = MSG_IMPORT_CREATED, [IMPORT_CHANGED] = MSG_IMPORT_CHANGED,
    [IMPORT_SAME] = MSG_IMPORT_SAME,       [IMPORT_SKIPPED] = MSG_IMPORT_SKIPPED,
    [IMPORT_REFUSED] = MSG_IMPORT_REFUSED,
};

/* "12,000 rows · 9,500 a second · 40 seconds left". */
static struct str pace_of(struct ctx *cx, const struct job *j) {
    int64_t until = job_over(j) ? j->ended_ms : cx->now_ms;
    int64_t ms = j->started_ms && until > j->started_ms ? until - j->started_ms : 1;
    int64_t rate = j->done * 1000 / ms, left = rate ? (j->total - j->done) / rate : 0;
    const struct msg_part *parts =
        MSG_PARTS({"rows", cx_number(cx, j->done)}, {"rate", cx_number(cx, rate)},
                  {"left", cx_number(cx, left > 0 ? left : 0)});
    bool goes = j->state == JOB_RUNNING && rate;
    return msg_format(cx->mem, cx->lang, goes ? MSG_IMPORT_PACE_LEFT : MSG_IMPORT_PACE,
                      parts);
}

static enum err standing_of(struct page *p, const struct intake *in,
                            struct job_standing *v) {
    struct job *job = NEW(p->cx->mem, struct job), *undo = NEW(p->cx->mem, struct job);
    bool kept;
    TRY(job_get(p->cx, in->job, job));
    TRY(intake_kept(p->cx, in, &kept));
    *v = (struct job_standing){.intake = in,
                               .job = job,
                               .token = page_token(p),
                               .state = job_state(p->cx, job),
                               .tone = job_tone(job),
                               .pace = pace_of(p->cx, job),
                               .why = result_words(p->cx, job->result),
                               .over = job_over(job),
                               .kept = kept,
                               .percent = job_percent(job)};
    intake_progress_read(p->cx, job, &v->progress);
    for (int i = 0; i < IMPORT_OUTCOMES; i++)
        v->counts[i] = (struct outcome_count){cx_msg(p->cx, outcome_words[i]),
                                              cx_number(p->cx, v->progress.counts.of[i])};
    v->counts[IMPORT_OUTCOMES] = (struct outcome_count){
        cx_msg(p->cx, MSG_IMPORT_SPARED), cx_number(p->cx, v->progress.spared)};
    if (!in->undo) return OK;
    TRY(job_get(p->cx, in->undo, undo));
    v->undo = undo;
    v->undo_over = job_over(undo);
    v->undo_percent = job_percent(undo);
    v->undo_kept = undo_kept(p->cx, undo);
    return OK;
}

enum err import_job_page(struct page *p, const struct intake *in) {
    struct job_standing v;
    TRY(standing_of(p, in, &v));
    struct buf content = page_buf(p);
    if (p->part)
        import_standing(&content, p->cx, &v);
    else
        import_progress(&content, p->cx, &v);
    return page_send(p, cx_msg(p->cx, MSG_IMPORT_TITLE), &content);
}

enum err import_stop_post(struct page *p) {
    struct intake in;
    TRY(intake_get(p->cx, p->id, &in));
    TRY(job_stop(p->cx, in.job));
    return reply_redirect(p, import_url(p->cx, in.id, ""));
}

enum err import_resume_post(struct page *p) {
    struct intake in;
    TRY(intake_get(p->cx, p->id, &in));
    bool kept;
    TRY(intake_kept(p->cx, &in, &kept));
    if (!in.job || in.undo || !kept) return ERR_CONFLICT;
    TRY(job_resume(p->cx, in.job));
    return reply_redirect(p, import_url(p->cx, in.id, ""));
}

enum err import_undo_post(struct page *p) {
    struct intake in;
    TRY(intake_get(p->cx, p->id, &in));
    if (!in.job) return ERR_CONFLICT;
    TRY(intake_take_back(p->cx, &in));
    return reply_redirect(p, import_url(p->cx, in.id, ""));
}

enum err import_errors_get(struct page *p) {
    struct intake in;
    TRY(intake_get(p->cx, p->id, &in));
    struct str name = str_format(p->cx->mem, "%.*s - %.*s.csv", STR_ARG(in.name),
                                 STR_ARG(cx_msg(p->cx, MSG_IMPORT_REFUSED)));
    return reply_pile(p, name, STR("text/csv; charset=utf-8"), in.errors, false);
}
