/* sales.c - joins the parts of the module. */
#include "modules/sales/sales.h"

#include "modules/sales/pipelines.h"

extern const struct entity_rules rules_pipeline, rules_deal_stage, rules_deal;

static const struct entity_rules *const rules[] = {&rules_pipeline, &rules_deal_stage,
                                                   &rules_deal, NULL};

const struct module module_sales = {
    .name = "sales", .rules = rules, .begin = pipelines_begin};
