/* customer.c - a believable customer: a person or a company, with numbers that pass every
 * check and belong to nobody on purpose. Its addresses on the Internet end in .example. */
#include "cli/demo/world.h"

#include "base/arena.h"
#include "base/json_write.h"
#include "entities.h"
#include "persian/jalali.h"

#include <assert.h>

enum { CITY_WEIGHT, CITY_NAME, CITY_COUNTY, CITY_PROVINCE, CITY_AREA, CITY_ISSUER };
enum { COMPANIES_IN_HUNDRED = 25, SERIALS = 1000000, LEGAL_SERIALS = 10000000 };

/* ---- Numbers ---- */

static int digit(struct str s, int i) {
    return s.p[i] - '0';
}

/* The customer's number, scattered over all serials of a place without meeting another's;
 * never 0, which is no serial. */
static int64_t scatter(const struct customer *c, int64_t range) {
    enum { STEP = 387437 }; /* has no factor in common with a power of ten */
    return (c->number % (range - 1) + 1) * STEP % range;
}

static struct str national_id(struct arena *mem, const struct customer *c) {
    struct str nine = str_format(mem, "%.*s%06lld", STR_ARG(c->city[CITY_ISSUER]),
                                 (long long)scatter(c, SERIALS));
    int sum = 0;
    for (int i = 0; i < 9; i++)
        sum += digit(nine, i) * (10 - i);
    int rest = sum % 11;
    return str_format(mem, "%.*s%d", STR_ARG(nine), rest < 2 ? rest : 11 - rest);
}

static struct str legal_id(struct arena *mem, const struct customer *c) {
    static const int weights[] = {29, 27, 23, 19, 17, 29, 27, 23, 19, 17};
    struct str ten = str_format(mem, "140%07lld", (long long)scatter(c, LEGAL_SERIALS));
    int sum = 0, plus = digit(ten, 9) + 2;
    for (int i = 0; i < 10; i++)
        sum += (digit(ten, i) + plus) * weights[i];
    return str_format(mem, "%.*s%d", STR_ARG(ten), sum % 11 % 10);
}

static struct value mobile(struct arena *mem, struct dice *d) {
    struct str prefix = world_pick(d, &list_mobile)[0];
    return v_text(str_format(mem, "+98%.*s%07lld", STR_ARG(prefix),
                             (long long)dice_below(d, 10000000)));
}

static struct value landline(struct arena *mem, struct customer *c) {
    static const char firsts[] = "246788";
    bool tehran = str_is(c->city[CITY_AREA], "21");
    char first = tehran ? firsts[dice_below(&c->dice, 6)] : '3';
    return v_text(str_format(mem, "+98%.*s%c%07lld", STR_ARG(c->city[CITY_AREA]), first,
                             (long long)dice_below(&c->dice, 10000000)));
}

/* The five digits of the region hold no 0 and no 2. */
static struct str postal_code(struct arena *mem, struct dice *d) {
    static const char digits[] = "13456789";
    char code[11] = {0};
    for (int i = 0; i < 10; i++)
        code[i] = digits[dice_below(d, 8)];
    return str_dup(mem, str_of(code));
}

static struct value address(struct arena *mem, struct customer *c) {
    struct buf b = buf_in(mem, 0);
    struct json_writer w = json_writer(&b);
    struct str street = world_pick(&c->dice, &list_street)[0];
    struct str lane = world_pick(&c->dice, &list_lane)[0];
    json_begin_object(&w);
    json_name(&w, "province"), json_write_str(&w, c->city[CITY_PROVINCE]);
    json_name(&w, "county"), json_write_str(&w, c->city[CITY_COUNTY]);
    json_name(&w, "city"), json_write_str(&w, c->city[CITY_NAME]);
    json_name(&w, "street");
    json_write_str(&w,
                   str_format(mem, "%.*s، کوچهٔ %.*s، پلاک %lld", STR_ARG(street),
                              STR_ARG(lane), (long long)dice_between(&c->dice, 1, 180)));
    json_name(&w, "postal_code"), json_write_str(&w, postal_code(mem, &c->dice));
    json_end_object(&w);
    return v_text(buf_str(&b));
}

