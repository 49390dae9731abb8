#include "weave_core.h"

#include "tool.h"
#include "weave_code.h"
#include "weave_place.h"

#include <string.h>

enum { BLOCKS_MAX = 32 };

struct block {
    bool loop, has_else, joined_once;
    struct place start;  /* where the branches begin */
    struct place joined; /* where those that ended did end */
    int line;
};

struct weaver {
    struct arena *mem;
    struct str source;
    size_t at;
    int line;
    const char *path;
    struct buf code, header, includes, literal;
    bool in_template;
    bool after_markup; /* what came before the text at hand counts as markup */
    struct place place;
    struct block blocks[BLOCKS_MAX];
    int depth;
    const char *why;
    int why_line;
};

static void refuse(struct weaver *w, int line, const char *why) {
    if (w->why) return;
    w->why = why;
    w->why_line = line;
}

/* ---- Writing C ---- */

static void literal_flush(struct weaver *w) {
    if (w->literal.n == 0) return;
    BUF_LIT(&w->code, "    BUF_LIT(out, \"");
    tool_put_c_text(&w->code, buf_str(&w->literal));
    BUF_LIT(&w->code, "\");\n");
    w->literal.n = 0;
}

/* Begin C code that stems from this line of the template. */
static struct buf *code_at(struct weaver *w, int line) {
    literal_flush(w);
    buf_format(&w->code, "#line %d \"", line);
    tool_put_c_text(&w->code, str_of(w->path));
    BUF_LIT(&w->code, "\"\n    ");
    return &w->code;
}

/* ---- Templates ---- */

static void template_end(struct weaver *w) {
    if (!w->in_template) return;
    if (w->depth)
        refuse(w, w->blocks[w->depth - 1].line, "this block has no {{end}}");
    else if (!place_is_clear(&w->place))
        refuse(w, w->line,
               "the template ends inside a tag, a comment or an element like <pre>");
    literal_flush(w);
    BUF_LIT(&w->code, "}\n");
    w->in_template = false;
}

/* Declare each `struct x` of a parameter list, so that the header stands alone. */
static void declare_structs(struct buf *out, struct str parameters) {
    struct str keyword = STR("struct ");
    for (size_t at; (at = str_find(parameters, keyword)) != (size_t)-1;) {
        parameters = str_from(parameters, at + keyword.n);
        struct str name = code_name(parameters);
        if (name.n && !str_is(name, "str"))
            buf_format(out, "struct %.*s;\n", STR_ARG(name));
    }
}

static void tag_template(struct weaver *w, struct str declaration, int line) {
    template_end(w);
    struct str name = code_name(declaration), parameters;
    if (!name.n || !code_call(declaration, str_z(w->mem, name), &parameters)
        || !str_has(parameters, STR("struct ctx *cx"))) {
        refuse(w, line, "{{template name(struct ctx *cx, ...)}} expected");
        return;
    }
    declare_structs(&w->header, parameters);
    buf_format(&w->header, "void %.*s(struct buf *out, %.*s);\n", STR_ARG(name),
               STR_ARG(parameters));
    buf_format(code_at(w, line), "void %.*s(struct buf *out, %.*s) {\n    (void)cx;\n",
               STR_ARG(name), STR_ARG(parameters));
    w->in_template = true;
    w->place = (struct place){.where = IN_TEXT};
}

static void tag_include(struct weaver *w, struct str file, int line) {
    struct str name;
    if (w->in_template || !code_literal(file, &name))
        refuse(w, line, "{{include \"file.h\"}} expected, before the first template");
    else
        buf_format(&w->includes, "#include \"%.*s\"\n", STR_ARG(name));
}

/* ---- Blocks ---- */

static void block_open(struct weaver *w, bool loop, const char *keyword, struct str code,
                       int line) {
    if (w->depth == BLOCKS_MAX) {
        refuse(w, line, "too many blocks inside each other");
        return;
    }
    place_settle(&w->place);
    if (loop && w->place.where == IN_TAG) w->place.where = IN_GAP;
    w->blocks[w->depth++] = (struct block){.loop = loop, .start = w->place, .line = line};
    buf_format(code_at(w, line), "%s (", keyword);
    code_put(&w->code, code);
    BUF_LIT(&w->code, ") {\n");
}

static void tag_if(struct weaver *w, struct str code, int line) {
    block_open(w, false, "if", code, line);
}

static void tag_for(struct weaver *w, struct str code, int line) {
    block_open(w, true, "for", code, line);
}

/* The branch at hand ends here. */
static void branch_end(struct weaver *w, struct block *b, int line) {
    place_settle(&w->place);
    bool good = !b->joined_once || place_join(&w->place, &b->joined);
    if (!good) refuse(w, line, "the branches end at different places of the HTML");
    b->joined = w->place;
    b->joined_once = true;
}

