/* goods.c - what the organisation sells, what is quoted to those who are about to buy, and what
 * customers who bought ordered: a first order on the day the deal was won, and later what is used
 * up. */
#include "base/arena.h"
#include "cli/demo/world.h"
#include "entities.h"
#include "modules/trade/lines.h"

enum {
    GOODS_CODE,
    GOODS_NAME,
    GOODS_KIND,
    GOODS_UNIT,
    GOODS_PRICE,
    GOODS_COST,
    GOODS_DAYS,
    GOODS_BETTER,
    GOODS_LEADS,
    GOODS_ALONG,
    GOODS_AGAIN,
    GOODS_MOST,
};
enum { THOUSAND = 1000, TAX = 1000 /* 10 %, in hundredths */, STOCK_MOST = 90 };
enum { QUOTE_DAYS = 14, QUOTE_SINCE = 45, QUOTE_DRAFT_PERCENT = 25, QUOTE_DICE = 1 << 29 };
enum { MANY = 5, MANY_PERCENT = 92, BUNDLE_PERCENT = 95 };
enum { BASKET_MOST = WORLD_GOODS, AGAIN_TIMES = 2, AGAIN_DAYS = 120, DELIVERED_DAYS = 20 };

static int64_t number(int good, int column) {
    int64_t n = 0;
    (void)str_int(list_goods.rows[good][column], &n);
    return n;
}

static int good_named(struct str code) {
    for (int i = 0; i < list_goods.count; i++)
        if (str_eq(list_goods.rows[i][GOODS_CODE], code)) return i;
    return -1;
}

/* ---- What there is ---- */

/* Devices, services, or what is used up, by the first letter of the code. */
static struct value category_of(const struct world *w, struct str code) {
    enum { DEVICES, SERVICES, SUPPLIES };
    switch (code.p[0]) {
    case 'B':
    case 'D': return v_int(w->categories[DEVICES]);
    case 'S':
    case 'V': return v_int(w->categories[SERVICES]);
    default: return v_int(w->categories[SUPPLIES]);
    }
}

static void make_good(struct world *w, int good, struct dice *d) {
    const struct str *row = list_goods.rows[good];
    int64_t days = number(good, GOODS_DAYS), cost = number(good, GOODS_COST) * THOUSAND;
    int better = good_named(row[GOODS_BETTER]);
    struct record r = record_new(w->house->cx, w->product);
    r.values[PRODUCT_CODE] = v_text(row[GOODS_CODE]);
    r.values[PRODUCT_NAME] = v_text(row[GOODS_NAME]);
    r.values[PRODUCT_KIND] = v_text(row[GOODS_KIND]);
    r.values[PRODUCT_CATEGORY] = category_of(w, row[GOODS_CODE]);
    r.values[PRODUCT_UNIT] = v_text(row[GOODS_UNIT]);
    r.values[PRODUCT_PRICE] = v_int(number(good, GOODS_PRICE) * THOUSAND);
    r.values[PRODUCT_COST] = v_int(cost);
    r.values[PRODUCT_TAX] = v_int(TAX);
    r.values[PRODUCT_ACTIVE] = v_int(1);
    if (days) r.values[PRODUCT_LASTS_DAYS] = v_int(days);
    if (better >= 0) r.values[PRODUCT_BETTER] = v_int(w->goods[better]);
    if (str_eq(row[GOODS_KIND], PRODUCT_KIND_GOOD))
        r.values[PRODUCT_STOCK] = v_int(dice_between(d, 4, STOCK_MOST) * QUANTITY_ONE);
    world_note(w, &r, instant_at(w->first_day, 0, w->house->cx->zone_minutes),
               &actor_program);
    w->goods[good] = record_id(&r);
}

static void note_first(struct world *w, struct record *r) {
    world_note(w, r, instant_at(w->first_day, 0, w->house->cx->zone_minutes),
               &actor_program);
}

