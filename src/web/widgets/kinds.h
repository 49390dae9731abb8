/* kinds.h - what the widgets of one group offer to the table; private to widgets/. */
#ifndef WEB_WIDGET_KINDS_H
#define WEB_WIDGET_KINDS_H

#include "records/data/list.h"
#include "web/widgets/widget.h"

struct widget {
    const char *type; /* of the field */
    void (*input)(struct buf *out, struct ctx *cx, const struct input *in);
    /* NULL: its text. */
    void (*show)(struct buf *out, struct ctx *cx, const struct field *f, struct value v);
    /* NULL: the input's own value. */
    struct str (*typed)(struct ctx *cx, const struct field *f, struct str name,
                        const struct form *form);
    bool wide;
    bool says;              /* what is typed is said back in other words */
    const char *input_mode; /* which keys a phone shows, or NULL */
    const char *complete;   /* autocomplete, or NULL */
    bool has_example;
    enum msg example;
};

const struct widget *widget_of(const struct field *f);

/* ---- What controls share ---- */

struct str input_name(const struct input *in);
struct str input_id(struct ctx *cx, const struct input *in);
/* What stands in it: what came back, else the value. */
struct str input_text(struct ctx *cx, const struct input *in);
/* The same of one part, "address.city". */
struct str input_part(struct ctx *cx, const struct input *in, const char *part);
struct str part_name(struct ctx *cx, struct str name, const char *part);
/* The placeholder, or empty. */
struct str input_example(struct ctx *cx, const struct input *in);
/* Attributes every control has: id, who describes it, whether it is wrong or needed. */
void input_attributes(struct buf *out, struct ctx *cx, const struct input *in);

/* Whether an item stands in a list "|a|b|". */
bool list_holds(struct str list, struct str item);
bool list_step(struct str *rest, struct str *out_item);

/* ---- The groups ---- */

void line_input(struct buf *out, struct ctx *cx, const struct input *in);
/* By whose titles a field of that kind of record is filled in; see field->like. */
struct record_list suggested(struct ctx *cx, const struct entity *like);
void lines_input(struct buf *out, struct ctx *cx, const struct input *in);
void lines_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v);
void phone_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v);
void email_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v);
void url_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v);

void time_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v);

void number_input(struct buf *out, struct ctx *cx, const struct input *in);
void rating_input(struct buf *out, struct ctx *cx, const struct input *in);
void rating_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v);

void choice_input(struct buf *out, struct ctx *cx, const struct input *in);
void choice_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v);
void choices_input(struct buf *out, struct ctx *cx, const struct input *in);
void choices_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v);
struct str choices_typed(struct ctx *cx, const struct field *f, struct str name,
                         const struct form *form);
void yes_no_input(struct buf *out, struct ctx *cx, const struct input *in);
void tags_input(struct buf *out, struct ctx *cx, const struct input *in);
void tags_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v);

void link_input(struct buf *out, struct ctx *cx, const struct input *in);
void link_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v);
struct str link_typed_text(struct ctx *cx, const struct field *f, struct str name,
                           const struct form *form);
/* One of several links: its id, or what was typed, and its title. */
struct picked {
    struct str id, title;
};
struct str links_typed_text(struct ctx *cx, const struct field *f, struct str name,
                            const struct form *form);
void links_input(struct buf *out, struct ctx *cx, const struct input *in);
void links_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v);
void user_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v);

void file_input(struct buf *out, struct ctx *cx, const struct input *in);
void file_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v);
void image_show(struct buf *out, struct ctx *cx, const struct field *f, struct value v);
struct str file_typed(struct ctx *cx, const struct field *f, struct str name,
                      const struct form *form);

void address_input(struct buf *out, struct ctx *cx, const struct input *in);
struct str address_typed(struct ctx *cx, const struct field *f, struct str name,
                         const struct form *form);

#endif
