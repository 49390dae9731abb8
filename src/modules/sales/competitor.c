#include "modules/sales/competitor.h"

#include "entities.h"
#include "persian/fold.h"
#include "records/rules/rights.h"

static enum err find(struct ctx *cx, struct str name, int64_t *out_id,
                     struct str *out_name) {
    struct rows rows;
    TRY(store_query(cx->db,
                    SQL("SELECT id, name FROM competitor WHERE name_f = ?1"
                        " ORDER BY id LIMIT 1"),
                    BIND(v_text(fa_fold(cx->mem, name))), &rows));
    bool there = rows_next(&rows);
    if (there) {
        *out_id = rows_int(&rows, 0);
        *out_name = str_dup(cx->mem, rows_text(&rows, 1));
    }
    TRY(rows_done(&rows));
    return there ? OK : ERR_ABSENT;
}

enum err competitor_named(struct ctx *cx, struct str name, struct record *out) {
    int64_t id;
    struct str spelled;
    TRY(find(cx, name, &id, &spelled));
    enum err e = record_get(cx, entity_at(cx->catalog, "competitor"), id, out);
    return e == ERR_DENIED ? ERR_ABSENT : e;
}

enum err competitor_spelled(struct ctx *cx, struct value *name) {
    int64_t id;
    struct str spelled;
    if (name->kind != V_TEXT) return OK;
    enum err e = find(cx, name->s, &id, &spelled);
    if (e == OK) *name = v_text(spelled);
    return e == ERR_ABSENT ? OK : e;
}

/* There is one card of a name, however it is typed. */
static enum err competitor_check(struct ctx *cx, const struct record *old,
                                 struct record *new) {
    int64_t id;
    struct str spelled;
    (void)old;
    if (cx->verbatim || new->values[COMPETITOR_NAME].kind != V_TEXT) return OK;
    enum err e = find(cx, record_str(new, COMPETITOR_NAME), &id, &spelled);
    if (e == ERR_ABSENT || (e == OK && id == record_id(new))) return OK;
    TRY(e);
    return problem(cx, new->entity->fields[COMPETITOR_NAME], MSG_COMPETITOR_THERE);
}

const struct entity_rules rules_competitor = {.name = "competitor",
                                              .check = competitor_check};
