/* intake.h - one import from the upload to the undo: which file came, how it is read, the
 * plan, the job that does it. A row of the table `intake`; it stays as the history of
 * imports. Seen by whoever began it, and by administrators. */
#ifndef RECORDS_INTAKE_H
#define RECORDS_INTAKE_H

#include "base/charset.h"
#include "records/import/import.h"
#include "records/rules/jobs.h"

enum {
    INTAKE_FILE_BYTES = 512 * 1024 * 1024,    /* of an upload */
    INTAKE_WORKBOOK_BYTES = 64 * 1024 * 1024, /* of a packed workbook */
    INTAKE_TEXT_BYTES = 768 * 1024 * 1024,    /* of a workbook's sheet as text */
    INTAKE_STEP_ROWS = 1000,
    INTAKE_SHEETS = 100,
};

struct intake {
    int64_t id, user, created_ms;
    struct str entity, name; /* the kind to be imported; the file's name */
    int64_t size;            /* as the sender said */
    bool workbook;
    int sheet; /* of a workbook, from 0 */
    const struct str *sheets;
    int sheet_count;
    int64_t data; /* the pile with the text; 0: nothing to read yet */
    enum charset charset;
    char delimiter;
    int64_t errors;    /* the pile of refused rows */
    int64_t job, undo; /* 0: not begun */
    struct str plan;   /* JSON; empty: not made yet */
};

/* Begin with an upload. The pile with the intake's id takes its bytes. */
enum err intake_begin(struct ctx *cx, struct str entity, struct str name, int64_t size,
                      struct intake *out);
enum err intake_get(struct ctx *cx, int64_t id, struct intake *out);
enum err intake_list(struct ctx *cx, int limit, struct intake **out, int *out_count);
enum err intake_save(struct ctx *cx, const struct intake *in);

/* The upload is whole and a text: find its encoding and delimiter. */
enum err intake_detect(struct ctx *cx, struct intake *in);
/* Its first rows. */
enum err intake_sample(struct ctx *cx, const struct intake *in, struct import_sample *out);

/* The plan, kept or guessed. */
enum err intake_plan(struct ctx *cx, const struct intake *in,
                     const struct import_sample *sample, struct import_plan *out);
enum err intake_set_plan(struct ctx *cx, struct intake *in, const struct import_plan *plan);

/* Begin the job, and the job that takes it back. */
enum err intake_start(struct ctx *cx, struct intake *in);
enum err intake_take_back(struct ctx *cx, struct intake *in);

/* Whether what came is kept still (modules/platform/file.h); without it nothing goes on. */
enum err intake_kept(struct ctx *cx, const struct intake *in, bool *out);

/* How far a job came; for its page. */
struct intake_progress {
    int64_t at; /* bytes */
    struct import_counts counts;
    int64_t spared;
};
void intake_progress_read(struct ctx *cx, const struct job *job,
                          struct intake_progress *out);

/* How many entries of the journal an undo left as they are: changed since. */
int64_t undo_kept(struct ctx *cx, const struct job *undo);

/* The steps of `records.import` and `records.undo`. */
enum err intake_step(struct ctx *cx, struct job *job, bool *out_more);
enum err undo_step(struct ctx *cx, struct job *job, bool *out_more);

extern const struct table intake_table;

#endif
