/* job.c - the plan and the count as JSON, and one step of the job. */
#include "base/json.h"
#include "base/json_write.h"
#include "records/bulk/act.h"
#include "records/fields/field_type.h"

/* ---- The plan as JSON ---- */

static void write_value(struct ctx *cx, const struct bulk_plan *plan,
                        struct json_writer *w) {
    struct buf json = buf_in(cx->mem, 0);
    if (!plan->field) return;
    field_json(cx, plan->field, plan->value, &json);
    json_name(w, "field"), json_write_str(w, plan->field->name);
    json_name(w, "value"), json_write_raw(w, buf_str(&json));
}

static struct str plan_text(struct ctx *cx, const struct bulk_plan *plan) {
    struct buf out = buf_in(cx->mem, 0);
    struct json_writer w = json_writer(&out);
    json_begin_object(&w);
    json_name(&w, "entity"), json_write_str(&w, plan->entity->name);
    write_value(cx, plan, &w);
    json_name(&w, "filter"), json_write_str(&w, plan->filter);
    json_name(&w, "search"), json_write_str(&w, plan->search);
    json_name(&w, "english"), json_write_bool(&w, cx->lang == LANG_EN);
    json_name(&w, "gregorian"), json_write_bool(&w, cx->calendar == CALENDAR_GREGORIAN);
    json_name(&w, "chosen"), json_begin_array(&w);
    for (int i = 0; i < plan->chosen_count; i++)
        json_write_id(&w, plan->chosen[i]);
    json_end_array(&w);
    json_end_object(&w);
    return buf_str(&out);
}

/* The field may have gone since; then there is nothing to do. */
static enum err read_value(struct ctx *cx, const struct json *root, struct bulk_plan *out) {
    const struct json *name = json_get(root, "field");
    if (!name) return OK;
    out->field = field_named(out->entity, json_text(name));
    if (!out->field || !bulk_takes(out->field)) return ERR_ABSENT;
    return field_from_json(cx, out->field, json_get(root, "value"), &out->value);
}

static void read_chosen(const struct json *ids, struct bulk_plan *out) {
    JSON_EACH(id, ids) {
        if (out->chosen_count < BULK_CHOSEN
            && id_parse(json_text(id), &out->chosen[out->chosen_count]))
            out->chosen_count++;
    }
}

static enum err read_plan(struct ctx *cx, const struct json *root, struct bulk_plan *out) {
    *out = (struct bulk_plan){0};
    out->entity = entity_named(cx->catalog, json_text(json_get(root, "entity")));
    if (!out->entity) return ERR_ABSENT;
    out->filter = json_text(json_get(root, "filter"));
    out->search = json_text(json_get(root, "search"));
    read_chosen(json_get(root, "chosen"), out);
    return read_value(cx, root, out);
}

enum err bulk_plan_of(struct ctx *cx, const struct job *job, struct bulk_plan *out) {
    struct json *root;
    if (!str_is(job->kind, "records.bulk")) return ERR_ABSENT;
    TRY(json_parse(cx->mem, job->input, NULL, &root, NULL));
    return read_plan(cx, root, out);
}

enum err bulk_start(struct ctx *cx, const struct bulk_plan *plan, int64_t *out_job) {
    if (!rights_some(cx, plan->entity, plan->field ? ACT_EDIT : ACT_DELETE))
        return ERR_DENIED;
    return job_start(cx, "records.bulk", plan_text(cx, plan), 0, out_job);
}

/* ---- How far it came ---- */

struct place {
    struct bulk_count count;
    struct str cursor; /* of the list; empty: the first page */
};

static int64_t number(const struct json *root, const char *name) {
    int64_t n = 0;
    return json_int(json_get(root, name), &n) ? n : 0;
}

static void read_reasons(const struct json *reasons, struct bulk_count *out) {
    JSON_EACH(one, reasons) {
        if (out->reason_count == BULK_REASONS) return;
        out->reasons[out->reason_count++] =
            (struct bulk_reason){json_text(json_get(one, "text")), number(one, "count")};
    }
}

static void write_reasons(struct json_writer *w, const struct bulk_count *count) {
    json_name(w, "reasons"), json_begin_array(w);
    for (int i = 0; i < count->reason_count; i++) {
        json_begin_object(w);
        json_name(w, "text"), json_write_str(w, count->reasons[i].text);
        json_name(w, "count"), json_write_int(w, count->reasons[i].count);
        json_end_object(w);
    }
    json_end_array(w);
}

static enum err read_place(struct ctx *cx, const struct job *job, struct place *out) {
    struct json *root;
    *out = (struct place){0};
    if (!job->place.n) return OK;
    TRY(json_parse(cx->mem, job->place, NULL, &root, NULL));
    out->count = (struct bulk_count){number(root, "done"), number(root, "refused")};
    read_reasons(json_get(root, "reasons"), &out->count);
    out->cursor = json_text(json_get(root, "cursor"));
    return OK;
}

