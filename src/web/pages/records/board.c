/* board.c - records as cards in columns; a card is moved by mouse, touch, keys or the menu on
 * it. What stands in the columns is read in board_columns.c. */
#include "records/data/titles.h"
#include "web/pages/records/board.html.h"
#include "web/pages/records/board_columns.h"
#include "web/pages/records/list_view.h"

/* ---- The page ---- */

static const struct field *money_of(const struct entity *e) {
    for (int i = 0; i < e->card_count; i++)
        if (str_is(str_of(e->card[i]->type->name), "money")) return e->card[i];
    return NULL;
}

/* `board`: which of several; 0: the first. */
static enum err read_board(struct page *p, int64_t board, struct list_state *s,
                           struct board_view *v) {
    if (!p->entity->board) return ERR_ABSENT;
    *v = (struct board_view){.page = p,
                             .entity = p->entity,
                             .state = s,
                             .money = money_of(p->entity),
                             .moves = rights_some(p->cx, p->entity, ACT_EDIT)};
    enum err e = list_state_read(p, &p->query, s);
    if (e != OK && e != ERR_INVALID) return e;
    TRY(board_choices(p->cx, board, v));
    s->page = board_page_of(p->cx, v->chosen);
    s->cursor = STR("");
    return e;
}

static enum err send_board(struct page *p, struct board_view *v) {
    TRY(board_load(p->cx, v));
    struct buf content = page_buf(p);
    board_page(&content, p->cx, v);
    return page_send(p, label_in(&p->entity->many, p->cx->lang), &content);
}

/* The next cards of one column, for the script that asked. */
static enum err send_next(struct page *p, const struct board_view *v) {
    const struct choice *choice = choice_of(v->choices, form_value(&p->query, "column"));
    struct board_column c;
    if (!choice) return ERR_ABSENT;
    TRY(board_next(p->cx, v, choice, form_value(&p->query, "after"), &c));
    struct buf content = page_buf(p);
    board_cards(&content, p->cx, v, &c);
    return reply_html(p, &content);
}

enum err board_get(struct page *p) {
    struct list_state s;
    struct board_view v;
    bool done = false;
    enum err e = read_board(p, p->id, &s, &v);
    if (e == OK) e = filter_added(p, &s, &done);
    if (e == ERR_INVALID)
        reply_status(p, 422);
    else if (e != OK || done)
        return e;
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

/* Moved: for a script the card and both heads, else the board once more. */
static enum err answer_moved(struct page *p, struct board_view *v,
                             const struct record *from, const struct record *to) {
    if (!p->part) {
        struct str board = list_url(p->cx, v->state);
        return reply_redirect(p, done_url(p, back_url(p, board), "saved", p->cx->batch));
    }
    struct buf content = page_buf(p);
    TRY(titles_of_records(p->cx, p->entity->card, p->entity->card_count, to, 1));
    TRY(board_heads(p->cx, v, from, to));
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
    board_card(&content, p->cx, v, stored, STR(""));
    return reply_html(p, &content);
}

/* The one it stands on; 0: there is but one. */
static int64_t board_of(const struct record *r) {
    const struct field *within = r->entity->board_within;
    return within ? record_int(r, within->at) : 0;
}

enum err move_post(struct page *p) {
    const struct field *f = p->entity->board;
    struct list_state s;
    struct board_view v;
    struct record stored, r;
    TRY(record_get(p->cx, p->entity, p->id, &stored));
    TRY(read_board(p, board_of(&stored), &s, &v));
    r = record_copy(p->cx, &stored);
    enum err e = field_parse(p->cx, f, form_value(&p->form, "to"), &r.values[f->at]);
    if (e == OK) e = record_change(p->cx, &r, NULL);
    if (e == ERR_INVALID || e == ERR_DENIED) return answer_refused(p, &v, &stored, e);
    TRY(e);
    return answer_moved(p, &v, &stored, &r);
}
