/* fixture.h - a store for a test: in memory, or in a folder that the test removes. */
#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

#include "../scratch.h"
#include "../test.h"
#include "store/schema.h"
#include "store/store.h"

#include <stdio.h>
#include <unistd.h>

struct folder {
    char path[64];
    char file[96];
};

static inline struct folder folder_make(void) {
    struct folder f = {.path = "/tmp/moshtari-test-XXXXXX"};
    assert_non_null(mkdtemp(f.path));
    snprintf(f.file, sizeof f.file, "%s/records", f.path);
    return f;
}

static inline void folder_remove(struct folder *f) {
    char command[128];
    snprintf(command, sizeof command, "rm -r '%s'", f->path);
    assert_int_equal(system(command), 0);
}

static inline struct store *store_made(const char *path) {
    struct store *s;
    const char *reason = "";
    if (!path) path = scratch_path();
    if (store_open(&(struct store_options){.path = path, .create = true}, &s, &reason)
        != OK)
        fail_msg("%s", reason);
    return s;
}

/* A store with the table `thing (id, name unique, note)`. */
static inline struct store *store_of_things(const char *path) {
    struct store *s = store_made(path);
    static const struct column columns[] = {
        {.name = STR_INIT("id"), .kind = COLUMN_INT, .required = true},
        {.name = STR_INIT("name"), .kind = COLUMN_TEXT},
        {.name = STR_INIT("note"), .kind = COLUMN_BYTES},
    };
    static const struct str key[] = {STR_INIT("id")}, name[] = {STR_INIT("name")};
    static const struct index unique = {STR_INIT("thing_name"), name, 1, true};
    static const struct table thing = {.name = STR_INIT("thing"),
                                       .columns = columns,
                                       .column_count = 3,
                                       .key = key,
                                       .key_count = 1,
                                       .indexes = &unique,
                                       .index_count = 1};
    assert_int_equal(schema_apply(store_writer(s), &thing), OK);
    return s;
}

static inline enum err thing_add(struct store *s, int64_t id, struct str name) {
    return store_exec(store_writer(s), SQL("INSERT INTO thing (id, name) VALUES (?1, ?2)"),
                      BIND(v_int(id), v_text(name)));
}

static inline enum err thing_send(struct store *s, int64_t id, struct str name) {
    return store_send(store_writer(s), SQL("INSERT INTO thing (id, name) VALUES (?1, ?2)"),
                      BIND(v_int(id), v_text(name)));
}

/* One letter, another for each `i` up to 25. */
static inline struct str letter(int i) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    return str_n(&letters[i], 1);
}

static inline int64_t things(struct store *s) {
    int64_t n = -1;
    assert_int_equal(
        store_int(store_reader(s), SQL("SELECT count(*) FROM thing"), BIND_NONE, &n), OK);
    return n;
}

#endif
