/* match.c - which record is there already. Asked row by row, or for many rows at once before
 * the first of them is written; then what those rows themselves bring is minded too: a row
 * that may have become the same as an earlier one of its batch is asked for anew. */
#include "records/data/plan.h"
#include "records/fields/field_type.h"
#include "records/import/parts.h"
#include "store/query.h"

/* ---- One row ---- */

/* The value in the column that sorts by the field, which is the one with an index. */
static struct value match_value(struct ctx *cx, const struct field *f, struct value v) {
    const struct field_type *type = f->type;
    if (f->unique || !type->sort_suffix) return v;
    for (int i = 0; i < FIELD_DERIVED && type->derived[i].suffix; i++)
        if (strcmp(type->derived[i].suffix, type->sort_suffix) == 0)
            return type->derived[i].derive(cx, f, v);
    return v;
}

static struct str column_of(struct arena *mem, const struct field *f) {
    return f->unique ? f->name : plan_sort_column(mem, f);
}

static enum err match_by(struct ctx *cx, const struct field *f, struct value v,
                         int64_t *out_id) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT id FROM "));
    query_name(&q, f->entity->name);
    query_add(&q, SQL(" WHERE "));
    query_name(&q, column_of(cx->mem, f));
    query_add(&q, SQL(" = "));
    query_bind(&q, match_value(cx, f, v));
    query_add(&q, SQL(" ORDER BY id LIMIT 1"));
    enum err e = query_int(cx->db, &q, out_id);
    return e == ERR_ABSENT ? OK : e;
}

/* Standard fields are kept in no other place than the record itself. */
static bool by_column(const struct field *f) {
    const struct entity_rules *rules = f->entity->rules;
    return f->at < FIELD_STANDARD_COUNT || !rules || !rules->marks;
}

struct str import_match_column(struct arena *mem, const struct field *f) {
    return by_column(f) ? column_of(mem, f) : STR("");
}

static enum err match_by_mark(struct ctx *cx, const struct record *r, const struct field *f,
                              int64_t *out_id) {
    const struct entity_rules *rules = f->entity->rules;
    struct mark marks[MARKS_MOST];
    *out_id = 0;
    return rules->marks(cx, r, f, marks) ? rules->marked(cx, marks, 1, out_id) : OK;
}

static enum err match_field(struct ctx *cx, const struct record *r, const struct field *f,
                            int64_t *out_id) {
    *out_id = 0;
    if (r->values[f->at].kind == V_NULL) return OK;
    return by_column(f) ? match_by(cx, f, r->values[f->at], out_id)
                        : match_by_mark(cx, r, f, out_id);
}

/* ---- Signs: by what the rows of a batch may be the same ---- */

/* A set of their sums. Two signs with one sum cost a question, no more. */
struct import_batch {
    uint64_t *sums; /* open addressing; 0: an empty place */
    size_t room;    /* a power of two, twice as many as may come */
    bool changed;   /* a record that was there: what was asked tells nothing any more */
};

enum { COLUMN_SIGN = 1 << 16 }; /* of the field at that position; below it kinds of marks */

static uint64_t sum_of(int place, struct value v) {
    struct str bytes = v.kind == V_INT ? str_n((const char *)&v.i, sizeof v.i) : v.s;
    uint64_t sum = (str_hash(bytes) ^ (uint64_t)place) * 0x9e3779b97f4a7c15u;
    return sum ? sum : 1;
}

static size_t place_of(const struct import_batch *b, uint64_t sum) {
    size_t i = (size_t)(sum >> 32) & (b->room - 1);
    while (b->sums[i] && b->sums[i] != sum)
        i = (i + 1) & (b->room - 1);
    return i;
}

static void add_sign(struct import_batch *b, uint64_t sum) {
    b->sums[place_of(b, sum)] = sum;
}

static bool has_sign(const struct import_batch *b, uint64_t sum) {
    return b->sums[place_of(b, sum)] != 0;
}

