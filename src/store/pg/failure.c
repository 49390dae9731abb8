/* failure.c - what the server, or the way to it, says of a failure, in our words. */
#include "store/pg/connect.h"

#include <stdio.h>

#define READ_ONLY "25006"
#define SHUT "57P" /* shut down, crashed, idle for too long: the connection ends */

/* SQLSTATE codes or their first letters, the longer before the shorter
 * (PostgreSQL's documentation, appendix A). */
static const struct meaning {
    const char *state;
    enum err err;
} meanings[] = {
    {"23505", ERR_CONFLICT}, /* unique_violation */
    {"54", ERR_LIMIT},       /* program_limit_exceeded */
    {"40", ERR_BUSY},        /* transaction_rollback: serialisation, deadlock */
    {"55P03", ERR_BUSY},     /* lock_not_available */
    {"57", ERR_BUSY},        /* operator_intervention: shutting down, timed out */
    {"53100", ERR_FULL},     /* disk_full */
    {"53", ERR_BUSY},        /* insufficient_resources: connections, memory */
    {"08", ERR_BUSY},        /* connection_exception */
    {READ_ONLY, ERR_BUSY},   /* this server has become a standby */
    {"XX001", ERR_CORRUPT},  /* data_corrupted */
    {"XX002", ERR_CORRUPT},  /* index_corrupted */
};

static enum err meaning_of(const char *state) {
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (str_starts(str_of(state), str_of(meanings[i].state))) return meanings[i].err;
    return ERR_STORE;
}

/* libpq adds hints on lines of their own. */
static struct str first_line(const char *said) {
    struct str rest = str_of(said), line = {"", 0};
    str_cut(&rest, '\n', &line);
    return str_trim(line);
}

/* Whether what is at the other end is of no more use. */
static bool is_over(const struct pg_connection *c, struct str state) {
    return str_starts(state, STR(SHUT))
           || (str_is(state, READ_ONLY) && !c->store->read_only);
}

enum err pg_failed(struct pg_connection *c, const PGresult *result) {
    char text[STORE_MESSAGE_BYTES];
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    const char *said =
        state ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : PQerrorMessage(c->pg);
    struct str line = first_line(said ? said : "");
    if (state && is_over(c, str_of(state))) c->stale = true;
    snprintf(text, sizeof text, "%.*s (postgresql %s)", STR_ARG(line),
             state ? state : "away");
    return store_fail(c->store, state ? meaning_of(state) : ERR_BUSY, text);
}
