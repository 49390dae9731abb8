/* What an export writes: nothing a spreadsheet would run, and nothing an import would not
 * read back as it was. */
#include "../../kit.h"

#include "base/csv_table.h"
#include "entities.h"
#include "host/workbook_make.h"
#include "host/xlsx_read.h"
#include "records/export/export.h"
#include "records/fields/field_type.h"
#include "records/import/import.h"

#include <zip.h>

static struct ctx *cx;

/* ---- Help ---- */

static const struct entity *parties(void) {
    return entity_at(cx->catalog, "party");
}

/* All columns of all customers, as the job writes them. */
static struct str exported(struct export_plan *plan, enum export_format format,
                           bool plain) {
    struct buf out = buf_in(cx->mem, 0);
    struct record_list page;
    struct str cursor = STR("");
    *plan = (struct export_plan){.entity = parties(), .format = format, .plain = plain};
    export_all_columns(plan);
    export_head(cx, plan, &out);
    assert_int_equal(export_page(cx, plan, &cursor, &page), OK);
    assert_int_equal(export_rows(cx, plan, &page, true, &out), OK);
    export_end(plan, &out);
    assert_false(out.failed);
    return buf_str(&out);
}

static struct str workbook_exported(struct export_plan *plan) {
    struct memory_source csv = memory_source(exported(plan, EXPORT_WORKBOOK, true));
    struct str bytes = STR("");
    assert_int_equal(workbook_make(cx->mem, plan, &csv.source, cx->lang == LANG_FA,
                                   cx->zone_minutes, &bytes),
                     OK);
    return bytes;
}

static struct table_source *csv_rows(struct str text) {
    struct csv_table *table = NEW(cx->mem, struct csv_table);
    struct memory_source *bytes = NEW(cx->mem, struct memory_source);
    *bytes = memory_source(text);
    assert_int_equal(csv_table_init(table, cx->mem, &bytes->source, NULL), OK);
    return &table->source;
}

/* ---- Formulas ---- */

static const char *const attacks[] = {
    "=HYPERLINK(\"http://x.example\",\"here\")",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
};
enum { ATTACKS = sizeof attacks / sizeof *attacks };

static bool holds_words(const struct field *f) {
    static const char *const types[] = {"text", "long_text", "email", "url", "tags"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_is(str_of(f->type->name), types[i])) return true;
    return false;
}

/* A customer who has this in every field that holds words, and whose dealer is called so. */
static void add_attacker(const char *attack, int number) {
    struct record r = record_new(cx, parties()), dealer = record_copy(cx, &r);
    dealer.values[PARTY_NAME] = v_text(str_of(attack));
    assert_int_equal(record_create(cx, &dealer), OK);
    for (int i = FIELD_STANDARD_COUNT; i < r.entity->field_count; i++)
        if (holds_words(r.entity->fields[i])) r.values[i] = v_text(str_of(attack));
    r.values[FIELD_EXTERNAL_ID] = v_text(str_format(cx->mem, "%s%d", attack, number));
    r.values[PARTY_DEALER] = v_int(record_id(&dealer));
    assert_int_equal(record_create(cx, &r), OK);
}

static void add_attackers(void) {
    for (int i = 0; i < ATTACKS; i++)
        add_attacker(attacks[i], i);
}

/* A number or a telephone number may begin with its sign. */
static bool would_run(struct str cell) {
    bool sign = cell.n && (cell.p[0] == '+' || cell.p[0] == '-');
    for (size_t i = 1; sign && i < cell.n; i++)
        if (!memchr("0123456789 .,()-", cell.p[i], 16)) return true;
    return cell.n && memchr("=@\t\r", cell.p[0], 4);
}

static void test_export__nothing_in_a_csv_file_runs(void **state) {
    (void)state;
    struct export_plan plan;
    struct table_row row;
    int guarded = 0;
    add_attackers();
    struct table_source *rows = csv_rows(exported(&plan, EXPORT_CSV, false));
    while (table_next(rows, &row) == OK)
        for (size_t i = 0; i < row.count; i++) {
            if (would_run(row.cells[i])) fail_msg("%.*s", STR_ARG(row.cells[i]));
            guarded += str_starts(row.cells[i], STR("'"));
        }
    assert_true(guarded > ATTACKS * 10);
}

static struct str part_of(struct str bytes, const char *path) {
    zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, NULL);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
    zip_stat_t stat;
    assert_int_equal(zip_stat(zip, path, 0, &stat), 0);
    zip_file_t *file = zip_fopen(zip, path, 0);
    char *text = arena_alloc(cx->mem, stat.size);
    assert_int_equal(zip_fread(file, text, stat.size), stat.size);
    zip_fclose(file);
    zip_discard(zip);
    return str_n(text, stat.size);
}

