/* query.h - a statement put together from pieces that are known to be safe: literals
 * written in the source, names from definitions, and bound values. Text from people is only
 * ever bound. */
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include "base/buf.h"
#include "store/store.h"

enum {
    QUERY_BINDS = 900
}; /* SQLite takes 32766, PostgreSQL 65535: far beyond a page's need */

struct query {
    struct buf text;
    struct value *values;
    int count, room;
};

struct query query_in(struct arena *mem);

/* Append a literal piece of SQL. */
void query_add(struct query *q, struct sql piece);
/* Whether it is [a-z_][a-z0-9_]*. */
bool query_is_name(struct str name);
/* Append a table's or column's name, quoted; asserts that it is one. */
void query_name(struct query *q, struct str name);
/* Append `alias.name`. */
void query_column(struct query *q, char alias, struct str name);
/* Append ?n and bind `value` to it; text must live until the rows are done. More than
 * QUERY_BINDS of them, or too long a text, make running the query give ERR_LIMIT. */
void query_bind(struct query *q, struct value value);
/* Append "(?n, …)" for IN, with at least one of `ids`. The last is repeated up to a power of two:
 * so a statement has a few texts, each prepared once, and not one for every count. */
void query_bind_ids(struct query *q, const int64_t *ids, int count);
/* Append "(VALUES (?n, …), …)" for IN, of `count` rows of so many values each; at least one.
 * The last is repeated as above. PostgreSQL looks each of them up, however little it knows
 * of the table; of a list of values it may think that reading all is cheaper. */
void query_bind_rows(struct query *q, const struct value *values, int width, int count);
/* Append a whole number written out (a limit). */
void query_number(struct query *q, int64_t n);

enum err query_run(struct reader *r, const struct query *q, struct rows *out_rows);
enum err query_exec(struct writer *w, const struct query *q);
enum err query_int(struct reader *r, const struct query *q, int64_t *out);
/* The rows of a table. */
enum err query_count(struct reader *r, struct arena *mem, struct str table, int64_t *out);

#endif
