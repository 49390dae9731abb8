#include "host/xlsx_write.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"

#include <assert.h>
#include <stdlib.h>
#include <xlsxwriter.h>

enum {
    SERIAL_OF_1970 = 25569, /* the serial of 1970-01-01 */
    FIRST_SERIAL = 61,      /* 1900-03-01, after the leap bug */
    LAST_SERIAL = 2958465   /* 9999-12-31 */
};

#define EXACT_LIMIT INT64_C(1000000000000000) /* Excel keeps 15 digits */

struct xlsx_writer {
    struct arena *mem; /* of the writer */
    struct arena *row_mem;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *bold, *day, *time;
    struct str name;
    struct str *titles;
    size_t columns;
    bool right_to_left;
    uint32_t sheet_rows, row;
    int sheets;
    lxw_col_t column;
    bool failed;
};

/* Text as the library wants it: valid UTF-8 that ends in NUL, of `letters` at most. */
static const char *clean_z(struct arena *mem, struct str text, size_t letters) {
    struct buf b = buf_in(mem, 0);
    uint32_t code;
    text = str_first(text, letters * 4);
    for (size_t n = 0; n < letters && utf8_next(&text, &code); n++)
        if (code) buf_code(&b, code);
    buf_byte(&b, '\0');
    return b.failed ? "" : b.p;
}

/* ---- Sheets ---- */

static bool is_refused_in_name(char c) {
    return memchr("[]:*?/\\'", c, 8) != NULL;
}

/* "name", "name 2", "name 3"… */
static const char *sheet_name(struct xlsx_writer *w) {
    struct str number = w->sheets > 1 ? str_format(w->mem, " %d", w->sheets) : STR("");
    struct str clean = str_of(clean_z(w->mem, w->name, XLSX_NAME_LETTERS));
    clean = str_join(w->mem, utf8_first(clean, XLSX_NAME_LETTERS - number.n), number);
    char *name = (char *)str_z(w->mem, clean);
    for (char *p = name; *p; p++)
        if (is_refused_in_name(*p)) *p = ' ';
    return name;
}

static bool put_header(struct xlsx_writer *w) {
    for (size_t i = 0; i < w->columns; i++) {
        const char *title = clean_z(w->row_mem, w->titles[i], XLSX_TEXT_LETTERS);
        if (worksheet_write_string(w->sheet, 0, (lxw_col_t)i, title, w->bold)) return false;
    }
    worksheet_freeze_panes(w->sheet, 1, 0);
    return true;
}

static bool add_sheet(struct xlsx_writer *w) {
    w->sheets++;
    w->row = 1;
    w->sheet = workbook_add_worksheet(w->book, sheet_name(w));
    if (!w->sheet) return false;
    if (w->right_to_left) worksheet_right_to_left(w->sheet);
    return put_header(w);
}

static lxw_format *number_format(lxw_workbook *book, const char *code) {
    lxw_format *format = workbook_add_format(book);
    format_set_num_format(format, code);
    return format;
}

static void add_formats(struct xlsx_writer *w, const struct xlsx_look_options *o) {
    w->bold = workbook_add_format(w->book);
    format_set_bold(w->bold);
    w->day = number_format(w->book, o->day_format ? o->day_format : "yyyy-mm-dd");
    w->time = number_format(w->book, o->time_format ? o->time_format : "yyyy-mm-dd hh:mm");
}

enum err xlsx_create(const char *path, const struct xlsx_look_options *options,
                     const struct str *titles, size_t columns,
                     struct xlsx_writer **out_writer) {
    lxw_workbook_options constant_memory = {.constant_memory = LXW_TRUE,
                                            .use_zip64 = LXW_TRUE};
    assert(columns <= XLSX_SHEET_COLUMNS);
    struct xlsx_writer *w = calloc(1, sizeof *w);
    if (!w) abort();
    w->mem = arena_create();
    w->row_mem = arena_create();
    w->name = str_dup(w->mem, options->sheet.n ? options->sheet : STR("Sheet"));
    w->right_to_left = options->right_to_left;
    w->sheet_rows = options->sheet_rows ? options->sheet_rows : XLSX_SHEET_ROWS;
    w->titles = NEWS(w->mem, columns, struct str);
    w->columns = columns;
    for (size_t i = 0; i < columns; i++)
        w->titles[i] = str_dup(w->mem, titles[i]);
    w->book = workbook_new_opt(path, &constant_memory);
    if (w->book) add_formats(w, options);
    if (!w->book || !add_sheet(w)) {
        xlsx_abandon(w);
        return ERR_IO;
    }
    *out_writer = w;
    return OK;
}

