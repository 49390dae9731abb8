#include "modules/requests/tables.h"

#define COLUMN(n, k) \
    { STR_INIT(n), COLUMN_##k, true }

/* How many requests were kept in an hour, of one address or of one form; see gate.h. */
static const struct column rate_columns[] = {
    COLUMN("span", INT),
    COLUMN("subject", BYTES),
    COLUMN("kept", INT),
};
static const struct str rate_key[] = {STR_INIT("span"), STR_INIT("subject")};

const struct table requests_tables[REQUESTS_TABLES] = {
    {STR_INIT("request_rate"), rate_columns, 3, rate_key, 2, true, NULL, 0},
};
