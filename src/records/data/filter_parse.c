/* filter_parse.c - reads the filter language of filter.h. */
#include "records/data/filter.h"

#include "records/data/period.h"
#include "records/fields/field_type.h"
#include "records/rules/rights.h"

enum token_kind { T_END, T_WORD, T_QUOTED, T_SIGN, T_BAD };

struct token {
    enum token_kind kind;
    struct str text;
};

struct parser {
    struct ctx *cx;
    const struct entity *entity;
    struct str rest;
    struct token now;
    int terms, depth, values;
};

/* ---- Tokens ---- */

static bool is_sign(char c) {
    return strchr("()=!<>~^,", c) != NULL && c;
}

static struct token quoted_token(struct parser *p) {
    struct buf text = buf_in(p->cx->mem, FILTER_BYTES);
    size_t i = 1;
    for (; i < p->rest.n && p->rest.p[i] != '"'; i++) {
        if (p->rest.p[i] == '\\' && i + 1 < p->rest.n) i++;
        buf_byte(&text, p->rest.p[i]);
    }
    bool closed = i < p->rest.n;
    p->rest = str_from(p->rest, i + 1);
    return (struct token){closed ? T_QUOTED : T_BAD, buf_str(&text)};
}

static struct token next_token(struct parser *p) {
    while (p->rest.n && (unsigned char)p->rest.p[0] <= ' ')
        p->rest = str_from(p->rest, 1);
    if (p->rest.n == 0) return (struct token){T_END, {"", 0}};
    if (p->rest.p[0] == '"') return quoted_token(p);
    size_t n = 1;
    if (is_sign(p->rest.p[0])) {
        bool two = p->rest.n > 1 && p->rest.p[1] == '=' && strchr("!<>", p->rest.p[0]);
        n = two ? 2 : 1;
    } else {
        while (n < p->rest.n && (unsigned char)p->rest.p[n] > ' ' && !is_sign(p->rest.p[n])
               && p->rest.p[n] != '"')
            n++;
    }
    struct token t = {is_sign(p->rest.p[0]) ? T_SIGN : T_WORD, str_first(p->rest, n)};
    p->rest = str_from(p->rest, n);
    return t;
}

static void advance(struct parser *p) {
    p->now = next_token(p);
}

static bool at(const struct parser *p, enum token_kind kind, const char *z) {
    return p->now.kind == kind && str_is(p->now.text, z);
}

static bool take(struct parser *p, enum token_kind kind, const char *z) {
    if (!at(p, kind, z)) return false;
    advance(p);
    return true;
}

static enum err mistake(struct parser *p, enum msg msg) {
    return problem_with(p->cx, NULL, msg, MSG_PARTS({"word", p->now.text}));
}

/* ---- Values ---- */

static enum err parse_value(struct parser *p, const struct field *f, struct str text,
                            struct value *out) {
    bool person = f->to && str_is(f->to->name, "user");
    if (person && str_is(text, "me")) {
        *out = v_int(p->cx->actor->user);
        return OK;
    }
    bool date =
        str_is(str_of(f->type->name), "date_time") || str_is(str_of(f->type->name), "date");
    struct period day;
    if (date && period_parse(p->cx, text, &day) && day.from != INT64_MIN) {
        bool instant = str_is(str_of(f->type->name), "date_time");
        *out = v_int(instant ? instant_at(day.from, 0, p->cx->zone_minutes) : day.from);
        return OK;
    }
    return f->type->parse(p->cx, f, text, out);
}

static bool is_value(const struct parser *p) {
    return p->now.kind == T_WORD || p->now.kind == T_QUOTED;
}

/* The words up to the next sign, `and`, `or`: a value may hold spaces only in quotes. */
static enum err parse_one(struct parser *p, struct filter *f) {
    if (!is_value(p)) return mistake(p, MSG_FILTER_VALUE_MISSING);
    struct value *value = NEW(p->cx->mem, struct value);
    f->text = p->now.text;
    if (f->op == FILTER_CONTAINS || f->op == FILTER_STARTS)
        *value = v_text(f->text);
    else
        TRY(parse_value(p, f->field, f->text, value));
    f->values = value;
    f->count = 1;
    advance(p);
    return OK;
}

static enum err parse_list(struct parser *p, struct filter *f) {
    if (!take(p, T_SIGN, "(")) return mistake(p, MSG_FILTER_LIST_MISSING);
    struct value *values = NEWS(p->cx->mem, FILTER_TERMS, struct value);
    struct buf text = buf_in(p->cx->mem, 0);
    do {
        if (!is_value(p)) return mistake(p, MSG_FILTER_VALUE_MISSING);
        if (f->count == FILTER_TERMS || ++p->values > FILTER_VALUES)
            return mistake(p, MSG_FILTER_TOO_LONG);
        TRY(parse_value(p, f->field, p->now.text, &values[f->count++]));
        if (text.n) BUF_LIT(&text, ", ");
        filter_put_quoted(&text, p->now.text);
        advance(p);
    } while (take(p, T_SIGN, ","));
    if (!take(p, T_SIGN, ")")) return mistake(p, MSG_FILTER_BRACKET_OPEN);
    f->values = values;
    f->text = buf_str(&text);
    return OK;
}

static struct value bound(const struct parser *p, const struct field *f, int64_t day) {
    if (day == INT64_MIN || day == INT64_MAX) return v_null();
    bool instant = str_is(str_of(f->type->name), "date_time");
    return v_int(instant ? instant_at(day, 0, p->cx->zone_minutes) : day);
}

