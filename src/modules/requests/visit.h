/* visit.h - visits of an organisation's site, told by the script it embeds: from where somebody came
 * and which pages they look at. A visit has a random name that lives as long as the browser's tab, and
 * nothing personal until a form is sent; then its request knows it. The script tells nothing before
 * the visitor agreed, and nothing where the browser asks not to be followed. */
#ifndef REQUESTS_VISIT_H
#define REQUESTS_VISIT_H

#include "records/data/record.h"
#include "records/rules/jobs.h"

enum {
    VISIT_CHARS = 22,                   /* of its name: 128 random bits */
    VISIT_LETTERS = 500,                /* of an address */
    VISIT_WORD = 100,                   /* of a campaign, a title */
    VISIT_PAGES = 200,                  /* kept of one visit */
    VISIT_BEAT_S = 15,                  /* how often a page says that it is looked at */
    VISIT_HERE_MS = 40 * MS_PER_SECOND, /* since it did: it still is */
    VISIT_REST_MS =
        5 * MS_PER_SECOND,  /* what comes sooner about the same page is not written */
    VISIT_MOST = 120,       /* new ones of one address in an hour */
    VISIT_MOST_ALL = 50000, /* of all together */
    VISIT_DAYS = 90,        /* then it is forgotten */
    VISIT_SWEEP_EVERY_MS = MS_PER_HOUR,
    VISIT_SWEPT = 500, /* in one step */
};
#define VISIT_SWEEP_JOB "requests.visits"

struct visit_page {
    int64_t at_ms;
    struct str page, title;
};

struct visit {
    struct str id, page, referrer, source, medium, campaign;
    int64_t started_ms, seen_ms, pages;
};

/* What the script says of a visit: it is new, on another page, or still there. `network` is whom the
 * address belongs to, `key` that of gate.h. Nothing is kept of what is none, or too many. */
enum err visit_note(struct ctx *cx, struct str key, struct str network,
                    const struct visit *said, struct str title);

/* Take from the visit of a request what the form did not say: campaign and referrer. */
enum err visit_fill(struct ctx *cx, struct record *request);
/* From now on changes of the visit are changes of its request. */
enum err visit_join(struct ctx *cx, const struct record *request);

/* ERR_ABSENT: there is none. */
enum err visit_get(struct ctx *cx, struct str id, struct visit *out);
/* The latest pages first, up to VISIT_PAGES. */
enum err visit_pages(struct ctx *cx, struct str id, struct visit_page **out,
                     int *out_count);
/* Whether the page is looked at now. */
bool visit_here(const struct ctx *cx, const struct visit *v);
/* The step of VISIT_SWEEP_JOB. */
enum err visit_sweep(struct ctx *cx, struct job *job, bool *out_more);

#endif