static struct import_batch *batch_of(struct arena *mem, const struct entity *e, int rows) {
    struct import_batch *b = NEW(mem, struct import_batch);
    size_t each = MARKS_MOST;
    for (int i = 0; i < e->field_count; i++)
        each += e->fields[i]->unique;
    for (b->room = 2; b->room < 2 * each * (size_t)rows;)
        b->room *= 2;
    b->sums = NEWS(mem, b->room, uint64_t);
    return b;
}

/* By what later rows of the batch may be the same as this new record. */
static void add_signs(struct ctx *cx, struct import_batch *b, const struct record *r) {
    const struct entity *e = r->entity;
    struct mark marks[MARKS_MOST];
    int count = e->rules && e->rules->marks ? e->rules->marks(cx, r, NULL, marks) : 0;
    for (int i = 0; i < count; i++)
        add_sign(b, sum_of(marks[i].kind, v_text(marks[i].value)));
    for (int i = 0; i < e->field_count; i++)
        if (e->fields[i]->unique && r->values[i].kind != V_NULL)
            add_sign(b, sum_of(COLUMN_SIGN + i, r->values[i]));
}

/* ---- Many rows ---- */

struct answer {
    uint64_t sum; /* of what was asked for; 0: it was not */
    int64_t id;   /* who has it; 0: nobody */
};

struct import_answers {
    struct import_batch *batch;
    struct answer *columns; /* of unique fields, by their positions */
    struct answer marks[IMPORT_MATCHES];
};

/* Values that are looked for, and where the answers go. */
struct question {
    struct value *values;
    struct answer **answers;
    int count;
};

static struct question about(struct ctx *cx, const struct field *f, struct import_row *rows,
                             int count) {
    struct question q = {NEWS(cx->mem, (size_t)count, struct value),
                         NEWS(cx->mem, (size_t)count, struct answer *), 0};
    for (int i = 0; i < count; i++) {
        struct value v = rows[i].record.values[f->at];
        if (!rows[i].answers || v.kind == V_NULL) continue;
        q.answers[q.count] = &rows[i].answers->columns[f->at];
        q.answers[q.count]->sum = sum_of(COLUMN_SIGN + f->at, v);
        q.values[q.count++] = v;
    }
    return q;
}

static enum err find_values(struct ctx *cx, const struct field *f,
                            const struct question *of, struct rows *out) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT id, "));
    query_name(&q, f->name);
    query_add(&q, SQL(" FROM "));
    query_name(&q, f->entity->name);
    query_add(&q, SQL(" WHERE "));
    query_name(&q, f->name);
    query_add(&q, SQL(" IN "));
    query_bind_rows(&q, of->values, 1, of->count);
    return query_run(cx->db, &q, out);
}

/* As many rows as one question takes, by the column of a unique field. */
static enum err ask_column(struct ctx *cx, const struct field *f, struct import_row *rows,
                           int count) {
    struct question q = about(cx, f, rows, count);
    struct rows found;
    if (!q.count) return OK;
    TRY(find_values(cx, f, &q, &found));
    while (rows_next(&found))
        for (int i = 0; i < q.count; i++)
            if (value_eq(q.values[i], rows_value(&found, 1)))
                q.answers[i]->id = rows_int(&found, 0);
    return rows_done(&found);
}

static enum err ask_columns(struct ctx *cx, const struct entity *e, struct import_row *rows,
                            int count) {
    enum { AT_ONCE = 512 };
    for (int f = 0; f < e->field_count; f++)
        for (int i = 0; e->fields[f]->unique && i < count; i += AT_ONCE)
            TRY(ask_column(cx, e->fields[f], rows + i,
                           count - i < AT_ONCE ? count - i : AT_ONCE));
    return OK;
}

