#include "records/journal/journal.h"

#include "base/json.h"
#include "base/json_write.h"
#include "records/rules/rights.h"
#include "store/pour.h"

#include <assert.h>

/* ---- Writing ---- */

static void write_value(struct json_writer *w, struct value v) {
    if (v.kind == V_INT)
        json_write_int(w, v.i);
    else if (v.kind == V_TEXT)
        json_write_str(w, v.s);
    else
        json_write_null(w);
}

static bool journalled(const struct field *f) {
    return f->at != FIELD_ID && f->at != FIELD_VERSION && f->at != FIELD_CHANGED_AT
           && f->at != FIELD_CHANGED_BY && field_present(f);
}

/* {"name":["old","new"]}; a creation and a deletion keep one value for each field that has
 * one. */
struct str journal_changes(struct ctx *cx, const struct record *old,
                           const struct record *new) {
    struct buf b = buf_in(cx->mem, 0);
    struct json_writer w = json_writer(&b);
    const struct entity *e = (new ? new : old)->entity;
    json_begin_object(&w);
    for (int i = 0; i < e->field_count; i++) {
        struct value was = old ? old->values[i] : v_null(),
                     is = new ? new->values[i] : v_null();
        if (!journalled(e->fields[i]) || value_eq(was, is)) continue;
        json_name_str(&w, e->fields[i]->name);
        if (old && new) {
            json_begin_array(&w);
            write_value(&w, was);
            write_value(&w, is);
            json_end_array(&w);
        } else {
            write_value(&w, new ? is : was);
        }
    }
    json_end_object(&w);
    return buf_str(&b);
}

