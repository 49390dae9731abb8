/* tables.c - the tables of the record engine itself, beside those of the definitions. */
#include "records/data/tables.h"

#define COLUMN(n, k, r) \
    { STR_INIT(n), COLUMN_##k, r }

static const struct column counter_columns[] = {
    COLUMN("name", TEXT, true),
    COLUMN("last", INT, true),
};
static const struct str counter_key[] = {STR_INIT("name")};

static const struct column right_columns[] = {
    COLUMN("role", INT, true),
    COLUMN("entity", TEXT, true),
    COLUMN("action", INT, true),
    COLUMN("scope", INT, true),
};
static const struct str right_key[] = {STR_INIT("role"), STR_INIT("entity"),
                                       STR_INIT("action")};

static const struct column setting_columns[] = {
    COLUMN("name", TEXT, true),
    COLUMN("value", TEXT, true),
};
static const struct str setting_key[] = {STR_INIT("name")};

const struct table record_tables[] = {
    {STR_INIT("counter"), counter_columns, 2, counter_key, 1, true, NULL, 0},
    {STR_INIT("role_right"), right_columns, 4, right_key, 3, true, NULL, 0},
    {STR_INIT("setting"), setting_columns, 2, setting_key, 1, true, NULL, 0},
};
const int record_table_count = sizeof record_tables / sizeof *record_tables;
