/* titles.h - what the links of many records are called, asked for once a kind instead of
 * once a cell. A page loads the titles of what it is about to show; from then on link_title
 * answers from memory. */
#ifndef RECORDS_TITLES_H
#define RECORDS_TITLES_H

#include "records/data/record.h"

struct titles;

/* Load the titles of what `fields` of these records point to; fields that are no links are
 * passed over. */
enum err titles_of_records(struct ctx *cx, const struct field *const *fields,
                           int field_count, const struct record *records, int count);
/* Note that the title of one record will be needed; the notes are loaded together. */
void titles_note(struct ctx *cx, const struct entity *kind, int64_t id);
/* Note what a value of a link field points to. */
void titles_note_value(struct ctx *cx, const struct field *f, struct value v);
/* Note what `fields` of these records point to. */
void titles_note_records(struct ctx *cx, const struct field *const *fields, int field_count,
                         const struct record *records, int count);
enum err titles_load(struct ctx *cx);

/* Whether the title was loaded; it is empty where the record is absent or may not
 * be seen. */
bool titles_find(const struct ctx *cx, const struct entity *kind, int64_t id,
                 struct str *out);

#endif
