#include "judge.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"

#include <pg_query.h>

enum { RANGES = 20, TEXT_BYTES = 1024 * 1024 };

/* A table, or a part in brackets, that a query names. */
struct range {
    struct str alias;
    const struct table *table; /* NULL: not one of ours, or a part in brackets */
    struct str spread;         /* the column; empty: it is whole everywhere */
    int group;                 /* ranges of one group meet on one machine */
    bool placed;               /* the group is told by a value */
    struct str value;          /* that value as it is written; ?1 and ?1 are one place */
};

/* A query with the ranges of those around it, which stand first. */
struct level {
    struct arena *mem;
    const struct spread_tables *tables;
    struct range ranges[RANGES];
    int count, own; /* those from `own` on are its own */
    bool correlated;
    struct verdict *verdict;
};

static void look_into(struct level *l, const struct json *node);
static void judge_query(const struct level *around, const struct json *node);

static void refuse(struct level *l, const char *why, struct str what) {
    if (!l->verdict->why.n)
        l->verdict->why = str_format(l->mem, "%s: %.*s", why, STR_ARG(what));
}

/* ---- Ranges ---- */

static struct str text_of(const struct json *node, const char *member) {
    return json_text(json_get(node, member));
}

static struct str spread_of(const struct spread_tables *t, struct str name,
                            const struct table **out) {
    *out = NULL;
    for (int i = 0; i < t->count; i++)
        if (str_eq(t->tables[i]->name, name)) *out = t->tables[i];
    if (*out) return (*out)->spread;
    return str_starts(name, STR("search_")) ? STR("id") : STR("");
}

static struct range *add_range(struct level *l, struct str alias) {
    if (l->count == RANGES) {
        refuse(l, "more tables than are judged", alias);
        return &l->ranges[RANGES - 1];
    }
    struct range *r = &l->ranges[l->count];
    *r = (struct range){.alias = alias, .group = l->count};
    l->count++;
    return r;
}

static void add_table(struct level *l, const struct json *var) {
    struct str name = text_of(var, "relname");
    struct str alias = text_of(json_get(var, "alias"), "aliasname");
    struct range *r = add_range(l, alias.n ? alias : name);
    r->spread = spread_of(l->tables, name, &r->table);
}

/* What FROM, USING and a changed table name. */
static void add_ranges(struct level *l, const struct json *node) {
    if (json_is(node, JSON_ARRAY)) {
        JSON_EACH(child, node) add_ranges(l, child);
    } else if (json_get(node, "RangeVar")) {
        add_table(l, json_get(node, "RangeVar"));
    } else if (json_get(node, "RangeSubselect")) {
        const struct json *part = json_get(node, "RangeSubselect");
        judge_query(l, json_get(part, "subquery"));
        add_range(l, text_of(json_get(part, "alias"), "aliasname"));
    } else if (json_get(node, "JoinExpr")) {
        add_ranges(l, json_get(json_get(node, "JoinExpr"), "larg"));
        add_ranges(l, json_get(json_get(node, "JoinExpr"), "rarg"));
    }
}

/* ---- What a condition says ---- */

static bool has_column(const struct table *t, struct str name) {
    for (int i = 0; t && i < t->column_count; i++)
        if (str_eq(t->columns[i].name, name)) return true;
    return false;
}

static struct str last_name(const struct json *fields) {
    struct str name = {"", 0};
    JSON_EACH(child, fields) name = text_of(json_get(child, "String"), "sval");
    return name;
}

/* The range a column belongs to: by its alias, or the innermost that has such a column. */
static struct range *range_of(struct level *l, const struct json *column,
                              struct str *out_name) {
    const struct json *fields = json_get(column, "fields");
    struct str alias = text_of(json_get(json_at(fields, 0), "String"), "sval");
    *out_name = last_name(fields);
    for (int i = l->count - 1; i >= 0; i--) {
        struct range *r = &l->ranges[i];
        if (fields->count > 1
                ? str_eq(r->alias, alias)
                : has_column(r->table, *out_name)
                      || (!r->table && r->spread.n && str_eq(r->spread, *out_name)))
            return r;
    }
    return NULL;
}

/* The range whose place the node names by its column, else NULL. */
static struct range *placing(struct level *l, const struct json *node) {
    const struct json *column = json_get(node, "ColumnRef");
    struct str name;
    struct range *r = column ? range_of(l, column, &name) : NULL;
    return r && r->spread.n && str_eq(r->spread, name) ? r : NULL;
}

