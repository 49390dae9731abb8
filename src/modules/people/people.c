/* people.c - joins the parts of the module into one table. */
#include "modules/people/people.h"

static const struct entity_rules rules_party = {.name = "party"};
static const struct entity_rules rules_contact_point = {.name = "contact_point"};
static const struct entity_rules rules_interaction = {.name = "interaction"};
static const struct entity_rules rules_task = {.name = "task"};

static const struct entity_rules *const rules[] = {
    &rules_party, &rules_contact_point, &rules_interaction, &rules_task, NULL,
};

const struct module module_people = {.name = "people", .rules = rules};