/* Organisations that take many pay less for each. */
static void make_book(struct world *w) {
    struct ctx *cx = w->house->cx;
    struct record book = record_new(cx, entity_at(cx->catalog, "price_book"));
    book.values[PRICE_BOOK_NAME] = v_text(STR("خرید عمدهٔ سازمان‌ها"));
    book.values[PRICE_BOOK_ACTIVE] = v_int(1);
    book.values[PRICE_BOOK_KIND] = v_text(PARTY_KIND_ORGANISATION);
    note_first(w, &book);
    for (int i = 0; i < list_goods.count && i < WORLD_GOODS; i++) {
        struct record r = record_new(cx, entity_at(cx->catalog, "price"));
        r.values[PRICE_BOOK] = v_int(record_id(&book));
        r.values[PRICE_PRODUCT] = v_int(w->goods[i]);
        r.values[PRICE_FROM_QUANTITY] = v_int(MANY * QUANTITY_ONE);
        r.values[PRICE_PRICE] =
            v_int(number(i, GOODS_PRICE) * THOUSAND / 100 * MANY_PERCENT);
        note_first(w, &r);
    }
}

static void put_part(struct world *w, const struct record *bundle, int good) {
    struct record r =
        record_new(w->house->cx, entity_at(w->house->cx->catalog, "bundle_part"));
    r.values[BUNDLE_PART_BUNDLE] = v_int(record_id(bundle));
    r.values[BUNDLE_PART_PRODUCT] = v_int(w->goods[good]);
    r.values[BUNDLE_PART_QUANTITY] = v_int(QUANTITY_ONE);
    note_first(w, &r);
}

/* What one begins with, for a little less than its parts. */
static void make_bundle(struct world *w) {
    static const struct {
        struct str code;
    } parts[] = {{STR_INIT("D-200")}, {STR_INIT("V-INSTALL")}, {STR_INIT("C-FILTER")}};
    enum { PARTS = sizeof parts / sizeof *parts };
    struct record r = record_new(w->house->cx, w->product);
    int64_t sum = 0;
    for (int i = 0; i < PARTS; i++)
        sum += number(good_named(parts[i].code), GOODS_PRICE) * THOUSAND;
    r.values[PRODUCT_CODE] = v_text(STR("B-START"));
    r.values[PRODUCT_NAME] = v_text(STR("بستهٔ راه‌اندازی"));
    r.values[PRODUCT_KIND] = v_text(PRODUCT_KIND_BUNDLE);
    r.values[PRODUCT_CATEGORY] = category_of(w, record_str(&r, PRODUCT_CODE));
    r.values[PRODUCT_UNIT] = v_text(PRODUCT_UNIT_PACK);
    r.values[PRODUCT_PRICE] = v_int(sum / 100 * BUNDLE_PERCENT);
    r.values[PRODUCT_TAX] = v_int(TAX);
    r.values[PRODUCT_ACTIVE] = v_int(1);
    note_first(w, &r);
    for (int i = 0; i < PARTS; i++)
        put_part(w, &r, good_named(parts[i].code));
}

/* Better models first, since others point to them. */
void goods_make(struct world *w) {
    struct dice d = dice_of(w->seed, WORLD_GOODS);
    for (int i = list_goods.count - 1; i >= 0; i--)
        if (i < WORLD_GOODS) make_good(w, i, &d);
    make_book(w);
    make_bundle(w);
}

/* ---- What was ordered ---- */

struct basket {
    int goods[BASKET_MOST];
    struct line lines[BASKET_MOST];
    int count;
};

static void put(struct basket *b, struct dice *d, int good) {
    int64_t most = number(good, GOODS_MOST);
    b->goods[b->count] = good;
    b->lines[b->count++] =
        (struct line){.quantity = dice_between(d, 1, most) * QUANTITY_ONE,
                      .price = number(good, GOODS_PRICE) * THOUSAND,
                      .tax_percent = TAX};
}

static bool is_device(int good) {
    return str_is(list_goods.rows[good][GOODS_UNIT], "set")
           && number(good, GOODS_MOST) == 1;
}