/* A value as it is written; empty: it is none. */
static struct str value_of(struct level *l, const struct json *node) {
    const struct json *number = json_get(json_get(node, "ParamRef"), "number");
    if (number) return str_format(l->mem, "?%.*s", STR_ARG(number->text));
    if (json_get(node, "TypeCast"))
        return value_of(l, json_get(json_get(node, "TypeCast"), "arg"));
    return json_get(node, "A_Const") || json_get(node, "List") ? STR("constant") : STR("");
}

static void join_groups(struct level *l, int a, int b) {
    for (int i = 0; i < l->count; i++)
        if (l->ranges[i].group == b) l->ranges[i].group = a;
}

static void place(struct level *l, struct range *r, struct str value) {
    r->placed = true;
    r->value = value;
    for (int i = 0; i < l->count; i++)
        if (value.p[0] == '?' && str_eq(l->ranges[i].value, value))
            join_groups(l, l->ranges[i].group, r->group);
}

static void say_equal(struct level *l, const struct json *left, const struct json *right) {
    struct range *a = placing(l, left), *b = placing(l, right);
    if (a && b)
        join_groups(l, a->group, b->group);
    else if (a && value_of(l, right).n)
        place(l, a, value_of(l, right));
    else if (b && value_of(l, left).n)
        place(l, b, value_of(l, left));
}

/* What holds of all rows of the query: what AND joins. */
static void say(struct level *l, const struct json *condition) {
    const struct json *all = json_get(condition, "BoolExpr");
    const struct json *expr = json_get(condition, "A_Expr");
    if (all && str_is(text_of(all, "boolop"), "AND_EXPR")) {
        JSON_EACH(child, json_get(all, "args")) say(l, child);
    } else if (expr) {
        struct str kind = text_of(expr, "kind"), op = last_name(json_get(expr, "name"));
        if (str_is(op, "=") && (str_is(kind, "AEXPR_OP") || str_is(kind, "AEXPR_IN")))
            say_equal(l, json_get(expr, "lexpr"), json_get(expr, "rexpr"));
    }
}

static void say_joins(struct level *l, const struct json *node) {
    if (json_is(node, JSON_ARRAY)) JSON_EACH(child, node) say_joins(l, child);
    const struct json *join = json_get(node, "JoinExpr");
    if (!join) return;
    say(l, json_get(join, "quals"));
    say_joins(l, json_get(join, "larg"));
    say_joins(l, json_get(join, "rarg"));
}

/* ---- A whole query ---- */

/* Notes columns of queries around, and judges what stands in brackets. */
static void look_into(struct level *l, const struct json *node) {
    if (json_get(node, "SubLink")) {
        look_into(l, json_get(json_get(node, "SubLink"), "testexpr"));
        judge_query(l, json_get(json_get(node, "SubLink"), "subselect"));
        return;
    }
    if (json_get(node, "RangeSubselect")) return; /* judged as it was met */
    if (json_get(node, "ColumnRef")) {
        struct str name;
        struct range *r = range_of(l, json_get(node, "ColumnRef"), &name);
        if (r && r < &l->ranges[l->own]) l->correlated = true;
    }
    if (json_is(node, JSON_ARRAY) || json_is(node, JSON_OBJECT))
        JSON_EACH(child, node) look_into(l, child);
}

/* The spread tables of the query, and of those around it if it speaks of them. */
static void judge_meeting(struct level *l) {
    const struct range *first = NULL;
    for (int i = l->correlated ? 0 : l->own; i < l->count; i++) {
        const struct range *r = &l->ranges[i];
        if (!r->spread.n) continue;
        if (!first) first = r;
        if (r->group != first->group)
            refuse(
                l, "joined by other than what spreads them",
                str_format(l->mem, "%.*s, %.*s", STR_ARG(first->alias), STR_ARG(r->alias)));
    }
}

static bool placed(const struct level *l, const struct range *r) {
    for (int i = 0; i < l->count; i++)
        if (l->ranges[i].group == r->group && l->ranges[i].placed) return true;
    return false;
}

static void note_wide(struct level *l) {
    for (int i = l->own; i < l->count; i++) {
        const struct range *r = &l->ranges[i];
        if (r->spread.n && !placed(l, r) && !l->verdict->wide.n)
            l->verdict->wide = r->table ? r->table->name : r->alias;
    }
}

static struct level within(const struct level *around) {
    struct level l = *around;
    l.own = l.count;
    l.correlated = false;
    return l;
}

static void judge_with(struct level *l, const struct json *with) {
    if (!with) return;
    JSON_EACH(child, json_get(with, "ctes")) {
        const struct json *cte = json_get(child, "CommonTableExpr");
        struct verdict *v = l->verdict;
        bool was = v->wide.n > 0;
        judge_query(l, json_get(cte, "ctequery"));
        if (json_true(json_get(with, "recursive")) && v->wide.n && !was)
            refuse(l, "walked by recursion", v->wide);
    }
}

