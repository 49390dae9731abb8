#include "store/search_text.h"

#include "base/arena.h"

#include <assert.h>

/* ---- Statements ---- */

struct search_sql {
    char text[SEARCH_SQL_BYTES];
};

static struct search_sql fill(const char *form, struct str name) {
    struct search_sql sql;
    size_t n = 0;
    assert(name.n <= SEARCH_NAME_CHARS);
    while (*form) {
        bool here = form[0] == '{' && form[1] == '}';
        struct str piece = here ? name : str_n(form, 1);
        assert(n + piece.n < sizeof sql.text);
        memcpy(sql.text + n, piece.p, piece.n);
        n += piece.n;
        form += here ? 2 : 1;
    }
    sql.text[n] = 0;
    return sql;
}

enum err search_run(struct writer *w, const char *form, struct str name, struct bind bind) {
    struct search_sql sql = fill(form, name);
    return store_exec_text(w, str_of(sql.text), bind);
}

enum err search_send(struct writer *w, const char *form, struct str name,
                     struct bind bind) {
    struct search_sql sql = fill(form, name);
    return store_send_text(w, str_of(sql.text), bind);
}

enum err search_int(struct reader *r, const char *form, struct str name, int64_t *out) {
    struct search_sql sql = fill(form, name);
    struct rows rows;
    TRY(store_query_text(r, str_of(sql.text), BIND_NONE, &rows));
    int64_t n = rows_next(&rows) ? rows_int(&rows, 0) : 0;
    TRY(rows_done(&rows));
    *out = n;
    return OK;
}

/* ---- Words ---- */

static bool is_gap(char c) {
    return (unsigned char)c <= ' ' || c == 0x7f;
}

/* No letter is cut in two. */
static struct str first_bytes(struct str word, size_t most) {
    if (most == 0 || word.n <= most) return word;
    while (most && ((unsigned char)word.p[most] & 0xc0) == 0x80)
        most--;
    return str_first(word, most);
}

bool search_next_word(struct str *rest, size_t most, struct str *out) {
    size_t from = 0;
    while (from < rest->n && is_gap(rest->p[from]))
        from++;
    size_t to = from;
    while (to < rest->n && !is_gap(rest->p[to]))
        to++;
    *out = first_bytes(str_n(rest->p + from, to - from), most);
    *rest = str_from(*rest, to);
    return out->n > 0;
}

/* ---- Matches ---- */

struct match {
    const struct search_style *style;
    struct buf text;
    int terms;     /* in all alternatives */
    bool in_group; /* a term of this alternative is written */
};

static void add_term(struct match *m, struct str word) {
    const struct search_style *style = m->style;
    if (m->terms++ >= SEARCH_TERMS) return;
    if (m->in_group || m->text.n) buf_putz(&m->text, m->in_group ? style->and : style->or);
    if (!m->in_group) buf_byte(&m->text, '(');
    m->in_group = true;
    buf_byte(&m->text, style->quote);
    for (size_t i = 0; i < word.n; i++) {
        if (strchr(style->doubled, word.p[i])) buf_byte(&m->text, word.p[i]);
        buf_byte(&m->text, word.p[i]);
    }
    buf_byte(&m->text, style->quote);
}

static bool may_match(const struct search_words *words) {
    for (int i = 0; i < words->count; i++)
        if (!utf8_valid(words->words[i])) return false;
    return true;
}

/* A word with gaps inside is several. */
static void add_alternative(struct match *m, const struct search_words *words) {
    m->in_group = false;
    bool fits = m->terms + words->count <= SEARCH_TERMS;
    if (!may_match(words) || (m->text.n && !fits)) return;
    for (int i = 0; i < words->count; i++) {
        struct str rest = words->words[i], word;
        while (search_next_word(&rest, m->style->word_bytes, &word))
            add_term(m, word);
    }
    if (!m->in_group) return;
    if (!words->whole) buf_putz(&m->text, m->style->beginning);
    buf_byte(&m->text, ')');
}

struct str search_match(struct query *q, const struct search_style *style,
                        const struct search_words *alternatives, int count) {
    struct match m = {.style = style, .text = buf_in(q->text.mem, 0)};
    for (int i = 0; i < count; i++)
        add_alternative(&m, &alternatives[i]);
    if (m.text.failed) q->text.failed = true;
    return buf_str(&m.text);
}
