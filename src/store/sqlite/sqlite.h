/* sqlite.h - the functions the driver's table names, by file; for sqlite/ alone. */
#ifndef STORE_SQLITE_SQLITE_H
#define STORE_SQLITE_SQLITE_H

#include "store/driver.h"

/* search.c */
enum err sqlite_search_create(struct writer *w, struct str name);
enum err sqlite_search_write(struct writer *w, struct str name,
                             const struct search_entry *entries, int count);
enum err sqlite_search_clear(struct writer *w, struct str name);
enum err sqlite_search_count(struct reader *r, struct str name, int64_t *out);
enum err sqlite_search_any(struct reader *r, struct str name, int64_t *out);
enum err sqlite_search_expect(struct writer *w, struct str name);
enum err sqlite_search_tidy(struct writer *w, struct str name);
enum err sqlite_search_adopt(struct store *aside, const char *path, struct str name);
void sqlite_search_select(struct query *q, struct str name,
                          const struct search_words *alternatives, int count,
                          int64_t before);

/* files.c */
enum err sqlite_files_put(struct store *s, struct str sha256, struct str bytes);
enum err sqlite_files_get(struct store *s, struct arena *mem, struct str sha256,
                          struct str *out);
enum err sqlite_files_list(struct store *s, struct arena *mem, struct str after, int limit,
                           struct str *keys, int *out_count);
enum err sqlite_files_forget(struct store *s, const struct str *keys, int count);

/* upkeep.c */
enum err sqlite_checkpoint(struct store *s);
enum err sqlite_analyse(struct store *s);
enum err sqlite_integrity(struct store *s, struct arena *mem, struct str *out_problems);
enum err sqlite_backup(struct store *s, const char *path, store_progress *progress,
                       void *self);
enum err sqlite_restore(const char *from, const char *to, const char **out_reason);

#endif
