/* export.h - records of one kind into a file, as many as there are. What a list shows (its
 * filter, search, order and columns) is what is written, as far as the actor may export.
 *
 * A plan is written page by page: by a command straight into a file, by the job
 * `records.export` into a pile (data/pile.h) whose identifier is the job's. */
#ifndef RECORDS_EXPORT_H
#define RECORDS_EXPORT_H

#include "records/data/list.h"
#include "records/rules/jobs.h"

enum {
    EXPORT_COLUMNS = 300,
    EXPORT_STEP_PAGES = 5, /* of LIST_PAGE_MOST records in one step of the job */
};

enum export_format { EXPORT_CSV, EXPORT_JSON, EXPORT_WORKBOOK, EXPORT_FORMATS };

struct export_plan {
    const struct entity *entity;
    struct str filter, search; /* as texts of filter.h */
    const struct field *sort;  /* NULL: the kind's own order */
    bool descending;
    const struct field *columns[EXPORT_COLUMNS];
    int column_count;
    enum export_format format;
    bool plain; /* dates as 2025-03-20; else by the user's calendar */
};

/* "csv", "json", "xlsx". */
const char *export_format_name(enum export_format f);
bool export_format_parse(struct str text, enum export_format *out);

/* Whether a column can be exported; and all that can be. */
bool export_takes(const struct field *f);
void export_all_columns(struct export_plan *plan);

/* Pages of the plan's records; *cursor is empty at first and again at the end. */
enum err export_page(struct ctx *cx, const struct export_plan *plan, struct str *cursor,
                     struct record_list *out);

/* The beginning of the file, a page of it, its end. CSV: UTF-8 with its mark, commas,
 * nothing that a spreadsheet would run as a formula. JSON: an array of objects. A workbook
 * is written here as plain CSV, which the host makes a workbook of. */
void export_head(struct ctx *cx, const struct export_plan *plan, struct buf *out);
enum err export_rows(struct ctx *cx, const struct export_plan *plan,
                     const struct record_list *page, bool first, struct buf *out);
void export_end(const struct export_plan *plan, struct buf *out);

/* ---- The job ---- */

enum err export_start(struct ctx *cx, const struct export_plan *plan, int64_t *out_job);
/* The plan of a job of the actor's. */
enum err export_plan_of(struct ctx *cx, const struct job *job, struct export_plan *out);
enum err export_step(struct ctx *cx, struct job *job, bool *out_more);

#endif
