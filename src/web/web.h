/* web.h - the face of the floor: the route tables of all pages, joined in app/tables.c. */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "http/route.h"

enum { ROUTES_ASSETS = 1 };
extern const struct route routes_assets[ROUTES_ASSETS];

enum { ROUTES_PLATFORM = 40 };
extern const struct route routes_platform[ROUTES_PLATFORM];

enum { ROUTES_RECORDS = 32 };
extern const struct route routes_records[ROUTES_RECORDS];

enum { ROUTES_IMPORT = 9 };
extern const struct route routes_import[ROUTES_IMPORT];

enum { ROUTES_PEOPLE = 16 };
extern const struct route routes_people[ROUTES_PEOPLE];

#endif
