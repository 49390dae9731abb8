/* trade.c - joins the parts of the module, and says how much the first roles may give away. */
#include "modules/trade/trade.h"

#include "entities.h"
#include "modules/trade/approval.h"
#include "modules/trade/code.h"
#include "modules/trade/offering.h"
#include "records/rules/jobs.h"
#include "records/rules/rights.h"

extern const struct entity_rules rules_quote, rules_quote_line, rules_sales_order,
    rules_sales_order_line;

static const struct entity_rules *const rules[] = {
    &rules_quote, &rules_quote_line, &rules_sales_order, &rules_sales_order_line, NULL};

/* ---- In the beginning ---- */

/* Whose customers somebody may change tells how far they are trusted. */
static const struct {
    enum scope edits; /* at least */
    int64_t limit;
    bool approves;
} first_limits[] = {
    {SCOPE_ALL, PERCENT_ALL, true}, {SCOPE_TEAM, 2000, true}, {SCOPE_OWN, 1000, false}};

static enum err limit_role(struct ctx *cx, int64_t id, int64_t edits) {
    struct record r;
    TRY(record_get_plain(cx, entity_at(cx->catalog, "role"), id, &r));
    for (size_t i = 0; i < sizeof first_limits / sizeof *first_limits; i++) {
        if (edits < (int64_t)first_limits[i].edits) continue;
        r.values[ROLE_DISCOUNT_LIMIT] = v_int(first_limits[i].limit);
        r.values[ROLE_APPROVES] = v_int(first_limits[i].approves);
        return record_change(cx, &r, NULL);
    }
    return OK;
}

static enum err trade_begin(struct ctx *cx) {
    int64_t roles[APPROVAL_ROLES], edits[APPROVAL_ROLES];
    struct rows rows;
    int count = 0;
    TRY(store_query(cx->db,
                    SQL("SELECT r.id, max(x.scope) FROM role r JOIN role_right x"
                        " ON x.role = r.id AND x.entity = 'party' AND x.action = ?1"
                        " WHERE r.discount_limit IS NULL GROUP BY r.id LIMIT ?2"),
                    BIND(v_int(ACT_EDIT), v_int(APPROVAL_ROLES)), &rows));
    for (; count < APPROVAL_ROLES && rows_next(&rows); count++) {
        roles[count] = rows_int(&rows, 0);
        edits[count] = rows_int(&rows, 1);
    }
    TRY(rows_done(&rows));
    for (int i = 0; i < count; i++)
        TRY(limit_role(cx, roles[i], edits[i]));
    return OK;
}

static const struct job_kind jobs[] = {
    {"trade.expire", MSG_TRADE_JOB_EXPIRE, quotes_expire, MS_PER_HOUR}, {NULL}};

const struct module module_trade = {.name = "trade",
                                    .rules = rules,
                                    .tables = &code_table,
                                    .table_count = 1,
                                    .jobs = jobs,
                                    .begin = trade_begin};
