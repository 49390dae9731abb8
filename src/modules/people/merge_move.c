/* merge_move.c - whatever points to the one that goes then points to the one that stays:
 * the owner of owned records, single links and lists of links, in every kind of record
 * there is, the administrator's own too. */
#include "entities.h"
#include "modules/people/merge_parts.h"
#include "records/data/record.h"
#include "records/fields/field_type.h"
#include "store/query.h"

struct move {
    int64_t keep, gone;
    int moved;
};

static bool points_to_party(const struct field *f) {
    return field_present(f) && f->to && str_is(f->to->name, "party");
}

static bool is_list(const struct field *f) {
    return f->type->column == COLUMN_TEXT;
}

/* "f = ?" or "f LIKE '%|id|%'". */
static void add_condition(struct ctx *cx, struct query *q, const struct field *f,
                          int64_t gone) {
    struct id_text id = id_text(gone);
    query_add(q, q->count ? SQL(" OR ") : SQL(""));
    query_column(q, 't', f->name);
    query_add(q, is_list(f) ? SQL(" LIKE ") : SQL(" = "));
    query_bind(q, is_list(f) ? v_text(str_format(cx->mem, "%%|%s|%%", id.z)) : v_int(gone));
}

/* The records of a kind that point to the one that goes. */
static enum err find(struct ctx *cx, const struct entity *e, const struct move *move,
                     int64_t **out, int *out_count) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT t.id FROM "));
    query_name(&q, e->name);
    query_add(&q, SQL(" t WHERE "));
    for (int i = 0; i < e->field_count; i++)
        if (points_to_party(e->fields[i])) add_condition(cx, &q, e->fields[i], move->gone);
    *out_count = 0;
    if (!q.count) return OK;
    query_add(&q, SQL(" ORDER BY t.id LIMIT "));
    query_number(&q, MERGE_MOVES_MOST + 1);
    struct rows rows;
    TRY(query_run(cx->db, &q, &rows));
    struct buf ids = buf_in(cx->mem, 0);
    for (; rows_next(&rows); (*out_count)++) {
        int64_t id = rows_int(&rows, 0);
        buf_put(&ids, str_n((const char *)&id, sizeof id));
    }
    *out = NEWS(cx->mem, (size_t)*out_count + 1, int64_t);
    if (ids.n) memcpy(*out, ids.p, ids.n);
    return rows_done(&rows);
}

/* The list "|a|b|" with one identifier put for another, each once. */
static struct value list_moved(struct ctx *cx, struct str list, const struct move *move) {
    struct id_text from = id_text(move->gone), to = id_text(move->keep);
    struct buf b = buf_in(cx->mem, 0);
    for (struct str item; str_cut(&list, '|', &item);) {
        if (!item.n) continue;
        if (str_is(item, from.z)) item = str_dup(cx->mem, str_of(to.z));
        struct str one = str_format(cx->mem, "|%.*s|", STR_ARG(item));
        if (str_has(buf_str(&b), one)) continue;
        buf_put(&b, b.n ? str_from(one, 1) : one);
    }
    return b.n ? v_text(buf_str(&b)) : v_null();
}

static void point(struct ctx *cx, struct record *r, const struct field *f,
                  const struct move *move) {
    struct value *v = &r->values[f->at];
    if (v->kind == V_TEXT)
        *v = list_moved(cx, v->s, move);
    else if (v->kind == V_INT && v->i == move->gone)
        *v = v_int(move->keep);
}

/* A relationship between the two themselves says nothing any more. */
static bool within(const struct record *r) {
    return str_is(r->entity->name, "relationship")
           && record_int(r, FIELD_PARTY) == record_int(r, RELATIONSHIP_OTHER);
}

static enum err move_one(struct ctx *cx, const struct entity *e, int64_t id,
                         struct move *move) {
    struct record r;
    if (id == move->keep || id == move->gone) return OK;
    if (++move->moved > MERGE_MOVES_MOST) return problem(cx, NULL, MSG_MERGE_TOO_MUCH);
    TRY(record_get_plain(cx, e, id, &r));
    struct record moved = record_copy(cx, &r);
    for (int i = 0; i < e->field_count; i++)
        if (points_to_party(e->fields[i])) point(cx, &moved, e->fields[i], move);
    return within(&moved) ? record_delete(cx, e, id) : record_change(cx, &moved, NULL);
}

/* ---- Files ---- */

static struct str about_party(struct ctx *cx, int64_t party) {
    return str_format(cx->mem, "party:%s", id_text(party).z);
}

static enum err find_files(struct ctx *cx, const struct move *move, int64_t *out,
                           int *out_count) {
    struct rows rows;
    TRY(store_query(
        cx->db, SQL("SELECT id FROM file WHERE about = ?1 ORDER BY id LIMIT ?2"),
        BIND(v_text(about_party(cx, move->gone)), v_int(MERGE_MOVES_MOST + 1)), &rows));
    for (*out_count = 0; rows_next(&rows); (*out_count)++)
        out[*out_count] = rows_int(&rows, 0);
    return rows_done(&rows);
}

static enum err move_files(struct ctx *cx, struct move *move) {
    int64_t *ids = NEWS(cx->mem, MERGE_MOVES_MOST + 1, int64_t);
    int count;
    TRY(find_files(cx, move, ids, &count));
    for (int i = 0; i < count; i++) {
        struct record file;
        if (++move->moved > MERGE_MOVES_MOST) return problem(cx, NULL, MSG_MERGE_TOO_MUCH);
        TRY(record_get_plain(cx, entity_at(cx->catalog, "file"), ids[i], &file));
        file.values[FILE_ABOUT] = v_text(about_party(cx, move->keep));
        TRY(record_change(cx, &file, NULL));
    }
    return OK;
}

enum err merge_move(struct ctx *cx, int64_t keep, int64_t gone) {
    struct move move = {.keep = keep, .gone = gone};
    TRY(move_files(cx, &move));
    for (int i = 0; i < cx->catalog->count; i++) {
        const struct entity *e = cx->catalog->entities[i];
        int64_t *ids = NULL;
        int count;
        TRY(find(cx, e, &move, &ids, &count));
        for (int n = 0; n < count; n++)
            TRY(move_one(cx, e, ids[n], &move));
    }
    return OK;
}
