/* Workbooks are made here part by part, so that each habit of other programs can
 * be shown. */
#include "../table_rows.h"
#include "../test.h"
#include "workbook.h"

#include "base/buf.h"
#include "base/clock.h"
#include "host/workbook_text.h"
#include "host/xlsx_read.h"
#include "host/xlsx_write.h"

#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

static int set_up(void **state) {
    *state = arena_create();
    return 0;
}

static int tear_down(void **state) {
    arena_free(*state);
    return 0;
}

/* ---- Reading ---- */

static enum err read_rows(struct xlsx *book, size_t sheet, struct buf *out) {
    struct table_source *source;
    struct table_row row;
    TRY(xlsx_read_sheet(book, sheet, &source));
    for (;;) {
        enum err err = table_next(source, &row);
        if (err != OK) return err;
        show_row(out, &row);
    }
}

/* Open the workbook, read its first sheet into *out_rows, and tell how that ended. */
static enum err rows_of(struct arena *mem, struct str bytes, struct str *out_rows) {
    struct xlsx *book;
    struct buf b = buf_in(mem, 0);
    TRY(xlsx_open_bytes(bytes, &book));
    enum err err = read_rows(book, 0, &b);
    xlsx_free(book);
    if (b.n) b.n--;
    *out_rows = buf_str(&b);
    return err;
}

static enum err rows_of_sheet(struct arena *mem, const char *rows, struct str *out_rows) {
    struct str xml = str_format(mem,
                                "<x:worksheet xmlns:x=\"x\"><x:sheetData>%s</x:sheetData>"
                                "</x:worksheet>",
                                rows);
    struct part sheet = {"xl/worksheets/sheet1.xml", xml.p};
    return rows_of(mem, workbook_with(mem, sheet), out_rows);
}

#define ROW(cells) "<row r=\"1\">" cells "</row>"

