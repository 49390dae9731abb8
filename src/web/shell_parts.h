/* shell_parts.h - what the templates of the shell are given; private to the shell. */
#ifndef WEB_SHELL_PARTS_H
#define WEB_SHELL_PARTS_H

#include "web/menu.h"

/* How the program looks to a person: chosen in their menu and on their page. A choice is
 * the value of the user's field with the same name. */
enum { LOOK_LANGUAGE, LOOK_DIGITS, LOOK_CALENDAR, LOOK_THEME, LOOKS };
enum { LOOK_CHOICES = 4 };
struct look {
    const char *name;
    enum msg label;
    struct {
        const char *key; /* NULL ends */
        enum msg label;
    } choices[LOOK_CHOICES];
};
extern const struct look looks[LOOKS];

/* The keys that work on every page, for the list that "?" shows. */
enum { KEYS = 18 };
extern const struct key {
    const char *key;
    enum msg label;
} keys[KEYS];

/* Everything the frame shows beside the content. */
struct frame {
    struct str title, house, logo, person, initial, path, help, token, flash;
    const char *theme;
    bool narrow,
        broad; /* the navigation shows icons only, or words too; neither: by width */
    int64_t unread;
    struct str looks[LOOKS]; /* the values in force */
    struct menu menu;
    struct menu_group quick, foot;
    const struct outside_dress *dress; /* NULL: the program's own */
};

#endif
