#include "modules/trade/approval.h"

#include "entities.h"
#include "records/rules/rights.h"

/* ---- Pure ---- */

bool offer_allowed(const struct offered *o, int64_t limit) {
    if (limit >= PERCENT_ALL) return true;
    if (o->cost > 0 && line_below(&o->figure, o->cost)) return false;
    return line_within(&o->figure, o->list_price, limit);
}

bool offers_below(const struct offered *all, int count) {
    for (int i = 0; i < count; i++)
        if (all[i].cost > 0 && line_below(&all[i].figure, all[i].cost)) return true;
    return false;
}

static bool covers(const struct offered *all, int count, int64_t limit) {
    for (int i = 0; i < count; i++)
        if (!offer_allowed(&all[i], limit)) return false;
    return true;
}

int approval_chain(const struct offered *all, int count, int64_t limit,
                   const struct allowance *approvers, int approver_count,
                   struct allowance out[APPROVAL_STEPS]) {
    int steps = 0;
    bool covered = covers(all, count, limit);
    for (int i = 0; i < approver_count && !covered && steps < APPROVAL_STEPS - 1; i++) {
        if (approvers[i].limit <= limit) continue;
        out[steps++] = approvers[i];
        covered = covers(all, count, approvers[i].limit);
    }
    if (!covered) out[steps++] = (struct allowance){0, PERCENT_ALL};
    return steps;
}

/* ---- From the database ---- */

enum err allowance_of_actor(struct ctx *cx, struct allowance *out) {
    struct rows rows;
    *out = (struct allowance){0, PERCENT_ALL};
    if (cx->actor->administrator) return OK;
    TRY(store_query(cx->db,
                    SQL("SELECT r.id, coalesce(r.discount_limit, 0) FROM role r"
                        " JOIN \"user\" u ON u.role = r.id WHERE u.id = ?1"),
                    BIND(v_int(cx->actor->user)), &rows));
    out->limit = 0;
    if (rows_next(&rows)) *out = (struct allowance){rows_int(&rows, 0), rows_int(&rows, 1)};
    return rows_done(&rows);
}

enum err approvers_read(struct ctx *cx, struct allowance *out, int *out_count) {
    struct rows rows;
    int count = 0;
    TRY(store_query(cx->db,
                    SQL("SELECT id, coalesce(discount_limit, 0) FROM role"
                        " WHERE approves = 1 ORDER BY 2, 1 LIMIT ?1"),
                    BIND(v_int(APPROVAL_ROLES)), &rows));
    for (; count < APPROVAL_ROLES && rows_next(&rows); count++)
        out[count] = (struct allowance){rows_int(&rows, 0), rows_int(&rows, 1)};
    *out_count = count;
    return rows_done(&rows);
}

struct offered *document_offered(struct ctx *cx, const struct document *d) {
    struct offered *all = NEWS(cx->mem, (size_t)d->count + 1, struct offered);
    for (int i = 0; i < d->count; i++)
        all[i] =
            (struct offered){d->figures[i], record_int(&d->lines[i], QUOTE_LINE_LIST_PRICE),
                             record_int(&d->lines[i], QUOTE_LINE_COST)};
    return all;
}
