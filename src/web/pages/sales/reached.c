#include "web/pages/sales/reached.h"

#include "modules/sales/pipelines.h"
#include "persian/dateparse.h"
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

int64_t asked_day(const struct page *p, const char *name, int64_t otherwise) {
    int64_t day;
    struct str typed = form_value(&p->query, name);
    bool read = date_parse(p->cx->mem, typed, cx_today(p->cx), &day) == DATE_OK;
    return read ? day : otherwise;
}

const struct pipeline *asked_pipeline(const struct page *p, const struct pipeline *all,
                                      int count) {
    int64_t id = 0;
    (void)id_parse(form_value(&p->query, "pipeline"), &id);
    for (int i = 0; i < count; i++)
        if (all[i].id == id) return &all[i];
    return count ? &all[0] : NULL;
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

struct str reached_filter(struct ctx *cx, const struct reached *r, struct str filter) {
    return str_join(cx->mem, filter, whose_filter(cx, &r->of));
}

struct str reached_list(struct ctx *cx, const struct reached *r, struct str filter) {
    struct buf b = buf_in(cx->mem, 0);
    BUF_LIT(&b, "/deal?filter=");
    url_encode(&b, reached_filter(cx, r, filter));
    return buf_str(&b);
}
