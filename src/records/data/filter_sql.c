/* filter_sql.c - a filter as a condition of a query, and as a question to a record
 * in hand. */
#include "records/data/filter.h"

#include "persian/fold.h"
#include "records/data/plan.h"
#include "records/rules/rights.h"
#include "store/query.h"

static const char *const signs[] = {
    [FILTER_EQ] = "=",  [FILTER_NE] = "<>", [FILTER_LT] = "<",
    [FILTER_LE] = "<=", [FILTER_GT] = ">",  [FILTER_GE] = ">=",
};

/* ---- As SQL ---- */

static void add_sign(struct query *q, enum filter_op op) {
    buf_byte(&q->text, ' ');
    buf_putz(&q->text, signs[op]);
    buf_byte(&q->text, ' ');
}

static void add_compare(struct query *q, char alias, const struct filter *f) {
    struct value v = f->values[0];
    if (v.kind == V_NULL) {
        query_column(q, alias, f->field->name);
        query_add(q, f->op == FILTER_NE ? SQL(" IS NOT NULL") : SQL(" IS NULL"));
        return;
    }
    query_add(q, SQL("("));
    query_column(q, alias, f->field->name);
    add_sign(q, f->op);
    query_bind(q, v);
    if (f->op == FILTER_NE) { /* the empty ones are not equal either */
        query_add(q, SQL(" OR "));
        query_column(q, alias, f->field->name);
        query_add(q, SQL(" IS NULL"));
    }
    query_add(q, SQL(")"));
}

static void add_in(struct query *q, char alias, const struct filter *f) {
    query_column(q, alias, f->field->name);
    for (int i = 0; i < f->count; i++) {
        query_add(q, i ? SQL(", ") : SQL(" IN ("));
        query_bind(q, f->values[i]);
    }
    query_add(q, SQL(")"));
}

static void add_within(struct query *q, char alias, const struct filter *f) {
    query_add(q, SQL("("));
    query_column(q, alias, f->field->name);
    query_add(q, SQL(" IS NOT NULL"));
    for (int i = 0; i < 2; i++) {
        if (f->values[i].kind == V_NULL) continue;
        query_add(q, SQL(" AND "));
        query_column(q, alias, f->field->name);
        query_add(q, i ? SQL(" < ") : SQL(" >= "));
        query_bind(q, f->values[i]);
    }
    query_add(q, SQL(")"));
}

/* LIKE over the folded column; % and _ do not survive folding. */
static void add_like(struct ctx *cx, struct query *q, char alias, const struct filter *f) {
    struct str column = str_format(cx->mem, "%.*s_f", STR_ARG(f->field->name));
    struct str folded = fa_fold(cx->mem, f->values[0].s);
    const char *pattern = f->op == FILTER_STARTS ? "%.*s%%" : "%%%.*s%%";
    query_column(q, alias, column);
    query_add(q, SQL(" LIKE "));
    query_bind(q, v_text(str_format(cx->mem, pattern, STR_ARG(folded))));
}

/* A list of values is kept as |a|b|. LIKE would take capitals for small letters in one of the engines,
 * and signs in a value for its own: what is shorter without it has it. */
static void add_has(struct query *q, char alias, const struct filter *f) {
    struct str one = f->values[0].kind == V_TEXT ? f->values[0].s : STR("||");
    query_add(q, SQL("length(replace("));
    query_column(q, alias, f->field->name);
    query_add(q, SQL(", "));
    query_bind(q, v_text(one));
    query_add(q, SQL(", '')) < length("));
    query_column(q, alias, f->field->name);
    query_add(q, SQL(")"));
}

static void add_empty(struct query *q, char alias, const struct filter *f) {
    query_column(q, alias, f->field->name);
    query_add(q, f->op == FILTER_EMPTY ? SQL(" IS NULL") : SQL(" IS NOT NULL"));
}

