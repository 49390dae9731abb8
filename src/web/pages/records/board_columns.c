/* board_columns.c - a board has a column for each choice of a field; or for each record that a
 * link may point to, in the order of their kind. */
#include "web/pages/records/board_columns.h"

#include "records/data/titles.h"
#include "records/fields/field_type.h"
#include "web/pages/records/list_view.h"

/* ---- Which ---- */

/* What colours it: the first coloured choice among what its list shows. */
static struct str colour_of(const struct record *r) {
    for (int i = 0; i < r->entity->list_count; i++) {
        const struct field *f = r->entity->list[i];
        const struct choice *c =
            f->choices ? choice_of(f->choices, record_str(r, f->at)) : NULL;
        if (c && c->colour.n) return c->colour;
    }
    return STR("");
}

static struct choice choice_of_record(struct ctx *cx, const struct record *r) {
    struct str title = record_title(cx, r);
    struct choice c = {.key = id_str(cx, record_id(r)), .colour = colour_of(r)};
    for (int lang = 0; lang < LANG_COUNT; lang++)
        c.label.in[lang] = title;
    return c;
}

/* The records of `e` in their order as choices; those whose `there` points to `id`, if there is
 * such a field. Their names are known to all who see the board. */
static enum err linked_choices(struct ctx *cx, const struct entity *e,
                               const struct field *there, int64_t id,
                               const struct choice_list **out) {
    struct value value = v_int(id);
    struct filter of = {
        .kind = FILTER_TERM, .field = there, .op = FILTER_EQ, .values = &value, .count = 1};
    struct list_query q = {.entity = e,
                           .filter = there ? &of : NULL,
                           .sort = e->sort,
                           .descending = e->sort_descending,
                           .limit = BOARD_COLUMNS,
                           .plain = true};
    struct record_list list;
    TRY(list_page(cx, &q, &list));
    struct choice *choices = NEWS(cx->mem, (size_t)list.count, struct choice);
    for (int i = 0; i < list.count; i++)
        choices[i] = choice_of_record(cx, &list.records[i]);
    struct choice_list *all = NEW(cx->mem, struct choice_list);
    *all = (struct choice_list){.name = e->name, .choices = choices, .count = list.count};
    *out = all;
    return OK;
}

/* The chosen board's identifier; 0: there is none yet. */
static int64_t choose_board(struct ctx *cx, int64_t board, struct board_view *v) {
    const struct choice *c = choice_of(v->boards, id_str(cx, board));
    int64_t id = 0;
    if (!c && v->boards->count) c = &v->boards->choices[0];
    v->chosen = c;
    return c && id_parse(c->key, &id) ? id : 0;
}

enum err board_choices(struct ctx *cx, int64_t board, struct board_view *v) {
    const struct entity *e = v->entity;
    v->choices = e->board->choices;
    if (v->choices) return OK;
    if (e->board_within) TRY(linked_choices(cx, e->board_within->to, NULL, 0, &v->boards));
    int64_t id = v->boards ? choose_board(cx, board, v) : 0;
    return linked_choices(cx, e->board->to, e->board_there, id, &v->choices);
}

const char *board_page_of(struct ctx *cx, const struct choice *board) {
    if (!board) return "/board";
    return str_z(cx->mem, str_format(cx->mem, "/board/%.*s", STR_ARG(board->key)));
}

/* ---- What stands in them ---- */

static struct value value_of(const struct field *f, const struct choice *c) {
    int64_t id;
    if (f->choices) return v_text(c->key);
    return id_parse(c->key, &id) ? v_int(id) : v_null();
}

