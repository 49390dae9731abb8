/* table_file.h - a file of rows, whatever it is: a CSV file of any encoding or an Excel
 * workbook, told apart by its first bytes. */
#ifndef HOST_TABLE_FILE_H
#define HOST_TABLE_FILE_H

#include "base/csv_table.h"

struct xlsx;

struct table_file {
    struct table_source *source; /* good until table_file_close */
    bool workbook;
    int64_t size; /* of the file in bytes */
    int64_t read; /* of a CSV file: bytes taken so far */

    struct byte_source bytes; /* the rest is private */
    struct arena *mem;
    struct csv_table csv;
    struct xlsx *book;
    char *piece;
    int file;
};

/* Open the file at `path`. `sheet` of a workbook, empty: the first one. ERR_IO: it cannot
 * be read; ERR_ABSENT: no such sheet; ERR_CORRUPT: it is neither kind of file; ERR_LIMIT.
 * On failure there is nothing to close. */
enum err table_file_open(const char *path, struct str sheet, struct table_file *out);
void table_file_close(struct table_file *t);

#endif
