#include "modules/catalogue/category.h"

#include <assert.h>
#include <string.h>

#include "entities.h"
#include "records/data/list.h"

/* ---- The tree ---- */

static int find(const struct category *all, int count, int64_t id) {
    for (int i = 0; i < count; i++)
        if (all[i].id == id) return i;
    return -1;
}

/* At the top stands what has no parent here, and one of each circle. */
static bool is_top(const struct category *all, int count, int at) {
    int up = find(all, count, all[at].parent);
    for (int steps = 0; up >= 0 && up != at; steps++) {
        if (steps == count) return false; /* below a circle */
        up = find(all, count, all[up].parent);
    }
    return up == at || find(all, count, all[at].parent) < 0;
}

struct walk {
    struct category *from, *to;
    bool *placed;
    int count, written;
};

static void place(struct walk *w, int at, int depth) {
    int self = w->written++;
    w->placed[at] = true;
    w->to[self] = w->from[at];
    struct category *c = &w->to[self];
    c->depth = depth;
    c->all = c->own;
    for (int i = 0; i < w->count; i++) {
        if (w->placed[i] || w->from[i].parent != c->id) continue;
        int child = w->written;
        place(w, i, depth + 1);
        c->children++;
        c->all += w->to[child].all;
    }
    c->after = w->written;
}

void category_tree(struct category *all, int count) {
    struct category from[CATEGORIES_MOST];
    bool placed[CATEGORIES_MOST] = {false};
    struct walk w = {from, all, placed, count, 0};
    assert(count <= CATEGORIES_MOST);
    memcpy(from, all, (size_t)count * sizeof *all);
    for (int i = 0; i < count; i++) {
        from[i].children = 0;
        if (is_top(from, count, i)) from[i].parent = 0;
    }
    for (int i = 0; i < count; i++)
        if (!placed[i] && !from[i].parent) place(&w, i, 0);
}

/* ---- Reading ---- */

static enum err read_categories(struct ctx *cx, struct category *all, int *out_count) {
    struct rows rows;
    int count = 0;
    TRY(store_query(cx->db,
                    SQL("SELECT id, parent, name FROM product_category"
                        " ORDER BY position, name, id LIMIT ?1"),
                    BIND(v_int(CATEGORIES_MOST)), &rows));
    for (; count < CATEGORIES_MOST && rows_next(&rows); count++)
        all[count] = (struct category){.id = rows_int(&rows, 0),
                                       .parent = rows_int(&rows, 1),
                                       .name = str_dup(cx->mem, rows_text(&rows, 2))};
    *out_count = count;
    return rows_done(&rows);
}

static enum err count_products(struct ctx *cx, struct category *all, int count) {
    const struct entity *e = entity_at(cx->catalog, "product");
    struct value yes = v_int(1);
    const struct filter on_sale = {.kind = FILTER_TERM,
                                   .field = e->fields[PRODUCT_ACTIVE],
                                   .op = FILTER_EQ,
                                   .values = &yes,
                                   .count = 1};
    const struct list_query q = {.entity = e, .filter = &on_sale};
    struct list_group *groups;
    int group_count;
    TRY(list_groups(cx, &q, e->fields[PRODUCT_CATEGORY], &groups, &group_count));
    for (int i = 0; i < group_count; i++) {
        if (groups[i].key.kind != V_INT) continue;
        int at = find(all, count, groups[i].key.i);
        if (at >= 0) all[at].own = groups[i].count;
    }
    return OK;
}

enum err categories_read(struct ctx *cx, struct category **out, int *out_count) {
    struct category *all = NEWS(cx->mem, CATEGORIES_MOST, struct category);
    TRY(read_categories(cx, all, out_count));
    TRY(count_products(cx, all, *out_count));
    category_tree(all, *out_count);
    *out = all;
    return OK;
}
