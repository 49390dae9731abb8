#include "store/names.h"

#include "base/arena.h"

enum { NAMES_FIRST_ROOM = 32 };

static void add(struct names *list, struct arena *mem, size_t *room, struct str name) {
    size_t n = (size_t)list->count;
    if (n == *room) {
        *room = n ? n * 2 : NAMES_FIRST_ROOM;
        list->names = arena_grow(mem, list->names, n * sizeof *list->names,
                                 *room * sizeof *list->names);
    }
    list->names[list->count++] = str_dup(mem, name);
}

enum err names_load(struct reader *r, struct arena *mem, struct sql sql, struct bind bind,
                    struct names *out) {
    struct rows rows;
    struct names list = {0};
    size_t room = 0;
    TRY(store_query(r, sql, bind, &rows));
    while (rows_next(&rows))
        add(&list, mem, &room, rows_text(&rows, 0));
    *out = list;
    return rows_done(&rows);
}

bool names_have(const struct names *list, struct str name) {
    for (int i = 0; i < list->count; i++)
        if (str_eq(list->names[i], name)) return true;
    return false;
}
