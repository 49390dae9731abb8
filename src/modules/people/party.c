/* party.c - what must hold of a customer: ids that fit its kind, and a reason for every
 * step back among the stages. */
#include "base/json.h"
#include "entities.h"
#include "modules/people/duplicates.h"
#include "modules/people/keys.h"
#include "modules/platform/recipient.h"
#include "persian/clean.h"
#include "records/rules/rights.h"

static bool changed(const struct record *old, const struct record *new, int field) {
    return !old || !value_eq(old->values[field], new->values[field]);
}

static bool filled(const struct record *r, int field) {
    return r->values[field].kind != V_NULL;
}

static void clean_name(struct ctx *cx, const struct record *old, struct record *new) {
    struct str name = record_str(new, PARTY_NAME);
    if (!changed(old, new, PARTY_NAME)) return;
    name = fa_clean_line(cx->mem, name);
    new->values[PARTY_NAME] = name.n ? v_text(name) : v_null();
}

/* The city of the address, for lists and filters, unless somebody wrote one. */
static void fill_city(struct ctx *cx, const struct record *old, struct record *new) {
    struct json *address;
    struct str text = record_str(new, PARTY_ADDRESS);
    if (!text.n || filled(new, PARTY_CITY) || !changed(old, new, PARTY_ADDRESS)) return;
    if (json_parse(cx->mem, text, NULL, &address, NULL) != OK) return;
    struct str city = json_text(json_get(address, "city"));
    enum { CITY_LETTERS = 60 };
    if (city.n) new->values[PARTY_CITY] = v_text(utf8_first(city, CITY_LETTERS));
}

/* What a dealer's people make or change is, and stays, that dealer's. */
static void keep_dealer(struct ctx *cx, struct record *new) {
    if (cx->actor->dealer && !cx->actor->administrator)
        new->values[PARTY_DEALER] = v_int(cx->actor->dealer);
}

/* What only a person has, and what only an organisation has. */
static void check_ids(struct ctx *cx, const struct record *old, struct record *new) {
    static const struct {
        int field;
        bool of_person;
        enum msg msg;
    } rows[] = {
        {PARTY_NATIONAL_ID, true, MSG_PARTY_NATIONAL_ID_OF_PERSON},
        {PARTY_BIRTH_DATE, true, MSG_PARTY_BIRTH_OF_PERSON},
        {PARTY_GENDER, true, MSG_PARTY_GENDER_OF_PERSON},
        {PARTY_LEGAL_ID, false, MSG_PARTY_LEGAL_ID_OF_ORGANISATION},
    };
    bool person = str_eq(record_str(new, PARTY_KIND), PARTY_KIND_PERSON);
    bool kind_changed = changed(old, new, PARTY_KIND);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int field = rows[i].field;
        bool asked = kind_changed || changed(old, new, field);
        if (asked && filled(new, field) && rows[i].of_person != person)
            problem(cx, new->entity->fields[field], rows[i].msg);
    }
}

/* How far a stage is; one that is lost stands behind all. */
static int stage_rank(const struct record *r) {
    const struct choice_list *list = r->entity->fields[PARTY_STAGE]->choices;
    struct str stage = record_str(r, PARTY_STAGE);
    if (str_eq(stage, PARTY_STAGE_LAPSED)) return -1;
    for (int i = 0; i < list->count; i++)
        if (str_eq(list->choices[i].key, stage)) return i;
    return -1;
}

/* A reason belongs to one step: the reason of an earlier step goes, and a person who takes
 * a step back is asked for one. */
static void check_stage(struct ctx *cx, const struct record *old, struct record *new) {
    if (!old || !changed(old, new, PARTY_STAGE)) return;
    if (!changed(old, new, PARTY_STAGE_REASON)) new->values[PARTY_STAGE_REASON] = v_null();
    bool back = stage_rank(new) < stage_rank(old);
    if (back && cx->actor->user && !filled(new, PARTY_STAGE_REASON))
        problem(cx, new->entity->fields[PARTY_STAGE_REASON], MSG_PARTY_STAGE_REASON_NEEDED);
}

static enum err party_check(struct ctx *cx, const struct record *old, struct record *new) {
    if (cx->verbatim) return OK;
    clean_name(cx, old, new);
    keep_dealer(cx, new);
    fill_city(cx, old, new);
    check_ids(cx, old, new);
    check_stage(cx, old, new);
    return OK;
}

enum { DOUBT_LEAST = 60 }; /* of a duplicate's strength: a name alone is no doubt */

static enum err party_doubt(struct ctx *cx, const struct record *r) {
    struct duplicate *found;
    int count;
    TRY(duplicates_of(cx, r, &found, &count));
    for (int i = 0; i < count; i++)
        if (found[i].strength >= DOUBT_LEAST)
            problem_text(cx, STR(""), duplicate_warning(cx, &found[i]));
    return cx->problems ? ERR_INVALID : OK;
}

static enum err party_saved(struct ctx *cx, const struct record *old,
                            const struct record *new) {
    TRY(keys_saved(cx, old, new));
    TRY(recipient_given(cx, old, new, MSG_TOLD_PARTY));
    return recipient_mentioned(cx, old, new, PARTY_NOTE);
}

const struct entity_rules rules_party = {.name = "party",
                                         .check = party_check,
                                         .doubt = party_doubt,
                                         .saved = party_saved,
                                         .marks = keys_marks,
                                         .marked = keys_marked};
