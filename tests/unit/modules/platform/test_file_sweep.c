/* Files that nothing needs are forgotten, in time; what may be brought back comes back whole. */
#include "../people/make.h"

#include "modules/platform/file.h"
#include "modules/platform/platform.h"
#include "records/data/pile.h"
#include "records/data/undo.h"
#include "records/import/intake.h"
#include "records/rules/jobs.h"
#include "records/rules/settings.h"
#include "store/files.h"

#include <stdio.h>

static void work(void) {
    bool more = true;
    int64_t due_ms;
    while (more) {
        kit_begin(k);
        assert_int_equal(app_work(k->app, k->now_ms, &more, &due_ms), OK);
        kit_commit(k);
    }
}

static void days_pass(int days) {
    for (int i = 0; i < days; i++) {
        k->now_ms += MS_PER_DAY;
        work();
    }
}

static int64_t file_made(struct ctx *cx, const char *bytes) {
    const struct file_content file = {STR("contract.pdf"), STR("application/pdf"),
                                      str_of(bytes)};
    int64_t id;
    assert_int_equal(file_save(cx, &file, &id), OK);
    return id;
}

static int64_t file_of(struct ctx *cx, int64_t party, const char *bytes) {
    struct record to;
    int64_t id = file_made(cx, bytes);
    assert_int_equal(record_get(cx, entity_at(cx->catalog, "party"), party, &to), OK);
    assert_int_equal(file_attach(cx, id, &to), OK);
    return id;
}

static int pieces(void) {
    struct str *keys;
    int count;
    assert_int_equal(
        files_list(store_reader(k->store), k->mem, STR(""), 100, &keys, &count), OK);
    return count;
}

static bool is_there(int64_t pile) {
    struct ctx *cx = kit_begin(k);
    int64_t size;
    assert_int_equal(pile_size(cx, pile, &size), OK);
    kit_commit(k);
    return size > 0;
}

static void delete_party(struct ctx *cx, int64_t party) {
    assert_int_equal(record_delete(cx, entity_at(cx->catalog, "party"), party), OK);
}

static void test_file_sweep__undoing_a_deletion_brings_the_file_back(void **state) {
    (void)state;
    struct ctx *cx = kit_begin_as(k, "admin");
    int64_t party = party_made(cx, "مریم", NULL), file = file_of(cx, party, "the contract");
    struct undo_result undone;
    struct file found;
    struct str bytes;
    kit_commit(k);
    days_pass(FILE_KEPT_DAYS + 2); /* old, and needed */
    cx = kit_begin_as(k, "admin");
    cx->batch = 0;
    delete_party(cx, party);
    int64_t batch = cx->batch;
    kit_commit(k);
    days_pass(FILE_KEPT_DAYS - 1);
    cx = kit_begin_as(k, "admin");
    assert_int_equal(undo_batch(cx, batch, &undone), OK);
    assert_int_equal(file_get(cx, file, &found), OK);
    assert_int_equal(pile_read(cx, file, 0, 100, &bytes), OK);
    assert_str(bytes, "the contract");
    kit_commit(k);
    days_pass(FILE_KEPT_DAYS + 2);
    assert_true(is_there(file));
    assert_int_equal(pieces(), 1);
}

/* A piece that another file shares stays; the others go a day after their pile. */
static void test_file_sweep__what_was_deleted_goes_in_time(void **state) {
    (void)state;
    struct ctx *cx = kit_begin_as(k, "admin");
    int64_t gone = party_made(cx, "رفته", NULL), stays = party_made(cx, "مانده", NULL);
    int64_t own = file_of(cx, gone, "only here"), shared = file_of(cx, gone, "in both"),
            kept = file_of(cx, stays, "in both");
    delete_party(cx, gone);
    kit_commit(k);
    assert_int_equal(pieces(), 2);
    days_pass(FILE_KEPT_DAYS);
    assert_false(is_there(own));
    assert_false(is_there(shared));
    assert_int_equal(pieces(), 2);
    days_pass(1);
    assert_true(is_there(kept));
    assert_int_equal(pieces(), 1);
    cx = kit_begin(k);
    struct file found;
    assert_int_equal(file_get(cx, own, &found), ERR_ABSENT);
    kit_commit(k);
}

static void test_file_sweep__a_removed_file_may_be_put_back_meanwhile(void **state) {
    (void)state;
    struct ctx *cx = kit_begin_as(k, "admin");
    struct record to;
    int64_t party = party_made(cx, "مریم", NULL), back = file_of(cx, party, "put back"),
            left = file_of(cx, party, "left");
    kit_commit(k);
    days_pass(FILE_KEPT_DAYS + 2);
    cx = kit_begin_as(k, "admin");
    assert_int_equal(file_remove(cx, back, &to), OK);
    assert_int_equal(file_remove(cx, left, &to), OK);
    kit_commit(k);
    days_pass(FILE_KEPT_DAYS - 1);
    cx = kit_begin_as(k, "admin");
    assert_int_equal(file_restore(cx, back, &to), OK);
    kit_commit(k);
    days_pass(3);
    assert_true(is_there(back));
    assert_false(is_there(left));
    assert_int_equal(pieces(), 1);
}

