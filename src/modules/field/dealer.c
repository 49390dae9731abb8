#include "modules/field/dealer.h"

#include "entities.h"

/* ---- What stands now ---- */

static const struct {
    const char *entity, *which;
} standings[DEALER_STANDINGS] = {
    [DEALER_OPEN_DEALS] = {"deal", "outcome = open"},
    [DEALER_PLANNED_VISITS] = {"field_visit", "state = planned and day >= today"},
};

const char *dealer_standing_kind(enum dealer_standing standing) {
    return standings[standing].entity;
}

struct str dealer_standing_filter(struct ctx *cx, int64_t dealer,
                                  enum dealer_standing standing) {
    return str_format(cx->mem, "%s and party.dealer = \"%s\"", standings[standing].which,
                      id_text(dealer).z);
}

static enum err count_standing(struct ctx *cx, int64_t dealer,
                               enum dealer_standing standing, int64_t *out) {
    struct list_query q = {.entity = entity_at(cx->catalog, standings[standing].entity)};
    struct str which = dealer_standing_filter(cx, dealer, standing);
    if (!rights_some(cx, q.entity, ACT_READ)) return OK;
    TRY(filter_parse(cx, q.entity, which, &q.filter));
    return list_count(cx, &q, 0, out);
}

/* ---- Who and what ---- */

/* Those of the dealer; `which`: what is asked of them besides. */
static enum err read_list(struct ctx *cx, struct list_query q, const char *which,
                          int64_t dealer, struct record_list *out) {
    struct str text = str_format(cx->mem, "dealer = \"%s\"%s", id_text(dealer).z, which);
    if (!q.plain && !rights_some(cx, q.entity, ACT_READ)) return OK;
    TRY(filter_parse(cx, q.entity, text, &q.filter));
    return list_page(cx, &q, out);
}

static enum err read_lists(struct ctx *cx, struct dealer *d) {
    const struct entity *party = entity_at(cx->catalog, "party");
    const struct entity *user = entity_at(cx->catalog, "user");
    const struct list_query newest = {.entity = party,
                                      .sort = party->fields[FIELD_CREATED_AT],
                                      .descending = true,
                                      .limit = DEALER_NEWEST};
    const struct list_query books = {.entity = entity_at(cx->catalog, "price_book"),
                                     .limit = DEALER_BOOKS};
    const struct list_query people = {.entity = user,
                                      .sort = user->fields[USER_NAME],
                                      .limit = DEALER_PEOPLE,
                                      .plain = true};
    TRY(read_list(cx, newest, "", d->id, &d->newest));
    TRY(read_list(cx, books, " and active = 1", d->id, &d->books));
    return read_list(cx, people, " and active = 1", d->id, &d->people);
}

enum err dealer_load(struct ctx *cx, int64_t id, int days, struct dealer *out) {
    *out = (struct dealer){.id = id};
    TRY(dealer_find(cx, id, &out->name));
    TRY(dealers_load_one(cx, id, days, &out->compared));
    for (int i = 0; i < DEALER_STANDINGS; i++)
        TRY(count_standing(cx, id, (enum dealer_standing)i, &out->standing[i]));
    return read_lists(cx, out);
}
