/* target.c - a target is a month's, and there is one of each person, team, category, product, city or
 * of the whole. */
#include "entities.h"
#include "modules/people/calendar.h"
#include "modules/sales/targets.h"
#include "persian/fold.h"
#include "persian/jalali.h"
#include "records/data/titles.h"
#include "records/fields/field_type.h"
#include "records/rules/rights.h"

static const struct field *field_of(const struct record *r, int field) {
    return r->entity->fields[field];
}

/* What a target may be of; at most one is named. */
static const int aims[] = {SALES_TARGET_PERSON, SALES_TARGET_OF_TEAM, SALES_TARGET_CATEGORY,
                           SALES_TARGET_PRODUCT, SALES_TARGET_CITY};
enum { AIMS = sizeof aims / sizeof *aims };

/* The last that is named, or -1; *out_count: how many are. */
static int aim_of(const struct record *r, int *out_count) {
    int aim = -1;
    *out_count = 0;
    for (int i = 0; i < AIMS; i++) {
        if (r->values[aims[i]].kind == V_NULL) continue;
        aim = aims[i];
        ++*out_count;
    }
    return aim;
}

static const struct {
    int field;
    const char *kind;
} named[] = {{SALES_TARGET_PERSON, "user"},
             {SALES_TARGET_OF_TEAM, "team"},
             {SALES_TARGET_CATEGORY, "product_category"},
             {SALES_TARGET_PRODUCT, "product"}};
enum { NAMED = sizeof named / sizeof *named };

static enum err load_titles(struct ctx *cx, const struct record *r) {
    for (int i = 0; i < NAMED; i++)
        if (record_int(r, named[i].field))
            titles_note(cx, entity_at(cx->catalog, named[i].kind),
                        record_int(r, named[i].field));
    return titles_load(cx);
}

/* Whose it is, in words. */
static struct str whose(struct ctx *cx, const struct record *r) {
    if (r->values[SALES_TARGET_CITY].kind == V_TEXT)
        return record_str(r, SALES_TARGET_CITY);
    for (int i = 0; i < NAMED; i++) {
        int64_t id = record_int(r, named[i].field);
        if (id) return link_title(cx, entity_at(cx->catalog, named[i].kind), id);
    }
    return cx_msg(cx, MSG_TARGET_WHOLE);
}

static struct str month_name(struct ctx *cx, int64_t first) {
    struct str text = cx->calendar == CALENDAR_JALALI ? jalali_format(cx->mem, first)
                                                      : gregorian_format(cx->mem, first);
    return str_first(text, strlen("1405-08"));
}

static enum err check_single(struct ctx *cx, const struct record *r) {
    bool there;
    TRY(store_exists(cx->db, SQL("SELECT 1 FROM sales_target WHERE mark = ?1 AND id <> ?2"),
                     BIND(r->values[SALES_TARGET_MARK], v_int(record_id(r))), &there));
    return there ? problem(cx, field_of(r, SALES_TARGET_MONTH), MSG_TARGET_THERE) : OK;
}

/* Who may set targets of their team sets them of its people and of teams below; who may set their
 * own, of themselves. */
static enum err check_reach(struct ctx *cx, const struct record *old,
                            const struct record *new) {
    const struct actor *a = cx->actor;
    enum scope scope = rights_scope(cx, new->entity, old ? ACT_EDIT : ACT_CREATE);
    int64_t person = record_int(new, SALES_TARGET_PERSON);
    int64_t team = record_int(new, SALES_TARGET_OF_TEAM);
    if (scope == SCOPE_ALL || (person && person == a->user)) return OK;
    if (person)
        TRY(store_int(cx->db, SQL("SELECT coalesce(team, 0) FROM \"user\" WHERE id = ?1"),
                      BIND(v_int(person)), &team));
    for (int i = 0; scope == SCOPE_TEAM && team && i < a->team_count; i++)
        if (a->teams[i] == team) return OK;
    int field = person ? SALES_TARGET_PERSON : SALES_TARGET_OF_TEAM;
    return problem(cx, field_of(new, field), MSG_TARGET_REACH);
}

/* By which a second one of the same is found. */
static struct str mark_of(struct ctx *cx, const struct record *r, int64_t first, int aim) {
    if (aim == SALES_TARGET_CITY) {
        struct str city = fa_fold(cx->mem, record_str(r, aim));
        return str_format(cx->mem, "%lld/%.*s", (long long)first, STR_ARG(city));
    }
    if (aim == SALES_TARGET_CATEGORY || aim == SALES_TARGET_PRODUCT)
        return str_format(cx->mem, "%lld/goods/%lld", (long long)first,
                          (long long)record_int(r, aim));
    return str_format(cx->mem, "%lld/%lld/%lld", (long long)first,
                      (long long)record_int(r, SALES_TARGET_PERSON),
                      (long long)record_int(r, SALES_TARGET_OF_TEAM));
}

static enum err target_check(struct ctx *cx, const struct record *old, struct record *new) {
    int count, aim = aim_of(new, &count);
    if (cx->verbatim || new->values[SALES_TARGET_MONTH].kind != V_INT) return OK;
    if (count > 1) return problem(cx, field_of(new, aim), MSG_TARGET_ONE);
    TRY(check_reach(cx, old, new));
    int64_t first = month_first(cx->calendar, record_int(new, SALES_TARGET_MONTH));
    TRY(load_titles(cx, new));
    new->values[SALES_TARGET_MONTH] = v_int(first);
    new->values[SALES_TARGET_NAME] = v_text(str_format(
        cx->mem, "%.*s · %.*s", STR_ARG(whose(cx, new)), STR_ARG(month_name(cx, first))));
    new->values[SALES_TARGET_MARK] = v_text(mark_of(cx, new, first, aim));
    return check_single(cx, new);
}

const struct entity_rules rules_sales_target = {.name = "sales_target",
                                                .check = target_check};
