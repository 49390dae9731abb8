/* import.h - rows of a file become records of one kind.
 *
 * A *plan* says what each column is, what to do with duplicates and with cells that cannot
 * be read. It is guessed from the file (import_guess), mended by hand, kept as JSON, and
 * then obeyed row by row: import_read turns cells into values, import_write finds the
 * record that is there already and creates or changes one. Reading needs no transaction
 * and may run on a thread of its own with its own context; writing runs inside the
 * caller's transaction. Rows come from any `table_source`. */
#ifndef RECORDS_IMPORT_H
#define RECORDS_IMPORT_H

#include "base/json_write.h"
#include "base/table.h"
#include "records/data/record.h"

struct json;

enum {
    IMPORT_COLUMNS = 300,     /* of a file; one with more is refused */
    IMPORT_SAMPLE_ROWS = 200, /* looked at to guess what the columns are, … */
    IMPORT_SAMPLE_BYTES = 8 * 1024 * 1024, /* … as far as there are no more bytes */
    IMPORT_MATCHES = 6,                    /* fields by which duplicates are found */
    IMPORT_HEADER_LETTERS = 60             /* of a column's name; the rest is cut off */
};

/* Which part of a field a column holds. */
enum import_part {
    PART_WHOLE,
    PART_FIRST, /* of a name: before the … */
    PART_LAST,  /* … family name, wherever the columns stand */
    PART_ELSE,  /* takes the field's place where the other columns are empty */
    PART_PROVINCE,
    PART_COUNTY,
    PART_CITY,
    PART_STREET,
    PART_POSTAL_CODE,
    PART_COUNT
};

/* Where the cells of a column go. Several columns may go to one field: they are joined. */
struct import_target {
    const struct field *field; /* NULL: nowhere */
    enum import_part part;
};

struct import_column {
    struct str header;
    struct import_target target;
};

/* What to do with a row whose record is there already. */
enum duplicates {
    DUPLICATES_SKIP,
    DUPLICATES_MERGE,  /* fill what is empty */
    DUPLICATES_UPDATE, /* what the file says counts */
    DUPLICATES_COUNT
};

struct import_plan {
    const struct entity *entity;
    struct import_column *columns;
    int column_count;
    enum duplicates duplicates;
    const struct field *match[IMPORT_MATCHES]; /* the first that finds one decides */
    int match_count;
    bool blank; /* an unreadable cell is left empty; else it refuses its row */
};

/* ---- The file ---- */

enum import_file { IMPORT_TEXT, IMPORT_WORKBOOK, IMPORT_OTHER };

enum { IMPORT_HEAD_BYTES = 16 };

/* What a file is, by its first bytes: text, an Excel workbook, or what cannot be read here:
 * an old workbook, a PDF, a picture. */
enum import_file import_file_kind(struct str head);

/* ---- The plan ---- */

/* The first rows of a file. */
struct import_sample {
    struct table_row rows[IMPORT_SAMPLE_ROWS];
    int count;
    int columns; /* as many as have names, or as most rows have */
    bool more;   /* the file goes on */
};

/* Read the beginning of a source into `mem`. ERR_LIMIT: too many columns. */
enum err import_sample_read(struct arena *mem, struct table_source *source,
                            struct import_sample *out);

/* A plan for the sample, whose first row names the columns: by the names, as other programs
 * and people write them, and by what the cells look like. */
enum err import_guess(struct ctx *cx, const struct entity *e,
                      const struct import_sample *sample, struct import_plan *out);

/* Whether a file may fill this field, and whether it finds duplicates. */
bool import_takes(const struct field *f);
bool import_matches(const struct field *f);

/* "name", "name.last", "address.city"; empty: nowhere. */
struct str import_target_text(struct arena *mem, struct import_target t);
bool import_target_parse(const struct entity *e, struct str text,
                         struct import_target *out);
/* In the user's words, for a menu: "Name: family name". */
struct str import_target_words(struct ctx *cx, struct import_target t);
/* The parts a field has beside the whole; ends in PART_COUNT. */
const enum import_part *import_parts(const struct field *f);

/* "skip", "merge", "update". */
bool duplicates_parse(struct str text, enum duplicates *out);

/* The members of the plan, into an object that has begun; and back. ERR_INVALID: it is for
 * other definitions. */
void import_plan_write(struct json_writer *w, struct arena *mem,
                       const struct import_plan *plan);
enum err import_plan_read(struct ctx *cx, const struct json *node, struct import_plan *out);

/* ---- Reading rows ---- */

struct importer; /* a plan made ready; read-only */

struct importer *importer_create(struct ctx *cx, const struct import_plan *plan);
const struct import_plan *importer_plan(const struct importer *im);

/* A row read: a record without id, and what was wrong with it. */
struct import_row {
    struct record record;
    bool *given; /* by field position: the row has a value for it */
    int given_count;
    struct problem *problems; /* that refuse the row */
    struct problem *spared;   /* of cells that were left empty */
    struct problem *unready;  /* that refuse it unless its record is there already */
    struct record_ready ready;
    struct import_answers *answers; /* of import_ask; NULL: not asked yet */
};

/* It has no value, good or bad, for any field: nothing is made of it, and nothing told. */
static inline bool import_row_empty(const struct import_row *row) {
    return !row->given_count && !row->problems && !row->spared;
}

/* Everything in the row lives in cx->mem; problems are in the row, not in the context. Only
 * failures are returned. */
enum err import_read(struct ctx *cx, const struct importer *im,
                     const struct table_row *cells, struct import_row *out);

/* ---- Writing rows ---- */

enum import_outcome {
    IMPORT_CREATED,
    IMPORT_CHANGED,
    IMPORT_SAME,    /* it was there, and nothing was to be changed */
    IMPORT_SKIPPED, /* it was there */
    IMPORT_REFUSED, /* its problems are in row->problems */
    IMPORT_OUTCOMES
};

/* The column in which a field of the plan is looked for to find duplicates; empty where its
 * kind knows a better place (struct entity_rules, `marks`). */
struct str import_match_column(struct arena *mem, const struct field *f);
/* Before the first of these rows is written, ask at once whether their records are there;
 * what is found lives in cx->mem. Rows for which this was not done are asked for one by one,
 * to the same effect. */
enum err import_ask(struct ctx *cx, const struct importer *im, struct import_row *rows,
                    int count);
/* The record that is there already, or 0. */
enum err import_match(struct ctx *cx, const struct importer *im,
                      const struct import_row *row, int64_t *out_id);
enum err import_write(struct ctx *cx, const struct importer *im, struct import_row *row,
                      enum import_outcome *out);

/* How an import went so far. */
struct import_counts {
    int64_t rows, of[IMPORT_OUTCOMES];
};

/* ---- The rows that were refused ---- */

/* The header and one row of the file of refused rows: the cells as they came, and why. */
void import_errors_head(struct ctx *cx, const struct import_plan *plan, struct buf *out);
void import_errors_row(struct ctx *cx, const struct import_plan *plan,
                       const struct table_row *cells, const struct problem *problems,
                       struct buf *out);

#endif
