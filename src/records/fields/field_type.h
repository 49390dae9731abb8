/* field_type.h - the types of fields and how to call them. To add one: write `fields/x.c`
 * with one `const struct field_type` (meta/type.h), name it in fields/types.c, and give it
 * a widget in web/widgets/. */
#ifndef RECORDS_FIELD_TYPE_H
#define RECORDS_FIELD_TYPE_H

#include "base/buf.h"
#include "records/ctx.h"
#include "records/meta/meta.h"
#include "records/meta/type.h"

/* NULL when there is no such type. */
const struct field_type *field_type_named(struct str name);
/* All types, for documentation and the administrator's editor; ends in NULL. */
extern const struct field_type *const field_types[];

/* Shorthands that follow NULL members to their standard. An empty value has no text and no
 * words, and is null in JSON. */
struct str field_text(struct ctx *cx, const struct field *f, struct value v);
struct str field_edit(struct ctx *cx, const struct field *f, struct value v);
struct str field_words(struct ctx *cx, const struct field *f, struct value v);
void field_json(struct ctx *cx, const struct field *f, struct value v, struct buf *out);
/* parse, then check, then `required`. */
enum err field_parse(struct ctx *cx, const struct field *f, struct str typed,
                     struct value *out);
enum err field_from_json(struct ctx *cx, const struct field *f, const struct json *node,
                         struct value *out);

/* The title of the record that a link points to. Empty when it is absent or not visible to
 * the actor. The catalog knows who answers (struct link_names). */
struct str link_title(struct ctx *cx, const struct entity *to, int64_t id);

#endif
