/* tamper.c - spoils an organisation in one way, behind the back of the records floor, so
 * that `moshtari check` has something to find. usage: tamper DATABASE WAY */
#include "base/arena.h"
#include "store/files.h"
#include "store/search.h"
#include "store/store.h"

#include <stdio.h>

static enum err spoil_value(struct writer *w) {
    return store_exec(
        w, SQL("UPDATE party SET city = 'x' WHERE id = (SELECT max(id) FROM party)"),
        BIND_NONE);
}

static enum err spoil_index(struct writer *w) {
    int64_t id;
    TRY(store_int(writer_reader(w), SQL("SELECT max(id) FROM party"), BIND_NONE, &id));
    return search_remove(w, STR("party"), id);
}

static enum err spoil_owner(struct writer *w) {
    return store_exec(
        w, SQL("DELETE FROM party WHERE id IN (SELECT party FROM interaction LIMIT 1)"),
        BIND_NONE);
}

static enum err spoil_journal(struct writer *w) {
    return store_exec(w, SQL("DELETE FROM journal WHERE entity = 'task'"), BIND_NONE);
}

static enum err spoil_job(struct writer *w) {
    return store_exec(
        w,
        SQL("INSERT INTO job (id, user_id, kind, state, input, place, done, total,"
            " result, created_at, started_at, ended_at, due_at, batch)"
            " VALUES (7, 0, 'import', 2, '', '', 0, 0, '', 0, 0, 0, 1, 0)"),
        BIND_NONE);
}

/* A pile of one piece that is not there. */
static enum err spoil_piece(struct writer *w) {
    return store_exec(w,
                      SQL("INSERT INTO pile (pile, at, bytes, sha256) VALUES (7, 0, 1,"
                          " 'a')"),
                      BIND_NONE);
}

/* A piece of no pile. */
static enum err spoil_unused(struct writer *w) {
    static const char key[] =
        "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";
    return files_put(w, str_of(key), STR("a"));
}

static const struct way {
    const char *name;
    enum err (*run)(struct writer *w);
} ways[] = {
    {"value", spoil_value},     {"index", spoil_index}, {"owner", spoil_owner},
    {"journal", spoil_journal}, {"job", spoil_job},     {"piece", spoil_piece},
    {"unused", spoil_unused},
};

int main(int argc, char **argv) {
    struct store *s = NULL;
    const char *why = "";
    if (argc != 3) return 2;
    enum err e = store_open(&(struct store_options){.path = argv[1]}, &s, &why);
    if (e == OK) e = store_begin(s);
    for (size_t i = 0; e == OK && i < sizeof ways / sizeof *ways; i++)
        if (strcmp(ways[i].name, argv[2]) == 0) e = ways[i].run(store_writer(s));
    if (e == OK) e = store_commit(s);
    if (e != OK)
        fprintf(stderr, "tamper: %s %s\n", err_name(e), s ? store_message(s) : why);
    store_close(s);
    return e != OK;
}
