#include "host/workbook_make.h"

#include "base/arena.h"
#include "base/csv_table.h"
#include "host/xlsx_write.h"
#include "records/export/export.h"
#include "records/fields/field_type.h"
#include "records/fields/iso.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- Cells ---- */

/* "-12.50" as -1250 and 2 places; false for what is no such number. */
static bool read_decimal(struct str s, int64_t *out_units, int *out_scale) {
    char digits[24];
    size_t n = 0;
    int scale = -1;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.' && scale < 0) {
            scale = 0;
            continue;
        }
        if (n + 1 >= sizeof digits) return false;
        digits[n++] = s.p[i];
        scale += scale >= 0;
    }
    *out_scale = scale < 0 ? 0 : scale;
    return str_int(str_n(digits, n), out_units);
}

static void put_cell(struct xlsx_writer *w, const struct field *f, struct str cell,
                     int zone_minutes) {
    struct str type = str_of(f->type->name);
    int64_t n;
    int scale;
    if (!cell.n)
        xlsx_put_empty(w);
    else if (f->type->numeric && read_decimal(cell, &n, &scale))
        xlsx_put_decimal(w, n, scale);
    else if (str_is(type, "date") && iso_day_read(cell, &n))
        xlsx_put_day(w, n);
    else if (str_is(type, "date_time") && iso_instant_read(cell, &n))
        xlsx_put_instant(w, n, zone_minutes);
    else
        xlsx_put_text(w, cell);
}

static void put_row(struct xlsx_writer *w, const struct export_plan *plan,
                    const struct table_row *row, int zone_minutes) {
    for (int i = 0; i < plan->column_count; i++)
        put_cell(w, plan->columns[i], (size_t)i < row->count ? row->cells[i] : STR(""),
                 zone_minutes);
    xlsx_end_row(w);
}

/* ---- The workbook ---- */

static enum err put_rows(struct xlsx_writer *w, const struct export_plan *plan,
                         struct table_source *source, int zone_minutes) {
    struct table_row row;
    enum err e;
    while ((e = table_next(source, &row)) == OK)
        put_row(w, plan, &row, zone_minutes);
    return e == ERR_ABSENT ? OK : e;
}

static enum err write_rows(struct arena *mem, const char *path,
                           const struct export_plan *plan, struct byte_source *csv,
                           bool right_to_left, int zone_minutes) {
    struct csv_table table;
    struct csv_options options = {.delimiter = ','};
    struct xlsx_look_options look = {.sheet = plan->entity->many.in[right_to_left ? 0 : 1],
                                     .right_to_left = right_to_left};
    struct table_row head;
    struct xlsx_writer *w;
    TRY(csv_table_init_as(&table, mem, csv, &options, CHARSET_UTF8));
    TRY(table_next(&table.source, &head));
    TRY(xlsx_create(path, &look, head.cells, head.count, &w));
    enum err e = put_rows(w, plan, &table.source, zone_minutes);
    if (e == OK) return xlsx_close(w);
    xlsx_abandon(w);
    return e;
}

enum err workbook_write(const char *path, const struct export_plan *plan,
                        struct byte_source *csv, bool right_to_left, int zone_minutes) {
    struct arena *mem = arena_create();
    enum err e = write_rows(mem, path, plan, csv, right_to_left, zone_minutes);
    arena_free(mem);
    return e;
}

static enum err read_all(struct arena *mem, int file, struct str *out) {
    struct stat st;
    if (fstat(file, &st) != 0) return ERR_IO;
    char *bytes = arena_alloc(mem, (size_t)st.st_size);
    size_t n = 0;
    for (ssize_t got; n < (size_t)st.st_size; n += (size_t)got)
        if ((got = pread(file, bytes + n, (size_t)st.st_size - n, (off_t)n)) <= 0)
            return ERR_IO;
    *out = str_n(bytes, n);
    return OK;
}

/* The library writes to a path only: one of a file that is nowhere but in memory. */
enum err workbook_make(struct arena *mem, const struct export_plan *plan,
                       struct byte_source *csv, bool right_to_left, int zone_minutes,
                       struct str *out_bytes) {
    int file = memfd_create("workbook", MFD_CLOEXEC);
    if (file < 0) return ERR_IO;
    struct str path = str_format(mem, "/proc/self/fd/%d", file);
    enum err e = workbook_write(path.p, plan, csv, right_to_left, zone_minutes);
    if (e == OK) e = read_all(mem, file, out_bytes);
    close(file);
    return e;
}
