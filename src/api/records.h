/* records.h - the pages of one kind of record: its list, and one record. */
#ifndef API_RECORDS_H
#define API_RECORDS_H

#include "http/route.h"

enum err api_list(struct page *p);
/* Whether a request for the list has everything counted, which takes its time. */
bool api_list_counts_all(const struct request *r);
enum err api_create(struct page *p);
enum err api_read(struct page *p);
enum err api_update(struct page *p);
enum err api_delete(struct page *p);

/* By what another system calls the record. */
enum err api_read_external(struct page *p);
enum err api_upsert(struct page *p);

#endif
