#include "modules/offers/basket_file.h"

#include "base/arena.h"
#include "base/buf.h"

#include <stdlib.h>

/* A cell of a file with a row for each item. */
struct pick {
    struct str basket, item;
    int32_t at; /* in the file */
};

struct reading {
    struct baskets *b;
    struct arena *mem;
    const struct basket_file *f;
    struct table_source *rows;
    struct table_row row;
    struct str *names; /* of one basket */
    struct str *heads; /* of columns, or of attributes */
    size_t head_count;
    int64_t keys[BASKET_KEYS], item; /* columns, from 0 */
    int key_count;
    struct pick *picks;
    int32_t pick_count, pick_room;
    struct basket_trouble *trouble;
};

static enum err blame(struct reading *r, enum basket_fault fault) {
    *r->trouble = (struct basket_trouble){fault, (int64_t)r->row.line};
    return ERR_INVALID;
}

static enum err next_row(struct reading *r) {
    TRY(table_next(r->rows, &r->row));
    bool large = r->row.problem == TABLE_CELL_TOO_LONG
                 || r->row.problem == TABLE_ROW_TOO_LONG
                 || r->row.problem == TABLE_TOO_MANY_COLUMNS;
    return large ? blame(r, BASKET_FAULT_LARGE) : OK;
}

static enum err add_basket(struct reading *r, size_t count) {
    enum err e = baskets_add(r->b, r->names, count);
    return e == ERR_LIMIT ? blame(r, BASKET_FAULT_LARGE) : e;
}

static struct str cell(const struct reading *r, size_t column) {
    return column < r->row.count ? str_trim(r->row.cells[column]) : STR("");
}

/* ---- The head ---- */

static enum err keep_heads(struct reading *r) {
    r->head_count = r->row.count;
    r->heads = NEWS(r->mem, r->head_count, struct str);
    for (size_t i = 0; i < r->head_count; i++)
        r->heads[i] = str_dup(r->mem, cell(r, i));
    return OK;
}

/* The column of this name, or of this number. */
static bool find_column(const struct reading *r, struct str text, int64_t *out) {
    for (size_t i = 0; i < r->head_count; i++)
        if (str_eq(r->heads[i], text)) {
            *out = (int64_t)i;
            return true;
        }
    if (!str_int(text, out) || *out < 1 || *out > BASKET_COLUMNS) return false;
    --*out;
    return !r->head_count || *out < (int64_t)r->head_count;
}

static enum err find_columns(struct reading *r, const char *basket, const char *item) {
    struct str rest = r->f->basket.n ? r->f->basket : str_of(basket), part;
    while (str_cut(&rest, ',', &part)) {
        if (r->key_count == BASKET_KEYS
            || !find_column(r, str_trim(part), &r->keys[r->key_count++]))
            return blame(r, BASKET_FAULT_HEAD);
    }
    part = r->f->item.n ? str_trim(r->f->item) : str_of(item);
    return find_column(r, part, &r->item) ? OK : blame(r, BASKET_FAULT_HEAD);
}

/* ---- A line for each basket ---- */

static enum err read_lines(struct reading *r) {
    enum err e = r->f->head ? next_row(r) : OK;
    while (e == OK && (e = next_row(r)) == OK) {
        size_t count = 0;
        for (size_t i = (size_t)r->f->first - 1; i < r->row.count; i++)
            if ((r->names[count] = cell(r, i)).n) count++;
        e = add_basket(r, count);
    }
    return e;
}

/* ---- A row for each item ---- */

static struct str key_of(struct reading *r) {
    struct buf key = buf_in(r->mem, 0);
    if (r->key_count == 1) return str_dup(r->mem, cell(r, (size_t)r->keys[0]));
    for (int i = 0; i < r->key_count; i++) {
        buf_put(&key, cell(r, (size_t)r->keys[i]));
        buf_byte(&key, 0);
    }
    return buf_str(&key);
}

static enum err pick(struct reading *r) {
    if (r->pick_count == BASKET_ENTRIES) return blame(r, BASKET_FAULT_LARGE);
    if (r->pick_count == r->pick_room) {
        int32_t room = r->pick_room ? r->pick_room * 2 : 1024;
        r->picks = arena_grow(r->mem, r->picks, (size_t)r->pick_room * sizeof *r->picks,
                              (size_t)room * sizeof *r->picks);
        r->pick_room = room;
    }
    r->picks[r->pick_count] =
        (struct pick){key_of(r), str_dup(r->mem, cell(r, (size_t)r->item)), r->pick_count};
    r->pick_count++;
    return OK;
}

static int by_basket(const void *left, const void *right) {
    const struct pick *a = left, *b = right;
    int order = str_compare(a->basket, b->basket);
    return order ? order : a->at < b->at ? -1 : a->at > b->at;
}