/* The open `if` an else or elif belongs to, or NULL. */
static struct block *open_if(struct weaver *w, int line) {
    struct block *b = w->depth ? &w->blocks[w->depth - 1] : NULL;
    if (b && !b->loop && !b->has_else) return b;
    refuse(w, line, "no {{if}} is open here");
    return NULL;
}

static void tag_elif(struct weaver *w, struct str code, int line) {
    struct block *b = open_if(w, line);
    if (!b) return;
    branch_end(w, b, line);
    w->place = b->start;
    BUF_LIT(code_at(w, line), "} else if (");
    code_put(&w->code, code);
    BUF_LIT(&w->code, ") {\n");
}

static void tag_else(struct weaver *w, struct str code, int line) {
    (void)code;
    struct block *b = open_if(w, line);
    if (!b) return;
    branch_end(w, b, line);
    b->has_else = true;
    w->place = b->start;
    BUF_LIT(code_at(w, line), "} else {\n");
}

static void tag_end(struct weaver *w, struct str code, int line) {
    (void)code;
    if (w->depth == 0) {
        refuse(w, line, "nothing is open here");
        return;
    }
    struct block *b = &w->blocks[--w->depth];
    place_settle(&w->place);
    if (b->loop && !place_same(&w->place, &b->start))
        refuse(w, line, "the loop ends at another place of the HTML than it begins");
    branch_end(w, b, line);
    if (!b->has_else && !place_join(&w->place, &b->start))
        refuse(w, line, "the branches end at different places of the HTML");
    BUF_LIT(code_at(w, line), "}\n");
}

/* ---- Statements and values ---- */

static void tag_do(struct weaver *w, struct str code, int line) {
    if (!place_takes_widget(&w->place))
        refuse(w, line, "a widget may write in text or between attributes only");
    place_settle(&w->place);
    code_put(code_at(w, line), code);
    BUF_LIT(&w->code, ";\n");
}

static void tag_set(struct weaver *w, struct str code, int line) {
    if (code_until(code, "=") == code.n)
        refuse(w, line, "{{set type name = value}} expected");
    place_settle(&w->place);
    code_put(code_at(w, line), code);
    BUF_LIT(&w->code, ";\n");
}

static void tag_comment(struct weaver *w, struct str code, int line) {
    (void)w, (void)code, (void)line;
}

/* The parts of tf("key", "name", value, ...) as a C list. */
static void put_parts(struct weaver *w, struct str arguments, const char *value, int line) {
    struct str name_code, name, part;
    BUF_LIT(&w->code, "(const struct html_part[]){");
    while (code_argument(&arguments, &name_code)) {
        if (!code_literal(name_code, &name) || !code_argument(&arguments, &part)) {
            refuse(w, line, "tf(\"key\", \"name\", value, ...) expected");
            return;
        }
        buf_format(&w->code, "{\"%.*s\", %s(", STR_ARG(name), value);
        code_put(&w->code, part);
        BUF_LIT(&w->code, ")}, ");
    }
    BUF_LIT(&w->code, "{NULL, html_value(0)}}");
}

static void put_message(struct weaver *w, struct str arguments, int line) {
    const char *why, *value = place_message(&w->place, &why);
    struct str key_code, key;
    if (!value) {
        refuse(w, line, why);
        return;
    }
    BUF_LIT(code_at(w, line), "html_put_message(out, cx, ");
    if (!code_argument(&arguments, &key_code) || !code_literal(key_code, &key)
        || !code_put_message(&w->code, key))
        refuse(w, line, "tf(\"key\", \"name\", value, ...) expected");
    BUF_LIT(&w->code, ", ");
    put_parts(w, arguments, value, line);
    BUF_LIT(&w->code, ");\n");
}

static void put_value(struct weaver *w, struct str code, int line) {
    const char *why, *function = place_hole(&w->place, &why);
    if (!function) {
        refuse(w, line, why);
        return;
    }
    buf_format(code_at(w, line), "%s(out, cx, (", function);
    code_put(&w->code, code);
    BUF_LIT(&w->code, "));\n");
}

static void tag_value(struct weaver *w, struct str code, int line) {
    struct str arguments;
    if (code_call(code, "tf", &arguments))
        put_message(w, arguments, line);
    else
        put_value(w, code, line);
}

/* ---- The file ---- */

typedef void tag_function(struct weaver *w, struct str code, int line);

static const struct keyword {
    const char *name;
    tag_function *tag;
    bool takes_code, outside; /* outside of a template too */
} keywords[] = {
    {"template", tag_template, true, true},
    {"include", tag_include, true, true},
    {"if", tag_if, true, false},
    {"elif", tag_elif, true, false},
    {"else", tag_else, false, false},
    {"end", tag_end, false, false},
    {"for", tag_for, true, false},
    {"do", tag_do, true, false},
    {"set", tag_set, true, false},
    {"#", tag_comment, true, true},
    {NULL, tag_value, true, false},
};

