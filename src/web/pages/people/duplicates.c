/* duplicates.c - who may be the same: in bulk, of one customer, and while one is typed. */
#include "entities.h"
#include "records/fields/field_type.h"
#include "records/rules/jobs.h"
#include "records/rules/rights.h"
#include "web/pages/people/duplicates.html.h"
#include "web/pages/people/duplicates_view.h"
#include "web/widgets/widget.h"

/* ---- In bulk ---- */

/* "4:+98912…": the kind and value of the key at which the next page begins. */
static bool read_place(struct str text, struct party_key *out) {
    int64_t kind;
    struct str number;
    if (!str_cut(&text, ':', &number) || !str_int(number, &kind)) return false;
    if (kind <= 0 || kind >= KEY_KINDS) return false;
    *out = (struct party_key){(enum party_key_kind)kind, text};
    return true;
}

static struct str place_url(struct ctx *cx, const struct party_key *next) {
    struct buf url = buf_in(cx->mem, 0);
    if (!next->kind) return STR("");
    buf_format(&url, "/duplicates?after=%d:", (int)next->kind);
    url_encode(&url, next->value);
    return buf_str(&url);
}

/* The latest search: whether it still runs, whether there was one at all. */
static enum err read_search(struct ctx *cx, struct duplicates_view *v) {
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT id, state FROM job WHERE kind = 'people.duplicates'"
                        " ORDER BY id DESC LIMIT 1"),
                    BIND_NONE, &rows));
    if (rows_next(&rows)) {
        int64_t state = rows_int(&rows, 1);
        v->searched = true;
        if (state == JOB_WAITING || state == JOB_RUNNING) v->job = rows_int(&rows, 0);
    }
    return rows_done(&rows);
}

enum err duplicates_get(struct page *p) {
    struct ctx *cx = p->cx;
    struct party_key after, next = {0};
    struct duplicate_group *groups;
    struct duplicates_view v = {.page = p, .edits = rights_some(cx, p->entity, ACT_EDIT)};
    bool later = read_place(form_value(&p->query, "after"), &after);
    TRY(duplicate_groups(cx, later ? &after : NULL, GROUPS_PAGE, &groups, &v.group_count,
                         &next));
    v.groups = groups;
    v.older = place_url(cx, &next);
    TRY(read_search(cx, &v));
    struct buf content = page_buf(p);
    duplicates_page(&content, cx, &v);
    return page_send(p, cx_msg(cx, MSG_DUPLICATES), &content);
}

enum err duplicates_search_post(struct page *p) {
    int64_t job;
    TRY(job_start(p->cx, "people.duplicates", STR("{}"), 0, &job));
    page_flash(p, MSG_FLASH_DUPLICATES_SEARCH);
    return go_to(p, STR("/duplicates"));
}

static bool two_ids(const struct form *form, const char *one, const char *other,
                    int64_t *out_one, int64_t *out_other) {
    return id_parse(form_value(form, one), out_one)
           && id_parse(form_value(form, other), out_other);
}

enum err distinct_post(struct page *p) {
    int64_t one, other;
    if (!two_ids(&p->form, "one", "other", &one, &other)) return ERR_ABSENT;
    TRY(party_mark_distinct(p->cx, one, other));
    page_flash(p, MSG_FLASH_DISTINCT);
    return go_to(p, back_url(p, STR("/duplicates")));
}

/* ---- Of one customer ---- */

enum err same_get(struct page *p) {
    struct record party;
    struct duplicate *found;
    struct same_view v = {.page = p, .party = p->id};
    TRY(record_get(p->cx, p->entity, p->id, &party));
    TRY(duplicates_of(p->cx, &party, &found, &v.count));
    v.found = found;
    v.edits = rights_ask(p->cx, &party, ACT_EDIT) == OK;
    struct buf content = page_buf(p);
    if (p->part)
        same_notice(&content, p->cx, &v);
    else
        same_page(&content, p->cx, &v, record_title(p->cx, &party));
    return page_send(p, cx_msg(p->cx, MSG_DUPLICATES_OF), &content);
}

/* ---- While one is typed ---- */

/* What cannot be read yet is simply not compared. */
static void read_typed(struct page *p, struct record *r) {
    static const int asked[] = {PARTY_KIND,     PARTY_NAME,  PARTY_NATIONAL_ID,
                                PARTY_LEGAL_ID, PARTY_PHONE, PARTY_PHONE2,
                                PARTY_EMAIL};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        const struct field *f = r->entity->fields[asked[i]];
        struct str typed = widget_typed(p->cx, f, f->name, &p->form);
        if (typed.n) (void)field_parse(p->cx, f, typed, &r->values[f->at]);
    }
    p->cx->problems = p->cx->last_problem = NULL;
}

/* Asked while one types, so what is typed stands in no address and in no log. */
enum err same_typed_post(struct page *p) {
    struct record r = record_new(p->cx, p->entity);
    struct duplicate *found;
    struct same_view v = {.page = p};
    read_typed(p, &r);
    TRY(duplicates_of(p->cx, &r, &found, &v.count));
    v.found = found;
    struct buf content = page_buf(p);
    same_notice(&content, p->cx, &v);
    return reply_html(p, &content);
}

/* ---- For the templates ---- */

struct str merge_url(struct ctx *cx, int64_t keep, int64_t gone) {
    return str_format(cx->mem, "/merge?keep=%s&gone=%s", id_text(keep).z, id_text(gone).z);
}

struct str group_reason(struct ctx *cx, const struct duplicate_group *g) {
    return duplicate_reason(cx, 1u << g->key.kind);
}
