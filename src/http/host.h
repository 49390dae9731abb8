/* host.h - what the machine outside lends to the pure core. Members may be NULL: what needs
 * them then says politely that it is not to be had here (in the browser, say). */
#ifndef HTTP_HOST_H
#define HTTP_HOST_H

#include "base/err.h"
#include "base/str.h"

struct arena;
struct byte_source;
struct export_plan;
struct letter;
struct letter_outcome;
struct paper;

/* A workbook as text. */
struct workbook_text {
    const struct str *sheets; /* names, without line ends */
    int sheet_count;
    struct str csv; /* UTF-8, commas */
};

struct host {
    /* Argon2id; slow on purpose: only from route.prepare, commands and jobs. */
    struct str (*password_hash)(struct arena *mem, struct str password);
    bool (*password_verify)(struct str hash, struct str password);
    /* One sheet of an Excel workbook, up to `most` bytes. Slow. ERR_CORRUPT: it is none;
     * ERR_ABSENT: no such sheet; ERR_LIMIT. */
    enum err (*workbook_read)(struct arena *mem, struct str bytes, int sheet, size_t most,
                              struct workbook_text *out);
    /* A workbook of the text that an export in that format wrote. Slow. */
    enum err (*workbook_make)(struct arena *mem, const struct export_plan *plan,
                              struct byte_source *csv, bool right_to_left, int zone_minutes,
                              struct str *out_bytes);
    /* A PDF of a document (paper.h), the same bytes for the same document. Slow. ERR_LIMIT: it
     * has more of something than a paper may have. */
    enum err (*paper_make)(struct arena *mem, const struct paper *paper,
                           struct str *out_bytes);
    /* Try to send a letter (letter.h) and say what became of it, within LETTER_SECONDS. Waits for
     * others: never inside a transaction. */
    struct letter_outcome (*letter_send)(struct arena *mem, const struct letter *letter);
};

#endif