/* The keyword a tag begins with; *code then holds the rest. */
static const struct keyword *keyword_of(struct str *code) {
    const struct keyword *k = keywords;
    struct str name = code_name(*code);
    if (code->n && code->p[0] == '#') name = str_first(*code, 1);
    while (k->name && !str_is(name, k->name))
        k++;
    if (k->name) *code = str_trim(str_from(*code, strlen(k->name)));
    return k;
}

static const struct keyword *tag_keyword(struct str inside) {
    struct str code = str_trim(inside);
    return keyword_of(&code);
}

static void tag(struct weaver *w, struct str inside, int line) {
    struct str code = str_trim(inside);
    const struct keyword *k = keyword_of(&code);
    if (!w->in_template && !k->outside)
        refuse(w, line, "this stands before the first {{template ...}}");
    else if (k->takes_code != (code.n > 0) && k->tag != tag_comment)
        refuse(w, line,
               k->takes_code ? "the tag is empty" : "nothing may follow this word");
    else
        k->tag(w, code, line);
    w->after_markup = k->tag != tag_value;
}

static void text(struct weaver *w, struct str s, bool before_markup) {
    if (!w->in_template) {
        if (str_trim(s).n) refuse(w, w->line, "text before the first {{template ...}}");
        return;
    }
    struct beside beside = {w->after_markup, before_markup};
    size_t at = 0;
    const char *why = place_feed(&w->place, s, beside, &w->literal, &at);
    if (!why) return;
    int line = w->line;
    for (size_t i = 0; i < at && i < s.n; i++)
        line += s.p[i] == '\n';
    refuse(w, line, why);
}

/* The length of a tag's inside; rest.n when it never closes. */
static size_t tag_length(struct str rest) {
    if (str_starts(str_trim(rest), STR("#"))) {
        size_t end = str_find(rest, STR("}}"));
        return end == (size_t)-1 ? rest.n : end;
    }
    return code_until(rest, "}");
}

static void advance(struct weaver *w, size_t n) {
    for (; n && w->at < w->source.n; n--)
        w->line += w->source.p[w->at++] == '\n';
}

/* Text up to the next tag, then that tag. */
static void step(struct weaver *w) {
    struct str rest = str_from(w->source, w->at);
    size_t start = str_find(rest, STR("{{"));
    bool last = start == (size_t)-1;
    struct str before = str_first(rest, last ? rest.n : start), inside = {"", 0};
    if (!last) {
        inside = str_from(rest, start + 2);
        inside = str_first(inside, tag_length(inside));
    }
    text(w, before, last || tag_keyword(inside)->tag != tag_value);
    advance(w, before.n + 2);
    if (last) return;
    int line = w->line;
    advance(w, inside.n);
    if (!str_starts(str_from(w->source, w->at), STR("}}")))
        refuse(w, line, "the tag is not closed by }}");
    else
        tag(w, inside, line);
    advance(w, 2);
}

static struct str header_text(struct weaver *w, const char *include) {
    struct buf b = buf_in(w->mem, 0), guard = buf_in(w->mem, 0);
    for (const char *p = include; *p; p++) {
        bool letter = (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9');
        buf_byte(&guard, !letter ? '_' : *p >= 'a' ? (char)(*p - 32) : *p);
    }
    buf_format(&b, "/* Made by tools/weave.c from %s. */\n#ifndef %.*s\n#define %.*s\n\n",
               w->path, STR_ARG(buf_str(&guard)), STR_ARG(buf_str(&guard)));
    BUF_LIT(&b, "#include \"base/buf.h\"\n");
    buf_put(&b, buf_str(&w->includes));
    BUF_LIT(&b, "\n");
    buf_put(&b, buf_str(&w->header));
    BUF_LIT(&b, "\n#endif\n");
    return buf_str(&b);
}

static struct str code_text(struct weaver *w, const char *include) {
    struct buf b = buf_in(w->mem, 0);
    buf_format(&b, "/* Made by tools/weave.c from %s. */\n", w->path);
    buf_format(&b, "#include \"%s\"\n\n#include \"web/html.h\"\n\n", include);
    buf_put(&b, buf_str(&w->code));
    return buf_str(&b);
}

struct woven weave(struct arena *mem, struct str source, const char *path,
                   const char *include) {
    struct weaver *w = NEW(mem, struct weaver);
    *w = (struct weaver){.mem = mem, .source = source, .line = 1, .path = path};
    w->code = w->header = w->includes = w->literal = buf_in(mem, 0);
    w->after_markup = true;
    while (w->at < source.n && !w->why)
        step(w);
    if (!w->why && !w->in_template) refuse(w, 1, "the file holds no {{template ...}}");
    template_end(w);
    return (struct woven){code_text(w, include), header_text(w, include), w->why,
                          w->why_line};
}