static void test_xlsx_read__cells_become_text(void **state) {
    static const struct {
        const char *xml, *rows;
    } cases[] = {
        {"", ""},
        {ROW("<c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c>"),
         "1[سلام][a b][x\ry_x0041]"},
        {ROW("<c t=\"s\"><v>9</v></c><c><v>1</v></c>"), "1[][1]"},
        {ROW("<c t=\"inlineStr\"><is><t>a</t><r><t>b</t></r></is></c>"), "1[ab]"},
        {ROW("<c t=\"str\"><f>A1&amp;\"b\"</f><v>ab</v></c>"), "1[ab]"},
        {ROW("<c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c>"), "1[TRUE][FALSE]"},
        {ROW("<c t=\"e\"><v>#N/A</v></c>"), "1[#N/A]"},
        {ROW("<c t=\"d\"><v>2025-03-20</v></c>"), "1[2025-03-20]"},
        {ROW("<c><f>1+1</f><v>2</v></c>"), "1[2]"},
        {ROW("<c r=\"C1\"><v>3</v></c><c r=\"AA1\"><v>27</v></c>"),
         "1[][][3][][][][][][][][][][][][][][][][][][][][][][][][27]"},
        {"<row r=\"3\"><c/></row><row "
         "r=\"7\"><c><v>1</v></c></row><row><c><v>2</v></c></row>",
         "7[1] 8[2]"},
        {ROW("<c><v>0.1</v></c><c><v>0.30000000000000004</v></c><c><v>1234.5599999999999</"
             "v>"
             "</c><c><v>-1.5E-3</v></c><c><v>9.12E+9</v></c><c><v>6037991234567890</v></"
             "c>"),
         "1[0.1][0.3][1234.56][-0.0015][9120000000][6037991234567890]"},
        {ROW("<c><v>junk</v></c><c><v>1e999</v></c>"), "1[junk][1e999]"},
        {ROW("<c s=\"1\"><v>1</v></c><c s=\"1\"><v>59</v></c><c s=\"1\"><v>60</v></c>"
             "<c s=\"1\"><v>61</v></c><c s=\"3\"><v>45736</v></c><c "
             "s=\"4\"><v>45736</v></c>"),
         "1[1900-01-01][1900-02-28][1900-02-28][1900-03-01][2025-03-20][45736]"},
        {ROW("<c s=\"2\"><v>45736.5</v></c><c s=\"2\"><v>0.25</v></c><c "
             "s=\"2\"><v>45736</v></c>"
             "<c s=\"2\"><v>45735.999999999</v></c><c s=\"1\"><v>-1</v></c>"
             "<c s=\"1\"><v>3000000</v></c>"),
         "1[2025-03-20T12:00:00][06:00:00][2025-03-20][2025-03-20][-1][3000000]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str rows = STR("");
        assert_int_equal(rows_of_sheet(*state, cases[i].xml, &rows), ERR_ABSENT);
        assert_str(rows, cases[i].rows);
    }
}

static void test_xlsx_read__days_may_count_from_1904(void **state) {
    static const struct part parts[] = {
        {"xl/workbook.xml",
         "<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"x\" "
         "r:id=\"r1\" xmlns:r=\"r\"/></sheets></workbook>"},
        {"xl/worksheets/sheet1.xml",
         "<worksheet><sheetData><row><c s=\"1\"><v>0</v></c>"
         "<c s=\"1\"><v>44274</v></c></row></sheetData></worksheet>"},
    };
    struct str rows = STR("");
    assert_int_equal(rows_of(*state, workbook_of(*state, parts, 2), &rows), ERR_ABSENT);
    assert_str(rows, "1[1904-01-01][2025-03-20]");
}

static void test_xlsx_read__sheets_are_listed_and_found(void **state) {
    struct xlsx *book;
    struct str bytes = workbook_with(*state, usual[0]);
    struct buf b = buf_in(*state, 0);
    size_t index;
    assert_int_equal(xlsx_open_bytes(bytes, &book), OK);
    assert_int_equal(xlsx_sheet_count(book), 2);
    assert_str(xlsx_sheet_name(book, 0), "یک");
    assert_str(xlsx_sheet_name(book, 2), "");
    assert_int_equal(xlsx_find_sheet(book, STR("دو"), &index), OK);
    assert_int_equal(xlsx_find_sheet(book, STR("سه"), &index), ERR_ABSENT);
    assert_int_equal(read_rows(book, index, &b), ERR_ABSENT);
    assert_str(buf_str(&b), "1[2] ");
    assert_int_equal(read_rows(book, 5, &b), ERR_ABSENT);
    xlsx_free(book);
}

static struct str repeated(struct arena *mem, const char *first, const char *part,
                           size_t times) {
    struct buf b = buf_in(mem, 0);
    buf_putz(&b, first);
    while (times--)
        buf_putz(&b, part);
    buf_byte(&b, '\0');
    return buf_str(&b);
}

static void test_xlsx_read__hostile_parts_are_refused(void **state) {
    struct arena *mem = *state;
    const char *entities = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]>"
                           "<worksheet><sheetData><row><c t=\"str\"><v>&c;</v></c></row>"
                           "</sheetData></worksheet>";
    const struct {
        const char *xml;
        enum err err;
    } cases[] = {
        {entities, ERR_CORRUPT},
        {"<worksheet>", ERR_CORRUPT},
        {"no xml", ERR_CORRUPT},
        {repeated(mem, "", "<a>", 100).p, ERR_LIMIT},
        {repeated(mem, "<a b=\"", "0123456789abcdef", 200000).p, ERR_LIMIT},
        {repeated(mem, "<a>", "                ", 400000).p, ERR_LIMIT}, /* a zip bomb */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str rows, bytes;
        bytes = workbook_with(mem, (struct part){"xl/worksheets/sheet1.xml", cases[i].xml});
        assert_int_equal(rows_of(mem, bytes, &rows), cases[i].err);
    }
}

