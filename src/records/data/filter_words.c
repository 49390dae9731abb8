/* filter_words.c - a filter written out again: in its own language and in plain words. */
#include "records/data/filter.h"
#include "records/data/period.h"
#include "records/fields/field_type.h"

static const struct {
    const char *sign;
    enum msg words;
} written[] = {
    [FILTER_EQ] = {" = ", MSG_FILTER_IS},
    [FILTER_NE] = {" != ", MSG_FILTER_IS_NOT},
    [FILTER_LT] = {" < ", MSG_FILTER_LESS},
    [FILTER_LE] = {" <= ", MSG_FILTER_AT_MOST},
    [FILTER_GT] = {" > ", MSG_FILTER_MORE},
    [FILTER_GE] = {" >= ", MSG_FILTER_AT_LEAST},
    [FILTER_CONTAINS] = {" ~ ", MSG_FILTER_CONTAINS},
    [FILTER_STARTS] = {" ^ ", MSG_FILTER_STARTS},
    [FILTER_HAS] = {" has ", MSG_FILTER_HAS},
    [FILTER_IN] = {" in (", MSG_FILTER_IN},
    [FILTER_WITHIN] = {" within ", MSG_FILTER_WITHIN},
    [FILTER_EMPTY] = {" is empty", MSG_FILTER_EMPTY},
    [FILTER_NOT_EMPTY] = {" is not empty", MSG_FILTER_NOT_EMPTY},
};

void filter_put_quoted(struct buf *b, struct str s) {
    buf_byte(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"' || s.p[i] == '\\') buf_byte(b, '\\');
        buf_byte(b, s.p[i]);
    }
    buf_byte(b, '"');
}

static void put_term(struct buf *b, const struct filter *f) {
    if (f->of_party) BUF_LIT(b, "party.");
    buf_put(b, f->field->name);
    buf_putz(b, written[f->op].sign);
    if (f->op == FILTER_EMPTY || f->op == FILTER_NOT_EMPTY) return;
    if (f->op == FILTER_IN) {
        buf_put(b, f->text); /* its values are quoted already */
        buf_byte(b, ')');
    } else {
        filter_put_quoted(b, f->text);
    }
}

/* `and` binds closer than `or`, and both lean left. */
static bool needs_brackets(const struct filter *f, const struct filter *part) {
    if (part->kind == FILTER_TERM || part->kind == FILTER_NOT) return false;
    if (part->kind == f->kind) return part == f->right;
    return f->kind == FILTER_NOT || part->kind == FILTER_OR;
}

static void put_filter(struct buf *b, const struct filter *f);

static void put_part(struct buf *b, const struct filter *f, const struct filter *part) {
    bool brackets = needs_brackets(f, part);
    if (brackets) buf_byte(b, '(');
    put_filter(b, part);
    if (brackets) buf_byte(b, ')');
}

static void put_filter(struct buf *b, const struct filter *f) {
    if (f->kind == FILTER_TERM) {
        put_term(b, f);
        return;
    }
    if (f->kind == FILTER_NOT) BUF_LIT(b, "not ");
    put_part(b, f, f->left);
    if (f->kind == FILTER_NOT) return;
    buf_putz(b, f->kind == FILTER_AND ? " and " : " or ");
    put_part(b, f, f->right);
}

struct str filter_text(struct ctx *cx, const struct filter *f) {
    struct buf b = buf_in(cx->mem, 0);
    if (f) put_filter(&b, f);
    return buf_str(&b);
}

/* ---- In plain words ---- */

static struct str period_words(struct ctx *cx, struct str name) {
    for (const struct period_name *p = period_names; p->name; p++)
        if (str_is(name, p->name)) return cx_msg(cx, p->label);
    return cx_digits_of(cx, name);
}

static struct str value_words(struct ctx *cx, const struct filter *f) {
    if (f->op == FILTER_WITHIN) return period_words(cx, f->text);
    if (f->op == FILTER_CONTAINS || f->op == FILTER_STARTS) return f->text;
    struct buf b = buf_in(cx->mem, 0);
    for (int i = 0; i < f->count; i++) {
        if (i) buf_put(&b, cx_msg(cx, MSG_LIST_COMMA));
        buf_put(&b, field_text(cx, f->field, f->values[i]));
    }
    return buf_str(&b);
}

static struct str term_field(struct ctx *cx, const struct filter *f) {
    struct str label = label_in(&f->field->label, cx->lang);
    if (!f->of_party) return label;
    struct str party = label_in(&f->field->entity->one, cx->lang);
    return msg_format(cx->mem, cx->lang, MSG_FILTER_OF_PARTY,
                      MSG_PARTS({"party", party}, {"field", label}));
}

static struct str term_words(struct ctx *cx, const struct filter *f) {
    bool empty = f->op == FILTER_EMPTY || f->op == FILTER_NOT_EMPTY;
    struct str value = empty ? STR("") : value_words(cx, f);
    return msg_format(cx->mem, cx->lang, written[f->op].words,
                      MSG_PARTS({"field", term_field(cx, f)}, {"value", value}));
}

struct str filter_words(struct ctx *cx, const struct filter *f) {
    if (!f) return STR("");
    if (f->kind == FILTER_TERM) return term_words(cx, f);
    struct str left = filter_words(cx, f->left);
    if (f->kind == FILTER_NOT)
        return msg_format(cx->mem, cx->lang, MSG_FILTER_NOT, MSG_PARTS({"what", left}));
    return msg_format(cx->mem, cx->lang,
                      f->kind == FILTER_AND ? MSG_FILTER_AND : MSG_FILTER_OR,
                      MSG_PARTS({"left", left}, {"right", filter_words(cx, f->right)}));
}