static void test_export__nothing_in_a_workbook_runs(void **state) {
    (void)state;
    struct export_plan plan;
    add_attackers();
    struct str sheet = part_of(workbook_exported(&plan), "xl/worksheets/sheet1.xml");
    assert_true(str_has(sheet, STR("=HYPERLINK"))); /* is there, as text */
    assert_false(str_has(sheet, STR("<f>")));
    assert_false(str_has(sheet, STR("<f ")));
}

/* What one would call stays what one would call. */
static void test_export__a_telephone_number_stays_one(void **state) {
    (void)state;
    struct export_plan plan;
    struct record r = record_new(cx, parties());
    r.values[PARTY_NAME] = v_text(STR("علی"));
    assert_int_equal(field_parse(cx, r.entity->fields[PARTY_PHONE], STR("+49 30 123456"),
                                 &r.values[PARTY_PHONE]),
                     OK);
    assert_int_equal(field_parse(cx, r.entity->fields[PARTY_PHONE2],
                                 STR("+98 912 345 6789"), &r.values[PARTY_PHONE2]),
                     OK);
    assert_int_equal(record_create(cx, &r), OK);
    struct str text = exported(&plan, EXPORT_CSV, false);
    if (!str_has(text, STR(",+49"))) fail_msg("%.*s", STR_ARG(text));
    assert_false(str_has(text, STR("'+")));
}

/* ---- There and back ---- */

enum who { PERSON = 1, ORGANISATION = 2 };

/* As one would type them. */
static const struct {
    int field;
    const char *typed;
    enum who not_of;
} filled[] = {
    {PARTY_KIND, "person", ORGANISATION},
    {PARTY_KIND, "organisation", PERSON},
    {PARTY_NAME, "=مریم, «رضایی»"},
    {PARTY_GENDER, "female", ORGANISATION},
    {PARTY_BIRTH_DATE, "1370/01/15", ORGANISATION},
    {PARTY_NATIONAL_ID, "0499370899", ORGANISATION},
    {PARTY_LEGAL_ID, "10380284790", PERSON},
    {PARTY_ECONOMIC_CODE, "0041-1"},
    {PARTY_INDUSTRY, "it"},
    {PARTY_PHONE, "+49 30 123456"},
    {PARTY_PHONE2, "09121234567"},
    {PARTY_EMAIL, "maryam@example.com"},
    {PARTY_WEBSITE, "https://example.com/a?b=c"},
    {PARTY_CITY, "-قم"},
    {PARTY_ADDRESS, "تهران، خیابان آزادی، پلاک ۱۲"},
    {PARTY_STAGE, "customer"},
    {PARTY_STAGE_REASON, "@گفت"},
    {PARTY_SOURCE, "fair"},
    {PARTY_RATING, "4"},
    {PARTY_TAGS, "vip|=ویژه"},
    {PARTY_CREDIT_LIMIT, "1250000"},
    {PARTY_PREFERRED_CHANNEL, "sms"},
    {PARTY_CONSENT_SMS, "yes"},
    {PARTY_CONSENT_EMAIL, "no"},
    {PARTY_CONSENT_CALL, "yes"},
    {PARTY_CONSENT_NOTE, "+1+2 گفت"},
    {PARTY_NOTE, "=SUM(A1)\n\"نقل\", و دیگر\n-پایان"},
};

static struct record whole_party(enum who who) {
    struct record dealer = record_new(cx, parties()), r = record_new(cx, parties());
    dealer.values[PARTY_NAME] = v_text(STR("نمایندهٔ قم"));
    assert_int_equal(record_create(cx, &dealer), OK);
    for (size_t i = 0; i < sizeof filled / sizeof *filled; i++) {
        const struct field *f = r.entity->fields[filled[i].field];
        if (filled[i].not_of == who) continue;
        if (field_parse(cx, f, str_of(filled[i].typed), &r.values[f->at]) != OK)
            fail_msg("%.*s: %s", STR_ARG(f->name), filled[i].typed);
    }
    r.values[PARTY_DEALER] = v_int(record_id(&dealer));
    r.values[FIELD_EXTERNAL_ID] = v_text(STR("=A-17"));
    if (record_create(cx, &r) != OK) fail_msg("%.*s", STR_ARG(cx->problems->text));
    return r;
}

static void show(struct buf *b, const struct field *f, struct value v) {
    if (v.kind == V_NULL)
        BUF_LIT(b, "(empty)");
    else
        buf_put(b, field_text(cx, f, v));
}

/* Every field that the form can set is the same. */
static void assert_same(const struct record *was, const struct record *is) {
    struct buf b = buf_in(cx->mem, 0);
    for (int i = 0; i < was->entity->field_count; i++) {
        const struct field *f = was->entity->fields[i];
        if (f->read_only || !export_takes(f) || value_eq(was->values[i], is->values[i]))
            continue;
        buf_format(&b, "\n%.*s: ", STR_ARG(f->name));
        show(&b, f, was->values[i]);
        BUF_LIT(&b, " -> ");
        show(&b, f, is->values[i]);
    }
    if (b.n) fail_msg("%.*s", STR_ARG(buf_str(&b)));
}

