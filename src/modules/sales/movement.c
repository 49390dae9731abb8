#include "modules/sales/movement.h"

#include "entities.h"
#include "records/data/record.h"
#include "records/journal/journal.h"

#include <stdlib.h>

/* ---- One deal ---- */

static bool within_teams(const struct deal_reach *of, int64_t team) {
    for (int i = 0; i < of->team_count; i++)
        if (of->teams[i] == team) return true;
    return !of->team_count;
}

/* Of the right people and pipeline. */
static bool is_ours(const struct movement_of *m, const struct deal_state *s) {
    return s->there && s->pipeline == m->pipeline
           && (!m->of.owner || s->owner == m->of.owner) && within_teams(&m->of, s->team);
}

static bool is_open(const struct deal_state *s) {
    return str_eq(s->outcome, DEAL_OUTCOME_OPEN);
}

static bool is_in(const struct movement_of *m, const struct deal_state *s) {
    return is_ours(m, s) && is_open(s) && s->close_on.kind == V_INT
           && s->close_on.i >= m->first && s->close_on.i < m->before;
}

static enum movement_kind why_left(const struct movement_of *m,
                                   const struct deal_state *to) {
    if (!is_ours(m, to)) return MOVEMENT_GONE;
    if (str_eq(to->outcome, DEAL_OUTCOME_WON)) return MOVEMENT_WON;
    if (!is_open(to)) return MOVEMENT_LOST;
    bool sooner = to->close_on.kind == V_INT && to->close_on.i < m->first;
    return sooner ? MOVEMENT_SOONER : MOVEMENT_LATER;
}

bool movement_told(const struct movement_of *m, const struct deal_state *from,
                   const struct deal_state *to, enum movement_kind *out_kind,
                   int64_t *out_change) {
    bool was = is_in(m, from), is = is_in(m, to);
    if (!was && !is) return false;
    if (was && is) {
        *out_change = to->amount - from->amount;
        *out_kind = *out_change > 0 ? MOVEMENT_GROWN : MOVEMENT_SHRUNK;
        return *out_change != 0;
    }
    *out_change = is ? to->amount : -from->amount;
    *out_kind = was                                 ? why_left(m, to)
                : is_ours(m, from) && is_open(from) ? MOVEMENT_IN
                                                    : MOVEMENT_NEW;
    return true;
}

/* ---- What the journal tells ---- */

enum { ASPECTS = 6 };
static const int aspects[ASPECTS] = {FIELD_OWNER, FIELD_TEAM,   DEAL_PIPELINE,
                                     DEAL_AMOUNT, DEAL_OUTCOME, DEAL_CLOSE_ON};

/* A deal of which there are entries: its values at both moments, as far as they are known yet. */
struct trace {
    int64_t id;
    bool known[2][ASPECTS];
    struct value values[2][ASPECTS];
    bool decided[2], there[2]; /* whether it was there at all */
};

static int by_record(const void *a, const void *b) {
    const struct journal_entry *x = *(const struct journal_entry *const *)a,
                               *y = *(const struct journal_entry *const *)b;
    if (x->record != y->record) return x->record < y->record ? -1 : 1;
    return (x->seq > y->seq) - (x->seq < y->seq);
}

static int aspect_of(const struct journal_change *c) {
    for (int i = 0; c->field && i < ASPECTS; i++)
        if (c->field->at == aspects[i]) return i;
    return -1;
}

/* The first entry after a moment says how things stood then. */
static void stand(struct trace *t, int moment, const struct journal_entry *e) {
    if (!t->decided[moment]) {
        t->decided[moment] = true;
        t->there[moment] = e->action != JOURNAL_CREATE;
    }
    for (int i = 0; i < e->change_count; i++) {
        int at = aspect_of(&e->changes[i]);
        if (at < 0 || t->known[moment][at]) continue;
        t->known[moment][at] = true;
        t->values[moment][at] = e->changes[i].old;
    }
}

static void follow(struct trace *t, const struct journal_entry *e, int64_t to_seq) {
    stand(t, 0, e);
    if (e->seq > to_seq) stand(t, 1, e);
}

/* What no entry says is as it is now. */
static void complete(struct trace *t, int moment, const struct record *now) {
    if (!t->decided[moment]) t->there[moment] = now != NULL;
    for (int i = 0; i < ASPECTS; i++)
        if (!t->known[moment][i] && now) t->values[moment][i] = now->values[aspects[i]];
}

static int64_t int_of(struct value v) {
    return v.kind == V_INT ? v.i : 0;
}

static struct deal_state state_at(const struct trace *t, int moment) {
    const struct value *v = t->values[moment];
    return (struct deal_state){.there = t->there[moment],
                               .owner = int_of(v[0]),
                               .team = int_of(v[1]),
                               .pipeline = int_of(v[2]),
                               .amount = int_of(v[3]),
                               .outcome = v[4].kind == V_TEXT ? v[4].s : STR(""),
                               .close_on = v[5]};
}

static int64_t size_of(int64_t change) {
    return change < 0 ? -change : change;
}

/* Among those shown, if it changed more than one of them. */
static void show(struct moved_deal *shown, int64_t id, int64_t change) {
    struct moved_deal d = {id, change};
    for (int i = 0; i < MOVEMENT_SHOWN; i++) {
        if (shown[i].id && size_of(shown[i].change) >= size_of(d.change)) continue;
        struct moved_deal next = shown[i];
        shown[i] = d;
        if (!next.id) return;
        d = next;
    }
}

static enum err judge(struct ctx *cx, const struct movement_of *m, struct trace *t,
                      struct movement *out) {
    struct record now;
    enum movement_kind kind;
    int64_t change;
    enum err e = record_get_plain(cx, entity_at(cx->catalog, "deal"), t->id, &now);
    if (e != OK && e != ERR_ABSENT) return e;
    for (int i = 0; i < 2; i++)
        complete(t, i, e == OK ? &now : NULL);
    struct deal_state from = state_at(t, 0), to = state_at(t, 1);
    if (!movement_told(m, &from, &to, &kind, &change)) return OK;
    out->count[kind]++;
    if (!total_add(&out->change[kind],
                   (struct total){change / TOTAL_BILLION, change % TOTAL_BILLION}, 1))
        out->much = true;
    show(out->shown[kind], t->id, change);
    return OK;
}

enum err movement_load(struct ctx *cx, const struct movement_of *m, int64_t from_seq,
                       int64_t to_seq, struct movement *out) {
    struct journal_entry *entries;
    int count;
    *out = (struct movement){0};
    TRY(journal_of_kind(cx, entity_at(cx->catalog, "deal"), from_seq, MOVEMENT_ENTRIES,
                        &entries, &count));
    out->much = count == MOVEMENT_ENTRIES;
    if (out->much) return OK;
    const struct journal_entry **order =
        NEWS(cx->mem, (size_t)count + 1, const struct journal_entry *);
    for (int i = 0; i < count; i++)
        order[i] = &entries[i];
    qsort(order, (size_t)count, sizeof *order, by_record);
    for (int i = 0; i < count;) {
        struct trace t = {.id = order[i]->record};
        for (; i < count && order[i]->record == t.id; i++)
            follow(&t, order[i], to_seq);
        TRY(judge(cx, m, &t, out));
    }
    return OK;
}
