#include "web/pages/trade/lines.h"

#include "entities.h"
#include "modules/people/consequence.h"
#include "modules/trade/approval.h"
#include "records/data/titles.h"
#include "records/rules/rights.h"
#include "web/pages/trade/lines.html.h"
#include "web/pages/trade/parts.h"

/* ---- What is stored ---- */

static bool is_open(struct ctx *cx, const struct record *head) {
    shape_of(head->entity)->open(cx, head, NULL);
    bool open = !cx->problems;
    cx->problems = cx->last_problem = NULL;
    return open;
}

static void note_titles(struct ctx *cx, const struct record *lines, int count) {
    static const int links[] = {QUOTE_LINE_PRODUCT, QUOTE_LINE_BOOK};
    for (int i = 0; i < count; i++)
        for (size_t f = 0; f < sizeof links / sizeof *links; f++)
            titles_note_value(cx, lines[i].entity->fields[links[f]],
                              lines[i].values[links[f]]);
}

static struct typed_line blank_line(struct ctx *cx, const struct lines_view *v) {
    struct typed_line line = {
        .record = record_new(cx, entity_at(cx->catalog, v->document.shape->line))};
    line.record.values[FIELD_PARTY] = v->document.head.values[FIELD_PARTY];
    line.record.values[QUOTE_LINE_QUOTE] = v_int(record_id(&v->document.head));
    return line;
}

static bool is_blank(const struct typed_line *line);

/* So many empty ones as are to stand at the end; after the first a script hides them. */
static void add_empty(struct ctx *cx, struct lines_view *v) {
    int empty = 0;
    for (int i = v->typed_count; i > 0 && is_blank(&v->typed[i - 1]); i--)
        empty++;
    for (; empty < LINES_EMPTY && v->typed_count < LINES_MOST; empty++)
        v->typed[v->typed_count++] = blank_line(cx, v);
    for (int i = v->typed_count - empty + 1; i < v->typed_count; i++)
        v->typed[i].spare = true;
}

/* What goes beyond the actor's right is said before anything is sent. */
static enum err note_beyond(struct ctx *cx, struct lines_view *v) {
    const struct offered *all = document_offered(cx, &v->document);
    struct allowance mine;
    TRY(allowance_of_actor(cx, &mine));
    v->limit = mine.limit;
    for (int i = 0; i < v->typed_count; i++)
        for (int n = 0; n < v->document.count; n++)
            if (v->typed[i].figure == &v->document.figures[n])
                v->typed[i].beyond = !offer_allowed(&all[n], mine.limit);
    return OK;
}

static enum err type_stored(struct ctx *cx, struct lines_view *v) {
    v->typed = NEWS(cx->mem, LINES_MOST + 1, struct typed_line);
    for (int i = 0; i < v->document.count; i++)
        v->typed[v->typed_count++] = (struct typed_line){.record = v->document.lines[i],
                                                         .stored = true,
                                                         .figure = &v->document.figures[i]};
    add_empty(cx, v);
    return note_beyond(cx, v);
}

enum err lines_view_read(struct page *p, const struct record *head,
                         struct lines_view *out) {
    struct ctx *cx = p->cx;
    *out = (struct lines_view){.page = p};
    TRY(document_lines(cx, shape_of(head->entity), head, &out->document));
    TRY(document_figure(cx, &out->document, NULL));
    out->edits = is_open(cx, head) && rights_ask(cx, head, ACT_EDIT) == OK;
    if (out->edits) TRY(type_stored(cx, out));
    note_titles(cx, out->document.lines, out->document.count);
    return titles_load(cx);
}

/* ---- What was typed ---- */

static const int typed_fields[] = {
    QUOTE_LINE_PRODUCT,  QUOTE_LINE_DESCRIPTION,     QUOTE_LINE_QUANTITY, QUOTE_LINE_PRICE,
    QUOTE_LINE_DISCOUNT, QUOTE_LINE_DISCOUNT_AMOUNT, QUOTE_LINE_TAX};
enum { TYPED_FIELDS = sizeof typed_fields / sizeof *typed_fields };

