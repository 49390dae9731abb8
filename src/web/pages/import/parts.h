/* parts.h - what the pages of importing share; private to this folder. */
#ifndef WEB_PAGES_IMPORT_PARTS_H
#define WEB_PAGES_IMPORT_PARTS_H

#include "records/import/intake.h"
#include "web/shell.h"

page_fn import_list_get, import_begin_post, import_piece_put, import_read_post;
page_fn import_page_get, import_plan_post;
page_fn import_stop_post, import_resume_post, import_undo_post, import_errors_get;

/* What the browser offers to choose. */
#define IMPORT_ACCEPTS ".csv,.txt,.tsv,.xlsx"

/* The slow part of import_read_post: a workbook becomes text. */
const void *import_read_prepare(struct page *p);

/* "/import/0G…" and what follows. */
struct str import_url(struct ctx *cx, int64_t id, const char *tail);

/* The pages of an intake by how far it is: what is missing of the upload, what goes where,
 * how the job goes. */
enum err import_upload_page(struct page *p, const struct intake *in, int64_t got);
enum err import_job_page(struct page *p, const struct intake *in);

/* ---- For the templates ---- */

/* An import among others. */
struct intake_view {
    const struct intake *intake;
    struct str kind;  /* its label */
    struct str state; /* in a word */
    const char *tone;
};

/* One row of the preview. */
struct preview_cell {
    struct str text, problem;
    struct str typed; /* beside a problem: what the file says */
};
struct preview_row {
    size_t line;
    const struct preview_cell *cells; /* by the fields of the view */
    struct str outcome;
    const char *tone;
    struct str problem; /* of the row as a whole */
};

/* How many of the sample's rows have a problem with a field. */
struct problem_count {
    struct str label;
    int count;
};

enum { PREVIEW_ROWS = 20, PREVIEW_FIRST_ROWS = 8, PREVIEW_FIELDS = 30, SAMPLES_SHOWN = 3 };

struct map_view {
    const struct intake *intake;
    const struct import_plan *plan;
    struct str token;
    const struct str *samples; /* of each column: its first different values */
    const struct field *fields[PREVIEW_FIELDS];
    int field_count;
    struct preview_row rows[PREVIEW_ROWS];
    int row_count, sampled; /* shown, and looked at */
    const struct problem_count *problems;
    int problem_count;
    bool nothing; /* goes anywhere */
};

struct outcome_count {
    struct str label, count;
};

/* How a job stands. */
struct job_standing {
    const struct intake *intake;
    const struct job *job, *undo; /* undo: NULL before it began */
    struct str token, state, pace;
    struct str why;    /* it failed */
    int64_t undo_kept; /* entries that could not be taken back */
    const char *tone;
    struct intake_progress progress;
    struct outcome_count counts[IMPORT_OUTCOMES + 1]; /* the last: cells left empty */
    bool over, kept, undo_over;                       /* kept: its files are there still */
    int percent, undo_percent;
};

#endif
