/* check.c - proves that what the organisation holds agrees with itself. Looks only. */
#include "cli/check.h"
#include "base/arena.h"
#include "base/json_write.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "cli/progress.h"
#include "cli/tell.h"
#include "modules/offers/counts.h"
#include "records/data/list.h"
#include "records/data/pile.h"
#include "records/journal/journal.h"
#include "records/meta/meta.h"
#include "records/rules/jobs.h"
#include "store/query.h"
#include "store/search.h"

#include <stdarg.h>
#include <stdio.h>

enum { SAMPLE = 2000 /* of each kind, the newest */, EXAMPLES = 5 /* named at most */ };

struct check {
    struct ctx *cx;
    struct house *house;
    bool deep;
    struct progress bar;
    int64_t looked;   /* records, for the bar */
    int64_t unused;   /* pieces of files; known after the proof of files */
    int64_t problems; /* of the proof in hand */
    struct buf found; /* the first of them, a line each */
};

/* Remember a problem; only the first ones are named. */
static void found(struct check *k, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static void found(struct check *k, const char *format, ...) {
    char line[512];
    va_list args;
    if (k->problems++ >= EXAMPLES) return;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    buf_format(&k->found, "%s%s", k->found.n ? "\n" : "", line);
}

/* ---- The database's own check ---- */

static enum err prove_database(struct check *k) {
    struct str problems = STR(""), line;
    TRY(store_integrity(k->house->store, k->cx->mem, &problems));
    while (str_cut(&problems, '\n', &line))
        found(k, "%.*s", STR_ARG(line));
    return OK;
}

/* ---- Search ---- */

struct wordy {
    struct check *check;
    int64_t count;
};

static enum err count_wordy(void *self, struct ctx *cx, const struct record *r) {
    struct wordy *w = self;
    w->count += record_words(cx, r).n > 0;
    progress_move(&w->check->bar, ++w->check->looked);
    return OK;
}

/* Rows with something in a searched field; few of them may hold no word at all. */
static enum err count_filled(struct ctx *cx, const struct entity *e, int64_t *out) {
    struct query q = query_in(cx->mem);
    bool first = true;
    query_add(&q, SQL("SELECT count(*) FROM "));
    query_name(&q, e->name);
    for (int i = 0; i < e->field_count; i++) {
        if (!e->fields[i]->search) continue;
        query_add(&q, first ? SQL(" WHERE ") : SQL(" OR "));
        query_name(&q, e->fields[i]->name);
        query_add(&q, SQL(" IS NOT NULL"));
        first = false;
    }
    return query_int(cx->db, &q, out);
}

/* As many records in the index as have words. Counting words takes a walk, so it is done
 * when asked for, or when the quick count raises doubt. */
static enum err prove_search_of(struct check *k, const struct entity *e) {
    int64_t indexed = 0, filled = 0;
    TRY(search_count(k->cx->db, e->name, &indexed));
    TRY(count_filled(k->cx, e, &filled));
    if (indexed == filled && !k->deep) return OK;
    struct wordy w = {.check = k};
    TRY(record_walk(k->cx, e, 0, count_wordy, &w));
    if (indexed != w.count)
        found(k, "%.*s: %lld records with words, %lld in the index", STR_ARG(e->name),
              (long long)w.count, (long long)indexed);
    return OK;
}

static enum err prove_search(struct check *k) {
    for (int i = 0; i < k->cx->catalog->count; i++)
        if (k->cx->catalog->entities[i]->searched)
            TRY(prove_search_of(k, k->cx->catalog->entities[i]));
    return OK;
}

/* ---- Journal ---- */

static void compare(struct check *k, const struct record *r,
                    const struct journal_entry *e) {
    struct id_text id = id_text(record_id(r));
    if (e->action == JOURNAL_DELETE)
        found(k, "%.*s %s: deleted by the journal", STR_ARG(r->entity->name), id.z);
    for (int i = 0; i < e->change_count; i++) {
        const struct field *f = e->changes[i].field;
        if (f && !value_eq(r->values[f->at], e->changes[i].new))
            found(k, "%.*s %s: %.*s is not what the journal says", STR_ARG(r->entity->name),
                  id.z, STR_ARG(f->name));
    }
}

/* Its newest entry must say what is stored. */
static enum err prove_record(void *self, struct ctx *cx, const struct record *r) {
    struct check *k = self;
    struct journal_entry *entries;
    int count = 0;
    TRY(journal_of_record(cx, r->entity, record_id(r), 0, 1, &entries, &count));
    if (count)
        compare(k, r, &entries[0]);
    else
        found(k, "%.*s %s: not in the journal", STR_ARG(r->entity->name),
              id_text(record_id(r)).z);
    progress_move(&k->bar, ++k->looked);
    return OK;
}

/* The id after which the sample of the newest begins. */
static enum err sample_start(struct ctx *cx, const struct entity *e, int64_t *out) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT id FROM "));
    query_name(&q, e->name);
    query_add(&q, SQL(" ORDER BY id DESC LIMIT 1 OFFSET "));
    query_number(&q, SAMPLE);
    enum err err = query_int(cx->db, &q, out);
    return err == ERR_ABSENT ? OK : err;
}

