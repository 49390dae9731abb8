/* widget.h - how a value of a field is typed and shown. */
#ifndef WEB_WIDGET_H
#define WEB_WIDGET_H

#include "http/form.h"
#include "records/fields/field_type.h"
#include "web/html.h"

/* One control. */
struct input {
    const struct field *field;
    struct str name;         /* of its input; empty: the field's */
    struct str id;           /* in the page; empty: "f-" and the name */
    struct value value;      /* what is stored, or a new record's preset */
    const struct form *form; /* what came back and is to be mended, or NULL */
    bool bare;               /* no hint below: in a cell, in a filter */
    bool focus;              /* the cursor stands here first */
    bool away;               /* not asked while the choice is as it is; see field->when */
};

/* The control alone. */
void widget_input(struct buf *out, struct ctx *cx, const struct input *in);
/* With label, hint, and the problem of the context with this field. */
void widget_field(struct buf *out, struct ctx *cx, const struct input *in);
/* The value for reading; nothing when it is empty. What is sensitive (`audited`) is masked,
 * here and in widget_plain. */
void widget_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v);
/* The same without links and tags, for narrow places. */
void widget_plain(struct buf *out, struct ctx *cx, const struct field *f, struct value v);

/* A sensitive value itself, once the look at it was written down. */
void widget_reveal(struct buf *out, struct ctx *cx, const struct field *f, struct value v);

/* Whether a form carries this field at all; `name` is its input's, often the field's. */
bool widget_came(const struct field *f, struct str name, const struct form *form);
/* What was typed, as the type's parse reads it. */
struct str widget_typed(struct ctx *cx, const struct field *f, struct str name,
                        const struct form *form);

/* Whether the value is set in a column of numbers. */
bool widget_in_column(const struct field *f);
/* Whether it needs a whole row of a form. */
bool widget_wide(const struct field *f);

/* A person or firm: first letter and name. */
void widget_who(struct buf *out, struct ctx *cx, const struct entity *kind, int64_t id,
                struct str title);
/* A choice as a tag, its colour saying what it means. */
void widget_tag(struct buf *out, struct ctx *cx, const struct choice *c);

#endif
