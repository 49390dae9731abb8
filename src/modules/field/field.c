/* field.c - joins the parts of the module into one table. */
#include "modules/field/field.h"

#include "modules/field/plans.h"

extern const struct entity_rules rules_field_visit, rules_visit_plan;

static const struct entity_rules *const rules[] = {&rules_field_visit, &rules_visit_plan,
                                                   NULL};

static const struct job_kind jobs[] = {
    {"field.plans", MSG_JOB_FIELD_PLANS, plans_step, PLANS_EVERY_MS, NULL},
    {NULL},
};

const struct module module_field = {.name = "field", .rules = rules, .jobs = jobs};
