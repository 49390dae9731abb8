/* requests.c - joins the parts of the module. */
#include "modules/requests/requests.h"

#include "modules/requests/tables.h"

extern const struct entity_rules rules_request, rules_request_form;

static const struct entity_rules *const rules[] = {&rules_request, &rules_request_form,
                                                   NULL};

const struct module module_requests = {.name = "requests",
                                       .rules = rules,
                                       .tables = requests_tables,
                                       .table_count = REQUESTS_TABLES};
