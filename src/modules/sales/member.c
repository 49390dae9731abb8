/* member.c - who works on a deal beside its owner. Whoever may change the deal says who is in its team. */
#include "modules/sales/member.h"

#include "entities.h"
#include "modules/sales/part.h"
#include "records/fields/field_type.h"
#include "records/rules/rights.h"

static const struct field *field_of(const struct record *r, int field) {
    return r->entity->fields[field];
}

static enum err check_person(struct ctx *cx, const struct record *m,
                             const struct record *deal) {
    bool there;
    const struct field *person = field_of(m, DEAL_MEMBER_PERSON);
    TRY(store_exists(cx->db,
                     SQL("SELECT 1 FROM deal_member WHERE party = ?1 AND deal = ?2"
                         " AND person = ?3 AND id <> ?4"),
                     BIND(deal->values[FIELD_PARTY], v_int(record_id(deal)),
                          m->values[DEAL_MEMBER_PERSON], v_int(record_int(m, FIELD_ID))),
                     &there));
    return there ? problem(cx, person, MSG_MEMBER_THERE) : OK;
}

/* What is left is the owner's. */
static enum err check_share(struct ctx *cx, const struct record *m,
                            const struct record *deal) {
    enum { WHOLE = 100 };
    int64_t others;
    TRY(store_int(cx->db,
                  SQL("SELECT coalesce(sum(share), 0) FROM deal_member"
                      " WHERE party = ?1 AND deal = ?2 AND id <> ?3"),
                  BIND(deal->values[FIELD_PARTY], v_int(record_id(deal)),
                       v_int(record_int(m, FIELD_ID))),
                  &others));
    if (others + record_int(m, DEAL_MEMBER_SHARE) <= WHOLE) return OK;
    return problem(cx, field_of(m, DEAL_MEMBER_SHARE), MSG_MEMBER_SHARE);
}

static enum err member_check(struct ctx *cx, const struct record *old, struct record *new) {
    struct record deal;
    if (cx->verbatim || new->values[DEAL_MEMBER_DEAL].kind != V_INT) return OK;
    TRY(part_check(cx, old, new, DEAL_MEMBER_DEAL, &deal));
    new->values[DEAL_MEMBER_NAME] = v_text(link_title(cx, entity_at(cx->catalog, "user"),
                                                      record_int(new, DEAL_MEMBER_PERSON)));
    TRY(check_person(cx, new, &deal));
    return check_share(cx, new, &deal);
}

static enum err member_saved(struct ctx *cx, const struct record *old,
                             const struct record *new) {
    return cx->verbatim || new ? OK : part_deleted(cx, old, DEAL_MEMBER_DEAL);
}

enum err members_ask(struct ctx *cx, int64_t party, int64_t deal, struct rows *out) {
    return store_query(cx->db,
                       SQL("SELECT id, person, role, share FROM deal_member"
                           " WHERE party = ?1 AND deal = ?2 ORDER BY id LIMIT ?3"),
                       BIND(v_int(party), v_int(deal), v_int(MEMBERS)), out);
}

enum err members_read(struct ctx *cx, struct rows *rows, struct deal_member *out,
                      int *out_count) {
    int count = 0;
    for (; count < MEMBERS && rows_next(rows); count++)
        out[count] = (struct deal_member){.id = rows_int(rows, 0),
                                          .person = rows_int(rows, 1),
                                          .role = str_dup(cx->mem, rows_text(rows, 2)),
                                          .share = rows_int(rows, 3)};
    *out_count = count;
    return rows_done(rows);
}

enum err members_of(struct ctx *cx, int64_t party, int64_t deal, struct deal_member *out,
                    int *out_count) {
    struct rows rows;
    TRY(members_ask(cx, party, deal, &rows));
    return members_read(cx, &rows, out, out_count);
}

/* Harmless, but hardly meant. */
static enum err member_doubt(struct ctx *cx, const struct record *m) {
    struct record deal;
    enum err e = record_get(cx, entity_at(cx->catalog, "deal"),
                            record_int(m, DEAL_MEMBER_DEAL), &deal);
    if (e == ERR_ABSENT) return OK;
    TRY(e);
    bool owner = record_int(m, DEAL_MEMBER_PERSON) == record_int(&deal, FIELD_OWNER);
    return owner ? problem(cx, field_of(m, DEAL_MEMBER_PERSON), MSG_MEMBER_OWNER) : OK;
}

static enum err drop(struct ctx *cx, int64_t member) {
    return part_drop(cx, entity_at(cx->catalog, "deal_member"), member);
}

enum err member_leave(struct ctx *cx, const struct record *deal, int64_t member) {
    struct deal_member all[MEMBERS];
    int count;
    TRY(rights_ask(cx, deal, ACT_EDIT));
    TRY(members_of(cx, record_int(deal, FIELD_PARTY), record_id(deal), all, &count));
    for (int i = 0; i < count; i++)
        if (all[i].id == member) return drop(cx, member);
    return ERR_ABSENT;
}

enum err members_leave(struct ctx *cx, const struct record *deal) {
    struct deal_member all[MEMBERS];
    int count;
    TRY(members_of(cx, record_int(deal, FIELD_PARTY), record_id(deal), all, &count));
    for (int i = 0; i < count; i++)
        TRY(drop(cx, all[i].id));
    return OK;
}

const struct entity_rules rules_deal_member = {.name = "deal_member",
                                               .check = member_check,
                                               .doubt = member_doubt,
                                               .saved = member_saved};
