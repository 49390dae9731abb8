#include "modules/trade/bundle.h"

#include "base/buf.h"
#include "modules/trade/lines.h"
#include "records/meta/meta.h"

/* ---- From the database ---- */

static struct part part_in(struct ctx *cx, struct rows *rows) {
    return (struct part){.product = rows_int(rows, 0),
                         .name = str_dup(cx->mem, rows_text(rows, 1)),
                         .quantity = rows_int(rows, 2),
                         .price = rows_value(rows, 3),
                         .cost = rows_value(rows, 4),
                         .stock = rows_value(rows, 5)};
}

static enum err read_parts(struct ctx *cx, struct rows *rows, int most, struct part **out,
                           int *out_count) {
    struct part *all = NEWS(cx->mem, (size_t)most, struct part);
    int count = 0;
    while (count < most && rows_next(rows))
        all[count++] = part_in(cx, rows);
    *out = all;
    *out_count = count;
    return rows_done(rows);
}

enum err bundle_read(struct ctx *cx, int64_t product, struct bundle *out) {
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT p.id, p.name, b.quantity, p.price, p.cost, p.stock"
                        " FROM bundle_part b JOIN product p ON p.id = b.product"
                        " WHERE b.bundle = ?1 ORDER BY p.name, b.id LIMIT ?2"),
                    BIND(v_int(product), v_int(BUNDLE_PARTS)), &rows));
    return read_parts(cx, &rows, BUNDLE_PARTS, &out->parts, &out->count);
}

enum err variants_read(struct ctx *cx, int64_t product, struct part **out, int *out_count) {
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT id, name, 0, price, cost, stock FROM product"
                        " WHERE variant_of = ?1 AND active = 1 ORDER BY name, id LIMIT ?2"),
                    BIND(v_int(product), v_int(VARIANTS_MOST)), &rows));
    return read_parts(cx, &rows, VARIANTS_MOST, out, out_count);
}

/* ---- In words ---- */

/* "2.5": without zeros at the end. */
static void put_quantity(struct buf *b, int64_t quantity) {
    int64_t rest = quantity % QUANTITY_ONE, digit = QUANTITY_ONE / 10;
    buf_int(b, quantity / QUANTITY_ONE);
    if (rest) buf_byte(b, '.');
    for (; rest; rest %= digit, digit /= 10)
        buf_int(b, rest / digit);
}

struct str bundle_told(struct arena *mem, const struct bundle *b) {
    enum { PARTS_LETTERS = 4000 };
    struct buf out = buf_in(mem, 0);
    for (int i = 0; i < b->count; i++) {
        if (i) buf_byte(&out, '\n');
        put_quantity(&out, b->parts[i].quantity);
        buf_putz(&out, " × ");
        buf_put(&out, b->parts[i].name);
    }
    return utf8_first(buf_str(&out), PARTS_LETTERS);
}

/* ---- What it is worth ---- */

static bool add_worth(const struct part *p, struct value each, int64_t *sum) {
    int64_t worth;
    if (each.kind != V_INT || each.i < 0 || p->quantity < 0
        || !times_rounded(p->quantity, each.i, QUANTITY_ONE, &worth)
        || *sum > LINES_MONEY_MOST - worth)
        return false;
    *sum += worth;
    return true;
}

bool bundle_worth(const struct bundle *b, int64_t *out) {
    *out = 0;
    for (int i = 0; i < b->count; i++)
        if (!add_worth(&b->parts[i], b->parts[i].price, out)) return false;
    return b->count > 0;
}

bool bundle_cost(const struct bundle *b, int64_t *out) {
    *out = 0;
    for (int i = 0; i < b->count; i++)
        if (!add_worth(&b->parts[i], b->parts[i].cost, out)) return false;
    return b->count > 0;
}

bool bundle_split(struct bundle *b, int64_t price) {
    int64_t worth, so_far = 0, given = 0, due;
    if (!bundle_worth(b, &worth) || worth == 0 || price < 0) return false;
    for (int i = 0; i < b->count; i++) {
        if (!add_worth(&b->parts[i], b->parts[i].price, &so_far)
            || !times_rounded(so_far, price, worth, &due))
            return false;
        b->parts[i].share = due - given;
        given = due;
    }
    return true;
}
