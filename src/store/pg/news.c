/* news.c - servers tell each other of their commits by a channel named after the schema
 * (LISTEN and NOTIFY). Telling is no part of a transaction: a notification inside one would
 * make the commits of all organisations of the database wait for each other. */
#include "store/pg/connect.h"
#include "store/pg/pg.h"

#include <stdio.h>

static enum err say(struct pg_store *s, const char *verb) {
    char text[PG_SCHEMA_CHARS + 32];
    TRY(pg_revive(&s->records, s));
    snprintf(text, sizeof text, "%s \"moshtari %s\"", verb, s->address.schema);
    return pg_run(&s->records, text);
}

enum err pg_listen(struct store *store) {
    return say(pg_of(store), "LISTEN");
}

enum err pg_tell(struct store *store) {
    return say(pg_of(store), "NOTIFY");
}

int pg_ear(struct store *store) {
    return PQsocket(pg_of(store)->records.pg);
}

/* What this connection told comes back to it, too. */
enum err pg_hear(struct store *store, bool *out_news) {
    struct pg_connection *c = &pg_of(store)->records;
    bool there = PQconsumeInput(c->pg) && PQstatus(c->pg) == CONNECTION_OK;
    *out_news = false;
    for (PGnotify *n; (n = PQnotifies(c->pg)); PQfreemem(n))
        *out_news |= n->be_pid != PQbackendPID(c->pg);
    return there ? OK : pg_failed(c, NULL);
}
