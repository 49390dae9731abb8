/* docs.h - the page on which people read what the API offers: the same tables and
 * definitions as the OpenAPI document, in the reader's language. */
#ifndef API_DOCS_H
#define API_DOCS_H

#include "http/route.h"

/* GET /api/docs: how to call, parameters, problems, the kinds. */
enum err api_docs(struct page *p);
/* GET /api/docs/{entity}: one kind's operations and fields. */
enum err api_docs_kind(struct page *p);

#endif
