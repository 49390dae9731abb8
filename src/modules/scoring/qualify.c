/* qualify.c - what was found out about somebody who may buy: its result stands on the customer, and
 * who is worth going on with is a lead. */
#include "modules/scoring/qualify.h"

#include "entities.h"
#include "modules/people/consequence.h"
#include "records/data/record.h"
#include "records/rules/settings.h"

static bool is_fit(const struct record *r) {
    return str_eq(record_str(r, QUALIFICATION_RESULT), FITNESS_FIT);
}

/* Who is put aside has a reason; who is not has none. */
static enum err qualification_check(struct ctx *cx, const struct record *old,
                                    struct record *new) {
    (void)old;
    if (cx->verbatim || !record_str(new, QUALIFICATION_RESULT).n) return OK;
    if (is_fit(new)) {
        new->values[QUALIFICATION_REASON] = v_null();
        return OK;
    }
    if (new->values[QUALIFICATION_REASON].kind != V_NULL) return OK;
    return problem(cx, new->entity->fields[QUALIFICATION_REASON],
                   MSG_QUALIFICATION_REASON_NEEDED);
}

static struct str stage_after(const struct record *party, bool fit) {
    struct str stage = record_str(party, PARTY_STAGE);
    bool stranger = str_eq(stage, PARTY_STAGE_STRANGER);
    bool lead = str_eq(stage, PARTY_STAGE_LEAD), lapsed = str_eq(stage, PARTY_STAGE_LAPSED);
    if (fit && (stranger || lapsed)) return PARTY_STAGE_LEAD;
    if (!fit && (stranger || lead)) return PARTY_STAGE_LAPSED;
    return stage;
}

enum err qualification_latest(struct ctx *cx, int64_t party, struct record *out,
                              bool *out_there) {
    const struct entity *e = entity_at(cx->catalog, "qualification");
    int64_t id = 0;
    enum err found = store_int(cx->db,
                               SQL("SELECT id FROM qualification WHERE party = ?1"
                                   " ORDER BY id DESC LIMIT 1"),
                               BIND(v_int(party)), &id);
    *out_there = found == OK;
    if (found == ERR_ABSENT) return OK;
    TRY(found);
    return record_get_plain(cx, e, id, out);
}

/* In the language of the organisation: it is kept, and read by others than who made it. */
static struct value reason_text(struct ctx *cx, const struct record *q) {
    enum lang lang =
        str_is(settings_text(cx->settings, "language"), "en") ? LANG_EN : LANG_FA;
    const struct field *f = q->entity->fields[QUALIFICATION_REASON];
    const struct choice *c = choice_of(f->choices, record_str(q, QUALIFICATION_REASON));
    return v_text(c ? label_in(&c->label, lang) : msg(lang, MSG_QUALIFICATION_FIT));
}

static enum err tell_party(struct ctx *cx, struct record *party) {
    struct record q;
    bool there;
    TRY(qualification_latest(cx, record_id(party), &q, &there));
    party->values[PARTY_FITNESS] = there ? q.values[QUALIFICATION_RESULT] : v_null();
    if (!there) return consequence_change(cx, party);
    struct str stage = stage_after(party, is_fit(&q));
    if (!str_eq(stage, record_str(party, PARTY_STAGE))) {
        party->values[PARTY_STAGE] = v_text(stage);
        party->values[PARTY_STAGE_REASON] = reason_text(cx, &q);
    }
    return consequence_change(cx, party);
}

static enum err qualification_saved(struct ctx *cx, const struct record *old,
                                    const struct record *new) {
    struct record party;
    int64_t id = record_int(new ? new : old, FIELD_PARTY);
    if (cx->verbatim) return OK;
    enum err e = record_get_plain(cx, entity_at(cx->catalog, "party"), id, &party);
    if (e == ERR_ABSENT) return OK; /* deleted with all it has */
    TRY(e);
    return tell_party(cx, &party);
}

const struct entity_rules rules_qualification = {
    .name = "qualification", .check = qualification_check, .saved = qualification_saved};
