/* list_view.h - a list about to be written: its state and what was found; private to
 * pages/records/. */
#ifndef WEB_LIST_VIEW_H
#define WEB_LIST_VIEW_H

#include "records/bulk/bulk.h"
#include "web/pages/records/list_state.h"
#include "web/pages/records/records.h"

struct list_view {
    const struct page *page;
    const struct entity *entity;
    const struct list_state *state;
    struct record_list list;
    const struct saved_view *views;
    int view_count;
    bool exact;    /* counted and summed to the last row */
    int64_t total; /* up to LIST_COUNT_CAP + 1 unless exact */
    bool capped;
    struct value sums[LIST_COLUMNS]; /* NULL: not summed */
    bool summed;
    const struct field *state_field; /* a choice that says how a record stands, or NULL */
    bool creates, edits, deletes;
    struct str back; /* the address of this very page */
};

/* ---- Filter.c ---- */

/* What one may ask of a field, for a menu. */
struct filter_ask {
    const char *key;
    const char *sign; /* of the filter language */
    unsigned needs;   /* of enum field_op; 0: any type */
    enum msg label;
    bool plain; /* asks for no value */
};
extern const struct filter_ask filter_asks[];
extern const int filter_ask_count;

bool filter_ask_fits(const struct filter_ask *ask, const struct field *f);
/* Whether one can filter by a field at all. */
bool field_filtered(const struct field *f);
/* A chip in words: "Stage: lead or city: Qom". */
struct str chip_words(struct ctx *cx, const struct filter *chip);
/* The field the builder begins with. */
const struct field *builder_field(const struct list_state *s);
/* If the query carries a new condition, redirect to the list with it; *out_done. */
enum err filter_added(struct page *p, const struct list_state *s, bool *out_done);

#endif
