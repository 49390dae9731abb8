/* Lists as addresses ask for them. The first byte chooses the kind of record, the second
 * the order, the direction and who asks; then lines: filter, field to sort by, search,
 * cursor. What is read as a filter is written and read again the same, is SQL that runs,
 * and finds exactly the records it holds for; what is not is a problem and no failure. */
#include "world.h"

#include "records/data/list.h"
#include "records/fields/field_type.h"

static const char *const kinds[] = {"party", "task", "interaction", "contact_point",
                                    "user",  "team", "file",        "relationship"};
enum { KINDS = sizeof kinds / sizeof *kinds };
enum { DESCENDING = 1, BACKWARD = 2, A_PERSON = 4, GREGORIAN = 8, ENGLISH = 16 };

static bool calm(enum err e) {
    return e == OK || e == ERR_INVALID;
}

static void look_at_text(struct ctx *cx, const struct entity *e, const struct filter *f) {
    const struct filter *again;
    struct str text = filter_text(cx, f);
    must(text.n <= FILTER_BYTES);
    must(filter_parse(cx, e, text, &again) == OK);
    must(str_eq(filter_text(cx, again), text));
    must(str_eq(filter_words(cx, again), filter_words(cx, f)));
}

static bool is_found(const struct record_list *found, const struct record *r) {
    for (int i = 0; i < found->count; i++)
        if (record_id(&found->records[i]) == record_id(r)) return true;
    return false;
}

/* The condition and the question to a record in hand agree. */
static void look_at_found(struct ctx *cx, const struct entity *e, const struct filter *f) {
    struct list_query query = {.entity = e, .plain = true, .limit = LIST_PAGE_MOST};
    struct record_list all, found;
    int64_t count;
    must(list_page(cx, &query, &all) == OK);
    query.filter = f;
    must(list_page(cx, &query, &found) == OK);
    must(list_count(cx, &query, 0, &count) == OK && count == found.count);
    for (int i = 0; i < all.count; i++)
        must(filter_holds(cx, f, all.records[i].values)
             == is_found(&found, &all.records[i]));
}

static void look_at_page(struct ctx *cx, const struct list_query *query) {
    struct record_list page, next;
    struct list_query more = *query;
    int64_t count;
    must(list_count(cx, query, LIST_COUNT_CAP, &count) == OK);
    enum err e = list_page(cx, query, &page);
    must(e == OK || (query->cursor.n && e == ERR_INVALID));
    if (e != OK) return;
    must(page.count <= query->limit && page.count <= LIST_PAGE_MOST);
    more.cursor = query->backward ? page.previous : page.next;
    if (!more.cursor.n) return;
    must(list_page(cx, &more, &next) == OK);
    for (int i = 0; i < page.count; i++)
        must(!is_found(&next, &page.records[i]));
}

static void look_at_hits(struct ctx *cx, const struct entity *e, struct str typed) {
    enum { HITS = 3 };
    struct hit *hits;
    int count = 0;
    must(list_hits(cx, e, typed, HITS, &hits, &count) == OK && count <= HITS);
}

static struct str line_of(struct str *rest) {
    struct str line = STR("");
    str_cut(rest, '\n', &line);
    return line;
}

static void look(struct ctx *cx, const struct entity *e, unsigned flags, struct str rest) {
    struct list_query query = {.entity = e,
                               .limit = 2,
                               .descending = flags & DESCENDING,
                               .backward = flags & BACKWARD};
    struct str text = line_of(&rest);
    enum err read = filter_parse(cx, e, text, &query.filter);
    must(calm(read) && (read == OK || cx->problems));
    if (read == OK && query.filter) {
        look_at_text(cx, e, query.filter);
        look_at_found(cx, e, query.filter);
    }
    const struct field *sort = field_named(e, line_of(&rest));
    if (sort && sort->type->sortable && sort->at != FIELD_ID) query.sort = sort;
    query.search = line_of(&rest);
    query.cursor = line_of(&rest);
    look_at_page(cx, &query);
    look_at_hits(cx, e, query.search);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) return 0;
    const struct world *world = world_here();
    struct ctx *cx = world_enter(world);
    cx->calendar = data[1] & GREGORIAN ? CALENDAR_GREGORIAN : CALENDAR_JALALI;
    cx->lang = data[1] & ENGLISH ? LANG_EN : LANG_FA;
    if (data[1] & A_PERSON) cx->actor = world->person;
    look(cx, entity_at(cx->catalog, kinds[data[0] % KINDS]), data[1],
         str_n((const char *)data + 2, size - 2));
    world_leave(world);
    return 0;
}
