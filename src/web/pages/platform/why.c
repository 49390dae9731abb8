/* why.c - why a person can see a record, or cannot, in words. An administrator may ask it
 * of everybody, others of themselves. It asks the same function that guards every page. */
#include "web/pages/platform/why.h"

#include "entities.h"
#include "web/pages/platform/parts.h"
#include "web/pages/platform/rights_words.h"
#include "web/pages/platform/why.html.h"
#include "web/shell.h"

const enum msg action_words[ACT_COUNT] = {
    [ACT_READ] = MSG_ACTION_READ,     [ACT_CREATE] = MSG_ACTION_CREATE,
    [ACT_EDIT] = MSG_ACTION_EDIT,     [ACT_DELETE] = MSG_ACTION_DELETE,
    [ACT_EXPORT] = MSG_ACTION_EXPORT, [ACT_IMPORT] = MSG_ACTION_IMPORT,
};
const bool action_reaches[ACT_COUNT] = {
    [ACT_READ] = true, [ACT_EDIT] = true, [ACT_DELETE] = true, [ACT_EXPORT] = true};
const enum msg scope_words[SCOPE_ALL + 1] = {MSG_SCOPE_NONE, MSG_SCOPE_OWN, MSG_SCOPE_TEAM,
                                             MSG_SCOPE_ALL};
const enum msg yes_no_words[SCOPE_ALL + 1] = {MSG_SCOPE_NO, MSG_SCOPE_OWN, MSG_SCOPE_TEAM,
                                              MSG_SCOPE_YES};

static const enum msg reasons[] = {
    [WHY_NO_RIGHT] = MSG_WHY_NO_RIGHT,
    [WHY_OUT_OF_REACH] = MSG_WHY_OUT_OF_REACH,
    [WHY_ALL] = MSG_WHY_ALL,
    [WHY_OWNER] = MSG_WHY_OWNER_OWN,
    [WHY_TEAM] = MSG_WHY_TEAM,
    [WHY_PARTY_OWNER] = MSG_WHY_PARTY_OWNER,
    [WHY_PARTY_TEAM] = MSG_WHY_PARTY_TEAM,
    [WHY_DEALER] = MSG_WHY_DEALER,
    [WHY_MEMBER] = MSG_WHY_MEMBER,
};

static const enum action asked[WHY_ACTIONS] = {ACT_READ, ACT_EDIT, ACT_DELETE, ACT_EXPORT};

/* The reason in a sentence that names the person, their role's reach and the record's
 * owner. */
static struct str sentence(struct ctx *cx, const struct why *w, enum action action,
                           enum rights_why why, enum scope scope) {
    if (w->actor->administrator) return cx_msg(cx, MSG_WHY_ADMINISTRATOR);
    return msg_format(cx->mem, cx->lang, reasons[why],
                      MSG_PARTS({"person", w->actor->name}, {"owner", w->owner},
                                {"kind", label_in(&w->record.entity->many, cx->lang)},
                                {"action", cx_msg(cx, action_words[action])},
                                {"scope", cx_msg(cx, scope_words[scope])}));
}

/* Ask as that person would. */
static enum err explain(struct ctx *cx, struct why *w) {
    const struct actor *asker = cx->actor;
    enum err e = OK;
    for (int i = 0; i < WHY_ACTIONS && e == OK; i++) {
        enum rights_why why = WHY_NO_RIGHT;
        cx->actor = w->actor;
        e = rights_explain(cx, &w->record, asked[i], &why);
        enum scope scope = rights_scope(cx, w->record.entity, asked[i]);
        cx->actor = asker;
        w->answers[i] =
            (struct why_answer){cx_msg(cx, action_words[asked[i]]), rights_allow(why),
                                sentence(cx, w, asked[i], why, scope)};
    }
    return e;
}

static struct str user_name(struct ctx *cx, int64_t user) {
    struct record r;
    if (!user || record_get_plain(cx, entity_at(cx->catalog, "user"), user, &r) != OK)
        return cx_msg(cx, MSG_WHY_NOBODY);
    return record_str(&r, USER_NAME);
}

/* The person asked about; ERR_ABSENT where they are switched off. */
static enum err person(struct page *p, struct why *w) {
    struct actor *actor;
    w->user = p->cx->actor->user;
    if (p->cx->actor->administrator)
        (void)id_parse(form_value(&p->query, "user"), &w->user);
    TRY(actor_load(p->cx, p->cx->mem, w->user, &actor));
    w->actor = actor;
    return OK;
}

static enum err subject(struct page *p, struct why *w) {
    int64_t id;
    const struct entity *e = entity_named(p->cx->catalog, form_value(&p->query, "entity"));
    if (!e || !id_parse(form_value(&p->query, "id"), &id)) return ERR_ABSENT;
    if (p->cx->actor->administrator) return record_get_plain(p->cx, e, id, &w->record);
    return record_get(p->cx, e, id, &w->record);
}

/* Whom one can ask about. */
static enum err choices(struct page *p, struct why *w) {
    struct record_list list;
    struct list_query q = {.entity = entity_at(p->cx->catalog, "user"),
                           .limit = LIST_PAGE_MOST};
    if (!p->cx->actor->administrator) return OK;
    TRY(list_page(p->cx, &q, &list));
    w->users = list.records;
    w->user_count = list.count;
    return OK;
}

enum err why_get(struct page *p) {
    struct why w = {0};
    TRY(subject(p, &w));
    TRY(choices(p, &w));
    w.title = record_title(p->cx, &w.record);
    w.owner = user_name(p->cx, record_int(&w.record, FIELD_OWNER));
    enum err e = person(p, &w);
    if (e != ERR_ABSENT) {
        TRY(e);
        TRY(explain(p->cx, &w));
    }
    struct buf content = page_buf(p);
    why_page(&content, p->cx, &w);
    return page_send(p, cx_msg(p->cx, MSG_WHY), &content);
}
