/* paper.h - quotes, orders and what else is agreed with a customer, on paper: a PDF, and a page for
 * a printer that shows the same. For pages/trade/ and those above it. */
#ifndef WEB_PAGES_TRADE_PAPER_H
#define WEB_PAGES_TRADE_PAPER_H

#include "http/paper.h"
#include "http/route.h"
#include "modules/trade/quote.h"

/* A paper that is being written. */
struct paper_draft {
    struct paper paper;
    struct paper_fact facts[PAPER_FACTS];
    struct paper_total totals[PAPER_TOTALS];
    struct paper_note notes[PAPER_NOTES];
};

/* Writes the paper of one record. The reader comes in as who asks and goes out as who it is for:
 * the customer, with their language, digits and calendar. Asks for no rights: the caller has. */
typedef enum err paper_fn(struct ctx *reader, const struct page *p, int64_t id,
                          struct paper_draft *out);
paper_fn paper_of_quote, paper_of_order;

/* The PDF of the record that the path names; where none can be made (in the browser) its page for
 * a printer takes the place. */
enum err paper_pdf_send(struct page *p, paper_fn *write);
enum err paper_print_send(struct page *p, paper_fn *write);
/* The same on a page that shows more than a paper. */
void paper_put(struct buf *out, struct ctx *cx, const struct paper *paper);
/* Links to the papers of the record at that address, in both languages; `query` says which of them
 * ("period=3"), where there are several. */
void paper_links(struct buf *out, struct ctx *cx, struct str url, struct str query);
/* "/subscription/…/pdf?language=fa&period=3" */
struct str paper_url(struct ctx *cx, struct str url, const char *way, struct str query);

/* ---- For those who write one ---- */

/* The language that the address asks for ("?language=en"), else that one. */
enum lang paper_language(const struct page *p, enum lang otherwise);
/* The organisation's digits and calendar in Persian; in English what readers of it know. */
void paper_read_as(struct ctx *reader, enum lang lang);

/* An empty one of that title, with seller, buyer, logo and foot. */
enum err paper_begin(struct ctx *cx, enum msg title, const struct trader *seller,
                     const struct trader *buyer, struct paper_draft *out);
void paper_add_fact(struct ctx *cx, struct paper_draft *out, enum msg label,
                    struct str value);
void paper_add_note(struct ctx *cx, struct paper_draft *out, enum msg caption,
                    struct str text);
void paper_add_day(struct ctx *cx, struct paper_draft *out, enum msg label,
                   struct value day);
void paper_add_signatures(struct ctx *cx, struct paper_draft *out, enum msg seller,
                          enum msg buyer);
/* An amount; the one that counts stands in words, too. */
void paper_add_total(struct ctx *cx, struct paper_draft *out, enum msg label,
                     int64_t amount, bool whole);
/* Lines and what they come to. */
void paper_add_lines(struct ctx *cx, struct paper_draft *out, const struct quote *q);

#endif
