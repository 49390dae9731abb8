/* parts.h - what the pages of this folder share, and the table of them. */
#ifndef WEB_PAGES_PEOPLE_PARTS_H
#define WEB_PAGES_PEOPLE_PARTS_H

#include "web/pages/records/records.h"
#include "web/when.h"

/* ---- Values for templates ---- */

struct str id_of_page(const struct page *p);
/* The name of a colleague or a customer, as far as the actor may know it; see
 * records/data/titles.h. */
struct str user_name(struct ctx *cx, int64_t user);
struct str party_name(struct ctx *cx, int64_t party);

/* "10:24", in the reader's digits. */
struct str clock_text(const struct ctx *cx, int64_t instant_ms);
/* "Today · Wednesday, 28 Aban 1404". */
struct str day_heading(const struct ctx *cx, int64_t day);
/* The label of a choice in the reader's language; the key itself where it is unknown. */
struct str choice_label(const struct ctx *cx, const struct field *f, struct str key);
/* A telephone number as people read it. */
struct str phone_shown(struct ctx *cx, struct str number);
const struct choice *field_choice(const struct field *f, struct str key);

/* ---- Answers ---- */

/* Go there; for htmx by its header. */
enum err go_to(struct page *p, struct str path);

/* ---- The pages ---- */

page_fn customer_get, timeline_get, interaction_post;
page_fn tasks_get, task_done_post, task_reopen_post, task_when_post;
page_fn calendar_get;
page_fn duplicates_get, duplicates_search_post, distinct_post, same_get, same_typed_post;
page_fn merge_get, merge_post, part_post;

#endif
