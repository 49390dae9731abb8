/* duplicate_groups.c - duplicates in bulk. The job walks all keys in their order, some
 * thousands a step, and keeps only the keys that several parties share; a page of groups is
 * then two queries. */
#include "base/json.h"
#include "base/json_write.h"
#include "entities.h"
#include "modules/people/duplicates.h"
#include "records/rules/rights.h"
#include "store/query.h"

enum { SCAN_ROWS = 20000, PAGE_ROWS = 1000, GROUPS_A_PAGE = 40 };

static bool same_key(const struct party_key *a, const struct party_key *b) {
    return a->kind == b->kind && str_eq(a->value, b->value);
}

/* ---- The search ---- */

static struct party_key place_read(struct ctx *cx, struct str place) {
    struct party_key at = {0, {"", 0}};
    struct json *root;
    int64_t kind;
    if (!place.n || json_parse(cx->mem, place, NULL, &root, NULL) != OK) return at;
    if (json_int(json_get(root, "kind"), &kind)) at.kind = (enum party_key_kind)kind;
    at.value = json_text(json_get(root, "value"));
    return at;
}

static struct str place_write(struct ctx *cx, const struct party_key *at) {
    struct buf b = buf_in(cx->mem, 0);
    struct json_writer w = json_writer(&b);
    json_begin_object(&w);
    json_name(&w, "kind"), json_write_int(&w, at->kind);
    json_name(&w, "value"), json_write_str(&w, at->value);
    json_end_object(&w);
    return buf_str(&b);
}

/* A run of rows that share one key. */
struct run {
    struct party_key key;
    int64_t party; /* the latest; a party may give a key several times */
    int64_t parties;
};

static enum err run_keep(struct ctx *cx, const struct run *run, struct job *job) {
    if (run->parties < 2 || job->done >= DUPLICATE_GROUPS_MOST) return OK;
    job->done++;
    return store_exec(
        cx->writer,
        SQL("INSERT INTO duplicate_group (kind, value, parties)"
            " VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"),
        BIND(v_int(run->key.kind), v_text(run->key.value), v_int(run->parties)));
}

/* The runs of one window of rows; the last one is whole only if the rows ended. */
static enum err window(struct ctx *cx, struct rows *rows, struct run *runs, int *out_runs,
                       int *out_rows) {
    int count = 0, read = 0;
    while (read < SCAN_ROWS && rows_next(rows)) {
        struct party_key key = {(enum party_key_kind)rows_int(rows, 0), rows_text(rows, 1)};
        read++;
        if (!count || !same_key(&runs[count - 1].key, &key)) {
            key.value = str_dup(cx->mem, key.value);
            runs[count++] = (struct run){.key = key};
        }
        struct run *run = &runs[count - 1];
        if (rows_int(rows, 2) != run->party) run->parties++;
        run->party = rows_int(rows, 2);
    }
    *out_runs = count;
    *out_rows = read;
    return rows_done(rows);
}

enum err duplicates_step(struct ctx *cx, struct job *job, bool *out_more) {
    struct party_key from = place_read(cx, job->place);
    if (!job->place.n)
        TRY(store_exec(cx->writer, SQL("DELETE FROM duplicate_group"), BIND_NONE));
    struct rows rows;
    TRY(store_query(
        cx->db,
        SQL("SELECT kind, value, party FROM party_key"
            " WHERE (kind, value) > (?1, ?2) ORDER BY kind, value, party LIMIT ?3"),
        BIND(v_int(from.kind), v_text(from.value), v_int(SCAN_ROWS)), &rows));
    struct run *runs = NEWS(cx->mem, SCAN_ROWS, struct run);
    int count, read;
    TRY(window(cx, &rows, runs, &count, &read));
    bool ended = read < SCAN_ROWS;
    if (!ended && count > 1) count--; /* the next step begins with it */
    for (int i = 0; i < count; i++)
        TRY(run_keep(cx, &runs[i], job));
    *out_more = !ended && job->done < DUPLICATE_GROUPS_MOST;
    if (count) job->place = place_write(cx, &runs[count - 1].key);
    if (!*out_more) job->result = str_format(cx->mem, "%lld", (long long)job->done);
    return OK;
}

/* ---- A page ---- */

struct groups {
    struct duplicate_group *at;
    int count;
};

/* The keys of the page, as the job left them. */
static enum err read_keys(struct ctx *cx, const struct party_key *after, int limit,
                          struct groups *out) {
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT kind, value FROM duplicate_group"
                        " WHERE (kind, value) > (?1, ?2) ORDER BY kind, value LIMIT ?3"),
                    BIND(v_int(after->kind), v_text(after->value), v_int(limit)), &rows));
    out->at = NEWS(cx->mem, (size_t)limit, struct duplicate_group);
    while (out->count < limit && rows_next(&rows)) {
        struct duplicate_group *g = &out->at[out->count++];
        g->key.kind = (enum party_key_kind)rows_int(&rows, 0);
        g->key.value = str_dup(cx->mem, rows_text(&rows, 1));
        g->parties = NEWS(cx->mem, DUPLICATE_GROUP_MOST, struct duplicate);
    }
    return rows_done(&rows);
}

