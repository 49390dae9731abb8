/* embed.c - turns the manifest of assets into C.
 * usage: embed MANIFEST ASSET_DIR OUT_LIST.h OUT_LIST.c OUT_BYTES.c
 * The list (names, addresses, types) goes to every build; the bytes, taken in by the
 * assembler, to native programs only. */
#include "tool.h"

#include <stdio.h>

enum { MOST_ASSETS = 256 };

struct row {
    struct str name, file, type;
    int64_t sizes[3]; /* as it is, gzip, brotli; 0: that form does not exist */
};

static const char *const form_ending[3] = {"", ".gz", ".br"};

static bool row_read(struct str line, struct row *row) {
    struct str size;
    if (!str_cut(&line, '\t', &row->name) || !str_cut(&line, '\t', &row->file)
        || !str_cut(&line, '\t', &row->type))
        return false;
    for (int i = 0; i < 3; i++)
        if (!str_cut(&line, '\t', &size) || !str_int(size, &row->sizes[i])) return false;
    return line.n == 0;
}

static int manifest_read(struct arena *mem, const char *path,
                         struct row rows[MOST_ASSETS]) {
    struct str rest = tool_read(mem, path), line;
    int n = 0;
    for (; str_cut(&rest, '\n', &line); n++) {
        if (n == MOST_ASSETS || !row_read(line, &rows[n])) {
            tool_wrong(path, n + 1, "not a row of the manifest, or too many");
            break;
        }
    }
    return n;
}

static void put_constant(struct buf *out, struct str name) {
    BUF_LIT(out, "ASSET_");
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        buf_byte(out, c >= 'a' && c <= 'z'   ? (char)(c - 32)
                      : c >= '0' && c <= '9' ? c
                                             : '_');
    }
}

static void write_header(struct arena *mem, const char *path, const struct row *rows,
                         int n) {
    struct buf b = buf_in(mem, 0);
    BUF_LIT(&b,
            "/* Made by tools/embed.c. */\n#ifndef ASSET_LIST_H\n#define ASSET_LIST_H\n\n"
            "enum asset_id {\n");
    for (int i = 0; i < n; i++) {
        BUF_LIT(&b, "    ");
        put_constant(&b, rows[i].name);
        BUF_LIT(&b, ",\n");
    }
    BUF_LIT(&b, "    ASSET_COUNT\n};\n");
    for (int i = 0; i < n; i++) {
        BUF_LIT(&b, "#define ");
        put_constant(&b, rows[i].name);
        buf_format(&b, "_PATH ASSET_FOLDER \"%.*s\"\n", STR_ARG(rows[i].file));
    }
    BUF_LIT(&b, "\n#endif\n");
    tool_write(path, buf_str(&b));
}

static void write_list(struct arena *mem, const char *path, const struct row *rows, int n) {
    struct buf b = buf_in(mem, 0);
    BUF_LIT(&b, "/* Made by tools/embed.c. */\n#include \"web/asset.h\"\n\n"
                "const struct asset asset_list[ASSET_COUNT] = {\n");
    for (int i = 0; i < n; i++) {
        buf_format(&b, "    {{\"%.*s\", %zu}, {ASSET_FOLDER \"%.*s\", ",
                   STR_ARG(rows[i].name), rows[i].name.n, STR_ARG(rows[i].file));
        buf_format(&b, "sizeof ASSET_FOLDER - 1 + %zu}, {\"%.*s\", %zu}},\n",
                   rows[i].file.n, STR_ARG(rows[i].type), rows[i].type.n);
    }
    BUF_LIT(&b, "};\n");
    tool_write(path, buf_str(&b));
}

static void put_incbin(struct buf *out, const char *dir, const struct row *row, int i,
                       int form) {
    buf_format(out, "__asm__(\".section .rodata\\n\"\n        \"asset_%d_%d: .incbin \\\"",
               i, form);
    buf_format(out, "%s/%.*s%s\\\"\\n\"\n", dir, STR_ARG(row->file), form_ending[form]);
    BUF_LIT(out, "        \".byte 0\\n.previous\\n\");\n");
    buf_format(out, "extern const char asset_%d_%d[];\n", i, form);
}

static void write_bytes(struct arena *mem, const char *path, const char *dir,
                        const struct row *rows, int n) {
    struct buf b = buf_in(mem, 0);
    BUF_LIT(&b, "/* Made by tools/embed.c. */\n#include \"host/asset_bytes.h\"\n\n");
    for (int i = 0; i < n; i++)
        for (int form = 0; form < 3; form++)
            if (rows[i].sizes[form]) put_incbin(&b, dir, &rows[i], i, form);
    BUF_LIT(&b, "\nconst struct asset_bytes asset_bytes[ASSET_COUNT] = {\n");
    for (int i = 0; i < n; i++) {
        BUF_LIT(&b, "    {");
        for (int form = 0; form < 3; form++) {
            if (rows[i].sizes[form])
                buf_format(&b, "{asset_%d_%d, %lld}, ", i, form,
                           (long long)rows[i].sizes[form]);
            else
                BUF_LIT(&b, "{\"\", 0}, ");
        }
        BUF_LIT(&b, "},\n");
    }
    BUF_LIT(&b, "};\n");
    tool_write(path, buf_str(&b));
}

int main(int argc, char **argv) {
    if (argc != 6) {
        fprintf(stderr, "usage: embed MANIFEST ASSET_DIR LIST.h LIST.c BYTES.c\n");
        return 2;
    }
    struct arena *mem = arena_create();
    struct row *rows = NEWS(mem, MOST_ASSETS, struct row);
    int n = manifest_read(mem, argv[1], rows);
    if (!tool_failed()) {
        write_header(mem, argv[3], rows, n);
        write_list(mem, argv[4], rows, n);
        write_bytes(mem, argv[5], argv[2], rows, n);
    }
    arena_free(mem);
    return tool_failed();
}
