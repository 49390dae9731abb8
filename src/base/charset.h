/* charset.h - text files of any encoding become UTF-8, chunk by chunk.
 * Files from Persian desktops come as UTF-8, UTF-16 ("Unicode text" of Excel) or
 * Windows-1256. Some are glued together from two of them, so a line of a UTF-8 file that is
 * not UTF-8 is read as Windows-1256, unless most of its letters are UTF-8: then it is
 * damaged, and each bad byte becomes U+FFFD. Both are counted, so that the importer can
 * tell its user. */
#ifndef BASE_CHARSET_H
#define BASE_CHARSET_H

#include "base/buf.h"

enum charset { CHARSET_UTF8, CHARSET_UTF16LE, CHARSET_UTF16BE, CHARSET_WINDOWS_1256 };

enum {
    CHARSET_HEAD_BYTES = 64 * 1024, /* enough for charset_guess to look at */
    CHARSET_LINE_LIMIT = 64 * 1024, /* a longer line is judged in pieces of this size */
    CHARSET_LINES_KEPT = 20,        /* how many line numbers a report names */
};

/* The likely encoding of a file that begins with `head`: by its byte order mark, else by
 * what its bytes look like. */
enum charset charset_guess(struct str head);
/* The name people know it by: "UTF-8", "Windows-1256"… */
const char *charset_name(enum charset from);

/* Lines that were not in the encoding of the file. */
struct charset_report {
    size_t other_lines;               /* read as Windows-1256 in a UTF-8 file */
    size_t damaged_units;             /* bytes or half surrogate pairs that became U+FFFD */
    size_t lines[CHARSET_LINES_KEPT]; /* the first lines with either, counted from 1 */
    size_t lines_kept;
};

/* A converter on its way through a file. */
struct charset_reader {
    enum charset from;
    struct charset_report report;
    struct buf held; /* the bytes of a line or unit whose rest has not come yet */
    size_t line;
    bool started;
};

void charset_init(struct charset_reader *r, struct arena *mem, enum charset from);
/* Append to `out` what is certain after these bytes. The byte order mark is dropped.
 * Nothing is refused; only `out` may meet its own limit. */
void charset_feed(struct charset_reader *r, struct str bytes, struct buf *out);
/* The file is over: append the rest. */
void charset_end(struct charset_reader *r, struct buf *out);

#endif
