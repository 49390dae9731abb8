/* people.c - joins the parts of the module into one table. */
#include "modules/people/people.h"

#include "modules/people/duplicates.h"
#include "modules/people/reminders.h"
#include "modules/people/tables.h"

extern const struct entity_rules rules_party, rules_contact_point, rules_identifier,
    rules_interaction, rules_task;

static const struct entity_rules *const rules[] = {
    &rules_party,       &rules_contact_point, &rules_identifier,
    &rules_interaction, &rules_task,          NULL,
};

static const struct job_kind jobs[] = {
    {"people.reminders", MSG_JOB_REMINDERS, reminders_step, REMINDER_EVERY_MS,
     reminders_next},
    {"people.duplicates", MSG_JOB_DUPLICATES, duplicates_step, 0},
    {NULL},
};

const struct module module_people = {.name = "people",
                                     .rules = rules,
                                     .tables = people_tables,
                                     .table_count = PEOPLE_TABLES,
                                     .jobs = jobs};
