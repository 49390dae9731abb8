/* preview.h - a request form as visitors will see it, while it is being designed. */
#ifndef WEB_PAGES_REQUESTS_PREVIEW_H
#define WEB_PAGES_REQUESTS_PREVIEW_H

#include "http/route.h"

page_fn preview_post;

#endif
