/* write.c - how a record stands in a file. */
#include "base/csv.h"
#include "base/json_write.h"
#include "records/data/titles.h"
#include "records/export/export.h"
#include "records/fields/field_type.h"

static const char *const format_names[EXPORT_FORMATS] = {
    [EXPORT_CSV] = "csv", [EXPORT_JSON] = "json", [EXPORT_WORKBOOK] = "xlsx"};

const char *export_format_name(enum export_format f) {
    return format_names[f];
}

bool export_format_parse(struct str text, enum export_format *out) {
    for (int f = 0; f < EXPORT_FORMATS; f++)
        if (str_is(text, format_names[f])) {
            *out = (enum export_format)f;
            return true;
        }
    return false;
}

bool export_takes(const struct field *f) {
    return field_present(f) && (!f->hidden || f->at == FIELD_ID);
}

void export_all_columns(struct export_plan *plan) {
    plan->column_count = 0;
    for (int i = 0; i < plan->entity->field_count; i++)
        if (export_takes(plan->entity->fields[i]) && plan->column_count < EXPORT_COLUMNS)
            plan->columns[plan->column_count++] = plan->entity->fields[i];
}

/* ---- Cells ---- */

static bool is_moment(const struct field *f) {
    return str_starts(str_of(f->type->name), STR("date"));
}

/* The value as the API writes it, without the quotes of a text. */
static struct str plain_of(struct ctx *cx, const struct field *f, struct value v) {
    struct buf json = buf_in(cx->mem, 0);
    field_json(cx, f, v, &json);
    struct str s = buf_str(&json);
    bool quoted = s.n >= 2 && s.p[0] == '"';
    return quoted ? str_n(s.p + 1, s.n - 2) : s;
}

/* Numbers of which nobody knows what they count unless the head of their column says it. An
 * import reads it there. */
static const struct counted {
    const char *type;
    enum msg head;
    int64_t one; /* so much of the value counts one */
} counted[] = {
    {"money", MSG_EXPORT_IN_RIALS, 1},
    {"duration", MSG_EXPORT_IN_MINUTES, 60},
};

static const struct counted *counted_of(const struct field *f) {
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
        if (str_is(str_of(f->type->name), counted[i].type)) return &counted[i];
    return NULL;
}

/* What does not come out even is told in words. */
static struct str counted_text(struct ctx *cx, const struct field *f, int64_t n) {
    int64_t one = counted_of(f)->one;
    return n % one ? field_text(cx, f, v_int(n))
                   : str_format(cx->mem, "%lld", (long long)(n / one));
}

/* Numbers and identifiers for programs, moments by choice, anything else in words. Digits
 * are ASCII: a spreadsheet counts with no others. */
static struct str cell_of(struct ctx *cx, const struct export_plan *plan,
                          const struct field *f, struct value v) {
    struct ctx latin = *cx;
    latin.digits = DIGITS_LATIN;
    if (v.kind == V_NULL) return STR("");
    bool plain = plan->plain || plan->format == EXPORT_WORKBOOK;
    if (counted_of(f)) return counted_text(&latin, f, v.i);
    if (f->type->numeric || f->at == FIELD_ID || (plain && is_moment(f)))
        return plain_of(&latin, f, v);
    return field_text(&latin, f, v);
}

static void put_csv_row(struct ctx *cx, const struct export_plan *plan,
                        const struct record *r, struct buf *out) {
    struct str *cells = NEWS(cx->mem, (size_t)plan->column_count, struct str);
    for (int i = 0; i < plan->column_count; i++)
        cells[i] = cell_of(cx, plan, plan->columns[i], r->values[plan->columns[i]->at]);
    if (plan->format != EXPORT_WORKBOOK) {
        csv_put_row(out, cells, (size_t)plan->column_count, ',');
        return;
    }
    for (int i = 0; i < plan->column_count; i++) {
        if (i) buf_byte(out, ',');
        csv_put_plain_cell(out, cells[i], ',');
    }
    buf_byte(out, '\n');
}

static void put_json_row(struct ctx *cx, const struct export_plan *plan,
                         const struct record *r, struct buf *out) {
    struct json_writer w = json_writer(out);
    json_begin_object(&w);
    for (int i = 0; i < plan->column_count; i++) {
        const struct field *f = plan->columns[i];
        struct buf json = buf_in(cx->mem, 0);
        field_json(cx, f, r->values[f->at], &json);
        json_name_str(&w, f->name);
        json_write_raw(&w, buf_str(&json));
    }
    json_end_object(&w);
}

/* ---- The file ---- */

static struct str head_of(struct ctx *cx, const struct field *f) {
    struct str label = label_in(&f->label, cx->lang);
    if (!counted_of(f)) return label;
    return msg_format(cx->mem, cx->lang, counted_of(f)->head, MSG_PARTS({"what", label}));
}

void export_head(struct ctx *cx, const struct export_plan *plan, struct buf *out) {
    struct str *labels = NEWS(cx->mem, (size_t)plan->column_count, struct str);
    if (plan->format == EXPORT_JSON) {
        BUF_LIT(out, "[");
        return;
    }
    for (int i = 0; i < plan->column_count; i++)
        labels[i] = head_of(cx, plan->columns[i]);
    BUF_LIT(out, "\xEF\xBB\xBF"); /* else spreadsheets take it for another encoding */
    csv_put_row(out, labels, (size_t)plan->column_count, ',');
}

enum err export_rows(struct ctx *cx, const struct export_plan *plan,
                     const struct record_list *page, bool first, struct buf *out) {
    TRY(titles_of_records(cx, plan->columns, plan->column_count, page->records,
                          page->count));
    for (int i = 0; i < page->count; i++) {
        if (plan->format != EXPORT_JSON) {
            put_csv_row(cx, plan, &page->records[i], out);
            continue;
        }
        buf_putz(out, first && i == 0 ? "\n" : ",\n");
        put_json_row(cx, plan, &page->records[i], out);
    }
    return out->failed ? ERR_LIMIT : OK;
}

void export_end(const struct export_plan *plan, struct buf *out) {
    if (plan->format == EXPORT_JSON) BUF_LIT(out, "\n]\n");
}

/* ---- Pages ---- */

static enum err query_of(struct ctx *cx, const struct export_plan *plan,
                         struct list_query *out) {
    const struct entity *e = plan->entity;
    *out = (struct list_query){.entity = e,
                               .search = plan->search,
                               .sort = plan->sort ? plan->sort : e->sort,
                               .descending =
                                   plan->sort ? plan->descending : e->sort_descending,
                               .limit = LIST_PAGE_MOST,
                               .action = ACT_EXPORT};
    return filter_parse(cx, e, plan->filter, &out->filter);
}

enum err export_page(struct ctx *cx, const struct export_plan *plan, struct str *cursor,
                     struct record_list *out) {
    struct list_query query;
    TRY(query_of(cx, plan, &query));
    query.cursor = *cursor;
    TRY(list_page(cx, &query, out));
    *cursor = out->next;
    return OK;
}
