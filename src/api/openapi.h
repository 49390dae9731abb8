/* openapi.h - the API described in the form of OpenAPI 3.1, as it is now: with the kinds
 * and fields this organisation has and this reader may see. Titles and summaries are
 * English, descriptions Persian, so that a program's document never depends on who asks for
 * it. */
#ifndef API_OPENAPI_H
#define API_OPENAPI_H

#include "http/route.h"

enum err api_openapi(struct page *p);

#endif
