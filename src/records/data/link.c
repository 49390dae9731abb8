/* link.c - how links name the record they point to, and find it by what was typed:
 * the answers behind struct link_names. */
#include "persian/sort.h"
#include "records/data/row.h"
#include "records/data/titles.h"
#include "records/fields/field_type.h"
#include "records/rules/rights.h"
#include "store/query.h"

static bool is_named(struct ctx *cx, const struct record *r) {
    const struct entity_rules *rules = r->entity->rules;
    if (rules && rules->named) return rules->named(cx, r) == OK;
    if (r->entity->system)
        return true; /* colleagues and teams: everybody knows their names */
    return rights_works_at(cx->actor, r->entity, record_id(r))
           || rights_ask(cx, r, ACT_READ) == OK;
}

static struct str title_of(struct ctx *cx, const struct entity *to, int64_t id) {
    struct record r;
    struct str known;
    if (titles_find(cx, to, id, &known)) return known;
    if (!to || row_find_brief(cx, to, id, &r) != OK) return STR("");
    return is_named(cx, &r) ? record_title(cx, &r) : STR("");
}

/* The record whose `field` is `value`; ERR_CONFLICT when there are several. */
static enum err find_by(struct ctx *cx, const struct entity *to, struct str column,
                        struct value value, int64_t *out_id) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT t.id FROM "));
    query_name(&q, to->name);
    query_add(&q, SQL(" t WHERE "));
    query_column(&q, 't', column);
    query_add(&q, SQL(" = "));
    query_bind(&q, value);
    if (!to->system) rights_named_condition(cx, &q, 't', to);
    query_add(&q, SQL(" LIMIT 2"));
    struct rows rows;
    TRY(query_run(cx->db, &q, &rows));
    int found = 0;
    int64_t id = 0;
    for (; rows_next(&rows); found++)
        id = rows_int(&rows, 0);
    TRY(rows_done(&rows));
    if (found != 1) return found ? ERR_CONFLICT : ERR_ABSENT;
    *out_id = id;
    return OK;
}

/* By its title: a number that counts is read as one (Q-00012 is 12); of other titles that are no text
 * none is what somebody typed. */
static enum err find_titled(struct ctx *cx, const struct entity *to, struct str typed,
                            int64_t *out_id) {
    const struct field *title = to->title;
    struct ctx aside = *cx; /* what is wrong with the number is not told */
    struct value v;
    if (title->type->sort_suffix) {
        struct str key = fa_sort_key(cx->mem, typed);
        return find_by(cx, to, plan_sort_column(cx->mem, title), v_text(key), out_id);
    }
    if (title->type->column == COLUMN_TEXT)
        return find_by(cx, to, title->name, v_text(typed), out_id);
    if (!title->type->counts || title->type->parse(&aside, title, typed, &v) != OK)
        return ERR_ABSENT;
    return find_by(cx, to, title->name, v, out_id);
}

static enum err find_typed(struct ctx *cx, const struct entity *to, struct str typed,
                           int64_t *out_id) {
    int64_t id;
    bool kept = to->system && to->hidden; /* files: nobody tries their names or numbers */
    enum err e =
        id_parse(typed, &id) ? find_by(cx, to, STR("id"), v_int(id), &id) : ERR_ABSENT;
    if (e == OK && (!kept || title_of(cx, to, id).n)) {
        *out_id = id;
        return OK;
    }
    if (e != OK && e != ERR_ABSENT) return e;
    if (kept) return ERR_ABSENT;
    e = find_by(cx, to, STR("external_id"), v_text(typed), out_id);
    if (e != ERR_ABSENT) return e;
    return find_titled(cx, to, typed, out_id);
}

const struct link_names record_links = {.title = title_of, .find = find_typed};
