#include "modules/scoring/passed.h"

#include "entities.h"
#include "records/data/record.h"
#include "records/journal/journal.h"
#include "store/query.h"

/* ---- Keeping ---- */

static enum passed_end end_of(const struct record *deal) {
    struct str outcome = record_str(deal, DEAL_OUTCOME);
    if (str_eq(outcome, DEAL_OUTCOME_WON)) return PASSED_WON;
    return str_eq(outcome, DEAL_OUTCOME_LOST) ? PASSED_LOST : PASSED_OPEN;
}

enum err passed_note(struct ctx *cx, int64_t party, int64_t deal, int64_t stage,
                     enum passed_end end) {
    return store_send(cx->writer,
                      SQL("INSERT INTO deal_passed (party, deal, stage, ended)"
                          " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (party, deal, stage)"
                          " DO UPDATE SET ended = excluded.ended"),
                      BIND(v_int(party), v_int(deal), v_int(stage), v_int(end)));
}

static enum err forget(struct ctx *cx, const struct record *deal) {
    return store_send(cx->writer,
                      SQL("DELETE FROM deal_passed WHERE party = ?1 AND deal = ?2"),
                      BIND(deal->values[FIELD_PARTY], deal->values[FIELD_ID]));
}

/* Merged customers: the deal takes its past along. */
static enum err move(struct ctx *cx, const struct record *old, const struct record *new) {
    TRY(store_exec(
        cx->writer,
        SQL("INSERT INTO deal_passed (party, deal, stage, ended)"
            " SELECT ?3, deal, stage, ended FROM deal_passed"
            " WHERE party = ?1 AND deal = ?2 ON CONFLICT DO NOTHING"),
        BIND(old->values[FIELD_PARTY], old->values[FIELD_ID], new->values[FIELD_PARTY])));
    return forget(cx, old);
}

static bool differs(const struct record *old, const struct record *new, int field) {
    return !old || !value_eq(old->values[field], new->values[field]);
}

static enum err deal_saved(struct ctx *cx, const struct record *old,
                           const struct record *new) {
    if (!new) return forget(cx, old);
    enum passed_end end = end_of(new);
    if (old && differs(old, new, FIELD_PARTY)) TRY(move(cx, old, new));
    if (end == PASSED_OPEN && differs(old, new, DEAL_STAGE))
        TRY(passed_note(cx, record_int(new, FIELD_PARTY), record_id(new),
                        record_int(new, DEAL_STAGE), PASSED_OPEN));
    if (!old || end_of(old) == end) return OK;
    if (end_of(old) == PASSED_OPEN)
        TRY(passed_note(cx, record_int(new, FIELD_PARTY), record_id(new),
                        record_int(old, DEAL_STAGE), end));
    return store_send(cx->writer,
                      SQL("UPDATE deal_passed SET ended = ?3"
                          " WHERE party = ?1 AND deal = ?2"),
                      BIND(new->values[FIELD_PARTY], new->values[FIELD_ID], v_int(end)));
}

const struct follower follower_deal_passed = {"deal", deal_saved};

/* ---- From the journal ---- */

enum { RECALL_ENTRIES = 200 }; /* the latest changes of a deal that are looked through */

static enum err note_old_stages(struct ctx *cx, const struct record *deal,
                                const struct journal_entry *e) {
    for (int i = 0; i < e->change_count; i++) {
        const struct journal_change *c = &e->changes[i];
        if (!c->field || c->field->at != DEAL_STAGE || c->old.kind != V_INT) continue;
        struct stage s;
        enum err found = stage_find(cx, c->old.i, &s);
        if (found == ERR_ABSENT || (found == OK && !stage_open(&s))) continue;
        TRY(found);
        TRY(passed_note(cx, record_int(deal, FIELD_PARTY), record_id(deal), s.id,
                        end_of(deal)));
    }
    return OK;
}

enum err passed_recall(struct ctx *cx, const struct record *deal) {
    struct journal_entry *entries;
    int count;
    TRY(journal_of_record(cx, deal->entity, record_id(deal), 0, RECALL_ENTRIES, &entries,
                          &count));
    for (int i = 0; i < count; i++)
        if (entries[i].action == JOURNAL_CHANGE)
            TRY(note_old_stages(cx, deal, &entries[i]));
    return OK;
}

/* ---- Reading ---- */

static int stage_at(const struct stage *stages, int count, int64_t id) {
    int at = 0;
    while (at < count && stages[at].id != id)
        at++;
    return at;
}

enum err passed_of_stages(struct ctx *cx, const struct stage *stages, int count,
                          struct passed *out) {
    int64_t ids[PIPELINE_STAGES];
    struct query q = query_in(cx->mem);
    struct rows rows;
    for (int i = 0; i < count; i++) {
        ids[i] = stages[i].id;
        out[i] = (struct passed){0};
    }
    if (!count) return OK;
    query_add(&q, SQL("SELECT stage, count(*), sum(CASE ended WHEN 1 THEN 1 ELSE 0 END)"
                      " FROM deal_passed WHERE ended <> 0 AND stage IN "));
    query_bind_ids(&q, ids, count);
    query_add(&q, SQL(" GROUP BY stage"));
    TRY(query_run(cx->db, &q, &rows));
    while (rows_next(&rows)) {
        int at = stage_at(stages, count, rows_int(&rows, 0));
        if (at < count) out[at] = (struct passed){rows_int(&rows, 1), rows_int(&rows, 2)};
    }
    return rows_done(&rows);
}