static void add_term(struct ctx *cx, struct query *q, char alias, const struct filter *f) {
    switch (f->op) {
    case FILTER_EQ:
    case FILTER_NE:
    case FILTER_LT:
    case FILTER_LE:
    case FILTER_GT:
    case FILTER_GE: add_compare(q, alias, f); break;
    case FILTER_CONTAINS:
    case FILTER_STARTS: add_like(cx, q, alias, f); break;
    case FILTER_HAS: add_has(q, alias, f); break;
    case FILTER_IN: add_in(q, alias, f); break;
    case FILTER_WITHIN: add_within(q, alias, f); break;
    case FILTER_EMPTY:
    case FILTER_NOT_EMPTY: add_empty(q, alias, f); break;
    }
}

static void add_party_term(struct ctx *cx, struct query *q, char alias,
                           const struct filter *f) {
    query_add(q, SQL("EXISTS (SELECT 1 FROM party p WHERE p.id = "));
    query_column(q, alias, STR("party"));
    query_add(q, SQL(" AND "));
    add_term(cx, q, 'p', f);
    rights_condition(cx, q, 'p', f->field->entity, ACT_READ);
    query_add(q, SQL(")"));
}

/* ---- Spans that meet ---- */

static int order(struct value a, struct value b) {
    if (a.kind == V_INT && b.kind == V_INT) return (a.i > b.i) - (a.i < b.i);
    return str_compare(a.s, b.s);
}

static const struct filter *first_term(const struct filter *f) {
    while (f->kind != FILTER_TERM)
        f = f->left;
    return f;
}

static bool reaches(struct value before, struct value from) {
    return before.kind == V_NULL || from.kind == V_NULL || order(before, from) >= 0;
}

/* Widens `span` by another that meets it; false where there is a gap. */
static bool join_spans(struct value span[2], const struct value with[2]) {
    if (!reaches(span[1], with[0]) || !reaches(with[1], span[0])) return false;
    for (int i = 0; i < 2; i++) {
        if (span[i].kind == V_NULL) continue;
        bool wider = with[i].kind == V_NULL
                     || (i ? order(with[i], span[i]) > 0 : order(with[i], span[i]) < 0);
        if (wider) span[i] = with[i];
    }
    return true;
}

/* "within past or within today" is one span: an index goes through that in order, while of two each
 * is gone through to its end. */
static bool is_span(const struct filter *f, struct value out[2]) {
    struct value right[2];
    if (f->kind == FILTER_TERM && f->op == FILTER_WITHIN) {
        memcpy(out, f->values, 2 * sizeof *out);
        return true;
    }
    if (f->kind != FILTER_OR) return false;
    const struct filter *a = first_term(f->left), *b = first_term(f->right);
    return a->field == b->field && a->of_party == b->of_party && is_span(f->left, out)
           && is_span(f->right, right) && join_spans(out, right);
}

static void add_tree(struct ctx *cx, struct query *q, char alias, const struct filter *f) {
    query_add(q, f->kind == FILTER_NOT ? SQL("NOT coalesce((") : SQL("("));
    filter_condition(cx, q, alias, f->left);
    if (f->kind != FILTER_NOT) {
        query_add(q, f->kind == FILTER_AND ? SQL(" AND ") : SQL(" OR "));
        filter_condition(cx, q, alias, f->right);
    }
    query_add(q, f->kind == FILTER_NOT ? SQL("), false)") : SQL(")"));
}

void filter_condition(struct ctx *cx, struct query *q, char alias, const struct filter *f) {
    struct value span[2];
    if (!f) {
        query_add(q, SQL("1=1"));
    } else if (is_span(f, span)) {
        struct filter one = *first_term(f);
        one.values = span;
        (one.of_party ? add_party_term : add_term)(cx, q, alias, &one);
    } else if (f->kind == FILTER_TERM) {
        (f->of_party ? add_party_term : add_term)(cx, q, alias, f);
    } else {
        add_tree(cx, q, alias, f);
    }
}

/* ---- What it lets through ---- */

static bool term_fills(const struct filter *f, const struct field *field) {
    if (f->field != field || f->of_party) return false;
    switch (f->op) {
    case FILTER_NE:
    case FILTER_EMPTY: return false;
    case FILTER_EQ: return f->values[0].kind != V_NULL;
    default: return true;
    }
}