#define COLUMN(n, k, r) \
    { STR_INIT(n), COLUMN_##k, r }

static const struct column columns[] = {
    COLUMN("seq", INT, true),    COLUMN("at", INT, true),
    COLUMN("actor", INT, true),  COLUMN("device", INT, true),
    COLUMN("batch", INT, true),  COLUMN("entity", TEXT, true),
    COLUMN("record", INT, true), COLUMN("party", INT, false),
    COLUMN("action", INT, true), COLUMN("changes", TEXT, true),
};
static const struct str key[] = {STR_INIT("seq")};
static const struct str by_record[] = {STR_INIT("record"), STR_INIT("seq")};
static const struct str by_batch[] = {STR_INIT("batch"), STR_INIT("seq")};
static const struct index indexes[] = {
    {STR_INIT("journal__record"), by_record, 2, false},
    {STR_INIT("journal__batch"), by_batch, 2, false},
};
const struct table journal_table = {STR_INIT("journal"),
                                    columns,
                                    sizeof columns / sizeof *columns,
                                    key,
                                    1,
                                    false,
                                    indexes,
                                    2,
                                    STR_INIT("record")};

static const struct row_form entry_form = {
    .insert =
        SQL_INIT("INSERT INTO journal"
                 " (seq, at, actor, device, batch, entity, record, party, action, changes)"
                 " SELECT coalesce(last, 0) + 1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9"
                 " FROM (SELECT max(seq) AS last FROM journal) AS so_far"),
    .table = &journal_table,
    .numbered = true,
};

enum err journal_put(struct ctx *cx, const struct record *old, const struct record *new,
                     struct str changes) {
    const struct record *r = new ? new : old;
    assert(r);
    enum journal_action action = !old  ? JOURNAL_CREATE
                                 : new ? JOURNAL_CHANGE
                                       : JOURNAL_DELETE;
    bool is_party = str_is(r->entity->name, "party");
    int64_t party = is_party ? record_id(r) : record_int(r, FIELD_PARTY);
    if (!cx->batch) cx->batch = cx_new_id(cx);
    const struct value values[] = {
        v_int(cx->now_ms), v_int(cx->actor->user),  v_int(cx->device),
        v_int(cx->batch),  v_text(r->entity->name), v_int(record_id(r)),
        v_int(party),      v_int(action),           v_text(changes)};
    return store_add(cx->writer, &entry_form, values);
}

enum err journal_add(struct ctx *cx, const struct record *old, const struct record *new) {
    return journal_put(cx, old, new, journal_changes(cx, old, new));
}

/* ---- Reading ---- */

static struct value read_value(const struct json *node) {
    int64_t n;
    if (json_is(node, JSON_NUMBER) && json_int(node, &n)) return v_int(n);
    if (json_is(node, JSON_STRING)) return v_text(json_text(node));
    return v_null();
}

static void read_change(struct journal_entry *entry, const struct json *node,
                        struct journal_change *out) {
    if (entry->entity) out->field = field_named(entry->entity, node->name);
    if (entry->action == JOURNAL_CHANGE) {
        out->old = read_value(json_at(node, 0));
        out->new = read_value(json_at(node, 1));
    } else if (entry->action == JOURNAL_CREATE) {
        out->new = read_value(node);
    } else {
        out->old = read_value(node);
    }
}

static enum err read_changes(struct ctx *cx, struct str text, struct journal_entry *entry) {
    struct json *root;
    if (json_parse(cx->mem, str_dup(cx->mem, text), NULL, &root, NULL) != OK)
        return failure(cx, ERR_CORRUPT, "journal entry %lld is not JSON",
                       (long long)entry->seq);
    struct journal_change *changes = NEWS(cx->mem, root->count, struct journal_change);
    JSON_EACH(node, root)
    read_change(entry, node, &changes[entry->change_count++]);
    entry->changes = changes;
    return OK;
}

#define JOURNAL_COLUMNS                                                                  \
    "SELECT seq, at, actor, device, batch, entity, record, party, action, changes FROM " \
    "journal "

static enum err read_entry(struct ctx *cx, struct rows *rows, struct journal_entry *out) {
    *out = (struct journal_entry){
        .seq = rows_int(rows, 0),
        .at_ms = rows_int(rows, 1),
        .user = rows_int(rows, 2),
        .device = (int)rows_int(rows, 3),
        .batch = rows_int(rows, 4),
        .entity = entity_named(cx->catalog, rows_text(rows, 5)),
        .record = rows_int(rows, 6),
        .party = rows_int(rows, 7),
        .action = (enum journal_action)rows_int(rows, 8),
    };
    return read_changes(cx, rows_text(rows, 9), out);
}

static enum err take_entries(struct ctx *cx, struct rows *rows, int limit,
                             struct journal_entry **out, int *out_count) {
    struct journal_entry *entries = NEWS(cx->mem, (size_t)limit, struct journal_entry);
    int count = 0;
    enum err e = OK;
    while (e == OK && count < limit && rows_next(rows))
        e = read_entry(cx, rows, &entries[count++]);
    enum err end = rows_done(rows);
    if (e == OK) e = end;
    if (e != OK) return e;
    *out = entries;
    *out_count = count;
    return OK;
}

static enum err read_entries(struct ctx *cx, struct sql sql, struct bind bind, int limit,
                             struct journal_entry **out, int *out_count) {
    struct rows rows;
    TRY(store_query(cx->db, sql, bind, &rows));
    return take_entries(cx, &rows, limit, out, out_count);
}

enum err journal_of_record_ask(struct ctx *cx, const struct entity *e, int64_t id,
                               int64_t before, int limit, struct rows *out) {
    if (!before) before = INT64_MAX;
    return store_query(cx->db,
                       SQL(JOURNAL_COLUMNS "WHERE record = ?1 AND entity = ?2 AND seq < ?3"
                                           " ORDER BY seq DESC LIMIT ?4"),
                       BIND(v_int(id), v_text(e->name), v_int(before), v_int(limit)), out);
}

enum err journal_of_record_read(struct ctx *cx, struct rows *rows, int limit,
                                struct journal_entry **out, int *out_count) {
    return take_entries(cx, rows, limit, out, out_count);
}

enum err journal_of_record(struct ctx *cx, const struct entity *e, int64_t id,
                           int64_t before, int limit, struct journal_entry **out,
                           int *out_count) {
    struct rows rows;
    TRY(journal_of_record_ask(cx, e, id, before, limit, &rows));
    return take_entries(cx, &rows, limit, out, out_count);
}

enum err journal_after(struct ctx *cx, int64_t seq, int limit, struct journal_entry **out,
                       int *out_count) {
    return read_entries(cx, SQL(JOURNAL_COLUMNS "WHERE seq > ?1 ORDER BY seq LIMIT ?2"),
                        BIND(v_int(seq), v_int(limit)), limit, out, out_count);
}

enum err journal_of_kind(struct ctx *cx, const struct entity *e, int64_t seq, int limit,
                         struct journal_entry **out, int *out_count) {
    return read_entries(
        cx, SQL(JOURNAL_COLUMNS "WHERE seq > ?1 AND entity = ?2 ORDER BY seq LIMIT ?3"),
        BIND(v_int(seq), v_text(e->name), v_int(limit)), limit, out, out_count);
}

enum err journal_last(struct ctx *cx, int64_t *out_seq) {
    return store_int(cx->db, SQL("SELECT coalesce(max(seq), 0) FROM journal"), BIND_NONE,
                     out_seq);
}

enum err journal_of_batch(struct ctx *cx, int64_t batch, int64_t before, int limit,
                          struct journal_entry **out, int *out_count) {
    return read_entries(
        cx,
        SQL(JOURNAL_COLUMNS "WHERE batch = ?1 AND seq < ?2"
                            " ORDER BY seq DESC LIMIT ?3"),
        BIND(v_int(batch), v_int(before ? before : INT64_MAX), v_int(limit)), limit, out,
        out_count);
}