/* The state's filter and "the board's field is this choice". */
static const struct filter *in_column(struct ctx *cx, const struct list_state *s,
                                      const struct choice *c) {
    struct value *value = NEW(cx->mem, struct value);
    struct filter *term = NEW(cx->mem, struct filter), *both = NEW(cx->mem, struct filter);
    *value = value_of(s->entity->board, c);
    *term = (struct filter){.kind = FILTER_TERM,
                            .field = s->entity->board,
                            .op = FILTER_EQ,
                            .text = c->key,
                            .values = value,
                            .count = 1};
    *both = (struct filter){.kind = FILTER_AND, .left = s->filter, .right = term};
    return s->filter ? both : term;
}

static struct board_column column_of(struct ctx *cx, const struct board_view *v,
                                     const struct choice *choice) {
    struct list_state all = *v->state;
    all.page = NULL;
    struct str filter = filter_text(cx, in_column(cx, v->state, choice));
    return (struct board_column){.choice = choice,
                                 .all_url = list_url_filtered(cx, &all, filter)};
}

/* How many stand in it and what they come to; a column of thousands is counted exactly by
 * its list, when somebody asks. */
static enum err load_head(struct ctx *cx, const struct board_view *v,
                          const struct choice *choice, struct board_column *c) {
    struct list_query q = list_state_query(v->state);
    *c = column_of(cx, v, choice);
    q.filter = in_column(cx, v->state, choice);
    TRY(list_count(cx, &q, LIST_COUNT_CAP, &c->count));
    c->capped = c->count > LIST_COUNT_CAP;
    if (!v->money || c->capped) return OK;
    c->total = (struct list_total){v_int(0), v_int(0)};
    if (!c->count) return OK;
    return list_total(cx, &q, v->money, v->entity->board_weight, &c->total);
}

static struct str next_url(struct ctx *cx, const struct board_view *v,
                           const struct board_column *c, struct str cursor) {
    struct str url = list_url_page(cx, v->state, cursor, false);
    return str_format(cx->mem, "%.*s&column=%.*s", STR_ARG(url), STR_ARG(c->choice->key));
}

/* From the cursor on, `limit` of them. */
static enum err load_cards(struct ctx *cx, const struct board_view *v,
                           struct board_column *c, struct str cursor, int limit) {
    struct list_query q = list_state_query(v->state);
    struct record_list list;
    q.filter = in_column(cx, v->state, c->choice);
    q.cursor = cursor;
    q.limit = limit;
    TRY(list_page(cx, &q, &list));
    c->cards = list.records;
    c->card_count = list.count;
    if (list.next.n) c->next_url = next_url(cx, v, c, list.next);
    return titles_of_records(cx, v->entity->card, v->entity->card_count, list.records,
                             list.count);
}

enum err board_load(struct ctx *cx, struct board_view *v) {
    const struct choice_list *list = v->choices;
    struct board_column *columns = NEWS(cx->mem, (size_t)list->count, struct board_column);
    for (int i = 0; i < list->count; i++) {
        TRY(load_head(cx, v, &list->choices[i], &columns[i]));
        if (columns[i].count) TRY(load_cards(cx, v, &columns[i], STR(""), BOARD_CARDS));
    }
    v->columns = columns;
    v->column_count = list->count;
    return OK;
}

enum err board_next(struct ctx *cx, const struct board_view *v, const struct choice *choice,
                    struct str cursor, struct board_column *out) {
    *out = column_of(cx, v, choice);
    return load_cards(cx, v, out, cursor, BOARD_NEXT);
}

struct str board_key(struct ctx *cx, const struct record *r) {
    const struct field *f = r->entity->board;
    return f->choices ? record_str(r, f->at) : id_str(cx, record_int(r, f->at));
}

enum err board_heads(struct ctx *cx, struct board_view *v, const struct record *from,
                     const struct record *to) {
    const struct record *const ends[] = {from, to};
    struct board_column *columns = NEWS(cx->mem, 2, struct board_column);
    for (int i = 0; i < 2; i++) {
        const struct choice *c = choice_of(v->choices, board_key(cx, ends[i]));
        if (c) TRY(load_head(cx, v, c, &columns[v->column_count++]));
    }
    v->columns = columns;
    return OK;
}
