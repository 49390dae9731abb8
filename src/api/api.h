/* api.h - the same records for programs: JSON over /api/v1, described by an OpenAPI
 * document that is made from the definitions. Rights, checks and journal are those of the
 * pages, because both go through records/data/record.h. */
#ifndef API_API_H
#define API_API_H

#include "http/route.h"

extern const struct route_list routes_api;

/* Whether a program asked, so that what went wrong is told as problem+json. */
bool api_asked(const struct page *p);
/* Answer with the problem that `e` means. */
enum err api_send_error(struct page *p, enum err e);

#endif
