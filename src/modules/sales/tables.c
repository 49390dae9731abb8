#include "modules/sales/tables.h"

#define COLUMN(n) \
    { STR_INIT(n), COLUMN_INT, true }
#define COUNT(list) ((int)(sizeof(list) / sizeof *(list)))

/* What deals come to; see sums.h. */
static const struct column sum_columns[] = {
    COLUMN("owner"), COLUMN("team"),     COLUMN("ended"),
    COLUMN("month"), COLUMN("stage"),    COLUMN("percent"),
    COLUMN("deals"), COLUMN("billions"), COLUMN("rest"),
};
static const struct str sum_key[] = {STR_INIT("owner"), STR_INIT("team"),
                                     STR_INIT("ended"), STR_INIT("month"),
                                     STR_INIT("stage"), STR_INIT("percent")};
static const struct str by_team[] = {STR_INIT("team")}, by_month[] = {STR_INIT("month")};
static const struct index sum_indexes[] = {
    {STR_INIT("deal_sum_team"), by_team, 1, false},
    {STR_INIT("deal_sum_month"), by_month, 1, false}};

/* The days on which the forecast was noted, and what it said of a month; see history.h. */
static const struct column day_columns[] = {COLUMN("day"), COLUMN("at"), COLUMN("seq")};
static const struct str day_key[] = {STR_INIT("day")};
static const struct column said_columns[] = {
    COLUMN("owner"), COLUMN("team"),  COLUMN("pipeline"), COLUMN("month"), COLUMN("day"),
    COLUMN("kind"),  COLUMN("deals"), COLUMN("billions"), COLUMN("rest"),
};
static const struct str said_key[] = {STR_INIT("owner"),    STR_INIT("team"),
                                      STR_INIT("pipeline"), STR_INIT("month"),
                                      STR_INIT("day"),      STR_INIT("kind")};
static const struct str said_day[] = {STR_INIT("day")};
static const struct str said_team[] = {STR_INIT("team"), STR_INIT("month")};
static const struct index said_indexes[] = {
    {STR_INIT("forecast_said_day"), said_day, 1, false},
    {STR_INIT("forecast_said_team"), said_team, 2, false}};

/* How far deals came that began in a month, and how long they were in stages; see funnel.h. */
static const struct column funnel_columns[] = {
    COLUMN("owner"),    COLUMN("team"),     COLUMN("month"),
    COLUMN("pipeline"), COLUMN("furthest"), COLUMN("ended"),
    COLUMN("deals"),    COLUMN("billions"), COLUMN("rest"),
};
static const struct str funnel_key[] = {STR_INIT("owner"),    STR_INIT("team"),
                                        STR_INIT("month"),    STR_INIT("pipeline"),
                                        STR_INIT("furthest"), STR_INIT("ended")};
static const struct column stay_columns[] = {
    COLUMN("owner"), COLUMN("team"), COLUMN("stage"),
    COLUMN("month"), COLUMN("days"), COLUMN("deals"),
};
static const struct str stay_key[] = {STR_INIT("owner"), STR_INIT("team"),
                                      STR_INIT("stage"), STR_INIT("month"),
                                      STR_INIT("days")};
/* All of a line: what is asked of a team, or of all, lies beside each other. */
static const struct str stay_team[] = {STR_INIT("team"),  STR_INIT("stage"),
                                       STR_INIT("owner"), STR_INIT("month"),
                                       STR_INIT("days"),  STR_INIT("deals")};
static const struct str funnel_team[] = {
    STR_INIT("team"),     STR_INIT("owner"),    STR_INIT("month"),
    STR_INIT("pipeline"), STR_INIT("furthest"), STR_INIT("ended"),
    STR_INIT("deals"),    STR_INIT("billions"), STR_INIT("rest")};
static const struct index funnel_indexes[] = {
    {STR_INIT("deal_funnel_team"), funnel_team, COUNT(funnel_team), false}};
static const struct index stay_indexes[] = {
    {STR_INIT("deal_stay_team"), stay_team, COUNT(stay_team), false}};
/* The same of whole quarters, by their first month: a third of the lines. */
static const struct index quarter_indexes[] = {
    {STR_INIT("deal_stay_quarter_team"), stay_team, COUNT(stay_team), false}};

#define TABLE(n, columns, key) STR_INIT(n), columns, COUNT(columns), key, COUNT(key), true

const struct table sales_tables[SALES_TABLES] = {
    {TABLE("deal_sum", sum_columns, sum_key), sum_indexes, COUNT(sum_indexes)},
    {TABLE("forecast_day", day_columns, day_key), NULL, 0},
    {TABLE("forecast_said", said_columns, said_key), said_indexes, COUNT(said_indexes)},
    {TABLE("deal_funnel", funnel_columns, funnel_key), funnel_indexes,
     COUNT(funnel_indexes)},
    {TABLE("deal_stay", stay_columns, stay_key), stay_indexes, COUNT(stay_indexes)},
    {TABLE("deal_stay_quarter", stay_columns, stay_key), quarter_indexes,
     COUNT(quarter_indexes)},
};
