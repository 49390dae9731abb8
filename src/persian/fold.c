#include "persian/fold.h"

#include "base/arena.h"
#include "base/buf.h"
#include "persian/letter.h"

struct str fa_fold(struct arena *a, struct str s) {
    char *start = arena_alloc(a, letters_room(s)), *at = start;
    struct letters rest = letters_of(s);
    for (const struct letter *l; (l = letters_next(&rest)) != NULL;)
        if (l->folded) at = letter_put(at, l->folded);
    return str_n(start, (size_t)(at - start));
}

/* The next letter of a key; 0 at its end. */
static uint32_t next_folded(struct letters *rest) {
    for (const struct letter *l; (l = letters_next(rest)) != NULL;)
        if (l->folded) return l->folded;
    return 0;
}

bool fa_alike(struct str a, struct str b) {
    struct letters left = letters_of(a), right = letters_of(b);
    uint32_t code;
    do {
        code = next_folded(&left);
        if (code != next_folded(&right)) return false;
    } while (code);
    return true;
}

/* Between the words of a folded text; none is ever a folded letter. Of several between two
 * words the smallest stays. */
enum { LINE_GAP = '\n', GAP = ' ', HALF_GAP = '-' };

static char gap_of(const struct letter *l) {
    if (l->kind == HALF_SPACE) return HALF_GAP;
    if (l->kind == LINE) return LINE_GAP;
    return l->kind == SPACE || l->kind == SIGN ? GAP : 0;
}

static bool is_gap(char c) {
    return c == GAP || c == HALF_GAP || c == LINE_GAP;
}

/* Folded words with one gap between them, none at the ends. */
static struct str fold_words(struct arena *a, struct str s) {
    char *start = arena_alloc(a, letters_room(s)), *at = start;
    char gap = 0;
    struct letters rest = letters_of(s);
    for (const struct letter *l; (l = letters_next(&rest)) != NULL;) {
        char next = l->folded ? 0 : gap_of(l);
        if (l->folded) {
            if (gap && at > start) *at++ = gap;
            at = letter_put(at, l->folded);
            gap = 0;
        } else if (next && (!gap || next < gap)) {
            gap = next;
        }
    }
    return str_n(start, (size_t)(at - start));
}

static size_t count_words(struct str folded) {
    size_t n = folded.n > 0;
    for (size_t i = 0; i < folded.n; i++)
        n += is_gap(folded.p[i]);
    return n;
}

static struct fa_words cut_words(struct arena *a, struct str folded) {
    struct fa_words words = {.at = NEWS(a, count_words(folded), struct str)};
    for (size_t i = 0, start = 0; folded.n && i <= folded.n; i++) {
        if (i < folded.n && !is_gap(folded.p[i])) continue;
        words.at[words.n++] = str_n(folded.p + start, i - start);
        start = i + 1;
    }
    return words;
}

struct fa_words fa_tokens(struct arena *a, struct str s) {
    return cut_words(a, fold_words(a, s));
}

/* Words cut from one folded text know their gap: it is the byte before them. */
static bool is_part(struct str word) {
    return word.p[-1] == HALF_GAP;
}

static bool begins_line(struct str word) {
    return word.p[-1] == LINE_GAP;
}

static void put_pairs(struct buf *out, struct fa_words words) {
    for (size_t i = 0; i + 1 < words.n; i++) {
        if (begins_line(words.at[i + 1])) continue;
        buf_byte(out, ' ');
        buf_put(out, words.at[i]);
        buf_put(out, words.at[i + 1]);
    }
}

/* Words of three and more parts; pairs are there already. */
static void put_compounds(struct buf *out, struct fa_words words) {
    for (size_t i = 0, n; i < words.n; i += n) {
        for (n = 1; i + n < words.n && is_part(words.at[i + n]);)
            n++;
        if (n < 3 || n > FA_INDEX_PARTS) continue;
        buf_byte(out, ' ');
        for (size_t part = 0; part < n; part++)
            buf_put(out, words.at[i + part]);
    }
}

struct str fa_index_text(struct arena *a, struct str s) {
    struct fa_words words = fa_tokens(a, s);
    if (words.n <= 1) return words.n ? words.at[0] : STR("");
    struct buf out = buf_in(a, 0);
    for (size_t i = 0; i < words.n; i++) {
        if (i) buf_byte(&out, ' ');
        buf_put(&out, words.at[i]);
    }
    put_pairs(&out, words);
    put_compounds(&out, words);
    return buf_str(&out);
}

/* One way to write `words`: bit i of `joins` joins word i + 1 to word i. */
static struct fa_words join_words(struct arena *a, struct fa_words words, unsigned joins) {
    struct fa_words way = {.at = NEWS(a, words.n, struct str)};
    for (size_t i = 0; i < words.n; i++) {
        bool joined = i && i < FA_QUERY_JOINED && (joins >> (i - 1) & 1);
        if (joined)
            way.at[way.n - 1] = str_join(a, way.at[way.n - 1], words.at[i]);
        else
            way.at[way.n++] = words.at[i];
    }
    return way;
}

struct fa_query fa_query(struct arena *a, struct str s) {
    struct fa_words words = fa_tokens(a, s);
    if (words.n > FA_QUERY_WORDS) words.n = FA_QUERY_WORDS;
    if (words.n == 0) return (struct fa_query){0};
    size_t gaps = (words.n < FA_QUERY_JOINED ? words.n : FA_QUERY_JOINED) - 1;
    struct fa_query query = {.n = (size_t)1 << gaps};
    query.ways = NEWS(a, query.n, struct fa_words);
    for (size_t i = 0; i < query.n; i++)
        query.ways[i] = join_words(a, words, (unsigned)i);
    return query;
}