static struct basket first_basket(struct dice *d) {
    int weights[WORLD_GOODS] = {0};
    struct basket b = {.count = 0};
    for (int i = 0; i < list_goods.count; i++)
        weights[i] = (int)number(i, GOODS_LEADS);
    put(&b, d, dice_weighted(d, weights, list_goods.count));
    for (int i = 0; i < list_goods.count; i++)
        if (is_device(b.goods[0]) && dice_percent(d, (int)number(i, GOODS_ALONG)))
            put(&b, d, i);
    return b;
}

static struct basket next_basket(struct dice *d, const struct basket *had) {
    struct basket b = {.count = 0};
    for (int i = 0; i < had->count; i++)
        if (dice_percent(d, (int)number(had->goods[i], GOODS_AGAIN)))
            put(&b, d, had->goods[i]);
    return b;
}

static struct value state_of(const struct world *w, int64_t day) {
    if (day < w->today - DELIVERED_DAYS) return v_text(ORDER_STATE_DELIVERED);
    return v_text(day < w->today - DELIVERED_DAYS / 2 ? ORDER_STATE_CONFIRMED
                                                      : ORDER_STATE_PLACED);
}

/* Lines of orders and quotes keep their fields at the same places; see modules/trade/document.h. */
static void note_line(struct world *w, const struct customer *c, const struct entity *kind,
                      int64_t head, int64_t at, const struct basket *b, int i) {
    const struct line *l = &b->lines[i];
    const struct str *row = list_goods.rows[b->goods[i]];
    struct record r = record_new(w->house->cx, kind);
    r.values[FIELD_PARTY] = v_int(c->id);
    r.values[SALES_ORDER_LINE_SALES_ORDER] = v_int(head);
    r.values[SALES_ORDER_LINE_POSITION] = v_int(i + 1);
    r.values[SALES_ORDER_LINE_PRODUCT] = v_int(w->goods[b->goods[i]]);
    r.values[SALES_ORDER_LINE_DESCRIPTION] = v_text(row[GOODS_NAME]);
    r.values[SALES_ORDER_LINE_UNIT] = v_text(row[GOODS_UNIT]);
    r.values[SALES_ORDER_LINE_QUANTITY] = v_int(l->quantity);
    r.values[SALES_ORDER_LINE_PRICE] = v_int(l->price);
    r.values[SALES_ORDER_LINE_TAX] = v_int(l->tax_percent);
    r.values[SALES_ORDER_LINE_LIST_PRICE] = v_int(l->price);
    r.values[SALES_ORDER_LINE_COST] = v_int(number(b->goods[i], GOODS_COST) * THOUSAND);
    r.values[SALES_ORDER_LINE_GROSS] = v_int(l->gross);
    r.values[SALES_ORDER_LINE_REDUCTION] = v_int(l->reduction);
    r.values[SALES_ORDER_LINE_SHARE] = v_int(l->share);
    r.values[SALES_ORDER_LINE_NET] = v_int(l->net);
    r.values[SALES_ORDER_LINE_TAX_AMOUNT] = v_int(l->tax);
    r.values[SALES_ORDER_LINE_TOTAL] = v_int(l->total);
    world_note(w, &r, at, c->owner);
}

static void note_order(struct world *w, struct customer *c, int64_t deal, int64_t day,
                       struct basket *b) {
    struct sums sums;
    int wrong;
    if (!b->count
        || lines_figure(b->lines, b->count, (struct whole){0}, &sums, &wrong) != LINES_FINE)
        return;
    int64_t at = customer_moment(w, c, day);
    struct record r = record_new(w->house->cx, w->order);
    r.values[FIELD_PARTY] = v_int(c->id);
    r.values[SALES_ORDER_STATE] = state_of(w, day);
    if (deal) r.values[SALES_ORDER_DEAL] = v_int(deal);
    r.values[SALES_ORDER_DATE] = v_int(day);
    r.values[SALES_ORDER_GROSS] = v_int(sums.gross);
    r.values[SALES_ORDER_REDUCTION] = v_int(sums.reduction);
    r.values[SALES_ORDER_NET] = v_int(sums.net);
    r.values[SALES_ORDER_TAX_AMOUNT] = v_int(sums.tax);
    r.values[SALES_ORDER_TOTAL] = v_int(sums.total);
    r.values[SALES_ORDER_PLACED_AT] = v_int(at);
    world_note(w, &r, at, c->owner);
    for (int i = 0; i < b->count; i++)
        note_line(w, c, w->order_line, record_id(&r), at, b, i);
}

