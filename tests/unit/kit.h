/* kit.h - an organisation in memory, with people who work there, for tests of whole
 * requests.
 *
 *     struct kit *k = kit_create();
 *     struct reply r = kit_get(k, "admin", "/party");
 *
 * Users: admin (administrator), sara (representative, team 1), reza (team leader, team 1),
 * nima (representative, team 2). The clock stands at 1404-12-29 10:00 in Tehran. */
#ifndef TESTS_KIT_H
#define TESTS_KIT_H

#include "app/app.h"
#include "noted.h"
#include "records/data/record.h"
#include "store/store.h"

#include "test.h"

struct kit {
    struct store *store;
    struct noted noted;
    struct organisation *organisation;
    struct app *app;
    struct arena *mem; /* lives as long as the kit */
    int64_t now_ms;
    int requests;
    struct str cookie; /* of the latest log-in */
};

struct kit *kit_create(void);
/* On a machine that lends something. */
struct kit *kit_create_on(const struct host *host);
void kit_free(struct kit *k);

/* A context of the program itself inside an open transaction; kit_commit ends it. */
struct ctx *kit_begin(struct kit *k);
void kit_commit(struct kit *k);
/* The same, acting as a user. */
struct ctx *kit_begin_as(struct kit *k, const char *login);

/* One request of a user (NULL: nobody), answered and committed as the server would. The
 * reply lives until the next request. A POST carries the session's form token by itself. */
struct reply kit_get(struct kit *k, const char *login, const char *target);
/* The same with the session of the latest request. */
struct reply kit_get_again(struct kit *k, const char *target);
struct reply kit_post(struct kit *k, const char *login, const char *target,
                      const char *form);
/* Of nobody, who says one thing more in a header. */
struct reply kit_post_saying(struct kit *k, const char *target, const char *form,
                             struct header also);
/* As a script asks for the part it will put in its place. */
struct reply kit_post_part(struct kit *k, const char *login, const char *target,
                           const char *form);
struct reply kit_api(struct kit *k, const char *login, enum method method,
                     const char *target, const char *json);

bool reply_has(const struct reply *r, const char *text);
struct str reply_header_of(const struct reply *r, const char *name);

#endif