static enum err prove_journal(struct check *k) {
    for (int i = 0; i < k->cx->catalog->count; i++) {
        const struct entity *e = k->cx->catalog->entities[i];
        int64_t after = 0;
        if (!k->deep) TRY(sample_start(k->cx, e, &after));
        TRY(record_walk(k->cx, e, after, prove_record, k));
    }
    return OK;
}

/* ---- Owned records ---- */

static enum err prove_owned_of(struct check *k, const struct entity *e) {
    struct query q = query_in(k->cx->mem);
    int64_t count = 0;
    query_add(&q, SQL("SELECT count(*) FROM "));
    query_name(&q, e->name);
    query_add(&q, SQL(" t WHERE NOT EXISTS (SELECT 1 FROM party p WHERE p.id = t.party)"));
    TRY(query_int(k->cx->db, &q, &count));
    if (count)
        found(k, "%.*s: %lld records of customers who are not there", STR_ARG(e->name),
              (long long)count);
    return OK;
}

static enum err prove_owned(struct check *k) {
    for (int i = 0; i < k->cx->catalog->count; i++)
        if (k->cx->catalog->entities[i]->owned)
            TRY(prove_owned_of(k, k->cx->catalog->entities[i]));
    return OK;
}

/* ---- Jobs ---- */

enum { JOB_LATE_MS = MS_PER_HOUR };

/* Work that was begun or is due since an hour, and nobody goes on with it. */
static enum err prove_jobs(struct check *k) {
    struct rows rows;
    TRY(store_query(
        k->cx->db,
        SQL("SELECT id, kind FROM job WHERE state IN (?1, ?2) AND due_at < ?3"
            " ORDER BY id"),
        BIND(v_int(JOB_WAITING), v_int(JOB_RUNNING), v_int(k->cx->now_ms - JOB_LATE_MS)),
        &rows));
    while (rows_next(&rows))
        found(k, "%.*s %s: not finished", STR_ARG(rows_text(&rows, 1)),
              id_text(rows_int(&rows, 0)).z);
    return rows_done(&rows);
}

/* ---- Files ---- */

static enum err prove_files(struct check *k) {
    struct pile_proof proof;
    TRY(pile_prove(k->cx, &proof));
    k->unused = proof.unused;
    if (proof.lost) found(k, "not there: %lld", (long long)proof.lost);
    return OK;
}

static enum err prove_unused(struct check *k) {
    if (k->unused) found(k, "left over: %lld", (long long)k->unused);
    return OK;
}

/* ---- What is bought together ---- */

/* Counting more orders than this anew takes seconds, and is done when asked for. */
enum { OFFER_ORDERS = 20 * 1000 };

static enum err prove_offers(struct check *k) {
    int64_t orders = 0, wrong = 0;
    TRY(counts_all(k->cx, &orders));
    if (orders > OFFER_ORDERS && !k->deep) return OK;
    TRY(counts_prove(k->cx, &wrong));
    if (wrong) found(k, "counted anew they differ in %lld rows", (long long)wrong);
    return OK;
}

/* ---- The command ---- */

static const struct proof {
    const char *name;
    enum msg about;
    enum err (*run)(struct check *k);
    bool remark; /* something to look at, but nothing is wrong */
} proofs[] = {
    {"database", MSG_CLI_CHECK_DATABASE, prove_database, false},
    {"search", MSG_CLI_CHECK_SEARCH, prove_search, false},
    {"journal", MSG_CLI_CHECK_JOURNAL, prove_journal, false},
    {"owned", MSG_CLI_CHECK_OWNED, prove_owned, false},
    {"offers", MSG_CLI_CHECK_OFFERS, prove_offers, false},
    {"files", MSG_CLI_CHECK_FILES, prove_files, false},
    {"unused", MSG_CLI_CHECK_UNUSED, prove_unused, true},
    {"jobs", MSG_CLI_CHECK_JOBS, prove_jobs, true},
};
enum { PROOFS = sizeof proofs / sizeof *proofs };

