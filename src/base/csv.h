/* csv.h - reads and writes rows of comma-separated text (RFC 4180 and the habits around
 * it).
 *
 * The reader is fed UTF-8 chunk by chunk and gives whole rows. It takes lines that end in
 * CR, LF or CRLF, a byte order mark, the "sep=;" line of Excel, newlines inside quotes,
 * blanks around quotes; it leaves empty lines out. A quotation mark that neither opens nor
 * closes a cell is text, and its row carries a problem; unless lines in between hold as
 * many cells as the first row: then the quote before them was never closed. No row makes it
 * use more memory than the limits say: a cell, row or number of columns beyond them ends
 * the row with a problem and reading goes on at the next line. A quote that is still open
 * at the cell limit or at the end is taken as a mistake of its own line only. */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/buf.h"
#include "base/table.h"

enum {
    CSV_CELL_LIMIT = 256 * 1024,
    CSV_ROW_LIMIT = 1024 * 1024,
    CSV_COLUMNS_LIMIT = 2048,
    CSV_GUESS_BYTES = 16 * 1024 /* the delimiter is guessed from so much of the beginning */
};

struct csv_options {
    char delimiter;                              /* 0: guess among , ; tab | */
    size_t cell_limit, row_limit, columns_limit; /* 0: those above */
};

struct csv_reader;

/* Lives in `mem`; `options` may be NULL. */
struct csv_reader *csv_create(struct arena *mem, const struct csv_options *options);
/* Give it the next bytes, which are copied. Ask for rows until there is none, then feed
 * again; memory grows with what is fed and not yet taken. */
void csv_feed(struct csv_reader *r, struct str bytes);
/* There is no more to come. */
void csv_end(struct csv_reader *r);
/* The next row that is complete; false when it needs more bytes, or at the end. */
bool csv_next(struct csv_reader *r, struct table_row *out_row);
/* The delimiter in use; 0 before it is known. */
char csv_delimiter(const struct csv_reader *r);

/* The line in which the row that csv_next has not given yet begins. */
size_t csv_line(const struct csv_reader *r);

/* The likely delimiter of a text that begins with `head`: the one that cuts most of its
 * lines into the same number of cells; "," where nothing tells. */
char csv_guess_delimiter(struct str head);

/* Append one cell, quoted when it holds the delimiter, a quote or a line end, or has a
 * blank at either end.
 *
 * A spreadsheet runs a cell that begins with = + - @ tab or CR as a formula, and a customer
 * may have typed it. Such a cell gets an apostrophe in front, unless it only holds a number
 * or a telephone number: after one sign nothing but digits, and blanks . , ( ) - between
 * them, as in -12.5 or +98 (21) 8800-1234. */
void csv_put_cell(struct buf *b, struct str cell, char delimiter);
/* The same without the apostrophe: for a text that no spreadsheet will see. */
void csv_put_plain_cell(struct buf *b, struct str cell, char delimiter);
/* Append a row and its line end (CRLF). */
void csv_put_row(struct buf *b, const struct str *cells, size_t count, char delimiter);

#endif
