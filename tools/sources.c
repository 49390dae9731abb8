#include "sources.h"

#include "tool.h"

#include <dirent.h>
#include <stdlib.h>

static int source_order(const void *left, const void *right) {
    const struct source *a = left, *b = right;
    return str_compare(a->name, b->name);
}

/* What a walk is after. */
struct walk {
    struct arena *mem;
    struct sources list;
    const char *const *endings;
    size_t root_n; /* bytes of the root's path */
};

static bool is_wanted(const struct walk *w, struct str name) {
    for (const char *const *ending = w->endings; *ending; ending++)
        if (str_ends(name, str_of(*ending))) return true;
    return false;
}

static void source_add(struct walk *w, const char *path) {
    struct str name = str_of(path);
    if (!is_wanted(w, name)) return;
    if (w->list.n == SOURCES_MOST)
        tool_wrong(path, 1, "more files than %d", SOURCES_MOST);
    else
        w->list.all[w->list.n++] =
            (struct source){path, str_from(name, w->root_n + 1), tool_read(w->mem, path)};
}

static void folder_read(struct walk *w, const char *dir) {
    DIR *d = opendir(dir);
    if (!d) {
        tool_wrong(dir, 1, "this folder cannot be read");
        return;
    }
    for (struct dirent *entry; (entry = readdir(d));) {
        if (entry->d_name[0] == '.') continue;
        const char *path = str_format(w->mem, "%s/%s", dir, entry->d_name).p;
        if (entry->d_type == DT_DIR)
            folder_read(w, path);
        else
            source_add(w, path);
    }
    closedir(d);
}

struct sources sources_read(struct arena *mem, const char *root,
                            const char *const *endings) {
    struct walk w = {
        mem, {NEWS(mem, SOURCES_MOST, struct source), 0}, endings, strlen(root)};
    folder_read(&w, root);
    qsort(w.list.all, (size_t)w.list.n, sizeof *w.list.all, source_order);
    return w.list;
}
