/* A workbook in which one part is the input; or the input is the whole file. The first byte
 * chooses which. Whatever comes, rows stay within the limits and are UTF-8. */
#include "fuzz.h"

#include "../unit/host/workbook.h"
#include "host/xlsx_read.h"

enum { PARTS = sizeof usual / sizeof *usual };

static void read_sheet(struct xlsx *book, size_t index) {
    struct table_source *source;
    struct table_row row;
    if (xlsx_read_sheet(book, index, &source) != OK) return;
    while (table_next(source, &row) == OK) {
        must(row.count <= XLSX_COLUMNS_LIMIT);
        for (size_t i = 0; i < row.count; i++)
            must(utf8_valid(row.cells[i]));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 1) return 0;
    struct arena *mem = arena_create();
    struct str bytes = str_n((const char *)data + 1, size - 1);
    struct xlsx *book;
    size_t choice = data[0] % (PARTS + 1);
    if (choice < PARTS)
        bytes = workbook_with(mem, (struct part){usual[choice].path, str_z(mem, bytes)});
    if (xlsx_open_bytes(bytes, &book) == OK) {
        for (size_t i = 0; i < xlsx_sheet_count(book) && i < 4; i++)
            read_sheet(book, i);
        xlsx_free(book);
    }
    arena_free(mem);
    return 0;
}
