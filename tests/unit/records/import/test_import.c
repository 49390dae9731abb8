#include "../../kit.h"

#include "base/csv_table.h"
#include "entities.h"
#include "records/data/list.h"
#include "records/data/pile.h"
#include "records/import/intake.h"
#include "records/journal/journal.h"

/* ---- Help ---- */

static struct import_plan guess(struct ctx *cx, struct str text) {
    struct csv_table table;
    struct memory_source bytes = memory_source(text);
    struct import_sample *sample = NEW(cx->mem, struct import_sample);
    struct import_plan plan;
    assert_int_equal(csv_table_init(&table, cx->mem, &bytes.source, NULL), OK);
    assert_int_equal(import_sample_read(cx->mem, &table.source, sample), OK);
    assert_int_equal(import_guess(cx, entity_at(cx->catalog, "party"), sample, &plan), OK);
    return plan;
}

static void assert_target(struct ctx *cx, const struct import_plan *plan, int column,
                          const char *target) {
    struct str is = import_target_text(cx->mem, plan->columns[column].target);
    if (!str_is(is, target))
        fail_msg("column %d goes to %.*s, not to %s", column, STR_ARG(is), target);
}

/* Upload a text and begin its import with the guessed plan, of which so many fields find
 * duplicates at most. */
static struct intake begin_matched(struct ctx *cx, struct str text,
                                   enum duplicates duplicates, int matches) {
    struct intake in;
    struct import_sample *sample = NEW(cx->mem, struct import_sample);
    struct import_plan plan;
    assert_int_equal(intake_begin(cx, STR("party"), STR("x.csv"), (int64_t)text.n, &in),
                     OK);
    assert_int_equal(pile_append(cx, in.id, text), OK);
    assert_int_equal(intake_detect(cx, &in), OK);
    assert_int_equal(intake_sample(cx, &in, sample), OK);
    assert_int_equal(intake_plan(cx, &in, sample, &plan), OK);
    plan.duplicates = duplicates;
    if (plan.match_count > matches) plan.match_count = matches;
    assert_int_equal(intake_set_plan(cx, &in, &plan), OK);
    assert_int_equal(intake_start(cx, &in), OK);
    return in;
}

static struct intake begin(struct ctx *cx, struct str text, enum duplicates duplicates) {
    return begin_matched(cx, text, duplicates, IMPORT_MATCHES);
}

static bool step(struct kit *k) {
    bool more = false;
    int64_t due;
    assert_int_equal(store_begin(k->store), OK);
    assert_int_equal(app_work(k->app, k->now_ms, &more, &due), OK);
    kit_commit(k);
    return more;
}

static void work(struct kit *k) {
    for (int steps = 0; step(k); steps++)
        assert_true(steps < 10000);
}

static struct import_counts run_matched(struct kit *k, struct str text,
                                        enum duplicates duplicates, int matches,
                                        struct intake *out) {
    struct job job;
    struct intake_progress progress;
    struct intake in = begin_matched(kit_begin(k), text, duplicates, matches);
    kit_commit(k);
    work(k);
    struct ctx *cx = kit_begin(k);
    assert_int_equal(job_get(cx, in.job, &job), OK);
    assert_int_equal(job.state, JOB_DONE);
    intake_progress_read(cx, &job, &progress);
    kit_commit(k);
    if (out) *out = in;
    return progress.counts;
}

static struct import_counts run(struct kit *k, struct str text, enum duplicates duplicates,
                                struct intake *out) {
    return run_matched(k, text, duplicates, IMPORT_MATCHES, out);
}

static int64_t parties(struct ctx *cx) {
    int64_t n = 0;
    assert_int_equal(store_int(cx->db, SQL("SELECT count(*) FROM party"), BIND_NONE, &n),
                     OK);
    return n;
}

/* The one party of this telephone number. */
static struct record by_phone(struct ctx *cx, const char *phone) {
    int64_t id = 0;
    struct record r;
    assert_int_equal(store_int(cx->db, SQL("SELECT id FROM party WHERE phone = ?1"),
                               BIND(v_text(str_of(phone))), &id),
                     OK);
    assert_int_equal(record_get_plain(cx, entity_at(cx->catalog, "party"), id, &r), OK);
    return r;
}

static struct str rows_of(struct kit *k, int count) {
    struct buf out = buf_in(k->mem, 0);
    BUF_LIT(&out, "نام,موبایل\n");
    for (int i = 0; i < count; i++)
        buf_format(&out, "مشتری %d,0912%07d\n", i, i);
    return buf_str(&out);
}

