/* form.h - the form of a record: read from a record, read back into one; private to
 * pages/records/. */
#ifndef WEB_RECORD_FORM_H
#define WEB_RECORD_FORM_H

#include "web/pages/records/records.h"

struct form_view {
    const struct page *page;
    const struct entity *entity;
    const struct record *record; /* stored, or new with presets */
    const struct form *form;     /* what came back and is to be mended, or NULL */
    struct str title, action, back, once;
    int64_t version;
    bool new;
    bool doubted; /* nothing is wrong, but something may be: saving anyway is offered */
    bool quick;   /* in a dialog: only what matters first */
};

/* The button that saves in spite of doubts. */
#define FORM_ANYWAY "anyway"

/* One field of it, its upload too. */
enum err form_read_field(struct page *p, const struct field *f, const struct form *form,
                         struct value *out);
bool field_uploads(const struct field *f);

/* Two people changed the same: both values side by side, everything else kept. */
enum err conflict_send(struct page *p, const struct record *theirs);
/* Whether that page carries a posted field along: all but its own. */
bool conflict_carries(struct str name);
/* Change `r` by the posted form, following what was chosen on a page of conflict_send. */
enum err form_change(struct page *p, struct record *r, struct record *out_theirs);

/* Whether this form asks for the field. */
bool form_asks(const struct form_view *v, const struct field *f);
/* Whether it stands aside: another choice was made, and nothing is in it or wrong with it. */
bool form_away(struct ctx *cx, const struct form_view *v, const struct field *f);
/* Where the cursor stands first: at what is wrong; else, of a new one, at whose it is, and where
 * that is known at its name. NULL: nowhere. */
const struct field *form_first(struct ctx *cx, const struct form_view *v);
/* Whether the kind has fields that are uploaded. */
bool form_uploads(const struct entity *e);

#endif
