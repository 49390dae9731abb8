/* lists.c - turns lists in text files into C tables.
 * usage: lists OUT.h OUT.c FILE.txt ...
 * Each line is a row, with its columns apart by tabs; `#` begins a comment. `city.txt`
 * becomes `list_city`, a struct list with its rows. */
#include "tool.h"

#include <libgen.h>

enum { LIST_COLUMNS = 12 };

static struct str list_name(struct arena *mem, const char *path) {
    struct str name = str_of(basename((char *)str_z(mem, str_of(path))));
    return str_first(name, name.n - strlen(".txt"));
}

/* Append the line as an initialiser; false for a line without a row. */
static bool put_row(struct buf *c, const char *path, int number, struct str line) {
    struct str cell;
    int columns = 0;
    if (line.n == 0 || line.p[0] == '#') return false;
    buf_putz(c, "    {");
    while (str_cut(&line, '\t', &cell)) {
        if (columns++ == LIST_COLUMNS) tool_wrong(path, number, "too many columns");
        buf_putz(c, "STR_INIT(\"");
        tool_put_c_text(c, cell);
        buf_putz(c, "\"), ");
    }
    buf_putz(c, "},\n");
    return true;
}

static void put_list(struct arena *mem, const char *path, struct buf *h, struct buf *c) {
    struct str rest = tool_read(mem, path), line, name = list_name(mem, path);
    int rows = 0;
    buf_format(c, "\nstatic const struct str %.*s[][%d] = {\n", STR_ARG(name),
               LIST_COLUMNS);
    for (int number = 1; str_cut(&rest, '\n', &line); number++)
        rows += put_row(c, path, number, line);
    if (rows == 0) tool_wrong(path, 1, "the list is empty");
    buf_format(c, "};\nconst struct list list_%.*s = {%.*s, %d};\n", STR_ARG(name),
               STR_ARG(name), rows);
    buf_format(h, "extern const struct list list_%.*s;\n", STR_ARG(name));
}

int main(int argc, char **argv) {
    if (argc < 4) return 2;
    struct arena *mem = arena_create();
    struct buf h = buf_in(mem, 0), c = buf_in(mem, 0);
    buf_format(&h,
               "#include \"base/str.h\"\n\n"
               "struct list {\n    const struct str (*rows)[%d];\n    int count;\n};\n\n",
               LIST_COLUMNS);
    buf_format(&c, "#include \"%s\"\n", basename((char *)str_z(mem, str_of(argv[1]))));
    for (int i = 3; i < argc; i++)
        put_list(mem, argv[i], &h, &c);
    if (!tool_failed()) {
        tool_write(argv[1], buf_str(&h));
        tool_write(argv[2], buf_str(&c));
    }
    arena_free(mem);
    return tool_failed();
}
