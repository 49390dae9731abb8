/* pipelines.c - finding stages, the first pipeline of an organisation, and what must hold of
 * stages that deals stand in. */
#include "modules/sales/pipelines.h"

#include "entities.h"
#include "records/data/record.h"

/* ---- Finding ---- */

#define STAGE_COLUMNS                                                                    \
    "SELECT s.id, s.pipeline, s.position, s.name, s.outcome, s.probability, s.patience," \
    " s.needs, s.guide, s.forecast FROM deal_stage s "

static struct stage stage_in(struct ctx *cx, struct rows *rows) {
    struct arena *mem = cx->mem;
    return (struct stage){.id = rows_int(rows, 0),
                          .pipeline = rows_int(rows, 1),
                          .position = rows_int(rows, 2),
                          .name = str_dup(mem, rows_text(rows, 3)),
                          .outcome = str_dup(mem, rows_text(rows, 4)),
                          .probability = rows_value(rows, 5),
                          .patience = rows_int(rows, 6),
                          .needs = str_dup(mem, rows_text(rows, 7)),
                          .guide = str_dup(mem, rows_text(rows, 8)),
                          .forecast = str_dup(mem, rows_text(rows, 9))};
}

static enum err read_stage(struct ctx *cx, struct rows *rows, struct stage *out) {
    bool there = rows_next(rows);
    if (there) *out = stage_in(cx, rows);
    TRY(rows_done(rows));
    return there ? OK : ERR_ABSENT;
}

enum err stage_find(struct ctx *cx, int64_t id, struct stage *out) {
    struct rows rows;
    TRY(store_query(cx->db, SQL(STAGE_COLUMNS "WHERE s.id = ?1"), BIND(v_int(id)), &rows));
    return read_stage(cx, &rows, out);
}

enum err stage_first(struct ctx *cx, int64_t pipeline, struct stage *out) {
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL(STAGE_COLUMNS
                        "JOIN pipeline p ON p.id = s.pipeline"
                        " WHERE (s.pipeline = ?1 OR ?1 = 0)"
                        " AND s.outcome = 'open'"
                        " ORDER BY p.position, p.id, s.position, s.id LIMIT 1"),
                    BIND(v_int(pipeline)), &rows));
    return read_stage(cx, &rows, out);
}

enum err stages_ask(struct ctx *cx, int64_t pipeline, struct rows *out) {
    return store_query(cx->db,
                       SQL(STAGE_COLUMNS
                           "WHERE s.pipeline = ?1"
                           " ORDER BY CASE s.outcome WHEN 'open' THEN 0 ELSE 1 END,"
                           " s.position, s.id LIMIT ?2"),
                       BIND(v_int(pipeline), v_int(PIPELINE_STAGES)), out);
}

enum err stages_read(struct ctx *cx, struct rows *rows, struct stage *out, int *out_count) {
    int count = 0;
    while (rows_next(rows))
        out[count++] = stage_in(cx, rows);
    *out_count = count;
    return rows_done(rows);
}

enum err stages_of(struct ctx *cx, int64_t pipeline, struct stage *out, int *out_count) {
    struct rows rows;
    TRY(stages_ask(cx, pipeline, &rows));
    return stages_read(cx, &rows, out, out_count);
}

enum err pipelines_all(struct ctx *cx, struct pipeline *out, int *out_count) {
    struct rows rows;
    int count = 0;
    TRY(store_query(cx->db,
                    SQL("SELECT id, name FROM pipeline ORDER BY position, id LIMIT ?1"),
                    BIND(v_int(PIPELINES)), &rows));
    while (rows_next(&rows))
        out[count++] =
            (struct pipeline){rows_int(&rows, 0), str_dup(cx->mem, rows_text(&rows, 1))};
    *out_count = count;
    return rows_done(&rows);
}

bool stage_open(const struct stage *s) {
    return str_eq(s->outcome, DEAL_OUTCOME_OPEN);
}

bool stage_past(const struct stage *s, const struct stage *to) {
    if (!stage_open(s) || s->id == to->id) return false;
    if (!stage_open(to)) return str_eq(to->outcome, DEAL_OUTCOME_WON);
    return s->position < to->position || (s->position == to->position && s->id < to->id);
}

/* ---- The first one ---- */

struct first_stage {
    struct str name[LANG_COUNT];
    struct str outcome;
    int probability, patience; /* percent, days; 0: none */
    struct str forecast;
    struct str guide[LANG_COUNT];
};

static enum err make_stage(struct ctx *cx, int64_t pipeline, int position,
                           const struct first_stage *s) {
    struct record r = record_new(cx, entity_at(cx->catalog, "deal_stage"));
    r.values[DEAL_STAGE_NAME] = v_text(s->name[cx->lang]);
    r.values[DEAL_STAGE_PIPELINE] = v_int(pipeline);
    r.values[DEAL_STAGE_POSITION] = v_int(position);
    r.values[DEAL_STAGE_OUTCOME] = v_text(s->outcome);
    r.values[DEAL_STAGE_PROBABILITY] = v_int(s->probability);
    if (s->patience) r.values[DEAL_STAGE_PATIENCE] = v_int(s->patience);
    r.values[DEAL_STAGE_FORECAST] = v_text(s->forecast);
    if (s->guide[cx->lang].n) r.values[DEAL_STAGE_GUIDE] = v_text(s->guide[cx->lang]);
    return record_create(cx, &r);
}