bool filter_fills(const struct filter *f, const struct field *field) {
    if (!f || f->kind == FILTER_NOT) return false;
    if (f->kind == FILTER_TERM) return term_fills(f, field);
    bool left = filter_fills(f->left, field), right = filter_fills(f->right, field);
    return f->kind == FILTER_AND ? left || right : left && right;
}

/* ---- As a question ---- */

static bool compares(enum filter_op op, struct value v, struct value with) {
    if (v.kind == V_NULL || with.kind == V_NULL)
        return (v.kind == with.kind) == (op == FILTER_EQ)
               && (op == FILTER_EQ || op == FILTER_NE);
    int by = order(v, with);
    switch (op) {
    case FILTER_EQ: return by == 0;
    case FILTER_NE: return by != 0;
    case FILTER_LT: return by < 0;
    case FILTER_LE: return by <= 0;
    case FILTER_GT: return by > 0;
    default: return by >= 0;
    }
}

/* The folded text a type keeps beside its value; see OP_TEXT in field_type.h. */
static struct str folded_of(struct ctx *cx, const struct field *f, struct value v) {
    const struct derived *d = f->type->derived;
    for (int i = 0; i < FIELD_DERIVED && d[i].suffix; i++)
        if (strcmp(d[i].suffix, "f") == 0) return d[i].derive(cx, f, v).s;
    return STR("");
}

static bool text_matches(struct ctx *cx, const struct filter *f, struct value v) {
    if (v.kind != V_TEXT) return false;
    struct str text = folded_of(cx, f->field, v), part = fa_fold(cx->mem, f->values[0].s);
    return f->op == FILTER_STARTS ? str_starts(text, part) : str_has(text, part);
}

static bool is_among(const struct filter *f, struct value v) {
    for (int i = 0; i < f->count; i++)
        if (value_eq(v, f->values[i])) return v.kind != V_NULL;
    return false;
}

static bool is_within(const struct filter *f, struct value v) {
    if (v.kind != V_INT) return false;
    if (f->values[0].kind == V_INT && v.i < f->values[0].i) return false;
    return f->values[1].kind != V_INT || v.i < f->values[1].i;
}

static bool term_holds(struct ctx *cx, const struct filter *f, struct value v) {
    switch (f->op) {
    case FILTER_CONTAINS:
    case FILTER_STARTS: return text_matches(cx, f, v);
    case FILTER_HAS:
        return v.kind == V_TEXT && f->values[0].kind == V_TEXT
               && str_has(v.s, f->values[0].s);
    case FILTER_IN: return is_among(f, v);
    case FILTER_WITHIN: return is_within(f, v);
    case FILTER_EMPTY: return v.kind == V_NULL;
    case FILTER_NOT_EMPTY: return v.kind != V_NULL;
    default: return compares(f->op, v, f->values[0]);
    }
}

/* The party is not at hand. */
static bool party_holds(struct ctx *cx, const struct filter *f, struct value party) {
    struct query q = query_in(cx->mem);
    struct filter own = *f;
    int64_t there = 0;
    own.of_party = false;
    query_add(&q, SQL("SELECT count(*) FROM party t WHERE t.id = "));
    query_bind(&q, party);
    query_add(&q, SQL(" AND "));
    filter_condition(cx, &q, 't', &own);
    rights_condition(cx, &q, 't', f->field->entity, ACT_READ);
    return query_int(cx->db, &q, &there) == OK && there;
}

bool filter_holds(struct ctx *cx, const struct filter *f, const struct value *values) {
    if (!f) return true;
    switch (f->kind) {
    case FILTER_AND:
        return filter_holds(cx, f->left, values) && filter_holds(cx, f->right, values);
    case FILTER_OR:
        return filter_holds(cx, f->left, values) || filter_holds(cx, f->right, values);
    case FILTER_NOT: return !filter_holds(cx, f->left, values);
    case FILTER_TERM:
        return f->of_party ? party_holds(cx, f, values[FIELD_PARTY])
                           : term_holds(cx, f, values[f->field->at]);
    }
    return false;
}
