/* catalogue.c - joins the parts of the module, and says who reaches it in a new organisation. */
#include "modules/catalogue/catalogue.h"

#include "entities.h"
#include "modules/platform/platform.h"
#include "records/rules/rights.h"

extern const struct entity_rules rules_product, rules_product_category, rules_bundle_part,
    rules_price_book, rules_price;

static const struct entity_rules *const rules[] = {
    &rules_product,     &rules_product_category,
    &rules_bundle_part, &rules_price_book,
    &rules_price,       NULL};

/* What everybody sells, everybody sees; who may change all customers keeps it. */
static enum err open_to_role(struct ctx *cx, int64_t role, bool keeps) {
    static const char *const kinds[] = {"product", "product_category", "bundle_part",
                                        "price_book", "price"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        for (int action = 0; action < ACT_COUNT; action++) {
            bool may = keeps || action == ACT_READ;
            TRY(role_set_scope(cx, role, entity_at(cx->catalog, kinds[i]),
                               (enum action)action, may ? SCOPE_ALL : SCOPE_NONE));
        }
    return OK;
}

enum { ROLES_MOST = 200 };

static enum err read_roles(struct ctx *cx, int64_t roles[ROLES_MOST],
                           bool keeps[ROLES_MOST], int *out_count) {
    struct rows rows;
    int count = 0;
    TRY(store_query(cx->db,
                    SQL("SELECT r.id, coalesce((SELECT max(x.scope) FROM role_right x"
                        " WHERE x.role = r.id AND x.entity = 'party' AND x.action = ?1), 0)"
                        " FROM role r ORDER BY r.id LIMIT ?2"),
                    BIND(v_int(ACT_EDIT), v_int(ROLES_MOST)), &rows));
    for (; rows_next(&rows); count++) {
        roles[count] = rows_int(&rows, 0);
        keeps[count] = rows_int(&rows, 1) == SCOPE_ALL;
    }
    *out_count = count;
    return rows_done(&rows);
}

static enum err catalogue_begin(struct ctx *cx) {
    int64_t roles[ROLES_MOST];
    bool keeps[ROLES_MOST];
    int count;
    TRY(read_roles(cx, roles, keeps, &count));
    for (int i = 0; i < count; i++)
        TRY(open_to_role(cx, roles[i], keeps[i]));
    return OK;
}

const struct module module_catalogue = {
    .name = "catalogue", .rules = rules, .begin = catalogue_begin};
