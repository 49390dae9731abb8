/* pg.h - the functions the driver's table names, by file; for pg/ alone. */
#ifndef STORE_PG_PG_H
#define STORE_PG_PG_H

#include "store/driver.h"

/* search.c */
/* How a statement begins that is as good for all values. */
#define PG_PLANNED_ONCE "WITH told AS "
enum err pg_search_create(struct writer *w, struct str name);
enum err pg_search_write(struct writer *w, struct str name,
                         const struct search_entry *entries, int count);
enum err pg_search_clear(struct writer *w, struct str name);
enum err pg_search_count(struct reader *r, struct str name, int64_t *out);
enum err pg_search_any(struct reader *r, struct str name, int64_t *out);
enum err pg_search_expect(struct writer *w, struct str name);
enum err pg_search_tidy(struct writer *w, struct str name);
void pg_search_select(struct query *q, struct str name,
                      const struct search_words *alternatives, int count, int64_t before);
void pg_search_newest(struct query *q, struct str name,
                      const struct search_words *alternatives, int count, int64_t before,
                      int limit);

/* files.c */
enum err pg_files_put(struct store *s, struct str sha256, struct str bytes);
enum err pg_files_get(struct store *s, struct arena *mem, struct str sha256,
                      struct str *out);
enum err pg_files_list(struct store *s, struct arena *mem, struct str after, int limit,
                       struct str *keys, int *out_count);
enum err pg_files_forget(struct store *s, const struct str *keys, int count);

/* news.c */
enum err pg_listen(struct store *s);
int pg_ear(struct store *s);
enum err pg_hear(struct store *s, bool *out_news);
enum err pg_tell(struct store *s);

/* presume.c */
void pg_presume(struct store *s);
bool pg_sure(struct store *s);

/* replica.c */
enum err pg_behind(struct store *replica, struct store *primary, int64_t *out_ms);

/* spread.c */
extern const struct store_spread pg_spread;

/* upkeep.c */
enum err pg_checkpoint(struct store *s);
enum err pg_analyse(struct store *s);
enum err pg_integrity(struct store *s, struct arena *mem, struct str *out_problems);

#endif
