/* merge.c - two customers side by side, united field by field, and parted again. */
#include "entities.h"
#include "records/data/titles.h"
#include "records/fields/field_type.h"
#include "web/pages/people/duplicates_view.h"
#include "web/pages/people/merge.html.h"

/* ---- Side by side ---- */

bool merge_fills(const struct merge_view *v, const struct field *f) {
    return v->keep->values[f->at].kind == V_NULL && v->gone->values[f->at].kind != V_NULL;
}

static void count_fields(struct merge_view *v) {
    const struct entity *e = v->keep->entity;
    for (int i = FIELD_STANDARD_COUNT; i < e->field_count; i++) {
        if (!field_shown(e->fields[i])) continue;
        v->asked += merge_asks(v->keep, v->gone, e->fields[i]);
        v->taken += merge_fills(v, e->fields[i]);
    }
}

static enum err send_sides(struct page *p, int64_t keep, int64_t gone,
                           const struct form *form) {
    struct ctx *cx = p->cx;
    const struct entity *e = p->entity;
    struct record sides[2];
    TRY(record_get(cx, e, keep, &sides[0]));
    TRY(record_get(cx, e, gone, &sides[1]));
    TRY(rights_ask(cx, &sides[0], ACT_EDIT));
    TRY(rights_ask(cx, &sides[1], ACT_EDIT));
    TRY(titles_of_records(cx, e->fields, e->field_count, sides, 2));
    struct merge_view v = {.page = p,
                           .keep = &sides[0],
                           .gone = &sides[1],
                           .keep_id = id_str(cx, keep),
                           .gone_id = id_str(cx, gone),
                           .form = form};
    count_fields(&v);
    struct buf content = page_buf(p);
    merge_page(&content, cx, &v);
    return page_send(p, cx_msg(cx, MSG_MERGE), &content);
}

enum err merge_get(struct page *p) {
    int64_t keep, gone;
    if (!id_parse(form_value(&p->query, "keep"), &keep)
        || !id_parse(form_value(&p->query, "gone"), &gone) || keep == gone)
        return ERR_ABSENT;
    return send_sides(p, keep, gone, NULL);
}

/* ---- Uniting ---- */

/* `side.<field>` is "gone" where the other's value was chosen. */
static enum merge_side *read_sides(struct page *p) {
    const struct entity *e = p->entity;
    enum merge_side *sides = NEWS(p->cx->mem, (size_t)e->field_count, enum merge_side);
    for (int i = 0; i < e->field_count; i++) {
        struct str name = str_join(p->cx->mem, STR("side."), e->fields[i]->name);
        struct str side = form_named(&p->form, name);
        if (str_is(side, "keep")) sides[i] = MERGE_KEEP;
        if (str_is(side, "gone")) sides[i] = MERGE_GONE;
    }
    return sides;
}

/* The page of the one that stays says what was done and offers to part them. */
enum err merge_post(struct page *p) {
    int64_t keep, gone;
    if (!id_parse(form_value(&p->form, "keep"), &keep)
        || !id_parse(form_value(&p->form, "gone"), &gone))
        return ERR_ABSENT;
    enum err e = party_merge(p->cx, keep, gone, read_sides(p));
    if (e == ERR_INVALID) {
        p->undo = true;
        reply_status(p, 422);
        return send_sides(p, keep, gone, &p->form);
    }
    TRY(e);
    return go_to(
        p, str_format(p->cx->mem, "/party/%s?merged=%s", id_text(keep).z, id_text(gone).z));
}

/* ---- Parting ---- */

/* The batch in which somebody was merged away: that of the trace it left. */
static enum err batch_of(struct ctx *cx, int64_t gone, int64_t *out_batch) {
    struct journal_entry *entries;
    int64_t trace;
    int count;
    TRY(store_int(cx->db, SQL("SELECT id FROM party_merged WHERE gone = ?1"),
                  BIND(v_int(gone)), &trace));
    TRY(journal_of_record(cx, entity_at(cx->catalog, "party_merged"), trace, 0, 1, &entries,
                          &count));
    if (!count) return ERR_ABSENT;
    *out_batch = entries[0].batch;
    return OK;
}

enum err part_post(struct page *p) {
    struct undo_result result;
    int64_t batch;
    TRY(batch_of(p->cx, p->id, &batch));
    TRY(party_part(p->cx, batch, &result));
    page_flash(p, MSG_FLASH_PARTED);
    return go_to(p, record_url(p->cx, p->entity, p->id, ""));
}
