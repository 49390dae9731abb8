#include "records/data/list.h"

#include "base/encode.h"
#include "base/json.h"
#include "base/json_write.h"
#include "records/data/parts.h"
#include "records/data/row.h"
#include "records/data/spelling.h"
#include "records/data/total.h"
#include "store/query.h"

/* ---- Conditions ---- */

/* Of those in which a number was found there are few: then all matches are gathered. */
static enum err add_search(struct ctx *cx, struct query *q, const struct list_query *list,
                           bool page) {
    int count, owner_count;
    int64_t *owners;
    struct str name = list->entity->name;
    struct search_words *ways = spelling_ways(cx->mem, list->search, false, &count);
    if (!count || !list->entity->searched) {
        query_add(q, SQL(" AND 1=0"));
        return OK;
    }
    TRY(parts_owners(cx, list->entity, list->search, &owners, &owner_count));
    query_add(q, SQL(" AND ("));
    if (page && !owner_count)
        search_condition_first(cx->db, q, 't', name, ways, count);
    else
        search_condition(cx->db, q, 't', name, ways, count);
    if (owner_count) query_add(q, SQL(" OR t.id IN "));
    if (owner_count) query_bind_ids(q, owners, owner_count);
    query_add(q, SQL(")"));
    return OK;
}

/* " FROM e t WHERE …" with all that the list asks for but its place. `page`: only the first
 * rows of an order will be taken. */
static enum err add_from(struct ctx *cx, struct query *q, const struct list_query *list,
                         bool page) {
    query_add(q, SQL(" FROM "));
    query_name(q, list->entity->name);
    query_add(q, SQL(" t WHERE "));
    filter_condition(cx, q, 't', list->filter);
    if (list->party) {
        query_add(q, SQL(" AND t.party = "));
        query_bind(q, v_int(list->party));
    }
    if (str_trim(list->search).n) TRY(add_search(cx, q, list, page));
    if (!list->plain) rights_condition(cx, q, 't', list->entity, list->action);
    return OK;
}

/* ---- Pages ---- */

/* A place in the order: the row with this sort value and id. */
struct place {
    struct value value;
    int64_t id;
    bool rest; /* not among those that come first */
    bool set;
};

/* One page is read as several spans: rows without a sort value and those with one, and the
 * same again for those that do not come first. So each span is a plain range. */
enum part { PART_ALL, PART_FIRST, PART_REST };
struct span {
    enum part part;
    bool empty;
    struct place after;
};
enum { SPANS = 4 };

static struct str cursor_text(struct ctx *cx, const struct place *at) {
    struct buf b = buf_in(cx->mem, 0);
    struct json_writer w = json_writer(&b);
    json_begin_array(&w);
    if (at->value.kind == V_INT)
        json_write_int(&w, at->value.i);
    else if (at->value.kind == V_TEXT)
        json_write_str(&w, at->value.s);
    else
        json_write_null(&w);
    json_write_int(&w, at->id);
    if (at->rest) json_write_bool(&w, true);
    json_end_array(&w);
    struct buf text = buf_in(cx->mem, 0);
    buf_base64url(&text, buf_str(&b));
    return buf_str(&text);
}

static enum err cursor_parse(struct ctx *cx, struct str text, struct place *out) {
    *out = (struct place){0};
    if (!text.n) return OK;
    struct buf json = buf_in(cx->mem, 0);
    struct json *root;
    int64_t n;
    bool good = buf_from_base64url(&json, text)
                && json_parse(cx->mem, buf_str(&json), NULL, &root, NULL) == OK
                && json_int(json_at(root, 1), &out->id);
    if (!good) return problem(cx, NULL, MSG_CURSOR_BROKEN);
    const struct json *value = json_at(root, 0);
    if (json_int(value, &n))
        out->value = v_int(n);
    else if (json_is(value, JSON_STRING))
        out->value = v_text(json_text(value));
    out->rest = json_true(json_at(root, 2));
    out->set = true;
    return OK;
}

static bool descends(const struct list_query *list) {
    return list->descending != list->backward;
}

