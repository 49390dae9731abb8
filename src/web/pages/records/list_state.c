#include "web/pages/records/list_state.h"

#include "records/fields/field_type.h"
#include "web/pages/records/records.h"

/* ---- Reading ---- */

static void read_sort(struct list_state *s) {
    struct str text = s->sort_text;
    bool descending = str_starts(text, STR("-"));
    const struct field *f = field_named(s->entity, str_from(text, descending));
    s->sort = s->entity->sort;
    s->descending = s->sort ? s->entity->sort_descending : true;
    s->standard = true;
    if (!f || !f->type->sortable || f->at == FIELD_ID) return;
    s->sort = f;
    s->descending = descending;
    s->standard = false;
}

static void read_columns(struct list_state *s) {
    s->column_count = 0;
    for (struct str rest = s->columns_text, name;
         s->column_count < LIST_COLUMNS && str_cut(&rest, ',', &name);) {
        const struct field *f = field_named(s->entity, name);
        if (f && field_shown(f)) s->columns[s->column_count++] = f;
    }
    const struct entity *e = s->entity;
    for (int i = 0; !s->columns_text.n && i < e->list_count && i < LIST_COLUMNS; i++)
        s->columns[s->column_count++] = e->list[i];
    if (!s->column_count) s->columns[s->column_count++] = e->title;
}

/* A column that was asked for joins the others. */
static void add_column(struct ctx *cx, const struct form *query, struct list_state *s) {
    const struct field *f = field_named(s->entity, form_value(query, "add"));
    if (!f || !field_shown(f) || column_at(s, f) || s->column_count == LIST_COLUMNS) return;
    s->columns[s->column_count++] = f;
    struct buf b = buf_in(cx->mem, 0);
    for (int i = 0; i < s->column_count; i++)
        buf_format(&b, "%s%.*s", i ? "," : "", STR_ARG(s->columns[i]->name));
    s->columns_text = buf_str(&b);
}

/* What the address says, else what the view says. */
static struct str said(const struct form *query, const char *name, struct str of_view) {
    return form_has(query, name) ? form_value(query, name) : of_view;
}

static int read_or(const struct form *query) {
    int64_t n = 0;
    bool said = str_int(form_value(query, "or"), &n) && n > 0 && n <= LIST_CHIPS;
    return said ? (int)n : 0;
}

static enum err read_view(struct page *p, const struct form *query, struct list_state *s) {
    int64_t id;
    if (!id_parse(form_value(query, "view"), &id)) return OK;
    struct saved_view *view = NEW(p->cx->mem, struct saved_view);
    enum err e = view_find(p->cx, s->entity, id, view);
    if (e == OK) s->view = view;
    return e == ERR_ABSENT ? OK : e;
}

enum err list_state_read(struct page *p, const struct form *query, struct list_state *out) {
    struct list_state s = {.entity = p->entity};
    TRY(read_view(p, query, &s));
    static const struct saved_view none = {0};
    const struct saved_view *view = s.view ? s.view : &none;
    s.search = form_value(query, "q");
    s.filter_text = said(query, "filter", view->filter);
    s.sort_text = said(query, "sort", view->sort);
    s.columns_text = said(query, "cols", view->columns);
    s.backward = form_has(query, "before");
    s.cursor = form_value(query, s.backward ? "before" : "after");
    s.or_chip = read_or(query);
    read_sort(&s);
    read_columns(&s);
    add_column(p->cx, query, &s);
    enum err e = filter_parse(p->cx, s.entity, s.filter_text, &s.filter);
    if (e == OK) s.filter_text = filter_text(p->cx, s.filter);
    *out = s;
    return e;
}

struct list_query list_state_query(const struct list_state *s) {
    return (struct list_query){.entity = s->entity,
                               .filter = s->filter,
                               .search = s->search,
                               .sort = s->sort,
                               .descending = s->descending,
                               .standard = s->standard,
                               .cursor = s->cursor,
                               .backward = s->backward};
}

/* ---- Addresses ---- */

static void put(struct buf *b, char *sign, const char *name, struct str value) {
    buf_byte(b, *sign);
    *sign = '&';
    buf_format(b, "%s=", name);
    url_encode(b, value);
}

/* A part that is as the view says is left out. */
static void put_unless(struct buf *b, char *sign, const char *name, struct str value,
                       struct str of_view) {
    if (!str_eq(value, of_view)) put(b, sign, name, value);
}

struct str list_url(struct ctx *cx, const struct list_state *s) {
    struct buf b = buf_in(cx->mem, 0);
    char sign = '?';
    static const struct saved_view none = {0};
    const struct saved_view *view = s->view ? s->view : &none;
    buf_format(&b, "/%.*s%s", STR_ARG(s->entity->name), s->page ? s->page : "");
    if (s->view) put(&b, &sign, "view", id_str(cx, s->view->id));
    if (s->search.n) put(&b, &sign, "q", s->search);
    put_unless(&b, &sign, "filter", s->filter_text, view->filter);
    put_unless(&b, &sign, "sort", s->sort_text, view->sort);
    put_unless(&b, &sign, "cols", s->columns_text, view->columns);
    if (s->cursor.n) put(&b, &sign, s->backward ? "before" : "after", s->cursor);
    return buf_str(&b);
}

struct str list_url_as(struct ctx *cx, const struct list_state *s, const char *page) {
    struct list_state to = *s;
    to.page = page;
    return list_url(cx, &to);
}

static struct list_state first_page(const struct list_state *s) {
    struct list_state to = *s;
    to.cursor = STR("");
    to.backward = false;
    return to;
}

