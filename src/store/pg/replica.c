/* replica.c - how far a server that follows another is behind it. What it has of the log is
 * compared, for clocks alone tell nothing while nobody writes; both times are the primary's. */
#include "store/pg/connect.h"
#include "store/pg/pg.h"

/* Until where the log is there, a time, and whose log it is. */
struct standing {
    int64_t log, ms, system;
    bool follows;
};

static const struct str of_primary =
    STR_INIT("SELECT (pg_current_wal_flush_lsn() - '0/0')::bigint,"
             " (extract(epoch FROM clock_timestamp()) * 1000)::bigint,"
             " (SELECT system_identifier FROM pg_control_system()), false");
static const struct str of_replica = STR_INIT(
    "SELECT coalesce((pg_last_wal_replay_lsn() - '0/0')::bigint, 0),"
    " coalesce((extract(epoch FROM pg_last_xact_replay_timestamp()) * 1000)::bigint, 0),"
    " (SELECT system_identifier FROM pg_control_system()), pg_is_in_recovery()");

static enum err ask(struct pg_store *s, struct str text, struct standing *out) {
    PGresult *result;
    TRY(pg_execute(&s->records, text, BIND_NONE, &result));
    *out = (struct standing){.log = pg_value(result, 0, 0).i,
                             .ms = pg_value(result, 0, 1).i,
                             .system = pg_value(result, 0, 2).i,
                             .follows = pg_value(result, 0, 3).i};
    PQclear(result);
    return OK;
}

enum err pg_behind(struct store *replica, struct store *primary, int64_t *out_ms) {
    struct standing there, here;
    TRY(pg_revive(&pg_of(replica)->records, pg_of(replica)));
    TRY(ask(pg_of(primary), of_primary, &there));
    TRY(ask(pg_of(replica), of_replica, &here));
    if (!here.follows)
        return store_fail(replica, ERR_CONFLICT, "the server follows no other");
    if (here.system != there.system)
        return store_fail(replica, ERR_CONFLICT, "the server follows another one");
    bool has_all = here.log >= there.log || here.ms > there.ms;
    *out_ms = has_all ? 0 : there.ms - here.ms;
    return OK;
}
