#include "web/pages/sales/reasons.h"

#include "entities.h"
#include "records/data/filter.h"
#include "records/data/titles.h"
#include "web/html.h"
#include "web/pages/sales/reasons.html.h"
#include "web/when.h"

/* By what deals are told apart, in this order. */
static const struct {
    const char *entity;
    int field;
    enum ended_as as;
    bool of_others; /* for those who may see deals of others */
} panels[REASONS_PANELS] = {
    {"deal", DEAL_LOSS, ENDED_LOST, false},
    {"deal", DEAL_WIN, ENDED_WON, false},
    {"deal", DEAL_RIVAL, ENDED_KINDS, false},
    {"deal", DEAL_SOURCE, ENDED_KINDS, false},
    {"deal", DEAL_CAMPAIGN, ENDED_KINDS, false},
    {"deal", DEAL_CATEGORY, ENDED_KINDS, false},
    {"party", PARTY_KIND, ENDED_KINDS, false},
    {"party", PARTY_INDUSTRY, ENDED_KINDS, false},
    {"party", PARTY_STAGE, ENDED_KINDS, false},
    {"party", PARTY_CITY, ENDED_KINDS, false},
    {"deal", FIELD_OWNER, ENDED_KINDS, true},
    {"deal", FIELD_TEAM, ENDED_KINDS, true},
};

/* What marketing asks after. */
static const struct {
    enum lesson_about about;
    const char *entity;
    int field;
} lessons[REASONS_LESSONS] = {
    {LESSON_LOSS, "deal", DEAL_CAMPAIGN},   {LESSON_LOSS, "deal", DEAL_SOURCE},
    {LESSON_LOSS, "party", PARTY_INDUSTRY}, {LESSON_ASKED, "deal", DEAL_CAMPAIGN},
    {LESSON_ASKED, "deal", DEAL_SOURCE},    {LESSON_ASKED, "party", PARTY_INDUSTRY},
};

static struct reasons_by by_of(struct ctx *cx, const char *entity, int field) {
    return (struct reasons_by){entity_at(cx->catalog, entity)->fields[field],
                               strcmp(entity, "party") == 0};
}

/* ---- What is read ---- */

static enum err begin(struct page *p, struct reasons_view *v) {
    v->page = p;
    v->span = span_at(p->cx->calendar, asked_span(p), asked_day(p, "at", cx_today(p->cx)));
    return reached_read(p, &v->reached);
}

static void note_title(struct ctx *cx, const struct field *f, struct value key) {
    if (f->to && key.kind == V_INT) titles_note(cx, f->to, key.i);
}

static enum err read_panel(struct ctx *cx, const struct reasons_view *v,
                           struct reasons_panel *p) {
    const struct ended_ask ask = {v->reached.of, v->span, p->by.field, p->by.of_party};
    TRY(ended_load(cx, &ask, &p->ended));
    for (int i = 0; i < p->ended.count; i++) {
        if (i < REASONS_ROWS)
            note_title(cx, p->by.field, p->ended.groups[i].key);
        else
            ended_join(&p->rest, &p->ended.groups[i]);
    }
    return OK;
}

static enum err read_panels(struct ctx *cx, struct reasons_view *v) {
    bool parties = rights_some(cx, entity_at(cx->catalog, "party"), ACT_READ);
    bool others = reached_picks(cx);
    for (int i = 0; i < REASONS_PANELS; i++) {
        struct reasons_panel *p = &v->panels[v->panel_count];
        *p = (struct reasons_panel){.by = by_of(cx, panels[i].entity, panels[i].field),
                                    .as = panels[i].as};
        if ((p->by.of_party && !parties) || (panels[i].of_others && !others)) continue;
        TRY(read_panel(cx, v, p));
        v->panel_count++;
    }
    return titles_load(cx);
}

