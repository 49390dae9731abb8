#include "modules/people/keys.h"

#include "entities.h"
#include "modules/people/tables.h"
#include "persian/fold.h"
#include "store/pour.h"
#include "store/query.h"

static bool same(const struct party_key *a, const struct party_key *b) {
    return a->kind == b->kind && str_eq(a->value, b->value);
}

static bool has(const struct party_keys *keys, const struct party_key *key_) {
    for (int i = 0; i < keys->count; i++)
        if (same(&keys->at[i], key_)) return true;
    return false;
}

void keys_add(struct party_keys *keys, enum party_key_kind kind, struct str value) {
    struct party_key k = {kind, value};
    if (value.n && keys->count < KEYS_MOST && !has(keys, &k)) keys->at[keys->count++] = k;
}

/* ---- What a record gives ---- */

static void keys_of_party(struct ctx *cx, const struct record *r, struct party_keys *out) {
    keys_add(out, KEY_NATIONAL_ID, record_str(r, PARTY_NATIONAL_ID));
    keys_add(out, KEY_LEGAL_ID, record_str(r, PARTY_LEGAL_ID));
    keys_add(out, KEY_PHONE, record_str(r, PARTY_PHONE));
    keys_add(out, KEY_PHONE, record_str(r, PARTY_PHONE2));
    keys_add(out, KEY_EMAIL, str_lower_ascii(cx->mem, record_str(r, PARTY_EMAIL)));
    struct str name = fa_fold(cx->mem, record_str(r, PARTY_NAME));
    if (utf8_length(name) >= KEY_NAME_LETTERS_LEAST) keys_add(out, KEY_NAME, name);
}

static void keys_of_contact(struct ctx *cx, const struct record *r,
                            struct party_keys *out) {
    struct str kind = record_str(r, CONTACT_POINT_KIND);
    struct str value = record_str(r, CONTACT_POINT_VALUE);
    if (str_eq(kind, CONTACT_KIND_MOBILE) || str_eq(kind, CONTACT_KIND_PHONE))
        keys_add(out, KEY_PHONE, value);
    else if (str_eq(kind, CONTACT_KIND_EMAIL))
        keys_add(out, KEY_EMAIL, str_lower_ascii(cx->mem, value));
}

/* "passport:A1234567": a number is only the same under the same kind. */
static void keys_of_identifier(struct ctx *cx, const struct record *r,
                               struct party_keys *out) {
    static const int fields[] = {IDENTIFIER_VALUE, IDENTIFIER_BANK_ACCOUNT,
                                 IDENTIFIER_BANK_CARD};
    struct str kind = record_str(r, IDENTIFIER_KIND);
    if (str_eq(kind, IDENTIFIER_KIND_OTHER)) return;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        struct str value = fa_fold(cx->mem, record_str(r, fields[i]));
        if (value.n)
            keys_add(out, KEY_IDENTIFIER,
                     str_format(cx->mem, "%.*s:%.*s", STR_ARG(kind), STR_ARG(value)));
    }
}

void keys_of(struct ctx *cx, const struct record *r, struct party_keys *out) {
    static const struct {
        const char *entity;
        void (*give)(struct ctx *, const struct record *, struct party_keys *);
    } givers[] = {{"party", keys_of_party},
                  {"contact_point", keys_of_contact},
                  {"identifier", keys_of_identifier}};
    out->count = 0;
    for (size_t i = 0; i < sizeof givers / sizeof *givers; i++)
        if (r && str_is(r->entity->name, givers[i].entity)) givers[i].give(cx, r, out);
}

/* ---- The table ---- */

static int64_t party_of(const struct record *r) {
    return str_is(r->entity->name, "party") ? record_id(r) : record_int(r, FIELD_PARTY);
}

static const struct row_form key_form = {
    .insert = SQL_INIT("INSERT INTO party_key (kind, value, party, source)"
                       " VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING"),
    .table = &people_tables[PEOPLE_TABLE_KEYS],
};

/* A new record is the source of no key yet. */
static enum err insert(struct ctx *cx, const struct record *r, const struct party_key *k,
                       bool is_new) {
    const struct value values[] = {v_int(k->kind), v_text(k->value), v_int(party_of(r)),
                                   v_int(record_id(r))};
    if (is_new) return store_add(cx->writer, &key_form, values);
    return store_send(cx->writer, key_form.insert, (struct bind){values, 4});
}

static enum err forget(struct ctx *cx, const struct record *r, const struct party_key *k) {
    return store_send(
        cx->writer,
        SQL("DELETE FROM party_key WHERE kind = ?1 AND value = ?2"
            " AND party = ?3 AND source = ?4"),
        BIND(v_int(k->kind), v_text(k->value), v_int(party_of(r)), v_int(record_id(r))));
}

enum err keys_saved(struct ctx *cx, const struct record *old, const struct record *new) {
    struct party_keys was, is;
    bool moved = old && new &&party_of(old) != party_of(new);
    keys_of(cx, old, &was);
    keys_of(cx, new, &is);
    for (int i = 0; i < was.count; i++)
        if (moved || !has(&is, &was.at[i])) TRY(forget(cx, old, &was.at[i]));
    for (int i = 0; i < is.count; i++)
        if (moved || !has(&was, &is.at[i])) TRY(insert(cx, new, &is.at[i], !old));
    return OK;
}

/* ---- Finding ---- */

int keys_marks(struct ctx *cx, const struct record *r, const struct field *f,
               struct mark out[MARKS_MOST]) {
    struct record only = *r;
    struct party_keys keys;
    if (f) {
        only.values = NEWS(cx->mem, (size_t)r->entity->field_count, struct value);
        only.values[f->at] = r->values[f->at];
    }
    keys_of(cx, &only, &keys);
    for (int i = 0; i < keys.count; i++)
        out[i] = (struct mark){(int)keys.at[i].kind, keys.at[i].value};
    return keys.count;
}

/* Grouped by what is no column: to group by one, PostgreSQL may walk the index in its order,
 * past all values of a kind. */
static enum err ask_keys(struct ctx *cx, const struct mark *marks, int count,
                         struct rows *out) {
    struct query q = query_in(cx->mem);
    struct value *keys = NEWS(cx->mem, 2 * (size_t)count, struct value);
    for (int i = 0; i < count; i++) {
        keys[2 * i] = v_int(marks[i].kind);
        keys[2 * i + 1] = v_text(marks[i].value);
    }
    query_add(&q, SQL("SELECT kind, value || '', min(party) FROM party_key"
                      " WHERE (kind, value) IN "));
    query_bind_rows(&q, keys, 2, count);
    query_add(&q, SQL(" GROUP BY 1, 2"));
    return query_run(cx->db, &q, out);
}

static enum err find_some(struct ctx *cx, const struct mark *marks, int count,
                          int64_t *out_ids) {
    struct rows rows;
    TRY(ask_keys(cx, marks, count, &rows));
    while (rows_next(&rows))
        for (int i = 0; i < count; i++)
            if (marks[i].kind == rows_int(&rows, 0)
                && str_eq(marks[i].value, rows_text(&rows, 1)))
                out_ids[i] = rows_int(&rows, 2);
    return rows_done(&rows);
}

enum err keys_marked(struct ctx *cx, const struct mark *marks, int count,
                     int64_t *out_ids) {
    enum { AT_ONCE = 256 };
    if (count) memset(out_ids, 0, (size_t)count * sizeof *out_ids);
    for (int i = 0; i < count; i += AT_ONCE)
        TRY(find_some(cx, marks + i, count - i < AT_ONCE ? count - i : AT_ONCE,
                      out_ids + i));
    return OK;
}
