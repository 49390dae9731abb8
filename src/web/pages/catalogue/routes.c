/* routes.c - the page of a product. */
#include "web/pages/catalogue/product.h"
#include "web/web.h"

static const struct route rows[] = {
    {GET, "/product/{id}", product_get, .need_entity = "product", .need = ACT_READ,
     .title = MSG_PRODUCT_PAGE},
};

const struct route_list routes_catalogue = ROUTE_LIST(rows);