enum err reasons_get(struct page *p) {
    struct ctx *cx = p->cx;
    struct reasons_view *v = NEW(cx->mem, struct reasons_view);
    struct buf content = page_buf(p);
    TRY(begin(p, v));
    TRY(read_panels(cx, v));
    reasons_page(&content, cx, v);
    return page_send(p, cx_msg(cx, MSG_REASONS), &content);
}

static enum err read_lessons(struct ctx *cx, struct reasons_view *v) {
    bool parties = rights_some(cx, entity_at(cx->catalog, "party"), ACT_READ);
    for (int i = 0; i < REASONS_LESSONS; i++) {
        struct reasons_lesson *l = &v->lessons[v->lesson_count];
        l->by = by_of(cx, lessons[i].entity, lessons[i].field);
        l->about = lessons[i].about;
        if (l->by.of_party && !parties) continue;
        const struct lesson_ask ask = {v->reached.of, v->span, l->about, l->by.field,
                                       l->by.of_party};
        TRY(lesson_load(cx, &ask, &l->lesson));
        v->lesson_count++;
    }
    return OK;
}

enum err lessons_get(struct page *p) {
    struct ctx *cx = p->cx;
    struct reasons_view *v = NEW(cx->mem, struct reasons_view);
    struct buf content = page_buf(p);
    v->marketing = true;
    TRY(begin(p, v));
    TRY(asked_load(cx, &v->reached.of, &v->span, &v->asked));
    TRY(read_lessons(cx, v));
    lessons_page(&content, cx, v);
    return page_send(p, cx_msg(cx, MSG_LESSONS), &content);
}

/* ---- Addresses ---- */

static struct str address(struct ctx *cx, const struct reasons_view *v, bool marketing,
                          enum span_kind kind, int64_t day) {
    bool said = form_has(&v->page->query, "who");
    struct str who = said ? whose_text(cx, &v->reached.whose) : STR("");
    return str_format(cx->mem, "/reasons%s?span=%s&at=%.*s%s%.*s",
                      marketing ? "/marketing" : "", span_keys[kind],
                      STR_ARG(day_typed(cx, day)), said ? "&who=" : "", STR_ARG(who));
}

struct str reasons_url(struct ctx *cx, const struct reasons_view *v, enum span_kind kind,
                       int turns) {
    int64_t day = span_turned(&v->span, turns);
    return address(cx, v, v->marketing, kind, day);
}

struct str reasons_other(struct ctx *cx, const struct reasons_view *v, bool marketing) {
    return address(cx, v, marketing, v->span.kind, v->span.first);
}

/* " and name = value", as the filter language reads it. */
static void put_term(struct buf *b, struct ctx *cx, const struct reasons_by *by,
                     struct value key) {
    buf_format(b, " and %s%.*s", by->of_party ? "party." : "", STR_ARG(by->field->name));
    if (key.kind == V_NULL) {
        BUF_LIT(b, " is empty");
        return;
    }
    BUF_LIT(b, " = ");
    filter_put_quoted(b, key.kind == V_TEXT ? key.s : id_str(cx, key.i));
}

static struct str within(struct ctx *cx, const struct span *s) {
    struct str from = day_typed(cx, s->first), before = day_typed(cx, s->before);
    return str_format(cx->mem, "closed_on >= %.*s and closed_on < %.*s", STR_ARG(from),
                      STR_ARG(before));
}

struct str reasons_list(struct ctx *cx, const struct reasons_view *v,
                        const struct reasons_by *by, struct value key, enum ended_as as) {
    struct buf b = buf_in(cx->mem, 0);
    struct str when = within(cx, &v->span);
    buf_format(&b, "outcome = %s and %.*s", as == ENDED_WON ? "won" : "lost",
               STR_ARG(when));
    if (by) put_term(&b, cx, by, key);
    return reached_list(cx, &v->reached, buf_str(&b));
}

static void put_asked(struct buf *b, struct str feature) {
    BUF_LIT(b, " and asked has ");
    filter_put_quoted(b, feature);
}

