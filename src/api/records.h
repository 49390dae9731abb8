/* records.h - the pages of one kind of record: its list, and one record. */
#ifndef API_RECORDS_H
#define API_RECORDS_H

#include "http/route.h"

enum err api_list(struct page *p);
enum err api_create(struct page *p);
enum err api_read(struct page *p);
enum err api_update(struct page *p);
enum err api_delete(struct page *p);

/* By what another system calls the record. */
enum err api_read_external(struct page *p);
enum err api_upsert(struct page *p);

#endif
