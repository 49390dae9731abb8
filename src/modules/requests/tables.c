#include "modules/requests/tables.h"

#define COLUMN(n, k) \
    { STR_INIT(n), COLUMN_##k, true }
#define COUNT(list) ((int)(sizeof(list) / sizeof *(list)))

/* How many of something came in an hour, of one address or in all; see rate.h. */
static const struct column rate_columns[] = {
    COLUMN("span", INT),
    COLUMN("subject", BYTES),
    COLUMN("kept", INT),
};
static const struct str rate_key[] = {STR_INIT("span"), STR_INIT("subject")};

/* Who answers requests: when a page of theirs was last open, when they were last given one; see
 * candidates.h. */
static const struct column person_columns[] = {
    COLUMN("person", INT),
    COLUMN("seen_at", INT),
    COLUMN("given_at", INT),
};
static const struct str person_key[] = {STR_INIT("person")};

/* Requests that ring, wait or are talked about now; see live.h. */
static const struct column live_columns[] = {
    COLUMN("request", INT), COLUMN("person", INT),     COLUMN("state", INT),
    COLUMN("due_at", INT),  COLUMN("changed_at", INT),
};
static const struct str live_key[] = {STR_INIT("request")};
static const struct str live_person[] = {STR_INIT("person"), STR_INIT("request")};
static const struct index live_indexes[] = {
    {STR_INIT("request_live__person"), live_person, 2, false}};

/* At whom a request rang, and how that ended; see ring.h. */
static const struct column offer_columns[] = {
    COLUMN("request", INT),    COLUMN("turn", INT),     COLUMN("person", INT),
    COLUMN("offered_at", INT), COLUMN("ended_at", INT), COLUMN("how", INT),
};
static const struct str offer_key[] = {STR_INIT("request"), STR_INIT("turn")};

/* What visitor and representative wrote; see talk.h. */
static const struct column message_columns[] = {
    COLUMN("request", INT), COLUMN("id", INT),    COLUMN("at", INT),
    COLUMN("sender", INT),  COLUMN("text", TEXT),
};
static const struct str message_key[] = {STR_INIT("request"), STR_INIT("id")};

/* Visits of a site, and the pages that were looked at; see visit.h. */
static const struct column visit_columns[] = {
    COLUMN("id", TEXT),     COLUMN("started_at", INT), COLUMN("seen_at", INT),
    COLUMN("page", TEXT),   COLUMN("referrer", TEXT),  COLUMN("source", TEXT),
    COLUMN("medium", TEXT), COLUMN("campaign", TEXT),  COLUMN("pages", INT),
    COLUMN("request", INT),
};
static const struct str visit_key[] = {STR_INIT("id")};
static const struct str visit_seen[] = {STR_INIT("seen_at")};
static const struct index visit_indexes[] = {
    {STR_INIT("visit__seen"), visit_seen, 1, false}};
static const struct column page_columns[] = {
    COLUMN("visit", TEXT),
    COLUMN("at", INT),
    COLUMN("page", TEXT),
    COLUMN("title", TEXT),
};
static const struct str page_key[] = {STR_INIT("visit"), STR_INIT("at")};

#define TABLE(n, columns, key) STR_INIT(n), columns, COUNT(columns), key, COUNT(key), true

const struct table requests_tables[REQUESTS_TABLES] = {
    {TABLE("request_rate", rate_columns, rate_key), NULL, 0},
    {TABLE("request_person", person_columns, person_key), NULL, 0},
    {TABLE("request_live", live_columns, live_key), live_indexes, 1},
    {TABLE("request_offer", offer_columns, offer_key), NULL, 0},
    {TABLE("request_message", message_columns, message_key), NULL, 0},
    {TABLE("visit", visit_columns, visit_key), visit_indexes, 1},
    {TABLE("visit_page", page_columns, page_key), NULL, 0},
};