static void add_place(struct query *q, struct str column, bool by_id, bool descending,
                      const struct place *after) {
    if (!after->set) return;
    query_add(q, SQL(" AND "));
    if (by_id) {
        query_add(q, SQL("t.id"));
    } else {
        query_add(q, SQL("("));
        query_column(q, 't', column);
        query_add(q, SQL(", t.id)"));
    }
    query_add(q, descending ? SQL(" < ") : SQL(" > "));
    if (by_id) {
        query_bind(q, v_int(after->id));
        return;
    }
    query_add(q, SQL("("));
    query_bind(q, after->value);
    query_add(q, SQL(", "));
    query_bind(q, v_int(after->id));
    query_add(q, SQL(")"));
}

static void add_order(struct query *q, struct str column, bool by_id, bool descending,
                      int limit) {
    query_add(q, SQL(" ORDER BY "));
    if (!by_id) {
        query_column(q, 't', column);
        query_add(q, descending ? SQL(" DESC, ") : SQL(", "));
    }
    query_add(q, descending ? SQL("t.id DESC LIMIT ") : SQL("t.id LIMIT "));
    query_number(q, limit);
}

/* `AND first IN (…)`, or the contrary, which rows without a choice meet too. */
static void add_part(struct query *q, const struct entity *e, enum part part) {
    if (part == PART_ALL) return;
    query_add(q, part == PART_FIRST ? SQL(" AND ") : SQL(" AND coalesce("));
    query_column(q, 't', e->first->name);
    query_add(q, part == PART_FIRST ? SQL(" IN (") : SQL(", '') NOT IN ("));
    for (int i = 0; i < e->first_count; i++) {
        if (i) query_add(q, SQL(", "));
        query_bind(q, v_text(e->first_keys[i]));
    }
    query_add(q, SQL(")"));
}

static void add_span(struct query *q, const struct entity *e, struct str column,
                     const struct span *span) {
    query_add(q, SQL(" AND "));
    query_column(q, 't', column);
    query_add(q, span->empty ? SQL(" IS NULL") : SQL(" IS NOT NULL"));
    add_part(q, e, span->part);
}

static const struct selection *selection_of(const struct list_query *list) {
    return list->selection ? list->selection : &list->entity->plan->all;
}

struct list_asked {
    struct list_query list;
    int limit; /* of the page; one more is asked for */
    struct span spans[SPANS];
    int span_count, asked;
    struct rows rows[SPANS]; /* of the spans that were asked for */
    struct record *records;
    struct place *places; /* where each stands in the order, for cursors */
    int count;
};

static enum err ask_span(struct ctx *cx, struct list_asked *a) {
    const struct list_query *list = &a->list;
    const struct span *span = &a->spans[a->asked];
    struct query q = query_in(cx->mem);
    struct str column = list->sort ? plan_sort_column(cx->mem, list->sort) : STR("id");
    query_add(&q, SQL("SELECT "));
    buf_put(&q.text, selection_of(list)->columns);
    query_add(&q, SQL(", "));
    query_column(&q, 't', column);
    TRY(add_from(cx, &q, list, true));
    bool by_id = !list->sort || span->empty;
    if (list->sort) add_span(&q, list->entity, column, span);
    add_place(&q, column, by_id, descends(list), &span->after);
    add_order(&q, column, by_id, descends(list), a->limit + 1);
    return query_run(cx->db, &q, &a->rows[a->asked++]);
}

static enum err read_span(struct ctx *cx, struct list_asked *a, int span) {
    const struct selection *what = selection_of(&a->list);
    struct rows *rows = &a->rows[span];
    for (; a->count <= a->limit && rows_next(rows); a->count++) {
        a->records[a->count] = row_read_some(cx, a->list.entity, what, rows);
        struct value key = rows_value(rows, what->count);
        if (key.kind == V_TEXT) key.s = str_dup(cx->mem, key.s);
        a->places[a->count] = (struct place){.value = key,
                                             .id = record_id(&a->records[a->count]),
                                             .rest = a->spans[span].part == PART_REST};
    }
    return rows_done(rows);
}

