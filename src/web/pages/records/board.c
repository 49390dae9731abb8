/* board.c - records as cards in columns, one column a choice; a card is moved by mouse,
 * touch, or the menu on it. */
#include "web/pages/records/board.h"

#include "records/data/titles.h"
#include "web/pages/records/board.html.h"

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

static int64_t count_in(const struct list_group *groups, int count, struct str key) {
    for (int i = 0; i < count; i++)
        if (groups[i].key.kind == V_TEXT && str_eq(groups[i].key.s, key))
            return groups[i].count;
    return 0;
}

static enum err load_column(struct ctx *cx, const struct board_view *v,
                            struct board_column *c) {
    struct list_query q = list_state_query(v->state);
    struct record_list list;
    q.filter = in_column(cx, v->state, c->choice);
    q.limit = BOARD_CARDS;
    c->all_url = list_url_filtered(cx, v->state, filter_text(cx, q.filter));
    if (!c->count) return OK;
    TRY(list_page(cx, &q, &list));
    c->cards = list.records;
    c->card_count = list.count;
    if (v->money) TRY(list_total(cx, &q, v->money, 0, &c->sum));
    return titles_of_records(cx, v->entity->card, v->entity->card_count, list.records,
                             list.count);
}

static enum err load_columns(struct ctx *cx, struct board_view *v) {
    const struct choice_list *list = v->entity->board->choices;
    struct board_column *columns = NEWS(cx->mem, (size_t)list->count, struct board_column);
    struct list_query q = list_state_query(v->state);
    struct list_group *groups;
    int group_count;
    TRY(list_groups(cx, &q, v->entity->board, &groups, &group_count));
    for (int i = 0; i < list->count; i++) {
        columns[i].choice = &list->choices[i];
        columns[i].count = count_in(groups, group_count, list->choices[i].key);
        TRY(load_column(cx, v, &columns[i]));
    }
    v->columns = columns;
    v->column_count = list->count;
    return OK;
}

static enum err send_board(struct page *p, int64_t refused, struct str reason) {
    struct list_state s;
    if (!p->entity->board || !p->entity->board->choices) return ERR_ABSENT;
    enum err e = list_state_read(p, &p->query, &s);
    if (e != OK && e != ERR_INVALID) return e;
    s.cursor = STR("");
    struct board_view v = {.page = p,
                           .entity = p->entity,
                           .state = &s,
                           .money = money_of(p->entity),
                           .moves = rights_some(p->cx, p->entity, ACT_EDIT),
                           .refused = refused,
                           .reason = reason};
    TRY(load_columns(p->cx, &v));
    struct buf content = page_buf(p);
    board_page(&content, p->cx, &v);
    return page_send(p, label_in(&p->entity->many, p->cx->lang), &content);
}

enum err board_get(struct page *p) {
    return send_board(p, 0, STR(""));
}

/* ---- Moving ---- */

static struct str reason_of(const struct ctx *cx) {
    return cx->problems ? cx->problems->text : cx_msg(cx, MSG_BOARD_REFUSED);
}

/* A part gets the card again; a page the whole board. Refused, it says why on the card. */
static enum err answer(struct page *p, const struct record *r, bool refused) {
    struct str reason = refused ? reason_of(p->cx) : STR("");
    if (refused) {
        reply_status(p, 422);
        p->undo = true;
    }
    if (!p->part && refused) return send_board(p, record_id(r), reason);
    if (!p->part) {
        struct str board = str_format(p->cx->mem, "/%.*s/board", STR_ARG(p->entity->name));
        return reply_redirect(p, done_url(p, back_url(p, board), "saved", p->cx->batch));
    }
    struct board_view v = {.page = p,
                           .entity = p->entity,
                           .moves = true,
                           .refused = refused ? record_id(r) : 0,
                           .reason = reason};
    struct buf content = page_buf(p);
    TRY(titles_of_records(p->cx, p->entity->card, p->entity->card_count, r, 1));
    board_card(&content, p->cx, &v, r);
    return reply_html(p, &content);
}

enum err move_post(struct page *p) {
    const struct field *f = p->entity->board;
    struct record stored, r;
    if (!f) return ERR_ABSENT;
    TRY(record_get(p->cx, p->entity, p->id, &stored));
    r = record_copy(p->cx, &stored);
    enum err e = field_parse(p->cx, f, form_value(&p->form, "to"), &r.values[f->at]);
    if (e == OK) e = record_change(p->cx, &r, NULL);
    if (e == ERR_INVALID || e == ERR_DENIED) return answer(p, &stored, true);
    TRY(e);
    return answer(p, &r, false);
}
