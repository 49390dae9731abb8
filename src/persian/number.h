/* number.h - numbers as people read and type them: digits, groups, words.
 * Values are whole: a decimal is an int64_t scaled by ten to the number of `places`, so
 * 12.50 with two places is 1250. Money is whole rials; a toman is ten of them. */
#ifndef PERSIAN_NUMBER_H
#define PERSIAN_NUMBER_H

#include "base/str.h"
#include "persian/reason.h"

struct arena;

enum { NUMBER_PLACES = 18, RIALS_PER_TOMAN = 10 };

/* The same text with ۰-۹ for 0-9. */
struct str fa_show_digits(struct arena *a, struct str s);

/* "−۱٬۲۳۴٫۵۰" and "-1,234.50" for -123450 with two places (0 … NUMBER_PLACES). */
struct str number_show_fa(struct arena *a, int64_t value, int places);
struct str number_show_en(struct arena *a, int64_t value, int places);

enum number_fault {
    NUMBER_OK,
    NUMBER_EMPTY,
    NUMBER_UNREADABLE,
    NUMBER_TOO_BIG,
    NUMBER_TOO_FINE, /* more decimals than there are places */
};
const struct reason *number_reason(enum number_fault fault);

/* Read a number typed in any digits: a sign, thousands parted by , ٬ ، _ ' or space in
 * groups of three or not at all, decimals after . or ٫ or /. */
enum number_fault number_parse(struct arena *a, struct str typed, int places,
                               int64_t *out_value);

/* In words, for every int64_t: "منفی صد و پنج", "minus one hundred five". */
struct str number_words_fa(struct arena *a, int64_t n);
struct str number_words_en(struct arena *a, int64_t n);
/* "بیست و سوم", "twenty-third". */
struct str ordinal_words_fa(struct arena *a, int64_t n);
struct str ordinal_words_en(struct arena *a, int64_t n);

enum money_unit { MONEY_RIAL, MONEY_TOMAN };
/* "دوازده هزار تومان و پنج ریال", "twelve thousand tomans and five rials". */
struct str money_words_fa(struct arena *a, int64_t rials, enum money_unit unit);
struct str money_words_en(struct arena *a, int64_t rials, enum money_unit unit);

#endif
