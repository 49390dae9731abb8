/* rights.h - who may do what with which records.
 * A role says for every kind and action how far it reaches: nobody's, one's own, one's
 * team's or all records. The same answer serves pages, API, export, search and live
 * streams. */
#ifndef RECORDS_RIGHTS_H
#define RECORDS_RIGHTS_H

#include "records/ctx.h"
#include "records/meta/meta.h"

enum action {
    ACT_READ,
    ACT_CREATE,
    ACT_EDIT,
    ACT_DELETE,
    ACT_EXPORT,
    ACT_IMPORT,
    ACT_COUNT
};
enum scope { SCOPE_NONE, SCOPE_OWN, SCOPE_TEAM, SCOPE_ALL };

enum { ACTOR_TEAMS = 200 };

/* Who acts. Made by the session, a token, a job or a command.
 * One who works at a dealer reaches that dealer's customers and what belongs to them, and of what
 * merely points to a customer their own: whatever the role says, never more. */
struct actor {
    int64_t user; /* 0: nobody has logged in, or the program itself */
    int64_t team;
    int64_t dealer; /* the party they work at; 0: they work here */
    struct str name;
    struct str theme;   /* light, dark or auto, as chosen; empty: not chosen */
    bool administrator; /* everything is allowed */
    bool anonymous;
    const unsigned char *scopes; /* [entity->at * ACT_COUNT + action], of enum scope */
    int scope_entities;
    const int64_t *teams; /* the teams whose records SCOPE_TEAM reaches, own first */
    int team_count;
};

extern const struct actor
    actor_program; /* the program itself: upkeep, imports by command */
extern const struct actor actor_nobody;

/* A team and all teams below it, at most ACTOR_TEAMS. */
enum err teams_below(struct ctx *cx, struct arena *mem, int64_t team, const int64_t **out,
                     int *out_count);

enum scope rights_scope(const struct ctx *cx, const struct entity *e, enum action action);
/* Whether the actor may do this with some record of the kind: for menus and buttons. */
static inline bool rights_some(const struct ctx *cx, const struct entity *e,
                               enum action action) {
    return rights_scope(cx, e, action) != SCOPE_NONE;
}
/* Why the actor may do something with a record, or may not. */
enum rights_why {
    WHY_NO_RIGHT,     /* the role gives nothing for this kind and action */
    WHY_OUT_OF_REACH, /* it gives one's own or one's team's, and this is neither */
    WHY_ALL,
    WHY_OWNER,
    WHY_TEAM,
    WHY_PARTY_OWNER, /* the record is reached through its party */
    WHY_PARTY_TEAM,
    WHY_DEALER, /* it belongs to a customer of the actor's dealer */
    WHY_MEMBER, /* they are in the team of this record, or of one of this party's */
};
static inline bool rights_allow(enum rights_why why) {
    return why > WHY_OUT_OF_REACH;
}
enum err rights_explain(struct ctx *cx, const struct record *r, enum action action,
                        enum rights_why *out);
/* The field that says which dealer serves a customer, which is asked too; NULL: the kind has none. */
const struct field *rights_dealer(const struct entity *e);
/* With this one. An owned record is also reached through its party. */
enum err rights_ask(struct ctx *cx, const struct record *r, enum action action);

struct query;
/* Append " AND …" that keeps only what the actor may read, over table alias `alias`. */
void rights_condition(struct ctx *cx, struct query *q, char alias, const struct entity *e,
                      enum action action);
/* What the actor may know by name, and link to: what they may read, and the dealer at which they work, which
 * is no customer of its own. */
void rights_named_condition(struct ctx *cx, struct query *q, char alias,
                            const struct entity *e);
bool rights_works_at(const struct actor *a, const struct entity *e, int64_t id);

/* Read a user's role and teams from the store into `mem`. ERR_ABSENT: no such user, or
 * switched off. */
enum err actor_load(struct ctx *cx, struct arena *mem, int64_t user, struct actor **out);

#endif
