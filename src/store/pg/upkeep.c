/* upkeep.c - what little upkeep is ours: the server writes its log and cleans up
 * by itself. */
#include "base/arena.h"
#include "store/pg/connect.h"
#include "store/pg/pg.h"

enum err pg_checkpoint(struct store *s) {
    (void)s; /* the server's own business */
    return OK;
}

/* Run a command for each table of the organisation. */
#define EACH_TABLE(command)                                                            \
    "DO $$ DECLARE t text; BEGIN FOR t IN SELECT quote_ident(tablename) FROM"          \
    " pg_tables WHERE schemaname = current_schema() ORDER BY 1 LOOP EXECUTE '" command \
    "' || t; END LOOP; END $$"

enum err pg_analyse(struct store *s) {
    return pg_run(&pg_of(s)->records, EACH_TABLE("ANALYZE "));
}

/* Reads every row once: a page that the server cannot read, or whose checksum is wrong, is
 * told by it. */
enum err pg_integrity(struct store *store, struct arena *mem, struct str *out_problems) {
    struct pg_store *s = pg_of(store);
    enum err err = pg_run(&s->records, EACH_TABLE("SELECT count(*) FROM "));
    *out_problems = STR("");
    if (err != ERR_CORRUPT) return err;
    *out_problems = str_format(mem, "%s\n", store_message(store));
    return OK;
}
