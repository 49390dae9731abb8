#include "modules/people/tables.h"

#define COLUMN(n, k) \
    { STR_INIT(n), COLUMN_##k, true }

/* The key holds all there is: no row besides, and what shares a value lies together. What a
 * record gave is computed from the record, so no index by source is needed. */
static const struct column key_columns[] = {
    COLUMN("kind", INT),
    COLUMN("value", TEXT),
    COLUMN("party", INT),
    COLUMN("source", INT),
};
static const struct str key_key[] = {STR_INIT("kind"), STR_INIT("value"), STR_INIT("party"),
                                     STR_INIT("source")};

/* What the latest search for duplicates found; the parties stand in party_key. */
static const struct column group_columns[] = {
    COLUMN("kind", INT),
    COLUMN("value", TEXT),
    COLUMN("parties", INT),
};

/* Reminders that have not rung, the next one first. */
static const struct column reminder_columns[] = {
    COLUMN("at", INT),
    COLUMN("task", INT),
};
static const struct str reminder_key[] = {STR_INIT("at"), STR_INIT("task")};

const struct table people_tables[PEOPLE_TABLES] = {
    [PEOPLE_TABLE_KEYS] = {STR_INIT("party_key"), key_columns, 4, key_key, 4, true, NULL, 0,
                           STR_INIT("value")},
    {STR_INIT("duplicate_group"), group_columns, 3, key_key, 2, true, NULL, 0},
    {STR_INIT("task_reminder"), reminder_columns, 2, reminder_key, 2, true, NULL, 0,
     STR_INIT("task")},
};
