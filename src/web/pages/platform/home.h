/* home.h - what the page of the day shows; private to this folder. */
#ifndef WEB_PAGES_PLATFORM_HOME_H
#define WEB_PAGES_PLATFORM_HOME_H

#include "records/data/list.h"
#include "web/menu.h"

/* A row of a short list: a task, a talk. */
struct home_row {
    const struct entity *entity;
    int64_t id;
    struct str title, party, when;
    const char *icon;
    bool late;
};

struct home_list {
    bool allowed; /* the actor may read the kind at all */
    const struct home_row *rows;
    int count;
};

struct home {
    struct str day;
    struct home_list tasks, deals, talks;
    bool parties;       /* may be read */
    bool nobody;        /* no customer is on record that may be read */
    bool imports;       /* the actor may bring them in from a file */
    int64_t newcomers;  /* customers of this week, counted to LIST_COUNT_CAP */
    int64_t late, open; /* tasks overdue; tasks of today and before */
    int64_t open_deals; /* of one's own, counted to LIST_COUNT_CAP */
    struct menu_group quick;
};

/* How many customers stand at one stage. */
struct stage_bar {
    const struct choice *stage;
    int64_t count;
    int percent; /* of the longest */
};

#endif