static const struct str *pick_city(struct dice *d) {
    static int weights[256], count;
    for (; count < list_city.count && count < 256; count++) {
        int64_t weight = 1;
        str_int(list_city.rows[count][CITY_WEIGHT], &weight);
        weights[count] = (int)weight;
    }
    return list_city.rows[dice_weighted(d, weights, count)];
}

/* ---- Person and company ---- */

static void fill_person(struct world *w, struct customer *c, struct record *r) {
    struct arena *mem = w->house->cx->mem;
    struct dice *d = &c->dice;
    bool woman = dice_percent(d, 46);
    const struct list *firsts = woman ? &list_first_female : &list_first_male;
    struct str first = firsts->rows[dice_low(d, firsts->count)][0];
    const struct str *family = list_family.rows[dice_low(d, list_family.count)];
    int64_t born = w->today - dice_between(d, 19 * 365, 74 * 365);
    r->values[PARTY_NAME] =
        v_text(str_format(mem, "%.*s %.*s", STR_ARG(first), STR_ARG(family[0])));
    r->values[PARTY_GENDER] = v_text(woman ? GENDER_FEMALE : GENDER_MALE);
    if (dice_percent(d, 70)) r->values[PARTY_BIRTH_DATE] = v_int(born);
    if (dice_percent(d, 80) && c->number < SERIALS)
        r->values[PARTY_NATIONAL_ID] = v_text(national_id(mem, c));
    r->values[PARTY_PHONE] = mobile(mem, d);
    if (dice_percent(d, 15)) r->values[PARTY_PHONE2] = landline(mem, c);
    if (dice_percent(d, 45))
        r->values[PARTY_EMAIL] = v_text(str_format(
            mem, "%.*s.%d@mail.example", STR_ARG(family[1]), jalali_from_day(born).year));
}

/* One or two names of companies in column `column` of the list, `between` them. */
static struct str company_name(struct arena *mem, const struct str *first,
                               const struct str *second, int column, const char *between) {
    assert(first && second);
    if (first == second) return first[column];
    return str_format(mem, "%.*s%s%.*s", STR_ARG(first[column]), between,
                      STR_ARG(second[column]));
}

static void fill_company(struct world *w, struct customer *c, struct record *r) {
    enum { NAME, LATIN };
    struct arena *mem = w->house->cx->mem;
    struct dice *d = &c->dice;
    const struct str *trade = world_pick(d, &list_trade);
    const struct str *first = world_pick(d, &list_company);
    const struct str *second = dice_percent(d, 70) ? world_pick(d, &list_company) : first;
    struct str name = company_name(mem, first, second, NAME, " ");
    struct str latin = company_name(mem, first, second, LATIN, "-");
    r->values[PARTY_NAME] =
        v_text(str_format(mem, "%.*s %.*s", STR_ARG(trade[1]), STR_ARG(name)));
    r->values[PARTY_INDUSTRY] = v_text(trade[0]);
    if (c->number < LEGAL_SERIALS) {
        r->values[PARTY_LEGAL_ID] = v_text(legal_id(mem, c));
        r->values[PARTY_ECONOMIC_CODE] = r->values[PARTY_LEGAL_ID];
    }
    r->values[PARTY_PHONE] = landline(mem, c);
    if (dice_percent(d, 50)) r->values[PARTY_PHONE2] = mobile(mem, d);
    r->values[PARTY_EMAIL] = v_text(str_format(mem, "info@%.*s.example", STR_ARG(latin)));
    r->values[PARTY_WEBSITE] =
        v_text(str_format(mem, "https://www.%.*s.example", STR_ARG(latin)));
    if (dice_percent(d, 40))
        r->values[PARTY_CREDIT_LIMIT] = v_int(dice_between(d, 1, 200) * 100000000);
}

/* ---- What both have ---- */

static struct value tags(struct arena *mem, struct dice *d) {
    struct buf b = buf_in(mem, 0);
    int64_t first = dice_below(d, list_tag.count);
    buf_format(&b, "|%.*s|", STR_ARG(list_tag.rows[first][0]));
    if (dice_percent(d, 30))
        buf_format(&b, "%.*s|", STR_ARG(list_tag.rows[(first + 1) % list_tag.count][0]));
    return v_text(buf_str(&b));
}

