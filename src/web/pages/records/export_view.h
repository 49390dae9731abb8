/* export_view.h - an export that somebody waits for; private to pages/records/. */
#ifndef WEB_EXPORT_VIEW_H
#define WEB_EXPORT_VIEW_H

#include "records/export/export.h"

struct export_view {
    const struct job *job;
    const struct export_plan *plan;
    struct str token, state, pace; /* "12,000 of 750,000" */
    const char *tone;              /* of the state */
    bool over;
    int percent;
};

#endif
