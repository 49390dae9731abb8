/* Definitions of kinds of record, as an administrator may write them beside those that come
 * with the program: refused with a line, or they make a catalog whose tables the database
 * accepts, whose records can be made, listed and described. */
#include "fuzz.h"

#include "records/data/list.h"
#include "records/data/plan.h"
#include "records/data/record.h"
#include "records/fields/field_type.h"
#include "records/meta/meta.h"
#include "records/rules/settings.h"
#include "store/store.h"

/* What the program brings, in small. */
static const char built_in[] = "entity party \"الف\" \"Party\" many \"ب\" \"Parties\"\n"
                               "  title name\n"
                               "  field name text \"پ\" \"Name\" required search\n"
                               "  field stage choice \"ت\" \"Stage\" of stage preset lead\n"
                               "entity user \"کاربر\" \"User\" many \"ک\" \"Users\"\n"
                               "  title name\n"
                               "  field name text \"پ\" \"Name\"\n"
                               "entity team \"تیم\" \"Team\" many \"ت\" \"Teams\"\n"
                               "  title name\n"
                               "  field name text \"پ\" \"Name\"\n"
                               "entity file \"پرونده\" \"File\" many \"پ\" \"Files\"\n"
                               "  title name\n"
                               "  field name text \"پ\" \"Name\"\n"
                               "choices stage\n"
                               "  choice lead \"س\" \"Lead\" azure\n";

static struct ctx context(struct arena *mem, struct store *store, const struct catalog *c,
                          struct id_maker *ids) {
    return (struct ctx){.mem = mem,
                        .db = store_reader(store),
                        .writer = store_writer(store),
                        .catalog = c,
                        .actor = &actor_program,
                        .ids = ids,
                        .now_ms = 1700000000000};
}

static void look_at_entity(struct ctx *cx, const struct entity *e) {
    struct record record = record_new(cx, e);
    must(e->title && field_present(e->title));
    for (int i = 0; i < e->field_count; i++) {
        const struct field *f = e->fields[i];
        must(f->at == i && f->entity == e && f->type && f->name.n <= META_NAME_BYTES);
        field_text(cx, f, record.values[i]);
        if (f->type->sortable && field_present(f)) {
            struct record_list page;
            struct list_query query = {.entity = e, .sort = f, .search = STR("الف")};
            must(list_page(cx, &query, &page) == OK && page.count == 0);
        }
    }
}

static void make_real(struct arena *mem, const struct catalog *c) {
    static const struct store_options options = {.create = true};
    struct store *store;
    struct id_maker ids = {0};
    must(store_open(&options, &store, NULL) == OK && store_begin(store) == OK);
    struct ctx cx = context(mem, store, c, &ids);
    plans_make(mem, c);
    must(plans_apply(cx.writer, c) == OK);
    must(plans_apply(cx.writer, c) == OK); /* and once more, at the next start */
    for (int i = 0; i < c->count; i++)
        look_at_entity(&cx, c->entities[i]);
    store_rollback(store);
    store_close(store);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *mem = arena_create();
    const struct meta_source sources[] = {
        {"people", "party.entity", str_of(built_in)},
        {"custom", "own.entity", str_n((const char *)data, size)}};
    const struct catalog *catalog;
    static const struct meta_code code = {.types = field_types, .links = &record_links};
    struct str message = STR("");
    if (catalog_make(mem, sources, 2, &code, &catalog, &message) == OK)
        make_real(mem, catalog);
    else
        must(str_starts(message, STR("own.entity:"))
             || str_starts(message, STR("party.entity:")));
    arena_free(mem);
    return 0;
}
