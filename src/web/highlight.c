#include "web/highlight.h"

#include "persian/match.h"
#include "records/ctx.h"

static struct str part(struct str text, size_t from, size_t to) {
    return str_first(str_from(text, from), to - from);
}

void highlight(struct buf *out, const struct ctx *cx, struct str text, struct str typed) {
    struct fa_spans spans = fa_match(cx->mem, text, typed);
    size_t done = 0;
    for (size_t i = 0; i < spans.n; i++) {
        html_put_str(out, cx, part(text, done, spans.at[i].from));
        BUF_LIT(out, "<mark>");
        html_put_str(out, cx, part(text, spans.at[i].from, spans.at[i].to));
        BUF_LIT(out, "</mark>");
        done = spans.at[i].to;
    }
    html_put_str(out, cx, str_from(text, done));
}