#define WEIGHTS(...) \
    (const int[]){__VA_ARGS__}, (int)(sizeof((const int[]){__VA_ARGS__}) / sizeof(int))

/* Weights in the order in which party.entity lists the choices. */
static void fill_relation(struct world *w, struct customer *c, struct record *r) {
    struct dice *d = &c->dice;
    const struct entity *e = w->party;
    r->values[PARTY_STAGE] =
        world_choice(d, e, PARTY_STAGE, WEIGHTS(6, 30, 32, 16, 6, 3, 7));
    r->values[PARTY_SOURCE] =
        world_choice(d, e, PARTY_SOURCE, WEIGHTS(22, 24, 8, 20, 12, 10, 0, 4));
    if (dice_percent(d, 60))
        r->values[PARTY_RATING] = v_int(1 + dice_weighted(d, WEIGHTS(1, 2, 5, 4, 2)));
    if (dice_percent(d, 30)) r->values[PARTY_TAGS] = tags(w->house->cx->mem, d);
    if (dice_percent(d, 50))
        r->values[PARTY_PREFERRED_CHANNEL] =
            world_choice(d, e, PARTY_PREFERRED_CHANNEL, WEIGHTS(50, 20, 10, 15, 4, 1));
    r->values[PARTY_CONSENT_SMS] = v_int(dice_percent(d, 75));
    r->values[PARTY_CONSENT_EMAIL] = v_int(dice_percent(d, 50));
    r->values[PARTY_CONSENT_CALL] = v_int(dice_percent(d, 85));
}

static void more_contacts(struct world *w, struct customer *c) {
    struct ctx *cx = w->house->cx;
    if (!dice_percent(&c->dice, c->company ? 40 : 8)) return;
    struct record r = record_new(cx, w->contact);
    r.values[FIELD_PARTY] = v_int(c->id);
    r.values[CONTACT_POINT_KIND] =
        v_text(c->company ? CONTACT_KIND_FAX : CONTACT_KIND_MOBILE);
    r.values[CONTACT_POINT_VALUE] =
        c->company ? landline(cx->mem, c) : mobile(cx->mem, &c->dice);
    world_note(w, &r, customer_moment(w, c, c->day), c->owner);
}

static void more_addresses(struct world *w, struct customer *c) {
    struct ctx *cx = w->house->cx;
    if (!c->company || !dice_percent(&c->dice, 25)) return;
    struct record r = record_new(cx, w->address);
    r.values[FIELD_PARTY] = v_int(c->id);
    r.values[POSTAL_ADDRESS_LABEL] =
        v_text(dice_percent(&c->dice, 60) ? STR("کارخانه") : STR("انبار"));
    r.values[POSTAL_ADDRESS_ADDRESS] = address(cx->mem, c);
    world_note(w, &r, customer_moment(w, c, c->day), c->owner);
}

void customer_make(struct world *w, struct customer *c) {
    struct ctx *cx = w->house->cx;
    struct record r = record_new(cx, w->party);
    c->company = dice_percent(&c->dice, COMPANIES_IN_HUNDRED);
    c->city = pick_city(&c->dice);
    r.values[PARTY_KIND] = v_text(c->company ? PARTY_KIND_ORGANISATION : PARTY_KIND_PERSON);
    c->company ? fill_company(w, c, &r) : fill_person(w, c, &r);
    r.values[PARTY_CITY] = v_text(c->city[CITY_NAME]);
    if (dice_percent(&c->dice, 70)) r.values[PARTY_ADDRESS] = address(cx->mem, c);
    fill_relation(w, c, &r);
    customer_place(w, c, &r);
    c->since_ms = world_moment(w, &c->dice, c->day);
    world_note(w, &r, c->since_ms, c->owner);
    c->id = record_id(&r);
    customer_qualify(w, c, record_str(&r, PARTY_SOURCE));
    customer_ask(w, c, &r);
    if (c->company) w->companies[w->company_count++] = c->id;
    more_contacts(w, c);
    more_addresses(w, c);
}
