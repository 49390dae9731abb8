/* xlsx_read.h - reads Excel workbooks (.xlsx) row by row, as the importer wants them.
 * Cells become text as table.h says: numbers with the 15 digits Excel keeps, dates by their
 * style (both date systems), formulas as the value last computed, errors as their name
 * (#N/A). Empty rows are left out. A sheet is never held in memory, only the strings its
 * workbook shares; the limits here and in xml_part.h bound what a hostile file can cost. */
#ifndef HOST_XLSX_READ_H
#define HOST_XLSX_READ_H

#include "base/table.h"

enum {
    XLSX_SHEETS_LIMIT = 1000,
    XLSX_STYLES_LIMIT = 70000,
    XLSX_STRINGS_LIMIT = 8 * 1024 * 1024,
    XLSX_STRINGS_BYTES_LIMIT = 256 * 1024 * 1024,
    XLSX_COLUMNS_LIMIT = 2048,
    XLSX_CELL_LIMIT = 256 * 1024, /* bytes; Excel's own is 32,767 letters */
    XLSX_ROW_LIMIT = 4 * 1024 * 1024
};

struct xlsx;

/* Open a workbook. ERR_IO when the file cannot be read, ERR_CORRUPT when it is no workbook,
 * ERR_LIMIT when it goes beyond a limit. The bytes are borrowed until xlsx_free. */
enum err xlsx_open_file(const char *path, struct xlsx **out_book);
enum err xlsx_open_bytes(struct str bytes, struct xlsx **out_book);
void xlsx_free(struct xlsx *book);

size_t xlsx_sheet_count(const struct xlsx *book);
struct str xlsx_sheet_name(const struct xlsx *book, size_t index);
/* The sheet with this name; ERR_ABSENT when there is none. */
enum err xlsx_find_sheet(const struct xlsx *book, struct str name, size_t *out_index);

/* Begin to read the sheet at `index`, 0 the first. One sheet at a time: the source is the
 * book's, and good until the next call or xlsx_free. */
enum err xlsx_read_sheet(struct xlsx *book, size_t index, struct table_source **out_source);

#endif
