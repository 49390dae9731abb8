/* contracts.c - joins the parts of the module into one table. */
#include "modules/contracts/contracts.h"

#include "modules/contracts/terms.h"

extern const struct entity_rules rules_contract, rules_subscription,
    rules_subscription_change;

static const struct entity_rules *const rules[] = {&rules_contract, &rules_subscription,
                                                   &rules_subscription_change, NULL};

static const struct job_kind jobs[] = {
    {"contracts.terms", MSG_JOB_TERMS, terms_step, TERMS_EVERY_MS, terms_next},
    {NULL},
};

const struct module module_contracts = {.name = "contracts", .rules = rules, .jobs = jobs};
