/* filter.c - builds conditions of a list from a field, a question and a value. */
#include "records/data/period.h"
#include "web/pages/records/filter.html.h"
#include "web/pages/records/list_view.h"

const struct filter_ask filter_asks[] = {
    {"is", " = ", OP_EQ, MSG_ASK_IS, false},
    {"contains", " ~ ", OP_TEXT, MSG_ASK_CONTAINS, false},
    {"starts", " ^ ", OP_TEXT, MSG_ASK_STARTS, false},
    {"has", " has ", OP_HAS, MSG_ASK_HAS, false},
    {"within", " within ", OP_PERIOD, MSG_ASK_WITHIN, false},
    {"not", " != ", OP_EQ, MSG_ASK_NOT, false},
    {"least", " >= ", OP_ORDER, MSG_ASK_LEAST, false},
    {"most", " <= ", OP_ORDER, MSG_ASK_MOST, false},
    {"empty", " is empty", 0, MSG_ASK_EMPTY, true},
    {"filled", " is not empty", 0, MSG_ASK_FILLED, true},
};
const int filter_ask_count = sizeof filter_asks / sizeof *filter_asks;

bool filter_ask_fits(const struct filter_ask *ask, const struct field *f) {
    return !ask->needs || f->type->ops & ask->needs;
}

bool field_filtered(const struct field *f) {
    return field_shown(f);
}

static const struct filter_ask *ask_named(struct str key) {
    for (int i = 0; i < filter_ask_count; i++)
        if (str_is(key, filter_asks[i].key)) return &filter_asks[i];
    return NULL;
}

/* ---- A new condition ---- */

/* A period may be chosen by its words; the filter knows its name. */
static struct str period_typed(struct str typed) {
    for (const struct period_name *n = period_names; n->name; n++)
        for (int lang = 0; lang < LANG_COUNT; lang++)
            if (str_eq(str_trim(typed), msg((enum lang)lang, n->label)))
                return str_of(n->name);
    return typed;
}

static void put_quoted(struct buf *b, struct str s) {
    buf_byte(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"' || s.p[i] == '\\') buf_byte(b, '\\');
        buf_byte(b, s.p[i]);
    }
    buf_byte(b, '"');
}

static struct str condition(struct ctx *cx, const struct field *f,
                            const struct filter_ask *ask, struct str typed) {
    struct buf b = buf_in(cx->mem, FILTER_BYTES);
    buf_put(&b, f->name);
    buf_putz(&b, ask->sign);
    if (!ask->plain) put_quoted(&b, ask->needs == OP_PERIOD ? period_typed(typed) : typed);
    return buf_str(&b);
}

/* A question that does not fit the type becomes the first that does. */
static const struct filter_ask *fitting(const struct filter_ask *ask,
                                        const struct field *f) {
    if (ask && filter_ask_fits(ask, f)) return ask;
    for (int i = 0; i < filter_ask_count; i++)
        if (filter_ask_fits(&filter_asks[i], f)) return &filter_asks[i];
    return NULL;
}

enum err filter_added(struct page *p, const struct list_state *s, bool *out_done) {
    struct ctx *cx = p->cx;
    const struct field *f = field_named(p->entity, form_value(&p->query, "field"));
    *out_done = false;
    if (!f || !field_filtered(f)) return OK;
    const struct filter_ask *ask = fitting(ask_named(form_value(&p->query, "ask")), f);
    struct str typed = widget_typed(cx, f, STR("value"), &p->query);
    if (!ask || (!ask->plain && !str_trim(typed).n)) return OK;
    struct str text = list_filter_with(cx, s, condition(cx, f, ask, typed));
    const struct filter *filter;
    TRY(filter_parse(cx, p->entity, text, &filter));
    *out_done = true;
    return reply_redirect(p, list_url_filtered(cx, s, filter_text(cx, filter)));
}

/* ---- For the templates ---- */

struct str chip_words(struct ctx *cx, const struct filter *chip) {
    const struct filter *choices[LIST_CHIPS];
    int count = chip_choices(chip, choices, LIST_CHIPS);
    struct buf b = buf_in(cx->mem, 0);
    for (int i = 0; i < count; i++) {
        if (i) buf_format(&b, " %.*s ", STR_ARG(cx_msg(cx, MSG_LIST_OR)));
        buf_put(&b, filter_words(cx, choices[i]));
    }
    return buf_str(&b);
}

/* One more choice is most often of the same field. */
const struct field *builder_field(const struct list_state *s) {
    const struct filter *chips[LIST_CHIPS], *choices[LIST_CHIPS];
    int count = list_chips(s->filter, chips, LIST_CHIPS);
    if (s->or_chip < 1 || s->or_chip > count) return s->entity->title;
    chip_choices(chips[s->or_chip - 1], choices, LIST_CHIPS);
    return choices[0]->field ? choices[0]->field : s->entity->title;
}

/* ---- The part of the builder that depends on the field ---- */

enum err filter_get(struct page *p) {
    const struct field *f = field_named(p->entity, form_value(&p->query, "field"));
    if (!f || !field_filtered(f)) return ERR_ABSENT;
    struct buf content = page_buf(p);
    filter_value(&content, p->cx, f);
    return reply_html(p, &content);
}
