/* embed.h - the page of a request form, for who designs it: where it stands open, and the one line
 * that shows it on another site. */
#ifndef WEB_PAGES_REQUESTS_EMBED_H
#define WEB_PAGES_REQUESTS_EMBED_H

#include "http/route.h"

struct embed_view {
    struct str path;   /* of the open form */
    struct str line;   /* of HTML, to be pasted */
    struct str script; /* the line that tells of visits */
    bool open;
};

page_fn embed_get;

#endif
