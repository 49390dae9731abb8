#include "persian/match.h"

#include "base/arena.h"
#include "persian/fold.h"
#include "persian/letter.h"

/* One folded letter and the bytes it came from. */
struct folded {
    uint32_t code;
    size_t from, to;
    bool begins; /* a word */
    bool marked;
};

struct folded_text {
    struct folded *letters;
    size_t n;
};

static bool parts_words(const struct letter *l) {
    return l->kind == SPACE || l->kind == LINE || l->kind == SIGN || l->kind == HALF_SPACE;
}

/* Where the cursor stands in the text itself, also amid the letters of a form. */
static size_t position(const struct letters *l, struct str text) {
    const unsigned char *at = l->back ? l->back : l->at;
    return (size_t)(at - (const unsigned char *)text.p);
}

static struct folded_text fold_text(struct arena *a, struct str text) {
    struct folded_text out = {NEWS(a, MATCH_LETTERS, struct folded), 0};
    struct letters rest = letters_of(text);
    bool begins = true;
    size_t from = 0;
    while (out.n < MATCH_LETTERS) {
        const struct letter *l = letters_next(&rest);
        if (!l) break;
        size_t to = position(&rest, text);
        if (l->folded) {
            out.letters[out.n++] = (struct folded){l->folded, from, to, begins, false};
            begins = false;
        } else if (parts_words(l)) {
            begins = true;
        } else if (out.n) {
            out.letters[out.n - 1].to = to; /* harakat belong to the letter before */
        }
        from = to;
    }
    return out;
}

/* Mark `word` where it stands at the beginning of a word. */
static void mark(struct folded_text *text, const struct folded_text *word) {
    for (size_t i = 0; word->n && i + word->n <= text->n; i++) {
        size_t k = 0;
        while (text->letters[i].begins && k < word->n
               && text->letters[i + k].code == word->letters[k].code)
            k++;
        for (size_t m = 0; k == word->n && m < k; m++)
            text->letters[i + m].marked = true;
    }
}

static struct fa_spans gather(struct arena *a, const struct folded_text *text) {
    struct fa_spans spans = {NEWS(a, text->n + 1, struct fa_span), 0};
    for (size_t i = 0; i < text->n; i++) {
        const struct folded *l = &text->letters[i];
        if (!l->marked) continue;
        bool goes_on = i > 0 && text->letters[i - 1].marked;
        if (goes_on)
            spans.at[spans.n - 1].to = l->to;
        else
            spans.at[spans.n++] = (struct fa_span){l->from, l->to};
    }
    return spans;
}

struct fa_spans fa_match(struct arena *a, struct str text, struct str typed) {
    struct folded_text folded = fold_text(a, text);
    struct folded_text all = fold_text(a, typed);
    struct fa_words words = fa_tokens(a, typed);
    mark(&folded, &all);
    for (size_t i = 0; i < words.n && i < FA_QUERY_WORDS; i++) {
        struct folded_text word = fold_text(a, words.at[i]);
        mark(&folded, &word);
    }
    return gather(a, &folded);
}
