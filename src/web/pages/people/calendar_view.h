/* calendar_view.h - a page of the calendar about to be written. */
#ifndef WEB_PAGES_PEOPLE_CALENDAR_VIEW_H
#define WEB_PAGES_PEOPLE_CALENDAR_VIEW_H

#include "modules/people/agenda.h"
#include "web/pages/people/tasks.h"
#include "web/widgets/month.h"
#include "web/widgets/whose.h"

enum calendar_kind { CALENDAR_MONTH, CALENDAR_WEEK, CALENDAR_DAY, CALENDAR_KINDS };
extern const struct calendar_tab {
    const char *key;
    enum msg label;
} calendar_tabs[CALENDAR_KINDS];

enum {
    SQUARE_ITEMS = 4, /* shown in a square of the month; the rest is counted */
    SQUARE_MOST = 50, /* read of each kind for one day, where a span holds too much */
};

/* Something of a day. */
struct calendar_item {
    int64_t id, at_ms, party;
    int64_t day;
    int minute; /* NO_HOUR: of the whole day */
    bool task, open, late;
    struct str subject, path;
    const char *icon;
};
enum { NO_HOUR = -1 };

/* A square and what stands in it, earliest first. */
struct calendar_square {
    struct calendar_day day;
    const struct calendar_item *items;
    int count;
    bool today, holiday, more; /* more: there is more than `items` */
};

struct calendar_view {
    const struct page *page;
    enum calendar_kind kind;
    struct whose whose;
    int64_t at; /* the day that was asked for */
    struct str title;
    struct calendar_square squares[MONTH_SQUARES];
    int count;
    int hour_first, hour_last; /* of a week or day: of work, or when something is */
    bool edits, creates;
    struct str path; /* of this very page */
};

/* ---- For the templates ---- */

/* Addresses: the same page about another day, of another kind. */
struct str calendar_url(struct ctx *cx, const struct calendar_view *v, int64_t at,
                        enum calendar_kind kind);
/* The list of what was said on a day, where it is too much for its square. */
struct str calendar_rest(struct ctx *cx, int64_t day);
/* A day one page before (-1) or after (1). */
int64_t calendar_turned(const struct ctx *cx, const struct calendar_view *v, int by);
/* The form for a new task on a day, at an hour or NO_HOUR. */
struct str calendar_new(struct ctx *cx, const struct calendar_view *v, int64_t day,
                        int hour);
struct str clock_of_hour(const struct ctx *cx, int hour);

#endif