static enum err parse_period(struct parser *p, struct filter *f) {
    struct period period;
    if (!is_value(p)) return mistake(p, MSG_FILTER_VALUE_MISSING);
    if (!period_parse(p->cx, p->now.text, &period))
        return mistake(p, MSG_FILTER_PERIOD_UNKNOWN);
    struct value *values = NEWS(p->cx->mem, 2, struct value);
    values[0] = bound(p, f->field, period.from);
    values[1] = bound(p, f->field, period.before);
    f->text = p->now.text;
    f->values = values;
    f->count = 2;
    advance(p);
    return OK;
}

static enum err parse_is_empty(struct parser *p, struct filter *f) {
    bool not = take(p, T_WORD, "not");
    if (!take(p, T_WORD, "empty")) return mistake(p, MSG_FILTER_OPERATOR_UNKNOWN);
    f->op = not ? FILTER_NOT_EMPTY : FILTER_EMPTY;
    return OK;
}

/* ---- Terms ---- */

/* The operators: how they are written, what the field's type must allow, and
 * what follows. */
static const struct {
    const char *sign;
    enum token_kind kind;
    enum filter_op op;
    unsigned needs;
    enum err (*value)(struct parser *p, struct filter *f);
} operators[] = {
    {"=", T_SIGN, FILTER_EQ, OP_EQ, parse_one},
    {"!=", T_SIGN, FILTER_NE, OP_EQ, parse_one},
    {"<", T_SIGN, FILTER_LT, OP_ORDER, parse_one},
    {"<=", T_SIGN, FILTER_LE, OP_ORDER, parse_one},
    {">", T_SIGN, FILTER_GT, OP_ORDER, parse_one},
    {">=", T_SIGN, FILTER_GE, OP_ORDER, parse_one},
    {"~", T_SIGN, FILTER_CONTAINS, OP_TEXT, parse_one},
    {"^", T_SIGN, FILTER_STARTS, OP_TEXT, parse_one},
    {"has", T_WORD, FILTER_HAS, OP_HAS, parse_one},
    {"in", T_WORD, FILTER_IN, OP_EQ, parse_list},
    {"within", T_WORD, FILTER_WITHIN, OP_PERIOD, parse_period},
    {"is", T_WORD, FILTER_EMPTY, 0, parse_is_empty},
};

static enum err parse_operator(struct parser *p, struct filter *f) {
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (!at(p, operators[i].kind, operators[i].sign)) continue;
        unsigned needs = operators[i].needs;
        if (needs && !(f->field->type->ops & needs)) break;
        f->op = operators[i].op;
        advance(p);
        return operators[i].value(p, f);
    }
    return mistake(p, MSG_FILTER_OPERATOR_UNKNOWN);
}

static enum err parse_or(struct parser *p, const struct filter **out);

static enum err parse_brackets(struct parser *p, const struct filter **out) {
    if (++p->depth > FILTER_DEPTH) return mistake(p, MSG_FILTER_TOO_LONG);
    advance(p);
    TRY(parse_or(p, out));
    p->depth--;
    return take(p, T_SIGN, ")") ? OK : mistake(p, MSG_FILTER_BRACKET_OPEN);
}

/* One of the kind, or "party." and one of its party. */
static const struct field *find_field(struct parser *p, struct filter *f) {
    const struct str prefix = STR("party.");
    if (p->now.kind != T_WORD) return NULL;
    f->of_party = p->entity->owned && str_starts(p->now.text, prefix);
    if (!f->of_party) return field_named(p->entity, p->now.text);
    return field_named(entity_at(p->cx->catalog, "party"), str_from(p->now.text, prefix.n));
}

static enum err parse_term(struct parser *p, const struct filter **out) {
    if (at(p, T_SIGN, "(")) return parse_brackets(p, out);
    struct filter *f = NEW(p->cx->mem, struct filter);
    *out = f;
    if (++p->terms > FILTER_TERMS) return mistake(p, MSG_FILTER_TOO_LONG);
    if (take(p, T_WORD, "not")) {
        f->kind = FILTER_NOT;
        if (++p->depth > FILTER_DEPTH) return mistake(p, MSG_FILTER_TOO_LONG);
        TRY(parse_term(p, &f->left));
        p->depth--;
        return OK;
    }
    f->kind = FILTER_TERM;
    f->field = find_field(p, f);
    if (!f->field) return mistake(p, MSG_FILTER_FIELD_UNKNOWN);
    advance(p);
    return parse_operator(p, f);
}

/* term { word term }, leaning left. */
static enum err parse_chain(struct parser *p, const char *word, enum filter_kind kind,
                            enum err (*part)(struct parser *, const struct filter **),
                            const struct filter **out) {
    TRY(part(p, out));
    while (take(p, T_WORD, word)) {
        struct filter *f = NEW(p->cx->mem, struct filter);
        f->kind = kind;
        f->left = *out;
        TRY(part(p, &f->right));
        *out = f;
    }
    return OK;
}

static enum err parse_and(struct parser *p, const struct filter **out) {
    return parse_chain(p, "and", FILTER_AND, parse_term, out);
}

static enum err parse_or(struct parser *p, const struct filter **out) {
    return parse_chain(p, "or", FILTER_OR, parse_and, out);
}

enum err filter_parse(struct ctx *cx, const struct entity *e, struct str text,
                      const struct filter **out) {
    *out = NULL;
    if (str_trim(text).n == 0) return OK;
    struct parser p = {.cx = cx, .entity = e, .rest = text};
    if (text.n > FILTER_BYTES) return mistake(&p, MSG_FILTER_TOO_LONG);
    advance(&p);
    const struct filter *f;
    TRY(parse_or(&p, &f));
    if (p.now.kind != T_END) return mistake(&p, MSG_FILTER_UNEXPECTED);
    if (filter_text(cx, f).n > FILTER_BYTES) return mistake(&p, MSG_FILTER_TOO_LONG);
    *out = f;
    return OK;
}
