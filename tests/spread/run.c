/* run.c - judges the statements of the program (judge.h): those written out in its source,
 * and those it put together while tests asked it for pages.
 *
 * usage: run STATEMENTS FILE.c…
 *
 * STATEMENTS is what tests noted (tests/unit/noted.h). */
#include "app/organisation.h"
#include "base/arena.h"
#include "base/buf.h"
#include "judge.h"
#include "records/data/plan.h"

#include <stdio.h>
#include <stdlib.h>

enum { STATEMENTS_MOST = 20000, FILE_BYTES = 64 * 1024 * 1024 };

/* Asked of every machine by a customer's page all the same: what points at a customer from
 * elsewhere. Each has an index on every machine, and few rows answer. */
static const struct {
    const char *table, *by;
} wide_kept[] = {
    {"task", "t.party = ?1"},           {"file", "about = ?1"},
    {"party_merged", "t.kept = ?1"},    {"relationship", "WHERE r.other = "},
    {"interaction", "WHERE t.id = ?1"}, /* what a file is attached to: may it be seen? */
};

struct run {
    struct arena *mem;
    struct spread_tables tables;
    struct str seen[STATEMENTS_MOST];
    int seen_count, passed, failed;
};

static struct str file_text(struct arena *mem, const char *path) {
    FILE *f = fopen(path, "r");
    struct buf b = buf_in(mem, FILE_BYTES);
    for (size_t n = 1; f && n; b.n += n) {
        char *room = buf_room(&b, 65536);
        n = room ? fread(room, 1, 65536, f) : 0;
    }
    if (!f) {
        perror(path);
        exit(2);
    }
    fclose(f);
    return buf_str(&b);
}

static bool is_new(struct run *run, struct str who, struct str sql) {
    struct str both = str_format(run->mem, "%.*s\t%.*s", STR_ARG(who), STR_ARG(sql));
    for (int i = 0; i < run->seen_count; i++)
        if (str_eq(run->seen[i], both)) return false;
    if (run->seen_count == STATEMENTS_MOST) exit(2);
    run->seen[run->seen_count++] = both;
    return true;
}

static void tell(struct run *run, struct str who, struct str sql, struct str why) {
    why.n ? run->failed++ : run->passed++;
    if (why.n)
        printf("not ok %.*s: %.*s\n    %.*s\n", STR_ARG(who), STR_ARG(why), STR_ARG(sql));
}

static bool may_be_wide(struct str table, struct str sql) {
    for (size_t i = 0; i < sizeof wide_kept / sizeof *wide_kept; i++)
        if (str_is(table, wide_kept[i].table) && str_has(sql, str_of(wide_kept[i].by)))
            return true;
    return false;
}

/* A customer's page names the customer, so that one machine answers it. */
static void judge_one(struct run *run, struct str who, struct str sql) {
    if (!is_new(run, who, sql)) return;
    struct verdict v = judge(run->mem, &run->tables, sql);
    if (!v.parsed) return; /* a piece of one */
    if (!v.why.n && v.wide.n && str_is(who, "customer") && !may_be_wide(v.wide, sql))
        v.why = str_format(run->mem, "asks every machine: %.*s", STR_ARG(v.wide));
    tell(run, who, sql, v.why);
}

/* ---- Written in the source ---- */

/* The literal that begins at the mark; *text moves behind it. */
static void take_literal(struct str *text, struct buf *out) {
    size_t i = 1;
    for (; i < text->n && text->p[i] != '"'; i++) {
        if (text->p[i] == '\\') i++;
        buf_byte(out, text->p[i]);
    }
    *text = str_from(*text, i + 1);
}

/* What stands in SQL(…): literals one after another. */
static struct str take_sql(struct run *run, struct str *text) {
    struct buf sql = buf_in(run->mem, FILE_BYTES);
    for (;;) {
        *text = str_trim(*text);
        if (!text->n || text->p[0] != '"') return buf_str(&sql);
        take_literal(text, &sql);
    }
}

static void judge_source(struct run *run, const char *path) {
    static const struct str marks[] = {STR_INIT("SQL("), STR_INIT("SQL_INIT(")};
    struct str whole = file_text(run->mem, path);
    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
        struct str rest = str_from(whole, str_find(whole, marks[m]));
        for (; rest.n; rest = str_from(rest, str_find(rest, marks[m]))) {
            rest = str_from(rest, marks[m].n);
            struct str sql = take_sql(run, &rest);
            if (sql.n) judge_one(run, str_of(path), sql);
        }
    }
}

/* ---- Noted by tests ---- */

static void judge_noted(struct run *run, const char *path) {
    struct str rest = file_text(run->mem, path), line, who;
    while (str_cut(&rest, '\n', &line))
        if (str_cut(&line, '\t', &who)) judge_one(run, who, line);
}

/* ---- Tables ---- */

/* Rows can lie apart only where their key says where, and nothing else must be unique. */
static void judge_table(struct run *run, const struct table *t) {
    bool in_key = false;
    for (int i = 0; i < t->key_count; i++)
        in_key |= str_eq(t->key[i], t->spread);
    bool told = str_is(t->name, "journal"); /* its key is widened; see store/pg/spread.c */
    tell(run, STR("key"), t->name,
         !t->spread.n || in_key || told ? STR("") : STR("does not name what spreads it"));
}

static struct organisation *open(struct arena *mem, struct store **out_store) {
    struct organisation *o;
    struct str reason = {"", 0};
    const struct store_options options = {.create = true};
    if (store_open(&options, out_store, NULL) != OK
        || organisation_open(*out_store, NULL, 0, &o, mem, &reason) != OK) {
        fprintf(stderr, "no organisation: %.*s\n", STR_ARG(reason));
        exit(2);
    }
    return o;
}

int main(int argc, char **argv) {
    static struct run run;
    struct store *store;
    if (argc < 3) return 2;
    run.mem = arena_create();
    struct organisation *o = open(run.mem, &store);
    struct table_list list = organisation_tables(o, run.mem);
    run.tables = (struct spread_tables){list.tables, list.count};
    for (int i = 0; i < list.count; i++)
        judge_table(&run, list.tables[i]);
    judge_noted(&run, argv[1]);
    for (int i = 2; i < argc; i++)
        judge_source(&run, argv[i]);
    organisation_close(o);
    store_close(store);
    arena_free(run.mem);
    printf("%d passed, %d failed\n", run.passed, run.failed);
    return run.failed > 0;
}
