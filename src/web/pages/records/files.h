/* files.h - the panel of a record's attached files. */
#ifndef WEB_RECORD_FILES_H
#define WEB_RECORD_FILES_H

#include "modules/platform/file.h"
#include "web/pages/records/records.h"

struct files_view {
    const struct page *page;
    const struct record *record; /* they belong to it */
    const struct file *files;
    int count;
    bool adds;          /* may add and remove */
    struct str removed; /* one that was removed just now and can be put back, or empty */
    struct rows asked;
};

/* Ask for the files of a record before anything else of it is known; then what the actor may
 * see of it, the record being one they may read. */
enum err files_view_ask(struct page *p, const struct entity *e, int64_t id,
                        struct files_view *out);
enum err files_view_read(struct page *p, const struct record *r, struct files_view *out);

/* "1.4 MB", in the reader's digits. */
struct str file_size_text(struct ctx *cx, int64_t bytes);
/* The icon of a kind of file. */
const char *file_icon(struct str type);

#endif
