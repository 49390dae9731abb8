/* settings.h - how the settings are parted on their page; private to pages/platform/. */
#ifndef WEB_PAGES_PLATFORM_SETTINGS_H
#define WEB_PAGES_PLATFORM_SETTINGS_H

#include "records/rules/settings.h"

enum { SETTINGS_GROUPS = 4, SETTINGS_BEGINNINGS = 6 };

struct settings_group {
    enum msg label;
    const char *begin[SETTINGS_BEGINNINGS]; /* what the names of its settings begin with */
};
extern const struct settings_group settings_groups[SETTINGS_GROUPS];

bool setting_in(const struct setting *row, const struct settings_group *group);

#endif
