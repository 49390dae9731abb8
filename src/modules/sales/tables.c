#include "modules/sales/tables.h"

#define COLUMN(n, k) \
    { STR_INIT(n), COLUMN_##k, true }

/* What deals come to, line by line; see sums.h. */
static const struct column sum_columns[] = {
    COLUMN("ended", INT),   COLUMN("month", INT), COLUMN("stage", INT),
    COLUMN("percent", INT), COLUMN("deals", INT), COLUMN("billions", INT),
    COLUMN("rest", INT),
};
static const struct str sum_key[] = {STR_INIT("ended"), STR_INIT("month"),
                                     STR_INIT("stage"), STR_INIT("percent")};

/* How many requests were kept in an hour, of one address or of one form; see gate.h. */
static const struct column rate_columns[] = {
    COLUMN("span", INT),
    COLUMN("subject", BYTES),
    COLUMN("kept", INT),
};
static const struct str rate_key[] = {STR_INIT("span"), STR_INIT("subject")};

const struct table sales_tables[SALES_TABLES] = {
    {STR_INIT("deal_sum"), sum_columns, 7, sum_key, 4, true, NULL, 0},
    {STR_INIT("request_rate"), rate_columns, 3, rate_key, 2, true, NULL, 0},
};
