#include "web/pages/people/parts.h"

#include "entities.h"
#include "persian/jalali.h"
#include "records/fields/field_type.h"
#include "web/when.h"

struct str id_of_page(const struct page *p) {
    return id_str(p->cx, p->id);
}

struct str user_name(struct ctx *cx, int64_t user) {
    return user ? link_title(cx, entity_at(cx->catalog, "user"), user) : STR("");
}

struct str party_name(struct ctx *cx, int64_t party) {
    return party ? link_title(cx, entity_at(cx->catalog, "party"), party) : STR("");
}

struct str clock_text(const struct ctx *cx, int64_t instant_ms) {
    int minute = minute_of_day(instant_ms, cx->zone_minutes);
    return cx_digits_of(cx, str_format(cx->mem, "%d:%02d", minute / 60, minute % 60));
}

struct str day_heading(const struct ctx *cx, int64_t day) {
    static const enum msg near[] = {MSG_WHEN_YESTERDAY, MSG_WHEN_TODAY, MSG_WHEN_TOMORROW};
    int64_t away = day - cx_today(cx);
    struct str date = day_text(cx, day);
    if (away < -1 || away > 1) return date;
    return str_format(cx->mem, "%.*s · %.*s", STR_ARG(cx_msg(cx, near[away + 1])),
                      STR_ARG(date));
}

const struct choice *field_choice(const struct field *f, struct str key) {
    return f->choices && key.n ? choice_of(f->choices, key) : NULL;
}

struct str choice_label(const struct ctx *cx, const struct field *f, struct str key) {
    const struct choice *c = field_choice(f, key);
    return c ? label_in(&c->label, cx->lang) : key;
}

struct str phone_shown(struct ctx *cx, struct str number) {
    const struct entity *party = entity_at(cx->catalog, "party");
    return field_text(cx, party->fields[PARTY_PHONE], v_text(number));
}

enum err go_to(struct page *p, struct str path) {
    return p->part ? reply_redirect_part(p, path) : reply_redirect(p, path);
}
