/* paper.h - a document to be printed, as plain data: what it says, not where it stands. The host
 * makes a PDF of it (host.h). Texts are in the reader's digits and calendar already; each is shown
 * in the direction its own letters ask for, the whole in that of `lang`. */
#ifndef HTTP_PAPER_H
#define HTTP_PAPER_H

#include "records/ctx.h"

enum {
    PAPER_FACTS = 12, /* of one list of them */
    PAPER_COLUMNS = 10,
    PAPER_ROWS = 2000,
    PAPER_TOTALS = 12,
    PAPER_NOTES = 12,
    PAPER_SIGNATURES = 3,
    PAPER_TEXT_BYTES = 64 * 1024, /* of one text */
    PAPER_LOGO_BYTES = 1024 * 1024,
    PAPER_LOGO_PIXELS = 4000, /* on each side */
    PAPER_PAGES = 400,
    PAPER_BYTES = 16 * 1024 * 1024, /* of the PDF */
};

struct paper_fact {
    struct str label, value; /* without a value it is left out */
};

/* One of the two between whom it is. */
struct paper_side {
    struct str caption; /* "Buyer"; may be empty */
    struct str name;
    const struct paper_fact *facts;
    int fact_count;
};

struct paper_column {
    struct str title;
    int share; /* of the room that is left; 0: figures, which get the room they need */
};

struct paper_row {
    const struct str *cells; /* one a column */
    struct str note;         /* below the first cell that holds words; may be empty */
    struct str carried;      /* what the rows up to this one come to; empty: nobody asks */
};

struct paper_total {
    struct str label, value;
    bool whole; /* the one that counts */
};

struct paper_note {
    struct str caption, text; /* the text may have several lines */
};

struct paper {
    enum lang lang;
    enum digits digits;             /* of the pages' numbers */
    int64_t made_ms;                /* what the file says of when it was made */
    struct str logo;                /* PNG; others, and what is none, are left out */
    struct str title;               /* "Quote" */
    const struct paper_fact *facts; /* number, date, validity */
    int fact_count;
    struct paper_side seller, buyer;
    const struct paper_column *columns;
    int column_count;
    const struct paper_row *rows;
    int row_count;
    struct str
        carried; /* "Carried over": stands with a row's sum where a page ends and where
                         * the next begins */
    const struct paper_total *totals;
    int total_count;
    struct paper_note words; /* the amount in words */
    const struct paper_note *notes;
    int note_count;
    const struct str *signatures; /* who signs */
    int signature_count;
    struct str foot; /* at the foot of every page, one line */
};

#endif