/* Another press turns the order round. */
struct str list_url_sorted(struct ctx *cx, const struct list_state *s,
                           const struct field *by) {
    struct list_state to = first_page(s);
    bool turn = s->sort == by && !s->descending;
    to.sort_text = turn ? str_join(cx->mem, STR("-"), by->name) : by->name;
    return list_url(cx, &to);
}

struct str list_url_filtered(struct ctx *cx, const struct list_state *s,
                             struct str filter) {
    struct list_state to = first_page(s);
    to.filter_text = filter;
    return list_url(cx, &to);
}

static struct str list_url_columns(struct ctx *cx, const struct list_state *s,
                                   const struct field *const *columns, int count) {
    struct list_state to = *s;
    struct buf b = buf_in(cx->mem, 0);
    for (int i = 0; i < count; i++) {
        if (i) buf_byte(&b, ',');
        buf_put(&b, columns[i]->name);
    }
    to.columns_text = buf_str(&b);
    return list_url(cx, &to);
}

struct str list_url_moved(struct ctx *cx, const struct list_state *s, int at) {
    const struct field *columns[LIST_COLUMNS];
    memcpy(columns, s->columns, sizeof columns);
    columns[at] = s->columns[at - 1];
    columns[at - 1] = s->columns[at];
    return list_url_columns(cx, s, columns, s->column_count);
}

struct str list_url_dropped(struct ctx *cx, const struct list_state *s, int at) {
    const struct field *columns[LIST_COLUMNS];
    int count = 0;
    for (int i = 0; i < s->column_count; i++)
        if (i != at) columns[count++] = s->columns[i];
    return list_url_columns(cx, s, columns, count);
}

bool column_at(const struct list_state *s, const struct field *f) {
    for (int i = 0; i < s->column_count; i++)
        if (s->columns[i] == f) return true;
    return false;
}

/* The title's column, else the first. */
bool list_lead(const struct list_state *s, int at) {
    bool titled = column_at(s, s->entity->title);
    return titled ? s->columns[at] == s->entity->title : at == 0;
}

struct str list_url_page(struct ctx *cx, const struct list_state *s, struct str cursor,
                         bool backward) {
    struct list_state to = *s;
    to.cursor = cursor;
    to.backward = backward;
    return list_url(cx, &to);
}

struct str list_url_view(struct ctx *cx, const struct list_state *s,
                         const struct saved_view *view) {
    static const struct saved_view none = {0};
    const struct saved_view *v = view ? view : &none;
    struct list_state to = {.entity = s->entity,
                            .view = view,
                            .search = STR(""),
                            .filter_text = v->filter,
                            .sort_text = v->sort,
                            .columns_text = v->columns};
    return list_url(cx, &to);
}

/* ---- Chips ---- */

static int split(const struct filter *f, enum filter_kind at, const struct filter **out,
                 int room) {
    if (!f || room < 1) return 0;
    if (f->kind != at) return out[0] = f, 1;
    int left = split(f->left, at, out, room);
    return left + split(f->right, at, out + left, room - left);
}

int list_chips(const struct filter *f, const struct filter **out, int room) {
    return split(f, FILTER_AND, out, room);
}

int chip_choices(const struct filter *chip, const struct filter **out, int room) {
    return split(chip, FILTER_OR, out, room);
}

/* The parts without the one at `skip` (-1: all of them), joined. */
static struct str joined(struct ctx *cx, const struct filter *const *parts, int count,
                         int skip, const char *word) {
    struct buf b = buf_in(cx->mem, 0);
    for (int i = 0; i < count; i++) {
        if (i == skip) continue;
        if (b.n) buf_putz(&b, word);
        bool brackets = parts[i]->kind == FILTER_OR || parts[i]->kind == FILTER_AND;
        buf_format(&b, brackets ? "(%.*s)" : "%.*s", STR_ARG(filter_text(cx, parts[i])));
    }
    return buf_str(&b);
}

/* The filter with the chip at `at` (-1: none) replaced by `chip`, which may be empty. */
static struct str with_chip(struct ctx *cx, const struct list_state *s, int at,
                            struct str chip, bool brackets) {
    const struct filter *chips[LIST_CHIPS];
    int count = list_chips(s->filter, chips, LIST_CHIPS);
    struct str others = joined(cx, chips, count, at, " and ");
    if (!chip.n || !others.n) return chip.n ? chip : others;
    return str_format(cx->mem, brackets ? "%.*s and (%.*s)" : "%.*s and %.*s",
                      STR_ARG(others), STR_ARG(chip));
}

struct str list_url_without(struct ctx *cx, const struct list_state *s, int at,
                            int choice) {
    const struct filter *chips[LIST_CHIPS], *choices[LIST_CHIPS];
    if (at >= list_chips(s->filter, chips, LIST_CHIPS)) return list_url(cx, s);
    int count = chip_choices(chips[at], choices, LIST_CHIPS);
    struct str left = joined(cx, choices, count, choice, " or ");
    return list_url_filtered(cx, s, with_chip(cx, s, at, left, count > 2));
}

struct str list_filter_with(struct ctx *cx, const struct list_state *s,
                            struct str condition) {
    const struct filter *chips[LIST_CHIPS];
    int count = list_chips(s->filter, chips, LIST_CHIPS), at = s->or_chip - 1;
    if (at < 0 || at >= count) return with_chip(cx, s, -1, condition, false);
    struct str chip = filter_text(cx, chips[at]);
    chip = str_format(cx->mem, "%.*s or %.*s", STR_ARG(chip), STR_ARG(condition));
    return with_chip(cx, s, at, chip, true);
}

struct str list_url_or(struct ctx *cx, const struct list_state *s, int at) {
    struct str url = list_url(cx, s);
    char sign = str_has(url, STR("?")) ? '&' : '?';
    return str_format(cx->mem, "%.*s%cor=%d", STR_ARG(url), sign, at + 1);
}
