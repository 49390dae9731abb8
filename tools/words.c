/* words.c - checks the message files and turns them into C tables.
 * usage: words OUT_LIST.h OUT_LIST.c FILE.fa FILE.en ...
 * A line is `key.name = text with {named} parts`; the ending of the file names its
 * language. Every key exists once in each language, with the same parts in both. */
#include "tool.h"

#include <stdio.h>
#include <stdlib.h>

enum { LANGS = 2, MOST_PARTS = 16, MOST_LINES = 100000 };

static const char *const lang_ending[LANGS] = {".fa", ".en"};

struct line {
    struct str key, text;
    int lang;
    const char *file;
    int number;
};

struct lines {
    struct line *all;
    size_t n;
};

struct parts {
    struct str names[MOST_PARTS];
    int n;
};

/* ---- Reading ---- */

static bool is_key(struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.'))
            return false;
    }
    return s.n > 0 && s.p[0] >= 'a' && s.p[0] <= 'z';
}

/* A `\n` in a text is a line end; no other backslash is known. */
static struct str text_unescape(struct arena *mem, const struct line *l) {
    struct buf b = buf_in(mem, 0);
    for (size_t i = 0; i < l->text.n; i++) {
        if (l->text.p[i] != '\\') {
            buf_byte(&b, l->text.p[i]);
        } else if (i + 1 < l->text.n && l->text.p[i + 1] == 'n') {
            buf_byte(&b, '\n');
            i++;
        } else {
            tool_wrong(l->file, l->number, "only \\n may follow a backslash");
        }
    }
    return buf_str(&b);
}

static void line_read(struct arena *mem, struct lines *lines, struct line l, struct str s) {
    struct str rest = s;
    s = str_trim(s);
    if (s.n == 0 || s.p[0] == '#') return;
    if (!str_cut(&rest, '=', &l.key) || str_eq(l.key, s)) {
        tool_wrong(l.file, l.number, "`key = text` expected");
        return;
    }
    l.key = str_trim(l.key);
    l.text = str_trim(rest);
    l.text = text_unescape(mem, &l);
    if (!is_key(l.key)) tool_wrong(l.file, l.number, "a key is made of a-z, 0-9, _ and .");
    if (l.text.n == 0) tool_wrong(l.file, l.number, "the text is empty");
    if (!utf8_valid(l.text)) tool_wrong(l.file, l.number, "the text is not UTF-8");
    if (str_has(l.text, STR("ي")) || str_has(l.text, STR("ك")))
        tool_wrong(l.file, l.number, "Arabic ي or ك; Persian writes ی and ک");
    if (lines->n < MOST_LINES) lines->all[lines->n++] = l;
}

static void file_read(struct arena *mem, struct lines *lines, const char *path) {
    struct line l = {.file = path, .lang = -1};
    for (int i = 0; i < LANGS; i++)
        if (str_ends(str_of(path), str_of(lang_ending[i]))) l.lang = i;
    if (l.lang < 0) {
        tool_wrong(path, 1, "the name ends in no known language");
        return;
    }
    struct str rest = tool_read(mem, path), s;
    while (str_cut(&rest, '\n', &s)) {
        l.number++;
        line_read(mem, lines, l, s);
    }
}

/* ---- Checking ---- */

static bool parts_have(const struct parts *p, struct str name) {
    for (int i = 0; i < p->n; i++)
        if (str_eq(p->names[i], name)) return true;
    return false;
}

/* The name inside `{name}` or `{name|one|many}`. */
static void part_add(struct parts *p, const struct line *l, struct str inside) {
    struct str rest = inside, name, one, many;
    bool choice = str_has(inside, STR("|"));
    if (!str_cut(&rest, '|', &name) || !is_key(name) || str_has(name, STR("."))) {
        tool_wrong(l->file, l->number, "`{name}` expected");
        return;
    }
    if (choice && (!str_cut(&rest, '|', &one) || !str_cut(&rest, '|', &many) || rest.n))
        tool_wrong(l->file, l->number, "`{name|one|many}` expected");
    if (parts_have(p, name)) return;
    if (p->n == MOST_PARTS)
        tool_wrong(l->file, l->number, "more than %d parts", MOST_PARTS);
    else
        p->names[p->n++] = name;
}

static struct parts line_parts(const struct line *l) {
    struct parts p = {.n = 0};
    struct str rest = l->text, before, inside;
    while (str_has(rest, STR("{"))) {
        str_cut(&rest, '{', &before);
        if (str_has(before, STR("}")) || !str_has(rest, STR("}"))) {
            tool_wrong(l->file, l->number, "a brace without its partner");
            return p;
        }
        str_cut(&rest, '}', &inside);
        part_add(&p, l, inside);
    }
    if (str_has(rest, STR("}")))
        tool_wrong(l->file, l->number, "a brace without its partner");
    return p;
}

