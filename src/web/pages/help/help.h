/* help.h - the topics of the help, in the order one reads them. */
#ifndef WEB_PAGES_HELP_H
#define WEB_PAGES_HELP_H

#include "records/ctx.h"

struct help_topic {
    const char *name;
    enum msg title, about; /* about: one line for the index */
    const char *icon;
    void (*text[LANG_COUNT])(struct buf *out, struct ctx *cx);
};

enum { HELP_TOPICS = 16 };
extern const struct help_topic help_topics[HELP_TOPICS];

#endif
