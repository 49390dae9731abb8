/* requests.c - joins the parts of the module. */
#include "modules/requests/requests.h"

#include "modules/requests/questions.h"
#include "modules/requests/ring.h"
#include "modules/requests/route.h"
#include "modules/requests/tables.h"
#include "modules/requests/talk.h"
#include "modules/requests/visit.h"

extern const struct entity_rules rules_request, rules_request_form;

static const struct entity_rules *const rules[] = {
    &rules_request, &rules_request_form, &rules_form_question, &rules_routing_rule, NULL};

static const struct job_kind jobs[] = {
    {RING_JOB, MSG_RING_JOB, ring_step},
    {TALK_SWEEP_JOB, MSG_TALK_JOB, talk_sweep, TALK_SWEEP_EVERY_MS},
    {VISIT_SWEEP_JOB, MSG_VISIT_JOB, visit_sweep, VISIT_SWEEP_EVERY_MS},
    {NULL},
};

const struct module module_requests = {.name = "requests",
                                       .rules = rules,
                                       .tables = requests_tables,
                                       .table_count = REQUESTS_TABLES,
                                       .jobs = jobs};
