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

/* Whether the module keeps what stands in the columns, and the actor is to see all of it. */
static bool are_kept(struct ctx *cx, const struct board_view *v) {
    const struct entity *e = v->entity;
    return e->rules && e->rules->heads && !e->board->choices && !v->state->filter
           && !str_trim(v->state->search).n && rights_scope(cx, e, ACT_READ) == SCOPE_ALL;
}

static enum err load_kept(struct ctx *cx, const struct board_view *v,
                          struct board_column *columns, int count) {
    struct board_sum *sums = NEWS(cx->mem, (size_t)count, struct board_sum);
    for (int i = 0; i < count; i++)
        sums[i].to = value_of(v->entity->board, columns[i].choice).i;
    TRY(v->entity->rules->heads(cx, sums, count));
    for (int i = 0; i < count; i++) {
        columns[i].count = sums[i].count;
        columns[i].total = (struct list_total){sums[i].sum, sums[i].weighted};
    }
    return OK;
}

/* What the column comes to; one of thousands is counted exactly by its list, when somebody asks. */
static enum err load_total(struct ctx *cx, const struct board_view *v,
                           struct board_column *c) {
    c->capped = c->count > LIST_COUNT_CAP;
    if (!v->money || c->capped) return OK;
    c->total = (struct list_total){v_int(0), v_int(0)};
    if (!c->count) return OK;
    struct list_query q = list_state_query(v->state);
    q.filter = in_column(cx, v->state, c->choice);
    return list_total(cx, &q, v->money, v->entity->board_weight, &c->total);
}

/* All are asked for before the first is read. */
static enum err count_columns(struct ctx *cx, const struct board_view *v,
                              struct board_column *columns, int count) {
    struct rows *rows = NEWS(cx->mem, (size_t)count, struct rows);
    struct list_query q = list_state_query(v->state);
    for (int i = 0; i < count; i++) {
        q.filter = in_column(cx, v->state, columns[i].choice);
        TRY(list_count_ask(cx, &q, LIST_COUNT_CAP, &rows[i]));
    }
    for (int i = 0; i < count; i++) {
        columns[i].count = rows_next(&rows[i]) ? rows_int(&rows[i], 0) : 0;
        TRY(rows_done(&rows[i]));
    }
    for (int i = 0; i < count; i++)
        TRY(load_total(cx, v, &columns[i]));
    return OK;
}

/* How many stand in each column and what they come to. */
static enum err load_heads(struct ctx *cx, const struct board_view *v,
                           struct board_column *columns, int count) {
    return are_kept(cx, v) ? load_kept(cx, v, columns, count)
                           : count_columns(cx, v, columns, count);
}

static struct str next_url(struct ctx *cx, const struct board_view *v,
                           const struct board_column *c, struct str cursor) {
    struct str url = list_url_page(cx, v->state, cursor, false);
    return str_format(cx->mem, "%.*s&column=%.*s", STR_ARG(url), STR_ARG(c->choice->key));
}

static struct list_query cards_of(struct ctx *cx, const struct board_view *v,
                                  const struct board_column *c, int limit) {
    struct list_query q = list_state_query(v->state);
    q.filter = in_column(cx, v->state, c->choice);
    q.limit = limit;
    return q;
}

static void set_cards(struct ctx *cx, const struct board_view *v, struct board_column *c,
                      const struct record_list *list) {
    c->cards = list->records;
    c->card_count = list->count;
    if (list->next.n) c->next_url = next_url(cx, v, c, list->next);
}

/* What the links on a card are called. */
static enum err load_titles(struct ctx *cx, const struct entity *e, struct record *cards,
                            int count) {
    return titles_of_records(cx, e->card, e->card_count, cards, count);
}

/* What the kind has to say of these cards. */
static enum err load_signs(struct ctx *cx, const struct entity *e,
                           const struct record *cards, int count, struct str **out) {
    *out = NULL;
    if (!e->rules || !e->rules->signs) return OK;
    *out = NEWS(cx->mem, (size_t)count, struct str);
    return e->rules->signs(cx, cards, count, *out);
}

/* The first of every column: asked for together, and what is said of them too. */
static enum err load_cards(struct ctx *cx, const struct board_view *v,
                           struct board_column *columns, int count) {
    struct list_asked **asked = NEWS(cx->mem, (size_t)count, struct list_asked *);
    struct record *all = NEWS(cx->mem, (size_t)count * BOARD_CARDS, struct record);
    int cards = 0;
    for (int i = 0; i < count; i++) {
        struct list_query q = cards_of(cx, v, &columns[i], BOARD_CARDS);
        if (columns[i].count) TRY(list_ask(cx, &q, &asked[i]));
    }
    for (int i = 0; i < count; i++) {
        struct record_list list;
        if (!asked[i]) continue;
        TRY(list_read(cx, asked[i], &list));
        set_cards(cx, v, &columns[i], &list);
        memcpy(all + cards, list.records, (size_t)list.count * sizeof *all);
        cards += list.count;
    }
    struct str *signs;
    TRY(load_signs(cx, v->entity, all, cards, &signs));
    for (int i = 0; signs && i < count; i++) {
        columns[i].signs = signs;
        signs += columns[i].card_count;
    }
    return load_titles(cx, v->entity, all, cards);
}

enum err board_load(struct ctx *cx, struct board_view *v) {
    const struct choice_list *list = v->choices;
    struct board_column *columns = NEWS(cx->mem, (size_t)list->count, struct board_column);
    for (int i = 0; i < list->count; i++)
        columns[i] = column_of(cx, v, &list->choices[i]);
    TRY(load_heads(cx, v, columns, list->count));
    v->columns = columns;
    v->column_count = list->count;
    return load_cards(cx, v, columns, list->count);
}

enum err board_next(struct ctx *cx, const struct board_view *v, const struct choice *choice,
                    struct str cursor, struct board_column *out) {
    struct record_list list;
    *out = column_of(cx, v, choice);
    struct list_query q = cards_of(cx, v, out, BOARD_NEXT);
    q.cursor = cursor;
    TRY(list_page(cx, &q, &list));
    set_cards(cx, v, out, &list);
    struct str *signs;
    TRY(load_signs(cx, v->entity, list.records, list.count, &signs));
    out->signs = signs;
    return load_titles(cx, v->entity, list.records, list.count);
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
        if (c) columns[v->column_count++] = column_of(cx, v, c);
    }
    v->columns = columns;
    return load_heads(cx, v, columns, v->column_count);
}
