#include "api/params.h"

#include "api/problem.h"

#include <assert.h>

struct params params_begin(struct page *p) {
    return (struct params){.page = p};
}

struct str param_text(struct params *q, const char *name) {
    assert(q->count < PARAMS_MOST);
    q->asked[q->count++] = name;
    return str_trim(form_value(&q->page->query, name));
}

void param_wrong(struct params *q, const char *name, enum msg msg, struct str value) {
    struct ctx *cx = q->page->cx;
    struct str text = msg_format(cx->mem, cx->lang, msg, MSG_PARTS({"value", value}));
    problem_text(cx, str_of(name), text);
}

int64_t param_int(struct params *q, const char *name, int64_t least, int64_t most,
                  int64_t otherwise) {
    struct str text = param_text(q, name);
    int64_t n;
    if (!form_has(&q->page->query, name)) return otherwise;
    if (str_int(text, &n) && n >= least && n <= most) return n;
    struct ctx *cx = q->page->cx;
    struct str message = msg_format(
        cx->mem, cx->lang, MSG_API_QUERY_NUMBER,
        MSG_PARTS({"least", cx_number(cx, least)}, {"most", cx_number(cx, most)}));
    problem_text(cx, str_of(name), message);
    return otherwise;
}

static bool was_asked(const struct params *q, struct str name) {
    for (int i = 0; i < q->count; i++)
        if (str_is(name, q->asked[i])) return true;
    return false;
}

bool params_end(struct params *q) {
    const struct form *form = &q->page->query;
    struct ctx *cx = q->page->cx;
    for (int i = 0; i < form->count; i++)
        if (!was_asked(q, form->fields[i].name))
            problem_text(cx, form->fields[i].name, cx_msg(cx, MSG_API_QUERY_UNKNOWN));
    if (!cx->problems) return true;
    (void)api_problem(q->page, PROBLEM_QUERY);
    return false;
}
