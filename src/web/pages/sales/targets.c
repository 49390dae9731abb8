#include "web/pages/sales/targets.h"

#include "persian/number.h"
#include "records/data/titles.h"
#include "web/html.h"
#include "web/pages/sales/reached.h"
#include "web/pages/sales/targets.html.h"
#include "web/when.h"

/* ---- The page ---- */

static enum err load_names(struct ctx *cx, const struct targets *t) {
    for (int i = 0; i < t->count; i++) {
        const struct target_row *r = &t->rows[i];
        titles_note(cx, entity_at(cx->catalog, r->user ? "user" : "team"),
                    r->user ? r->user : r->team);
    }
    return titles_load(cx);
}

static const char *goods_kind(const struct goal *g) {
    return g->of == GOAL_PRODUCT ? "product" : "product_category";
}

static enum err load_goals(struct ctx *cx, struct targets_view *v) {
    struct goal *goals;
    TRY(goals_load(cx, v->targets, &goals, &v->goal_count));
    v->goals = goals;
    for (int i = 0; i < v->goal_count; i++)
        if (goals[i].goods)
            titles_note(cx, entity_at(cx->catalog, goods_kind(&goals[i])), goals[i].goods);
    return OK;
}

enum err targets_get(struct page *p) {
    struct ctx *cx = p->cx;
    struct targets targets;
    struct targets_view v = {
        .page = p,
        .targets = &targets,
        .of = reach_widest(cx),
        .sets = rights_some(cx, entity_at(cx->catalog, "sales_target"), ACT_CREATE)};
    TRY(targets_load(cx, &v.of, asked_day(p, "at", cx_today(cx)), &targets));
    TRY(load_goals(cx, &v));
    TRY(load_names(cx, &targets));
    struct buf content = page_buf(p);
    targets_page(&content, cx, &v);
    return page_send(p, cx_msg(cx, MSG_TARGETS), &content);
}

/* ---- For the template ---- */

struct str targets_url(struct ctx *cx, const struct targets_view *v, int months) {
    int64_t day = v->targets->first;
    if (months > 0) day = v->targets->before;
    if (months < 0) day = month_first(cx->calendar, day - 1);
    return str_format(cx->mem, "/targets?at=%.*s", STR_ARG(day_typed(cx, day)));
}

struct str targets_new(struct ctx *cx) {
    const struct entity *e = entity_at(cx->catalog, "sales_target");
    if (rights_scope(cx, e, ACT_CREATE) == SCOPE_ALL) return STR("/sales_target/new");
    return str_format(cx->mem, "/sales_target/new?person=%s", id_text(cx->actor->user).z);
}

int targets_rows(const struct targets_view *v, bool teams) {
    int count = 0;
    for (int i = 0; i < v->targets->count; i++)
        count += (v->targets->rows[i].team != 0) == teams;
    return count;
}

struct str target_name(struct ctx *cx, const struct targets_view *v,
                       const struct target_row *r) {
    const char *kind = r->user ? "user" : "team";
    if (!r->user && !r->team) return month_text(cx, v->targets->first);
    return link_title(cx, entity_at(cx->catalog, kind), r->user ? r->user : r->team);
}

struct str target_forecast_url(struct ctx *cx, const struct target_row *r) {
    if (!r->user && !r->team) return STR("/forecast");
    return str_format(cx->mem, "/forecast?who=%s%s", r->user ? "" : "team-",
                      id_text(r->user ? r->user : r->team).z);
}

/* A team's are listed without those of the teams below; its figure leads to its forecast. */
struct str target_won_url(struct ctx *cx, const struct targets_view *v,
                          const struct target_row *r) {
    struct buf b = buf_in(cx->mem, 0);
    struct str from = day_typed(cx, v->targets->first);
    struct str before = day_typed(cx, v->targets->before);
    struct str when = str_format(
        cx->mem, "outcome = won and closed_on >= %.*s and closed_on < %.*s%s%s%s",
        STR_ARG(from), STR_ARG(before), r->user ? " and owner = \"" : "",
        r->user ? id_text(r->user).z : "", r->user ? "\"" : "");
    BUF_LIT(&b, "/deal?filter=");
    url_encode(&b, when);
    return buf_str(&b);
}

struct value target_lead(const struct targets *t, const struct target_row *r) {
    struct value won = target_won(r);
    if (!r->target || won.kind != V_INT) return v_null();
    return v_int((won.i - target_pace(t, r).i) / RIALS_PER_TOMAN * RIALS_PER_TOMAN);
}

int64_t target_bar(int64_t percent) {
    return percent > 100 ? 100 : percent < 0 ? 0 : percent;
}

int64_t target_mark(const struct targets *t) {
    return t->days ? (int64_t)t->gone * 100 / t->days : 0;
}

/* ---- Goods and cities ---- */

int goals_of(const struct targets_view *v, enum goal_of of) {
    int count = 0;
    for (int i = 0; i < v->goal_count; i++)
        count += v->goals[i].of == of;
    return count;
}

struct str goals_title(struct ctx *cx, enum goal_of of) {
    static const enum msg titles[GOAL_KINDS] = {
        [GOAL_CATEGORY] = MSG_TARGETS_CATEGORIES,
        [GOAL_PRODUCT] = MSG_TARGETS_PRODUCTS,
        [GOAL_CITY] = MSG_TARGETS_CITIES,
    };
    return cx_msg(cx, titles[of]);
}

struct str goal_name(struct ctx *cx, const struct goal *g) {
    if (!g->goods) return g->city;
    struct str title = link_title(cx, entity_at(cx->catalog, goods_kind(g)), g->goods);
    return title.n ? title : cx_msg(cx, MSG_FIELD_LINK_UNSEEN);
}

struct str goal_url(struct ctx *cx, const struct targets_view *v, const struct goal *g) {
    struct buf b = buf_in(cx->mem, 0);
    struct str from = day_typed(cx, v->targets->first);
    struct str before = day_typed(cx, v->targets->before);
    struct buf when = buf_in(cx->mem, 0);
    buf_format(&when, "state != cancelled and date >= %.*s and date < %.*s", STR_ARG(from),
               STR_ARG(before));
    if (g->of == GOAL_CITY)
        buf_format(&when, " and party.city = \"%.*s\"", STR_ARG(g->city));
    BUF_LIT(&b, "/sales_order?filter=");
    url_encode(&b, buf_str(&when));
    return buf_str(&b);
}
