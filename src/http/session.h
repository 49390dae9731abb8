/* session.h - who is logged in on which device.
 * The browser keeps a secret in the cookie `session`; the table keeps its digest, so that
 * nobody who reads the database can log in. A session ends when it is idle too long, when
 * it is too old, when its person ends it here or from another device. Functions that change
 * need cx->writer. */
#ifndef HTTP_SESSION_H
#define HTTP_SESSION_H

#include "base/clock.h"
#include "http/form.h"
#include "http/message.h"
#include "records/ctx.h"
#include "store/schema.h"

enum {
    SESSION_IDLE_HOURS = 12,
    SESSION_DAYS = 30,
    SESSION_SEEN_EVERY_MS = 5 * MS_PER_MINUTE, /* how exact seen_ms is kept */
    SESSION_AGENT_BYTES = 200,
    SESSION_LIST = 200, /* shown to their person */
};

#define SESSION_COOKIE "session"
#define FORM_TOKEN_FIELD "_token"
#define FORM_TOKEN_HEADER "x-form-token"

/* How long sessions live; an organisation may say other than the standard. */
struct session_limits {
    int64_t idle_ms, age_ms;
};
extern const struct session_limits session_standard;

struct session {
    int64_t id, user, created_ms, seen_ms, expires_ms;
    struct str remote, agent; /* of the log-in */
    struct str form_token;    /* every form of this session carries it */
};

extern const struct table session_table;

/* Log a user in. *out_cookie is for reply_cookie and is never seen again. */
enum err session_start(struct ctx *cx, const struct request *r,
                       const struct session_limits *limits, int64_t user,
                       struct session *out, struct str *out_cookie);
/* The live session of the request's cookie, else ERR_ABSENT. One look-up by key. */
enum err session_find(struct ctx *cx, const struct request *r,
                      const struct session_limits *limits, struct session *out);
/* Whether seen_ms is old enough to be worth a write, and the write. */
bool session_seen_due(const struct session *s, int64_t now_ms);
enum err session_seen(struct ctx *cx, int64_t id);

/* The user's sessions, the latest first. */
enum err session_list(struct ctx *cx, int64_t user, struct session **out, int *out_count);
/* End one session of the user; ERR_ABSENT if it is not theirs. */
enum err session_end(struct ctx *cx, int64_t user, int64_t id);
/* End all of the user's but `keep` (0: all), as after a change of password. */
enum err session_end_others(struct ctx *cx, int64_t user, int64_t keep);
/* Forget those that have run out. */
enum err session_sweep(struct ctx *cx, const struct session_limits *limits);

/* Whether the browser says that a page of this server asked, not another site's. */
bool request_from_here(const struct request *r);
/* The same, and the form's field or the script's header carries the session's token. */
bool session_form_ok(const struct session *s, const struct request *r,
                     const struct form *f);

#endif