static enum err add_picks(struct reading *r) {
    qsort(r->picks, (size_t)r->pick_count, sizeof *r->picks, by_basket);
    for (int32_t i = 0, begin = 0; i < r->pick_count; begin = i) {
        size_t count = 0;
        for (; i < r->pick_count && str_eq(r->picks[i].basket, r->picks[begin].basket);
             i++) {
            if (!r->picks[i].item.n) continue;
            if (count == BASKET_COLUMNS) return blame(r, BASKET_FAULT_LARGE);
            r->names[count++] = r->picks[i].item;
        }
        TRY(add_basket(r, count));
    }
    return OK;
}

static enum err read_rows(struct reading *r) {
    enum err e = OK;
    if (r->f->head) {
        TRY(next_row(r));
        TRY(keep_heads(r));
    }
    TRY(find_columns(r, "1", "2"));
    while (e == OK && (e = next_row(r)) == OK)
        e = (size_t)r->item < r->row.count ? pick(r) : blame(r, BASKET_FAULT_CELLS);
    return e == ERR_ABSENT ? add_picks(r) : e;
}

/* ---- A column for each item ---- */

enum answer { ANSWER_NO, ANSWER_YES, ANSWER_ODD };

static bool is_count(struct str text, bool *out_more) {
    *out_more = false;
    for (size_t i = 0; i < text.n; i++) {
        if ((text.p[i] < '0' || text.p[i] > '9') && text.p[i] != '.') return false;
        if (text.p[i] > '0') *out_more = true;
    }
    return text.n > 0;
}

/* A count is a yes unless it is none. */
static enum answer answer_of(struct str text) {
    static const struct {
        const char *text;
        enum answer means;
    } words[] = {{"t", ANSWER_YES},   {"true", ANSWER_YES}, {"y", ANSWER_YES},
                 {"yes", ANSWER_YES}, {"x", ANSWER_YES},    {"", ANSWER_NO},
                 {"?", ANSWER_NO},    {"f", ANSWER_NO},     {"false", ANSWER_NO},
                 {"n", ANSWER_NO},    {"no", ANSWER_NO},    {"-", ANSWER_NO},
                 {"na", ANSWER_NO},   {"nan", ANSWER_NO}};
    char low[5];
    bool more;
    if (is_count(text, &more)) return more ? ANSWER_YES : ANSWER_NO;
    if (text.n > sizeof low) return ANSWER_ODD;
    for (size_t i = 0; i < text.n; i++)
        low[i] =
            (char)(text.p[i] >= 'A' && text.p[i] <= 'Z' ? text.p[i] | 0x20 : text.p[i]);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(str_n(low, text.n), words[i].text)) return words[i].means;
    return ANSWER_ODD;
}

static enum err add_answers(struct reading *r) {
    size_t count = 0;
    if (r->row.count > r->head_count) return blame(r, BASKET_FAULT_CELLS);
    for (size_t i = 0; i < r->row.count; i++) {
        if (!r->heads[i].n) continue;
        enum answer said = answer_of(cell(r, i));
        if (said == ANSWER_ODD) return blame(r, BASKET_FAULT_ANSWER);
        if (said == ANSWER_YES) r->names[count++] = r->heads[i];
    }
    return add_basket(r, count);
}

static enum err read_table(struct reading *r) {
    enum err e = next_row(r);
    if (e != OK) return e;
    TRY(keep_heads(r));
    if (r->f->basket.n) TRY(find_columns(r, "1", "1"));
    for (int i = 0; i < r->key_count; i++)
        r->heads[r->keys[i]] = STR("");
    while (e == OK && (e = next_row(r)) == OK)
        e = add_answers(r);
    return e;
}

/* ---- ARFF ---- */

static struct str unquoted(struct str text) {
    bool quoted = text.n >= 2 && (text.p[0] == '\'' || text.p[0] == '"')
                  && text.p[text.n - 1] == text.p[0];
    return quoted ? str_n(text.p + 1, text.n - 2) : text;
}

/* The line as it was before it was cut at its commas. */
static struct str whole_line(const struct reading *r) {
    struct buf line = buf_in(r->mem, 0);
    for (size_t i = 0; i < r->row.count; i++) {
        if (i) buf_byte(&line, ',');
        buf_put(&line, r->row.cells[i]);
    }
    return str_trim(buf_str(&line));
}

/* The word after "@attribute", which may stand in quotes. */
static struct str attribute_name(struct str rest) {
    size_t n = 0;
    char quote = rest.n ? rest.p[0] : 0;
    if (quote == '\'' || quote == '"') {
        for (n = 1; n < rest.n && rest.p[n] != quote;)
            n++;
        return n < rest.n ? str_n(rest.p + 1, n - 1) : STR("");
    }
    while (n < rest.n && rest.p[n] != ' ' && rest.p[n] != '\t' && rest.p[n] != '{')
        n++;
    return str_first(rest, n);
}