/* The filter lets no row through that has no sort value. */
static bool is_filled(const struct list_query *list) {
    return !list->sort->type->sort_suffix && filter_fills(list->filter, list->sort);
}

/* All spans from the first row to the last. In ascending order rows without a value come
 * first (as SQLite orders NULL), but not where the definition has an order of its own. */
static int spans_forward(const struct list_query *list, struct span out[SPANS]) {
    bool parts = list->standard && list->entity->first, filled = is_filled(list);
    bool empty_first = !parts && !list->descending;
    int n = 0;
    for (enum part part = parts ? PART_FIRST : PART_ALL;; part = PART_REST) {
        if (!filled && empty_first) out[n++] = (struct span){.part = part, .empty = true};
        out[n++] = (struct span){.part = part};
        if (!filled && !empty_first) out[n++] = (struct span){.part = part, .empty = true};
        if (part != PART_FIRST) return n;
    }
}

static void turn_spans(struct span *spans, int count) {
    for (int i = 0, k = count - 1; i < k; i++, k--) {
        struct span span = spans[i];
        spans[i] = spans[k];
        spans[k] = span;
    }
}

static bool lies_in(const struct place *at, const struct span *span) {
    return span->empty == (at->value.kind == V_NULL)
           && (span->part == PART_REST) == at->rest;
}

/* The spans a page reads, in their order; the number of them. */
static int spans_of(const struct list_query *list, const struct place *after,
                    struct span out[SPANS]) {
    if (!list->sort) {
        out[0] = (struct span){.after = *after};
        return 1;
    }
    int count = spans_forward(list, out), from = 0;
    if (list->backward) turn_spans(out, count);
    while (after->set && from < count && !lies_in(after, &out[from]))
        from++;
    memmove(out, out + from, (size_t)(count - from) * sizeof *out);
    out[0].after = *after;
    return count - from;
}

static void reverse(struct record *records, struct place *places, int count) {
    for (int i = 0, k = count - 1; i < k; i++, k--) {
        struct record r = records[i];
        struct place at = places[i];
        records[i] = records[k], places[i] = places[k];
        records[k] = r, places[k] = at;
    }
}

static void set_cursors(struct ctx *cx, const struct list_query *list,
                        const struct place *places, bool more, struct record_list *out) {
    if (!out->count) return;
    bool before = list->backward ? more : list->cursor.n > 0;
    bool behind = list->backward ? true : more;
    if (before) out->previous = cursor_text(cx, &places[0]);
    if (behind) out->next = cursor_text(cx, &places[out->count - 1]);
}

/* Rows without a sort value are mostly few, so where they come first the rest is asked for
 * with them. */
enum err list_ask(struct ctx *cx, const struct list_query *list, struct list_asked **out) {
    int limit = list->limit > 0 ? list->limit : LIST_PAGE;
    if (limit > LIST_PAGE_MOST) limit = LIST_PAGE_MOST;
    struct place after;
    TRY(cursor_parse(cx, list->cursor, &after));
    struct list_asked *a = NEW(cx->mem, struct list_asked);
    *a = (struct list_asked){.list = *list, .limit = limit};
    a->records = NEWS(cx->mem, (size_t)limit + 1, struct record);
    a->places = NEWS(cx->mem, (size_t)limit + 1, struct place);
    a->span_count = spans_of(list, &after, a->spans);
    TRY(ask_span(cx, a));
    if (a->span_count > 1 && a->spans[0].empty) TRY(ask_span(cx, a));
    *out = a;
    return OK;
}

enum err list_read(struct ctx *cx, struct list_asked *a, struct record_list *out) {
    for (int i = 0; i < a->span_count && a->count <= a->limit; i++) {
        if (i == a->asked) TRY(ask_span(cx, a));
        TRY(read_span(cx, a, i));
    }
    bool more = a->count > a->limit;
    if (more) a->count = a->limit;
    if (a->list.backward) reverse(a->records, a->places, a->count);
    *out = (struct record_list){.records = a->records, .count = a->count};
    set_cursors(cx, &a->list, a->places, more, out);
    return OK;
}

