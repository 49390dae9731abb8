#include "modules/platform/recipient.h"

#include "entities.h"
#include "modules/platform/notification.h"
#include "modules/platform/platform.h"
#include "persian/fold.h"
#include "records/rules/jobs.h"
#include "records/rules/settings.h"

enum {
    NOTICE_LETTERS = 300,
    MENTIONS_MOST = 20, /* of one text */
    COLLEAGUES_MOST = 2000,
    NAME_LETTERS_MOST = 100, /* after an "@" */
};

enum err recipient_enter(struct ctx *cx, int64_t user, struct ctx *out) {
    struct ctx theirs = *cx;
    struct record record;
    struct actor *actor;
    settings_apply(cx->settings, &theirs);
    TRY(actor_load(&theirs, cx->mem, user, &actor));
    TRY(record_get_plain(&theirs, entity_at(cx->catalog, "user"), user, &record));
    TRY(user_apply(&theirs, &record));
    theirs.actor = actor;
    theirs.titles = NULL;
    *out = theirs;
    return OK;
}

static struct str path_of(struct ctx *cx, const struct record *r) {
    return str_format(cx->mem, "/%.*s/%s", STR_ARG(r->entity->name),
                      id_text(record_id(r)).z);
}

enum err recipient_tell(struct ctx *cx, int64_t user, enum msg msg,
                        const struct record *r) {
    struct ctx theirs;
    if (!user || user == cx->actor->user) return OK;
    enum err e = recipient_enter(cx, user, &theirs);
    if (e == ERR_ABSENT) return OK;
    TRY(e);
    enum err allowed = rights_ask(&theirs, r, ACT_READ);
    if (allowed == ERR_DENIED) return OK;
    TRY(allowed);
    struct str text = msg_format(
        cx->mem, theirs.lang, msg,
        MSG_PARTS({"title", record_title(&theirs, r)}, {"who", cx->actor->name}));
    return notification_add(cx, user, utf8_first(text, NOTICE_LETTERS), path_of(cx, r));
}

/* What the program writes by itself, and what comes in crowds, is told nobody one by one. */
static bool quiet(const struct ctx *cx) {
    return cx->quiet || cx->verbatim || !cx->actor->user;
}

enum err recipient_given(struct ctx *cx, const struct record *old, const struct record *new,
                         enum msg msg) {
    if (!new || quiet(cx)) return OK;
    int64_t owner = record_int(new, FIELD_OWNER);
    if (old && record_int(old, FIELD_OWNER) == owner) return OK;
    return recipient_tell(cx, owner, msg, new);
}

/* ---- Mentions ---- */

struct colleague {
    int64_t id;
    struct str name, login; /* folded */
};

static enum err load_colleagues(struct ctx *cx, struct colleague **out, int *out_count) {
    struct colleague *all = NEWS(cx->mem, COLLEAGUES_MOST, struct colleague);
    struct rows rows;
    int n = 0;
    TRY(store_query(cx->db,
                    SQL("SELECT id, name, login FROM \"user\" WHERE active = 1 LIMIT ?1"),
                    BIND(v_int(COLLEAGUES_MOST)), &rows));
    for (; n < COLLEAGUES_MOST && rows_next(&rows); n++)
        all[n] =
            (struct colleague){rows_int(&rows, 0), fa_fold(cx->mem, rows_text(&rows, 1)),
                               fa_fold(cx->mem, rows_text(&rows, 2))};
    *out = all;
    *out_count = n;
    return rows_done(&rows);
}

/* Whose name or login the folded text begins with; the longest name wins. 0: nobody's. */
static int64_t named_at(const struct colleague *all, int count, struct str text) {
    int64_t found = 0;
    size_t longest = 0;
    for (int i = 0; i < count; i++) {
        const struct str keys[] = {all[i].name, all[i].login};
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
            if (keys[k].n > longest && str_starts(text, keys[k])) {
                longest = keys[k].n;
                found = all[i].id;
            }
    }
    return found;
}

struct mentions {
    int64_t users[MENTIONS_MOST];
    int count;
};

static bool mentions_have(const struct mentions *m, int64_t user) {
    for (int i = 0; i < m->count; i++)
        if (m->users[i] == user) return true;
    return false;
}

static void find_mentions(struct ctx *cx, const struct colleague *all, int count,
                          struct str text, struct mentions *out) {
    *out = (struct mentions){0};
    for (size_t at = 0; at < text.n && out->count < MENTIONS_MOST; at++) {
        if (text.p[at] != '@') continue;
        struct str rest = utf8_first(str_from(text, at + 1), NAME_LETTERS_MOST);
        int64_t user = named_at(all, count, fa_fold(cx->mem, rest));
        if (user && !mentions_have(out, user)) out->users[out->count++] = user;
    }
}

enum err recipient_mentioned(struct ctx *cx, const struct record *old,
                             const struct record *new, int field) {
    struct colleague *all;
    struct mentions before, now;
    int count;
    if (!new || quiet(cx) || !str_has(record_str(new, field), STR("@"))) return OK;
    if (old && value_eq(old->values[field], new->values[field])) return OK;
    TRY(load_colleagues(cx, &all, &count));
    find_mentions(cx, all, count, old ? record_str(old, field) : STR(""), &before);
    find_mentions(cx, all, count, record_str(new, field), &now);
    for (int i = 0; i < now.count; i++)
        if (!mentions_have(&before, now.users[i]))
            TRY(recipient_tell(cx, now.users[i], MSG_TOLD_MENTIONED, new));
    return OK;
}

/* ---- Jobs ---- */

enum err recipient_job_ended(struct ctx *cx, const struct job_kind *kind,
                             const struct job *job) {
    struct ctx theirs;
    enum err e = recipient_enter(cx, job->user, &theirs);
    if (e == ERR_ABSENT) return OK;
    TRY(e);
    enum msg msg = job->state == JOB_DONE ? MSG_TOLD_JOB_DONE : MSG_TOLD_JOB_FAILED;
    struct str text = msg_format(cx->mem, theirs.lang, msg,
                                 MSG_PARTS({"job", cx_msg(&theirs, kind->label)}));
    return notification_add(cx, job->user, text,
                            str_format(cx->mem, "/jobs/%s", id_text(job->id).z));
}
