/* xlsx_book.c - what a workbook consists of: its sheets, and where the other parts are. */
#include "base/arena.h"
#include "host/xlsx_parts.h"

enum { RELATIONS_LIMIT = 4096 };

/* A relation: `id` for those who name it, the last word of its type, the part it
 * leads to. */
struct relation {
    const char *id, *type, *path;
};

struct relations {
    struct arena *mem;
    const char *folder; /* what targets are relative to: "xl/" or "" */
    struct relation items[RELATIONS_LIMIT];
    size_t count;
};

static void ignore_end(void *self, const char *name) {
    (void)self, (void)name;
}

static void ignore_text(void *self, struct str text) {
    (void)self, (void)text;
}

static const char *copy_z(struct arena *mem, const char *z) {
    return str_z(mem, str_of(z));
}

static void relation_start(void *self, const char *name, const char **attributes) {
    struct relations *r = self;
    const char *id = xml_attribute(attributes, "Id");
    const char *type = xml_attribute(attributes, "Type");
    const char *target = xml_attribute(attributes, "Target");
    bool wanted = strcmp(name, "Relationship") == 0 && id && type && target;
    if (!wanted || r->count == RELATIONS_LIMIT) return;
    const char *word = strrchr(type, '/');
    struct str path = target[0] == '/'
                          ? str_of(target + 1)
                          : str_join(r->mem, str_of(r->folder), str_of(target));
    r->items[r->count++] = (struct relation){
        copy_z(r->mem, id), copy_z(r->mem, word ? word + 1 : type), str_z(r->mem, path)};
}

/* The relations of the part at `path` ("" for the package itself). */
static enum err load_relations(struct xlsx *book, const char *path,
                               struct relations **out) {
    static const struct xml_calls calls = {relation_start, ignore_end, ignore_text};
    const char *slash = strrchr(path, '/');
    size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
    struct relations *r = NEW(book->mem, struct relations);
    r->mem = book->mem;
    r->folder = str_z(book->mem, str_n(path, folder));
    struct str file = str_format(book->mem, "%s_rels/%s.rels", r->folder, path + folder);
    TRY(xml_part_read(&book->package, file.p, &calls, r));
    *out = r;
    return OK;
}

static const char *path_by_type(const struct relations *r, const char *type) {
    for (size_t i = 0; i < r->count; i++)
        if (strcmp(r->items[i].type, type) == 0) return r->items[i].path;
    return NULL;
}

static const char *path_by_id(const struct relations *r, const char *id) {
    for (size_t i = 0; i < r->count; i++)
        if (strcmp(r->items[i].id, id) == 0) return r->items[i].path;
    return NULL;
}

/* ---- The workbook part ---- */

struct book_part {
    struct xlsx *book;
    const struct relations *relations;
};

static void add_sheet(struct book_part *part, const char **attributes) {
    struct xlsx *book = part->book;
    const char *name = xml_attribute(attributes, "name");
    const char *id = xml_attribute(attributes, "id");
    const char *path = id ? path_by_id(part->relations, id) : NULL;
    if (!name || !path || book->sheet_count == XLSX_SHEETS_LIMIT) return;
    book->sheets[book->sheet_count++] =
        (struct xlsx_sheet){str_dup(book->mem, str_of(name)), path};
}

static void book_start(void *self, const char *name, const char **attributes) {
    struct book_part *part = self;
    if (strcmp(name, "sheet") == 0) {
        add_sheet(part, attributes);
    } else if (strcmp(name, "workbookPr") == 0) {
        const char *from_1904 = xml_attribute(attributes, "date1904");
        part->book->from_1904 =
            from_1904 && (strcmp(from_1904, "1") == 0 || strcmp(from_1904, "true") == 0);
    }
}

/* A part that is missing from the zip file means the file is not what it says. */
static enum err must_exist(enum err err) {
    return err == ERR_ABSENT ? ERR_CORRUPT : err;
}

enum err xlsx_load_book(struct xlsx *book) {
    static const struct xml_calls calls = {book_start, ignore_end, ignore_text};
    struct relations *package, *relations;
    TRY(must_exist(load_relations(book, "", &package)));
    const char *path = path_by_type(package, "officeDocument");
    if (!path) return ERR_CORRUPT;
    TRY(must_exist(load_relations(book, path, &relations)));
    book->sheets = NEWS(book->mem, XLSX_SHEETS_LIMIT, struct xlsx_sheet);
    struct book_part part = {book, relations};
    TRY(must_exist(xml_part_read(&book->package, path, &calls, &part)));
    const char *strings = path_by_type(relations, "sharedStrings");
    const char *styles = path_by_type(relations, "styles");
    if (strings) TRY(must_exist(xlsx_load_strings(book, strings)));
    if (styles) TRY(must_exist(xlsx_load_styles(book, styles)));
    return book->sheet_count ? OK : ERR_CORRUPT;
}