/* ---- Guessing ---- */

static void guess__knows_persian_names(void **state) {
    struct ctx *cx = kit_begin(*state);
    struct import_plan p = guess(
        cx, STR("ردیف,نام,نام‌خانوادگي,تلفن "
                "همراه,تلفن,کدملی,پست "
                "الکترونیک,آدرس,استان,شهر,"
                "کد پستی,گروه مشتری,توضیحات,کد مشتری\n"
                "1,علی,رضایی,09121234567,02188776655,0499370899,a@b.ir,خ ولیعصر,تهران,"
                "تهران,1193653471,ویژه,x,C-1\n"));
    static const char *const targets[] = {"",
                                          "name.first",
                                          "name.last",
                                          "phone",
                                          "phone2",
                                          "national_id",
                                          "email",
                                          "address",
                                          "address.province",
                                          "city",
                                          "address.postal_code",
                                          "tags",
                                          "note",
                                          "external_id"};
    for (int i = 0; i < p.column_count; i++)
        assert_target(cx, &p, i, targets[i]);
    assert_str(p.match[0]->name, "external_id");
    kit_commit(*state);
}

static void guess__knows_other_programs(void **state) {
    struct ctx *cx = kit_begin(*state);
    struct import_plan google = guess(
        cx, STR("Given Name,Family Name,Birthday,Notes,E-mail 1 - Value,Phone 1 - Value,"
                "Organization 1 - Name\nA,B,,,a@b.ir,09121234567,C\n"));
    assert_target(cx, &google, 0, "name.first");
    assert_target(cx, &google, 4, "email");
    assert_target(cx, &google, 5, "phone");
    assert_target(cx, &google, 6, "name.else");
    struct import_plan outlook = guess(
        cx, STR("First Name,Last Name,Company,Business Street,Mobile Phone,E-mail Address\n"
                "A,B,C,D,09121234567,a@b.ir\n"));
    assert_target(cx, &outlook, 3, "address");
    assert_target(cx, &outlook, 4, "phone");
    kit_commit(*state);
}

static void guess__looks_at_cells_without_names(void **state) {
    struct ctx *cx = kit_begin(*state);
    struct import_plan p = guess(cx, STR("a,b,c,تلفن\n"
                                         "ali@example.ir,09121234567,0499370899,متن\n"
                                         "reza@example.ir,09351234567,0790419904,متن\n"
                                         "sara@example.ir,09191234567,0084575948,متن\n"));
    assert_target(cx, &p, 0, "email");
    assert_target(cx, &p, 1, "phone");
    assert_target(cx, &p, 2, "national_id");
    assert_target(cx, &p, 3, ""); /* called a telephone, but no cell is one */
    kit_commit(*state);
}

/* ---- Rows ---- */

static void rows__dirty_ones_are_understood(void **state) {
    struct kit *k = *state;
    struct import_counts counts =
        run(k,
            STR("نام;نام خانوادگی;موبایل;جنسیت;تاریخ تولد;استان;شهر;کد پستی;شرکت\r\n"
                "  علي ;رضايی;۰۹۱۲ ۱۲۳ ۴۵۶۷ / "
                "021-88776655;آقا;1370/5/1;تهران;تهران;123;پارس\r\n"
                ";;9351112233;خانم;ندارد;-;NULL;;شرکت نمونه\r\n"),
            DUPLICATES_SKIP, NULL);
    assert_int_equal(counts.of[IMPORT_CREATED], 2);
    struct ctx *cx = kit_begin(k);
    struct record ali = by_phone(cx, "+989121234567");
    assert_str(record_str(&ali, PARTY_NAME), "علی رضایی");
    assert_str(record_str(&ali, PARTY_PHONE2), "+982188776655");
    assert_str(record_str(&ali, PARTY_GENDER), "male");
    assert_str(record_str(&ali, PARTY_NOTE), "شرکت: پارس");
    assert_str(record_str(&ali, PARTY_ADDRESS), "{\"province\":\"تهران\"}");
    struct record firm = by_phone(cx, "+989351112233");
    assert_str(record_str(&firm, PARTY_NAME), "شرکت نمونه");
    assert_int_equal(firm.values[PARTY_BIRTH_DATE].kind, V_NULL);
    kit_commit(k);
}

