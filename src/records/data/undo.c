#include "records/data/undo.h"

#include "records/data/row.h"
#include "records/journal/journal.h"
#include "records/rules/rights.h"

enum { UNDO_PIECE = 500 }; /* entries in memory at once */

/* Whether another person has changed the record since. */
static enum err changed_since(struct ctx *cx, const struct journal_entry *entry,
                              bool *out) {
    return store_exists(cx->db,
                        SQL("SELECT 1 FROM journal WHERE record = ?1 AND entity = ?2"
                            " AND seq > ?3 AND batch <> ?4 AND actor NOT IN (0, ?5)"),
                        BIND(v_int(entry->record), v_text(entry->entity->name),
                             v_int(entry->seq), v_int(entry->batch), v_int(entry->user)),
                        out);
}

/* What is set back is written as it was; the kind says whether that is right today. */
static enum err ask_back(struct ctx *cx, const struct record *now,
                         const struct record *then) {
    const struct entity_rules *rules = (now ? now : then)->entity->rules;
    if (!rules || !rules->back) return OK;
    cx->verbatim = false;
    enum err e = rules->back(cx, now, then);
    cx->verbatim = true;
    return e == OK && cx->problems ? ERR_INVALID : e;
}

static enum err undo_create(struct ctx *cx, const struct journal_entry *entry,
                            struct undo_result *out) {
    bool changed;
    TRY(changed_since(cx, entry, &changed));
    if (changed) {
        out->kept++;
        return OK;
    }
    struct record r;
    enum err e = record_get(cx, entry->entity, entry->record, &r);
    if (e == ERR_ABSENT) return OK; /* somebody deleted it meanwhile */
    if (e == OK) e = ask_back(cx, &r, NULL);
    if (e == OK) e = record_delete(cx, entry->entity, entry->record);
    if (e == OK) out->undone++;
    return e;
}

/* The deleted record, made again with its old id, by one who might have deleted it. */
static enum err undo_delete(struct ctx *cx, const struct journal_entry *entry,
                            struct undo_result *out) {
    struct record there, r = row_blank(cx, entry->entity);
    enum err e = row_find(cx, entry->entity, 0, entry->record, &there);
    if (e != ERR_ABSENT) return e;
    r.values[FIELD_ID] = v_int(entry->record);
    for (int i = 0; i < entry->change_count; i++)
        if (entry->changes[i].field)
            r.values[entry->changes[i].field->at] = entry->changes[i].old;
    TRY(rights_ask(cx, &r, ACT_DELETE));
    TRY(ask_back(cx, NULL, &r));
    out->undone++;
    return record_create(cx, &r);
}

static enum err undo_change(struct ctx *cx, const struct journal_entry *entry,
                            struct undo_result *out) {
    struct record now, r;
    enum err e = record_get(cx, entry->entity, entry->record, &now);
    if (e == ERR_ABSENT) return OK;
    TRY(e);
    r = record_copy(cx, &now);
    for (int i = 0; i < entry->change_count; i++) {
        const struct journal_change *change = &entry->changes[i];
        if (!change->field) continue;
        if (value_eq(r.values[change->field->at], change->new))
            r.values[change->field->at] = change->old;
        else
            out->kept++;
    }
    TRY(ask_back(cx, &now, &r));
    out->undone++;
    return record_change(cx, &r, NULL);
}

static enum err undo_entry(struct ctx *cx, const struct journal_entry *entry,
                           struct undo_result *out) {
    if (!entry->entity) return OK;
    switch (entry->action) {
    case JOURNAL_CREATE: return undo_create(cx, entry, out);
    case JOURNAL_CHANGE: return undo_change(cx, entry, out);
    case JOURNAL_DELETE: return undo_delete(cx, entry, out);
    }
    return ERR_CORRUPT;
}

enum err undo_part(struct ctx *cx, int64_t batch, int limit, int64_t *cursor,
                   struct undo_result *out) {
    struct journal_entry *entries;
    int count;
    TRY(journal_of_batch(cx, batch, *cursor, limit, &entries, &count));
    bool verbatim = cx->verbatim;
    enum err e = OK;
    cx->verbatim = true;
    for (int i = 0; i < count && e == OK; i++)
        e = undo_entry(cx, &entries[i], out);
    cx->verbatim = verbatim;
    TRY(e);
    *cursor = count == limit ? entries[count - 1].seq : 0;
    return OK;
}

enum err undo_batch(struct ctx *cx, int64_t batch, struct undo_result *out) {
    int64_t cursor = 0;
    *out = (struct undo_result){0};
    do
        TRY(undo_part(cx, batch, UNDO_PIECE, &cursor, out));
    while (cursor);
    return OK;
}
