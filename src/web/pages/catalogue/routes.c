/* routes.c - the pages of the catalogue that are more than a list or a form. */
#include "web/pages/catalogue/product.h"
#include "web/pages/catalogue/shelf.h"
#include "web/web.h"

static const struct route rows[] = {
    {GET, "/catalogue", shelf_get, .need_entity = "product", .need = ACT_READ,
     .title = MSG_SHELF},
    {GET, "/product/{id}", product_get, .need_entity = "product", .need = ACT_READ,
     .title = MSG_PRODUCT_PAGE},
};

const struct route_list routes_catalogue = ROUTE_LIST(rows);
