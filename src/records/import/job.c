/* job.c - the import as a job: each step takes some rows from where the last one ended and
 * saves the new place in the same transaction, so a row is never taken twice. */
#include "base/json.h"
#include "base/json_write.h"
#include "records/data/pile.h"
#include "records/data/undo.h"
#include "records/import/window.h"
#include "records/rules/rights.h"

/* Names in the place of a job, by outcome. */
static const char *const names[IMPORT_OUTCOMES] = {
    [IMPORT_CREATED] = "created", [IMPORT_CHANGED] = "changed", [IMPORT_SAME] = "same",
    [IMPORT_SKIPPED] = "skipped", [IMPORT_REFUSED] = "refused",
};

/* ---- How far it came ---- */

static int64_t number(const struct json *node, const char *name) {
    int64_t n = 0;
    (void)json_int(json_get(node, name), &n);
    return n;
}

void intake_progress_read(struct ctx *cx, const struct job *job,
                          struct intake_progress *out) {
    struct json *root;
    *out = (struct intake_progress){0};
    if (!job->place.n || json_parse(cx->mem, job->place, NULL, &root, NULL) != OK) return;
    out->at = number(root, "at");
    out->spared = number(root, "spared");
    out->counts.rows = number(root, "rows");
    for (int i = 0; i < IMPORT_OUTCOMES; i++)
        out->counts.of[i] = number(root, names[i]);
}

static struct str progress_text(struct ctx *cx, const struct intake_progress *p) {
    struct buf out = buf_in(cx->mem, 0);
    struct json_writer w = json_writer(&out);
    json_begin_object(&w);
    json_name(&w, "at"), json_write_int(&w, p->at);
    json_name(&w, "rows"), json_write_int(&w, p->counts.rows);
    json_name(&w, "spared"), json_write_int(&w, p->spared);
    for (int i = 0; i < IMPORT_OUTCOMES; i++)
        json_name(&w, names[i]), json_write_int(&w, p->counts.of[i]);
    json_end_object(&w);
    return buf_str(&out);
}

/* ---- One step ---- */

struct import_step {
    struct ctx *cx;
    struct intake in;
    struct importer *importer;
    struct intake_progress progress;
    struct buf errors;
};

static enum err write_row(struct import_step *s, const struct table_row *cells,
                          struct import_row *row) {
    enum import_outcome outcome;
    if (import_row_empty(row)) return OK;
    TRY(import_write(s->cx, s->importer, row, &outcome));
    s->progress.counts.rows++;
    s->progress.counts.of[outcome]++;
    for (const struct problem *p = row->spared; p; p = p->next)
        s->progress.spared++;
    if (outcome == IMPORT_REFUSED)
        import_errors_row(s->cx, importer_plan(s->importer), cells, row->problems,
                          &s->errors);
    return OK;
}

static enum err write_some(struct import_step *s, const struct table_row *cells,
                           struct import_row *rows, int count) {
    for (int i = 0; i < count; i++)
        TRY(import_read(s->cx, s->importer, &cells[i], &rows[i]));
    TRY(import_ask(s->cx, s->importer, rows, count));
    for (int i = 0; i < count; i++)
        TRY(write_row(s, &cells[i], &rows[i]));
    return OK;
}

/* How many rows may be read before the first of them is written: one, where a row may name a
 * record that the row before it made. */
static int rows_ahead(const struct import_plan *plan, int count) {
    for (int i = 0; i < plan->column_count; i++) {
        const struct field *f = plan->columns[i].target.field;
        if (f && f->to == plan->entity) return 1;
    }
    return count;
}

