/* The same four baskets in every form. */
#include "../../test.h"
#include "base/arena.h"
#include "modules/offers/basket_file.h"

static struct arena *mem;

static int open_memory(void **state) {
    (void)state;
    mem = arena_create();
    return 0;
}

static int close_memory(void **state) {
    (void)state;
    arena_free(mem);
    return 0;
}

static struct basket_trouble trouble;

static enum err read_as(struct baskets *b, struct basket_file f, const char *text) {
    struct memory_source source = memory_source(str_of(text));
    if (!f.first) f.first = 1;
    baskets_init(b, mem);
    return basket_file_read(b, mem, &source.source, &f, &trouble);
}

static int32_t count_of(const struct baskets *b, const char *name) {
    for (int32_t i = 0; i < b->item_count; i++)
        if (str_is(b->items[i].name, name)) return b->items[i].count;
    return 0;
}

static void test_forms__hold_the_same_baskets(void **state) {
    (void)state;
    static const struct {
        struct basket_file file;
        const char *text;
    } forms[] = {
        {{.form = BASKETS_LINES},
         "milk, bread\nbread,\"milk\",milk\n\"bread\",beer\nmilk\n"},
        {{.form = BASKETS_LINES, .head = true, .first = 2},
         "count,1,2\n2,milk,bread\n2,bread,milk\n2,bread,beer\n1,milk,\n"},
        {{.form = BASKETS_LINES, .separator = ' '},
         "milk bread\nbread milk \nbread beer\nmilk"},
        {{.form = BASKETS_ROWS},
         "7,milk\n8,bread\n7,bread\n9,bread\n8,milk\n9,beer\n10,milk\n10,milk\n"},
        {{.form = BASKETS_ROWS,
          .head = true,
          .basket = STR_INIT("who, day"),
          .item = STR_INIT("what")},
         "who;day;what\n1;1;milk\n1;1;bread\n1;2;bread\n1;2;milk\n2;1;bread\n2;1;beer\n2;2;milk\n"},
        {{.form = BASKETS_TABLE}, "milk,bread,beer\nt,t,?\n1,2,0\nFalse,True,yes\nx,,\n"},
        {{.form = BASKETS_TABLE, .basket = STR_INIT("id")},
         "id,milk,bread,beer\n1,t,t,f\n2,t,t,f\n3,f,t,t\n4,t,f,f\n"},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct basket_file f = forms[i].file;
        struct baskets b;
        if (i == 4) f.separator = ';';
        assert_int_equal(read_as(&b, f, forms[i].text), OK);
        assert_int_equal(b.count, 4);
        assert_int_equal(b.item_count, 3);
        assert_int_equal(count_of(&b, "milk"), 3);
        assert_int_equal(count_of(&b, "bread"), 3);
        assert_int_equal(count_of(&b, "beer"), 1);
    }
}

static void test_numbers_and_blanks__are_items_apart_by_blanks(void **state) {
    (void)state;
    struct baskets b;
    assert_int_equal(read_as(&b, (struct basket_file){0}, "1 3 9 13 \n1 3\n"), OK);
    assert_int_equal(b.count, 2);
    assert_int_equal(count_of(&b, "13"), 1);
    assert_int_equal(read_as(&b, (struct basket_file){0}, "whole milk,soda\nwhole milk\n"),
                     OK);
    assert_int_equal(count_of(&b, "whole milk"), 2);
}

static void test_arff__names_items_by_attribute_and_value(void **state) {
    (void)state;
    struct baskets b;
    struct basket_file f = {.form = BASKETS_ARFF};
    assert_int_equal(read_as(&b, f,
                             "% a comment, with commas\n@relation shop\n"
                             "@attribute 'bread and cake' { t}\n"
                             "@ATTRIBUTE total { low, high} % low < 100\n@data\n"
                             "t,high\n?,low\n% another\n{0 t, 1 'high'}\n"),
                     OK);
    assert_int_equal(b.count, 3);
    assert_int_equal(count_of(&b, "bread and cake=t"), 2);
    assert_int_equal(count_of(&b, "total=high"), 2);
    assert_int_equal(count_of(&b, "total=low"), 1);
}

static void test_trouble__is_told_with_its_line(void **state) {
    (void)state;
    static const struct {
        struct basket_file file;
        const char *text;
        enum basket_fault fault;
        int64_t line;
    } rows[] = {
        {{.form = BASKETS_ROWS}, "1,milk\n2\n", BASKET_FAULT_CELLS, 2},
        {{.form = BASKETS_ROWS, .head = true, .item = STR_INIT("what")},
         "id,item\n1,milk\n",
         BASKET_FAULT_HEAD,
         1},
        {{.form = BASKETS_TABLE}, "milk,bread\nt,f\nt,maybe\n", BASKET_FAULT_ANSWER, 3},
        {{.form = BASKETS_TABLE}, "milk,bread\nt,f,t\n", BASKET_FAULT_CELLS, 2},
        {{.form = BASKETS_ARFF},
         "@attribute a {t}\n@data\nt\nt,t\n",
         BASKET_FAULT_CELLS,
         4},
        {{.form = BASKETS_ARFF}, "@attribute a {t}\n@data\n{5 t}\n", BASKET_FAULT_CELLS, 3},
        {{.form = BASKETS_ARFF}, "@attribute 'a {t}\n@data\n", BASKET_FAULT_ARFF, 1},
        {{.form = BASKETS_ARFF}, "milk,bread\n", BASKET_FAULT_ARFF, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct baskets b;
        assert_int_equal(read_as(&b, rows[i].file, rows[i].text), ERR_INVALID);
        assert_int_equal(trouble.fault, rows[i].fault);
        assert_int_equal(trouble.line, rows[i].line);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_forms__hold_the_same_baskets, open_memory,
                                        close_memory),
        cmocka_unit_test_setup_teardown(test_numbers_and_blanks__are_items_apart_by_blanks,
                                        open_memory, close_memory),
        cmocka_unit_test_setup_teardown(test_arff__names_items_by_attribute_and_value,
                                        open_memory, close_memory),
        cmocka_unit_test_setup_teardown(test_trouble__is_told_with_its_line, open_memory,
                                        close_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
