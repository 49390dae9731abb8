/* linking.h - a link to one record; what link, user, team, file and image share. */
#ifndef RECORDS_LINKING_H
#define RECORDS_LINKING_H

#include "records/fields/field_kit.h"

/* The record that was typed: its identifier, external id or title; ERR_ABSENT, or
 * ERR_CONFLICT when several are. */
enum err link_find(struct ctx *cx, const struct entity *to, struct str typed,
                   int64_t *out_id);
/* The same, with a problem beside the field when there is not exactly one. */
enum err link_typed(struct ctx *cx, const struct field *f, struct str typed,
                    int64_t *out_id);
/* Its title, or a word for one that may not be seen. */
struct str link_shown(struct ctx *cx, const struct field *f, int64_t id);

enum err link_parse(struct ctx *cx, const struct field *f, struct str typed,
                    struct value *out);
struct str link_text(struct ctx *cx, const struct field *f, struct value v);
struct str link_edit(struct ctx *cx, const struct field *f, struct value v);
struct str link_words(struct ctx *cx, const struct field *f, struct value v);
void link_json(struct ctx *cx, const struct field *f, struct value v, struct buf *out);

#define LINK_MEMBERS                                                                     \
    .column = COLUMN_INT, .json_type = "string", .json_format = "id", .text = link_text, \
    .edit = link_edit, .json = link_json, .words = link_words

#endif
