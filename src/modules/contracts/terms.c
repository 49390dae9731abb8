#include "modules/contracts/terms.h"

#include "entities.h"
#include "modules/people/consequence.h"
#include "modules/platform/recipient.h"
#include "records/fields/field_type.h"
#include "records/rules/settings.h"

enum { TERMS_PIECE = 50, TASK_MINUTE = 9 * MINUTES_PER_HOUR };

enum calendar terms_calendar(const struct ctx *cx) {
    return str_is(settings_text(cx->settings, "calendar"), "gregorian") ? CALENDAR_GREGORIAN
                                                                        : CALENDAR_JALALI;
}

/* ---- A contract ---- */

/* In the language of whoever is to do it. */
static enum err add_task(struct ctx *cx, const struct record *contract) {
    struct record task = record_new(cx, entity_at(cx->catalog, "task"));
    const struct field *day = contract->entity->fields[CONTRACT_NOTICE_ON];
    int64_t owner = record_int(contract, FIELD_OWNER);
    struct ctx owners = *cx;
    enum err e = owner ? recipient_enter(cx, owner, &owners) : OK;
    if (e == ERR_ABSENT) return OK; /* nobody works there any more */
    TRY(e);
    struct str until = field_text(&owners, day, contract->values[CONTRACT_NOTICE_ON]);
    struct str number = record_title(&owners, contract);
    task.values[TASK_SUBJECT] =
        v_text(msg_format(cx->mem, owners.lang, MSG_CONTRACT_TASK,
                          MSG_PARTS({"number", number}, {"day", until})));
    task.values[FIELD_OWNER] = contract->values[FIELD_OWNER];
    task.values[TASK_PARTY] = contract->values[FIELD_PARTY];
    task.values[TASK_DUE_AT] = v_int(instant_at(record_int(contract, CONTRACT_NOTICE_ON),
                                                TASK_MINUTE, cx->zone_minutes));
    return consequence_create(cx, &task);
}

static bool is_told(const struct record *r) {
    return value_eq(r->values[CONTRACT_TOLD_END], r->values[CONTRACT_END_ON]);
}

/* First the task, then, when the term is over, another term or the end. */
static enum err contract_due(struct ctx *cx, struct record *r) {
    bool goes_on = str_eq(record_str(r, CONTRACT_RENEWAL), CONTRACT_RENEWAL_AUTOMATIC)
                   && r->values[CONTRACT_MONTHS].kind == V_INT;
    if (!is_told(r)) {
        TRY(add_task(cx, r));
        r->values[CONTRACT_TOLD_END] = r->values[CONTRACT_END_ON];
    } else if (goes_on) {
        r->values[CONTRACT_TERMS_RUN] = v_int(record_int(r, CONTRACT_TERMS_RUN) + 1);
    } else {
        r->values[CONTRACT_STATE] = v_text(CONTRACT_STATE_ENDED);
    }
    return consequence_change(cx, r);
}

/* ---- A subscription ---- */

/* Its rule looks for the next period. */
static enum err subscription_due(struct ctx *cx, struct record *r) {
    r->values[SUBSCRIPTION_NEXT_ON] = v_null();
    return consequence_change(cx, r);
}

/* ---- The job ---- */

struct due_kind {
    const char *entity;
    enum err (*step)(struct ctx *cx, struct record *r);
};

static enum err read_ids(struct rows *rows, int64_t ids[TERMS_PIECE], int *out_count) {
    int count = 0;
    for (; count < TERMS_PIECE && rows_next(rows); count++)
        ids[count] = rows_int(rows, 0);
    *out_count = count;
    return rows_done(rows);
}

static enum err do_all(struct ctx *cx, const struct due_kind *kind, const int64_t *ids,
                       int count) {
    for (int i = 0; i < count; i++) {
        struct record r;
        TRY(record_get_plain(cx, entity_at(cx->catalog, kind->entity), ids[i], &r));
        TRY(kind->step(cx, &r));
    }
    return OK;
}

enum err terms_step(struct ctx *cx, struct job *job, bool *out_more) {
    static const struct due_kind contract = {"contract", contract_due};
    static const struct due_kind subscription = {"subscription", subscription_due};
    int64_t contracts[TERMS_PIECE], subscriptions[TERMS_PIECE];
    int contract_count, subscription_count;
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT id FROM contract WHERE due_on <= ?1 ORDER BY due_on, id"
                        " LIMIT ?2"),
                    BIND(v_int(cx_today(cx)), v_int(TERMS_PIECE)), &rows));
    TRY(read_ids(&rows, contracts, &contract_count));
    TRY(store_query(cx->db,
                    SQL("SELECT id FROM subscription WHERE next_on <= ?1"
                        " ORDER BY next_on, id LIMIT ?2"),
                    BIND(v_int(cx_today(cx)), v_int(TERMS_PIECE)), &rows));
    TRY(read_ids(&rows, subscriptions, &subscription_count));
    TRY(do_all(cx, &contract, contracts, contract_count));
    TRY(do_all(cx, &subscription, subscriptions, subscription_count));
    job->done += contract_count + subscription_count;
    *out_more = contract_count == TERMS_PIECE || subscription_count == TERMS_PIECE;
    return OK;
}

enum err terms_next(struct ctx *cx, int64_t *out_due_ms) {
    int64_t day;
    enum err e = store_int(cx->db,
                           SQL("SELECT min(d) FROM (SELECT min(due_on) AS d FROM contract"
                               " UNION ALL SELECT min(next_on) FROM subscription) x"
                               " WHERE d IS NOT NULL HAVING min(d) IS NOT NULL"),
                           BIND_NONE, &day);
    if (e == OK) *out_due_ms = instant_at(day, 0, cx->zone_minutes);
    return e == ERR_ABSENT ? OK : e;
}
