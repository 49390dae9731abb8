#include "host/table_file.h"

#include "base/arena.h"
#include "host/xlsx_read.h"
#include "records/import/import.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE_BYTES = 256 * 1024 };

static enum err read_piece(struct byte_source *source, struct str *out_bytes) {
    struct table_file *t =
        (struct table_file *)((char *)source - offsetof(struct table_file, bytes));
    ssize_t n = read(t->file, t->piece, PIECE_BYTES);
    if (n < 0) return ERR_IO;
    t->read += n;
    *out_bytes = str_n(t->piece, (size_t)n);
    return OK;
}

static enum err open_book(const char *path, struct str sheet, struct table_file *t) {
    size_t at = 0;
    TRY(xlsx_open_file(path, &t->book));
    if (sheet.n) TRY(xlsx_find_sheet(t->book, sheet, &at));
    return xlsx_read_sheet(t->book, at, &t->source);
}

static enum err open_csv(struct table_file *t) {
    t->bytes.read = read_piece;
    t->piece = arena_alloc(t->mem, PIECE_BYTES);
    TRY(csv_table_init(&t->csv, t->mem, &t->bytes, NULL));
    t->source = &t->csv.source;
    return OK;
}

static enum err open_file(const char *path, struct str sheet, struct table_file *t) {
    char bytes[IMPORT_HEAD_BYTES];
    struct stat st;
    if (t->file < 0 || fstat(t->file, &st) != 0 || !S_ISREG(st.st_mode)) return ERR_IO;
    ssize_t n = pread(t->file, bytes, sizeof bytes, 0);
    if (n < 0) return ERR_IO;
    enum import_file kind = import_file_kind(str_n(bytes, (size_t)n));
    t->size = st.st_size;
    t->workbook = kind == IMPORT_WORKBOOK;
    if (kind == IMPORT_OTHER) return ERR_CORRUPT;
    return t->workbook ? open_book(path, sheet, t) : open_csv(t);
}

enum err table_file_open(const char *path, struct str sheet, struct table_file *out) {
    *out = (struct table_file){.mem = arena_create(),
                               .file = open(path, O_RDONLY | O_CLOEXEC)};
    enum err e = open_file(path, sheet, out);
    if (e != OK) table_file_close(out);
    return e;
}

void table_file_close(struct table_file *t) {
    xlsx_free(t->book);
    if (t->file >= 0) close(t->file);
    arena_free(t->mem);
    *t = (struct table_file){.file = -1};
}
