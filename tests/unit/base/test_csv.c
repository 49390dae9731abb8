#include "../table_rows.h"
#include "../test.h"

#include "base/buf.h"
#include "base/csv.h"
#include "base/csv_table.h"

#include <stdio.h>

static int set_up(void **state) {
    *state = arena_create();
    return 0;
}

static int tear_down(void **state) {
    arena_free(*state);
    return 0;
}

/* All rows of a text that comes in pieces of `piece` bytes. */
static struct str rows_of(struct arena *mem, struct str text, size_t piece,
                          struct csv_options options) {
    struct csv_reader *r = csv_create(mem, &options);
    struct buf b = buf_in(mem, 0);
    struct table_row row;
    for (; text.n; text = str_from(text, piece)) {
        csv_feed(r, str_first(text, piece));
        while (csv_next(r, &row))
            show_row(&b, &row);
    }
    csv_end(r);
    while (csv_next(r, &row))
        show_row(&b, &row);
    if (b.n) b.n--;
    return buf_str(&b);
}

static void test_csv__rows_of_many_habits(void **state) {
    static const struct {
        const char *text, *rows;
    } cases[] = {
        {"", ""},
        {"a", "1[a]"},
        {"a,b\n", "1[a][b]"},
        {"a,b\r\nc,d\r\n", "1[a][b] 2[c][d]"},
        {"a,b\rc,d\r", "1[a][b] 2[c][d]"},
        {"a,\n,b", "1[a][] 2[][b]"},
        {"a,", "1[a][]"},
        {"a,b\n\n\r\nc,d", "1[a][b] 4[c][d]"},
        {"\"a\",\"b,c\"\n", "1[a][b,c]"},
        {"\"a\"\"b\",\"\"\"\"\n\"\"\n", "1[a\"b][\"] 2[]"},
        {"\"a\nb\r\nc\",d\ne", "1[a\nb\r\nc][d] 4[e]"},
        {"\"a\" , \"b\"\nc", "1[a][b] 2[c]"},
        {"a b, c\n", "1[a b][ c]"},
        {"\xEF\xBB\xBF"
         "a;b\n1;2\n",
         "1[a][b] 2[1][2]"},
        {"sep=|\r\na|b,c\n", "2[a][b,c]"},
        {"نام\tشهر\nسارا\tتهران، ری\n", "1[نام][شهر] 2[سارا][تهران، ری]"},
        {"5\" pipe,x\ny,z", "1stray[5\" pipe][x] 2[y][z]"},
        {"\"He said \"hi\" to me\",x\ny,z", "1stray[He said \"hi\" to me][x] 2[y][z]"},
        {"a,b\n1,\"open\n2,z\n3,\"x\"\n4,y",
         "1[a][b] 2open[1][open] 3[2][z] 4[3][x] 5[4][y]"},
        {"a,b\n1,\"open\n2,\"x\"\n3,y", "1[a][b] 2open[1][open] 3[2][x] 4[3][y]"},
        {"a,b\n1,\"two\nlines \"q\" more\"\n3,y",
         "1[a][b] 2stray[1][two\nlines \"q\" more] 4[3][y]"},
        {"a,\"b\nc,d\ne,f", "1open[a][b] 2[c][d] 3[e][f]"},
        {"\"", "1open[]"},
        {"a,b\n\"x\"", "1[a][b] 2[x]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t piece = 1; piece < 8; piece++)
            assert_str(
                rows_of(*state, str_of(cases[i].text), piece, (struct csv_options){0}),
                cases[i].rows);
}

static void test_csv__limits_end_a_row_and_reading_goes_on(void **state) {
    static const struct {
        const char *text, *rows;
    } cases[] = {
        {"a,b,c,d\ne\n", "1columns[a][b][c] 2[e]"},
        {"a,123456789\ne\n", "1cell[a] 2[e]"},
        {"a,\"123456789\"\ne\n", "1cell[a] 2[e]"},
        {"1234,1234,1234\ne", "1row[1234][1234] 2[e]"},
        {"a,\"1\n2\n3\n4\n5\n6\",x\ne",
         "1open[a][1] 2[2] 3[3] 4[4] 5[5] 6stray[6\"][x] 7[e]"},
        {"\"1\n2\",123456789,b\ne", "1cell[1\n2] 3[e]"},
    };
    struct csv_options small = {',', .cell_limit = 8, .row_limit = 12, .columns_limit = 3};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t piece = 1; piece < 8; piece++)
            assert_str(rows_of(*state, str_of(cases[i].text), piece, small), cases[i].rows);
}

static void test_csv__an_open_quote_swallows_only_its_line(void **state) {
    struct buf b = buf_in(*state, 0);
    buf_putz(&b, "a,b\nc,\"d\n");
    for (int i = 0; i < 100000; i++)
        buf_format(&b, "row %d,x\n", i);
    struct csv_reader *r = csv_create(*state, NULL);
    struct table_row row;
    size_t rows = 0, open = 0;
    for (struct str rest = buf_str(&b); rest.n; rest = str_from(rest, 65536)) {
        csv_feed(r, str_first(rest, 65536));
        for (; csv_next(r, &row); rows++)
            open += row.problem == TABLE_OPEN_QUOTE;
    }
    csv_end(r);
    for (; csv_next(r, &row); rows++)
        assert_int_equal(row.problem, TABLE_FINE);
    assert_int_equal(rows, 100002);
    assert_int_equal(open, 1);
    assert_int_equal(row.line, 100002);
}

/* A file that is one line without an end must not be kept in memory. */
static void test_csv__memory_stays_within_the_limits(void **state) {
    struct arena *mem = *state;
    char piece[65536];
    struct csv_reader *r = csv_create(mem, NULL);
    struct table_row row;
    size_t rows = 0;
    memset(piece, 'x', sizeof piece);
    for (int i = 0; i < 1000; i++) {
        csv_feed(r, str_n(piece, sizeof piece));
        while (csv_next(r, &row))
            rows += row.problem == TABLE_CELL_TOO_LONG;
    }
    assert_int_equal(rows, 1);
    assert_true(arena_used(mem) < 4 * CSV_ROW_LIMIT);
}

static void test_csv__the_delimiter_is_guessed(void **state) {
    (void)state;
    assert_int_equal(csv_guess_delimiter(STR("a,b;c\n1,2;3\n")), ',');
    assert_int_equal(csv_guess_delimiter(STR("نام;مبلغ\nسارا;1,200\nرضا;5,300,000\n")),
                     ';');
    assert_int_equal(csv_guess_delimiter(STR("\"a,b,c\"|\"d\"\n\"e,\nf\"|\"g\"")), '|');
    assert_int_equal(csv_guess_delimiter(STR("one column\nonly\n")), ',');
    assert_int_equal(csv_guess_delimiter(STR("")), ',');
}

static void test_csv__written_cells_are_safe(void **state) {
    static const char *const cases[][2] = {
        {"", ""},
        {"abc", "abc"},
        {"a,b", "\"a,b\""},
        {"a\"b", "\"a\"\"b\""},
        {"a\nb", "\"a\nb\""},
        {" a", "\" a\""},
        {"=1+2", "'=1+2"},
        {"=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\""},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"\tx", "'\tx"},
        {"\rx", "\"'\rx\""},
        {"+989121234567", "+989121234567"},
        {"+98 (21) 8800-1234", "+98 (21) 8800-1234"},
        {"-12.5", "-12.5"},
        {"-1+2", "'-1+2"},
        {"--1", "'--1"},
        {"-", "'-"},
        {"-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b = buf_in(*state, 0);
        csv_put_cell(&b, str_of(cases[i][0]), ',');
        assert_str(buf_str(&b), cases[i][1]);
    }
}

static void test_csv__what_is_written_can_be_read(void **state) {
    struct str cells[] = {STR("a"), STR(" b\"\r\n,;"), STR(""), STR("سلام"), STR("\"")};
    struct buf b = buf_in(*state, 0);
    csv_put_row(&b, cells, 5, ';');
    assert_str(rows_of(*state, buf_str(&b), 3, (struct csv_options){.delimiter = ';'}),
               "1[a][ b\"\r\n,;][][سلام][\"]");
}

static void test_csv_table__reads_utf16_from_excel(void **state) {
    static const char text[] = "\xFF\xFE"
                               "a\0\t\0\x33\x06\n\0"
                               "b\0\t\0"
                               "1\0\r\0\n";
    struct memory_source bytes = memory_source(str_n(text, sizeof text));
    struct csv_table t;
    struct table_row row;
    assert_int_equal(csv_table_init(&t, *state, &bytes.source, NULL), OK);
    assert_int_equal(t.charset.from, CHARSET_UTF16LE);
    assert_int_equal(table_next(&t.source, &row), OK);
    assert_str(row.cells[1], "س");
    assert_int_equal(table_next(&t.source, &row), OK);
    assert_str(row.cells[1], "1");
    assert_int_equal(table_next(&t.source, &row), ERR_ABSENT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv__rows_of_many_habits),
        cmocka_unit_test(test_csv__limits_end_a_row_and_reading_goes_on),
        cmocka_unit_test(test_csv__an_open_quote_swallows_only_its_line),
        cmocka_unit_test_setup_teardown(test_csv__memory_stays_within_the_limits, set_up,
                                        tear_down),
        cmocka_unit_test(test_csv__the_delimiter_is_guessed),
        cmocka_unit_test(test_csv__written_cells_are_safe),
        cmocka_unit_test(test_csv__what_is_written_can_be_read),
        cmocka_unit_test(test_csv_table__reads_utf16_from_excel),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
