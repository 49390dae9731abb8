/* What docs/my-first-field.md promises of one line in an entity file. The definitions of this
 * program are those of the build with the lines of that page added (first_field.sh). */
#include "../each_kit.h"

#include "base/csv_table.h"
#include "first_field.h"
#include "records/data/undo.h"
#include "records/export/export.h"
#include "records/import/import.h"
#include "records/journal/journal.h"

#define LABEL "زبان گفت‌وگو"
#define KURDISH "کردی"

/* A customer who speaks Kurdish, made by a program; the address of its page. */
static const char *add_customer(void) {
    struct reply r = kit_api(k, "sara", POST, "/api/v1/party",
                             "{\"name\": \"روژین\", \"spoken_language\": \"ku\"}");
    assert_int_equal(r.status, 201);
    struct ctx *cx = kit_begin(k);
    int64_t id;
    assert_int_equal(store_int(cx->db,
                               SQL("SELECT id FROM party WHERE spoken_language = ?1"),
                               BIND(v_text(SPOKEN_LANGUAGE_KU)), &id),
                     OK);
    const char *path = str_format(k->mem, "/party/%s", id_text(id).z).p;
    kit_commit(k);
    return path;
}

static const char *below(const char *path, const char *more) {
    return str_format(k->mem, "%s%s", path, more).p;
}

static void test_first_field__is_in_the_form(void **state) {
    (void)state;
    struct reply r = kit_get(k, "sara", "/party/new");
    assert_true(reply_has(&r, "name=\"spoken_language\""));
    assert_true(reply_has(&r, LABEL));
    assert_true(reply_has(&r, KURDISH));
}

static void test_first_field__is_a_column_of_the_list_and_a_filter(void **state) {
    (void)state;
    add_customer();
    struct reply r = kit_get(k, "sara", "/party");
    assert_true(reply_has(&r, LABEL));
    assert_true(reply_has(&r, KURDISH));
    r = kit_get(k, "sara", "/party?filter=spoken_language+%3D+ku");
    assert_true(reply_has(&r, "روژین"));
    r = kit_get(k, "sara", "/party?filter=spoken_language+%3D+az");
    assert_int_equal(r.status, 200);
    assert_false(reply_has(&r, "روژین"));
}

static void test_first_field__is_read_and_described_by_the_api(void **state) {
    (void)state;
    const char *path = add_customer();
    struct reply r = kit_api(k, "sara", GET, below("/api/v1", path), NULL);
    assert_true(reply_has(&r, "\"spoken_language\":\"ku\""));
    r = kit_api(k, "sara", POST, "/api/v1/party",
                "{\"name\": \"روژین\", \"spoken_language\": \"tlh\"}");
    assert_int_equal(r.status, 422);
    r = kit_api(k, "sara", GET, "/api/v1/openapi.json", NULL);
    assert_true(reply_has(&r, "\"spoken_language\":{"));
}

static void test_first_field__is_found_in_a_file_by_its_label(void **state) {
    (void)state;
    struct ctx *cx = kit_begin(k);
    struct csv_table table;
    struct memory_source bytes = memory_source(STR("نام,زبان گفت وگو\nروژین,كردي\n"));
    struct import_sample *sample = NEW(cx->mem, struct import_sample);
    struct import_plan plan;
    assert_int_equal(csv_table_init(&table, cx->mem, &bytes.source, NULL), OK);
    assert_int_equal(import_sample_read(cx->mem, &table.source, sample), OK);
    assert_int_equal(import_guess(cx, entity_at(cx->catalog, "party"), sample, &plan), OK);
    assert_str(import_target_text(cx->mem, plan.columns[1].target), "spoken_language");
    const struct field *f = entity_field(plan.entity, PARTY_SPOKEN_LANGUAGE);
    struct value v;
    assert_int_equal(field_parse(cx, f, STR("كردي"), &v), OK);
    assert_str(v.s, "ku");
    kit_commit(k);
}

static void test_first_field__is_exported(void **state) {
    (void)state;
    add_customer();
    struct ctx *cx = kit_begin(k);
    struct export_plan plan = {.entity = entity_at(cx->catalog, "party")};
    struct record_list page;
    struct str cursor = STR("");
    struct buf file = buf_in(cx->mem, 0);
    export_all_columns(&plan);
    assert_int_equal(export_page(cx, &plan, &cursor, &page), OK);
    export_head(cx, &plan, &file);
    assert_int_equal(export_rows(cx, &plan, &page, true, &file), OK);
    assert_true(str_has(buf_str(&file), STR(LABEL)));
    assert_true(str_has(buf_str(&file), STR(KURDISH)));
    kit_commit(k);
}

static void test_first_field__is_in_history_and_undone(void **state) {
    (void)state;
    const char *path = add_customer();
    struct reply r =
        kit_api(k, "sara", PATCH, below("/api/v1", path), "{\"spoken_language\": \"az\"}");
    assert_int_equal(r.status, 200);
    r = kit_get(k, "sara", below(path, "/history"));
    assert_true(reply_has(&r, LABEL));

    struct ctx *cx = kit_begin(k);
    struct journal_entry *entries;
    struct undo_result undone;
    struct record party;
    int64_t id;
    int count;
    assert_true(id_parse(str_from(str_of(path), strlen("/party/")), &id));
    const struct entity *e = entity_at(cx->catalog, "party");
    assert_int_equal(journal_of_record(cx, e, id, 0, 1, &entries, &count), OK);
    assert_int_equal(undo_batch(cx, entries[0].batch, &undone), OK);
    assert_int_equal(record_get(cx, e, id, &party), OK);
    assert_str(record_str(&party, PARTY_SPOKEN_LANGUAGE), "ku");
    kit_commit(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        KIT_TEST(test_first_field__is_in_the_form),
        KIT_TEST(test_first_field__is_a_column_of_the_list_and_a_filter),
        KIT_TEST(test_first_field__is_read_and_described_by_the_api),
        KIT_TEST(test_first_field__is_found_in_a_file_by_its_label),
        KIT_TEST(test_first_field__is_exported),
        KIT_TEST(test_first_field__is_in_history_and_undone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
