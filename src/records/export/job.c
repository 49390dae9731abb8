/* job.c - an export as a job: some pages a step, appended to the job's pile. */
#include "base/json.h"
#include "base/json_write.h"
#include "records/data/looks.h"
#include "records/data/pile.h"
#include "records/export/export.h"

/* ---- The plan as JSON ---- */

static struct str plan_text(struct ctx *cx, const struct export_plan *plan) {
    struct buf out = buf_in(cx->mem, 0);
    struct json_writer w = json_writer(&out);
    json_begin_object(&w);
    json_name(&w, "entity"), json_write_str(&w, plan->entity->name);
    json_name(&w, "filter"), json_write_str(&w, plan->filter);
    json_name(&w, "search"), json_write_str(&w, plan->search);
    json_name(&w, "sort"), json_write_str(&w, plan->sort ? plan->sort->name : STR(""));
    json_name(&w, "descending"), json_write_bool(&w, plan->descending);
    json_name(&w, "format"), json_write_str(&w, str_of(export_format_name(plan->format)));
    json_name(&w, "plain"), json_write_bool(&w, plan->plain);
    json_name(&w, "english"), json_write_bool(&w, cx->lang == LANG_EN);
    json_name(&w, "gregorian"), json_write_bool(&w, cx->calendar == CALENDAR_GREGORIAN);
    json_name(&w, "columns"), json_begin_array(&w);
    for (int i = 0; i < plan->column_count; i++)
        json_write_str(&w, plan->columns[i]->name);
    json_end_array(&w);
    json_end_object(&w);
    return buf_str(&out);
}

/* Columns that have gone meanwhile are left out. */
static void read_columns(const struct json *names, struct export_plan *plan) {
    JSON_EACH(name, names) {
        const struct field *f = field_named(plan->entity, json_text(name));
        if (f && export_takes(f) && plan->column_count < EXPORT_COLUMNS)
            plan->columns[plan->column_count++] = f;
    }
}

static enum err read_plan(struct ctx *cx, const struct json *root,
                          struct export_plan *out) {
    struct export_plan plan = {0};
    plan.entity = entity_named(cx->catalog, json_text(json_get(root, "entity")));
    if (!plan.entity) return ERR_ABSENT;
    plan.filter = json_text(json_get(root, "filter"));
    plan.search = json_text(json_get(root, "search"));
    plan.sort = field_named(plan.entity, json_text(json_get(root, "sort")));
    plan.descending = json_true(json_get(root, "descending"));
    plan.plain = json_true(json_get(root, "plain"));
    if (!export_format_parse(json_text(json_get(root, "format")), &plan.format))
        return ERR_CORRUPT;
    read_columns(json_get(root, "columns"), &plan);
    *out = plan;
    return OK;
}

enum err export_plan_of(struct ctx *cx, const struct job *job, struct export_plan *out) {
    struct json *root;
    if (!str_is(job->kind, "records.export")) return ERR_ABSENT;
    TRY(json_parse(cx->mem, job->input, NULL, &root, NULL));
    return read_plan(cx, root, out);
}

enum err export_start(struct ctx *cx, const struct export_plan *plan, int64_t *out_job) {
    if (!rights_some(cx, plan->entity, ACT_EXPORT)) return ERR_DENIED;
    for (int i = 0; i < plan->column_count; i++)
        if (plan->columns[i]->audited)
            TRY(look_add_many(cx, plan->columns[i], 0, LOOK_EXPORT));
    return job_start(cx, "records.export", plan_text(cx, plan), 0, out_job);
}

/* ---- One step ---- */

/* The reader's own language and calendar, not the organisation's. */
static void apply_reader(struct ctx *cx, const struct json *root) {
    cx->lang = json_true(json_get(root, "english")) ? LANG_EN : LANG_FA;
    cx->calendar =
        json_true(json_get(root, "gregorian")) ? CALENDAR_GREGORIAN : CALENDAR_JALALI;
}

static enum err count_all(struct ctx *cx, const struct export_plan *plan, int64_t *out) {
    struct list_query query = {
        .entity = plan->entity, .search = plan->search, .action = ACT_EXPORT};
    TRY(filter_parse(cx, plan->entity, plan->filter, &query.filter));
    return list_count(cx, &query, 0, out);
}

static enum err write_pages(struct ctx *cx, struct job *job, const struct export_plan *plan,
                            struct str *cursor) {
    struct buf out = buf_in(cx->mem, 0);
    struct record_list page;
    bool first = job->done == 0;
    if (first) export_head(cx, plan, &out);
    for (int i = 0; i < EXPORT_STEP_PAGES && (first || cursor->n); i++) {
        TRY(export_page(cx, plan, cursor, &page));
        TRY(export_rows(cx, plan, &page, first, &out));
        job->done += page.count;
        first = false;
    }
    if (!cursor->n) export_end(plan, &out);
    return out.failed ? ERR_LIMIT : pile_append(cx, job->id, buf_str(&out));
}

enum err export_step(struct ctx *cx, struct job *job, bool *out_more) {
    struct json *root;
    struct export_plan plan;
    TRY(json_parse(cx->mem, job->input, NULL, &root, NULL));
    TRY(read_plan(cx, root, &plan));
    if (!rights_some(cx, plan.entity, ACT_EXPORT)) return ERR_DENIED;
    apply_reader(cx, root);
    if (!job->done) TRY(count_all(cx, &plan, &job->total));
    struct str cursor = job->place;
    TRY(write_pages(cx, job, &plan, &cursor));
    job->place = cursor;
    *out_more = cursor.n > 0;
    if (!*out_more) job->total = job->done;
    return OK;
}
