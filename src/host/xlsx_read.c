#include "host/xlsx_read.h"

#include "base/arena.h"
#include "host/xlsx_parts.h"

#include <stdlib.h>

void xlsx_free(struct xlsx *book) {
    if (!book) return;
    xlsx_reader_free(book->reader);
    zip_discard(book->package.zip);
    arena_free(book->mem);
    free(book);
}

/* Takes the zip file over, also when it fails. */
static enum err open_zip(zip_t *zip, struct xlsx **out_book) {
    struct xlsx *book = calloc(1, sizeof *book);
    if (!book) abort();
    book->mem = arena_create();
    book->package.zip = zip;
    bool many = zip_get_num_entries(zip, 0) > XML_ENTRIES_LIMIT;
    enum err err = many ? ERR_LIMIT : xlsx_load_book(book);
    if (err == OK)
        *out_book = book;
    else
        xlsx_free(book);
    return err;
}

enum err xlsx_open_file(const char *path, struct xlsx **out_book) {
    int code;
    zip_t *zip = zip_open(path, ZIP_RDONLY, &code);
    if (!zip)
        return code == ZIP_ER_OPEN || code == ZIP_ER_READ || code == ZIP_ER_NOENT
                   ? ERR_IO
                   : ERR_CORRUPT;
    return open_zip(zip, out_book);
}

enum err xlsx_open_bytes(struct str bytes, struct xlsx **out_book) {
    zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, NULL);
    if (!source) abort();
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
    if (!zip) {
        zip_source_free(source);
        return ERR_CORRUPT;
    }
    return open_zip(zip, out_book);
}

size_t xlsx_sheet_count(const struct xlsx *book) {
    return book->sheet_count;
}

struct str xlsx_sheet_name(const struct xlsx *book, size_t index) {
    return index < book->sheet_count ? book->sheets[index].name : STR("");
}

enum err xlsx_find_sheet(const struct xlsx *book, struct str name, size_t *out_index) {
    for (size_t i = 0; i < book->sheet_count; i++) {
        if (!str_eq(book->sheets[i].name, name)) continue;
        *out_index = i;
        return OK;
    }
    return ERR_ABSENT;
}
