/* map.c - what the columns are, what to do with what cannot be read and with what is there
 * already; and what would become of the first rows. */
#include "persian/fold.h"
#include "records/data/pile.h"
#include "records/fields/field_type.h"
#include "records/rules/rights.h"
#include "web/pages/import/map.html.h"
#include "web/pages/import/parts.h"

/* ---- Columns ---- */

enum { SAMPLE_LETTERS = 40 };
#define ISOLATE_BEGIN "\u2068"
#define ISOLATE_END "\u2069"

/* The first different values of a column, for the one who decides. */
static struct str samples_of(struct ctx *cx, const struct import_sample *sample,
                             int column) {
    struct buf out = buf_in(cx->mem, 0);
    struct str before = STR("");
    for (int i = 1, shown = 0; i < sample->count && shown < SAMPLES_SHOWN; i++) {
        const struct table_row *row = &sample->rows[i];
        struct str cell =
            (size_t)column < row->count ? str_trim(row->cells[column]) : STR("");
        if (!cell.n || str_eq(cell, before)) continue;
        if (out.n) BUF_LIT(&out, " · ");
        BUF_LIT(&out, ISOLATE_BEGIN); /* each in its own direction */
        buf_put(&out, utf8_first(cell, SAMPLE_LETTERS));
        BUF_LIT(&out, ISOLATE_END);
        before = cell;
        shown++;
    }
    return buf_str(&out);
}

static bool has_field(const struct map_view *v, const struct field *f) {
    for (int i = 0; i < v->field_count; i++)
        if (v->fields[i] == f) return true;
    return false;
}

static void gather_fields(struct map_view *v) {
    for (int i = 0; i < v->plan->column_count; i++) {
        const struct field *f = v->plan->columns[i].target.field;
        if (f && !has_field(v, f) && v->field_count < PREVIEW_FIELDS)
            v->fields[v->field_count++] = f;
    }
    v->nothing = v->field_count == 0;
}

/* ---- The first rows ---- */

static struct str problem_with_field(const struct import_row *row, const struct field *f) {
    const struct problem *const lists[] = {row->problems, row->spared, row->unready};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (const struct problem *p = lists[i]; p; p = p->next)
            if (str_eq(p->field, f->name)) return p->text;
    return STR("");
}

static struct str problem_elsewhere(const struct map_view *v,
                                    const struct import_row *row) {
    const struct problem *const lists[] = {row->problems, row->unready};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (const struct problem *p = lists[i]; p; p = p->next) {
            const struct field *f = field_named(v->plan->entity, p->field);
            if (!f || !has_field(v, f)) return p->text;
        }
    return STR("");
}

/* The first cell that goes to the field, as it stands in the file. */
static struct str typed_for(const struct map_view *v, const struct table_row *cells,
                            const struct field *f) {
    for (int i = 0; i < v->plan->column_count && (size_t)i < cells->count; i++) {
        struct str cell = str_trim(cells->cells[i]);
        if (v->plan->columns[i].target.field == f && cell.n)
            return utf8_first(cell, SAMPLE_LETTERS);
    }
    return STR("");
}

static const struct preview_cell *preview_cells(struct ctx *cx, const struct map_view *v,
                                                const struct table_row *typed,
                                                const struct import_row *row) {
    struct preview_cell *cells = NEWS(cx->mem, (size_t)v->field_count, struct preview_cell);
    for (int i = 0; i < v->field_count; i++) {
        const struct field *f = v->fields[i];
        if (row->given[f->at]) cells[i].text = field_text(cx, f, row->record.values[f->at]);
        cells[i].problem = problem_with_field(row, f);
        if (cells[i].problem.n) cells[i].typed = typed_for(v, typed, f);
    }
    return cells;
}

/* What would become of the row. */
static enum err foresee(struct ctx *cx, const struct importer *im,
                        const struct import_row *row, enum import_outcome *out) {
    int64_t there = 0;
    if (!row->problems) TRY(import_match(cx, im, row, &there));
    bool skips = importer_plan(im)->duplicates == DUPLICATES_SKIP;
    *out = row->problems  ? IMPORT_REFUSED
           : there        ? skips ? IMPORT_SKIPPED : IMPORT_CHANGED
           : row->unready ? IMPORT_REFUSED
                          : IMPORT_CREATED;
    return OK;
}

/* What is going to happen, and its colour. */
static const struct {
    enum msg word;
    const char *tone;
} futures[IMPORT_OUTCOMES] = {
    [IMPORT_CREATED] = {MSG_IMPORT_WILL_CREATE, "m-good"},
    [IMPORT_CHANGED] = {MSG_IMPORT_WILL_CHANGE, "m-info"},
    [IMPORT_SAME] = {MSG_IMPORT_WILL_SKIP, ""},
    [IMPORT_SKIPPED] = {MSG_IMPORT_WILL_SKIP, ""},
    [IMPORT_REFUSED] = {MSG_IMPORT_WILL_REFUSE, "m-bad"},
};

static enum err preview_row(struct page *p, struct map_view *v, const struct importer *im,
                            const struct table_row *cells, const struct import_row *row) {
    enum import_outcome outcome;
    TRY(foresee(p->cx, im, row, &outcome));
    v->rows[v->row_count++] =
        (struct preview_row){.line = cells->line,
                             .cells = preview_cells(p->cx, v, cells, row),
                             .outcome = cx_msg(p->cx, futures[outcome].word),
                             .tone = futures[outcome].tone,
                             .problem = problem_elsewhere(v, row)};
    return OK;
}

static void count_problems(struct problem_count *counts, const struct map_view *v,
                           const struct import_row *row) {
    for (int i = 0; i < v->field_count; i++)
        counts[i].count += problem_with_field(row, v->fields[i]).n > 0;
}

