/* factors.h - what may speak for or against a deal: the factors, their levels, and what is known of
 * one deal. A level is a short text that stays the same for ever; an empty one is not known.
 *
 * Only what was known while the deal was open counts, and only what a deal that is open today could
 * have as well: not how long it took, not its stage, not why it ended. */
#ifndef SCORING_FACTORS_H
#define SCORING_FACTORS_H

#include "records/ctx.h"
#include "records/meta/meta.h"

enum factor {
    FACTOR_SOURCE,
    FACTOR_KIND,
    FACTOR_INDUSTRY,
    FACTOR_CITY,
    FACTOR_DEALER,
    FACTOR_BEFORE, /* deals won before this one was made */
    FACTOR_AMOUNT,
    FACTOR_TALKS, /* with the customer in its first two weeks */
    FACTOR_RESPONSE,
    FACTOR_CATEGORY, /* as it was said, else of what is the most of its quotes */
    FACTOR_BUDGET,
    FACTOR_NEED,
    FACTOR_AUTHORITY,
    FACTOR_TIME,
    FACTORS,
};

enum {
    FACTS_TALK_DAYS =
        14, /* of a younger deal it is not known how many talks there will be */
    FACTS_LEVEL_BYTES = 80,
};

/* What is known of one deal. */
struct facts {
    struct str level[FACTORS];
};

/* ---- Values in, values out ---- */

struct str factor_key(enum factor f);
/* FACTORS: there is no such. */
enum factor factor_keyed(struct str key);
/* The level of an amount of rials, of a number of talks or of deals won, of seconds to an answer. */
struct str amount_level(struct value rials);
struct str talks_level(int64_t n);
struct str before_level(int64_t deals);
struct str response_level(struct value seconds);
/* As one text, and back; what a text lacks is not known. */
struct str facts_text(struct arena *mem, const struct facts *facts);
struct facts facts_read(struct str text);

/* ---- In words ---- */

struct str factor_label(const struct ctx *cx, enum factor f);
struct str level_label(struct ctx *cx, enum factor f, struct str level);

/* ---- Of records ---- */

/* What was known of a deal until that instant. Asks for no rights. */
enum err facts_of_deal(struct ctx *cx, const struct record *deal, int64_t until_ms,
                       struct facts *out);
/* What is known of a customer with whom no deal was begun yet. */
enum err facts_of_party(struct ctx *cx, const struct record *party, struct facts *out);

#endif