struct str line_name(struct ctx *cx, int at, const struct field *f) {
    return str_format(cx->mem, "line.%d.%.*s", at, STR_ARG(f->name));
}

static struct str typed_id(struct page *p, int at) {
    return form_named(&p->form, str_format(p->cx->mem, "line.%d.id", at));
}

/* The stored line that a row of the form stands for, or a new one. */
static struct typed_line line_at(struct page *p, struct lines_view *v, int at) {
    int64_t id;
    if (id_parse(typed_id(p, at), &id))
        for (int i = 0; i < v->document.count; i++)
            if (record_id(&v->document.lines[i]) == id)
                return (struct typed_line){
                    .record = record_copy(p->cx, &v->document.lines[i]), .stored = true};
    return blank_line(p->cx, v);
}

static struct problem *take_problems(struct ctx *cx) {
    struct problem *all = cx->problems;
    cx->problems = cx->last_problem = NULL;
    return all;
}

static enum err parse_line(struct page *p, int at, struct record *r) {
    for (int i = 0; i < TYPED_FIELDS; i++) {
        const struct field *f = r->entity->fields[typed_fields[i]];
        struct str name = line_name(p->cx, at, f);
        if (!widget_came(f, name, &p->form)) continue;
        struct str typed = widget_typed(p->cx, f, name, &p->form);
        enum err e = field_parse(p->cx, f, typed, &r->values[typed_fields[i]]);
        if (e != OK && e != ERR_INVALID) return e;
    }
    return OK;
}

/* A row at the end that nobody filled. */
static bool is_blank(const struct typed_line *line) {
    static const int said[] = {QUOTE_LINE_PRODUCT, QUOTE_LINE_DESCRIPTION,
                               QUOTE_LINE_PRICE};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (line->record.values[said[i]].kind != V_NULL) return false;
    return !line->stored && !line->problems;
}

/* "up:3" */
static bool asked_of(const struct page *p, const char *what, int *out_at) {
    struct str rest = form_value(&p->form, "do"), verb;
    int64_t at;
    if (!str_cut(&rest, ':', &verb) || !str_is(verb, what) || !str_int(rest, &at))
        return false;
    *out_at = at >= 0 && at < LINES_MOST ? (int)at : -1;
    return *out_at >= 0;
}

bool lines_looked_at(const struct page *p) {
    return str_is(form_value(&p->form, "do"), "look");
}

static enum err read_typed(struct page *p, struct lines_view *v) {
    struct ctx *cx = p->cx;
    const struct field *told =
        entity_at(cx->catalog, v->document.shape->line)->fields[QUOTE_LINE_QUANTITY];
    v->typed = NEWS(cx->mem, LINES_MOST + 1, struct typed_line);
    v->typed_count = 0;
    for (int at = 0;
         at < LINES_MOST && widget_came(told, line_name(cx, at, told), &p->form); at++) {
        struct typed_line line = line_at(p, v, at);
        TRY(parse_line(p, at, &line.record));
        line.problems = take_problems(cx);
        if (line.problems) v->wrong = true;
        v->typed[v->typed_count++] = line;
    }
    return OK;
}

/* ---- In another order ---- */

static void move_lines(const struct page *p, struct lines_view *v) {
    int at, to = -1;
    if (asked_of(p, "up", &at)) to = at - 1;
    if (asked_of(p, "down", &at)) to = at + 1;
    if (to < 0 || to >= v->typed_count || at >= v->typed_count) return;
    struct typed_line line = v->typed[at];
    v->typed[at] = v->typed[to];
    v->typed[to] = line;
}

/* ---- Saving ---- */

/* To edit the document is to take a line off it. */
static enum err remove_line(struct ctx *cx, const struct record *line) {
    const struct actor *before = consequence_begin(cx);
    enum err e = record_delete(cx, line->entity, record_id(line));
    consequence_end(cx, before);
    return e;
}

