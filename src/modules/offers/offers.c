/* offers.c - joins the parts of the module. */
#include "modules/offers/offers.h"

#include "base/clock.h"
#include "modules/offers/counts.h"
#include "modules/offers/tables.h"
#include "modules/platform/platform.h"
#include "records/rules/jobs.h"
#include "records/rules/rights.h"

extern const struct entity_rules rules_offer_answer;
static const struct entity_rules *const rules[] = {&rules_offer_answer, NULL};

static const struct follower *const followers[] = {&follower_order, &follower_order_line,
                                                   &follower_bundle_part, NULL};

enum { COUNT_EVERY_MS = 10 * MS_PER_SECOND };

static const struct job_kind jobs[] = {
    {"offers.count", MSG_JOB_OFFERS_COUNT, counts_step, COUNT_EVERY_MS, counts_next},
    {NULL},
};

/* Whoever may write an answer may take back their own: a slip of the finger is no word of the
 * customer's. */
static enum err let_take_back(struct ctx *cx) {
    enum { ROLES_MOST = 200 };
    int64_t roles[ROLES_MOST];
    struct rows rows;
    int count = 0;
    TRY(store_query(
        cx->db,
        SQL("SELECT d.role FROM role_right d JOIN role_right c"
            " ON c.role = d.role AND c.entity = d.entity AND c.action = ?1"
            " WHERE d.entity = 'offer_answer' AND d.action = ?2"
            " AND d.scope = ?3 AND c.scope <> ?3 ORDER BY d.role LIMIT ?4"),
        BIND(v_int(ACT_CREATE), v_int(ACT_DELETE), v_int(SCOPE_NONE), v_int(ROLES_MOST)),
        &rows));
    while (count < ROLES_MOST && rows_next(&rows))
        roles[count++] = rows_int(&rows, 0);
    TRY(rows_done(&rows));
    for (int i = 0; i < count; i++)
        TRY(role_set_scope(cx, roles[i], entity_at(cx->catalog, "offer_answer"), ACT_DELETE,
                           SCOPE_OWN));
    return OK;
}

static enum err offers_begin(struct ctx *cx) {
    TRY(let_take_back(cx));
    return counts_begin(cx);
}

const struct module module_offers = {.name = "offers",
                                     .rules = rules,
                                     .followers = followers,
                                     .tables = offer_tables,
                                     .table_count = OFFER_TABLES,
                                     .jobs = jobs,
                                     .begin = offers_begin};