static void rows__a_refused_one_keeps_its_cells_and_reason(void **state) {
    struct kit *k = *state;
    struct intake in;
    struct import_counts counts =
        run(k, STR("نام,موبایل\nعلی,09121112233\n,09121112244\nرضا,09121112255,زیادی\n"),
            DUPLICATES_SKIP, &in);
    assert_int_equal(counts.of[IMPORT_CREATED], 1);
    assert_int_equal(counts.of[IMPORT_REFUSED], 2);
    struct ctx *cx = kit_begin(k);
    struct str errors;
    assert_int_equal(pile_read(cx, in.errors, 0, 4096, &errors), OK);
    assert_true(
        str_starts(errors, STR("\xEF\xBB\xBFنام,موبایل,دلیل\r\n,09121112244,نام: ")));
    assert_true(str_has(errors, STR("رضا,09121112255,زیادی,")));
    kit_commit(k);
}

/* The head of a column wins over the organisation's unit, the cell over both. */
static void rows__money_is_of_the_unit_that_is_named(void **state) {
    struct kit *k = *state;
    run(k,
        STR("نام,موبایل,سقف اعتبار (ریال)\n"
            "الف,09120000001,5000\n"
            "ب,09120000002,5000 تومان\n"),
        DUPLICATES_SKIP, NULL);
    run(k,
        STR("نام,موبایل,سقف اعتبار\n"
            "ج,09120000003,5000\n"),
        DUPLICATES_SKIP, NULL);
    struct ctx *cx = kit_begin(k);
    struct record a = by_phone(cx, "+989120000001"), b = by_phone(cx, "+989120000002"),
                  c = by_phone(cx, "+989120000003");
    assert_int_equal(record_int(&a, PARTY_CREDIT_LIMIT), 5000);
    assert_int_equal(record_int(&b, PARTY_CREDIT_LIMIT), 50000);
    assert_int_equal(record_int(&c, PARTY_CREDIT_LIMIT), 50000);
    kit_commit(k);
}

/* A row of which nothing can be kept is told, unless it was empty. */
static void rows__of_faults_alone_are_refused_not_lost(void **state) {
    struct kit *k = *state;
    struct intake in;
    struct import_counts counts = run(k,
                                      STR("نام,ایمیل\n"
                                          "علی,ali@example.com\n"
                                          ",not an address\n"
                                          ",\n"),
                                      DUPLICATES_SKIP, &in);
    assert_int_equal(counts.rows, 2);
    assert_int_equal(counts.of[IMPORT_CREATED], 1);
    assert_int_equal(counts.of[IMPORT_REFUSED], 1);
}

/* Rows as long as they may be: the sample takes as many as have room. */
struct long_rows {
    struct table_source source;
    struct str cell;
    int left;
};

static enum err next_long(struct table_source *source, struct table_row *out_row) {
    struct long_rows *rows = (struct long_rows *)source;
    if (!rows->left--) return ERR_ABSENT;
    *out_row = (struct table_row){&rows->cell, 1, 1, TABLE_FINE};
    return OK;
}

static void sample__is_bounded_in_bytes(void **state) {
    enum { LONG = IMPORT_SAMPLE_BYTES / 3 };
    struct kit *k = *state;
    char *text = arena_alloc(k->mem, LONG);
    struct long_rows rows = {{next_long}, str_n(memset(text, 'x', LONG), LONG), 50};
    struct import_sample *sample = NEW(k->mem, struct import_sample);
    assert_int_equal(import_sample_read(k->mem, &rows.source, sample), OK);
    assert_int_equal(sample->count, 4);
    assert_true(sample->more);
}

static void rows__any_encoding_is_followed_line_by_line(void **state) {
    struct kit *k = *state;
    struct str text = rows_of(k, 3000);
    struct buf wide = buf_in(k->mem, 0);
    buf_byte(&wide, (char)0xFF), buf_byte(&wide, (char)0xFE);
    for (uint32_t code; utf8_next(&text, &code);) {
        buf_byte(&wide, (char)(code & 0xFF));
        buf_byte(&wide, (char)(code >> 8));
    }
    struct import_counts counts = run(k, buf_str(&wide), DUPLICATES_SKIP, NULL);
    assert_int_equal(counts.of[IMPORT_CREATED], 3000);
}

/* ---- Duplicates ---- */