void xlsx_abandon(struct xlsx_writer *w) {
    if (!w) return;
    lxw_workbook_free(w->book);
    arena_free(w->row_mem);
    arena_free(w->mem);
    free(w);
}

enum err xlsx_close(struct xlsx_writer *w) {
    bool written =
        workbook_close(w->book) == LXW_NO_ERROR && !w->failed; /* frees the book */
    w->book = NULL;
    xlsx_abandon(w);
    return written ? OK : ERR_IO;
}

/* ---- Cells ---- */

/* The column of the next cell. */
static lxw_col_t next_column(struct xlsx_writer *w) {
    assert(w->column < w->columns);
    return w->column++;
}

static void put_number(struct xlsx_writer *w, double number, lxw_format *format) {
    w->failed |=
        worksheet_write_number(w->sheet, w->row, next_column(w), number, format) != 0;
}

void xlsx_put_empty(struct xlsx_writer *w) {
    next_column(w);
}

void xlsx_put_text(struct xlsx_writer *w, struct str text) {
    lxw_col_t column = next_column(w);
    const char *z = clean_z(w->row_mem, text, XLSX_TEXT_LETTERS);
    if (*z) w->failed |= worksheet_write_string(w->sheet, w->row, column, z, NULL) != 0;
}

static void put_decimal_text(struct xlsx_writer *w, int64_t units, int scale) {
    uint64_t rest = units < 0 ? 0 - (uint64_t)units : (uint64_t)units;
    char digits[32], *p = digits + sizeof digits;
    for (int i = 0; i <= scale || rest; i++, rest /= 10) {
        if (i == scale && scale) *--p = '.';
        *--p = (char)('0' + rest % 10);
    }
    if (units < 0) *--p = '-';
    xlsx_put_text(w, str_n(p, (size_t)(digits + sizeof digits - p)));
}

void xlsx_put_decimal(struct xlsx_writer *w, int64_t units, int scale) {
    assert(scale >= 0 && scale <= 18);
    if (units >= EXACT_LIMIT || units <= -EXACT_LIMIT) {
        put_decimal_text(w, units, scale);
        return;
    }
    double power = 1;
    for (int i = 0; i < scale; i++)
        power *= 10;
    put_number(w, (double)units / power, NULL);
}

void xlsx_put_int(struct xlsx_writer *w, int64_t n) {
    xlsx_put_decimal(w, n, 0);
}

static bool has_serial(int64_t day) {
    return day >= FIRST_SERIAL - SERIAL_OF_1970 && day <= LAST_SERIAL - SERIAL_OF_1970;
}

static struct str day_text(struct xlsx_writer *w, int64_t day) {
    struct gregorian date = gregorian_from_day(day);
    return str_format(w->row_mem, "%04d-%02d-%02d", date.year, date.month, date.day);
}

void xlsx_put_day(struct xlsx_writer *w, int64_t day) {
    if (has_serial(day))
        put_number(w, (double)(day + SERIAL_OF_1970), w->day);
    else
        xlsx_put_text(w, day_text(w, day));
}

void xlsx_put_instant(struct xlsx_writer *w, int64_t instant_ms, int zone_minutes) {
    int64_t day = day_of(instant_ms, zone_minutes);
    int minute = minute_of_day(instant_ms, zone_minutes);
    if (has_serial(day))
        put_number(w, (double)(day + SERIAL_OF_1970) + minute / (double)MINUTES_PER_DAY,
                   w->time);
    else
        xlsx_put_text(w, day_text(w, day));
}

void xlsx_end_row(struct xlsx_writer *w) {
    arena_reset(w->row_mem);
    w->column = 0;
    w->row++;
    if (w->row == w->sheet_rows) w->failed |= !add_sheet(w);
}