static struct str place_text(struct ctx *cx, const struct place *place) {
    struct buf out = buf_in(cx->mem, 0);
    struct json_writer w = json_writer(&out);
    json_begin_object(&w);
    json_name(&w, "done"), json_write_int(&w, place->count.done);
    json_name(&w, "refused"), json_write_int(&w, place->count.refused);
    write_reasons(&w, &place->count);
    json_name(&w, "cursor"), json_write_str(&w, place->cursor);
    json_end_object(&w);
    return buf_str(&out);
}

enum err bulk_count_of(struct ctx *cx, const struct job *job, struct bulk_count *out) {
    struct place place;
    TRY(read_place(cx, job, &place));
    *out = place.count;
    return OK;
}

struct str bulk_reason_words(struct ctx *cx, const struct bulk_reason *reason) {
    return msg_format(
        cx->mem, cx->lang, MSG_BULK_REASON,
        MSG_PARTS({"n", cx_number(cx, reason->count)}, {"reason", reason->text}));
}

int64_t bulk_others(const struct bulk_count *count) {
    int64_t n = count->refused;
    for (int i = 0; i < count->reason_count; i++)
        n -= count->reasons[i].count;
    return n;
}

/* ---- One step ---- */

/* The language and calendar of the one who asked, not the organisation's. */
static void apply_reader(struct ctx *cx, const struct json *root) {
    cx->lang = json_true(json_get(root, "english")) ? LANG_EN : LANG_FA;
    cx->calendar =
        json_true(json_get(root, "gregorian")) ? CALENDAR_GREGORIAN : CALENDAR_JALALI;
}

/* By identifier, the newest first: a row that leaves the filter by what is done to it, or
 * comes meanwhile, shifts no other. */
static enum err query_of(struct ctx *cx, const struct bulk_plan *plan, struct str cursor,
                         struct list_query *out) {
    *out = (struct list_query){.entity = plan->entity,
                               .search = plan->search,
                               .descending = true,
                               .cursor = cursor,
                               .limit = BULK_STEP_ROWS};
    return filter_parse(cx, plan->entity, plan->filter, &out->filter);
}

static enum err count_all(struct ctx *cx, const struct bulk_plan *plan, int64_t *out) {
    struct list_query query;
    *out = plan->chosen_count;
    if (plan->chosen_count) return OK;
    TRY(query_of(cx, plan, STR(""), &query));
    return list_count(cx, &query, 0, out);
}

static enum err act_on_chosen(struct ctx *cx, const struct bulk_plan *plan,
                              struct bulk_count *count) {
    for (int i = 0; i < plan->chosen_count; i++)
        TRY(bulk_act(cx, plan, plan->chosen[i], count));
    return OK;
}

static enum err act_on_found(struct ctx *cx, const struct bulk_plan *plan,
                             struct place *place, int64_t *rows) {
    struct list_query query;
    struct record_list page;
    TRY(query_of(cx, plan, place->cursor, &query));
    TRY(list_page(cx, &query, &page));
    for (int i = 0; i < page.count; i++)
        TRY(bulk_act(cx, plan, record_id(&page.records[i]), &place->count));
    place->cursor = page.next;
    *rows += page.count;
    return OK;
}

enum err bulk_step(struct ctx *cx, struct job *job, bool *out_more) {
    struct json *root;
    struct bulk_plan plan;
    struct place place;
    TRY(json_parse(cx->mem, job->input, NULL, &root, NULL));
    apply_reader(cx, root);
    TRY(read_plan(cx, root, &plan));
    TRY(read_place(cx, job, &place));
    if (!job->place.n) TRY(count_all(cx, &plan, &job->total));
    if (plan.chosen_count) {
        TRY(act_on_chosen(cx, &plan, &place.count));
        job->done = plan.chosen_count;
    } else {
        TRY(act_on_found(cx, &plan, &place, &job->done));
    }
    *out_more = place.cursor.n > 0;
    if (!*out_more) job->total = job->done;
    job->place = place_text(cx, &place);
    return OK;
}

/* ---- Taking it back ---- */

enum err bulk_take_back(struct ctx *cx, const struct job *job, int64_t *out_job) {
    struct buf out = buf_in(cx->mem, 0);
    struct json_writer w = json_writer(&out);
    if (!str_is(job->kind, "records.bulk")) return ERR_ABSENT;
    if (job->state == JOB_WAITING || job->state == JOB_RUNNING) return ERR_CONFLICT;
    json_begin_object(&w);
    json_name(&w, "batch"), json_write_id(&w, job->batch);
    json_name(&w, "english"), json_write_bool(&w, cx->lang == LANG_EN);
    json_end_object(&w);
    return job_start(cx, "records.undo", buf_str(&out), 0, out_job);
}
