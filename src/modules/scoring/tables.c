#include "modules/scoring/tables.h"

#define INT(n) \
    { STR_INIT(n), COLUMN_INT, true }
#define TEXT(n) \
    { STR_INIT(n), COLUMN_TEXT, true }
#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

/* What was known of each deal when it ended (factors.h). */
static const struct column fact_columns[] = {INT("party"), INT("deal"), INT("closed_on"),
                                             INT("won"), TEXT("facts")};
static const struct str fact_key[] = {STR_INIT("party"), STR_INIT("deal")};
static const struct str fact_order[] = {STR_INIT("closed_on"), STR_INIT("deal")};
static const struct index fact_indexes[] = {
    {STR_INIT("deal_fact_order"), fact_order, COUNT(fact_order), false}};

/* In which stages each deal ever stood while it was open, and how it ended (enum passed_end). */
static const struct column passed_columns[] = {INT("party"), INT("deal"), INT("stage"),
                                               INT("ended")};
static const struct str passed_key[] = {STR_INIT("party"), STR_INIT("deal"),
                                        STR_INIT("stage")};
static const struct str passed_stage[] = {STR_INIT("stage"), STR_INIT("ended")};
static const struct index passed_indexes[] = {
    {STR_INIT("deal_passed_stage"), passed_stage, COUNT(passed_stage), false}};

/* The model in force, its weights, and its trial (model.h). */
static const struct column model_columns[] = {INT("id"),    INT("fitted_at"),  INT("there"),
                                              INT("base"),  INT("deals"),      INT("won"),
                                              INT("held"),  INT("held_won"),   INT("area"),
                                              INT("error"), INT("plain_error")};
static const struct str model_key[] = {STR_INIT("id")};
static const struct column weight_columns[] = {TEXT("factor"), TEXT("level"), INT("weight"),
                                               INT("deals"), INT("won")};
static const struct str weight_key[] = {STR_INIT("factor"), STR_INIT("level")};
static const struct column tenth_columns[] = {INT("tenth"), INT("deals"), INT("won"),
                                              INT("said")};
static const struct str tenth_key[] = {STR_INIT("tenth")};

const struct table scoring_tables[SCORING_TABLES] = {
    {STR_INIT("deal_fact"), fact_columns, COUNT(fact_columns), fact_key, COUNT(fact_key),
     true, fact_indexes, COUNT(fact_indexes), STR_INIT("party")},
    {STR_INIT("deal_passed"), passed_columns, COUNT(passed_columns), passed_key,
     COUNT(passed_key), true, passed_indexes, COUNT(passed_indexes), STR_INIT("party")},
    {STR_INIT("score_model"), model_columns, COUNT(model_columns), model_key,
     COUNT(model_key), true, NULL, 0},
    {STR_INIT("score_weight"), weight_columns, COUNT(weight_columns), weight_key,
     COUNT(weight_key), true, NULL, 0},
    {STR_INIT("score_tenth"), tenth_columns, COUNT(tenth_columns), tenth_key,
     COUNT(tenth_key), true, NULL, 0},
};
