#include "modules/trade/winning.h"

#include "entities.h"
#include "modules/sales/pipelines.h"
#include "records/fields/field_type.h"
#include "records/rules/rights.h"

static bool is_open(const struct record *deal) {
    struct str outcome = record_str(deal, DEAL_OUTCOME);
    return !str_eq(outcome, DEAL_OUTCOME_WON) && !str_eq(outcome, DEAL_OUTCOME_LOST);
}

enum err winning_deal(struct ctx *cx, const struct record *quote, struct record *out) {
    struct record deal;
    int64_t id = record_int(quote, QUOTE_DEAL);
    if (!id) return ERR_ABSENT;
    TRY(record_get_plain(cx, entity_at(cx->catalog, "deal"), id, &deal));
    if (!is_open(&deal) || rights_ask(cx, &deal, ACT_EDIT) != OK) return ERR_ABSENT;
    *out = deal;
    return OK;
}

/* The stage of a pipeline on which deals are won. */
static enum err find_won(struct ctx *cx, int64_t pipeline, int64_t *out) {
    struct stage *stages = NEWS(cx->mem, PIPELINE_STAGES, struct stage);
    int count;
    TRY(stages_of(cx, pipeline, stages, &count));
    for (int i = 0; i < count; i++)
        if (str_eq(stages[i].outcome, DEAL_OUTCOME_WON)) {
            *out = stages[i].id;
            return OK;
        }
    return problem(cx, NULL, MSG_WINNING_NO_STAGE);
}

enum err winning_do(struct ctx *cx, int64_t quote, struct str reason) {
    struct record q, deal;
    int64_t won = 0;
    TRY(record_get(cx, entity_at(cx->catalog, "quote"), quote, &q));
    enum err e = winning_deal(cx, &q, &deal);
    if (e == ERR_ABSENT) return OK;
    TRY(e);
    TRY(find_won(cx, record_int(&deal, DEAL_PIPELINE), &won));
    deal.values[DEAL_STAGE] = v_int(won);
    deal.values[DEAL_AMOUNT] = q.values[QUOTE_TOTAL];
    TRY(field_parse(cx, deal.entity->fields[DEAL_WIN], reason, &deal.values[DEAL_WIN]));
    return record_change(cx, &deal, NULL);
}
