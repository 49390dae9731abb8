/* number_words.c - numbers in Persian and English words. */
#include "persian/number.h"

#include "base/arena.h"
#include "base/buf.h"

enum { SCALES = 7, THOUSAND = 1000 };

/* The words of one language; what stands between them is code. */
struct words {
    const char *zero, *minus;
    const char *small[20], *tens[10], *hundreds[10], *scales[SCALES];
    const char *join, *ten_join; /* between groups, between tens and units */
    bool bare_thousand;          /* a leading thousand goes without "one" */
};

static const struct words persian = {
    .zero = "صفر",
    .minus = "منفی ",
    .small = {"",       "یک",     "دو",     "سه",   "چهار",  "پنج",    "شش",
              "هفت",    "هشت",    "نه",     "ده",   "یازده", "دوازده", "سیزده",
              "چهارده", "پانزده", "شانزده", "هفده", "هجده",  "نوزده"},
    .tens = {"", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"},
    .hundreds = {"", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد",
                 "نهصد"},
    .scales = {"", "هزار", "میلیون", "میلیارد", "تریلیون", "کوادریلیون", "کوینتیلیون"},
    .join = " و ",
    .ten_join = " و ",
    .bare_thousand = true,
};

static const struct words english = {
    .zero = "zero",
    .minus = "minus ",
    .small = {"",        "one",     "two",       "three",    "four",
              "five",    "six",     "seven",     "eight",    "nine",
              "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
              "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"},
    .tens = {"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
             "ninety"},
    .hundreds = {"", "one hundred", "two hundred", "three hundred", "four hundred",
                 "five hundred", "six hundred", "seven hundred", "eight hundred",
                 "nine hundred"},
    .scales = {"", "thousand", "million", "billion", "trillion", "quadrillion",
               "quintillion"},
    .join = " ",
    .ten_join = "-",
};

static void put_joined(struct buf *out, bool *begun, const char *join, const char *word) {
    if (*begun) buf_putz(out, join);
    buf_putz(out, word);
    *begun = true;
}

/* 1 … 999 */
static void put_group(struct buf *out, const struct words *w, unsigned n, bool begun) {
    if (n >= 100) put_joined(out, &begun, w->join, w->hundreds[n / 100]);
    n %= 100;
    if (n >= 20) {
        put_joined(out, &begun, w->join, w->tens[n / 10]);
        if (n % 10) put_joined(out, &begun, w->ten_join, w->small[n % 10]);
    } else if (n) {
        put_joined(out, &begun, w->join, w->small[n]);
    }
}

static void put_number(struct buf *out, const struct words *w, int64_t n) {
    uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    if (n < 0) buf_putz(out, w->minus);
    if (n == 0) buf_putz(out, w->zero);
    bool begun = false;
    uint64_t unit = 1;
    for (int i = 1; i < SCALES; i++)
        unit *= THOUSAND;
    for (int scale = SCALES - 1; scale >= 0; scale--, rest %= unit, unit /= THOUSAND) {
        unsigned group = (unsigned)(rest / unit);
        if (!group) continue;
        if (scale == 1 && group == 1 && w->bare_thousand) {
            put_joined(out, &begun, w->join, w->scales[1]);
            continue;
        }
        put_group(out, w, group, begun);
        begun = true;
        if (scale) buf_byte(out, ' ');
        buf_putz(out, w->scales[scale]);
    }
}

static struct str number_words(struct arena *a, const struct words *w, int64_t n) {
    struct buf out = buf_in(a, 0);
    put_number(&out, w, n);
    return buf_str(&out);
}

struct str number_words_fa(struct arena *a, int64_t n) {
    return number_words(a, &persian, n);
}

struct str number_words_en(struct arena *a, int64_t n) {
    return number_words(a, &english, n);
}

struct ending {
    const char *cardinal, *ordinal;
};

/* The first row whose cardinal ends the text decides. */
static struct str change_ending(struct arena *a, struct str words,
                                const struct ending *endings) {
    while (!str_ends(words, str_of(endings->cardinal)))
        endings++;
    words.n -= strlen(endings->cardinal);
    return str_join(a, words, str_of(endings->ordinal));
}

struct str ordinal_words_fa(struct arena *a, int64_t n) {
    static const struct ending endings[] = {
        {"سی", "سی\u200Cام"},
        {"سه", "سوم"},
        {"", "م"},
    };
    if (n == 1) return STR("اول");
    return change_ending(a, number_words_fa(a, n), endings);
}

struct str ordinal_words_en(struct arena *a, int64_t n) {
    static const struct ending endings[] = {
        {"one", "first"},      {"two", "second"},   {"three", "third"},
        {"five", "fifth"},     {"eight", "eighth"}, {"nine", "ninth"},
        {"twelve", "twelfth"}, {"ty", "tieth"},     {"", "th"},
    };
    return change_ending(a, number_words_en(a, n), endings);
}

static bool is_one(int64_t n) {
    return n == 1 || n == -1;
}

struct money_words {
    const struct words *words;
    const char *rial, *rials, *toman, *tomans, *join;
};

static void put_amount(struct buf *out, const struct money_words *m, int64_t n,
                       enum money_unit unit) {
    put_number(out, m->words, n);
    buf_byte(out, ' ');
    if (unit == MONEY_TOMAN)
        buf_putz(out, is_one(n) ? m->toman : m->tomans);
    else
        buf_putz(out, is_one(n) ? m->rial : m->rials);
}

static struct str money_words(struct arena *a, const struct money_words *m, int64_t rials,
                              enum money_unit unit) {
    struct buf out = buf_in(a, 0);
    int64_t tomans = unit == MONEY_TOMAN ? rials / RIALS_PER_TOMAN : 0;
    int64_t left = rials - tomans * RIALS_PER_TOMAN;
    bool only_tomans = unit == MONEY_TOMAN && left == 0;
    if (tomans || only_tomans) put_amount(&out, m, tomans, MONEY_TOMAN);
    if (tomans && left) {
        buf_putz(&out, m->join);
        left = left < 0 ? -left : left; /* the minus stands at the beginning */
    }
    if (!only_tomans) put_amount(&out, m, left, MONEY_RIAL);
    return buf_str(&out);
}

struct str money_words_fa(struct arena *a, int64_t rials, enum money_unit unit) {
    static const struct money_words fa = {&persian, "ریال",  "ریال",
                                          "تومان",  "تومان", " و "};
    return money_words(a, &fa, rials, unit);
}

struct str money_words_en(struct arena *a, int64_t rials, enum money_unit unit) {
    static const struct money_words en = {&english, "rial",   "rials",
                                          "toman",  "tomans", " and "};
    return money_words(a, &en, rials, unit);
}