static enum err save_line(struct page *p, struct lines_view *v, int at) {
    struct typed_line *line = &v->typed[at];
    int removed;
    if (asked_of(p, "remove", &removed) && removed == at) {
        line->problems = NULL;
        return line->stored ? remove_line(p->cx, &line->record) : OK;
    }
    if (line->problems || is_blank(line)) return OK;
    line->record.values[QUOTE_LINE_POSITION] = v_int(at + 1);
    enum err e = line->stored ? record_change(p->cx, &line->record, NULL)
                              : record_create(p->cx, &line->record);
    if (e != ERR_INVALID) return e;
    line->problems = take_problems(p->cx);
    v->wrong = true;
    return OK;
}

static enum err save_whole(struct page *p, struct lines_view *v) {
    struct record *head = &v->document.head;
    const int fields[] = {v->document.shape->discount, v->document.shape->discount_amount};
    for (int i = 0; i < 2; i++) {
        const struct field *f = head->entity->fields[fields[i]];
        if (!widget_came(f, f->name, &p->form)) continue;
        struct str typed = widget_typed(p->cx, f, f->name, &p->form);
        enum err e = field_parse(p->cx, f, typed, &head->values[fields[i]]);
        if (e != OK && e != ERR_INVALID) return e;
    }
    enum err e = p->cx->problems ? ERR_INVALID : record_change(p->cx, head, NULL);
    if (e != ERR_INVALID) return e;
    v->problems = take_problems(p->cx);
    v->wrong = true;
    return OK;
}

/* The figures of what was written, beside what was typed. */
static enum err match_figures(struct page *p, struct lines_view *v) {
    struct document d;
    TRY(document_read(p->cx, v->document.shape, record_id(&v->document.head), &d));
    TRY(document_figure(p->cx, &d, NULL));
    for (int i = 0; i < v->typed_count; i++)
        for (int n = 0; n < d.count && !v->typed[i].problems; n++)
            if (record_id(&d.lines[n]) == record_id(&v->typed[i].record)) {
                v->typed[i].figure = &d.figures[n];
                memcpy(v->typed[i].record.values, d.lines[n].values,
                       (size_t)d.lines[n].entity->field_count * sizeof(struct value));
            }
    v->document = d;
    add_empty(p->cx, v);
    TRY(note_beyond(p->cx, v));
    note_titles(p->cx, d.lines, d.count);
    return titles_load(p->cx);
}

enum err lines_save(struct page *p, struct lines_view *out) {
    struct record head;
    TRY(record_get(p->cx, p->entity, p->id, &head));
    TRY(rights_ask(p->cx, &head, ACT_EDIT));
    TRY(lines_view_read(p, &head, out));
    out->edits = true;
    TRY(read_typed(p, out));
    move_lines(p, out);
    for (int i = 0; i < out->typed_count; i++)
        TRY(save_line(p, out, i));
    TRY(save_whole(p, out));
    TRY(match_figures(p, out));
    return out->wrong ? ERR_INVALID : OK;
}

enum err lines_post(struct page *p) {
    struct lines_view v;
    enum err e = lines_save(p, &v);
    if (e != OK && e != ERR_INVALID) return e;
    if (e == OK && !lines_looked_at(p)) {
        struct str url = record_url(p->cx, p->entity, p->id, "#lines");
        return p->part ? reply_redirect_part(p, url) : reply_redirect(p, url);
    }
    p->undo = true;
    if (!lines_looked_at(p)) reply_status(p, 422);
    if (!p->part) return trade_page_send(p, &v);
    struct buf content = page_buf(p);
    lines_editor(&content, p->cx, &v);
    return reply_html(p, &content);
}

/* ---- For the templates ---- */

struct str rials(struct ctx *cx, int64_t amount) {
    const struct field *f = entity_at(cx->catalog, "quote")->fields[QUOTE_TOTAL];
    return field_text(cx, f, v_int(amount));
}

struct str head_url(struct ctx *cx, const struct record *head, const char *tail) {
    return record_url(cx, head->entity, record_id(head), tail);
}

static struct str shown(struct ctx *cx, const struct record *r, int field) {
    if (r->values[field].kind == V_NULL) return STR("");
    return field_text(cx, r->entity->fields[field], r->values[field]);
}

