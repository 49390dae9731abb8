#include "modules/people/stages.h"

#include "base/json.h"

/* The new and old text of a change; a creation holds the new one alone. */
static void read_change(const struct json *node, struct str *out_new, struct str *out_old) {
    bool pair = json_is(node, JSON_ARRAY);
    *out_old = pair ? json_text(json_at(node, 0)) : STR("");
    *out_new = json_text(pair ? json_at(node, 1) : node);
}

static enum err read_stage(struct ctx *cx, struct rows *rows, struct party_stage *out) {
    struct json *changes;
    struct str was_reason;
    *out = (struct party_stage){
        .seq = rows_int(rows, 0), .since_ms = rows_int(rows, 1), .by = rows_int(rows, 2)};
    struct str text = str_dup(cx->mem, rows_text(rows, 3));
    if (json_parse(cx->mem, text, NULL, &changes, NULL) != OK)
        return failure(cx, ERR_CORRUPT, "journal entry %lld is not JSON",
                       (long long)out->seq);
    read_change(json_get(changes, "stage"), &out->stage, &out->was);
    read_change(json_get(changes, "stage_reason"), &out->reason, &was_reason);
    return OK;
}

/* Without a limit, since the few of one customer are sorted faster so.
 * A quotation mark inside of a journalled text is escaped, so that the pattern only meets
 * the name of the field. Action 3 is a deletion. */
enum err party_stages_ask(struct ctx *cx, int64_t party, const struct stage_place *before,
                          struct rows *out) {
    struct stage_place from = before ? *before : (struct stage_place){INT64_MAX, INT64_MAX};
    return store_query(cx->db,
                       SQL("SELECT seq, at, actor, changes FROM journal WHERE record = ?1"
                           " AND entity = 'party' AND action <> 3"
                           " AND changes LIKE '%\"stage\":%'"
                           " AND (at < ?2 OR (at = ?2 AND seq < ?3))"
                           " ORDER BY at DESC, seq DESC"),
                       BIND(v_int(party), v_int(from.at_ms), v_int(from.seq)), out);
}

enum err party_stages_read(struct ctx *cx, struct rows *rows, int limit,
                           struct party_stage **out, int *out_count) {
    struct party_stage *stages = NEWS(cx->mem, (size_t)limit, struct party_stage);
    int count = 0;
    enum err e = OK;
    while (e == OK && count < limit && rows_next(rows))
        e = read_stage(cx, rows, &stages[count++]);
    enum err end = rows_done(rows);
    TRY(e != OK ? e : end);
    *out = stages;
    *out_count = count;
    return OK;
}

enum err party_stages(struct ctx *cx, int64_t party, const struct stage_place *before,
                      int limit, struct party_stage **out, int *out_count) {
    struct rows rows;
    TRY(party_stages_ask(cx, party, before, &rows));
    return party_stages_read(cx, &rows, limit, out, out_count);
}
