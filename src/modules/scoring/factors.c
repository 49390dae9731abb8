#include "modules/scoring/factors.h"

#include "entities.h"
#include "persian/number.h"
#include "records/data/record.h"
#include "records/fields/field_type.h"

/* ---- The table ---- */

/* A factor's levels are choices of a list, or have words of their own, or stand for themselves. */
static const struct factor_row {
    struct str key;
    enum msg label;
    const char *entity; /* whose field has these choices */
    int field;
} rows[FACTORS] = {
    [FACTOR_SOURCE] = {STR_INIT("source"), MSG_FACTOR_SOURCE, "party", PARTY_SOURCE},
    [FACTOR_KIND] = {STR_INIT("kind"), MSG_FACTOR_KIND, "party", PARTY_KIND},
    [FACTOR_INDUSTRY] = {STR_INIT("industry"), MSG_FACTOR_INDUSTRY, "party",
                         PARTY_INDUSTRY},
    [FACTOR_CITY] = {STR_INIT("city"), MSG_FACTOR_CITY, NULL, 0},
    [FACTOR_DEALER] = {STR_INIT("dealer"), MSG_FACTOR_DEALER, NULL, 0},
    [FACTOR_BEFORE] = {STR_INIT("before"), MSG_FACTOR_BEFORE, NULL, 0},
    [FACTOR_AMOUNT] = {STR_INIT("amount"), MSG_FACTOR_AMOUNT, NULL, 0},
    [FACTOR_TALKS] = {STR_INIT("talks"), MSG_FACTOR_TALKS, NULL, 0},
    [FACTOR_RESPONSE] = {STR_INIT("response"), MSG_FACTOR_RESPONSE, NULL, 0},
    [FACTOR_CATEGORY] = {STR_INIT("category"), MSG_FACTOR_CATEGORY, NULL, 0},
    [FACTOR_BUDGET] = {STR_INIT("budget"), MSG_FACTOR_BUDGET, "qualification",
                       QUALIFICATION_BUDGET},
    [FACTOR_NEED] = {STR_INIT("need"), MSG_FACTOR_NEED, "qualification",
                     QUALIFICATION_NEED},
    [FACTOR_AUTHORITY] = {STR_INIT("authority"), MSG_FACTOR_AUTHORITY, "qualification",
                          QUALIFICATION_AUTHORITY},
    [FACTOR_TIME] = {STR_INIT("time"), MSG_FACTOR_TIME, "qualification",
                     QUALIFICATION_TIME},
};

struct str factor_key(enum factor f) {
    return rows[f].key;
}

enum factor factor_keyed(struct str key) {
    int f = 0;
    while (f < FACTORS && !str_eq(rows[f].key, key))
        f++;
    return (enum factor)f;
}

struct str factor_label(const struct ctx *cx, enum factor f) {
    return cx_msg(cx, rows[f].label);
}

/* ---- Bands ---- */

/* A band ends before the next one's `from`. */
struct band {
    int64_t from;
    struct str key;
    enum msg label; /* with {n}: where it begins */
};

static const struct band amounts[] = {
    {0, STR_INIT("0"), MSG_LEVEL_AMOUNT_LEAST},
    {INT64_C(100000000), STR_INIT("1"), MSG_LEVEL_AMOUNT},
    {INT64_C(300000000), STR_INIT("2"), MSG_LEVEL_AMOUNT},
    {INT64_C(1000000000), STR_INIT("3"), MSG_LEVEL_AMOUNT},
    {INT64_C(3000000000), STR_INIT("4"), MSG_LEVEL_AMOUNT},
    {INT64_C(10000000000), STR_INIT("5"), MSG_LEVEL_AMOUNT},
    {INT64_C(30000000000), STR_INIT("6"), MSG_LEVEL_AMOUNT},
    {INT64_C(100000000000), STR_INIT("7"), MSG_LEVEL_AMOUNT_MOST},
};

static const struct band talks[] = {
    {0, STR_INIT("0"), MSG_LEVEL_NONE},
    {1, STR_INIT("1"), MSG_LEVEL_ONE},
    {2, STR_INIT("2"), MSG_LEVEL_TWO_THREE},
    {4, STR_INIT("4"), MSG_LEVEL_FOUR},
};

