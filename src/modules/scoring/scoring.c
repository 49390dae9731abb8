/* scoring.c - joins the parts of the module. */
#include "modules/scoring/scoring.h"

#include "base/clock.h"
#include "modules/scoring/fit.h"
#include "modules/scoring/passed.h"
#include "modules/scoring/points.h"
#include "modules/scoring/qualify.h"
#include "modules/scoring/tables.h"
#include "records/rules/jobs.h"

static const struct entity_rules *const rules[] = {&rules_score_rule, &rules_qualification,
                                                   NULL};

static const struct follower *const followers[] = {
    &follower_deal_passed, &follower_deal_score,     &follower_party_points,
    &follower_deal_points, &follower_request_points, NULL};

static const struct job_kind jobs[] = {
    {"scoring.fit", MSG_JOB_SCORING_FIT, fit_step, MS_PER_DAY},
    {"scoring.points", MSG_JOB_SCORING_POINTS, points_step, MS_PER_DAY},
    {NULL},
};

const struct module module_scoring = {.name = "scoring",
                                      .rules = rules,
                                      .followers = followers,
                                      .tables = scoring_tables,
                                      .table_count = SCORING_TABLES,
                                      .jobs = jobs};
