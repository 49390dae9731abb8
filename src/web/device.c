#include "web/device.h"

/* A mark that tells the thing; the first in the list that fits wins. */
struct sign {
    const char *mark, *name;
};

static const struct sign browsers[] = {
    {"Edg/", "Edge"},        {"OPR/", "Opera"},     {"SamsungBrowser/", "Samsung"},
    {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"}, {"CriOS/", "Chrome"},
    {"Chrome/", "Chrome"},   {"Safari/", "Safari"}, {NULL, NULL},
};
static const struct sign systems[] = {
    {"Windows", "Windows"}, {"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"},
    {"Mac OS X", "macOS"},  {"CrOS", "ChromeOS"},   {"Linux", "Linux"},   {NULL, NULL},
};

static struct str name_in(const struct sign *list, struct str agent) {
    for (; list->mark; list++)
        if (str_has(agent, str_of(list->mark))) return str_of(list->name);
    return STR("");
}

struct str device_text(struct arena *mem, struct str agent) {
    struct str browser = name_in(browsers, agent), system = name_in(systems, agent);
    if (!browser.n || !system.n) return browser.n ? browser : system;
    return str_format(mem, "%.*s · %.*s", STR_ARG(browser), STR_ARG(system));
}
