/* entity - reads the modules' definition files and writes what C needs of them:
 * `entities.h`: a constant for every field's position and every choice's key, so that a
 * renamed one breaks the build; `entities.c`: the texts themselves, which the program
 * parses at start.
 *
 * usage: entity OUT.h OUT.c FILE.entity…    (the module is the folder above `entities/`) */
#include "base/arena.h"
#include "base/buf.h"
#include "records/meta/parse.h"
#include "tool.h"

#include <stdio.h>
#include <stdlib.h>

static void put_upper(struct buf *b, struct str s) {
    for (size_t i = 0; i < s.n; i++)
        buf_byte(b, s.p[i] >= 'a' && s.p[i] <= 'z' ? (char)(s.p[i] - 32) : s.p[i]);
}

static void put_fields(struct buf *b, const struct raw_entity *e) {
    if (!e->fields) return;
    BUF_LIT(b, "\nenum {");
    for (const struct raw_field *f = e->fields; f; f = f->next) {
        BUF_LIT(b, "\n    ");
        put_upper(b, e->entity.name);
        BUF_LIT(b, "_");
        put_upper(b, f->field.name);
        if (f == e->fields) BUF_LIT(b, " = FIELD_STANDARD_COUNT");
        BUF_LIT(b, ",");
    }
    BUF_LIT(b, "\n};\n");
}

static void put_choices(struct buf *b, const struct raw_list *l) {
    BUF_LIT(b, "\n");
    for (int i = 0; i < l->list.count; i++) {
        BUF_LIT(b, "#define ");
        put_upper(b, l->list.name);
        BUF_LIT(b, "_");
        put_upper(b, l->list.choices[i].key);
        buf_format(b, " STR(\"%.*s\")\n", STR_ARG(l->list.choices[i].key));
    }
}

static struct str header_text(struct arena *mem, const struct raw *raw) {
    struct buf b = buf_in(mem, 0);
    BUF_LIT(&b,
            "/* Made by tools/entity.c from the .entity files. */\n"
            "#ifndef ENTITIES_H\n#define ENTITIES_H\n\n#include \"records/meta/meta.h\"\n");
    for (const struct raw_entity *e = raw->entities; e; e = e->next)
        put_fields(&b, e);
    for (const struct raw_list *l = raw->lists; l; l = l->next)
        put_choices(&b, l);
    BUF_LIT(&b, "\n#endif\n");
    return buf_str(&b);
}

static struct str source_text(struct arena *mem, const struct meta_source *sources,
                              int count) {
    struct buf b = buf_in(mem, 0);
    BUF_LIT(&b, "/* Made by tools/entity.c from the .entity files. */\n"
                "#include \"records/meta/meta.h\"\n\n"
                "const struct meta_source built_in_sources[] = {\n");
    for (int i = 0; i < count; i++) {
        buf_format(&b, "    {\"%s\", \"%s\", STR_INIT(\"", sources[i].module,
                   sources[i].name);
        tool_put_c_text(&b, sources[i].text);
        BUF_LIT(&b, "\")},\n");
    }
    buf_format(&b, "};\nconst int built_in_source_count = %d;\n", count);
    return buf_str(&b);
}

/* …/modules/people/entities/party.entity → "people" and "party.entity". */
static struct meta_source source_of(struct arena *mem, const char *path) {
    struct str parts[3] = {{"", 0}, {"", 0}, {"", 0}}, rest = str_of(path), part;
    while (str_cut(&rest, '/', &part)) {
        parts[0] = parts[1];
        parts[1] = parts[2];
        parts[2] = part;
    }
    return (struct meta_source){str_z(mem, parts[0]), str_z(mem, parts[2]),
                                tool_read(mem, path)};
}

int main(int argc, char **argv) {
    if (argc < 4) return fprintf(stderr, "usage: entity OUT.h OUT.c FILE.entity…\n"), 2;
    struct arena *mem = arena_create();
    struct raw raw;
    raw_init(&raw, mem);
    struct meta_source *sources = NEWS(mem, (size_t)argc, struct meta_source);
    for (int i = 3; i < argc; i++) {
        sources[i - 3] = source_of(mem, argv[i]);
        if (raw_read(&raw, &sources[i - 3]) != OK) {
            fprintf(stderr, "%.*s\n", STR_ARG(raw.message));
            return 1;
        }
    }
    tool_write(argv[1], header_text(mem, &raw));
    tool_write(argv[2], source_text(mem, sources, argc - 3));
    arena_free(mem);
    return 0;
}