static enum err make_stages(struct ctx *cx, int64_t pipeline) {
    const struct str open = DEAL_OUTCOME_OPEN;
    const struct first_stage stages[] = {
        {{STR("سرنخ"), STR("Lead")},
         open,
         10,
         7,
         FORECAST_KIND_PIPELINE,
         {STR("تماس بگیرید و بپرسید چه می‌خواهند، از کجا ما را شناختند و کی لازم دارند."),
          STR("Call: what do they want, how did they hear of us, by when do they need it?")}},
        {{STR("نیازسنجی"), STR("Qualification")},
         open,
         25,
         14,
         FORECAST_KIND_PIPELINE,
         {STR("ببینید چه کسی تصمیم می‌گیرد، چه بودجه‌ای هست و چه رقیبی در میان است."),
          STR("Find out who decides, what the budget is and who competes.")}},
        {{STR("پیشنهاد قیمت"), STR("Proposal")},
         open,
         50,
         14,
         FORECAST_KIND_BEST,
         {STR("پیشنهاد را بفرستید و روزی برای پاسخ قرار بگذارید."),
          STR("Send the proposal and agree on a day for the answer.")}},
        {{STR("مذاکره"), STR("Negotiation")},
         open,
         75,
         14,
         FORECAST_KIND_COMMIT,
         {STR("آنچه مانده را یک‌به‌یک بنویسید و برای هر یک گام بعدی بگذارید."),
          STR("Write down what is left open, with a next step for each.")}},
        {{STR("برنده"), STR("Won")}, DEAL_OUTCOME_WON, 100, 0, FORECAST_KIND_COMMIT, {{0}}},
        {{STR("ازدست‌رفته"), STR("Lost")},
         DEAL_OUTCOME_LOST,
         0,
         0,
         FORECAST_KIND_PIPELINE,
         {{0}}},
    };
    for (int i = 0; i < (int)(sizeof stages / sizeof *stages); i++)
        TRY(make_stage(cx, pipeline, i + 1, &stages[i]));
    return OK;
}

enum err pipelines_begin(struct ctx *cx) {
    bool there;
    TRY(store_exists(cx->db, SQL("SELECT 1 FROM pipeline LIMIT 1"), BIND_NONE, &there));
    if (there) return OK;
    struct record r = record_new(cx, entity_at(cx->catalog, "pipeline"));
    r.values[PIPELINE_NAME] = v_text(cx->lang == LANG_FA ? STR("فروش") : STR("Sales"));
    r.values[PIPELINE_POSITION] = v_int(1);
    TRY(record_create(cx, &r));
    return make_stages(cx, record_id(&r));
}

/* ---- What must hold ---- */

static enum err deals_at(struct ctx *cx, int64_t stage, bool *out) {
    return store_exists(cx->db, SQL("SELECT 1 FROM deal WHERE stage = ?1 LIMIT 1"),
                        BIND(v_int(stage)), out);
}

/* Deals in a stage were told its outcome when they came; they would not hear of another. */
static enum err deal_stage_check(struct ctx *cx, const struct record *old,
                                 struct record *new) {
    static const int kept[] = {DEAL_STAGE_PIPELINE, DEAL_STAGE_OUTCOME};
    bool used = false;
    if (cx->verbatim || !old) return OK;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        if (value_eq(old->values[kept[i]], new->values[kept[i]])) continue;
        TRY(deals_at(cx, record_id(old), &used));
        if (used) problem(cx, new->entity->fields[kept[i]], MSG_STAGE_HAS_DEALS);
    }
    return OK;
}

static enum err deal_stage_saved(struct ctx *cx, const struct record *old,
                                 const struct record *new) {
    bool used = false;
    if (cx->verbatim || new) return OK;
    TRY(deals_at(cx, record_id(old), &used));
    return used ? problem(cx, NULL, MSG_STAGE_HAS_DEALS) : OK;
}

static enum err pipeline_saved(struct ctx *cx, const struct record *old,
                               const struct record *new) {
    bool used = false;
    if (cx->verbatim || new) return OK;
    TRY(store_exists(cx->db, SQL("SELECT 1 FROM deal_stage WHERE pipeline = ?1 LIMIT 1"),
                     BIND(v_int(record_id(old))), &used));
    return used ? problem(cx, NULL, MSG_PIPELINE_HAS_STAGES) : OK;
}

const struct entity_rules rules_deal_stage = {
    .name = "deal_stage", .check = deal_stage_check, .saved = deal_stage_saved};
const struct entity_rules rules_pipeline = {.name = "pipeline", .saved = pipeline_saved};