static void judge_select(const struct level *around, const struct json *select) {
    struct level l = within(around);
    if (json_get(select, "larg")) { /* UNION: each for itself */
        judge_select(around, json_get(select, "larg"));
        judge_select(around, json_get(select, "rarg"));
        return;
    }
    judge_with(&l, json_get(select, "withClause"));
    add_ranges(&l, json_get(select, "fromClause"));
    say_joins(&l, json_get(select, "fromClause"));
    say(&l, json_get(select, "whereClause"));
    JSON_EACH(child, select) look_into(&l, child);
    judge_meeting(&l);
    note_wide(&l);
}

/* ---- Changes ---- */

static void judge_set(struct level *l, const struct range *r, const struct json *list) {
    JSON_EACH(child, list) {
        struct str column = text_of(json_get(child, "ResTarget"), "name");
        if (r->spread.n && str_eq(column, r->spread))
            refuse(l, "changes the place of a row", column);
    }
}

static void judge_conflict(struct level *l, const struct range *r,
                           const struct json *clause) {
    bool named = false;
    const struct json *infer = json_get(clause, "infer");
    if (!clause || !r->spread.n) return;
    JSON_EACH(child, json_get(infer, "indexElems"))
    if (str_eq(text_of(json_get(child, "IndexElem"), "name"), r->spread)) named = true;
    if (infer && !named)
        refuse(l, "a conflict does not name what spreads the rows", r->alias);
    judge_set(l, r, json_get(clause, "targetList"));
}

static bool has_sublink(const struct json *node) {
    if (json_get(node, "SubLink")) return true;
    if (json_is(node, JSON_ARRAY) || json_is(node, JSON_OBJECT))
        JSON_EACH(child, node) if (has_sublink(child)) return true;
    return false;
}

static void judge_insert(const struct level *around, const struct json *insert) {
    struct level l = within(around);
    const struct json *select = json_get(json_get(insert, "selectStmt"), "SelectStmt");
    add_table(&l, json_get(insert, "relation"));
    const struct range *r = &l.ranges[l.own];
    if (r->spread.n && has_sublink(json_get(select, "valuesLists")))
        refuse(&l, "a value is asked of the database", r->alias);
    if (json_get(select, "fromClause")) judge_select(around, select);
    judge_conflict(&l, r, json_get(insert, "onConflictClause"));
}

/* UPDATE and DELETE. */
static void judge_change(const struct level *around, const struct json *change) {
    struct level l = within(around);
    add_table(&l, json_get(change, "relation"));
    add_ranges(&l, json_get(change, "fromClause"));
    add_ranges(&l, json_get(change, "usingClause"));
    say(&l, json_get(change, "whereClause"));
    judge_set(&l, &l.ranges[l.own], json_get(change, "targetList"));
    look_into(&l, json_get(change, "whereClause"));
    look_into(&l, json_get(change, "targetList"));
    judge_meeting(&l);
    note_wide(&l);
}

static void judge_query(const struct level *around, const struct json *node) {
    if (json_get(node, "SelectStmt"))
        judge_select(around, json_get(node, "SelectStmt"));
    else if (json_get(node, "InsertStmt"))
        judge_insert(around, json_get(node, "InsertStmt"));
    else if (json_get(node, "UpdateStmt"))
        judge_change(around, json_get(node, "UpdateStmt"));
    else if (json_get(node, "DeleteStmt"))
        judge_change(around, json_get(node, "DeleteStmt"));
}

/* ---- Text ---- */

/* ?1 is $1 there. */
static const char *theirs(struct arena *mem, struct str sql) {
    struct buf b = buf_in(mem, TEXT_BYTES);
    for (size_t i = 0; i < sql.n; i++)
        buf_byte(&b, sql.p[i] == '?' ? '$' : sql.p[i]);
    return str_z(mem, buf_str(&b));
}

struct verdict judge(struct arena *mem, const struct spread_tables *tables,
                     struct str sql) {
    struct verdict v = {.why = {"", 0}, .wide = {"", 0}};
    struct level l = {.mem = mem, .tables = tables, .verdict = &v};
    struct json *root = NULL;
    PgQueryParseResult parsed = pg_query_parse(theirs(mem, sql));
    if (!parsed.error
        && json_parse(mem, str_of(parsed.parse_tree), NULL, &root, NULL) == OK) {
        const struct json *statements = json_get(root, "stmts");
        v.parsed = statements && statements->count == 1;
        if (v.parsed) judge_query(&l, json_get(json_at(statements, 0), "stmt"));
    }
    pg_query_free_parse_result(parsed);
    return v;
}