static void pair_check(const struct line pair[LANGS]) {
    struct parts parts[LANGS] = {line_parts(&pair[0]), line_parts(&pair[1])};
    for (int i = 0; i < LANGS; i++)
        for (int k = 0; k < parts[i].n; k++)
            if (!parts_have(&parts[1 - i], parts[i].names[k]))
                tool_wrong(pair[1 - i].file, pair[1 - i].number, "%.*s lacks {%.*s}",
                           STR_ARG(pair[i].key), STR_ARG(parts[i].names[k]));
}

static int line_order(const void *left, const void *right) {
    const struct line *a = left, *b = right;
    int order = str_compare(a->key, b->key);
    return order ? order : a->lang - b->lang;
}

/* Sorted lines become pairs: Persian, English. */
static void lines_check(struct lines *lines) {
    qsort(lines->all, lines->n, sizeof *lines->all, line_order);
    for (size_t i = 0; i < lines->n;) {
        const struct line *l = &lines->all[i], *next = l + 1;
        bool twin = i + 1 < lines->n && str_eq(l->key, next->key);
        if (twin && l->lang == next->lang) {
            tool_wrong(next->file, next->number, "%.*s is also in %s:%d", STR_ARG(l->key),
                       l->file, l->number);
            i++;
        } else if (!twin) {
            tool_wrong(l->file, l->number, "%.*s is missing in %s", STR_ARG(l->key),
                       lang_ending[1 - l->lang]);
            i++;
        } else {
            pair_check(l);
            i += LANGS;
        }
    }
}

/* ---- Writing ---- */

static void put_constant(struct buf *out, struct str key) {
    BUF_LIT(out, "MSG_");
    for (size_t i = 0; i < key.n; i++) {
        char c = key.p[i];
        buf_byte(out, c == '.' ? '_' : c >= 'a' && c <= 'z' ? (char)(c - 32) : c);
    }
}

static struct str header_of(struct arena *mem, const struct lines *lines) {
    struct buf b = buf_in(mem, 0);
    BUF_LIT(&b, "/* Made by tools/words.c from the words files. */\n"
                "#ifndef WORDS_LIST_H\n#define WORDS_LIST_H\n\nenum msg {\n");
    for (size_t i = 0; i < lines->n; i += LANGS) {
        BUF_LIT(&b, "    ");
        put_constant(&b, lines->all[i].key);
        BUF_LIT(&b, ",\n");
    }
    BUF_LIT(&b, "    MSG_COUNT\n};\n\n#endif\n");
    return buf_str(&b);
}

static void put_str(struct buf *out, struct str s) {
    BUF_LIT(out, "{\"");
    tool_put_c_text(out, s);
    buf_format(out, "\", %zu},\n", s.n);
}

static struct str tables_of(struct arena *mem, const struct lines *lines) {
    struct buf b = buf_in(mem, 0);
    BUF_LIT(&b, "/* Made by tools/words.c from the words files. */\n"
                "#include \"base/words.h\"\n\n"
                "const struct str msg_text[LANG_COUNT][MSG_COUNT] = {\n");
    for (size_t lang = 0; lang < LANGS; lang++) {
        BUF_LIT(&b, "{\n");
        for (size_t i = lang; i < lines->n; i += LANGS)
            put_str(&b, lines->all[i].text);
        BUF_LIT(&b, "},\n");
    }
    BUF_LIT(&b, "};\n\nconst struct str msg_key[MSG_COUNT] = {\n");
    for (size_t i = 0; i < lines->n; i += LANGS)
        put_str(&b, lines->all[i].key);
    BUF_LIT(&b, "};\n");
    return buf_str(&b);
}

int main(int argc, char **argv) {
    if (argc < 4) {
        fprintf(stderr, "usage: words OUT.h OUT.c FILE.fa FILE.en ...\n");
        return 2;
    }
    struct arena *mem = arena_create();
    struct lines lines = {NEWS(mem, MOST_LINES, struct line), 0};
    for (int i = 3; i < argc; i++)
        file_read(mem, &lines, argv[i]);
    lines_check(&lines);
    if (!tool_failed()) {
        tool_write(argv[1], header_of(mem, &lines));
        tool_write(argv[2], tables_of(mem, &lines));
    }
    arena_free(mem);
    return tool_failed();
}
