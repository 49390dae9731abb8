/* filter.h - which records: one small language for addresses, saved views, segments and the
 * API.
 *
 *   stage = lead and (city = "تهران" or value >= 1000000) and created_at within this_month
 *   not (phone is empty) and name ~ "رضا" and tags has vip and owner in (me, 0G7…)
 *
 * Operators:  =  !=  <  <=  >  >=  ~ (contains)  ^ (starts)  has  in (a, b)  within PERIOD
 * is empty, is not empty; and, or, not, brackets. Of a kind that is owned, party.city is a field of
 * the party whose record it is: of parties the actor may read. Values as people type them; quotes (")
 * where there is a space. PERIOD: today yesterday tomorrow this_week last_week next_week
 * this_month … this_season this_year last_year fiscal_year last_N_days next_N_days past
 * future, and A..B of two dates. Weeks begin on Saturday, months and years are Solar Hijri
 * (or Gregorian by the user's choice). */
#ifndef RECORDS_FILTER_H
#define RECORDS_FILTER_H

#include "records/ctx.h"
#include "records/meta/meta.h"

enum {
    FILTER_TERMS = 100,
    FILTER_DEPTH = 20,
    FILTER_BYTES = 8192, /* as typed, and in standard form */
    FILTER_VALUES = 200, /* in all lists together */
};

enum filter_kind { FILTER_AND, FILTER_OR, FILTER_NOT, FILTER_TERM };
enum filter_op {
    FILTER_EQ,
    FILTER_NE,
    FILTER_LT,
    FILTER_LE,
    FILTER_GT,
    FILTER_GE,
    FILTER_CONTAINS,
    FILTER_STARTS,
    FILTER_HAS,
    FILTER_IN,
    FILTER_WITHIN,
    FILTER_EMPTY,
    FILTER_NOT_EMPTY,
};

struct filter {
    enum filter_kind kind;
    const struct filter *left, *right; /* of and, or; left of not */
    const struct field *field;
    bool of_party; /* the field is one of the party whose record it is */
    enum filter_op op;
    struct str text;            /* the value as written; a list's without its brackets */
    const struct value *values; /* parsed; two of WITHIN: from, before */
    int count;
};

/* NULL filter: everything. A mistake adds a problem and gives ERR_INVALID. */
enum err filter_parse(struct ctx *cx, const struct entity *e, struct str text,
                      const struct filter **out);
/* The same text in standard form, for addresses. */
struct str filter_text(struct ctx *cx, const struct filter *f);
/* Append a value in quotes, as the language reads it. */
void filter_put_quoted(struct buf *b, struct str s);
/* In plain words for a chip: «مرحله: سرنخ». */
struct str filter_words(struct ctx *cx, const struct filter *f);

struct query;
/* Append the condition, over columns of table alias `alias`; "1=1" for NULL. */
void filter_condition(struct ctx *cx, struct query *q, char alias, const struct filter *f);
/* Whether it lets no record through that has the field empty. */
bool filter_fills(const struct filter *f, const struct field *field);
/* Whether a record in hand satisfies it; equal to what the condition says. */
bool filter_holds(struct ctx *cx, const struct filter *f, const struct value *values);

#endif
