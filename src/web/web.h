/* web.h - the face of the floor: the route tables of all pages, joined in app/tables.c. */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "http/route.h"

extern const struct route_list routes_assets, routes_platform, routes_records,
    routes_import, routes_people, routes_sales, routes_requests, routes_trade,
    routes_contracts, routes_field, routes_offers, routes_scoring, routes_catalogue,
    routes_help, routes_post;

#endif
