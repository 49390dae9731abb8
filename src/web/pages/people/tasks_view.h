/* tasks_view.h - the page of tasks about to be written. */
#ifndef WEB_PAGES_PEOPLE_TASKS_VIEW_H
#define WEB_PAGES_PEOPLE_TASKS_VIEW_H

#include "modules/people/calendar.h"
#include "web/pages/people/tasks.h"
#include "web/widgets/whose.h"

enum task_tab_at {
    TASKS_TODAY,
    TASKS_LATE,
    TASKS_WEEK,
    TASKS_OPEN,
    TASKS_UNDATED,
    TASK_TABS
};
extern const struct task_tab {
    const char *key;
    enum msg label;
    const char *icon;
} task_tabs[TASK_TABS];

struct tasks_view {
    const struct page *page;
    enum task_tab_at tab;
    struct whose whose;
    struct task_lines lines;
    struct str back;
    bool edits;
};

/* Which heading a task stands under: its day, or one of these. */
#define TASKS_GROUP_LATE (INT64_MIN + 1)
#define TASKS_GROUP_UNDATED INT64_MAX
int64_t tasks_group(const struct ctx *cx, const struct task_line *line);
struct str tasks_heading(const struct ctx *cx, int64_t group);

#endif
