/* records.h - what the pages of records share, with each other and with the pages that
 * modules put in their place. */
#ifndef WEB_PAGES_RECORDS_H
#define WEB_PAGES_RECORDS_H

#include "records/data/list.h"
#include "web/shell.h"
#include "web/widgets/widget.h"

/* ---- Addresses ---- */

/* "/party/0G…" and what follows: "", "/edit". */
struct str record_url(struct ctx *cx, const struct entity *e, int64_t id, const char *tail);
/* Where a form wants to be sent back to: its `back`, if it is an address here, else
 * `otherwise`. */
struct str back_url(const struct page *p, struct str otherwise);
/* The same with what was done and, with a batch, the offer to undo it. */
struct str done_url(struct page *p, struct str url, const char *done, int64_t batch);

struct str id_str(struct ctx *cx, int64_t id);

/* ---- What is shown ---- */

/* Fields that people see: present and not hidden. */
bool field_shown(const struct field *f);
/* Those that people fill in. */
bool field_asked(const struct field *f);
/* Whether pages let people link to records of this kind by name. */
bool kind_pickable(const struct ctx *cx, const struct entity *e);

/* What happened before this page: a line with "undo" where it can be undone. */
void toast_put(struct buf *out, const struct page *p);

/* ---- Forms ---- */

/* Put what the form carries into the record: only fields that came. Mistakes are problems
 * of the context and ERR_INVALID. */
enum err form_read(struct page *p, const struct form *form, struct record *r);

/* Keep what was uploaded for a field, if anything was. */
enum err form_upload(struct page *p, const struct field *f, const struct form *form,
                     struct value *out, bool *out_found);
/* What was uploaded belongs to the record, now that it is saved. */
enum err form_attach(struct page *p, const struct record *r);

/* ---- The page of one record ---- */

/* What a module shows above the facts of its records. */
struct record_part {
    enum err (*read)(struct page *p, const struct record *r, void *state);
    void (*put)(struct buf *out, struct ctx *cx, const void *state);
    void *state;
};
/* The page of the record named by the path, with that part; NULL: none. */
enum err record_page_send(struct page *p, const struct record_part *part);

/* ---- The pages, for routes.c ---- */

page_fn list_get, list_exact_get, filter_get, views_post, view_delete_post, bulk_get,
    bulk_post;
page_fn bulk_page_get, bulk_undo_post;
page_fn board_get, move_post;
page_fn new_get, create_post, edit_get, change_post, delete_post, say_get, pick_get;
page_fn export_post, export_page_get, export_file_get, export_workbook_get;
page_fn record_page_get, history_get, look_post, cell_get, cell_post, undo_post;
page_fn file_content_get, file_begin_post, file_piece_put, files_post, file_remove_post,
    file_restore_post;

#endif
