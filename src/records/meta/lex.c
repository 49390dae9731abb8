#include "records/meta/lex.h"

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

/* One word off the front of *text, which begins with it. */
static bool take_word(struct str *text, struct lex_word *out, const char **out_mistake) {
    if (text->p[0] != '"') {
        size_t n = 0;
        while (n < text->n && !is_blank(text->p[n]) && text->p[n] != '"')
            n++;
        *out = (struct lex_word){str_first(*text, n), false};
        *text = str_from(*text, n);
        return true;
    }
    struct str inside = str_from(*text, 1);
    const char *end = inside.n ? memchr(inside.p, '"', inside.n) : NULL;
    if (!end) {
        *out_mistake = "a quote is not closed";
        return false;
    }
    *out = (struct lex_word){str_first(inside, (size_t)(end - inside.p)), true};
    *text = str_from(inside, out->text.n + 1);
    return true;
}

static bool split_words(struct str text, struct lex_line *line, const char **out_mistake) {
    line->count = 0;
    for (;;) {
        while (text.n && is_blank(text.p[0]))
            text = str_from(text, 1);
        if (text.n == 0 || text.p[0] == '#') return true;
        if (line->count == LEX_WORDS) {
            *out_mistake = "the line has too many words";
            return false;
        }
        if (!take_word(&text, &line->words[line->count++], out_mistake)) return false;
    }
}

bool lex_next(struct str *rest, struct lex_line *line, const char **out_mistake) {
    *out_mistake = NULL;
    while (rest->n) {
        const char *end = memchr(rest->p, '\n', rest->n);
        size_t n = end ? (size_t)(end - rest->p) : rest->n;
        struct str text = str_first(*rest, n);
        *rest = str_from(*rest, n + 1);
        line->number++;
        if (!utf8_valid(text)) *out_mistake = "the line is not valid UTF-8";
        if (*out_mistake || !split_words(text, line, out_mistake)) return true;
        if (line->count) return true;
    }
    return false;
}
