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
    struct pg_store *s = pg_of(store);
    s->telling = s->again = false;
    TRY(say(s, "LISTEN"));
    s->listens = true;
    return OK;
}

static enum err send_notice(struct pg_store *s) {
    char text[PG_SCHEMA_CHARS + 32];
    snprintf(text, sizeof text, "NOTIFY \"moshtari %s\"", s->address.schema);
    s->again = false;
    s->telling = PQsendQuery(s->records.pg, text);
    return s->telling ? OK : pg_failed(&s->records, NULL);
}

/* Who listens has others to listen to, and does not wait until this server has heard it. */
enum err pg_tell(struct store *store) {
    struct pg_store *s = pg_of(store);
    if (!s->listens) return say(s, "NOTIFY");
    s->again = s->telling;
    return s->telling ? OK : send_notice(s);
}

/* The end of what was told, when it has come. */
static enum err take_answer(struct pg_store *s) {
    struct pg_connection *c = &s->records;
    while (s->telling && !PQisBusy(c->pg)) {
        PGresult *result = PQgetResult(c->pg);
        s->telling = result != NULL;
        enum err err = result && PQresultStatus(result) != PGRES_COMMAND_OK
                           ? pg_failed(c, result)
                           : OK;
        PQclear(result);
        TRY(err);
    }
    return !s->telling && s->again ? send_notice(s) : OK;
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
    return there ? take_answer(pg_of(store)) : pg_failed(c, NULL);
}
