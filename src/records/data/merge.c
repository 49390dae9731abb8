#include "records/data/merge.h"

#include "records/fields/field_type.h"
#include "records/journal/journal.h"

enum {
    MERGE_ENTRIES = 1000
}; /* changes since the older version; beyond it all is a conflict */

/* What the record was at `version`: the stored one with later changes taken back. */
static enum err base_of(struct ctx *cx, const struct record *stored, int64_t version,
                        struct record *out) {
    int64_t steps = record_int(stored, FIELD_VERSION) - version;
    if (steps > MERGE_ENTRIES) return ERR_CONFLICT;
    struct journal_entry *entries;
    int count;
    TRY(journal_of_record(cx, stored->entity, record_id(stored), 0, (int)steps, &entries,
                          &count));
    *out = record_copy(cx, stored);
    for (int i = 0; i < count; i++)
        for (int c = 0; c < entries[i].change_count; c++) {
            const struct journal_change *change = &entries[i].changes[c];
            if (change->field) out->values[change->field->at] = change->old;
        }
    return OK;
}

enum err merge_changes(struct ctx *cx, const struct record *stored, struct record *mine) {
    struct record base;
    TRY(base_of(cx, stored, record_int(mine, FIELD_VERSION), &base));
    bool conflict = false;
    for (int i = 0; i < stored->entity->field_count; i++) {
        const struct field *f = stored->entity->fields[i];
        bool they = !value_eq(base.values[i], stored->values[i]);
        bool me = !value_eq(base.values[i], mine->values[i]);
        if (they && !me) mine->values[i] = stored->values[i];
        if (!they || !me || f->read_only || value_eq(stored->values[i], mine->values[i]))
            continue;
        struct str theirs = field_text(cx, f, stored->values[i]);
        problem_with(cx, f, MSG_FIELD_CHANGED_MEANWHILE, MSG_PARTS({"value", theirs}));
        conflict = true;
    }
    return conflict ? ERR_CONFLICT : OK;
}