static struct duplicate_group *group_of(const struct groups *groups,
                                        const struct party_key *key) {
    for (int i = 0; i < groups->count; i++)
        if (same_key(&groups->at[i].key, key)) return &groups->at[i];
    return NULL;
}

static void add_party(struct ctx *cx, const struct groups *groups, struct rows *rows) {
    struct party_key key = {(enum party_key_kind)rows_int(rows, 0), rows_text(rows, 1)};
    struct duplicate_group *g = group_of(groups, &key);
    bool again = g && g->count && g->parties[g->count - 1].party == rows_int(rows, 2);
    if (!g || again || g->count == DUPLICATE_GROUP_MOST) return;
    g->parties[g->count++] =
        (struct duplicate){.party = rows_int(rows, 2),
                           .name = str_dup(cx->mem, rows_text(rows, 3)),
                           .phone = str_dup(cx->mem, rows_text(rows, 4)),
                           .kinds = 1u << key.kind};
}

static void add_key_rows(struct query *q, const struct groups *groups) {
    for (int i = 0; i < groups->count; i++) {
        query_add(q, i ? SQL(" UNION ALL ") : SQL(""));
        query_add(q, SQL("SELECT kind, value, party FROM party_key WHERE kind = "));
        query_bind(q, v_int(groups->at[i].key.kind));
        query_add(q, SQL(" AND value = "));
        query_bind(q, v_text(groups->at[i].key.value));
    }
}

static enum err read_parties(struct ctx *cx, const struct groups *groups) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT k.kind, k.value, t.id, t.name, t.phone FROM ("));
    add_key_rows(&q, groups);
    query_add(&q, SQL(") k JOIN party t ON t.id = k.party WHERE 1 = 1"));
    rights_condition(cx, &q, 't', entity_at(cx->catalog, "party"), ACT_READ);
    query_add(&q, SQL(" ORDER BY k.kind, k.value, t.id LIMIT "));
    query_number(&q, PAGE_ROWS);
    struct rows rows;
    TRY(query_run(cx->db, &q, &rows));
    while (rows_next(&rows))
        add_party(cx, groups, &rows);
    return rows_done(&rows);
}

struct pairs {
    int64_t (*at)[2];
    int count;
};

/* The pairs among the parties of these groups that somebody marked. */
static enum err read_marked(struct ctx *cx, const struct groups *groups,
                            struct pairs *out) {
    struct query q = query_in(cx->mem);
    query_add(&q, SQL("SELECT one, other FROM party_distinct WHERE one IN (0"));
    for (int g = 0; g < groups->count; g++)
        for (int i = 0; i < groups->at[g].count && q.count < QUERY_BINDS; i++) {
            query_add(&q, SQL(", "));
            query_bind(&q, v_int(groups->at[g].parties[i].party));
        }
    query_add(&q, SQL(") LIMIT "));
    query_number(&q, PAGE_ROWS);
    struct rows rows;
    TRY(query_run(cx->db, &q, &rows));
    out->at = arena_array(cx->mem, PAGE_ROWS, sizeof *out->at);
    for (; out->count < PAGE_ROWS && rows_next(&rows); out->count++) {
        out->at[out->count][0] = rows_int(&rows, 0);
        out->at[out->count][1] = rows_int(&rows, 1);
    }
    return rows_done(&rows);
}

static bool marked(const struct pairs *pairs, int64_t a, int64_t b) {
    for (int i = 0; i < pairs->count; i++)
        if ((pairs->at[i][0] == a && pairs->at[i][1] == b)
            || (pairs->at[i][0] == b && pairs->at[i][1] == a))
            return true;
    return false;
}

/* Whether some two of a group may still be the same. */
static bool open_group(const struct duplicate_group *g, const struct pairs *pairs) {
    for (int i = 0; i < g->count; i++)
        for (int j = i + 1; j < g->count; j++)
            if (!marked(pairs, g->parties[i].party, g->parties[j].party)) return true;
    return false;
}

enum err duplicate_groups(struct ctx *cx, const struct party_key *after, int limit,
                          struct duplicate_group **out, int *out_count,
                          struct party_key *out_next) {
    struct party_key from = after ? *after : (struct party_key){0, STR("")};
    struct groups groups = {0};
    struct pairs pairs = {0};
    *out_next = (struct party_key){0};
    *out_count = 0;
    if (limit > GROUPS_A_PAGE) limit = GROUPS_A_PAGE;
    TRY(read_keys(cx, &from, limit, &groups));
    *out = groups.at;
    if (!groups.count) return OK;
    if (groups.count == limit) *out_next = groups.at[limit - 1].key;
    TRY(read_parties(cx, &groups));
    TRY(read_marked(cx, &groups, &pairs));
    for (int i = 0; i < groups.count; i++)
        if (open_group(&groups.at[i], &pairs)) groups.at[(*out_count)++] = groups.at[i];
    return OK;
}
