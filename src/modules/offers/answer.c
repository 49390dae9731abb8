#include "modules/offers/answer.h"

#include "entities.h"
#include "records/meta/meta.h"

const struct str offer_reason_keys[OFFER_REASONS] = {
    [OFFER_TOGETHER] = STR_INIT("together"),
    [OFFER_BETTER] = STR_INIT("better"),
    [OFFER_ALIKE] = STR_INIT("alike"),
    [OFFER_AGAIN] = STR_INIT("again"),
};

/* ---- Rules ---- */

/* Until when "not now" holds is said, or follows. */
static enum err answer_check(struct ctx *cx, const struct record *old, struct record *new) {
    struct value *until = &new->values[OFFER_ANSWER_UNTIL];
    bool later = str_eq(record_str(new, OFFER_ANSWER_ANSWER), OFFER_REPLY_LATER);
    (void)old;
    if (cx->verbatim) return OK;
    if (later && until->kind == V_NULL) *until = v_int(cx_today(cx) + ANSWER_LATER_DAYS);
    return OK;
}

static enum err count_answer(struct ctx *cx, const struct record *r, int by) {
    if (!r) return OK;
    return store_send(
        cx->writer,
        SQL("INSERT INTO offer_rate (reason, answer, answers)"
            " VALUES (?1, ?2, ?3) ON CONFLICT (reason, answer)"
            " DO UPDATE SET answers = offer_rate.answers + excluded.answers"),
        BIND(r->values[OFFER_ANSWER_REASON], r->values[OFFER_ANSWER_ANSWER], v_int(by)));
}

static enum err answer_saved(struct ctx *cx, const struct record *old,
                             const struct record *new) {
    TRY(count_answer(cx, old, -1));
    return count_answer(cx, new, 1);
}

const struct entity_rules rules_offer_answer = {
    .name = "offer_answer", .check = answer_check, .saved = answer_saved};

/* ---- Of a customer ---- */

static bool is_quiet(const struct ctx *cx, struct rows *rows) {
    struct str answer = rows_text(rows, 1);
    if (str_eq(answer, OFFER_REPLY_NEVER)) return true;
    if (str_eq(answer, OFFER_REPLY_LATER)) return rows_int(rows, 2) >= cx_today(cx);
    int64_t day = day_of(rows_int(rows, 3), cx->zone_minutes);
    return day + ANSWER_ACCEPTED_DAYS >= cx_today(cx);
}

static bool is_known(const struct answered *all, int count, int64_t product) {
    for (int i = 0; i < count; i++)
        if (all[i].product == product) return true;
    return false;
}

enum err answers_load(struct ctx *cx, int64_t party, struct answered **out,
                      int *out_count) {
    struct answered *all = NEWS(cx->mem, ANSWERS_READ, struct answered);
    struct rows rows;
    int count = 0;
    TRY(store_query(cx->db,
                    SQL("SELECT product, answer, until, created_at FROM offer_answer"
                        " WHERE party = ?1 ORDER BY created_at DESC, id DESC LIMIT ?2"),
                    BIND(v_int(party), v_int(ANSWERS_READ)), &rows));
    while (count < ANSWERS_READ && rows_next(&rows)) {
        int64_t product = rows_int(&rows, 0);
        if (!is_known(all, count, product))
            all[count++] = (struct answered){product, is_quiet(cx, &rows)};
    }
    *out = all;
    *out_count = count;
    return rows_done(&rows);
}

/* ---- Of all ---- */

enum err answer_rates(struct ctx *cx, struct share out[OFFER_REASONS]) {
    struct rows rows;
    memset(out, 0, OFFER_REASONS * sizeof *out);
    TRY(store_query(cx->db, SQL("SELECT reason, answer, answers FROM offer_rate"),
                    BIND_NONE, &rows));
    while (rows_next(&rows))
        for (int i = 0; i < OFFER_REASONS; i++) {
            if (!str_eq(rows_text(&rows, 0), offer_reason_keys[i])) continue;
            out[i].of += rows_int(&rows, 2);
            if (str_eq(rows_text(&rows, 1), OFFER_REPLY_ACCEPTED))
                out[i].have += rows_int(&rows, 2);
        }
    return rows_done(&rows);
}
