/* typed.h - what people type for a date, a time or a duration, cut into pieces, and the
 * words they use. For the files of src/persian only. */
#ifndef PERSIAN_TYPED_H
#define PERSIAN_TYPED_H

#include "base/str.h"

struct arena;

enum {
    TYPED_BYTES = 200, /* longer text is no date */
    TYPED_PIECES = 16,
    TYPED_DIGITS = 9, /* of one number */
};

enum piece_kind { PIECE_NUMBER, PIECE_WORD, PIECE_SIGN };

struct piece {
    enum piece_kind kind;
    int64_t value;   /* of a number; the code point of a sign */
    size_t digits;   /* of a number; 0 when it was a word */
    struct str word; /* folded */
};

struct typed {
    struct piece at[TYPED_PIECES];
    size_t n;
};

/* Cut text into pieces; number words become numbers. False if there are too many. */
bool typed_read(struct arena *a, struct str text, struct typed *out);

static inline bool piece_is_number(const struct piece *p) {
    return p->kind == PIECE_NUMBER;
}
static inline bool piece_is_sign(const struct piece *p, uint32_t sign) {
    return p->kind == PIECE_SIGN && p->value == sign;
}

enum word_role {
    WORD_NUMBER,
    WORD_MONTH, /* of the Solar Hijri year */
    WORD_GREGORIAN_MONTH,
    WORD_WEEKDAY,  /* enum weekday */
    WORD_DAYS,     /* units of dates: this many days … */
    WORD_MONTHS,   /* … or months */
    WORD_MINUTES,  /* units of durations */
    WORD_WAY,      /* +1 later, -1 earlier, 0 this */
    WORD_DAY,      /* a phrase for a day: so many days after today */
    WORD_EDGE,     /* a phrase for the edge of a period: enum word_edge */
    WORD_CLOCK,    /* a phrase for a time: minutes after midnight */
    WORD_HALF_DAY, /* enum word_half_day */
    WORD_HALF,
    WORD_EMPTY, /* says nothing */
};

enum word_edge { MONTH_START, MONTH_END, YEAR_START, YEAR_END, WEEK_START, WEEK_END };
enum word_half_day { HALF_AM, HALF_PM, HALF_NIGHT };

/* The value of a folded word or phrase in a role; false if it has no such role. */
bool word_value(struct str folded, enum word_role role, int *out_value);

/* What a piece means in a role, for pieces that are words. */
static inline bool piece_means(const struct piece *p, enum word_role role, int *out_value) {
    return p->kind == PIECE_WORD && word_value(p->word, role, out_value);
}

#endif
