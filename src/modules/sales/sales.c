/* sales.c - joins the parts of the module. */
#include "modules/sales/sales.h"

#include "modules/sales/funnel.h"
#include "modules/sales/history.h"
#include "modules/sales/pipelines.h"
#include "modules/sales/stuck.h"
#include "modules/sales/sums.h"
#include "modules/sales/tables.h"

extern const struct entity_rules rules_pipeline, rules_deal_stage, rules_deal,
    rules_sales_target, rules_competitor, rules_deal_member, rules_stage_question,
    rules_deal_answer;

static const struct entity_rules *const rules[] = {
    &rules_pipeline,       &rules_deal_stage,  &rules_deal,
    &rules_sales_target,   &rules_competitor,  &rules_deal_member,
    &rules_stage_question, &rules_deal_answer, NULL};

static const struct job_kind jobs[] = {
    {"sales.stuck", MSG_JOB_STUCK, stuck_step, STUCK_EVERY_MS},
    {"sales.forecast", MSG_JOB_FORECAST, history_step, HISTORY_EVERY_MS},
    {NULL},
};

static enum err sales_begin(struct ctx *cx) {
    TRY(pipelines_begin(cx));
    TRY(sums_begin(cx));
    return funnel_begin(cx);
}

const struct module module_sales = {.name = "sales",
                                    .rules = rules,
                                    .tables = sales_tables,
                                    .table_count = SALES_TABLES,
                                    .jobs = jobs,
                                    .begin = sales_begin};
