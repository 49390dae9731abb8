/* Definitions that make no sense are refused with their line and the word that is wrong. */
#include "base/arena.h"
#include "records/data/record.h"
#include "records/fields/field_type.h"
#include "records/meta/meta.h"

#include "test.h"

#define NAMED "  title name\n  field name text \"نام\" \"Name\"\n"
#define PARTY                                                              \
    "entity party \"مشتری\" \"Customer\" many \"م\" \"Customers\"\n" NAMED \
    "entity user \"کاربر\" \"User\" many \"ک\" \"Users\"\n" NAMED          \
    "entity team \"تیم\" \"Team\" many \"ت\" \"Teams\"\n" NAMED
#define SIZED "  field size choice \"ا\" \"Size\" of sizes\n"
#define SIZES "choices sizes\n  choice large \"ب\" \"L\"\n"
#define DEAL "entity deal \"معامله\" \"Deal\" many \"م\" \"Deals\"\n" NAMED

static struct arena *mem;

/* The message, or empty when the definition is taken. */
static struct str mistake_of(const char *text) {
    static const struct str own[] = {STR_INIT("journal"), STR_INIT("session")};
    static const struct meta_code code = {
        .types = field_types, .links = &record_links, .tables = own, .table_count = 2};
    const struct meta_source sources[] = {{"people", "party.entity", STR_INIT(PARTY)},
                                          {"custom", "own.entity", str_of(text)}};
    const struct catalog *catalog;
    struct str message = STR("");
    enum err e = catalog_make(mem, sources, 2, &code, &catalog, &message);
    assert_int_equal(e, message.n ? ERR_INVALID : OK);
    return message;
}

static void test_catalog__a_definition_that_makes_sense_is_taken(void **state) {
    (void)state;
    static const char *const taken[] = {
        DEAL,
        DEAL "  sort name\n  list name name name name name name name name name name name "
             "name name name name name name name name name name name name\n",
        DEAL "  sort name\n  first size large\n" SIZED SIZES,
        DEAL "  owned by party\n  time at\n  field at date_time \"آ\" \"At\" required\n",
        "extend party\n  field city text \"شهر\" \"City\" indexed\n",
        DEAL
        "  board step within way card name\n"
        "  field way link \"ر\" \"Way\" to way\n  field step link \"گ\" \"Step\" to step\n"
        "entity way \"راه\" \"Way\" many \"ر\" \"Ways\"\n" NAMED
        "entity step \"گام\" \"Step\" many \"گ\" \"Steps\"\n" NAMED
        "  field way link \"ر\" \"Way\" to way\n",
        DEAL SIZED "  field why text \"چرا\" \"Why\" when size large\n" SIZES,
    };
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        assert_string_equal(str_z(mem, mistake_of(taken[i])), "");
}

static void test_catalog__what_makes_none_is_refused_with_the_word(void **state) {
    (void)state;
    static const struct {
        const char *text, *message;
    } rows[] = {
        {"entity search_deal \"ا\" \"a\" many \"ا\" \"a\"\n title name\n"
         " field name text \"ا\" \"a\"\n",
         "own.entity:1: the program keeps names that begin like this: search_deal"},
        {"entity session \"ن\" \"Session\" many \"ن\" \"Sessions\"\n" NAMED,
         "own.entity:1: the program has a table of its own of this name: session"},
        {"extend party\n  owned by party\n", "a party is not owned by a party: party"},
        {DEAL SIZED "  field why text \"چرا\" \"Why\" when size huge\n" SIZES,
         "own.entity:5: `when` names a field above it and one of its choices: why"},
        {DEAL "  field why text \"چرا\" \"Why\" when size large\n" SIZED SIZES,
         "own.entity:4: `when` names a field above it and one of its choices: why"},
        {DEAL "  time name\n", "`time` names a field of type date_time"},
        {DEAL "  owned by party\n  time at\n  field at date_time \"آ\" \"At\"\n",
         "required where it is owned: at"},
        {DEAL "  sort tags\n  field tags tags \"آ\" \"T\"\n", "can be sorted by: tags"},
        {DEAL "  board name card name\n", "one choice, or a link: name"},
        {DEAL SIZED "  board size weigh name card name\n" SIZES,
         "percent of min 0 and max 100: name"},
        {DEAL SIZED
         "  board size weigh odds card name\n  field odds percent \"ا\" \"Odds\" min 0\n" SIZES,
         "percent of min 0 and max 100: odds"},
        {DEAL "  board whose within at card name\n"
              "  field whose link \"پ\" \"Whose\" to party\n"
              "  field at date \"آ\" \"At\"\n",
         "`within` names a link that the columns have too: at"},
        {DEAL "  board whose within other card name\n"
              "  field whose link \"پ\" \"Whose\" to party\n"
              "  field other link \"پ\" \"Other\" to party\n",
         "`within` names a link that the columns have too: other"},
        {DEAL "  sort name\n  first size large huge\n" SIZED SIZES, "its choices: huge"},
        {DEAL "  first size large\n" SIZED SIZES, "`first` follows a `sort`"},
        {DEAL "  field name_f text \"آ\" \"F\"\n", "kept beside this one: name"},
        {"choices a\n  choice x \"آ\" \"X\"\nchoices a\n",
         "own.entity:3: there is such a list"},
        {"choices a\n  choice x \"آ\" \"X\"\n  choice x \"آ\" \"X\"\n",
         "own.entity:3: there is such a choice already: x"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str message = mistake_of(rows[i].text);
        if (!str_has(message, str_of(rows[i].message)))
            fail_msg("%s\n%.*s", rows[i].text, STR_ARG(message));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_catalog__a_definition_that_makes_sense_is_taken),
        cmocka_unit_test(test_catalog__what_makes_none_is_refused_with_the_word),
    };
    mem = arena_create();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(mem);
    return failed;
}
