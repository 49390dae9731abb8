#include "modules/people/duplicates.h"

#include "entities.h"
#include "modules/people/consequence.h"
#include "store/query.h"

enum { SHARED_MOST = 200, OWNED_MOST = 20 };

static const struct {
    int strength; /* that two who share it are one, of 100 */
    enum msg label;
} kinds_of_key[KEY_KINDS] = {
    [KEY_NATIONAL_ID] = {100, MSG_KEY_NATIONAL_ID},
    [KEY_LEGAL_ID] = {100, MSG_KEY_LEGAL_ID},
    [KEY_IDENTIFIER] = {90, MSG_KEY_IDENTIFIER},
    [KEY_PHONE] = {70, MSG_KEY_PHONE},
    [KEY_EMAIL] = {70, MSG_KEY_EMAIL},
    [KEY_NAME] = {40, MSG_KEY_NAME},
};

struct str duplicate_reason(struct ctx *cx, unsigned kinds) {
    struct str comma = str_join(cx->mem, cx_msg(cx, MSG_LIST_COMMA), STR(" "));
    struct buf b = buf_in(cx->mem, 0);
    for (int kind = KEY_NATIONAL_ID; kind < KEY_KINDS; kind++) {
        if (!(kinds & 1u << kind)) continue;
        if (b.n) buf_put(&b, comma);
        buf_put(&b, cx_msg(cx, kinds_of_key[kind].label));
    }
    return buf_str(&b);
}

struct str duplicate_warning(struct ctx *cx, const struct duplicate *d) {
    return msg_format(
        cx->mem, cx->lang, MSG_DUPLICATE_PERHAPS,
        MSG_PARTS({"name", d->name}, {"reason", duplicate_reason(cx, d->kinds)}));
}

/* Doubt that is left after each thing they share. */
static int strength_of(unsigned kinds) {
    int doubt = 100;
    for (int kind = KEY_NATIONAL_ID; kind < KEY_KINDS; kind++)
        if (kinds & 1u << kind) doubt = doubt * (100 - kinds_of_key[kind].strength) / 100;
    return 100 - doubt;
}

/* ---- Of one customer ---- */

/* Its own keys and those of what it owns. */
static enum err all_keys(struct ctx *cx, const struct record *party,
                         struct party_keys *out) {
    static const char *const owned[] = {"contact_point", "identifier"};
    keys_of(cx, party, out);
    if (party->values[FIELD_ID].kind == V_NULL) return OK;
    for (int i = 0; i < 2; i++) {
        struct record *records;
        int count;
        TRY(owned_records(cx, owned[i], record_id(party), OWNED_MOST, &records, &count));
        for (int r = 0; r < count; r++) {
            struct party_keys more;
            keys_of(cx, &records[r], &more);
            for (int m = 0; m < more.count; m++)
                keys_add(out, more.at[m].kind, more.at[m].value);
        }
    }
    return OK;
}

static void add_sharers(struct query *q, const struct party_keys *keys) {
    for (int i = 0; i < keys->count; i++) {
        query_add(q, i ? SQL(" UNION ALL ") : SQL(""));
        query_add(q, SQL("SELECT kind, party FROM party_key WHERE kind = "));
        query_bind(q, v_int(keys->at[i].kind));
        query_add(q, SQL(" AND value = "));
        query_bind(q, v_text(keys->at[i].value));
    }
}

static void note_sharer(struct ctx *cx, struct rows *rows, struct duplicate *found,
                        int *count) {
    int64_t party = rows_int(rows, 1);
    int at = 0;
    while (at < *count && found[at].party != party)
        at++;
    if (at == *count) {
        if (at == DUPLICATES_MOST) return;
        found[(*count)++] =
            (struct duplicate){.party = party,
                               .name = str_dup(cx->mem, rows_text(rows, 2)),
                               .phone = str_dup(cx->mem, rows_text(rows, 3))};
    }
    found[at].kinds |= 1u << rows_int(rows, 0);
    found[at].strength = strength_of(found[at].kinds);
}

static bool likelier(const struct duplicate *a, const struct duplicate *b) {
    return a->strength != b->strength ? a->strength > b->strength : a->party < b->party;
}

/* Few; the likeliest moves to the front. */
static void sort_duplicates(struct duplicate *found, int count) {
    for (int i = 1; i < count; i++)
        for (int j = i; j > 0 && likelier(&found[j], &found[j - 1]); j--) {
            struct duplicate d = found[j];
            found[j] = found[j - 1];
            found[j - 1] = d;
        }
}

static void add_not_marked(struct query *q, int64_t party) {
    query_add(q, SQL(" AND NOT EXISTS (SELECT 1 FROM party_distinct d WHERE (d.one = "));
    query_bind(q, v_int(party));
    query_add(q, SQL(" AND d.other = t.id) OR (d.one = t.id AND d.other = "));
    query_bind(q, v_int(party));
    query_add(q, SQL("))"));
}

enum err duplicates_of(struct ctx *cx, const struct record *party, struct duplicate **out,
                       int *out_count) {
    struct party_keys keys;
    TRY(all_keys(cx, party, &keys));
    *out = NULL;
    *out_count = 0;
    if (!keys.count) return OK;
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT k.kind, k.party, t.name, t.phone FROM ("));
    add_sharers(&q, &keys);
    query_add(&q, SQL(") k JOIN party t ON t.id = k.party WHERE t.id <> "));
    query_bind(&q, v_int(record_id(party)));
    if (record_id(party)) add_not_marked(&q, record_id(party));
    rights_condition(cx, &q, 't', party->entity, ACT_READ);
    query_add(&q, SQL(" LIMIT "));
    query_number(&q, SHARED_MOST);
    struct rows rows;
    TRY(query_run(cx->db, &q, &rows));
    struct duplicate *found = NEWS(cx->mem, DUPLICATES_MOST, struct duplicate);
    int count = 0;
    while (rows_next(&rows))
        note_sharer(cx, &rows, found, &count);
    TRY(rows_done(&rows));
    sort_duplicates(found, count);
    *out = found;
    *out_count = count;
    return OK;
}

/* ---- Not the same ---- */

enum err party_mark_distinct(struct ctx *cx, int64_t one, int64_t other) {
    const struct entity *e = entity_at(cx->catalog, "party");
    struct record a, b, r = record_new(cx, entity_at(cx->catalog, "party_distinct"));
    if (one == other) return problem(cx, NULL, MSG_DUPLICATE_ITSELF);
    TRY(record_get(cx, e, one, &a));
    TRY(record_get(cx, e, other, &b));
    TRY(rights_ask(cx, &a, ACT_EDIT));
    TRY(rights_ask(cx, &b, ACT_EDIT));
    r.values[PARTY_DISTINCT_ONE] = v_int(one);
    r.values[PARTY_DISTINCT_OTHER] = v_int(other);
    return consequence_create(cx, &r);
}