/* The row of that party, read as an import with the guessed plan reads it. */
static struct record imported(struct table_source *sampled, struct table_source *rows,
                              struct str name) {
    struct import_sample *sample = NEW(cx->mem, struct import_sample);
    struct import_plan *plan = NEW(cx->mem, struct import_plan);
    struct import_row row;
    struct table_row cells;
    assert_int_equal(import_sample_read(cx->mem, sampled, sample), OK);
    assert_int_equal(import_guess(cx, parties(), sample, plan), OK);
    struct importer *im = importer_create(cx, plan);
    assert_int_equal(table_next(rows, &cells), OK); /* the head */
    while (table_next(rows, &cells) == OK) {
        assert_int_equal(import_read(cx, im, &cells, &row), OK);
        if (!str_eq(record_str(&row.record, PARTY_NAME), name)) continue;
        if (row.problems) fail_msg("%.*s", STR_ARG(row.problems->text));
        if (row.spared)
            fail_msg("%.*s: %.*s", STR_ARG(row.spared->field), STR_ARG(row.spared->text));
        return row.record;
    }
    fail_msg("no row of %.*s", STR_ARG(name));
    return row.record;
}

static void there_and_back(enum who who, bool plain) {
    struct export_plan plan;
    struct record was = whole_party(who);
    struct str text = exported(&plan, EXPORT_CSV, plan.plain = plain);
    struct str bytes = workbook_exported(&plan);
    assert_int_equal(record_delete(cx, parties(), record_id(&was)), OK);
    struct record is =
        imported(csv_rows(text), csv_rows(text), record_str(&was, PARTY_NAME));
    assert_same(&was, &is);
    struct xlsx *books[2];
    struct table_source *rows[2];
    for (int i = 0; i < 2; i++) {
        assert_int_equal(xlsx_open_bytes(bytes, &books[i]), OK);
        assert_int_equal(xlsx_read_sheet(books[i], 0, &rows[i]), OK);
    }
    is = imported(rows[0], rows[1], record_str(&was, PARTY_NAME));
    assert_same(&was, &is);
    xlsx_free(books[0]);
    xlsx_free(books[1]);
    assert_int_equal(record_delete(cx, parties(), was.values[PARTY_DEALER].i), OK);
}

static void test_export__an_import_reads_back_a_person(void **state) {
    (void)state;
    there_and_back(PERSON, false);
    there_and_back(PERSON, true);
}

static void test_export__an_import_reads_back_an_organisation(void **state) {
    (void)state;
    there_and_back(ORGANISATION, false);
    there_and_back(ORGANISATION, true);
}

static void test_export__an_import_reads_back_english(void **state) {
    (void)state;
    cx->lang = LANG_EN;
    cx->calendar = CALENDAR_GREGORIAN;
    there_and_back(PERSON, false);
}

/* Numbers count what the head of their column says, whatever the reader's own unit is. */
static void test_export__units_stand_in_the_head(void **state) {
    (void)state;
    const struct entity *e = entity_at(cx->catalog, "interaction");
    struct export_plan plan = {.entity = e, .format = EXPORT_CSV};
    struct buf out = buf_in(cx->mem, 0);
    struct record records[] = {record_new(cx, e), record_new(cx, e)};
    records[0].values[INTERACTION_DURATION] = v_int(90 * 60);
    records[1].values[INTERACTION_DURATION] = v_int(90 * 60 + 15);
    const struct record_list page = {.records = records, .count = 2};
    plan.columns[plan.column_count++] = e->fields[INTERACTION_DURATION];
    export_head(cx, &plan, &out);
    assert_int_equal(export_rows(cx, &plan, &page, true, &out), OK);
    assert_str(buf_str(&out), "\xEF\xBB\xBFمدت (دقیقه)\r\n90\r\n"
                              "1 ساعت و 30 دقیقه و 15 ثانیه\r\n");
}

static int begin(void **state) {
    struct kit *k = kit_create();
    *state = k;
    cx = kit_begin(k);
    return 0;
}

static int end(void **state) {
    kit_commit(*state);
    kit_free(*state);
    return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_export__nothing_in_a_csv_file_runs),
        TEST(test_export__nothing_in_a_workbook_runs),
        TEST(test_export__a_telephone_number_stays_one),
        TEST(test_export__an_import_reads_back_a_person),
        TEST(test_export__an_import_reads_back_an_organisation),
        TEST(test_export__an_import_reads_back_english),
        TEST(test_export__units_stand_in_the_head),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
