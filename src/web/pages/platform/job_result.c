/* job_result.c - what came of a job, in words, and the page that shows it best. */
#include "base/json.h"
#include "records/bulk/bulk.h"
#include "records/import/intake.h"
#include "web/pages/platform/job_view.h"

static struct str counted(struct ctx *cx, enum msg msg, int64_t n) {
    return msg_format(cx->mem, cx->lang, msg, MSG_PARTS({"n", cx_number(cx, n)}));
}

/* A member of a job's JSON; 0 where it is not there. */
static int64_t number_in(struct ctx *cx, struct str text, const char *name) {
    struct json *root;
    int64_t n = 0;
    if (text.n && json_parse(cx->mem, text, NULL, &root, NULL) == OK)
        (void)json_int(json_get(root, name), &n);
    return n;
}

static struct str path_of(struct ctx *cx, const char *folder, int64_t id) {
    return str_format(cx->mem, "/%s/%s", folder, id_text(id).z);
}

/* ---- One for each kind ---- */

static void say_import(struct ctx *cx, const struct job *job, struct job_result *out) {
    struct intake_progress progress;
    struct json *root;
    int64_t intake;
    const int64_t *of = progress.counts.of;
    intake_progress_read(cx, job, &progress);
    out->words = msg_format(cx->mem, cx->lang, MSG_JOB_RESULT_IMPORT,
                            MSG_PARTS({"created", cx_number(cx, of[IMPORT_CREATED])},
                                      {"changed", cx_number(cx, of[IMPORT_CHANGED])},
                                      {"refused", cx_number(cx, of[IMPORT_REFUSED])}));
    if (json_parse(cx->mem, job->input, NULL, &root, NULL) == OK
        && id_parse(json_text(json_get(root, "intake")), &intake))
        out->path = path_of(cx, "import", intake);
}

static void say_export(struct ctx *cx, const struct job *job, struct job_result *out) {
    out->words = counted(cx, MSG_JOB_RESULT_EXPORT, job->done);
    out->path = path_of(cx, "export", job->id);
}

static void say_undo(struct ctx *cx, const struct job *job, struct job_result *out) {
    int64_t kept = number_in(cx, job->place, "kept");
    out->words =
        kept ? counted(cx, MSG_JOB_RESULT_KEPT, kept) : cx_msg(cx, MSG_JOB_RESULT_UNDONE);
}

/* What was done to how many, and why not to the others. */
static struct str bulk_words(struct ctx *cx, const struct bulk_count *count) {
    struct buf b = buf_in(cx->mem, 0);
    buf_put(&b, msg_format(cx->mem, cx->lang, MSG_JOB_RESULT_BULK,
                           MSG_PARTS({"done", cx_number(cx, count->done)},
                                     {"refused", cx_number(cx, count->refused)})));
    for (int i = 0; i < count->reason_count; i++) {
        buf_putz(&b, i ? " · " : " ");
        buf_put(&b, bulk_reason_words(cx, &count->reasons[i]));
    }
    return buf_str(&b);
}

static void say_bulk(struct ctx *cx, const struct job *job, struct job_result *out) {
    struct bulk_count count;
    if (bulk_count_of(cx, job, &count) == OK) out->words = bulk_words(cx, &count);
    out->path = path_of(cx, "bulk", job->id);
}

static void say_duplicates(struct ctx *cx, const struct job *job, struct job_result *out) {
    out->words = counted(cx, MSG_JOB_RESULT_DUPLICATES, job->done);
    out->path = STR("/duplicates");
}

static const struct {
    const char *kind;
    void (*say)(struct ctx *cx, const struct job *job, struct job_result *out);
} kinds[] = {
    {"records.import", say_import},
    {"records.export", say_export},
    {"records.undo", say_undo},
    {"records.bulk", say_bulk},
    {"people.duplicates", say_duplicates},
};

void job_result_of(struct ctx *cx, const struct job *job, struct job_result *out) {
    *out = (struct job_result){0};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_is(job->kind, kinds[i].kind)) kinds[i].say(cx, job, out);
    if (job->state == JOB_FAILED) out->words = job->result;
    if (!job_over(job)) out->words = STR("");
}