static const struct band befores[] = {
    {0, STR_INIT("0"), MSG_LEVEL_NONE},
    {1, STR_INIT("1"), MSG_LEVEL_ONE},
    {2, STR_INIT("2"), MSG_LEVEL_TWO},
};

enum { MINUTE_S = 60, HOUR_S = 60 * MINUTE_S, WORKDAY_S = 8 * HOUR_S };
static const struct band responses[] = {
    {0, STR_INIT("3m"), MSG_LEVEL_MINUTES_3},
    {3 * MINUTE_S + 1, STR_INIT("15m"), MSG_LEVEL_MINUTES_15},
    {15 * MINUTE_S + 1, STR_INIT("1h"), MSG_LEVEL_HOUR},
    {HOUR_S + 1, STR_INIT("day"), MSG_LEVEL_WORKDAY},
    {WORKDAY_S + 1, STR_INIT("more"), MSG_LEVEL_LATER},
};

#define BANDS(array) array, (int)(sizeof(array) / sizeof *(array))

static struct str band_of(const struct band *bands, int count, int64_t n) {
    int at = 0;
    while (at + 1 < count && bands[at + 1].from <= n)
        at++;
    return bands[at].key;
}

struct str amount_level(struct value rials) {
    return rials.kind == V_INT ? band_of(BANDS(amounts), rials.i) : STR("");
}

struct str talks_level(int64_t n) {
    return band_of(BANDS(talks), n);
}

struct str before_level(int64_t deals) {
    return band_of(BANDS(befores), deals);
}

struct str response_level(struct value seconds) {
    return seconds.kind == V_INT ? band_of(BANDS(responses), seconds.i) : STR("");
}

/* ---- As text ---- */

enum { LEVELS_END = '|' };

struct str facts_text(struct arena *mem, const struct facts *facts) {
    struct buf b = buf_in(mem, 0);
    for (int f = 0; f < FACTORS; f++) {
        struct str level = facts->level[f];
        bool fits = level.n <= FACTS_LEVEL_BYTES && !str_has(level, STR("|"));
        if (fits) buf_put(&b, level);
        buf_byte(&b, LEVELS_END);
    }
    return buf_str(&b);
}

struct facts facts_read(struct str text) {
    struct facts out = {0};
    for (int f = 0; f < FACTORS && str_cut(&text, LEVELS_END, &out.level[f]);)
        f++;
    return out;
}

/* ---- In words ---- */

static struct str money_words(struct ctx *cx, int64_t rials) {
    return field_text(cx, entity_at(cx->catalog, "deal")->fields[DEAL_AMOUNT],
                      v_int(rials));
}

static struct str band_label(struct ctx *cx, const struct band *bands, int count,
                             struct str level) {
    for (int i = 0; i < count; i++) {
        if (!str_eq(bands[i].key, level)) continue;
        if (bands != amounts) return cx_msg(cx, bands[i].label);
        int end = i + 1 < count ? i + 1 : i;
        return msg_format(cx->mem, cx->lang, bands[i].label,
                          MSG_PARTS({"from", money_words(cx, bands[i].from)},
                                    {"to", money_words(cx, bands[end].from)}));
    }
    return level;
}

static struct str category_label(struct ctx *cx, struct str level) {
    int64_t id;
    if (!id_parse(level, &id)) return level;
    struct str name = link_title(cx, entity_at(cx->catalog, "product_category"), id);
    return name.n ? name : cx_msg(cx, MSG_LEVEL_GONE);
}

struct str level_label(struct ctx *cx, enum factor f, struct str level) {
    const struct factor_row *row = &rows[f];
    switch (f) {
    case FACTOR_DEALER:
        return cx_msg(cx, str_is(level, "yes") ? MSG_LEVEL_BY_DEALER : MSG_LEVEL_DIRECT);
    case FACTOR_BEFORE: return band_label(cx, BANDS(befores), level);
    case FACTOR_AMOUNT: return band_label(cx, BANDS(amounts), level);
    case FACTOR_TALKS: return band_label(cx, BANDS(talks), level);
    case FACTOR_RESPONSE: return band_label(cx, BANDS(responses), level);
    case FACTOR_CATEGORY: return category_label(cx, level);
    default: break;
    }
    if (!row->entity) return level;
    const struct field *field = entity_at(cx->catalog, row->entity)->fields[row->field];
    const struct choice *choice = choice_of(field->choices, level);
    return choice ? label_in(&choice->label, cx->lang) : level;
}
