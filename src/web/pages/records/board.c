/* board.c - records as cards in columns, one column a choice; a card is moved by mouse,
 * touch, keys or the menu on it. */
#include "web/pages/records/board.h"

#include "records/data/titles.h"
#include "web/pages/records/board.html.h"
#include "web/pages/records/list_view.h"

/* ---- Columns ---- */

/* The state's filter and "the board's field is this choice". */
static const struct filter *in_column(struct ctx *cx, const struct list_state *s,
                                      const struct choice *c) {
    struct value *value = NEW(cx->mem, struct value);
    struct filter *term = NEW(cx->mem, struct filter), *both = NEW(cx->mem, struct filter);
    *value = v_text(c->key);
    *term = (struct filter){.kind = FILTER_TERM,
                            .field = s->entity->board,
                            .op = FILTER_EQ,
                            .text = c->key,
                            .values = value,
                            .count = 1};
    *both = (struct filter){.kind = FILTER_AND, .left = s->filter, .right = term};
    return s->filter ? both : term;
}

static const struct field *money_of(const struct entity *e) {
    for (int i = 0; i < e->card_count; i++)
        if (str_is(str_of(e->card[i]->type->name), "money")) return e->card[i];
    return NULL;
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
    if (!v->money || c->capped || !c->count) return OK;
    return list_total(cx, &q, v->money, 0, &c->sum);
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

static enum err load_columns(struct ctx *cx, struct board_view *v) {
    const struct choice_list *list = v->entity->board->choices;
    struct board_column *columns = NEWS(cx->mem, (size_t)list->count, struct board_column);
    for (int i = 0; i < list->count; i++) {
        TRY(load_head(cx, v, &list->choices[i], &columns[i]));
        if (columns[i].count) TRY(load_cards(cx, v, &columns[i], STR(""), BOARD_CARDS));
    }
    v->columns = columns;
    v->column_count = list->count;
    return OK;
}

/* ---- The page ---- */

static enum err read_state(struct page *p, struct list_state *out) {
    if (!p->entity->board || !p->entity->board->choices) return ERR_ABSENT;
    enum err e = list_state_read(p, &p->query, out);
    out->page = "/board";
    out->cursor = STR("");
    return e;
}

static struct board_view view_of(struct page *p, const struct list_state *s) {
    return (struct board_view){.page = p,
                               .entity = p->entity,
                               .state = s,
                               .money = money_of(p->entity),
                               .moves = rights_some(p->cx, p->entity, ACT_EDIT)};
}

static enum err send_board(struct page *p, struct board_view *v) {
    TRY(load_columns(p->cx, v));
    struct buf content = page_buf(p);
    board_page(&content, p->cx, v);
    return page_send(p, label_in(&p->entity->many, p->cx->lang), &content);
}

/* The next cards of one column, for the script that asked. */
static enum err send_next(struct page *p, const struct board_view *v) {
    const struct choice *choice =
        choice_of(p->entity->board->choices, form_value(&p->query, "column"));
    if (!choice) return ERR_ABSENT;
    struct board_column c = column_of(p->cx, v, choice);
    TRY(load_cards(p->cx, v, &c, form_value(&p->query, "after"), BOARD_NEXT));
    struct buf content = page_buf(p);
    board_cards(&content, p->cx, v, &c);
    return reply_html(p, &content);
}

enum err board_get(struct page *p) {
    struct list_state s;
    bool done = false;
    enum err e = read_state(p, &s);
    if (e == OK) e = filter_added(p, &s, &done);
    if (e == ERR_INVALID)
        reply_status(p, 422);
    else if (e != OK || done)
        return e;
    struct board_view v = view_of(p, &s);
    return p->part && form_has(&p->query, "column") ? send_next(p, &v) : send_board(p, &v);
}

/* ---- Moving ---- */

const char *board_move_path(struct ctx *cx, const struct record *r) {
    struct id_text id = id_text(record_id(r));
    return str_z(cx->mem, str_format(cx->mem, "/%s/move", id.z));
}

static struct str reason_of(const struct ctx *cx, enum err e) {
    if (cx->problems) return cx->problems->text;
    return cx_msg(cx, e == ERR_DENIED ? MSG_BULK_NO_RIGHT : MSG_BOARD_REFUSED);
}

/* The heads of the columns a card left and came to. */
static enum err load_heads(struct ctx *cx, struct board_view *v, const struct record *from,
                           const struct record *to) {
    const struct field *f = v->entity->board;
    const struct record *const ends[] = {from, to};
    struct board_column *columns = NEWS(cx->mem, 2, struct board_column);
    for (int i = 0; i < 2; i++) {
        const struct choice *c = choice_of(f->choices, record_str(ends[i], f->at));
        if (c) TRY(load_head(cx, v, c, &columns[v->column_count++]));
    }
    v->columns = columns;
    return OK;
}

/* Moved: for a script the card and both heads, else the board once more. */
static enum err answer_moved(struct page *p, struct board_view *v,
                             const struct record *from, const struct record *to) {
    if (!p->part) {
        struct str board = list_url(p->cx, v->state);
        return reply_redirect(p, done_url(p, back_url(p, board), "saved", p->cx->batch));
    }
    struct buf content = page_buf(p);
    TRY(titles_of_records(p->cx, p->entity->card, p->entity->card_count, to, 1));
    TRY(load_heads(p->cx, v, from, to));
    board_moved(&content, p->cx, v, to);
    return reply_html(p, &content);
}

/* Refused: the card says why. */
static enum err answer_refused(struct page *p, struct board_view *v,
                               const struct record *stored, enum err e) {
    v->refused = record_id(stored);
    v->reason = reason_of(p->cx, e);
    reply_status(p, 422);
    p->undo = true;
    if (!p->part) return send_board(p, v);
    struct buf content = page_buf(p);
    TRY(titles_of_records(p->cx, p->entity->card, p->entity->card_count, stored, 1));
    board_card(&content, p->cx, v, stored);
    return reply_html(p, &content);
}

enum err move_post(struct page *p) {
    const struct field *f = p->entity->board;
    struct list_state s;
    struct record stored, r;
    TRY(read_state(p, &s));
    TRY(record_get(p->cx, p->entity, p->id, &stored));
    r = record_copy(p->cx, &stored);
    struct board_view v = view_of(p, &s);
    enum err e = field_parse(p->cx, f, form_value(&p->form, "to"), &r.values[f->at]);
    if (e == OK) e = record_change(p->cx, &r, NULL);
    if (e == ERR_INVALID || e == ERR_DENIED) return answer_refused(p, &v, &stored, e);
    TRY(e);
    return answer_moved(p, &v, &stored, &r);
}
