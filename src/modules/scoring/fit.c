#include "modules/scoring/fit.h"

#include "base/json.h"
#include "base/json_write.h"
#include "entities.h"
#include "modules/scoring/passed.h"
#include "records/data/record.h"
#include "records/rules/jobs.h"

static bool is_open(const struct record *deal) {
    return str_eq(record_str(deal, DEAL_OUTCOME), DEAL_OUTCOME_OPEN);
}

/* ---- What was known of a deal when it ended ---- */

static enum err forget_facts(struct ctx *cx, const struct record *deal) {
    return store_send(cx->writer,
                      SQL("DELETE FROM deal_fact WHERE party = ?1 AND deal = ?2"),
                      BIND(deal->values[FIELD_PARTY], deal->values[FIELD_ID]));
}

static enum err keep_facts(struct ctx *cx, const struct record *deal, int64_t until_ms) {
    struct facts facts;
    bool won = str_eq(record_str(deal, DEAL_OUTCOME), DEAL_OUTCOME_WON);
    TRY(facts_of_deal(cx, deal, until_ms, &facts));
    return store_send(cx->writer,
                      SQL("INSERT INTO deal_fact (party, deal, closed_on, won, facts)"
                          " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (party, deal)"
                          " DO UPDATE SET closed_on = excluded.closed_on,"
                          " won = excluded.won, facts = excluded.facts"),
                      BIND(deal->values[FIELD_PARTY], deal->values[FIELD_ID],
                           v_int(record_int(deal, DEAL_CLOSED_ON)), v_int(won),
                           v_text(facts_text(cx->mem, &facts))));
}

/* ---- Its score ---- */

static enum err keep_score(struct ctx *cx, const struct record *deal, struct value score) {
    if (value_eq(deal->values[DEAL_SCORE], score)) return OK;
    return store_send(cx->writer,
                      SQL("UPDATE deal SET score = ?3 WHERE party = ?1 AND id = ?2"),
                      BIND(deal->values[FIELD_PARTY], deal->values[FIELD_ID], score));
}

static enum err score_deal(struct ctx *cx, const struct model *m,
                           const struct record *deal) {
    struct facts facts;
    if (!m->there) return keep_score(cx, deal, v_null());
    TRY(facts_of_deal(cx, deal, cx->now_ms, &facts));
    return keep_score(cx, deal, v_int(model_score(m, &facts).percent));
}

/* ---- When it is written ---- */

static bool moved(const struct record *old, const struct record *new) {
    return !value_eq(old->values[FIELD_PARTY], new->values[FIELD_PARTY]);
}

/* One that ended so before keeps what was known then. */
static bool ends(const struct record *old, const struct record *new) {
    return !is_open(new)
           && (!old || !value_eq(old->values[DEAL_OUTCOME], new->values[DEAL_OUTCOME]));
}

/* What many changes leave behind is looked at by the job. */
static enum err deal_saved(struct ctx *cx, const struct record *old,
                           const struct record *new) {
    struct model m;
    bool stale = !new || is_open(new) || moved(old ? old : new, new);
    if (old && !is_open(old) && stale) TRY(forget_facts(cx, old));
    if (!new || cx->verbatim || cx->quiet) return OK;
    if (ends(old, new)) return keep_facts(cx, new, cx->now_ms);
    if (!is_open(new)) return OK;
    TRY(model_load(cx, &m));
    return m.there ? score_deal(cx, &m, new) : OK;
}

const struct follower follower_deal_score = {"deal", deal_saved};

/* ---- The job ---- */

enum phase { PHASE_FACTS, PHASE_LEARN, PHASE_SCORES, PHASES };

/* Where it stands: in a phase, behind a deal. */
struct place {
    enum phase phase;
    int64_t after;
};

static struct place place_read(struct ctx *cx, struct str text) {
    struct place at = {0};
    struct json *root;
    int64_t phase = 0;
    if (!text.n || json_parse(cx->mem, text, NULL, &root, NULL) != OK) return at;
    if (json_int(json_get(root, "phase"), &phase) && phase >= 0 && phase < PHASES)
        at.phase = (enum phase)phase;
    json_int(json_get(root, "after"), &at.after);
    return at;
}

static struct str place_write(struct ctx *cx, struct place at) {
    struct buf b = buf_in(cx->mem, 0);
    struct json_writer w = json_writer(&b);
    json_begin_object(&w);
    json_name(&w, "phase"), json_write_int(&w, at.phase);
    json_name(&w, "after"), json_write_int(&w, at.after);
    json_end_object(&w);
    return buf_str(&b);
}

