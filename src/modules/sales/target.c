/* target.c - a target is a month's, and there is one of each person, team or of the whole. */
#include "entities.h"
#include "modules/people/calendar.h"
#include "modules/sales/targets.h"
#include "persian/jalali.h"
#include "records/fields/field_type.h"

static const struct field *field_of(const struct record *r, int field) {
    return r->entity->fields[field];
}

/* Whose it is, in words. */
static struct str whose(struct ctx *cx, const struct record *r) {
    const struct {
        int field;
        const char *kind;
    } rows[] = {{SALES_TARGET_PERSON, "user"}, {SALES_TARGET_OF_TEAM, "team"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t id = record_int(r, rows[i].field);
        if (id) return link_title(cx, entity_at(cx->catalog, rows[i].kind), id);
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

static enum err target_check(struct ctx *cx, const struct record *old, struct record *new) {
    (void)old;
    int64_t person = record_int(new, SALES_TARGET_PERSON);
    int64_t team = record_int(new, SALES_TARGET_OF_TEAM);
    if (cx->verbatim || new->values[SALES_TARGET_MONTH].kind != V_INT) return OK;
    if (person && team)
        return problem(cx, field_of(new, SALES_TARGET_OF_TEAM), MSG_TARGET_ONE);
    int64_t first = month_first(cx->calendar, record_int(new, SALES_TARGET_MONTH));
    new->values[SALES_TARGET_MONTH] = v_int(first);
    new->values[SALES_TARGET_NAME] = v_text(str_format(
        cx->mem, "%.*s · %.*s", STR_ARG(whose(cx, new)), STR_ARG(month_name(cx, first))));
    new->values[SALES_TARGET_MARK] = v_text(str_format(
        cx->mem, "%lld/%lld/%lld", (long long)first, (long long)person, (long long)team));
    return check_single(cx, new);
}

const struct entity_rules rules_sales_target = {.name = "sales_target",
                                                .check = target_check};