/* The marks of the row by which its record is looked for. */
static int marks_of(struct ctx *cx, const struct import_plan *plan,
                    const struct import_row *row, struct mark *out,
                    struct answer **out_answers) {
    struct mark marks[MARKS_MOST];
    int n = 0;
    for (int i = 0; i < plan->match_count; i++) {
        const struct field *f = plan->match[i];
        if (by_column(f) || row->record.values[f->at].kind == V_NULL) continue;
        if (!plan->entity->rules->marks(cx, &row->record, f, marks)) continue;
        out[n] = marks[0];
        out_answers[n] = &row->answers->marks[i];
        out_answers[n++]->sum = sum_of(marks[0].kind, v_text(marks[0].value));
    }
    return n;
}

static enum err ask_marks(struct ctx *cx, const struct import_plan *plan,
                          struct import_row *rows, int count) {
    size_t most = (size_t)count * IMPORT_MATCHES;
    struct mark *marks = NEWS(cx->mem, most, struct mark);
    struct answer **answers = NEWS(cx->mem, most, struct answer *);
    int64_t *ids = NEWS(cx->mem, most, int64_t);
    int n = 0;
    for (int i = 0; i < count; i++)
        if (rows[i].answers) n += marks_of(cx, plan, &rows[i], marks + n, answers + n);
    if (n) TRY(plan->entity->rules->marked(cx, marks, n, ids));
    for (int i = 0; i < n; i++)
        answers[i]->id = ids[i];
    return OK;
}

enum err import_ask(struct ctx *cx, const struct importer *im, struct import_row *rows,
                    int count) {
    const struct import_plan *plan = importer_plan(im);
    const struct entity *e = plan->entity;
    struct import_batch *batch = batch_of(cx->mem, e, count);
    for (int i = 0; i < count; i++) {
        if (rows[i].problems || import_row_empty(&rows[i])) continue;
        rows[i].answers = NEW(cx->mem, struct import_answers);
        rows[i].answers->batch = batch;
        rows[i].answers->columns = NEWS(cx->mem, (size_t)e->field_count, struct answer);
    }
    TRY(ask_columns(cx, e, rows, count));
    return ask_marks(cx, plan, rows, count);
}

static bool holds(const struct import_answers *all, const struct answer *a) {
    return a->sum && !all->batch->changed && !has_sign(all->batch, a->sum);
}

/* What was asked about the i-th field of the match; NULL: nothing that still holds. */
static const struct answer *answer_to(const struct import_plan *plan,
                                      const struct import_row *row, int i) {
    const struct field *f = plan->match[i];
    if (!row->answers) return NULL;
    const struct answer *a =
        by_column(f) ? &row->answers->columns[f->at] : &row->answers->marks[i];
    return holds(row->answers, a) ? a : NULL;
}

enum err import_match(struct ctx *cx, const struct importer *im,
                      const struct import_row *row, int64_t *out_id) {
    const struct import_plan *plan = importer_plan(im);
    *out_id = 0;
    for (int i = 0; i < plan->match_count && !*out_id; i++) {
        const struct answer *a = answer_to(plan, row, i);
        if (a)
            *out_id = a->id;
        else
            TRY(match_field(cx, &row->record, plan->match[i], out_id));
    }
    return OK;
}

bool import_alone(const struct import_row *row) {
    const struct record *r = &row->ready.record;
    bool alone = row->answers != NULL;
    for (int i = 0; alone && i < r->entity->field_count; i++) {
        if (!r->entity->fields[i]->unique || r->values[i].kind == V_NULL) continue;
        const struct answer *a = &row->answers->columns[i];
        alone = holds(row->answers, a) && !a->id
                && value_eq(r->values[i], row->record.values[i]);
    }
    return alone;
}

void import_created(struct ctx *cx, const struct import_row *row) {
    if (row->answers) add_signs(cx, row->answers->batch, &row->ready.record);
}

void import_changed(const struct import_row *row) {
    if (row->answers) row->answers->batch->changed = true;
}
