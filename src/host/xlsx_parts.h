/* xlsx_parts.h - the parts of a workbook, for the files xlsx_*.c alone. */
#ifndef HOST_XLSX_PARTS_H
#define HOST_XLSX_PARTS_H

#include "base/buf.h"
#include "host/xlsx_read.h"
#include "host/xml_part.h"

/* What a number with a style is. */
enum xlsx_look { LOOK_NUMBER, LOOK_DAY, LOOK_TIME };

/* The strings that cells refer to by number. */
struct xlsx_strings {
    struct str *items;
    size_t count, size, bytes;
};

/* The look of each cell style. */
struct xlsx_styles {
    unsigned char *looks;
    size_t count, size;
};

struct xlsx_sheet {
    struct str name;
    const char *path; /* in the zip file */
};

struct xlsx_reader; /* the sheet being read */

struct xlsx {
    struct arena *mem;
    struct package package;
    struct xlsx_sheet *sheets;
    size_t sheet_count;
    bool from_1904;
    struct xlsx_strings strings;
    struct xlsx_styles styles;
    struct xlsx_reader *reader;
};

/* Where the parts are, from the relations of the package and of its workbook. */
enum err xlsx_load_book(struct xlsx *book);
enum err xlsx_load_strings(struct xlsx *book, const char *path);
enum err xlsx_load_styles(struct xlsx *book, const char *path);

void xlsx_reader_free(struct xlsx_reader *reader); /* NULL is fine */

/* The text of a number cell, into `out`. */
void xlsx_put_number(struct buf *out, const char *number, enum xlsx_look look,
                     bool from_1904);

/* Resolve the _x000D_ escapes of a text, in place; the new length. */
size_t xlsx_unescape(char *text, size_t n);

#endif