struct str reasons_asked_list(struct ctx *cx, const struct reasons_view *v,
                              struct str feature, struct str outcome) {
    struct buf b = buf_in(cx->mem, 0);
    buf_format(&b, "outcome = %.*s", STR_ARG(outcome));
    put_asked(&b, feature);
    if (!str_eq(outcome, DEAL_OUTCOME_OPEN)) {
        BUF_LIT(&b, " and ");
        buf_put(&b, within(cx, &v->span));
    }
    return reached_list(cx, &v->reached, buf_str(&b));
}

struct str reasons_cell_list(struct ctx *cx, const struct reasons_view *v,
                             const struct reasons_lesson *l, int row, int column) {
    struct buf b = buf_in(cx->mem, 0);
    const struct value *head = &l->lesson.columns[column];
    struct str when = within(cx, &v->span);
    if (l->about == LESSON_LOSS) {
        struct reasons_by loss = by_of(cx, "deal", DEAL_LOSS);
        buf_format(&b, "outcome = lost and %.*s", STR_ARG(when));
        put_term(&b, cx, &loss, *head);
    } else {
        buf_format(&b, "(outcome = open or outcome = lost and %.*s)", STR_ARG(when));
        put_asked(&b, head->s);
    }
    put_term(&b, cx, &l->by, l->lesson.rows[row]);
    return reached_list(cx, &v->reached, buf_str(&b));
}

/* ---- Words ---- */

struct str reasons_title(struct ctx *cx, struct reasons_by by) {
    struct str label = label_in(&by.field->label, cx->lang);
    if (!by.of_party) return label;
    return msg_format(
        cx->mem, cx->lang, MSG_FILTER_OF_PARTY,
        MSG_PARTS({"party", label_in(&by.field->entity->one, cx->lang)}, {"field", label}));
}

struct str reasons_key(struct ctx *cx, struct reasons_by by, struct value key) {
    struct str text = key.kind == V_NULL ? STR("") : field_text(cx, by.field, key);
    return text.n ? text : cx_msg(cx, MSG_REASONS_UNSAID);
}

struct str lessons_title(struct ctx *cx, const struct reasons_lesson *l) {
    return msg_format(cx->mem, cx->lang,
                      l->about == LESSON_LOSS ? MSG_LESSONS_LOST_BY : MSG_LESSONS_ASKED_BY,
                      MSG_PARTS({"by", reasons_title(cx, l->by)}));
}

struct str reasons_column(struct ctx *cx, const struct reasons_lesson *l, int column) {
    struct value key = l->lesson.columns[column];
    return l->about == LESSON_ASKED ? key.s
                                    : reasons_key(cx, by_of(cx, "deal", DEAL_LOSS), key);
}

/* ---- Figures ---- */

bool reasons_shown(const struct reasons_panel *p, const struct ended_group *g) {
    int64_t count = 0;
    for (int t = 0; t < ENDED_TIMES; t++)
        for (int k = 0; k < ENDED_KINDS; k++)
            if (p->as == ENDED_KINDS || (int)p->as == k) count += g->sums[t][k].count;
    return count > 0;
}

int64_t reasons_share(const struct reasons_panel *p, const struct ended_group *g,
                      enum ended_when when) {
    return ended_share(g->sums[when][p->as].count, p->ended.whole.sums[when][p->as].count);
}

int reasons_heat(const struct reasons_lesson *l, int row, int column) {
    enum { SHADES = 4 };
    int64_t most = 1, mine = ended_amount(&l->lesson.cells[row][column]).i;
    for (int r = 0; r < l->lesson.row_count; r++)
        for (int c = 0; c < l->lesson.column_count; c++) {
            struct value v = ended_amount(&l->lesson.cells[r][c]);
            if (v.kind == V_INT && v.i > most) most = v.i;
        }
    return (int)((mine / 2 + most / 4 / SHADES) / (most / 2 / SHADES + 1));
}
