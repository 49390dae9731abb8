#include "modules/sales/part.h"

#include "records/rules/rights.h"

/* ---- What must hold ---- */

static enum err find_deal(struct ctx *cx, const struct record *r, int field,
                          struct record *out) {
    return record_get_plain(cx, entity_at(cx->catalog, "deal"), record_int(r, field), out);
}

static enum err ask_deal(struct ctx *cx, const struct record *r, int field,
                         struct record *out) {
    enum err e = find_deal(cx, r, field, out);
    if (e == OK) e = rights_ask(cx, out, ACT_EDIT);
    if (e != ERR_ABSENT && e != ERR_DENIED) return e;
    return problem(cx, r->entity->fields[field], MSG_MEMBER_NO_DEAL);
}

enum err part_check(struct ctx *cx, const struct record *old, struct record *new, int field,
                    struct record *out_deal) {
    if (old) TRY(ask_deal(cx, old, field, out_deal));
    TRY(ask_deal(cx, new, field, out_deal));
    new->values[FIELD_PARTY] = out_deal->values[FIELD_PARTY];
    return OK;
}

enum err part_deleted(struct ctx *cx, const struct record *old, int field) {
    struct record deal;
    enum err e = find_deal(cx, old, field, &deal);
    if (e == ERR_ABSENT) return OK; /* it goes with its deal */
    TRY(e);
    e = rights_ask(cx, &deal, ACT_EDIT);
    return e == ERR_DENIED ? problem(cx, NULL, MSG_MEMBER_NO_DEAL) : e;
}

/* ---- Writing ---- */

/* The actor, with the rights of an administrator, in *raised; the actor before. */
static const struct actor *raise_actor(struct ctx *cx, struct actor *raised) {
    const struct actor *own = cx->actor;
    *raised = *own;
    raised->administrator = true;
    cx->actor = raised;
    return own;
}

enum err part_put(struct ctx *cx, struct record *r) {
    struct actor raised;
    const struct actor *own = raise_actor(cx, &raised);
    enum err e = record_id(r) ? record_change(cx, r, NULL) : record_create(cx, r);
    cx->actor = own;
    return e;
}

enum err part_drop(struct ctx *cx, const struct entity *e, int64_t id) {
    struct actor raised;
    const struct actor *own = raise_actor(cx, &raised);
    enum err result = record_delete(cx, e, id);
    cx->actor = own;
    return result;
}
