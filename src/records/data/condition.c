#include "records/data/condition.h"

#include "records/rules/rights.h"
#include "records/rules/settings.h"

static struct ctx own_ctx(const struct ctx *cx) {
    struct ctx own = *cx;
    if (cx->settings) settings_apply(cx->settings, &own);
    own.lang = cx->lang;
    own.actor = &actor_program;
    own.problems = own.last_problem = NULL;
    return own;
}

enum err condition_read(const struct ctx *cx, const struct entity *about, struct str text,
                        const struct filter **out) {
    struct ctx own = own_ctx(cx);
    return filter_parse(&own, about, text, out);
}

enum err condition_check(struct ctx *cx, const struct field *f, const struct entity *about,
                         struct str text) {
    const struct filter *filter;
    struct ctx own = own_ctx(cx);
    enum err e = filter_parse(&own, about, text, &filter);
    if (e != ERR_INVALID) return e;
    return problem_text(cx, f->name, own.problems->text);
}