static enum err add_attribute(struct reading *r, struct str rest) {
    struct str name = attribute_name(str_trim(rest));
    if (!name.n) return blame(r, BASKET_FAULT_ARFF);
    if (r->head_count == BASKET_COLUMNS) return blame(r, BASKET_FAULT_LARGE);
    r->heads[r->head_count++] = name;
    return OK;
}

static enum err read_attributes(struct reading *r) {
    static const struct str attribute = STR_INIT("@attribute"), data = STR_INIT("@data");
    enum err e;
    r->heads = NEWS(r->mem, BASKET_COLUMNS, struct str);
    while ((e = next_row(r)) == OK) {
        struct str line = whole_line(r);
        struct str word = str_lower_ascii(r->mem, str_first(line, attribute.n));
        if (str_starts(word, data)) return OK;
        if (str_eq(word, attribute)) TRY(add_attribute(r, str_from(line, attribute.n)));
    }
    return e == ERR_ABSENT ? blame(r, BASKET_FAULT_ARFF) : e;
}

static void put_item(struct reading *r, size_t *count, size_t column, struct str value) {
    value = unquoted(value);
    if (!value.n || str_is(value, "?")) return;
    r->names[(*count)++] =
        str_format(r->mem, "%.*s=%.*s", STR_ARG(r->heads[column]), STR_ARG(value));
}

/* "{0 t, 5 t}": the places of attributes, from 0, and their values. */
static enum err add_sparse(struct reading *r) {
    size_t count = 0;
    for (size_t i = 0; i < r->row.count; i++) {
        struct str value = cell(r, i), place;
        int64_t column;
        if (i == 0) value = str_trim(str_from(value, 1));
        if (str_ends(value, STR("}"))) value = str_trim(str_first(value, value.n - 1));
        if (!value.n) continue;
        str_cut(&value, ' ', &place);
        if (!str_int(place, &column) || column < 0 || column >= (int64_t)r->head_count)
            return blame(r, BASKET_FAULT_CELLS);
        put_item(r, &count, (size_t)column, str_trim(value));
    }
    return add_basket(r, count);
}

static enum err add_values(struct reading *r) {
    size_t count = 0;
    struct str first = cell(r, 0);
    if (str_starts(first, STR("%")) || (!first.n && r->row.count == 1)) return OK;
    if (str_starts(first, STR("{"))) return add_sparse(r);
    if (r->row.count != r->head_count) return blame(r, BASKET_FAULT_CELLS);
    for (size_t i = 0; i < r->row.count; i++)
        put_item(r, &count, i, cell(r, i));
    return add_basket(r, count);
}

static enum err read_arff(struct reading *r) {
    enum err e = read_attributes(r);
    struct arena *mem = r->mem;
    r->mem = arena_create(); /* a line's names go with it: those that are new are copied */
    while (e == OK && (e = next_row(r)) == OK) {
        arena_reset(r->mem);
        e = add_values(r);
    }
    arena_free(r->mem);
    r->mem = mem;
    return e;
}

/* ---- The file ---- */

/* A source whose first bytes were looked at. */
struct peeked {
    struct byte_source source;
    struct byte_source *from;
    struct str head;
};

static enum err read_peeked(struct byte_source *source, struct str *out_bytes) {
    struct peeked *p = (struct peeked *)source;
    if (!p->head.n) return p->from->read(p->from, out_bytes);
    *out_bytes = p->head;
    p->head = STR("");
    return OK;
}

static char guess(struct str head) {
    bool blank = false;
    for (size_t i = 0; i < head.n; i++) {
        char c = head.p[i];
        if ((c < '0' || c > '9') && c != ' ' && c != '\n' && c != '\r') return ',';
        blank |= c == ' ';
    }
    return blank ? ' ' : ',';
}

enum err basket_file_read(struct baskets *b, struct arena *mem, struct byte_source *bytes,
                          const struct basket_file *f, struct basket_trouble *out) {
    static enum err (*const readers[])(struct reading *) = {[BASKETS_LINES] = read_lines,
                                                            [BASKETS_ROWS] = read_rows,
                                                            [BASKETS_TABLE] = read_table,
                                                            [BASKETS_ARFF] = read_arff};
    struct peeked peeked = {.source = {read_peeked}, .from = bytes};
    struct csv_table table;
    TRY(bytes->read(bytes, &peeked.head));
    const struct csv_options csv = {.delimiter =
                                        f->separator ? f->separator : guess(peeked.head),
                                    .columns_limit = BASKET_COLUMNS};
    TRY(csv_table_init(&table, mem, &peeked.source, &csv));
    struct reading r = {.b = b, .mem = mem, .f = f, .rows = &table.source, .trouble = out};
    r.names = NEWS(mem, BASKET_COLUMNS, struct str);
    *out = (struct basket_trouble){BASKET_FAULT_NONE, 0};
    enum err e = readers[f->form](&r);
    return e == ERR_ABSENT ? OK : e;
}