static void duplicates__are_skipped_filled_or_replaced(void **state) {
    static const struct {
        enum duplicates way;
        enum import_outcome outcome;
        const char *name, *city;
    } ways[] = {
        {DUPLICATES_SKIP, IMPORT_SKIPPED, "علی", ""},
        {DUPLICATES_MERGE, IMPORT_CHANGED, "علی", "یزد"},
        {DUPLICATES_MERGE, IMPORT_SAME, "علی", "یزد"},
        {DUPLICATES_UPDATE, IMPORT_CHANGED, "علی رضا", "یزد"},
    };
    struct kit *k = *state;
    (void)run(k, STR("نام,موبایل\nعلی,09121112233\n"), DUPLICATES_SKIP, NULL);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct import_counts counts = run(
            k, STR("نام,موبایل,شهر\nعلی رضا,+98 912 111 2233,یزد\n"), ways[i].way, NULL);
        assert_int_equal(counts.of[ways[i].outcome], 1);
        struct ctx *cx = kit_begin(k);
        struct record r = by_phone(cx, "+989121112233");
        assert_str(record_str(&r, PARTY_NAME), ways[i].name);
        assert_str(record_str(&r, PARTY_CITY), ways[i].city);
        kit_commit(k);
    }
}

/* ---- Jobs ---- */

/* ---- Rows of one file that are the same ---- */

#define SAME_HEAD "نام,موبایل,تلفن,کدملی,کد مشتری,ایمیل\n"

/* Each of the others is the same as one before it by another way: the same cell, one telephone
 * that stands in another column, a letter's case, what an update gave to a record. */
static const char *const same_rows[] = {
    "علی رضایی,09120000001,,0499370899,C-1,ali@b.ir\n",
    "علی رضایی,09120000009,,,C-1,\n",
    "سارا نوری,09120000003,02188776655,,C-3,\n",
    "سارا نوری,02188776655,,,C-4,\n",
    "مینا کرمی,,,,C-5,Mina@b.ir\n",
    "مینا کرمی,,,,,mina@B.ir\n",
    "نیما اکبری,09120000009,,,C-8,\n",
    "کسی دیگر,09120000007,,0499370899,C-7,\n",
    "بی نشان,,,,,\n",
    "بی نشان,,,,,\n",
    "علی رضایی,09120000001,,,C-10,\n",
};
enum { SAME_ROWS = sizeof same_rows / sizeof *same_rows };

/* All parties as they stand: what they are called, and by how much they are known. */
static struct str all_parties(struct kit *k) {
    struct buf out = buf_in(k->mem, 0);
    struct rows rows;
    int64_t keys;
    struct ctx *cx = kit_begin(k);
    assert_int_equal(store_query(cx->db,
                                 SQL("SELECT name, phone, phone2, national_id, external_id,"
                                     " email FROM party ORDER BY id"),
                                 BIND_NONE, &rows),
                     OK);
    for (; rows_next(&rows); buf_byte(&out, '\n'))
        for (int i = 0; i < 6; i++) {
            buf_put(&out, rows_text(&rows, i));
            buf_byte(&out, ',');
        }
    assert_int_equal(rows_done(&rows), OK);
    assert_int_equal(
        store_int(cx->db, SQL("SELECT count(*) FROM party_key"), BIND_NONE, &keys), OK);
    buf_int(&out, keys);
    kit_commit(k);
    return buf_str(&out);
}

static void add_counts(struct import_counts *all, struct import_counts more) {
    all->rows += more.rows;
    for (int i = 0; i < IMPORT_OUTCOMES; i++)
        all->of[i] += more.of[i];
}

/* In one file the rows do to each other what they do in as many files. */
static void assert_alike(enum duplicates duplicates, int matches) {
    struct kit *together = kit_create(), *apart = kit_create();
    struct buf text = buf_in(together->mem, 0);
    struct import_counts a, b = {0};
    BUF_LIT(&text, SAME_HEAD);
    for (int i = 0; i < SAME_ROWS; i++)
        buf_putz(&text, same_rows[i]);
    a = run_matched(together, buf_str(&text), duplicates, matches, NULL);
    for (int i = 0; i < SAME_ROWS; i++) {
        struct str one = str_format(apart->mem, SAME_HEAD "%s", same_rows[i]);
        add_counts(&b, run_matched(apart, one, duplicates, matches, NULL));
    }
    assert_true(str_eq(all_parties(together), all_parties(apart)));
    assert_int_equal(a.rows, SAME_ROWS);
    for (int i = 0; i < IMPORT_OUTCOMES; i++)
        assert_int_equal(a.of[i], b.of[i]);
    kit_free(together);
    kit_free(apart);
}

