#include "modules/catalogue/prices.h"

#include "entities.h"
#include "records/data/record.h"

/* ---- Which book ---- */

static bool is_or_any(int64_t asked, int64_t one, int64_t other) {
    return !asked || asked == one || asked == other;
}

static bool same_or_any(struct str asked, struct str is) {
    return !asked.n || str_eq(asked, is);
}

bool price_book_meets(const struct price_book *b, const struct buyer *buyer, int64_t day) {
    if (b->since.kind == V_INT && day < b->since.i) return false;
    if (b->until.kind == V_INT && day > b->until.i) return false;
    return is_or_any(b->party, buyer->party, buyer->party)
           && is_or_any(b->dealer, buyer->dealer, buyer->party)
           && same_or_any(b->kind, buyer->kind) && same_or_any(b->stage, buyer->stage)
           && same_or_any(b->industry, buyer->industry);
}

/* How special it is: each kind of condition outweighs all that come after it. */
static int weight_of(const struct price_book *b) {
    enum { PARTY = 100, DEALER = 10 };
    return PARTY * (b->party != 0) + DEALER * (b->dealer != 0) + (b->kind.n > 0)
           + (b->stage.n > 0) + (b->industry.n > 0);
}

static int64_t since_of(const struct price_book *b) {
    return b->since.kind == V_INT ? b->since.i : INT64_MIN;
}

static bool wins(const struct price_book *a, const struct price_book *b) {
    int heavier = weight_of(a) - weight_of(b);
    if (heavier) return heavier > 0;
    if (since_of(a) != since_of(b)) return since_of(a) > since_of(b);
    return a->id > b->id;
}

/* ---- Which price ---- */

/* The row of one book with the largest quantity up to this one; -1: none. */
static int choose_row(const struct price_row *rows, int count, int64_t book,
                      int64_t quantity) {
    int best = -1;
    for (int i = 0; i < count; i++) {
        if (rows[i].book != book || rows[i].from_quantity > quantity) continue;
        if (best < 0 || rows[i].from_quantity > rows[best].from_quantity) best = i;
    }
    return best;
}

int price_choose(const struct price_book *books, int book_count,
                 const struct price_row *rows, int row_count, const struct buyer *buyer,
                 int64_t quantity, int64_t day) {
    const struct price_book *best = NULL;
    int chosen = -1;
    for (int i = 0; i < book_count; i++) {
        if (!price_book_meets(&books[i], buyer, day)) continue;
        if (best && !wins(&books[i], best)) continue;
        int row = choose_row(rows, row_count, books[i].id, quantity);
        if (row < 0) continue;
        best = &books[i];
        chosen = row;
    }
    return chosen;
}

/* ---- Reading ---- */

static enum err read_buyer(struct ctx *cx, int64_t party, struct buyer *out) {
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT dealer, kind, stage, industry FROM party WHERE id = ?1"),
                    BIND(v_int(party)), &rows));
    *out = (struct buyer){.party = party};
    if (rows_next(&rows))
        *out = (struct buyer){.party = party,
                              .dealer = rows_int(&rows, 0),
                              .kind = str_dup(cx->mem, rows_text(&rows, 1)),
                              .stage = str_dup(cx->mem, rows_text(&rows, 2)),
                              .industry = str_dup(cx->mem, rows_text(&rows, 3))};
    return rows_done(&rows);
}

static struct price_book book_in(struct ctx *cx, struct rows *rows) {
    return (struct price_book){.id = rows_int(rows, 0),
                               .name = str_dup(cx->mem, rows_text(rows, 1)),
                               .party = rows_int(rows, 2),
                               .dealer = rows_int(rows, 3),
                               .kind = str_dup(cx->mem, rows_text(rows, 4)),
                               .stage = str_dup(cx->mem, rows_text(rows, 5)),
                               .industry = str_dup(cx->mem, rows_text(rows, 6)),
                               .since = rows_value(rows, 7),
                               .until = rows_value(rows, 8)};
}

enum err price_list_read(struct ctx *cx, int64_t party, int64_t day,
                         struct price_list *out) {
    struct rows rows;
    *out = (struct price_list){.day = day,
                               .books = NEWS(cx->mem, PRICE_BOOKS_MOST, struct price_book)};
    TRY(read_buyer(cx, party, &out->buyer));
    TRY(store_query(
        cx->db,
        SQL("SELECT id, name, party, dealer, kind, stage, industry, since, until"
            " FROM price_book WHERE active = 1 ORDER BY id DESC LIMIT ?1"),
        BIND(v_int(PRICE_BOOKS_MOST)), &rows));
    while (out->count < PRICE_BOOKS_MOST && rows_next(&rows))
        out->books[out->count++] = book_in(cx, &rows);
    return rows_done(&rows);
}

static enum err read_prices(struct ctx *cx, int64_t product, struct price_row *out,
                            int *out_count) {
    struct rows rows;
    int count = 0;
    TRY(store_query(cx->db,
                    SQL("SELECT book, from_quantity, price FROM price WHERE product = ?1"
                        " ORDER BY id DESC LIMIT ?2"),
                    BIND(v_int(product), v_int(PRICES_MOST)), &rows));
    for (; count < PRICES_MOST && rows_next(&rows); count++)
        out[count] =
            (struct price_row){rows_int(&rows, 0), rows_int(&rows, 1), rows_int(&rows, 2)};
    *out_count = count;
    return rows_done(&rows);
}

static enum err read_product(struct ctx *cx, int64_t product, struct offer *out) {
    struct record r;
    TRY(record_get_plain(cx, entity_at(cx->catalog, "product"), product, &r));
    *out =
        (struct offer){.product = product,
                       .name = record_str(&r, PRODUCT_NAME),
                       .code = record_str(&r, PRODUCT_CODE),
                       .unit = record_str(&r, PRODUCT_UNIT),
                       .bundle = str_eq(record_str(&r, PRODUCT_KIND), PRODUCT_KIND_BUNDLE),
                       .tax = r.values[PRODUCT_TAX],
                       .cost = r.values[PRODUCT_COST],
                       .price = r.values[PRODUCT_PRICE]};
    return OK;
}

static const struct price_book *book_of(const struct price_list *list, int64_t id) {
    const struct price_book *b = list->books;
    while (b->id != id)
        b++;
    return b;
}

enum err offer_find(struct ctx *cx, const struct price_list *list, int64_t product,
                    int64_t quantity, struct offer *out) {
    struct price_row *rows = NEWS(cx->mem, PRICES_MOST, struct price_row);
    int count = 0;
    TRY(read_product(cx, product, out));
    if (list->count) TRY(read_prices(cx, product, rows, &count));
    int row = price_choose(list->books, list->count, rows, count, &list->buyer, quantity,
                           list->day);
    if (row < 0) return OK;
    out->price = v_int(rows[row].price);
    out->book = rows[row].book;
    out->book_name = book_of(list, out->book)->name;
    return OK;
}
