/* floors.c - holds the includes below src against src/FLOORS.
 * usage: floors SRC
 * Names every include that climbs to a higher floor, and every circle of parts that include
 * each other. A floor is one part; with an asterisk, each folder inside
 * is a part. */
#include "sources.h"
#include "tool.h"

#include <stdio.h>

enum { PARTS_MOST = 512, EDGES_MOST = 8192, FLOORS_MOST = 64 };

struct floor {
    struct str folder;
    int height;
    bool parted; /* into its folders */
};

struct floors {
    struct floor all[FLOORS_MOST];
    int n;
};

/* One part includes a header of another; the first place where it does. */
struct edge {
    int from, to;
    const char *path;
    int line;
};

struct graph {
    struct str parts[PARTS_MOST];
    int mark[PARTS_MOST]; /* 0 unseen, 1 on the way, 2 done */
    int part_n;
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
        while (str_cut(&line, ' ', &folder) && floors.n < FLOORS_MOST) {
            bool parted = str_ends(folder, STR("/*"));
            if (parted) folder.n -= 2;
            if (folder.n) floors.all[floors.n++] = (struct floor){folder, height, parted};
        }
    }
    return floors;
}

/* The floor a name like "records/ctx.h" stands on, or NULL. */
static const struct floor *floor_of(const struct floors *floors, struct str name) {
    struct str top;
    if (!str_has(name, STR("/")) || !str_cut(&name, '/', &top)) return NULL;
    for (int i = 0; i < floors->n; i++)
        if (str_eq(floors->all[i].folder, top)) return &floors->all[i];
    return NULL;
}

static void climb_check(const struct floor *from, const struct floor *to,
                        const struct source *s, struct str header, int line) {
    if (to->height > from->height)
        tool_wrong(s->path, line, "%.*s stands on a higher floor", STR_ARG(header));
}

/* ---- circles ---- */

/* The part a file belongs to: its floor, or the folder inside it. */
static struct str part_of(const struct floor *floor, struct str name) {
    struct str inside = str_from(name, floor->folder.n + 1);
    size_t n = floor->parted ? str_find(inside, STR("/")) : (size_t)-1;
    return n == (size_t)-1 ? floor->folder : str_first(name, floor->folder.n + 1 + n);
}

static int part_id(struct graph *g, struct str part) {
    int i = 0;
    while (i < g->part_n && !str_eq(g->parts[i], part))
        i++;
    if (i == g->part_n && g->part_n < PARTS_MOST) g->parts[g->part_n++] = part;
    return i < PARTS_MOST ? i : 0;
}

static void edge_add(struct graph *g, struct str from, struct str to,
                     const struct source *s, int line) {
    if (str_starts(from, to) || str_starts(to, from)) return; /* the same house */
    struct edge e = {part_id(g, from), part_id(g, to), s->path, line};
    for (int i = 0; i < g->edge_n; i++)
        if (g->edges[i].from == e.from && g->edges[i].to == e.to) return;
    if (g->edge_n < EDGES_MOST) g->edges[g->edge_n++] = e;
}

static void circles_from(struct graph *g, int part) {
    g->mark[part] = 1;
    for (int i = 0; i < g->edge_n; i++) {
        const struct edge *e = &g->edges[i];
        if (e->from != part) continue;
        if (g->mark[e->to] == 1)
            tool_wrong(e->path, e->line, "%.*s and %.*s include each other in a circle",
                       STR_ARG(g->parts[e->from]), STR_ARG(g->parts[e->to]));
        else if (g->mark[e->to] == 0)
            circles_from(g, e->to);
    }
    g->mark[part] = 2;
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
    const struct floor *from = floor_of(floors, s->name), *to;
    struct str rest = s->text, line, header;
    if (!from) tool_wrong(s->path, 1, "src/FLOORS does not name this floor");
    for (int number = 1; from && str_cut(&rest, '\n', &line); number++) {
        if (!include_of(line, &header) || !(to = floor_of(floors, header))) continue;
        climb_check(from, to, s, header, number);
        edge_add(g, part_of(from, s->name), part_of(to, header), s, number);
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
    for (int i = 0; i < g->part_n; i++)
        if (g->mark[i] == 0) circles_from(g, i);
    arena_free(mem);
    return tool_failed();
}
