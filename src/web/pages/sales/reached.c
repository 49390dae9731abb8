#include "web/pages/sales/reached.h"

#include "records/rules/rights.h"
#include "web/html.h"

enum err reached_read(struct page *p, struct reached *out) {
    TRY(whose_read(p, &out->whose));
    if (!form_has(&p->query, "who")) out->whose.user = out->whose.team = 0;
    if (out->whose.user || out->whose.team)
        return reach_of(p->cx, out->whose.user, out->whose.team, &out->of);
    out->of = reach_widest(p->cx);
    return OK;
}

bool reached_picks(const struct ctx *cx) {
    return rights_scope(cx, entity_at(cx->catalog, "deal"), ACT_READ) > SCOPE_OWN;
}

/* " and …": whose deals these are. */
static struct str whose_filter(struct ctx *cx, const struct deal_reach *of) {
    struct buf b = buf_in(cx->mem, 0);
    if (of->owner) buf_format(&b, " and owner = \"%s\"", id_text(of->owner).z);
    for (int i = 0; i < of->team_count; i++)
        buf_format(&b, "%s team = \"%s\"", i ? " or" : " and (", id_text(of->teams[i]).z);
    if (of->team_count) BUF_LIT(&b, ")");
    return buf_str(&b);
}

struct str reached_list(struct ctx *cx, const struct reached *r, struct str filter) {
    struct buf b = buf_in(cx->mem, 0);
    BUF_LIT(&b, "/deal?filter=");
    url_encode(&b, str_join(cx->mem, filter, whose_filter(cx, &r->of)));
    return buf_str(&b);
}
