#include "sources.h"

#include "tool.h"

#include <dirent.h>
#include <stdlib.h>

static int source_order(const void *left, const void *right) {
    const struct source *a = left, *b = right;
    return str_compare(a->name, b->name);
}

static void source_add(struct arena *mem, struct sources *list, const char *path,
                       size_t root_n) {
    struct str name = str_of(path);
    bool is_c = str_ends(name, STR(".c")) || str_ends(name, STR(".h"));
    if (!is_c || list->n == SOURCES_MOST) return;
    list->all[list->n++] =
        (struct source){path, str_from(name, root_n + 1), tool_read(mem, path)};
}

static void folder_read(struct arena *mem, struct sources *list, const char *dir,
                        size_t root_n) {
    DIR *d = opendir(dir);
    if (!d) {
        tool_wrong(dir, 1, "this folder cannot be read");
        return;
    }
    for (struct dirent *entry; (entry = readdir(d));) {
        if (entry->d_name[0] == '.') continue;
        const char *path = str_format(mem, "%s/%s", dir, entry->d_name).p;
        if (entry->d_type == DT_DIR)
            folder_read(mem, list, path, root_n);
        else
            source_add(mem, list, path, root_n);
    }
    closedir(d);
}

struct sources sources_read(struct arena *mem, const char *root) {
    struct sources list = {NEWS(mem, SOURCES_MOST, struct source), 0};
    folder_read(mem, &list, root, strlen(root));
    qsort(list.all, (size_t)list.n, sizeof *list.all, source_order);
    return list;
}
