#include "records/data/spelling.h"

#include "base/arena.h"
#include "base/buf.h"
#include "persian/clean.h"
#include "persian/fold.h"
#include "persian/phone.h"

enum { NUMBER_WAYS = 3 }; /* in which one stands in the index */

struct spelling {
    struct arena *mem;
    struct search_words *ways;
    int count;
    bool whole;
};

/* The words of a way, and one more behind them, or empty. */
static void add_way(struct spelling *s, const struct fa_words *way, struct str last) {
    struct str *words = NEWS(s->mem, way->n + 1, struct str);
    if (way->n) memcpy(words, way->at, way->n * sizeof *words);
    if (last.n) words[way->n] = last;
    s->ways[s->count++] =
        (struct search_words){words, (int)way->n + (last.n > 0), s->whole};
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

struct str spelling_digits(struct arena *mem, struct str typed) {
    struct buf b = buf_in(mem, 0);
    struct str clean = fa_clean_line(mem, typed);
    for (size_t i = 0; i < clean.n; i++)
        if (is_digit(clean.p[i]) && (b.n || clean.p[i] != '0')) buf_byte(&b, clean.p[i]);
    return buf_str(&b);
}

/* What is typed may end in a telephone number: digits, and what stands between those of one.
 * *out_head: what comes before it. */
static struct str ending_number(struct str typed, struct str *out_head) {
    size_t from = typed.n, digits = 0;
    while (from && (is_digit(typed.p[from - 1]) || strchr(" +-()/", typed.p[from - 1])))
        digits += is_digit(typed.p[--from]);
    *out_head = str_first(typed, from);
    bool apart = !from || (from < typed.n && typed.p[from] == ' ');
    return apart && digits >= SPELLING_NUMBER_LEAST ? str_from(typed, from) : STR("");
}

/* Behind words: the number as it is dialled, with its zero or with a country, and its end. */
static void add_number(struct spelling *s, const struct fa_words *head, struct str number) {
    struct fa_words one = fa_tokens(s->mem, number);
    struct str digits = phone_search_digits(s->mem, number);
    struct str tail = phone_tail(s->mem, number);
    bool as_typed = one.n == 1 && str_eq(one.at[0], digits);
    if (digits.n && !as_typed) add_way(s, head, digits);
    if (digits.n) add_way(s, head, str_join(s->mem, STR("0"), digits));
    size_t said = 0;
    for (size_t i = 0; i < number.n; i++)
        said += is_digit(number.p[i]);
    bool could_be = said <= PHONE_TAIL_MOST && (!s->whole || said == PHONE_TAIL_MOST);
    if (tail.n && could_be) add_way(s, head, tail);
}

struct search_words *spelling_ways(struct arena *mem, struct str typed, bool whole,
                                   int *out_count) {
    struct fa_query query = fa_query(mem, typed);
    struct str head, number = ending_number(fa_clean_line(mem, typed), &head);
    struct fa_query before = fa_query(mem, head);
    struct fa_words none = {0};
    struct spelling s = {mem, NULL, 0, whole};
    s.ways = NEWS(mem, query.n + (before.n + 1) * NUMBER_WAYS, struct search_words);
    for (size_t i = 0; i < query.n; i++)
        add_way(&s, &query.ways[i], STR(""));
    for (size_t i = 0; number.n && i < before.n; i++)
        add_number(&s, &before.ways[i], number);
    if (number.n && !before.n) add_number(&s, &none, number);
    *out_count = s.count;
    return s.ways;
}
