/* export.c - what a list shows, as a file: at once when it is short, else by a job with a
 * page of its own. */
#include "records/export/export.h"

#include "base/csv_table.h"
#include "records/data/pile.h"
#include "web/job_words.h"
#include "web/pages/records/export.html.h"
#include "web/pages/records/export_view.h"
#include "web/pages/records/list_state.h"
#include "web/pages/records/records.h"

enum { WORKBOOK_PIECE = 256 * 1024 };

/* ---- Asking ---- */

static void plan_of(const struct list_state *s, struct export_plan *out) {
    *out = (struct export_plan){.entity = s->entity,
                                .filter = s->filter_text,
                                .search = s->search,
                                .sort = s->sort,
                                .descending = s->descending};
    for (int i = 0; i < s->column_count; i++)
        if (export_takes(s->columns[i])) out->columns[out->column_count++] = s->columns[i];
}

static struct str export_url(struct ctx *cx, int64_t job, const char *tail) {
    struct id_text id = id_text(job);
    return str_format(cx->mem, "/export/%s%s", id.z, tail);
}

enum err export_post(struct page *p) {
    struct list_state state;
    struct export_plan plan;
    struct job job;
    int64_t id;
    TRY(list_state_read(p, &p->form, &state));
    plan_of(&state, &plan);
    if (!export_format_parse(form_value(&p->form, "format"), &plan.format))
        return ERR_INVALID;
    if (form_value(&p->form, "all").n) export_all_columns(&plan);
    plan.plain = form_value(&p->form, "plain").n > 0;
    TRY(export_start(p->cx, &plan, &id));
    TRY(job_step_now(p->cx, p->jobs, id));
    TRY(job_get(p->cx, id, &job));
    bool text = plan.format != EXPORT_WORKBOOK;
    const char *tail = job.state != JOB_DONE ? "" : text ? "/file" : "/workbook";
    return reply_redirect(p, export_url(p->cx, id, tail));
}

/* ---- Waiting ---- */

static enum err find(struct page *p, struct job *job, struct export_plan *plan) {
    TRY(job_get(p->cx, p->id, job));
    TRY(export_plan_of(p->cx, job, plan));
    return rights_some(p->cx, plan->entity, ACT_EXPORT) ? OK : ERR_DENIED;
}

enum err export_page_get(struct page *p) {
    struct job job;
    struct export_plan plan;
    TRY(find(p, &job, &plan));
    struct export_view v = {
        .job = &job,
        .plan = &plan,
        .token = page_token(p),
        .over = job_over(&job),
        .percent = job_percent(&job),
        .state = job_state(p->cx, &job),
        .tone = job_tone(&job),
        .pace = msg_format(p->cx->mem, p->cx->lang, MSG_EXPORT_PACE,
                           MSG_PARTS({"done", cx_number(p->cx, job.done)},
                                     {"total", cx_number(p->cx, job.total)}))};
    struct buf content = page_buf(p);
    if (p->part)
        export_standing(&content, p->cx, &v);
    else
        export_waiting(&content, p->cx, &v);
    return page_send(p, cx_msg(p->cx, MSG_EXPORT_TITLE), &content);
}

/* ---- The file ---- */

static struct str file_name(struct ctx *cx, const struct export_plan *plan) {
    return str_format(cx->mem, "%.*s.%s", STR_ARG(label_in(&plan->entity->many, cx->lang)),
                      export_format_name(plan->format));
}

enum err export_file_get(struct page *p) {
    struct job job;
    struct export_plan plan;
    TRY(find(p, &job, &plan));
    if (job.state != JOB_DONE) return ERR_BUSY;
    struct str type = plan.format == EXPORT_JSON ? STR("application/json")
                                                 : STR("text/csv; charset=utf-8");
    return reply_pile(p, file_name(p->cx, &plan), type, job.id, false);
}

/* The text of the pile, piece by piece, each in memory of its own turn. */
struct pile_source {
    struct byte_source bytes;
    struct ctx cx;
    int64_t pile, at;
};

static enum err read_pile(struct byte_source *source, struct str *out_bytes) {
    struct pile_source *s = (struct pile_source *)source;
    arena_reset(s->cx.mem);
    TRY(pile_read(&s->cx, s->pile, s->at, WORKBOOK_PIECE, out_bytes));
    s->at += (int64_t)out_bytes->n;
    return OK;
}

static enum err make_workbook(struct page *p, const struct job *job,
                              const struct export_plan *plan, struct str *out) {
    struct pile_source source = {.bytes = {read_pile}, .cx = *p->cx, .pile = job->id};
    if (!p->host || !p->host->workbook_make) return ERR_ABSENT;
    source.cx.mem = arena_create();
    enum err e = p->host->workbook_make(p->cx->mem, plan, &source.bytes,
                                        p->cx->lang == LANG_FA, p->cx->zone_minutes, out);
    arena_free(source.cx.mem);
    return e;
}

enum err export_workbook_get(struct page *p) {
    struct job job;
    struct export_plan plan;
    struct str bytes;
    TRY(find(p, &job, &plan));
    if (job.state != JOB_DONE) return ERR_BUSY;
    if (plan.format != EXPORT_WORKBOOK) return ERR_ABSENT;
    TRY(make_workbook(p, &job, &plan, &bytes));
    return reply_file(
        p, file_name(p->cx, &plan),
        STR("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), bytes,
        false);
}