static void test_xlsx_read__other_files_are_refused(void **state) {
    struct xlsx *book;
    struct arena *mem = *state;
    assert_int_equal(xlsx_open_bytes(STR("not a zip file"), &book), ERR_CORRUPT);
    assert_int_equal(xlsx_open_bytes(STR(""), &book), ERR_CORRUPT);
    assert_int_equal(xlsx_open_file("/nonexistent.xlsx", &book), ERR_IO);
    static const char *const needed[] = {"_rels/.rels", "xl/_rels/workbook.xml.rels",
                                         "xl/workbook.xml"};
    for (size_t i = 0; i < 3; i++) {
        struct str bytes = workbook_with(mem, (struct part){needed[i], "<nothing/>"});
        assert_int_equal(xlsx_open_bytes(bytes, &book), ERR_CORRUPT);
    }
    struct str whole = workbook_with(mem, usual[0]);
    for (size_t n = 0; n < whole.n; n += 97)
        assert_int_not_equal(xlsx_open_bytes(str_first(whole, n), &book), OK);
}

static void test_xlsx_read__cells_beyond_the_limits_are_told(void **state) {
    struct arena *mem = *state;
    struct str rows = STR("");
    assert_int_equal(
        rows_of_sheet(mem, ROW("<c r=\"A1\"><v>1</v></c><c r=\"XFD1\"><v>2</v></c>"),
                      &rows),
        ERR_ABSENT);
    assert_str(rows, "1columns[1]");
    struct buf b = buf_in(mem, 0);
    buf_putz(&b, "<row><c t=\"str\"><v>");
    for (int i = 0; i < XLSX_CELL_LIMIT / 16 + 1; i++)
        buf_format(&b, "%016d", i * 7919);
    buf_putz(&b, "</v></c><c><v>2</v></c></row>");
    buf_byte(&b, '\0');
    assert_int_equal(rows_of_sheet(mem, b.p, &rows), ERR_ABSENT);
    assert_str(rows, "1cell[][2]");
}

/* The most memory the program has had, in megabytes. */
static long most_memory(void) {
    struct rusage usage;
    assert_int_equal(getrusage(RUSAGE_SELF, &usage), 0);
    return usage.ru_maxrss / 1024;
}

/* Millions of cells, all of them in one place, pack into almost nothing. */
static void test_xlsx_read__a_row_without_end_takes_no_memory(void **state) {
    enum { CELLS = 1000000, MEGABYTES = 100 };
    struct arena *mem = arena_create();
    struct str rows = STR("");
    struct buf b = buf_in(mem, 0);
    (void)state;
    BUF_LIT(&b, "<row>");
    for (int i = 0; i < CELLS; i++)
        buf_format(&b, "<c r=\"A1\"><v>%d</v></c>", i % 1000);
    BUF_LIT(&b, "</row>");
    buf_byte(&b, '\0');
    assert_false(b.failed);
    long before = most_memory();
    assert_int_equal(rows_of_sheet(mem, b.p, &rows), ERR_ABSENT);
    assert_true(str_starts(rows, STR("1columns[")));
#ifndef __SANITIZE_ADDRESS__ /* which keeps what was given back */
    assert_in_range(most_memory() - before, 0, MEGABYTES);
#endif
    arena_free(mem);
}

/* One long string named in every cell: kilobytes that would be gigabytes of text. */
static void
test_workbook_read__a_text_far_larger_than_its_workbook_is_refused(void **state) {
    enum { LETTERS = 200000, ROWS = 400 };
    struct arena *mem = arena_create();
    struct workbook_text text;
    struct buf strings = buf_in(mem, 0), sheet = buf_in(mem, 0);
    (void)state;
    BUF_LIT(&strings, "<sst><si><t>");
    for (int i = 0; i < LETTERS; i++)
        buf_byte(&strings, (char)('a' + i % 26));
    buf_put(&strings, str_n("</t></si></sst>", sizeof "</t></si></sst>"));
    BUF_LIT(&sheet, "<worksheet><sheetData>");
    for (int i = 0; i < ROWS; i++)
        BUF_LIT(&sheet, "<row><c t=\"s\"><v>0</v></c></row>");
    buf_put(&sheet, str_n("</sheetData></worksheet>", sizeof "</sheetData></worksheet>"));
    const struct part parts[] = {{"xl/strings.xml", strings.p},
                                 {"xl/worksheets/sheet1.xml", sheet.p}};
    struct str bytes = workbook_of(mem, parts, 2);
    assert_true(bytes.n * WORKBOOK_TEXT_RATIO < WORKBOOK_TEXT_FREE);
    assert_int_equal(workbook_read(mem, bytes, 0, 768 * 1024 * 1024, &text), ERR_LIMIT);
    arena_free(mem);
}

