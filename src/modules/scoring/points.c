#include "modules/scoring/points.h"

#include "base/json.h"
#include "entities.h"
#include "records/data/condition.h"
#include "records/data/list.h"
#include "records/data/row.h"
#include "records/rules/jobs.h"
#include "records/rules/settings.h"

/* ---- Rules ---- */

static const struct entity *entity_about(const struct ctx *cx, struct str about) {
    return entity_named(cx->catalog, about);
}

static enum err rule_check(struct ctx *cx, const struct record *old, struct record *new) {
    const struct entity *about = entity_about(cx, record_str(new, SCORE_RULE_ABOUT));
    struct str text = record_str(new, SCORE_RULE_CONDITION);
    (void)old;
    if (cx->verbatim || !about || !text.n) return OK;
    return condition_check(cx, new->entity->fields[SCORE_RULE_CONDITION], about, text);
}

/* All customers are looked at anew. */
static enum err rule_saved(struct ctx *cx, const struct record *old,
                           const struct record *new) {
    (void)old, (void)new;
    return job_hurry(cx, "scoring.points");
}

const struct entity_rules rules_score_rule = {
    .name = "score_rule", .check = rule_check, .saved = rule_saved};

enum err score_rules_load(struct ctx *cx, struct score_rule **out, int *out_count) {
    struct score_rule *all = NULL;
    struct rows rows;
    *out_count = 0;
    TRY(store_query(cx->db,
                    SQL("SELECT id, name, about, condition, points FROM score_rule"
                        " WHERE active = 1 ORDER BY points DESC, id LIMIT ?1"),
                    BIND(v_int(SCORE_RULES_MOST)), &rows));
    while (*out_count < SCORE_RULES_MOST && rows_next(&rows)) {
        struct score_rule r = {.id = rows_int(&rows, 0), .points = rows_int(&rows, 4)};
        r.about = entity_about(cx, rows_text(&rows, 2));
        struct str condition = str_dup(cx->mem, rows_text(&rows, 3));
        if (!r.about) continue;
        if (!all) all = NEWS(cx->mem, SCORE_RULES_MOST, struct score_rule);
        r.name = str_dup(cx->mem, rows_text(&rows, 1));
        if (condition_read(cx, r.about, condition, &r.filter) == OK)
            all[(*out_count)++] = r;
    }
    *out = all;
    return rows_done(&rows);
}

/* ---- Of one customer ---- */

/* The records that a rule may be about. */
struct looked {
    const struct record *records;
    int count;
};

static bool any_about(const struct score_rule *rules, int count, const struct entity *e) {
    for (int i = 0; i < count; i++)
        if (rules[i].about == e) return true;
    return false;
}

static struct filter term(struct ctx *cx, const struct field *f, struct value v) {
    struct value *value = NEW(cx->mem, struct value);
    *value = v;
    return (struct filter){
        .kind = FILTER_TERM, .field = f, .op = FILTER_EQ, .values = value, .count = 1};
}

static enum err list_records(struct ctx *cx, const struct entity *e, int64_t party,
                             const struct field *by, struct value v, struct looked *out) {
    struct filter by_field = term(cx, by, v);
    struct list_query q = {.entity = e,
                           .filter = &by_field,
                           .party = party,
                           .descending = true,
                           .limit = POINTS_RECORDS,
                           .plain = true};
    struct record_list list;
    TRY(list_page(cx, &q, &list));
    *out = (struct looked){list.records, list.count};
    return OK;
}

static bool holds(struct ctx *cx, const struct score_rule *r, const struct looked *among) {
    for (int i = 0; i < among->count; i++)
        if (filter_holds(cx, r->filter, among->records[i].values)) return true;
    return false;
}

enum err points_of(struct ctx *cx, const struct record *party,
                   const struct score_rule *rules, int rule_count, struct points *out) {
    const struct entity *deal = entity_at(cx->catalog, "deal"),
                        *request = entity_at(cx->catalog, "request");
    struct looked parties = {party, 1}, deals = {0}, requests = {0};
    int64_t id = record_id(party);
    *out = (struct points){0};
    if (any_about(rules, rule_count, deal))
        TRY(list_records(cx, deal, id, deal->fields[DEAL_OUTCOME],
                         v_text(DEAL_OUTCOME_OPEN), &deals));
    if (any_about(rules, rule_count, request))
        TRY(list_records(cx, request, 0, request->fields[REQUEST_CUSTOMER], v_int(id),
                         &requests));
    for (int i = 0; i < rule_count; i++) {
        const struct looked *among = rules[i].about == deal      ? &deals
                                     : rules[i].about == request ? &requests
                                                                 : &parties;
        if (!holds(cx, &rules[i], among)) continue;
        out->held[out->count++] = &rules[i];
        out->sum += rules[i].points;
    }
    return OK;
}

