#include "records/data/spelling.h"

#include "base/arena.h"
#include "persian/clean.h"
#include "persian/fold.h"
#include "persian/phone.h"

/* Only digits and what stands between the digits of a telephone number. */
static bool looks_dialled(struct str s) {
    size_t digits = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool digit = s.p[i] >= '0' && s.p[i] <= '9';
        if (!digit && !(s.p[i] && strchr(" +-()/", s.p[i]))) return false;
        digits += digit;
    }
    return digits > 2;
}

struct search_words *spelling_ways(struct arena *mem, struct str typed, bool whole,
                                   int *out_count) {
    struct fa_query query = fa_query(mem, typed);
    struct search_words *ways = NEWS(mem, query.n + 1, struct search_words);
    int count = 0;
    for (size_t i = 0; i < query.n; i++)
        ways[count++] =
            (struct search_words){query.ways[i].at, (int)query.ways[i].n, whole};
    struct str clean = fa_clean_line(mem, typed);
    if (looks_dialled(clean)) {
        struct str *digits = NEW(mem, struct str);
        *digits = phone_search_digits(mem, clean);
        if (digits->n) ways[count++] = (struct search_words){digits, 1, whole};
    }
    *out_count = count;
    return ways;
}
