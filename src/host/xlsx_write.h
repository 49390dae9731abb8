/* xlsx_write.h - writes an Excel workbook (.xlsx) row by row, in memory that does not grow.
 * The first row of each sheet is the header, bold and kept in view; where a sheet is full
 * the next one goes on with the same header. Text is always text: what begins with "=" is
 * never a formula. */
#ifndef HOST_XLSX_WRITE_H
#define HOST_XLSX_WRITE_H

#include "base/err.h"
#include "base/str.h"

enum {
    XLSX_SHEET_ROWS = 1048576, /* what Excel can show, with the header */
    XLSX_SHEET_COLUMNS = 16384,
    XLSX_TEXT_LETTERS = 32767, /* the rest of a longer text is left out */
    XLSX_NAME_LETTERS = 31,    /* of a sheet's name */
};

struct xlsx_look_options {
    struct str sheet; /* the sheet's name; letters Excel refuses become blanks */
    bool right_to_left;
    const char *day_format;  /* NULL: "yyyy-mm-dd" */
    const char *time_format; /* NULL: "yyyy-mm-dd hh:mm" */
    uint32_t sheet_rows; /* rows of a sheet with its header; 0: as many as Excel can show */
};

struct xlsx_writer;

/* Begin a workbook at `path` with one column for each title. `titles` is copied. */
enum err xlsx_create(const char *path, const struct xlsx_look_options *options,
                     const struct str *titles, size_t columns,
                     struct xlsx_writer **out_writer);

/* Put the next cell of the row. Cells beyond the titles' columns are a bug. */
void xlsx_put_empty(struct xlsx_writer *w);
void xlsx_put_text(struct xlsx_writer *w, struct str text);
/* units / 10^scale. What Excel's 15 digits cannot hold is put as text. */
void xlsx_put_decimal(struct xlsx_writer *w, int64_t units, int scale);
void xlsx_put_int(struct xlsx_writer *w, int64_t n);
/* A civil day of the years 1900 … 9999; any other becomes text. */
void xlsx_put_day(struct xlsx_writer *w, int64_t day);
/* The day and minute of an instant in a zone (minutes from UTC). */
void xlsx_put_instant(struct xlsx_writer *w, int64_t instant_ms, int zone_minutes);
void xlsx_end_row(struct xlsx_writer *w);

/* Finish the file and free the writer. ERR_IO when it could not be written. */
enum err xlsx_close(struct xlsx_writer *w);
/* Free the writer without a file. NULL is fine. */
void xlsx_abandon(struct xlsx_writer *w);

#endif
