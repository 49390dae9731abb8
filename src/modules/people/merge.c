#include "modules/people/merge.h"

#include "entities.h"
#include "modules/people/consequence.h"
#include "modules/people/merge_parts.h"
#include "records/data/record.h"

/* The address of the one that went leads on. */
static enum err leave_trace(struct ctx *cx, const struct record *keep,
                            const struct record *gone) {
    struct record trace = record_new(cx, entity_at(cx->catalog, "party_merged"));
    trace.values[PARTY_MERGED_NAME] = gone->values[PARTY_NAME];
    trace.values[PARTY_MERGED_GONE] = gone->values[FIELD_ID];
    trace.values[PARTY_MERGED_KEPT] = keep->values[FIELD_ID];
    return record_create(cx, &trace);
}

/* The one that goes is deleted before the other takes its unique values, and parting does
 * the same from the end: each value is free when it is needed. */
static enum err merge(struct ctx *cx, const struct record *keep, const struct record *gone,
                      const enum merge_side *sides) {
    struct record united = merge_united(cx, keep, gone, sides);
    TRY(merge_move(cx, record_id(keep), record_id(gone)));
    TRY(record_delete(cx, gone->entity, record_id(gone)));
    TRY(record_change(cx, &united, NULL));
    TRY(merge_keep_lost(cx, &united, keep, gone));
    return leave_trace(cx, &united, gone);
}

enum err party_merge(struct ctx *cx, int64_t keep, int64_t gone,
                     const enum merge_side *sides) {
    const struct entity *e = entity_at(cx->catalog, "party");
    struct record stays, goes;
    if (keep == gone) return problem(cx, NULL, MSG_MERGE_ITSELF);
    TRY(record_get(cx, e, keep, &stays));
    TRY(record_get(cx, e, gone, &goes));
    TRY(rights_ask(cx, &stays, ACT_EDIT));
    TRY(rights_ask(cx, &goes, ACT_EDIT));
    const struct actor *before = consequence_begin(cx);
    bool verbatim = cx->verbatim;
    cx->verbatim = true;
    cx->batch = cx_new_id(cx);
    enum err err = merge(cx, &stays, &goes, sides);
    cx->verbatim = verbatim;
    consequence_end(cx, before);
    return err;
}

/* ---- Parting ---- */

/* Whom a batch merged into: its last entry is the trace. */
static enum err kept_of(struct ctx *cx, int64_t batch, int64_t *out_kept) {
    struct journal_entry *last;
    int count;
    TRY(journal_of_batch(cx, batch, 0, 1, &last, &count));
    if (!count || !last->entity || last->action != JOURNAL_CREATE
        || !str_is(last->entity->name, "party_merged"))
        return ERR_ABSENT;
    for (int i = 0; i < last->change_count; i++)
        if (last->changes[i].field && last->changes[i].field->at == PARTY_MERGED_KEPT)
            *out_kept = last->changes[i].new.i;
    return OK;
}

enum err party_part(struct ctx *cx, int64_t batch, struct undo_result *out) {
    int64_t kept = 0;
    struct record party;
    TRY(kept_of(cx, batch, &kept));
    TRY(record_get(cx, entity_at(cx->catalog, "party"), kept, &party));
    TRY(rights_ask(cx, &party, ACT_EDIT));
    const struct actor *before = consequence_begin(cx);
    cx->batch = cx_new_id(cx);
    enum err e = undo_batch(cx, batch, out);
    consequence_end(cx, before);
    return e;
}

enum err party_now(struct ctx *cx, int64_t gone, int64_t *out_kept) {
    return store_int(cx->db, SQL("SELECT kept FROM party_merged WHERE gone = ?1"),
                     BIND(v_int(gone)), out_kept);
}