/* An export that ended now, with its file. */
static int64_t export_ended(struct ctx *cx) {
    int64_t id;
    assert_int_equal(job_start(cx, "records.export", STR(""), 0, &id), OK);
    assert_int_equal(job_stop(cx, id), OK);
    assert_int_equal(pile_append(cx, id, STR("rows")), OK);
    return id;
}

/* An import with its file, and its refused rows where it began; it is stopped then. */
static struct intake import_made(struct ctx *cx, bool begins) {
    struct intake in;
    assert_int_equal(intake_begin(cx, STR("party"), STR("list.csv"), 9, &in), OK);
    assert_int_equal(pile_append(cx, in.id, STR("name\nSara\n")), OK);
    assert_int_equal(intake_detect(cx, &in), OK);
    if (!begins) return in;
    assert_int_equal(intake_start(cx, &in), OK);
    assert_int_equal(job_stop(cx, in.job), OK);
    assert_int_equal(pile_append(cx, in.errors, STR("refused")), OK);
    return in;
}

static void test_file_sweep__work_is_kept_as_long_as_what_was_deleted(void **state) {
    (void)state;
    struct ctx *cx = kit_begin_as(k, "admin");
    int64_t export = export_ended(cx);
    struct intake lost = import_made(cx, false), done = import_made(cx, true), in;
    struct job job;
    bool kept;
    kit_commit(k);
    days_pass(FILE_KEPT_DAYS - 1);
    assert_true(is_there(export) && is_there(lost.id) && is_there(done.id));
    days_pass(3);
    assert_false(is_there(export) || is_there(lost.id) || is_there(done.id));
    assert_false(is_there(done.errors));
    cx = kit_begin_as(k, "admin");
    assert_int_equal(job_get(cx, export, &job), ERR_ABSENT);
    assert_int_equal(intake_get(cx, lost.id, &in), ERR_ABSENT);
    assert_int_equal(intake_get(cx, done.id, &in), OK); /* history, to be taken back */
    assert_int_equal(intake_kept(cx, &in, &kept), OK);
    assert_false(kept);
    kit_commit(k);
}

/* An upload under way, the logo, a picture that a field names, the file of a late export. */
static void test_file_sweep__what_has_no_record_of_its_own_is_kept_too(void **state) {
    (void)state;
    struct ctx *cx = kit_begin_as(k, "admin");
    struct record r = party_blank(cx, "مریم", NULL);
    int64_t lost = file_made(cx, "nobody went on"), logo = file_made(cx, "logo"), export,
            picture = file_made(cx, "picture"), upload;
    r.values[PARTY_IMAGE] = v_int(picture);
    made(cx, &r);
    assert_int_equal(settings_save(cx, "organisation.logo", str_of(id_text(logo).z)), OK);
    assert_int_equal(access_changed(cx), OK);
    kit_commit(k);
    days_pass(FILE_KEPT_DAYS);
    cx = kit_begin_as(k, "admin");
    upload = file_made(cx, "half of");
    export = export_ended(cx);
    kit_commit(k);
    days_pass(FILE_KEPT_DAYS - 1);
    assert_false(is_there(lost));
    assert_true(is_there(logo));
    assert_true(is_there(picture));
    assert_true(is_there(export));
    assert_true(is_there(upload));
    assert_int_equal(pieces(), 4);
}

/* More than a step takes, of both kinds; no step takes more than its share. */
static void test_file_sweep__goes_on_step_by_step(void **state) {
    enum { FILES = 450 };
    (void)state;
    struct ctx *cx = kit_begin_as(k, "admin");
    char bytes[16];
    for (int i = 0; i < FILES; i++) {
        snprintf(bytes, sizeof bytes, "file %d", i);
        file_made(cx, bytes);
    }
    kit_commit(k);
    days_pass(FILE_KEPT_DAYS);
    int64_t piles;
    assert_int_equal(store_int(store_reader(k->store), SQL("SELECT count(*) FROM pile"),
                               BIND_NONE, &piles),
                     OK);
    assert_int_equal(piles, 0);
    assert_int_equal(pieces(), 100);
    days_pass(1);
    assert_int_equal(pieces(), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        KIT_TEST(test_file_sweep__undoing_a_deletion_brings_the_file_back),
        KIT_TEST(test_file_sweep__what_was_deleted_goes_in_time),
        KIT_TEST(test_file_sweep__a_removed_file_may_be_put_back_meanwhile),
        KIT_TEST(test_file_sweep__work_is_kept_as_long_as_what_was_deleted),
        KIT_TEST(test_file_sweep__what_has_no_record_of_its_own_is_kept_too),
        KIT_TEST(test_file_sweep__goes_on_step_by_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
