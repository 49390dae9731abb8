/* document.h - what quotes and orders have in common: a head and lines of one customer, whose
 * figures lines.h works out. Rules keep the figures in the records right with every write, whoever
 * makes it; what is verbatim (undo, merge) brings its own. A private header of trade/. */
#ifndef TRADE_DOCUMENT_H
#define TRADE_DOCUMENT_H

#include "modules/trade/lines.h"
#include "records/data/record.h"

struct document;

/* Where in a kind of head stands what figures need. The fields of both kinds of line are the
 * same, so their places are those of quote_line (held by assertions in document.c). */
struct shape {
    const char *head, *line;
    int date, discount, discount_amount;          /* of the head */
    int gross, reduction, net, tax_amount, total; /* of the head */
    /* Whether its lines and discounts may still be changed: no problem was added. */
    void (*open)(struct ctx *cx, const struct record *head, const struct field *beside);
    /* What must hold of the figures beside the sums; may be NULL. */
    enum err (*judge)(struct ctx *cx, const struct document *d);
};
extern const struct shape shape_quote, shape_order;
/* Of the head's or the line's kind. */
const struct shape *shape_of(const struct entity *e);

struct document {
    const struct shape *shape;
    struct record head;
    struct record *lines; /* in their order; room for one more */
    int count;
    struct line *figures; /* once figured, of each line */
    struct sums sums;
};

/* The lines of a head, in their order; at most LINES_MOST. No rights are asked for. */
enum err document_lines(struct ctx *cx, const struct shape *s, const struct record *head,
                        struct document *out);
enum err document_read(struct ctx *cx, const struct shape *s, int64_t head,
                       struct document *out);
/* Work the figures out. A fault is a problem beside the field it comes from: of the line `beside`
 * where that is at fault, else of the form. */
enum err document_figure(struct ctx *cx, struct document *d, const struct record *beside);
/* Set the sums into the head, the figures into a line. */
void document_put_sums(struct document *d, struct record *head);
void document_put_line(const struct line *figure, struct record *line);
/* Work out anew what a head and its lines come to, and write what differs. */
enum err document_settle(struct ctx *cx, const struct shape *s, int64_t head);

/* ---- For the rules of the kinds ---- */

enum err document_head_check(struct ctx *cx, const struct record *old, struct record *new);
enum err document_line_check(struct ctx *cx, const struct record *old, struct record *new);
/* Of a line that an act is to set back: its head is open still, and the actor may offer it so. */
enum err document_line_back(struct ctx *cx, const struct record *now,
                            const struct record *then);
/* What follows a head that was changed or deleted; it takes its lines along. */
enum err document_head_saved(struct ctx *cx, const struct record *old,
                             const struct record *new);
enum err document_line_saved(struct ctx *cx, const struct record *old,
                             const struct record *new);

/* Write a record in the actor's name as it stands, past rules that are for people; with all
 * rights: the caller has asked. */
enum err document_write(struct ctx *cx, struct record *r);
enum err document_create(struct ctx *cx, struct record *r);

#endif