struct str heat_of(const struct ctx *cx, int64_t points) {
    if (points >= settings_int(cx->settings, "score.hot")) return HEAT_HOT;
    return points >= settings_int(cx->settings, "score.warm") ? HEAT_WARM : HEAT_COLD;
}

/* ---- Keeping ---- */

static enum err keep(struct ctx *cx, const struct record *party,
                     const struct score_rule *rules, int count) {
    struct points p;
    struct value points = v_null(), heat = v_null();
    TRY(points_of(cx, party, rules, count, &p));
    if (count) {
        points = v_int(p.sum);
        heat = v_text(heat_of(cx, p.sum));
    }
    if (value_eq(points, party->values[PARTY_POINTS])
        && value_eq(heat, party->values[PARTY_HEAT]))
        return OK;
    return store_send(cx->writer,
                      SQL("UPDATE party SET points = ?2, heat = ?3 WHERE id = ?1"),
                      BIND(party->values[FIELD_ID], points, heat));
}

/* Of many changes the job sees what follows. */
static bool leaves_it(const struct ctx *cx) {
    return cx->verbatim || cx->quiet;
}

static enum err party_saved(struct ctx *cx, const struct record *old,
                            const struct record *new) {
    struct score_rule *rules;
    int count;
    (void)old;
    if (!new || leaves_it(cx)) return OK;
    TRY(score_rules_load(cx, &rules, &count));
    return count ? keep(cx, new, rules, count) : OK;
}

/* What belongs to a customer was written: look at the customer, if any rule is about such. */
static enum err part_saved(struct ctx *cx, const struct entity *e, int64_t party) {
    struct score_rule *rules;
    struct record r;
    int count;
    if (!party || leaves_it(cx)) return OK;
    TRY(score_rules_load(cx, &rules, &count));
    if (!any_about(rules, count, e)) return OK;
    enum err found = row_find(cx, entity_at(cx->catalog, "party"), 0, party, &r);
    if (found == ERR_ABSENT) return OK; /* deleted with all it has */
    TRY(found);
    return keep(cx, &r, rules, count);
}

static enum err deal_saved(struct ctx *cx, const struct record *old,
                           const struct record *new) {
    const struct record *r = new ? new : old;
    return part_saved(cx, r->entity, record_int(r, FIELD_PARTY));
}

static enum err request_saved(struct ctx *cx, const struct record *old,
                              const struct record *new) {
    const struct record *r = new ? new : old;
    return part_saved(cx, r->entity, record_int(r, REQUEST_CUSTOMER));
}

const struct follower follower_party_points = {"party", party_saved};
const struct follower follower_deal_points = {"deal", deal_saved};
const struct follower follower_request_points = {"request", request_saved};

/* ---- All customers ---- */

static int64_t place_read(struct ctx *cx, struct str text) {
    struct json *root;
    int64_t after = 0;
    if (text.n && json_parse(cx->mem, text, NULL, &root, NULL) == OK)
        json_int(json_get(root, "after"), &after);
    return after;
}

static enum err some_parties(struct ctx *cx, int64_t after, struct record_list *out) {
    const struct entity *party = entity_at(cx->catalog, "party");
    struct filter behind = term(cx, party->fields[FIELD_ID], v_int(after));
    behind.op = FILTER_GT;
    struct list_query q = {
        .entity = party, .filter = &behind, .limit = POINTS_STEP_PARTIES, .plain = true};
    return list_page(cx, &q, out);
}

enum err points_step(struct ctx *cx, struct job *job, bool *out_more) {
    struct score_rule *rules;
    struct record_list parties;
    int count;
    int64_t after = place_read(cx, job->place);
    TRY(score_rules_load(cx, &rules, &count));
    TRY(some_parties(cx, after, &parties));
    for (int i = 0; i < parties.count; i++) {
        TRY(keep(cx, &parties.records[i], rules, count));
        after = record_id(&parties.records[i]);
    }
    *out_more = parties.count == POINTS_STEP_PARTIES;
    job->place = str_format(cx->mem, "{\"after\":%lld}", (long long)after);
    return OK;
}
