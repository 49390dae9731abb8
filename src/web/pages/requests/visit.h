/* visit.h - the script that an organisation embeds in its site, and what it tells. */
#ifndef WEB_PAGES_REQUESTS_VISIT_H
#define WEB_PAGES_REQUESTS_VISIT_H

#include "http/route.h"

page_fn visit_script_get, visit_post;

#endif
