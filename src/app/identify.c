#include "app/identify.h"

#include "modules/platform/platform.h"
#include "records/data/row.h"
#include "records/rules/settings.h"

enum err access_ask(struct ctx *cx, struct rows *out) {
    return access_generation_ask(cx->db, out);
}

enum err access_refresh(struct ctx *cx, struct rows *asked, struct arena *kept,
                        struct access *access) {
    int64_t generation = 0;
    TRY(access_generation_read(asked, &generation));
    if (generation == access->generation) return OK;
    arena_reset(kept);
    *access = (struct access){.generation = -1};
    TRY(settings_load(cx, kept, &access->settings));
    access->moved = settings_text(access->settings, "organisation.moved");
    access->generation = generation;
    return OK;
}

static const struct known_user *known(const struct access *access, int64_t user) {
    for (int i = 0; i < access->count; i++)
        if (access->users[i].actor->user == user) return &access->users[i];
    return NULL;
}

/* Read a user's rights and choices into the kept memory. */
static enum err learn(struct ctx *cx, struct arena *kept, struct access *access,
                      int64_t user, const struct known_user **out) {
    struct ctx reading = *cx;
    struct actor *actor;
    struct known_user *u = &access->users[access->count];
    reading.mem = kept;
    TRY(actor_load(&reading, kept, user, &actor));
    TRY(record_get_plain(&reading, entity_at(cx->catalog, "user"), user, &u->record));
    u->actor = actor;
    access->count++;
    *out = u;
    return OK;
}

static enum err become(struct page *p, struct arena *kept, struct access *access,
                       int64_t user) {
    const struct known_user *u = known(access, user);
    if (!u && access->count == ACCESS_USERS) {
        struct rows asked;
        access->generation = -1; /* full: begin anew */
        TRY(access_ask(p->cx, &asked));
        TRY(access_refresh(p->cx, &asked, kept, access));
        settings_apply(access->settings, p->cx);
    }
    if (!u) {
        enum err e = learn(p->cx, kept, access, user, &u);
        if (e == ERR_ABSENT) return OK; /* switched off meanwhile: nobody */
        TRY(e);
    }
    p->cx->actor = u->actor;
    return user_apply(p->cx, &u->record);
}

/* That someone was here is worth a write now and then. A look has no writer: it asks for
 * one. */
static bool may_note(struct page *p, bool due) {
    if (due && !p->cx->writer) p->reply->wants_writer = true;
    return due && p->cx->writer;
}

static enum err find_token(struct page *p, struct identity *out) {
    struct api_token *token = NEW(p->cx->mem, struct api_token);
    TRY(api_token_find(p->cx, p->request, token));
    *out = (struct identity){.user = token->user, .token = token};
    return OK;
}

static enum err find_session(struct page *p, struct identity *out) {
    struct session *s = NEW(p->cx->mem, struct session);
    TRY(session_find(p->cx, p->request, &session_standard, s));
    *out = (struct identity){.user = s->user, .session = s};
    return OK;
}

static bool shows_token(const struct page *p) {
    return p->route && p->route->flags & ROUTE_API
           && request_header(p->request, "authorization").n;
}

enum err identity_find(struct page *p, struct identity *out) {
    *out = (struct identity){.user = p->request->proven_user};
    if (out->user) return OK;
    enum err e = shows_token(p) ? find_token(p, out) : find_session(p, out);
    return e == ERR_ABSENT ? OK : e;
}

static enum err note_token(struct page *p, const struct api_token *token) {
    bool due = may_note(p, api_token_used_due(token, p->cx->now_ms));
    return due ? api_token_used(p->cx, token->id) : OK;
}

static enum err note_session(struct page *p, struct session *s) {
    if (p->cx->actor->anonymous) return OK;
    p->session = s;
    return may_note(p, session_seen_due(s, p->cx->now_ms)) ? session_seen(p->cx, s->id)
                                                           : OK;
}

enum err identify(struct page *p, const struct identity *who, struct arena *kept,
                  struct access *access) {
    if (!who->user) return OK;
    if (who->token) TRY(note_token(p, who->token));
    TRY(become(p, kept, access, who->user));
    return who->session ? note_session(p, who->session) : OK;
}
