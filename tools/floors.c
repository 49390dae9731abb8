/* floors.c - holds the includes below src against src/FLOORS.
 * usage: floors SRC
 * Names every include of a part that stands higher or beside, and every file that belongs
 * to no part. Templates count as well as C. */
#include "sources.h"
#include "tool.h"

#include <stdio.h>

enum { PARTS_MOST = 256 };

struct part {
    struct str name; /* "records/data", a folder; "records/ctx", a file and its header */
    int height;      /* parts of one line share it */
};

struct parts {
    struct part all[PARTS_MOST];
    int n;
};

/* ---- The parts ---- */

static void line_read(struct parts *parts, struct str line, int height, const char *path) {
    struct str name;
    while (str_cut(&line, ' ', &name)) {
        if (name.n == 0) continue;
        if (parts->n == PARTS_MOST)
            tool_wrong(path, height, "more parts than %d", PARTS_MOST);
        else
            parts->all[parts->n++] = (struct part){name, height};
    }
}

static struct parts parts_read(struct arena *mem, const char *path) {
    struct parts parts = {.n = 0};
    struct str rest = tool_read(mem, path), line;
    for (int height = 1; str_cut(&rest, '\n', &line); height++) {
        line = str_trim(line);
        if (!str_starts(line, STR("#"))) line_read(&parts, line, height, path);
    }
    return parts;
}

/* Whether "records/data" or "records/ctx" holds a file like "records/ctx.h". */
static bool part_holds(const struct part *part, struct str file) {
    if (!str_starts(file, part->name) || file.n == part->name.n) return false;
    char next = file.p[part->name.n];
    return next == '/' || next == '.';
}

/* The part with the longest name that holds the file, or NULL. */
static const struct part *part_of(const struct parts *parts, struct str file) {
    const struct part *found = NULL;
    for (int i = 0; i < parts->n; i++)
        if (part_holds(&parts->all[i], file)
            && (!found || parts->all[i].name.n > found->name.n))
            found = &parts->all[i];
    return found;
}

/* ---- The files ---- */

/* The header of `#include "header"` or of a template's `{{include "header"}}`; false for
 * any other line. */
static bool include_of(struct str line, struct str *out_header) {
    struct str before;
    line = str_trim(line);
    if (!str_starts(line, STR("#include \"")) && !str_starts(line, STR("{{include \"")))
        return false;
    return str_cut(&line, '"', &before) && str_cut(&line, '"', out_header);
}

static void include_check(const struct part *from, const struct part *to, const char *path,
                          int line) {
    if (to->height > from->height)
        tool_wrong(path, line, "%.*s stands on a higher floor than %.*s", STR_ARG(to->name),
                   STR_ARG(from->name));
    else if (to->height == from->height && to != from)
        tool_wrong(path, line, "%.*s stands beside %.*s, which knows nothing of it",
                   STR_ARG(to->name), STR_ARG(from->name));
}

static void source_check(const struct parts *parts, const struct source *s) {
    const struct part *from = part_of(parts, s->name), *to;
    struct str rest = s->text, line, header;
    if (!from) {
        tool_wrong(s->path, 1, "src/FLOORS does not name a part for this file");
        return;
    }
    for (int number = 1; str_cut(&rest, '\n', &line); number++)
        if (include_of(line, &header) && (to = part_of(parts, header)))
            include_check(from, to, s->path, number);
}

int main(int argc, char **argv) {
    static const char *const endings[] = {".c", ".h", ".html", NULL};
    if (argc != 2) {
        fprintf(stderr, "usage: floors SRC\n");
        return 2;
    }
    struct arena *mem = arena_create();
    struct parts parts = parts_read(mem, str_format(mem, "%s/FLOORS", argv[1]).p);
    struct sources sources = sources_read(mem, argv[1], endings);
    for (int i = 0; i < sources.n; i++)
        source_check(&parts, &sources.all[i]);
    arena_free(mem);
    return tool_failed();
}
