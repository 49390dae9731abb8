#include "modules/sales/stuck.h"

#include "entities.h"
#include "modules/platform/notification.h"
#include "modules/platform/recipient.h"
#include "modules/sales/pipelines.h"
#include "modules/sales/standing.h"
#include "store/query.h"

/* ---- On a board ---- */

/* What a number belongs to. */
struct pair {
    int64_t of, number;
};

static int64_t number_of(const struct pair *pairs, int count, int64_t of) {
    for (int i = 0; i < count; i++)
        if (pairs[i].of == of) return pairs[i].number;
    return 0;
}

static enum err read_pairs(struct rows *rows, struct pair *out, int room, int *out_count) {
    int count = 0;
    for (; count < room && rows_next(rows); count++)
        out[count] = (struct pair){rows_int(rows, 0), rows_int(rows, 1)};
    *out_count = count;
    return rows_done(rows);
}

static void bind_each(struct query *q, struct ctx *cx, const struct record *deals,
                      int count, int field) {
    int64_t *ids = NEWS(cx->mem, (size_t)count, int64_t);
    for (int i = 0; i < count; i++)
        ids[i] = record_int(&deals[i], field);
    query_bind_ids(q, ids, count);
}

/* How long each of their open stages waits, in days. */
static enum err read_patience(struct ctx *cx, const struct record *deals, int count,
                              struct pair *out, int *out_count) {
    struct query q = query_in(cx->mem);
    struct rows rows;
    query_add(&q, SQL("SELECT id, patience FROM deal_stage WHERE outcome = 'open'"
                      " AND patience > 0 AND id IN "));
    bind_each(&q, cx, deals, count, DEAL_STAGE);
    TRY(query_run(cx->db, &q, &rows));
    return read_pairs(&rows, out, count, out_count);
}

/* When each of their customers was spoken with last. */
static enum err read_talks(struct ctx *cx, const struct record *deals, int count,
                           struct pair *out, int *out_count) {
    struct query q = query_in(cx->mem);
    struct rows rows;
    query_add(&q, SQL("SELECT party, max(at) FROM interaction WHERE at <= "));
    query_bind(&q, v_int(cx->now_ms));
    query_add(&q, SQL(" AND party IN "));
    bind_each(&q, cx, deals, count, FIELD_PARTY);
    query_add(&q, SQL(" GROUP BY party"));
    TRY(query_run(cx->db, &q, &rows));
    return read_pairs(&rows, out, count, out_count);
}

static struct str sign(struct ctx *cx, int64_t heard_ms, int64_t patience) {
    int64_t quiet = cx->now_ms - heard_ms;
    if (!is_stuck(quiet, patience)) return STR("");
    struct str days = cx_number(cx, whole_days(quiet));
    return msg_format(cx->mem, cx->lang, MSG_DEAL_STUCK_SIGN, MSG_PARTS({"n", days}));
}

enum err stuck_signs(struct ctx *cx, const struct record *deals, int count,
                     struct str *out) {
    struct pair *stages = NEWS(cx->mem, (size_t)count, struct pair);
    struct pair *talks = NEWS(cx->mem, (size_t)count, struct pair);
    int stage_count, talk_count = 0;
    if (!count) return OK;
    TRY(read_patience(cx, deals, count, stages, &stage_count));
    if (stage_count) TRY(read_talks(cx, deals, count, talks, &talk_count));
    for (int i = 0; i < count; i++) {
        const struct record *d = &deals[i];
        int64_t changed = record_int(d, FIELD_CHANGED_AT);
        int64_t said = number_of(talks, talk_count, record_int(d, FIELD_PARTY));
        out[i] = sign(cx, said > changed ? said : changed,
                      number_of(stages, stage_count, record_int(d, DEAL_STAGE)));
    }
    return OK;
}

/* ---- Telling ---- */

/* How far a run has come: the deal looked at last, and which moments it tells of. */
struct run {
    int64_t deal, since_ms, until_ms;
};

static struct run run_of(const struct ctx *cx, struct str place) {
    struct run r = {0};
    struct str deal, since;
    bool read = str_cut(&place, ' ', &deal) && str_cut(&place, ' ', &since)
                && str_int(deal, &r.deal) && str_int(since, &r.since_ms)
                && str_int(place, &r.until_ms);
    if (!read) return (struct run){0, cx->now_ms, cx->now_ms};
    if (!r.deal) r.until_ms = cx->now_ms;
    return r;
}

static struct str place_of(struct ctx *cx, const struct run *r) {
    return str_format(cx->mem, "%lld %lld %lld", (long long)r->deal, (long long)r->since_ms,
                      (long long)r->until_ms);
}

/* An open deal that somebody looks after. */
struct quiet_deal {
    int64_t id, owner, stuck_ms;
    struct str name;
};

static enum err read_piece(struct ctx *cx, const struct run *run, struct quiet_deal *out,
                           int *out_count) {
    struct rows rows;
    int count = 0;
    TRY(store_query(cx->db,
                    SQL("SELECT d.id, d.owner, d.name, d.changed_at, s.patience,"
                        " (SELECT max(i.at) FROM interaction i WHERE i.party = d.party"
                        " AND i.at <= ?1)"
                        " FROM deal d JOIN deal_stage s ON s.id = d.stage"
                        " WHERE d.id > ?2 AND d.outcome = 'open' AND s.patience > 0"
                        " ORDER BY d.id LIMIT ?3"),
                    BIND(v_int(run->until_ms), v_int(run->deal), v_int(STUCK_PIECE)),
                    &rows));
    for (; count < STUCK_PIECE && rows_next(&rows); count++) {
        int64_t changed = rows_int(&rows, 3), said = rows_int(&rows, 5);
        int64_t heard = said > changed ? said : changed;
        out[count] =
            (struct quiet_deal){.id = rows_int(&rows, 0),
                                .owner = rows_int(&rows, 1),
                                .name = str_dup(cx->mem, rows_text(&rows, 2)),
                                .stuck_ms = heard + rows_int(&rows, 4) * MS_PER_DAY};
    }
    *out_count = count;
    return rows_done(&rows);
}

static enum err tell(struct ctx *cx, const struct quiet_deal *d) {
    struct ctx owners;
    enum err e = d->owner ? recipient_enter(cx, d->owner, &owners) : ERR_ABSENT;
    if (e == ERR_ABSENT) return OK;
    TRY(e);
    struct str text = msg_format(cx->mem, owners.lang, MSG_TOLD_DEAL_STUCK,
                                 MSG_PARTS({"title", d->name}));
    return notification_add(cx, d->owner, text,
                            str_format(cx->mem, "/deal/%s", id_text(d->id).z));
}

enum err stuck_step(struct ctx *cx, struct job *job, bool *out_more) {
    struct run run = run_of(cx, job->place);
    struct quiet_deal deals[STUCK_PIECE];
    int count;
    TRY(read_piece(cx, &run, deals, &count));
    for (int i = 0; i < count; i++)
        if (deals[i].stuck_ms > run.since_ms && deals[i].stuck_ms <= run.until_ms)
            TRY(tell(cx, &deals[i]));
    *out_more = count == STUCK_PIECE;
    job->done += count;
    run.deal = *out_more ? deals[count - 1].id : 0;
    if (!*out_more) run.since_ms = run.until_ms;
    job->place = place_of(cx, &run);
    return OK;
}
