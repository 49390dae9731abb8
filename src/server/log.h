/* log.h - one line for each request, and a line of JSON for each failure.
 * The access log is gathered in memory and written in large pieces; an error is written at
 * once. All threads may call. */
#ifndef SERVER_LOG_H
#define SERVER_LOG_H

#include "base/str.h"

struct exchange;
struct log;

/* NULL with errno set when a file cannot be opened. A NULL path: no access log; errors go
 * to standard error. */
struct log *log_create(const char *access_path, const char *error_path);
void log_free(struct log *l); /* writes what is left; NULL is fine */

/* "time method path status bytes microseconds user reference address". With a failure in
 * the reply's `log`, or a status from 500 on, an error line too. */
void log_exchange(struct log *l, const struct exchange *x);
/* Something that belongs to no request. */
void log_error(struct log *l, const char *what, struct str detail);
void log_flush(struct log *l);

#endif