struct str lines_beyond(struct ctx *cx, const struct lines_view *v) {
    const struct field *percent =
        entity_at(cx->catalog, "quote_line")->fields[QUOTE_LINE_DISCOUNT];
    return msg_format(cx->mem, cx->lang, MSG_TRADE_BEYOND,
                      MSG_PARTS({"limit", field_text(cx, percent, v_int(v->limit))}));
}

struct str line_what(struct ctx *cx, const struct record *line) {
    return shown(cx, line, QUOTE_LINE_DESCRIPTION);
}

struct str line_parts(struct ctx *cx, const struct record *line) {
    return cx_digits_of(cx, record_str(line, QUOTE_LINE_PARTS));
}

struct str quantity_shown(struct ctx *cx, const struct record *line) {
    const struct field *f = line->entity->fields[QUOTE_LINE_QUANTITY];
    struct str number = field_edit(cx, f, line->values[QUOTE_LINE_QUANTITY]);
    return str_format(cx->mem, "%.*s %.*s", STR_ARG(number),
                      STR_ARG(shown(cx, line, QUOTE_LINE_UNIT)));
}

/* ---- How a figure came about ---- */

static void because(struct ctx *cx, struct line_story *all, enum msg msg,
                    const struct msg_part *parts) {
    all->reasons[all->count++] = msg_format(cx->mem, cx->lang, msg, parts);
}

static void explain_price(struct ctx *cx, struct line_story *all,
                          const struct record *line) {
    struct value listed = line->values[QUOTE_LINE_LIST_PRICE];
    struct str price = shown(cx, line, QUOTE_LINE_PRICE);
    struct str book = shown(cx, line, QUOTE_LINE_BOOK);
    if (listed.kind == V_NULL)
        because(cx, all, MSG_WHY_TYPED, MSG_PARTS({"price", price}));
    else if (!value_eq(listed, line->values[QUOTE_LINE_PRICE]))
        because(cx, all, MSG_WHY_CHANGED,
                MSG_PARTS({"price", price}, {"list", rials(cx, listed.i)}));
    else if (line->values[QUOTE_LINE_BOOK].kind != V_NULL)
        because(cx, all, MSG_WHY_BOOK, MSG_PARTS({"price", price}, {"book", book}));
    else
        because(cx, all, MSG_WHY_BASE, MSG_PARTS({"price", price}));
}

static void explain_discounts(struct ctx *cx, struct line_story *all,
                              const struct record *line, const struct line *l) {
    struct str percent = l->percent ? shown(cx, line, QUOTE_LINE_DISCOUNT) : STR("");
    struct str amount = l->amount ? shown(cx, line, QUOTE_LINE_DISCOUNT_AMOUNT) : STR("");
    struct str both = percent.n && amount.n ? str_format(cx->mem, "%.*s + %.*s",
                                                         STR_ARG(percent), STR_ARG(amount))
                      : percent.n           ? percent
                                            : amount;
    if (both.n)
        because(cx, all, MSG_WHY_DISCOUNT,
                MSG_PARTS({"discount", both}, {"amount", rials(cx, l->reduction)}));
    if (l->share)
        because(cx, all, MSG_WHY_SHARE, MSG_PARTS({"amount", rials(cx, l->share)}));
}

struct line_story line_story(struct ctx *cx, const struct record *line,
                             const struct line *figure) {
    struct line_story all = {.count = 0};
    explain_price(cx, &all, line);
    because(cx, &all, MSG_WHY_GROSS,
            MSG_PARTS({"quantity", quantity_shown(cx, line)},
                      {"price", shown(cx, line, QUOTE_LINE_PRICE)},
                      {"amount", rials(cx, figure->gross)}));
    explain_discounts(cx, &all, line, figure);
    if (figure->tax_percent)
        because(cx, &all, MSG_WHY_TAX,
                MSG_PARTS({"percent", shown(cx, line, QUOTE_LINE_TAX)},
                          {"net", rials(cx, figure->net)},
                          {"amount", rials(cx, figure->tax)}));
    because(cx, &all, MSG_WHY_TOTAL, MSG_PARTS({"amount", rials(cx, figure->total)}));
    return all;
}
