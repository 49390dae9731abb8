/* A file of baskets in any form, cut into pieces anyhow: no crash, every basket's items are counted once,
 * and of a set of two no more than of each. The first byte chooses the form, the second the pieces. */
#include "fuzz.h"

#include "base/arena.h"
#include "modules/offers/basket_file.h"
#include "modules/offers/rule.h"

enum { MOST_BYTES = 4096, LEAST = 2, LENGTH = 3 };

struct pieces {
    struct byte_source source;
    struct str rest;
    size_t piece;
};

static enum err read_piece(struct byte_source *source, struct str *out_bytes) {
    struct pieces *self = (struct pieces *)source;
    *out_bytes = str_first(self->rest, self->piece);
    self->rest = str_from(self->rest, self->piece);
    return OK;
}

static struct basket_file file_of(uint8_t choice) {
    static const struct str columns[] = {STR_INIT(""), STR_INIT("2"), STR_INIT("a,b"),
                                         STR_INIT("id")};
    return (struct basket_file){.form = (enum basket_form)(choice & 3),
                                .head = choice >> 2 & 1,
                                .first = 1 + (choice >> 3 & 1),
                                .basket = columns[choice >> 4 & 3],
                                .item = columns[choice >> 6 & 3]};
}

static void prove(struct baskets *b) {
    struct rules rules;
    for (int32_t i = 0; i < b->item_count; i++)
        must(b->items[i].count > 0 && b->items[i].count <= b->count
             && b->items[i].name.n > 0);
    if (baskets_find(b, LEAST, LENGTH) != OK) return;
    must(rules_of(b, (struct ratio){0, 1}, 1, RULES_BY_LIFT, &rules) == OK);
    for (int32_t i = 0; i < rules.count; i++) {
        struct rule_counts c = rule_counts_of(b, &rules.rows[i]);
        must(c.both <= c.left && c.both <= c.right && c.left <= c.all && c.right <= c.all);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2 || size > MOST_BYTES) return 0;
    struct arena *mem = arena_create();
    struct pieces pieces = {.source = {read_piece},
                            .rest = str_n((const char *)data + 2, size - 2),
                            .piece = (size_t)data[1] + 1};
    struct basket_file f = file_of(data[0]);
    struct basket_trouble trouble;
    struct baskets b;
    baskets_init(&b, mem);
    enum err e = basket_file_read(&b, mem, &pieces.source, &f, &trouble);
    must((e == ERR_INVALID) == (trouble.fault != BASKET_FAULT_NONE));
    if (e == OK) prove(&b);
    arena_free(mem);
    return 0;
}