enum err list_page(struct ctx *cx, const struct list_query *list, struct record_list *out) {
    struct list_asked *asked;
    TRY(list_ask(cx, list, &asked));
    return list_read(cx, asked, out);
}

/* ---- Counts and totals ---- */

enum err list_count_ask(struct ctx *cx, const struct list_query *list, int64_t cap,
                        struct rows *out) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT count(*) FROM (SELECT 1"));
    TRY(add_from(cx, &q, list, false));
    if (cap) {
        query_add(&q, SQL(" LIMIT "));
        query_number(&q, cap + 1);
    }
    query_add(&q, SQL(") c"));
    return query_run(cx->db, &q, out);
}

enum err list_count(struct ctx *cx, const struct list_query *list, int64_t cap,
                    int64_t *out) {
    struct rows rows;
    TRY(list_count_ask(cx, list, cap, &rows));
    int64_t n = rows_next(&rows) ? rows_int(&rows, 0) : 0;
    TRY(rows_done(&rows));
    *out = n;
    return OK;
}

static struct total total_of(struct rows *rows, int column) {
    return (struct total){rows_int(rows, column), rows_int(rows, column + 1)};
}

/* 100 % of a field, as it is kept. */
static int64_t hundred_percent(const struct field *f) {
    int64_t n = 100;
    for (int i = 0; i < f->scale; i++)
        n *= 10;
    return n;
}

static enum err ask_total(struct ctx *cx, const struct list_query *list,
                          const struct field *f, const struct field *weight,
                          struct rows *out) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT coalesce(sum(c.v / 1000000000), 0),"
                      " coalesce(sum(c.v % 1000000000), 0)"));
    if (weight)
        query_add(&q, SQL(", coalesce(sum(c.v / 1000000000 * c.w), 0),"
                          " coalesce(sum(c.v % 1000000000 * c.w), 0)"));
    query_add(&q, SQL(" FROM (SELECT "));
    query_column(&q, 't', f->name);
    query_add(&q, SQL(" AS v"));
    if (weight) {
        query_add(&q, SQL(", "));
        query_column(&q, 't', weight->name);
        query_add(&q, SQL(" AS w"));
    }
    TRY(add_from(cx, &q, list, false));
    query_add(&q, SQL(") c"));
    return query_run(cx->db, &q, out);
}

enum err list_total(struct ctx *cx, const struct list_query *list, const struct field *f,
                    const struct field *weight, struct list_total *out) {
    struct rows rows;
    struct list_total total = {v_null(), v_null()};
    TRY(ask_total(cx, list, f, weight, &rows));
    if (rows_next(&rows)) {
        total.sum = total_divided(total_of(&rows, 0), 1);
        if (weight)
            total.weighted = total_divided(total_of(&rows, 2), hundred_percent(weight));
    }
    *out = total;
    return rows_done(&rows);
}

enum { GROUPS_MOST = 1000 };

enum err list_groups(struct ctx *cx, const struct list_query *list, const struct field *by,
                     struct list_group **out, int *out_count) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT "));
    query_column(&q, 't', by->name);
    query_add(&q, SQL(", count(*)"));
    TRY(add_from(cx, &q, list, false));
    query_add(&q, SQL(" GROUP BY "));
    query_column(&q, 't', by->name);
    query_add(&q, SQL(" LIMIT "));
    query_number(&q, GROUPS_MOST);
    struct rows rows;
    TRY(query_run(cx->db, &q, &rows));
    struct list_group *groups = NEWS(cx->mem, GROUPS_MOST, struct list_group);
    int count = 0;
    for (; count < GROUPS_MOST && rows_next(&rows); count++) {
        groups[count] = (struct list_group){rows_value(&rows, 0), rows_int(&rows, 1)};
        if (groups[count].key.kind == V_TEXT)
            groups[count].key.s = str_dup(cx->mem, groups[count].key.s);
    }
    *out = groups;
    *out_count = count;
    return rows_done(&rows);
}