static void duplicates__in_one_file_are_as_in_many(void **state) {
    (void)state;
    for (enum duplicates way = DUPLICATES_SKIP; way < DUPLICATES_COUNT; way++)
        for (int matches = 0; matches <= IMPORT_MATCHES; matches++)
            assert_alike(way, matches);
}

static void job__goes_on_after_a_crash_without_doubles(void **state) {
    struct kit *k = *state;
    struct str text = rows_of(k, 2500);
    (void)begin(kit_begin(k), text, DUPLICATES_UPDATE);
    kit_commit(k);
    for (int steps = 0, crashes = 0; steps < 200; steps++) {
        bool more;
        int64_t due;
        assert_int_equal(store_begin(k->store), OK);
        assert_int_equal(app_work(k->app, k->now_ms, &more, &due), OK);
        if (steps % 3 == 1 && crashes++ < 3) { /* killed before the commit */
            store_rollback(k->store);
            app_done(k->app);
            continue;
        }
        kit_commit(k);
        if (!more) break;
    }
    struct ctx *cx = kit_begin(k);
    int64_t changed = 0;
    assert_int_equal(parties(cx), 2500);
    assert_int_equal(store_int(cx->db,
                               SQL("SELECT count(*) FROM journal WHERE entity = 'party'"),
                               BIND_NONE, &changed),
                     OK);
    assert_int_equal(changed, 2500);
    kit_commit(k);
}

static void undo__takes_back_creations_and_changes(void **state) {
    struct kit *k = *state;
    struct intake in;
    (void)run(k, STR("نام,موبایل\nعلی,09121112233\n"), DUPLICATES_SKIP, NULL);
    (void)run(k, STR("نام,موبایل,شهر\nعلی رضا,09121112233,یزد\nسارا,09121112244,رشت\n"),
              DUPLICATES_UPDATE, &in);
    struct ctx *cx = kit_begin(k);
    assert_int_equal(parties(cx), 2);
    assert_int_equal(intake_get(cx, in.id, &in), OK);
    assert_int_equal(intake_take_back(cx, &in), OK);
    assert_int_equal(intake_take_back(cx, &in), ERR_CONFLICT);
    kit_commit(k);
    work(k);
    cx = kit_begin(k);
    assert_int_equal(parties(cx), 1);
    struct record r = by_phone(cx, "+989121112233");
    assert_str(record_str(&r, PARTY_NAME), "علی");
    assert_int_equal(r.values[PARTY_CITY].kind, V_NULL);
    kit_commit(k);
}

static void intake__is_seen_by_its_owner_alone(void **state) {
    struct kit *k = *state;
    struct intake in;
    struct ctx *cx = kit_begin_as(k, "reza");
    assert_int_equal(intake_begin(cx, STR("party"), STR("x.csv"), 1, &in), OK);
    kit_commit(k);
    cx = kit_begin_as(k, "sara");
    assert_int_equal(intake_get(cx, in.id, &in), ERR_ABSENT);
    kit_commit(k);
}

static int open_kit(void **state) {
    *state = kit_create();
    return 0;
}

static int close_kit(void **state) {
    kit_free(*state);
    return 0;
}

#define KIT_TEST(f) cmocka_unit_test_setup_teardown(f, open_kit, close_kit)

int main(void) {
    const struct CMUnitTest tests[] = {
        KIT_TEST(guess__knows_persian_names),
        KIT_TEST(guess__knows_other_programs),
        KIT_TEST(guess__looks_at_cells_without_names),
        KIT_TEST(rows__dirty_ones_are_understood),
        KIT_TEST(rows__a_refused_one_keeps_its_cells_and_reason),
        KIT_TEST(rows__money_is_of_the_unit_that_is_named),
        KIT_TEST(rows__of_faults_alone_are_refused_not_lost),
        KIT_TEST(sample__is_bounded_in_bytes),
        KIT_TEST(rows__any_encoding_is_followed_line_by_line),
        KIT_TEST(duplicates__are_skipped_filled_or_replaced),
        cmocka_unit_test(duplicates__in_one_file_are_as_in_many),
        KIT_TEST(job__goes_on_after_a_crash_without_doubles),
        KIT_TEST(undo__takes_back_creations_and_changes),
        KIT_TEST(intake__is_seen_by_its_owner_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
