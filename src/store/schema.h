/* schema.h - tables as values, made real by the driver; and numbered migrations.
 * Changes only go forward: a table is created, columns and indexes are added. What an index
 * or a column is called follows from its definition, so the same definitions give the same
 * schema. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "store/store.h"

enum column_kind { COLUMN_INT, COLUMN_TEXT, COLUMN_BYTES };

struct column {
    struct str name;
    enum column_kind kind;
    bool required; /* NOT NULL */
};

enum { INDEX_NAME_CHARS = 40 };

struct index {
    struct str name;           /* unique in the database, up to INDEX_NAME_CHARS */
    const struct str *columns; /* names, " DESC" may follow one */
    int count;
    bool unique;
};

struct table {
    struct str name;
    const struct column *columns;
    int column_count;
    const struct str *key; /* the primary key's columns */
    int key_count;
    bool clustered; /* rows lie in the order of the key (WITHOUT ROWID) */
    const struct index *indexes;
    int index_count;
    /* Where rows are spread over several machines (spread.h): the column whose value says
     * on which one a row lies. Empty: there are few rows, and each machine has them all. */
    struct str spread;
};

/* Create the table, or add the columns and indexes it lacks; indexes made here that are no
 * longer defined, or otherwise, are dropped. Rows that are there get 0 or the empty text in
 * a required column that is added. */
enum err schema_apply(struct writer *w, const struct table *t);
/* The first half of it: create the table, or add the columns it lacks. */
enum err schema_widen(struct writer *w, const struct table *t);
/* Much is coming: drop the indexes that neither keep values unique nor begin with one of
 * the columns `kept`. Sorting them once, by schema_tidy, is far less work than keeping them
 * in order row by row; until then looking is slower. After a crash schema_apply
 * makes them. */
enum err schema_expect(struct writer *w, const struct table *t, const struct str *kept,
                       int kept_count);
/* Make one index that is missing; ERR_ABSENT: none is. Each may take seconds, so each has a
 * transaction of its own. */
enum err schema_tidy(struct writer *w, const struct table *t);
/* Whether the table is there, and which of `t`'s columns it lacks (count). */
enum err schema_lacks(struct reader *r, const struct table *t, bool *out_table,
                      int *out_columns);
enum err schema_rename_column(struct writer *w, struct str table, struct str old,
                              struct str name);
/* Nothing to do where there is no such table or column. */
enum err schema_drop_column(struct writer *w, struct str table, struct str column);
enum err schema_rename_table(struct writer *w, struct str old, struct str name);

/* A numbered step beyond what definitions say. Numbers ascend and are never reused. */
struct migration {
    int number;
    const char *name;
    enum err (*run)(struct writer *w);
};

/* Run what has not run yet, each once, in the caller's transaction; remembers in table
 * `migration`. A database that knows a higher number than the list gives ERR_CONFLICT. */
enum err schema_migrate(struct writer *w, const struct migration *list, int count);

#endif
