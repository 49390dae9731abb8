/* detail.h - the page of one record and its history; private to pages/records/. */
#ifndef WEB_RECORD_DETAIL_H
#define WEB_RECORD_DETAIL_H

#include "records/journal/journal.h"
#include "web/pages/records/files.h"
#include "web/pages/records/records.h"

enum { RELATED_ROWS = 5, RELATED_KINDS = 24, HISTORY_ENTRIES = 50 };

/* Records of another kind that belong to this one or point to it. */
struct related {
    const struct entity *entity;
    const struct field *by; /* the field that points here */
    struct list_asked *asked;
    const struct record *records;
    int count;
    bool more, creates;
    struct str all_url, new_url;
};

/* Offered to be made, since there is none yet. */
static inline bool detail_addable(const struct related *r) {
    return r->count == 0 && r->creates;
}

struct detail_view {
    const struct page *page;
    const struct entity *entity;
    const struct record *record;
    const struct record_part *part; /* or NULL */
    struct str title, id;
    struct related *related;
    int related_count;
    bool edits, deletes;
    struct files_view files;
    const struct journal_entry *entries; /* of the history page, newest first */
    int entry_count;
    int64_t older; /* where the next page of the history begins, or 0 */
};

#endif