/* ---- Writing ---- */

static void test_xlsx_write__what_is_written_can_be_read(void **state) {
    char path[] = "/tmp/moshtari-test-XXXXXX";
    int file = mkstemp(path);
    struct str titles[] = {STR("نام"), STR("مبلغ"), STR("روز"), STR("زمان")};
    struct xlsx_look_options options = {
        .sheet = STR("مشتری/ها"), .right_to_left = true, .sheet_rows = 3};
    struct xlsx_writer *w;
    struct xlsx *book;
    struct buf b = buf_in(*state, 0);
    close(file);
    assert_int_equal(xlsx_create(path, &options, titles, 4, &w), OK);
    xlsx_put_text(w, STR("=1+1\xFF\n<b>"));
    xlsx_put_decimal(w, -1250, 2);
    xlsx_put_day(w, gregorian_to_day((struct gregorian){2025, 3, 20}));
    xlsx_put_instant(w, 1742461200000, 210); /* 2025-03-20T09:00Z */
    xlsx_end_row(w);
    xlsx_put_empty(w);
    xlsx_put_int(w, INT64_MIN);
    xlsx_put_day(w, gregorian_to_day((struct gregorian){1850, 1, 1}));
    xlsx_end_row(w);
    xlsx_put_text(w, STR("next"));
    xlsx_end_row(w);
    assert_int_equal(xlsx_close(w), OK);

    assert_int_equal(xlsx_open_file(path, &book), OK);
    assert_int_equal(xlsx_sheet_count(book), 2);
    assert_str(xlsx_sheet_name(book, 0), "مشتری ها");
    assert_str(xlsx_sheet_name(book, 1), "مشتری ها 2");
    assert_int_equal(read_rows(book, 0, &b), ERR_ABSENT);
    assert_str(buf_str(&b),
               "1[نام][مبلغ][روز][زمان] "
               "2[=1+1\xEF\xBF\xBD\n<b>][-12.5][2025-03-20][2025-03-20T12:30:00] "
               "3[][-9223372036854775808][1850-01-01] ");
    b.n = 0;
    assert_int_equal(read_rows(book, 1, &b), ERR_ABSENT);
    assert_str(buf_str(&b), "1[نام][مبلغ][روز][زمان] 2[next] ");
    xlsx_free(book);
    unlink(path);
}

static void test_xlsx_write__a_path_that_cannot_be_written_is_told(void **state) {
    (void)state;
    struct str title = STR("a");
    struct xlsx_writer *w;
    assert_int_equal(
        xlsx_create("/nonexistent/a.xlsx", &(struct xlsx_look_options){0}, &title, 1, &w),
        OK);
    assert_int_equal(xlsx_close(w), ERR_IO);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_xlsx_read__cells_become_text),
        cmocka_unit_test(test_xlsx_read__days_may_count_from_1904),
        cmocka_unit_test(test_xlsx_read__sheets_are_listed_and_found),
        cmocka_unit_test(test_xlsx_read__hostile_parts_are_refused),
        cmocka_unit_test(test_xlsx_read__other_files_are_refused),
        cmocka_unit_test(test_xlsx_read__cells_beyond_the_limits_are_told),
        cmocka_unit_test(test_xlsx_read__a_row_without_end_takes_no_memory),
        cmocka_unit_test(
            test_workbook_read__a_text_far_larger_than_its_workbook_is_refused),
        cmocka_unit_test(test_xlsx_write__what_is_written_can_be_read),
        cmocka_unit_test(test_xlsx_write__a_path_that_cannot_be_written_is_told),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
