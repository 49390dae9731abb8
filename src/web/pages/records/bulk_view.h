/* bulk_view.h - one act on many rows, under way or over; private to pages/records/. */
#ifndef WEB_BULK_VIEW_H
#define WEB_BULK_VIEW_H

#include "records/bulk/bulk.h"
#include "web/job_words.h"

struct bulk_view {
    const struct job *job;
    const struct bulk_plan *plan;
    struct bulk_count count;
    struct str title, token, pace;
    struct str which; /* the filter and the search in words, or empty */
    struct str list;  /* the address of what is found */
};

#endif