/* ---- What was quoted ---- */

static struct value quote_state(const struct world *w, struct dice *d, int64_t day) {
    if (day + QUOTE_DAYS < w->today) return v_text(QUOTE_STATE_EXPIRED);
    return v_text(dice_percent(d, QUOTE_DRAFT_PERCENT) ? QUOTE_STATE_DRAFT
                                                       : QUOTE_STATE_SENT);
}

static void note_quote(struct world *w, const struct customer *c, struct record *r,
                       int64_t at, struct basket *b) {
    struct sums sums;
    int wrong;
    if (lines_figure(b->lines, b->count, (struct whole){0}, &sums, &wrong) != LINES_FINE)
        return;
    r->values[FIELD_PARTY] = v_int(c->id);
    r->values[QUOTE_VERSION_NUMBER] = v_int(1);
    r->values[QUOTE_GROSS] = v_int(sums.gross);
    r->values[QUOTE_REDUCTION] = v_int(sums.reduction);
    r->values[QUOTE_NET] = v_int(sums.net);
    r->values[QUOTE_TAX_AMOUNT] = v_int(sums.tax);
    r->values[QUOTE_TOTAL] = v_int(sums.total);
    world_note(w, r, at, c->owner);
    for (int i = 0; i < b->count; i++)
        note_line(w, c, w->quote_line, record_id(r), at, b, i);
}

void customer_quote(struct world *w, struct customer *c, const struct record *deal,
                    int64_t day) {
    struct dice d = dice_of(w->seed, (uint64_t)c->number + QUOTE_DICE);
    int64_t first = day + 1 > w->today - QUOTE_SINCE ? day + 1 : w->today - QUOTE_SINCE;
    if (first >= w->today) return;
    struct basket b = first_basket(&d);
    struct record r = record_new(w->house->cx, w->quote);
    int64_t on = dice_between(&d, first, w->today - 1), at = world_moment(w, &d, on);
    r.values[QUOTE_DEAL] = v_int(record_id(deal));
    r.values[QUOTE_SUBJECT] = deal->values[DEAL_NAME];
    r.values[QUOTE_DATE] = v_int(on);
    r.values[QUOTE_VALID_UNTIL] = v_int(on + QUOTE_DAYS);
    r.values[QUOTE_STATE] = quote_state(w, &d, on);
    if (!str_eq(record_str(&r, QUOTE_STATE), QUOTE_STATE_DRAFT))
        r.values[QUOTE_SENT_AT] = v_int(at);
    note_quote(w, c, &r, at, &b);
}

void customer_order(struct world *w, struct customer *c, int64_t deal, int64_t day) {
    struct basket first = first_basket(&c->dice);
    note_order(w, c, deal, day, &first);
    for (int i = 0; i < AGAIN_TIMES; i++) {
        day += dice_between(&c->dice, AGAIN_DAYS / 2, AGAIN_DAYS);
        struct basket next = next_basket(&c->dice, &first);
        if (day < w->today) note_order(w, c, 0, day, &next);
    }
}

void customer_order_more(struct world *w, struct customer *c, int64_t orders) {
    for (int64_t i = 0; i < orders; i++) {
        int64_t day = dice_between(&c->dice, c->day, w->today - 1);
        struct basket b = first_basket(&c->dice);
        note_order(w, c, 0, day, &b);
    }
}
