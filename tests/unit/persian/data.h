/* data.h - the lines of a file under tests/data, each cut at its tabs. */
#ifndef TESTS_PERSIAN_DATA_H
#define TESTS_PERSIAN_DATA_H

#include "../test.h"

#include <stdio.h>

enum { DATA_COLUMNS = 6 };

struct data_file {
    struct str text;
};

static inline struct data_file data_open(struct arena *a, const char *path) {
    FILE *file = fopen(str_z(a, str_format(a, "%s/%s", TEST_DATA, path)), "rb");
    assert_non_null(file);
    char *bytes = arena_alloc(a, 1 << 20);
    size_t n = fread(bytes, 1, 1 << 20, file);
    fclose(file);
    return (struct data_file){str_n(bytes, n)};
}

/* Columns that are not there are empty. */
static inline bool data_next(struct data_file *file, char sep,
                             struct str out[DATA_COLUMNS]) {
    struct str line;
    if (!str_cut(&file->text, '\n', &line)) return false;
    for (size_t i = 0; i < DATA_COLUMNS; i++) {
        out[i] = STR("");
        str_cut(&line, sep, &out[i]);
    }
    return true;
}

#endif
