/* upkeep.c - what little upkeep is ours: the server writes its log and cleans up
 * by itself. */
#include "base/arena.h"
#include "store/pg/connect.h"
#include "store/pg/pg.h"

enum err pg_checkpoint(struct store *s) {
    (void)s; /* the server's own business */
    return OK;
}

/* Run a command for each table of the organisation, whose name stands between `before`
 * and `after`. */
#define EACH_TABLE(before, after)                                                     \
    "DO $$ DECLARE t text; BEGIN FOR t IN SELECT quote_ident(tablename) FROM"         \
    " pg_tables WHERE schemaname = current_schema() ORDER BY 1 LOOP EXECUTE '" before \
    "' || t || '" after "'; END LOOP; END $$"

enum err pg_analyse(struct store *s) {
    return pg_run(&pg_of(s)->records, EACH_TABLE("ANALYZE ", ""));
}

/* Reads every value of every row once, those kept apart from their rows too: a page that
 * the server cannot read, or whose checksum is wrong, is told by it. That takes as long as
 * it takes. No column can be called as the row is here. */
enum err pg_integrity(struct store *store, struct arena *mem, struct str *out_problems) {
    struct pg_store *s = pg_of(store);
    static const char read_all[] = "SET LOCAL statement_timeout TO 0; " EACH_TABLE(
        "SELECT count(\"the row\"::text) FROM ", " AS \"the row\"");
    enum err err = pg_run(&s->records, read_all);
    *out_problems = STR("");
    if (err != ERR_CORRUPT) return err;
    *out_problems = str_format(mem, "%s\n", store_message(store));
    return OK;
}