struct found {
    int64_t party, id;
};

static enum err find_some(struct ctx *cx, struct sql sql, int64_t after,
                          struct found out[FIT_STEP_DEALS], int *out_count) {
    struct rows rows;
    *out_count = 0;
    TRY(store_query(cx->db, sql, BIND(v_int(after), v_int(FIT_STEP_DEALS)), &rows));
    while (*out_count < FIT_STEP_DEALS && rows_next(&rows))
        out[(*out_count)++] = (struct found){rows_int(&rows, 0), rows_int(&rows, 1)};
    return rows_done(&rows);
}

/* Let `each` look at the deals that `sql` finds behind the place; at their end the next phase
 * begins. */
static enum err walk(struct ctx *cx, struct sql sql, struct place *at,
                     enum err (*each)(struct ctx *cx, const struct model *m,
                                      const struct record *deal),
                     const struct model *m) {
    struct found found[FIT_STEP_DEALS];
    int count;
    TRY(find_some(cx, sql, at->after, found, &count));
    for (int i = 0; i < count; i++) {
        struct record deal;
        TRY(record_get_plain(cx, entity_at(cx->catalog, "deal"), found[i].id, &deal));
        TRY(each(cx, m, &deal));
        at->after = found[i].id;
    }
    if (count < FIT_STEP_DEALS) *at = (struct place){(enum phase)(at->phase + 1), 0};
    return OK;
}

/* It ended on that day, at the latest at its end. */
static enum err recall(struct ctx *cx, const struct model *m, const struct record *deal) {
    int64_t day = record_int(deal, DEAL_CLOSED_ON);
    int64_t until_ms = instant_at(day + 1, 0, cx->zone_minutes);
    (void)m;
    TRY(keep_facts(cx, deal, until_ms < cx->now_ms ? until_ms : cx->now_ms));
    return passed_recall(cx, deal);
}

static enum err read_learnt(struct ctx *cx, struct learnt **out, int *out_count) {
    struct learnt *all = NEWS(cx->mem, FIT_DEALS_MOST, struct learnt);
    struct rows rows;
    int count = FIT_DEALS_MOST;
    TRY(store_query(cx->db,
                    SQL("SELECT won, facts FROM deal_fact"
                        " ORDER BY closed_on DESC, deal DESC LIMIT ?1"),
                    BIND(v_int(FIT_DEALS_MOST)), &rows));
    while (count > 0 && rows_next(&rows))
        all[--count] = (struct learnt){.won = rows_int(&rows, 0) != 0,
                                       .facts = str_dup(cx->mem, rows_text(&rows, 1))};
    *out = all + count;
    *out_count = FIT_DEALS_MOST - count;
    return rows_done(&rows);
}

static enum err learn(struct ctx *cx) {
    struct learnt *deals;
    int count;
    struct model m;
    struct judgement trial;
    TRY(read_learnt(cx, &deals, &count));
    fit_learn(cx->mem, deals, count, &m, &trial);
    m.fitted_ms = cx->now_ms;
    return model_keep(cx, &m, &trial);
}

static enum err work(struct ctx *cx, struct place *at) {
    struct model m = {0};
    switch (at->phase) {
    case PHASE_FACTS:
        return walk(cx,
                    SQL("SELECT d.party, d.id FROM deal d"
                        " WHERE d.id > ?1 AND d.outcome <> 'open'"
                        " AND NOT EXISTS (SELECT 1 FROM deal_fact f"
                        " WHERE f.party = d.party AND f.deal = d.id)"
                        " ORDER BY d.id LIMIT ?2"),
                    at, recall, &m);
    case PHASE_LEARN: *at = (struct place){PHASE_SCORES, 0}; return learn(cx);
    default:
        TRY(model_load(cx, &m));
        return walk(cx,
                    SQL("SELECT d.party, d.id FROM deal d"
                        " WHERE d.id > ?1 AND d.outcome = 'open' ORDER BY d.id LIMIT ?2"),
                    at, score_deal, &m);
    }
}

enum err fit_step(struct ctx *cx, struct job *job, bool *out_more) {
    struct place at = place_read(cx, job->place);
    TRY(work(cx, &at));
    *out_more = at.phase < PHASES;
    job->place = place_write(cx, at);
    return OK;
}
