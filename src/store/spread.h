/* spread.h - the rows of an organisation on several machines, by an engine that speaks
 * PostgreSQL and shards by key (Citus). Which table is spread by what is part of its
 * definition (struct table, `spread`); a customer and what belongs to them lie together.
 * docs/scale.md tells when that is worth it. The database then keeps no value unique over a
 * table that is spread by another column: who writes asks first, and writes alone. */
#ifndef STORE_SPREAD_H
#define STORE_SPREAD_H

#include "base/buf.h"
#include "store/schema.h"

/* Whether the engine can: OK, or ERR_ABSENT with words in store_message. */
enum err spread_ready(struct store *s);
/* Append the commands for one table, one a line, each ended by ";". ERR_ABSENT as above. */
enum err spread_commands(struct store *s, const struct table *t, struct buf *out);

/* What the engine keeps beside the tables of definitions: the words of one kind, and the
 * pieces of files. */
struct table spread_search_table(struct arena *mem, struct str name);
extern const struct table spread_piece_table;

/* Note that the organisation is spread from now on; inside a transaction. */
enum err spread_begin(struct writer *w);
/* Run the commands of one table, inside a transaction of its own. *out_done is false where
 * the table is not there, or was spread before. */
enum err spread_table(struct writer *w, const struct table *t, bool *out_done);

#endif