struct outcome {
    int64_t problems;
    struct str found;
};

static enum err count_all(struct ctx *cx, int64_t *out) {
    for (int i = 0; i < cx->catalog->count; i++) {
        struct list_query q = {.entity = cx->catalog->entities[i], .plain = true};
        int64_t count = 0;
        TRY(list_count(cx, &q, 0, &count));
        *out += count;
    }
    return OK;
}

static enum err run_proofs(struct house *h, bool deep, struct outcome out[PROOFS]) {
    struct check k = {.cx = h->cx, .house = h, .deep = deep};
    int64_t records = 0;
    TRY(count_all(h->cx, &records));
    k.bar = progress_begin(h->call, MSG_CLI_CHECK_BAR, records * 2);
    enum err e = OK;
    for (int i = 0; i < PROOFS && e == OK; i++) {
        k.problems = 0;
        k.found = buf_in(h->cx->mem, 0);
        e = proofs[i].run(&k);
        out[i] = (struct outcome){k.problems, buf_str(&k.found)};
    }
    progress_end(&k.bar);
    return e;
}

static void tell_lines(const struct call *call, const struct outcome *outcomes) {
    for (int i = 0; i < PROOFS; i++) {
        struct str found = outcomes[i].found, line,
                   about = msg(call->lang, proofs[i].about);
        enum msg key = !outcomes[i].problems ? MSG_CLI_CHECK_RIGHT
                       : proofs[i].remark    ? MSG_CLI_CHECK_REMARK
                                             : MSG_CLI_CHECK_WRONG;
        struct str n = str_format(call->mem, "%lld", (long long)outcomes[i].problems);
        tell(call, key, MSG_PARTS({"what", about}, {"n", n}));
        while (str_cut(&found, '\n', &line))
            tell_text(str_format(call->mem, "    %.*s", STR_ARG(line)));
    }
}

static void tell_json(const struct call *call, const struct outcome *outcomes, bool right) {
    struct buf b = buf_in(call->mem, 0);
    struct json_writer w = json_writer(&b);
    json_begin_object(&w);
    json_name(&w, "ok"), json_write_bool(&w, right);
    for (int i = 0; i < PROOFS; i++) {
        struct str found = outcomes[i].found, line;
        json_name(&w, proofs[i].name), json_begin_object(&w);
        json_name(&w, "problems"), json_write_int(&w, outcomes[i].problems);
        json_name(&w, "found"), json_begin_array(&w);
        while (str_cut(&found, '\n', &line))
            json_write_str(&w, line);
        json_end_array(&w), json_end_object(&w);
    }
    json_end_object(&w);
    tell_text(buf_str(&b));
}

static bool all_right(const struct outcome *outcomes) {
    for (int i = 0; i < PROOFS; i++)
        if (outcomes[i].problems && !proofs[i].remark) return false;
    return true;
}

static const struct option options[] = {
    OPTION_DATA,
    OPTION_ORG,
    {"deep", NULL, MSG_CLI_OPTION_DEEP},
    {"json", NULL, MSG_CLI_OPTION_JSON},
    {NULL},
};

int check_house(struct house *h, const struct check_way *way) {
    struct outcome outcomes[PROOFS] = {0};
    enum err e = store_begin_read(h->store); /* one moment, though people go on working */
    if (e == OK) e = run_proofs(h, way->deep, outcomes);
    store_end_read(h->store);
    if (e != OK) return tell_error(h->call, e, str_of(store_message(h->store)));
    bool right = all_right(outcomes);
    if (way->json)
        tell_json(h->call, outcomes, right);
    else if (!way->quiet || !right)
        tell_lines(h->call, outcomes);
    return right ? EXIT_GOOD : EXIT_FAILED;
}

static int check(struct call *call) {
    struct house h;
    const struct check_way way = {.deep = call_has(call, "deep"),
                                  .json = call_has(call, "json")};
    int status = house_open(call, HOUSE_PLAIN, &h);
    if (status != EXIT_GOOD) return status;
    status = check_house(&h, &way);
    house_close(&h);
    return status;
}

const struct command command_check = {
    .name = "check", .about = MSG_CLI_CHECK, .options = options, .run = check};
