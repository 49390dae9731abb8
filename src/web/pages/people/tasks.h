/* tasks.h - tasks as pages show them: one line each, read by one statement. */
#ifndef WEB_PAGES_PEOPLE_TASKS_H
#define WEB_PAGES_PEOPLE_TASKS_H

#include "web/pages/people/parts.h"

enum { TASK_LINES = 200 }; /* of a page */

struct task_line {
    int64_t id, party, owner;
    int64_t due_ms, ends_ms; /* where `due` and `ends` say that there is one */
    bool due, ends, all_day, open;
    struct str subject, kind, status, priority, repeats;
};

/* Which ones; what is 0 is not asked. */
struct task_ask {
    int64_t party, owner, team;
    int64_t from_ms, before_ms; /* due in this span; before_ms 0: whenever, or never */
    bool undated;               /* only those without a time */
    bool closed;                /* also what is done or cancelled */
    int limit;                  /* 0: TASK_LINES */
};

struct task_lines {
    struct task_line *at;
    int count;
    bool more; /* there are others beyond the limit */
    struct rows asked;
};

/* Within the actor's rights, the earliest first, those without a time last. */
enum err task_lines_read(struct ctx *cx, const struct task_ask *ask,
                         struct task_lines *out);
/* The same in two steps. */
enum err task_lines_ask(struct ctx *cx, const struct task_ask *ask, struct task_lines *out);
enum err task_lines_answer(struct ctx *cx, const struct task_ask *ask,
                           struct task_lines *out);
/* Note the names of their colleagues, and of their customers, for titles_load. */
void task_lines_note(struct ctx *cx, const struct task_lines *lines, bool parties);

/* One of them as its list shows it; `back` is where its forms return to. */
struct task_view {
    const struct page *page;
    const struct task_line *line;
    struct str back;
    bool edits;
    bool with_party; /* name the customer */
    bool under_day;  /* the day stands above: only the hour is said */
    int64_t batch;   /* of having been done just now, to be undone; else 0 */
};
bool task_late(const struct ctx *cx, const struct task_line *line);
/* "Saturday, 9:00", or the words for none. */
struct str task_due_text(struct ctx *cx, const struct task_line *line);
/* Its hour alone; empty for a whole day. */
struct str task_hour_text(struct ctx *cx, const struct task_line *line);
bool task_before_today(const struct ctx *cx, const struct task_line *line);
const char *task_icon(const struct task_line *line);

#endif
