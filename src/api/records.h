/* records.h - the pages of one kind of record: its list, and one record. */
#ifndef API_RECORDS_H
#define API_RECORDS_H

#include "http/route.h"

enum err record_list_get(struct page *p);
enum err record_post(struct page *p);
enum err record_one_get(struct page *p);
enum err record_patch(struct page *p);
enum err record_delete_one(struct page *p);

/* By what another system calls the record. */
enum err record_external_get(struct page *p);
enum err record_external_put(struct page *p);

#endif
