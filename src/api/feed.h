/* feed.h - what changed since: the journal, for programs that keep up.
 *
 *     GET /api/v1/journal?after=0     → {"data": […], "next": 512, "more": true}
 *     GET /api/v1/journal?after=512   → …
 *
 * `next` is where the reader stands now, also when nothing it may see has happened; it is
 * safe to ask again with an older place. An entry is seen by whoever may read its record as
 * it stands today; of a deleted record, as it stood at its end. */
#ifndef API_FEED_H
#define API_FEED_H

#include "http/route.h"

enum { FEED_PAGE = 200, FEED_PAGE_MOST = 1000 }; /* entries looked at in one request */

enum err api_journal(struct page *p);

#endif
