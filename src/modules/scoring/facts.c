/* facts.c - what was known of a deal, asked of the records. */
#include "entities.h"
#include "modules/scoring/factors.h"
#include "records/data/record.h"

/* ---- Asking ----
 * All is asked before anything is read. */

struct asked {
    struct rows party, response, category;
};

/* The answers of the latest qualification stand in its own columns of the same row. */
static enum err ask_party(struct ctx *cx, int64_t party, int64_t deal, int64_t since_ms,
                          int64_t until_ms, struct rows *out) {
    int64_t talk_end = since_ms + FACTS_TALK_DAYS * (int64_t)MS_PER_DAY;
    return store_query(
        cx->db,
        SQL("SELECT p.kind, p.industry, p.city, p.source, p.dealer,"
            " (SELECT count(*) FROM interaction i WHERE i.party = p.id"
            " AND i.at >= ?3 AND i.at < ?4 AND i.kind <> 'note'),"
            " (SELECT count(*) FROM deal d WHERE d.party = p.id AND d.id <> ?2"
            " AND d.outcome = 'won' AND d.closed_on <= ?5),"
            " q.budget, q.need, q.authority, q.time"
            " FROM party p LEFT JOIN qualification q ON q.party = p.id"
            " AND q.created_at <= ?6 WHERE p.id = ?1 ORDER BY q.id DESC LIMIT 1"),
        BIND(v_int(party), v_int(deal), v_int(since_ms), v_int(talk_end),
             v_int(day_of(since_ms, cx->zone_minutes)), v_int(until_ms)),
        out);
}

static enum err ask_response(struct ctx *cx, int64_t deal, struct rows *out) {
    return store_query(cx->db,
                       SQL("SELECT response FROM request WHERE deal = ?1"
                           " ORDER BY id LIMIT 1"),
                       BIND(v_int(deal)), out);
}

static enum err ask_category(struct ctx *cx, int64_t party, int64_t deal, int64_t until_ms,
                             struct rows *out) {
    return store_query(
        cx->db,
        SQL("SELECT p.category FROM quote q JOIN quote_line l"
            " ON l.party = q.party AND l.quote = q.id JOIN product p ON p.id = l.product"
            " WHERE q.party = ?1 AND q.deal = ?2 AND l.created_at <= ?3"
            " AND p.category IS NOT NULL ORDER BY l.total DESC, l.id LIMIT 1"),
        BIND(v_int(party), v_int(deal), v_int(until_ms)), out);
}

static enum err ask_all(struct ctx *cx, int64_t party, int64_t deal, int64_t since_ms,
                        int64_t until_ms, struct asked *out) {
    TRY(ask_party(cx, party, deal, since_ms, until_ms, &out->party));
    TRY(ask_response(cx, deal, &out->response));
    return ask_category(cx, party, deal, until_ms, &out->category);
}

/* ---- Reading ---- */

enum {
    COLUMN_KIND,
    COLUMN_INDUSTRY,
    COLUMN_CITY,
    COLUMN_SOURCE,
    COLUMN_DEALER,
    COLUMN_TALKS,
    COLUMN_BEFORE,
    COLUMN_BUDGET,
    COLUMN_NEED,
    COLUMN_AUTHORITY,
    COLUMN_TIME,
};

/* Those that are what a column says. */
static const struct {
    enum factor factor;
    int column;
} plain[] = {
    {FACTOR_KIND, COLUMN_KIND},           {FACTOR_INDUSTRY, COLUMN_INDUSTRY},
    {FACTOR_CITY, COLUMN_CITY},           {FACTOR_SOURCE, COLUMN_SOURCE},
    {FACTOR_BUDGET, COLUMN_BUDGET},       {FACTOR_NEED, COLUMN_NEED},
    {FACTOR_AUTHORITY, COLUMN_AUTHORITY}, {FACTOR_TIME, COLUMN_TIME},
};

static enum err read_party(struct ctx *cx, struct rows *rows, struct facts *out) {
    if (rows_next(rows)) {
        for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
            out->level[plain[i].factor] =
                str_dup(cx->mem, rows_text(rows, plain[i].column));
        out->level[FACTOR_DEALER] = rows_int(rows, COLUMN_DEALER) ? STR("yes") : STR("no");
        out->level[FACTOR_TALKS] = talks_level(rows_int(rows, COLUMN_TALKS));
        out->level[FACTOR_BEFORE] = before_level(rows_int(rows, COLUMN_BEFORE));
    }
    return rows_done(rows);
}

static enum err read_all(struct ctx *cx, struct asked *asked, struct facts *out) {
    TRY(read_party(cx, &asked->party, out));
    if (rows_next(&asked->response))
        out->level[FACTOR_RESPONSE] = response_level(rows_value(&asked->response, 0));
    TRY(rows_done(&asked->response));
    if (rows_next(&asked->category))
        out->level[FACTOR_CATEGORY] =
            str_dup(cx->mem, str_of(id_text(rows_int(&asked->category, 0)).z));
    return rows_done(&asked->category);
}

enum err facts_of_deal(struct ctx *cx, const struct record *deal, int64_t until_ms,
                       struct facts *out) {
    int64_t since_ms = record_int(deal, FIELD_CREATED_AT);
    struct asked asked;
    *out = (struct facts){0};
    TRY(ask_all(cx, record_int(deal, FIELD_PARTY), record_id(deal), since_ms, until_ms,
                &asked));
    TRY(read_all(cx, &asked, out));
    struct str source = record_str(deal, DEAL_SOURCE);
    if (source.n) out->level[FACTOR_SOURCE] = source;
    if (deal->values[DEAL_CATEGORY].kind == V_INT)
        out->level[FACTOR_CATEGORY] =
            str_dup(cx->mem, str_of(id_text(record_int(deal, DEAL_CATEGORY)).z));
    out->level[FACTOR_AMOUNT] = amount_level(deal->values[DEAL_AMOUNT]);
    if (until_ms < since_ms + FACTS_TALK_DAYS * (int64_t)MS_PER_DAY)
        out->level[FACTOR_TALKS] = STR("");
    return OK;
}

enum err facts_of_party(struct ctx *cx, const struct record *party, struct facts *out) {
    struct rows rows;
    *out = (struct facts){0};
    TRY(ask_party(cx, record_id(party), 0, cx->now_ms, cx->now_ms, &rows));
    TRY(read_party(cx, &rows, out));
    out->level[FACTOR_TALKS] = STR("");
    return OK;
}
