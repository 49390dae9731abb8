/* price_book.c - what must hold of price books and the prices in them. */
#include "entities.h"
#include "records/data/record.h"

static enum err price_book_check(struct ctx *cx, const struct record *old,
                                 struct record *new) {
    struct value since = new->values[PRICE_BOOK_SINCE],
                 until = new->values[PRICE_BOOK_UNTIL];
    (void)old;
    if (!cx->verbatim && since.kind == V_INT && until.kind == V_INT && until.i < since.i)
        problem(cx, new->entity->fields[PRICE_BOOK_UNTIL], MSG_PRICE_BOOK_BACKWARDS);
    return OK;
}

/* One price of a product from one quantity on: else nobody could say which is meant. */
static enum err price_check(struct ctx *cx, const struct record *old, struct record *new) {
    bool taken;
    if (cx->verbatim) return OK;
    TRY(store_exists(cx->db,
                     SQL("SELECT 1 FROM price WHERE product = ?1 AND book = ?2"
                         " AND from_quantity = ?3 AND id <> ?4"),
                     BIND(new->values[PRICE_PRODUCT], new->values[PRICE_BOOK],
                          new->values[PRICE_FROM_QUANTITY],
                          v_int(old ? record_id(old) : 0)),
                     &taken));
    if (taken) problem(cx, new->entity->fields[PRICE_FROM_QUANTITY], MSG_PRICE_TWICE);
    return OK;
}

/* A book goes when it is empty: prices without one would never apply. */
static enum err price_book_saved(struct ctx *cx, const struct record *old,
                                 const struct record *new) {
    bool used;
    if (cx->verbatim || new) return OK;
    TRY(store_exists(cx->db, SQL("SELECT 1 FROM price WHERE book = ?1 LIMIT 1"),
                     BIND(v_int(record_id(old))), &used));
    return used ? problem(cx, NULL, MSG_PRICE_BOOK_FILLED) : OK;
}

const struct entity_rules rules_price_book = {
    .name = "price_book", .check = price_book_check, .saved = price_book_saved};
const struct entity_rules rules_price = {.name = "price", .check = price_check};