/* The first row of the file names the columns. */
static enum err write_rows(struct import_step *s, bool *out_more) {
    struct window w;
    int first = s->progress.at == 0;
    TRY(window_read(s->cx, &s->in, s->progress.at, INTAKE_STEP_ROWS, &w));
    if (first) import_errors_head(s->cx, importer_plan(s->importer), &s->errors);
    struct import_row *rows = NEWS(s->cx->mem, (size_t)w.count, struct import_row);
    int ahead = rows_ahead(importer_plan(s->importer), w.count);
    for (int i = first; i < w.count; i += ahead)
        TRY(write_some(s, &w.rows[i], &rows[i], ahead < w.count - i ? ahead : w.count - i));
    s->progress.at = w.next;
    *out_more = !w.last;
    return s->errors.failed ? ERR_LIMIT
                            : pile_append(s->cx, s->in.errors, buf_str(&s->errors));
}

static enum err read_input(struct ctx *cx, const struct job *job, const char *name,
                           int64_t *out_id) {
    struct json *root;
    TRY(json_parse(cx->mem, job->input, NULL, &root, NULL));
    if (json_true(json_get(root, "english"))) {
        cx->lang = LANG_EN;
        cx->digits = DIGITS_LATIN;
    }
    return id_parse(json_text(json_get(root, name)), out_id) ? OK : ERR_CORRUPT;
}

static enum err open_step(struct import_step *s, const struct job *job) {
    struct json *root;
    struct import_plan plan;
    int64_t id;
    TRY(read_input(s->cx, job, "intake", &id));
    TRY(intake_get(s->cx, id, &s->in));
    TRY(json_parse(s->cx->mem, s->in.plan, NULL, &root, NULL));
    TRY(import_plan_read(s->cx, root, &plan));
    if (!rights_some(s->cx, plan.entity, ACT_IMPORT)) return ERR_DENIED;
    s->importer = importer_create(s->cx, &plan);
    s->errors = buf_in(s->cx->mem, 0);
    intake_progress_read(s->cx, job, &s->progress);
    return OK;
}

enum err intake_step(struct ctx *cx, struct job *job, bool *out_more) {
    struct import_step s = {.cx = cx};
    int64_t size;
    TRY(open_step(&s, job));
    TRY(write_rows(&s, out_more));
    TRY(pile_size(cx, s.in.data, &size));
    job->place = progress_text(cx, &s.progress);
    job->done = s.progress.counts.rows;
    /* Rows in all are only known at the end; bytes tell about how many. */
    job->total =
        *out_more ? job->done * size / (s.progress.at ? s.progress.at : 1) : job->done;
    return OK;
}

/* ---- Taking it back ---- */

enum { UNDO_ENTRIES = 200 };

int64_t undo_kept(struct ctx *cx, const struct job *undo) {
    struct json *root = NULL;
    if (!undo->place.n || json_parse(cx->mem, undo->place, NULL, &root, NULL) != OK)
        return 0;
    return number(root, "kept");
}

/* Whoever imported takes back what that import did, whatever they may do to each record. */
static struct actor raised(const struct ctx *cx) {
    struct actor actor = *cx->actor;
    actor.administrator = true;
    return actor;
}

enum err undo_step(struct ctx *cx, struct job *job, bool *out_more) {
    struct json *root = NULL;
    struct undo_result result = {0};
    struct actor actor = raised(cx);
    int64_t batch, cursor = 0;
    TRY(read_input(cx, job, "batch", &batch));
    if (job->place.n) TRY(json_parse(cx->mem, job->place, NULL, &root, NULL));
    cursor = number(root, "cursor");
    if (!root)
        TRY(store_int(cx->db, SQL("SELECT count(*) FROM journal WHERE batch = ?1"),
                      BIND(v_int(batch)), &job->total));
    cx->actor = &actor;
    TRY(undo_part(cx, batch, UNDO_ENTRIES, &cursor, &result));
    int64_t kept = number(root, "kept") + result.kept;
    job->done += UNDO_ENTRIES;
    if (job->done > job->total || !cursor) job->done = job->total;
    job->place = str_format(cx->mem, "{\"cursor\":%lld,\"kept\":%lld}", (long long)cursor,
                            (long long)kept);
    *out_more = cursor != 0;
    return OK;
}
