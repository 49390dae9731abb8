/* offers.c - joins the parts of the module. */
#include "modules/offers/offers.h"

#include "base/clock.h"
#include "modules/offers/counts.h"
#include "modules/offers/tables.h"
#include "records/rules/jobs.h"

extern const struct entity_rules rules_offer_answer;
static const struct entity_rules *const rules[] = {&rules_offer_answer, NULL};

static const struct follower *const followers[] = {&follower_order, &follower_order_line,
                                                   NULL};

enum { COUNT_EVERY_MS = 10 * MS_PER_SECOND };

static const struct job_kind jobs[] = {
    {"offers.count", MSG_JOB_OFFERS_COUNT, counts_step, COUNT_EVERY_MS, counts_next},
    {NULL},
};

const struct module module_offers = {.name = "offers",
                                     .rules = rules,
                                     .followers = followers,
                                     .tables = offer_tables,
                                     .table_count = OFFER_TABLES,
                                     .jobs = jobs,
                                     .begin = counts_begin};
