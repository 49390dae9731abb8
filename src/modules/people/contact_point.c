/* contact_point.c - further ways to reach a customer. The value takes the form of its kind;
 * the chief one of a kind is unique and also stands on the party itself, where lists show
 * it. */
#include "entities.h"
#include "modules/people/consequence.h"
#include "modules/people/keys.h"
#include "records/fields/field_type.h"

enum { CONTACTS_MOST = 500 }; /* of one party that are looked at */

/* Which type of field reads a kind, and where its chief stands on the party. */
static const struct contact_form {
    struct str kind;
    const char *type;
    int field; /* 0: nowhere */
} forms[] = {
    {STR_INIT("mobile"), "phone", PARTY_PHONE},
    {STR_INIT("phone"), "phone", PARTY_PHONE},
    {STR_INIT("fax"), "phone", 0},
    {STR_INIT("email"), "email", PARTY_EMAIL},
    {STR_INIT("website"), "url", PARTY_WEBSITE},
    {STR_INIT("social"), "text", 0},
};

static const struct contact_form *form_of(const struct record *r) {
    struct str kind = record_str(r, CONTACT_POINT_KIND);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (str_eq(kind, forms[i].kind)) return &forms[i];
    return NULL;
}

static bool differs(const struct record *old, const struct record *new, int field) {
    return !old || !value_eq(old->values[field], new->values[field]);
}

static enum err check_value(struct ctx *cx, const struct record *old, struct record *new) {
    const struct contact_form *form = form_of(new);
    struct str typed = record_str(new, CONTACT_POINT_VALUE);
    bool asked =
        differs(old, new, CONTACT_POINT_KIND) || differs(old, new, CONTACT_POINT_VALUE);
    if (!form || !typed.n || !asked) return OK;
    const struct field_type *type = field_type_named(str_of(form->type));
    return type->parse(cx, new->entity->fields[CONTACT_POINT_VALUE], typed,
                       &new->values[CONTACT_POINT_VALUE]);
}

/* ---- The chief one ---- */

static bool is_chief(const struct record *r) {
    return r && record_int(r, CONTACT_POINT_CHIEF) == 1;
}

/* Whether it is the chief one only now, or in another way. */
static bool chief_anew(const struct record *old, const struct record *new) {
    return is_chief(new)
           && (!is_chief(old) || differs(old, new, CONTACT_POINT_VALUE)
               || differs(old, new, CONTACT_POINT_KIND));
}

/* The chief one is written on the party too, so it takes the right to change that. */
static enum err check_chief(struct ctx *cx, const struct record *old,
                            const struct record *new) {
    struct record party;
    int64_t id = record_int(new, FIELD_PARTY);
    if (!id || !chief_anew(old, new)) return OK;
    TRY(record_get_plain(cx, entity_at(cx->catalog, "party"), id, &party));
    enum err may = rights_ask(cx, &party, ACT_EDIT);
    if (may != ERR_DENIED) return may;
    return problem(cx, new->entity->fields[CONTACT_POINT_CHIEF], MSG_CONTACT_CHIEF_DENIED);
}

static enum err contact_check(struct ctx *cx, const struct record *old,
                              struct record *new) {
    if (cx->verbatim) return OK;
    enum err e = check_value(cx, old, new);
    return e == OK || e == ERR_INVALID ? check_chief(cx, old, new) : e;
}

/* Others of the same kind are no longer chief. */
static enum err demote_others(struct ctx *cx, const struct record *chief) {
    struct record *all;
    int count;
    TRY(owned_records(cx, "contact_point", record_int(chief, FIELD_PARTY), CONTACTS_MOST,
                      &all, &count));
    for (int i = 0; i < count; i++) {
        bool rival = record_id(&all[i]) != record_id(chief) && is_chief(&all[i])
                     && value_eq(all[i].values[CONTACT_POINT_KIND],
                                 chief->values[CONTACT_POINT_KIND]);
        if (!rival) continue;
        all[i].values[CONTACT_POINT_CHIEF] = v_int(0);
        TRY(consequence_change(cx, &all[i]));
    }
    return OK;
}

/* A landline does not push out the mobile: it goes to the second number then. */
static int place_of(const struct contact_form *form, const struct record *old,
                    const struct record *party) {
    if (!str_eq(form->kind, CONTACT_KIND_PHONE)) return form->field;
    struct value there = party->values[PARTY_PHONE];
    bool free = there.kind == V_NULL;
    bool its_own = old && value_eq(there, old->values[CONTACT_POINT_VALUE]);
    return free || its_own ? PARTY_PHONE : PARTY_PHONE2;
}

static enum err show_on_party(struct ctx *cx, const struct record *old,
                              const struct record *new) {
    const struct contact_form *form = form_of(new);
    struct record party;
    if (!form || !form->field) return OK;
    TRY(record_get_plain(cx, entity_at(cx->catalog, "party"), record_int(new, FIELD_PARTY),
                         &party));
    party.values[place_of(form, old, &party)] = new->values[CONTACT_POINT_VALUE];
    return consequence_change(cx, &party);
}

static enum err contact_saved(struct ctx *cx, const struct record *old,
                              const struct record *new) {
    TRY(keys_saved(cx, old, new));
    if (cx->verbatim || !chief_anew(old, new)) return OK;
    TRY(demote_others(cx, new));
    return show_on_party(cx, old, new);
}

const struct entity_rules rules_contact_point = {
    .name = "contact_point", .check = contact_check, .saved = contact_saved};
