/* say.c - says back how a typed value is understood: the amount in words, the day of the
 * week, the number as it will be shown; or what is wrong, before the form is sent. */
#include "base/clock.h"
#include "persian/jalali.h"
#include "persian/number.h"
#include "web/pages/records/records.h"
#include "web/pages/records/say.html.h"

static struct str weekday(const struct ctx *cx, int64_t day) {
    enum weekday d = day_weekday(day);
    return cx->lang == LANG_FA ? weekday_fa(d) : weekday_en(d);
}

static struct str words_of(struct ctx *cx, const struct field *f, struct value v) {
    struct str type = str_of(f->type->name), text = field_text(cx, f, v);
    if (str_is(type, "money"))
        return cx->lang == LANG_FA ? money_words_fa(cx->mem, v.i, cx->money)
                                   : money_words_en(cx->mem, v.i, cx->money);
    bool day = str_is(type, "date"), instant = str_is(type, "date_time");
    if (!day && !instant) return text;
    struct str name = weekday(cx, day ? v.i : day_of(v.i, cx->zone_minutes));
    return str_format(cx->mem, "%.*s %.*s", STR_ARG(name), STR_ARG(text));
}

enum err say_get(struct page *p) {
    struct ctx *cx = p->cx;
    const struct field *f = field_named(p->entity, p->rest);
    struct value v;
    if (!f || !field_asked(f)) return ERR_ABSENT;
    enum err e = field_parse(cx, f, widget_typed(cx, f, f->name, &p->query), &v);
    if (e != OK && e != ERR_INVALID) return e;
    struct buf content = page_buf(p);
    if (e == ERR_INVALID)
        say_wrong(&content, cx, problem_of(cx, f->name));
    else if (v.kind != V_NULL)
        say_right(&content, cx, words_of(cx, f, v));
    return reply_html(p, &content);
}
