/* floors.c - holds the includes below src against src/FLOORS.
 * usage: floors SRC
 * Names every include that climbs to a higher floor, and every circle of folders that
 * include each other. */
#include "sources.h"
#include "tool.h"

#include <stdio.h>

enum { FOLDERS_MOST = 512, EDGES_MOST = 8192, FLOORS_MOST = 64 };

struct floor {
    struct str folder;
    int height;
};

struct floors {
    struct floor all[FLOORS_MOST];
    int n;
};

/* One folder includes a header of another; the first place where it does. */
struct edge {
    int from, to;
    const char *path;
    int line;
};

struct graph {
    struct str folders[FOLDERS_MOST];
    int mark[FOLDERS_MOST]; /* 0 unseen, 1 on the way, 2 done */
    int folder_n;
    struct edge edges[EDGES_MOST];
    int edge_n;
};

/* ---- floors ---- */

static struct floors floors_read(struct arena *mem, const char *path) {
    struct floors floors = {.n = 0};
    struct str rest = tool_read(mem, path), line, folder;
    for (int height = 0; str_cut(&rest, '\n', &line); height++) {
        line = str_trim(line);
        if (line.n == 0 || line.p[0] == '#') continue;
        while (str_cut(&line, ' ', &folder) && floors.n < FLOORS_MOST)
            if (folder.n) floors.all[floors.n++] = (struct floor){folder, height};
    }
    return floors;
}

/* The height of the folder a name begins with, or -1. */
static int floor_of(const struct floors *floors, struct str name) {
    struct str top;
    if (!str_has(name, STR("/")) || !str_cut(&name, '/', &top)) return -1;
    for (int i = 0; i < floors->n; i++)
        if (str_eq(floors->all[i].folder, top)) return floors->all[i].height;
    return -1;
}

static void climb_check(const struct floors *floors, const struct source *s,
                        struct str header, int line) {
    int from = floor_of(floors, s->name), to = floor_of(floors, header);
    if (from < 0)
        tool_wrong(s->path, 1, "src/FLOORS does not name this floor");
    else if (to > from)
        tool_wrong(s->path, line, "%.*s stands on a higher floor", STR_ARG(header));
}

/* ---- circles ---- */

static struct str folder_of(struct str name) {
    size_t n = name.n;
    while (n && name.p[n - 1] != '/')
        n--;
    return str_first(name, n ? n - 1 : 0);
}

static int folder_id(struct graph *g, struct str folder) {
    int i = 0;
    while (i < g->folder_n && !str_eq(g->folders[i], folder))
        i++;
    if (i == g->folder_n && g->folder_n < FOLDERS_MOST) g->folders[g->folder_n++] = folder;
    return i < FOLDERS_MOST ? i : 0;
}

/* A folder and the one it lies in are one house: no edge. */
static bool is_inside(struct str inner, struct str outer) {
    return str_starts(inner, outer)
           && (inner.n == outer.n || inner.p[outer.n] == '/' || outer.n == 0);
}

static void edge_add(struct graph *g, const struct source *s, struct str header, int line) {
    struct str from = folder_of(s->name), to = folder_of(header);
    if (is_inside(from, to) || is_inside(to, from)) return;
    struct edge e = {folder_id(g, from), folder_id(g, to), s->path, line};
    for (int i = 0; i < g->edge_n; i++)
        if (g->edges[i].from == e.from && g->edges[i].to == e.to) return;
    if (g->edge_n < EDGES_MOST) g->edges[g->edge_n++] = e;
}

static void circles_from(struct graph *g, int folder) {
    g->mark[folder] = 1;
    for (int i = 0; i < g->edge_n; i++) {
        const struct edge *e = &g->edges[i];
        if (e->from != folder) continue;
        if (g->mark[e->to] == 1)
            tool_wrong(e->path, e->line, "%.*s and %.*s include each other in a circle",
                       STR_ARG(g->folders[e->from]), STR_ARG(g->folders[e->to]));
        else if (g->mark[e->to] == 0)
            circles_from(g, e->to);
    }
    g->mark[folder] = 2;
}

/* ---- files ---- */

/* The header of a line `#include "header"`; false for any other line. */
static bool include_of(struct str line, struct str *out_header) {
    struct str before;
    line = str_trim(line);
    if (!str_starts(line, STR("#include \""))) return false;
    return str_cut(&line, '"', &before) && str_cut(&line, '"', out_header);
}

static void source_check(const struct floors *floors, struct graph *g,
                         const struct source *s) {
    struct str rest = s->text, line, header;
    for (int number = 1; str_cut(&rest, '\n', &line); number++) {
        if (!include_of(line, &header) || floor_of(floors, header) < 0) continue;
        climb_check(floors, s, header, number);
        edge_add(g, s, header, number);
    }
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: floors SRC\n");
        return 2;
    }
    struct arena *mem = arena_create();
    struct floors floors = floors_read(mem, str_format(mem, "%s/FLOORS", argv[1]).p);
    struct graph *g = NEW(mem, struct graph);
    struct sources sources = sources_read(mem, argv[1]);
    for (int i = 0; i < sources.n; i++)
        source_check(&floors, g, &sources.all[i]);
    for (int i = 0; i < g->folder_n; i++)
        if (g->mark[i] == 0) circles_from(g, i);
    arena_free(mem);
    return tool_failed();
}