/* The fields with problems alone. */
static void keep_problems(struct ctx *cx, struct map_view *v,
                          struct problem_count *counts) {
    int n = 0;
    for (int i = 0; i < v->field_count; i++)
        if (counts[i].count)
            counts[n++] = (struct problem_count){label_in(&v->fields[i]->label, cx->lang),
                                                 counts[i].count};
    v->problems = counts;
    v->problem_count = n;
}

/* The first rows, and of those that follow the ones with problems. */
static bool is_shown(const struct map_view *v, const struct import_row *row) {
    bool problems = row->problems || row->spared || row->unready;
    return v->row_count < (problems ? PREVIEW_ROWS : PREVIEW_FIRST_ROWS);
}

static enum err preview(struct page *p, struct map_view *v,
                        const struct import_sample *sample) {
    struct importer *im = importer_create(p->cx, v->plan);
    struct problem_count *counts =
        NEWS(p->cx->mem, (size_t)v->field_count, struct problem_count);
    for (int i = 1; i < sample->count; i++) {
        struct import_row row;
        TRY(import_read(p->cx, im, &sample->rows[i], &row));
        count_problems(counts, v, &row);
        if (is_shown(v, &row)) TRY(preview_row(p, v, im, &sample->rows[i], &row));
    }
    v->sampled = sample->count - 1;
    keep_problems(p->cx, v, counts);
    return OK;
}

static enum err import_map_page(struct page *p, const struct intake *in) {
    struct import_sample *sample = NEW(p->cx->mem, struct import_sample);
    struct import_plan plan;
    TRY(intake_sample(p->cx, in, sample));
    TRY(intake_plan(p->cx, in, sample, &plan));
    if (!rights_some(p->cx, plan.entity, ACT_IMPORT)) return ERR_DENIED;
    struct map_view v = {.intake = in, .plan = &plan, .token = page_token(p)};
    struct str *samples = NEWS(p->cx->mem, (size_t)plan.column_count, struct str);
    for (int i = 0; i < plan.column_count; i++)
        samples[i] = samples_of(p->cx, sample, i);
    v.samples = samples;
    gather_fields(&v);
    TRY(preview(p, &v, sample));
    struct buf content = page_buf(p);
    import_map(&content, p->cx, &v);
    return page_send(p, cx_msg(p->cx, MSG_IMPORT_TITLE), &content);
}

enum err import_page_get(struct page *p) {
    struct intake in;
    int64_t got;
    TRY(intake_get(p->cx, p->id, &in));
    if (in.job) return import_job_page(p, &in);
    if (in.data) return import_map_page(p, &in);
    TRY(pile_size(p->cx, in.id, &got));
    return import_upload_page(p, &in, got);
}

/* ---- What was decided ---- */

static enum err read_columns(struct page *p, struct import_plan *plan) {
    for (int i = 0; i < plan->column_count; i++) {
        struct str name = str_format(p->cx->mem, "c%d", i);
        if (!import_target_parse(plan->entity, form_named(&p->form, name),
                                 &plan->columns[i].target))
            return ERR_INVALID;
    }
    return OK;
}

/* Boxes that are checked, in the order of the fields: unique ones first. */
static void read_matches(struct page *p, struct import_plan *plan) {
    plan->match_count = 0;
    for (int unique = 1; unique >= 0; unique--)
        for (int i = 0; i < plan->entity->field_count; i++) {
            const struct field *f = plan->entity->fields[i];
            struct str name = str_join(p->cx->mem, STR("match."), f->name);
            bool fits = f->unique == (unique == 1) && import_matches(f);
            if (fits && form_named(&p->form, name).n && plan->match_count < IMPORT_MATCHES)
                plan->match[plan->match_count++] = f;
        }
}

/* Another encoding or delimiter than was found: the columns are other ones then. */
static bool read_text_choices(struct page *p, struct intake *in) {
    int64_t charset = in->charset;
    struct str delimiter = form_value(&p->form, "delimiter");
    (void)str_int(form_value(&p->form, "charset"), &charset);
    bool other = charset != (int64_t)in->charset
                 || (delimiter.n == 1 && delimiter.p[0] != in->delimiter);
    if (in->workbook || !other || charset < 0 || charset > CHARSET_WINDOWS_1256)
        return false;
    in->charset = (enum charset)charset;
    if (delimiter.n == 1) in->delimiter = delimiter.p[0];
    in->plan = STR("");
    return true;
}

static enum err save_plan(struct page *p, struct intake *in) {
    struct import_sample *sample = NEW(p->cx->mem, struct import_sample);
    struct import_plan plan;
    if (read_text_choices(p, in)) return intake_save(p->cx, in);
    TRY(intake_sample(p->cx, in, sample));
    TRY(intake_plan(p->cx, in, sample, &plan));
    TRY(read_columns(p, &plan));
    read_matches(p, &plan);
    if (!duplicates_parse(form_value(&p->form, "duplicates"), &plan.duplicates))
        return ERR_INVALID;
    plan.blank = form_value(&p->form, "blank").n > 0;
    return intake_set_plan(p->cx, in, &plan);
}

enum err import_plan_post(struct page *p) {
    struct intake in;
    TRY(intake_get(p->cx, p->id, &in));
    if (in.job || !in.data) return ERR_CONFLICT;
    TRY(save_plan(p, &in));
    bool starts = form_value(&p->form, "act").n > 0 && in.plan.n;
    if (starts) TRY(intake_start(p->cx, &in));
    return reply_redirect(p, import_url(p->cx, in.id, ""));
}
