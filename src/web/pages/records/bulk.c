/* bulk.c - one act on the chosen rows of a list, or on all that it finds. Short work is
 * done at once; long work has a page of its own, with what was refused and the way back. */
#include "web/pages/records/bulk.html.h"
#include "web/pages/records/bulk_view.h"
#include "web/pages/records/list_view.h"
#include "web/pages/records/records.h"

/* The control that fits the field one wants to set. */
enum err bulk_get(struct page *p) {
    const struct field *f = field_named(p->entity, form_value(&p->query, "field"));
    struct buf content = page_buf(p);
    bulk_value(&content, p->cx, f && bulk_takes(f) ? f : NULL);
    return reply_html(p, &content);
}

/* ---- Asking ---- */

static enum err read_act(struct page *p, struct bulk_plan *plan) {
    if (str_is(form_value(&p->form, "act"), "delete")) return OK;
    plan->field = field_named(p->entity, form_value(&p->form, "field"));
    if (!plan->field || !bulk_takes(plan->field))
        return problem(p->cx, NULL, MSG_BULK_NO_FIELD);
    struct str typed = widget_typed(p->cx, plan->field, STR("value"), &p->form);
    return field_parse(p->cx, plan->field, typed, &plan->value);
}

static enum err read_rows(struct page *p, struct bulk_plan *plan) {
    struct list_state state;
    if (form_has(&p->form, "all")) {
        TRY(list_state_read(p, &p->form, &state));
        plan->filter = state.filter_text;
        plan->search = state.search;
        return OK;
    }
    for (int i = 0; i < p->form.count && plan->chosen_count < BULK_CHOSEN; i++)
        if (str_is(p->form.fields[i].name, "id")
            && id_parse(p->form.fields[i].value, &plan->chosen[plan->chosen_count]))
            plan->chosen_count++;
    return plan->chosen_count ? OK : problem(p->cx, NULL, MSG_BULK_NO_ROWS);
}

static struct str list_of(struct ctx *cx, const struct entity *e) {
    return str_join(cx->mem, STR("/"), e->name);
}

static struct str job_url(struct ctx *cx, const char *folder, int64_t job) {
    struct id_text id = id_text(job);
    return str_format(cx->mem, "/%s/%s", folder, id.z);
}

/* The first step now, which is often all of it. */
static enum err begin(struct page *p, int64_t id, struct job *out) {
    TRY(job_step_now(p->cx, p->jobs, id));
    return job_get(p->cx, id, out);
}

enum err bulk_post(struct page *p) {
    struct bulk_plan plan = {.entity = p->entity};
    struct bulk_count count;
    struct job job;
    int64_t id;
    TRY(read_act(p, &plan));
    TRY(read_rows(p, &plan));
    TRY(bulk_start(p->cx, &plan, &id));
    TRY(begin(p, id, &job));
    TRY(bulk_count_of(p->cx, &job, &count));
    if (job.state != JOB_DONE || count.refused)
        return reply_redirect(p, job_url(p->cx, "bulk", id));
    struct str list = back_url(p, list_of(p->cx, p->entity));
    return reply_redirect(p, done_url(p, list, "bulk", count.done ? job.batch : 0));
}

/* ---- How it stands ---- */

static struct str title_of(struct ctx *cx, const struct bulk_plan *plan) {
    return msg_format(cx->mem, cx->lang,
                      plan->field ? MSG_BULK_TITLE_SET : MSG_BULK_TITLE_DELETE,
                      MSG_PARTS({"kind", label_in(&plan->entity->many, cx->lang)}));
}

/* Which rows, where they were not chosen one by one. */
static enum err tell_which(struct ctx *cx, struct bulk_view *v) {
    const struct bulk_plan *plan = v->plan;
    struct list_state s = {.entity = plan->entity, .search = plan->search};
    TRY(filter_parse(cx, plan->entity, plan->filter, &s.filter));
    s.filter_text = plan->filter;
    s.sort_text = s.columns_text = s.cursor = STR("");
    v->list = list_url(cx, &s);
    v->which = s.filter ? chip_words(cx, s.filter) : STR("");
    if (plan->search.n)
        v->which =
            str_format(cx->mem, "%.*s «%.*s»", STR_ARG(v->which), STR_ARG(plan->search));
    return OK;
}

enum err bulk_page_get(struct page *p) {
    struct job job;
    struct bulk_plan plan;
    TRY(job_get(p->cx, p->id, &job));
    TRY(bulk_plan_of(p->cx, &job, &plan));
    struct bulk_view v = {.job = &job,
                          .plan = &plan,
                          .title = title_of(p->cx, &plan),
                          .token = page_token(p),
                          .pace = job_pace(p->cx, &job)};
    TRY(bulk_count_of(p->cx, &job, &v.count));
    TRY(tell_which(p->cx, &v));
    struct buf content = page_buf(p);
    if (p->part)
        bulk_standing(&content, p->cx, &v);
    else
        bulk_page(&content, p->cx, &v);
    return page_send(p, v.title, &content);
}

enum err bulk_undo_post(struct page *p) {
    struct job job, undo;
    struct bulk_plan plan;
    int64_t id;
    TRY(job_get(p->cx, p->id, &job));
    TRY(bulk_plan_of(p->cx, &job, &plan));
    TRY(bulk_take_back(p->cx, &job, &id));
    TRY(begin(p, id, &undo));
    if (undo.state != JOB_DONE) return reply_redirect(p, job_url(p->cx, "jobs", id));
    struct str list = list_of(p->cx, plan.entity);
    return reply_redirect(p, done_url(p, list, "undone", undo.batch));
}
